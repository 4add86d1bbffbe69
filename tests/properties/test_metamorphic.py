"""What must not matter does not: script, width of brackets and digits, encoding, a measure more, lines broken by layout."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from policyparse.pipeline import parse_fields, restored
from policyparse.stages.restore import restore
from policyparse.stages.simplify import simplify
from policyparse.text import AlignedText, plain_ends

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/metamorphic/plans.yaml").read_text(encoding="utf-8"))
PLANS = {case["name"]: (case["text"].replace("{}\n", ""), case["text"].replace("{}", case["add"])) for case in CASES}
NAMES = sorted(PLANS)
BUILD = ("002", "004", "010", "031", "046", "069", "071", "079", "082", "203", "227", "230", "266", "273", "284")
WIDTHS = str.maketrans("（）：；", "():;")
NARROW = str.maketrans("():;", "（）：；") | str.maketrans("０１２３４５６７８９", "0123456789")
WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def plain(value: Any) -> Any:
    """A text as GOLD.md compares it: brackets and digits of one width, without spaces."""
    return "".join(value.translate(NARROW).split()) if isinstance(value, str) else value


def records(content: str | bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The records of a file without their offsets: nodes, responsibilities, targets."""
    found: dict[str, list[tuple[Any, ...]]] = {"nodes": [], "responsibilities": [], "targets": [], "frame": []}
    for d in parse_fields(content):
        rows = sorted((*d["sections"], *d["measures"]), key=lambda r: r["position"])
        found["frame"].append(tuple(plain(d[c]) for c in ("title", "issuer", "date_issued", "document_type")))
        found["nodes"] += [(r["path"], "measure_id" in r, plain(r["heading"])) for r in rows]
        for table, columns in (
            ("responsibilities", ("path", "agency_text", "role", "role_origin", "rank", "agency_id")),
            (
                "targets",
                ("path", "value", "value_high", "unit", "comparator", "kind", "change", "deadline", "indicator"),
            ),
        ):
            found[table] += [tuple(plain(r[c]) for c in columns) for r in d[table]]
    return found


@cache
def traditional(text: str) -> str:
    """The text in traditional characters."""
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(text))


def wrapped(text: str, width: int = 40) -> str:
    """Every line broken after each `width` characters, as copies of paged documents are."""
    lines = (line[at : at + width] for line in text.splitlines() for at in range(0, max(len(line), 1), width))
    return "\n".join(lines)


def set_apart(text: str) -> str:
    """The text with a space between a number and a Chinese character, as typesetting programs put it."""
    return re.sub("(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9%])(?=[\u4e00-\u9fff])", " ", text)


def copied(text: str) -> str:
    """The text with what a web page prints around it, as it is when a person copies all of the page."""
    return (
        "首页 > 政务公开 > 政策文件\n发布时间：2024-05-06 来源：办公室 浏览次数：123\n字号：大 中 小\n"
        f"{text.rstrip()}\n打印本页 关闭窗口\n主办单位：某某市人民政府办公室 某ICP备123号\n"
    )


def without_days(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """The records without the day of issue, which a page may say of a text that does not."""
    return found | {"frame": [(title, issuer, None, kind) for title, issuer, _, kind in found["frame"]]}


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_prints_around_a_text_does_not_matter(name: str) -> None:
    text = PLANS[name][0]
    assert without_days(records(copied(text))) == without_days(records(text))


@pytest.mark.parametrize("name", NAMES)
def test_plans_say_something(name: str) -> None:
    found = records(PLANS[name][0])
    assert len(found["nodes"]) >= 3
    assert found["targets"]


@pytest.mark.parametrize("name", NAMES)
def test_script_does_not_matter(name: str) -> None:
    text = PLANS[name][0]
    assert records(traditional(text)) == records(text)


@pytest.mark.parametrize("name", NAMES)
def test_width_of_brackets_does_not_matter(name: str) -> None:
    text = PLANS[name][0]
    assert records(text.translate(WIDTHS)) == records(text)


@pytest.mark.parametrize("name", NAMES)
def test_width_of_digits_does_not_matter(name: str) -> None:
    text = PLANS[name][0]
    wide = text.translate(WIDE_DIGITS)
    assert records(wide) == records(text)
    (document,) = parse_fields(wide)
    assert document["text"] == wide
    for row in (*document["sections"], *document["measures"]):
        assert (row["heading"] or "") in wide


@pytest.mark.parametrize("name", NAMES)
def test_spaces_around_numbers_do_not_matter(name: str) -> None:
    text = PLANS[name][0]
    assert records(set_apart(text)) == records(text)
    (document,) = parse_fields(set_apart(text))
    for row in document["targets"]:
        assert document["text"][row["text_start"] : row["text_end"]] == row["evidence"] == row["evidence"].strip()
        if row["indicator_start"] is not None:
            assert document["text"][row["indicator_start"] : row["indicator_end"]] == row["indicator"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("name", NAMES)
def test_encoding_does_not_matter(name: str, encoding: str) -> None:
    text = PLANS[name][0]
    assert records(text.encode(encoding)) == records(text)


@pytest.mark.parametrize("name", NAMES)
def test_encoding_of_a_traditional_text_does_not_matter(name: str) -> None:
    text = traditional(PLANS[name][0]).replace("爲", "為")
    assert records(text.encode("big5hkscs")) == records(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_measure_more_does_not_matter(name: str) -> None:
    text, longer = PLANS[name]
    before, after = records(text), records(longer)
    new = [n for n in after["nodes"] if n not in before["nodes"]]
    assert len(new) == 1
    assert [n for n in after["nodes"] if n not in new] == before["nodes"]
    assert {**after, "nodes": []} == {**before, "nodes": []}


@pytest.mark.parametrize("width", [24, 40])
@pytest.mark.parametrize("name", NAMES)
def test_broken_lines_do_not_matter(name: str, width: int) -> None:
    text = PLANS[name][0]
    assert records(wrapped(text, width)) == records(text)


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n\n", "\n　　", "\n\xa0\xa0\xa0\xa0"])
@pytest.mark.parametrize("name", NAMES)
def test_ends_of_lines_do_not_matter(name: str, ends: str) -> None:
    text = PLANS[name][0]
    assert records(text.replace("\n", ends)) == records(text)


@pytest.mark.parametrize("name", NAMES)
def test_restore_and_simplify_do_nothing_twice(name: str) -> None:
    for text in (PLANS[name][0], traditional(PLANS[name][0]), wrapped(PLANS[name][0])):
        mended = restore(AlignedText.of(text)).aligned
        assert restore(AlignedText.of(mended.text)).aligned.text == mended.text
        simplified = simplify(mended).aligned
        assert simplify(AlignedText.of(simplified.text)).aligned.text == simplified.text


DOCUMENTS = Path(__file__).resolve().parents[3] / "shared/corpus/docs"
FOUND = sorted(p for n in BUILD for p in DOCUMENTS.glob(f"{n}_*"))
CHANGES: dict[str, Callable[[str], str | bytes]] = {
    "traditional": lambda text: traditional(text).replace("爲", "為"),
    "narrow": lambda text: text.translate(WIDTHS),
    "spaces around numbers": set_apart,
    "a page around": copied,
    "full-width digits": lambda text: text.translate(WIDE_DIGITS),
    "gb18030": lambda text: text.encode("gb18030", "replace"),
    "two marks at line ends": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.skipif(not FOUND, reason="the corpus is not there")
@pytest.mark.parametrize("change", sorted(CHANGES))
def test_documents_stay_as_they_are(change: str) -> None:
    for path in FOUND:
        text = plain_ends(path.read_bytes().decode("utf-8")).replace("\n ", "\n")
        changed, found = records(CHANGES[change](text)), records(text)
        if CHANGES[change] is copied:
            changed, found = without_days(changed), without_days(found)
        assert changed == found, path.name


@pytest.mark.skipif(not FOUND, reason="the corpus is not there")
def test_documents_broken_into_lines_keep_their_nodes_and_responsibilities() -> None:
    """All responsibilities, and all but 1 in 200 nodes: a break behind a heading says less than a line of its own."""
    total = lost = 0
    for path in FOUND:
        (clean,) = restored(path.read_bytes(), path.name)
        before, after = records(clean.aligned.text), records(wrapped(clean.aligned.text))
        assert before["responsibilities"] == after["responsibilities"], path.name
        total += len(before["nodes"])
        lost += len({n[:2] for n in before["nodes"]} ^ {n[:2] for n in after["nodes"]})
    assert 200 * lost <= 2 * total
