"""The parser as a whole on any input: documents that prove themselves, or a coded refusal, and the same each time."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings

from faults.plans import PLAN, SLOW
from fuzz.documents import NAMES, contents, texts
from fuzz.laws import hold, outcome
from independent import faults
from policyparse import parse
from policyparse.pipeline import parse_fields
from policyparse.records.errors import InputError
from policyparse.stages.restore import restore
from policyparse.stages.simplify import simplify
from policyparse.text import AlignedText

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FOUND = yaml.safe_load((ROOT / "tests/cases/faults/found.yaml").read_text(encoding="utf-8"))


@settings(max_examples=20_000 if SLOW else 150, deadline=None)
@given(contents(), NAMES)
def test_any_input_gives_documents_that_prove_themselves_or_a_refusal(content: str | bytes, name: str) -> None:
    hold(content, name)


@pytest.mark.parametrize("case", FOUND, ids=[c["name"] for c in FOUND])
def test_inputs_that_once_broke_a_law_break_it_no_more(case: dict[str, str]) -> None:
    hold(case["text"].encode(case["encoding"]) if "encoding" in case else case["text"])


@settings(max_examples=2_000 if SLOW else 40, deadline=None)
@given(contents())
def test_models_take_what_the_parser_gives(content: str | bytes) -> None:
    try:
        documents = parse(content)
    except InputError:
        return
    assert [json.loads(d.model_dump_json()) for d in documents] == json.loads(outcome(content))


@settings(max_examples=5_000 if SLOW else 100, deadline=None)
@given(texts())
@example("\x1fy\x800\n")  # four bytes are two characters of UTF-16, once the control character is away
def test_restore_and_simplify_find_nothing_to_do_in_their_own_work(text: str) -> None:
    simplified = simplify(restore(AlignedText.of(text)).aligned).aligned
    assert simplify(AlignedText.of(simplified.text)).aligned.text == simplified.text
    mended = restore(AlignedText.of(text)).aligned
    again = restore(AlignedText.of(mended.text)).aligned
    # A joint may make another likely, in texts that nobody would write (`layout`); nothing else is found twice.
    assert all(edit.rule.startswith("layout.") for edit in again.edits)


DIGEST = """
import hashlib, sys
sys.path[:0] = ["tests"]
from faults.plans import PLAN
from fuzz.laws import outcome
from fuzz.shapes import shapes
texts = [PLAN.format(place="甲", year=2024, days=3), *(s.text(1500) for s in shapes())]
print(hashlib.sha256("".join(map(outcome, texts)).encode()).hexdigest())
"""


def test_the_hash_seed_does_not_matter() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "src"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(digests) == 1


def sources() -> list[Path]:
    """The first source, and where they are there every document of the corpus and some laws."""
    laws = sorted((SHARED / "corpus/laws").glob("*.txt"))
    laws.sort(key=lambda p: hashlib.sha256(p.name.encode()).digest())
    folders = (SHARED / "corpus/docs", SHARED / "corpus/raw", SHARED / "corpus/raw2")
    files = [p for folder in folders for p in sorted(folder.glob("*")) if p.is_file()]
    return [*sorted((ROOT / "source").glob("*.txt")), *files, *laws[: 200 if SLOW else 20]]


@pytest.mark.parametrize("part", range(4))
def test_every_document_proves_itself(part: int) -> None:
    if part and not SHARED.is_dir():
        pytest.skip("the corpus is not there")
    files = sources()[part::4]
    for path in files if SLOW else files[::3]:
        try:
            documents = parse_fields(path.read_bytes(), path.name)
        except InputError:
            continue
        assert not [fault for d in documents for fault in faults(d)], path


def document() -> dict[str, Any]:
    """A document with rows in most tables."""
    text = PLAN.format(place="杭州", year=2024, days=3).replace("2024年底", "2024年底（较2020年下降10%）")
    return parse_fields(text)[0]


@pytest.mark.parametrize(
    "table", ["sections", "measures", "clauses", "responsibilities", "targets", "edits", "segments"]
)
def test_the_checker_sees_every_offset_that_is_off(table: str) -> None:
    whole = document()
    assert not faults(whole)
    assert whole[table]
    for index, row in enumerate(whole[table]):
        for column in (c for c in row if c.endswith(("_start", "_end")) and row[c] is not None):
            broken = copy.deepcopy(whole)
            broken[table][index][column] += 1
            assert faults(broken), (table, index, column)


def test_the_checker_sees_references_evidence_and_dates() -> None:
    whole = document()
    for table, column, value in (
        ("responsibilities", "agency_id", "nobody"),
        ("responsibilities", "path", "九"),
        ("measures", "section_id", "nowhere"),
        ("clauses", "text", "（）"),
        ("targets", "evidence", "5%"),
        ("targets", "deadline_date", "2024-12-30"),
        ("edits", "before", "x"),
        ("segments", "position", 99),
        ("agencies", "mention_count", 99),
        ("alignment", "length", 1),
    ):
        broken = copy.deepcopy(whole)
        broken[table][0][column] = value
        assert faults(broken), (table, column)


def test_refusals_have_codes() -> None:
    assert [outcome(x) for x in ("", " \n", b"", b"\x00\x01" * 400, "\x00" * 50)] == ["empty"] * 3 + ["binary", "empty"]
