"""Tables of words by kind: no row stands twice, the head of the table explains each kind, and some module takes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policyparse.lexicon.load import rows, text_of
from policyparse.lexicon.words import Word, any_of, any_word, words

TABLES = ("layout_words.csv", "outline/handing.csv", "outline/words.csv")
KINDS = [(table, kind) for table in TABLES for kind in sorted({word.kind for word in rows(table, Word)})]
STAGES = Path(__file__).parents[2] / "src" / "policyparse" / "stages"


@pytest.mark.parametrize("table", TABLES)
def test_no_row_stands_twice(table: str) -> None:
    assert len(set(rows(table, Word))) == len(rows(table, Word))


@pytest.mark.parametrize(("table", "kind"), KINDS)
def test_a_kind_is_explained_and_taken(table: str, kind: str) -> None:
    head = "".join(line for line in text_of(table).splitlines(keepends=True) if line.startswith("#"))
    assert re.search(rf"\b{kind} = ", head)
    code = "".join(path.read_text(encoding="utf-8") for path in STAGES.rglob("*.py"))
    assert re.search(rf"""(?:words|any_handing|any_outline_word|any_word)\([^)]*["']{kind}["']""", code)


def test_the_longest_word_is_tried_first() -> None:
    assert any_of(["市", "市政府", "市政"]) == "(?:市(?:政府|政|))"
    assert re.findall(any_of(["市", "市政府", "市政"]), "市政市政府市") == ["市政", "市政府", "市"]


def test_words_that_begin_alike_are_one_choice() -> None:
    """A pattern of hundreds of words was tried with each of them wherever one of their first characters stood."""
    assert any_of(["县", "市委", "市.", "区"]) == "(?:市(?:\\.|委)|区|县)"
    assert re.fullmatch(any_word("layout_words.csv", "large_title"), "的函")
    assert set(words("outline/handing.csv", "heading", "note")) > set(words("outline/handing.csv", "note"))
