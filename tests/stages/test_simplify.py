"""Simplification: cases, the package's own conversion, OpenCC's cases, and what must hold of any text."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.lexicon.usual import is_usual
from policyparse.stages.simplify import convert, simplify
from policyparse.stages.simplify.convert import changed
from policyparse.stages.simplify.dictionary import step
from policyparse.stages.simplify.script import _telling_traditional
from policyparse.text import AlignedText, Span

ROOT = Path(__file__).parents[2]
SUITE = ROOT.parent / "shared/suites/opencc_cases.jsonl"
CASES = [json.loads(line) for line in (ROOT / "tests/cases/simplify/texts.jsonl").read_text("utf-8").splitlines()]
# Characters that say something in some dictionary, and some that say nothing.
TEXT = st.text(alphabet="業務国门乾坤著着作於單發后裡裏瞭解么麼 ，。\n1a鱀𠀀", max_size=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_text_is_simplified_word_by_word_and_its_script_told(case: dict[str, str]) -> None:
    found = simplify(AlignedText.of(case["text"]))
    assert found.aligned.text == case["expected"]
    assert found.script == case["script"]


def test_the_source_comes_out_as_the_package_converts_it() -> None:
    from opencc import OpenCC

    text = (ROOT / "source/hangzhou-2023-business-environment.txt").read_text("utf-8")
    found = simplify(AlignedText.of(text))
    assert found.aligned.text == OpenCC("t2s").convert(text)
    assert found.script == "traditional"
    changed = sum(a != b for a, b in zip(text, found.aligned.text, strict=True))
    assert changed == 3659
    assert sum(run.length for run in found.aligned.runs()) <= len(text) - changed
    assert all(e.positional for e in found.aligned.edits)


def test_neighbouring_characters_are_one_edit() -> None:
    edits = simplify(AlignedText.of("優化營商環境，各地方各部門要執行")).aligned.edits
    assert [(e.source_start, e.source_end) for e in edits] == [(0, 5), (12, 15)]
    assert len(simplify(AlignedText.of("職責劃轉")).aligned.edits) == 1


def test_a_word_of_another_length_keeps_its_way_back() -> None:
    found = convert(AlignedText.of("購置隨身碟三個"), "tw2sp")
    assert found.text == "购置U盘三个"
    assert found.source_span(Span(2, 4)) == Span(2, 5)
    assert found.inverted().text == "購置隨身碟三個"


def test_opencc_cases() -> None:
    if not SUITE.exists():
        pytest.skip("OpenCC's cases are not beside this project")
    cases = [json.loads(line) for line in SUITE.read_text("utf-8").splitlines()]
    failed = [c["id"] for c in cases if convert(AlignedText.of(c["input"]), c["config"]).text != c["expected"]]
    assert not failed


def test_simplified_texts_come_out_untouched() -> None:
    folder = ROOT.parent / "shared/corpus/laws"
    if not folder.exists():
        pytest.skip("the corpus is not beside this project")
    touched = {}
    for path in sorted(folder.iterdir())[::7]:
        found = simplify(AlignedText.of(path.read_text("utf-8-sig")))
        if found.script == "simplified" and found.aligned.edits:
            touched[path.name] = [found.aligned.source[e.source_start : e.source_end] for e in found.aligned.edits]
    assert touched == {}


@settings(deadline=None)
@given(TEXT)
def test_the_way_back_holds_and_a_second_time_changes_nothing(text: str) -> None:
    once = simplify(AlignedText.of(text)).aligned
    assert len(once.text) == len(text)
    assert once.inverted().text == text
    assert simplify(AlignedText.of(once.text)).aligned.text == once.text


@settings(deadline=None)
@given(TEXT, st.sampled_from(["t2s", "tw2s", "tw2sp", "hk2s", "hk2sp"]))
def test_every_configuration_has_a_way_back(text: str, config: str) -> None:
    assert convert(AlignedText.of(text), config).inverted().text == text  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.characters(), st.characters())))
def test_differences_are_where_they_are(pairs: list[tuple[str, str]]) -> None:
    one, other = "".join(a for a, _ in pairs), "".join(b for _, b in pairs)
    assert changed(one, other) == bytes(a != b for a, b in pairs)


@pytest.mark.parametrize("beyond", ["", "𠀀", "\U000205a6"])
def test_a_character_beyond_the_basic_plane_changes_nothing_for_the_others(beyond: str) -> None:
    table = step("any")
    assert table.translated(f"業務{beyond}發") == f"业务{beyond.translate(table.characters)}发"


@given(st.binary(max_size=60).map(lambda data: bytes(byte % 2 for byte in data)))
def test_marked_characters_at_most_so_far_apart_are_one_word(marks: bytes) -> None:
    after = "".join("务" if mark else "務" for mark in marks)
    edits = AlignedText.of("務" * len(marks)).rewritten(after, marks, "simplify", "t2s").edits
    words = [(piece.start(), piece.end()) for piece in re.finditer(r"务+(?:務{1,3}务+)*", after)]
    assert [(edit.text_start, edit.text_end) for edit in edits] == words


def test_no_usual_character_tells_traditional() -> None:
    assert not [c for c in _telling_traditional() if is_usual(c)]
