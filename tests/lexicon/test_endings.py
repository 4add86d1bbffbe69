"""The table of how names of bodies end: each ending stands once, each kind is explained and is used by a stage."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policyparse.lexicon.endings import Ending, any_ending, endings, last_characters
from policyparse.lexicon.load import rows, text_of

TABLE = rows("agency_endings.csv", Ending)
KINDS = sorted({kind for row in TABLE for kind in row.kinds})
STAGES = Path(__file__).parents[2] / "src" / "policyparse" / "stages"


def test_an_ending_stands_once_with_all_its_kinds() -> None:
    assert len({row.text for row in TABLE}) == len(TABLE)
    assert [row for row in TABLE if not row.kinds or len(set(row.kinds)) < len(row.kinds)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_explained_above_the_table(kind: str) -> None:
    head = "".join(line for line in text_of("agency_endings.csv").splitlines(keepends=True) if line.startswith("#"))
    assert re.search(rf"\b{kind} = ", head)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_taken_by_some_stage(kind: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in STAGES.rglob("*.py"))
    assert re.search(rf"""(?:endings?|last_characters|_by_last)\([^)]*["']{kind}["']""", code)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pattern_takes_each_ending_whole_and_nothing_else(kind: str) -> None:
    pattern = re.compile(any_ending(kind))
    assert all(pattern.fullmatch(ending) for ending in endings(kind))
    assert not pattern.fullmatch("平")
    assert {ending[-1] for ending in endings(kind)} == last_characters(kind)


def test_several_kinds_are_taken_together() -> None:
    assert set(endings("strong", "weak")) == set(endings("strong")) | set(endings("weak"))
