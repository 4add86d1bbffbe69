"""Numbers in every form: their values alone, and as they are found in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policyparse.lexicon.load import rows
from policyparse.stages.targets.measures import find_measures
from policyparse.stages.targets.numerals import NumeralRow, number

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "targets" / "numerals.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("written", "value"), CASES["values"].items())
def test_a_numeral_has_its_value(written: str, value: float) -> None:
    assert number(written) == value


@pytest.mark.parametrize("written", CASES["no_number"])
def test_what_only_looks_like_a_numeral_has_none(written: str) -> None:
    assert number(written) is None


CHARACTERS = [row for row in rows("numerals.csv", NumeralRow) if row.role != "word"]
WORDS = [row for row in rows("numerals.csv", NumeralRow) if row.role == "word"]


@pytest.mark.parametrize("row", CHARACTERS, ids=lambda row: row.written)
def test_every_character_has_cases(row: NumeralRow) -> None:
    assert any(row.written in written for written in CASES["values"])
    assert any(row.written in written for written in CASES["no_number"])


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row.written)
def test_a_word_that_ends_in_a_character_of_numbers_is_no_part_of_one(row: NumeralRow) -> None:
    text = f"建设{row.written}12支，{row.written}三十支，{row.written}支"
    assert [m.value for m in find_measures(text)] == [12, 30]


@pytest.mark.parametrize(("text", "values"), CASES["found"].items())
def test_the_numbers_of_a_sentence_are_found(text: str, values: list[float]) -> None:
    found = [v for m in find_measures(text) for v in (m.value, m.value_high) if v is not None]
    assert found == pytest.approx(values)
