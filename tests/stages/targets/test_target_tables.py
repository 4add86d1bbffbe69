"""Every row of the tables of units and comparators, with a sentence where it holds and one where it does not."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from target_reading import read

from policyparse.lexicon.load import rows, text_of
from policyparse.stages.targets import (
    around,
    baselines,
    benefits,
    conditions,
    counts,
    limits,
    meaningful,
    phrases,
    times,
)
from policyparse.stages.targets.amounts import PartRow
from policyparse.stages.targets.measures import find_measures
from policyparse.stages.targets.pattern import UnitRow, units
from policyparse.stages.targets.words import ComparatorRow, Form, WordRow, words

CASES = Path(__file__).parents[2] / "cases" / "targets"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


UNITS, COMPARATORS, UNIT_PARTS = table("units.csv"), table("comparators.csv"), table("unit_parts.csv")


@pytest.mark.parametrize("case", UNITS, ids=[c["written"] for c in UNITS])
def test_a_unit_is_read_and_what_only_begins_so_is_not(case: dict[str, str]) -> None:
    assert [(t.unit, t.unit_text) for t in read(case["positive"]).targets] == [(case["code"], case["written"])]
    assert read(case["negative"]).targets == ()


@pytest.mark.parametrize("case", COMPARATORS, ids=[f"{c['place']}-{c['written']}" for c in COMPARATORS])
def test_a_comparator_is_read_and_what_only_looks_so_is_not(case: dict[str, str]) -> None:
    assert [t.comparator for t in read(case["positive"]).targets] == [case["comparator"]]
    assert [t.comparator for t in read(case["negative"]).targets] == ["eq"]


@pytest.mark.parametrize("case", UNIT_PARTS, ids=[f"{c['dimension']}-{c['written']}" for c in UNIT_PARTS])
def test_a_part_of_a_unit_is_one_only_beside_its_whole(case: dict[str, str]) -> None:
    assert [m.value for m in find_measures(case["positive"])] == [pytest.approx(float(case["value"]))]
    assert all(m.value != pytest.approx(float(case["value"])) for m in find_measures(case["negative"]))


def test_every_row_has_cases() -> None:
    written = {(row.code, w) for row in rows("units.csv", UnitRow) for w in row.written}
    assert written == {(c["code"], c["written"]) for c in UNITS}
    parts = {(row.written, row.place, row.dimension) for row in rows("unit_parts.csv", PartRow)}
    assert parts == {(c["written"], c["place"], c["dimension"]) for c in UNIT_PARTS}
    compared = {(row.written, row.place) for row in rows("comparators.csv", ComparatorRow)}
    assert compared == {(c["written"], c["place"]) for c in COMPARATORS}


def test_units_are_told_apart() -> None:
    every = [w for row in rows("units.csv", UnitRow) for w in row.written]
    assert len(every) == len(set(every)) == len(units())
    assert all(row.system in ("ucum", "iso4217", "own") and row.factor > 0 for row in rows("units.csv", UnitRow))


def test_words_stand_once() -> None:
    every = [(row.role, row.written) for row in rows("target_words.csv", WordRow)]
    assert len(every) == len(set(every))


FORMS = [
    (f"{module.__name__.rsplit('.')[-1]}.{name}", form)
    for module in (around, baselines, benefits, conditions, counts, limits, meaningful, phrases, times)
    for name, form in vars(module).items()
    if isinstance(form, Form)
]


@pytest.mark.parametrize("form", [form for _, form in FORMS], ids=[name for name, _ in FORMS])
def test_a_form_has_the_words_of_its_roles(form: Form) -> None:
    assert "{" not in re.sub(r"\{\d", "", form.pattern.pattern)


def test_a_form_reads_the_table_of_words() -> None:
    fined = Form("(?:日罚|并处){fine}$")
    assert all(fined.search(f"并处{word}") for word in words("fine"))
    assert fined.match("并处奖金") is None


def test_every_role_is_asked_for() -> None:
    stage = Path(limits.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in stage.glob("*.py"))
    roles = {row.role for row in rows("target_words.csv", WordRow)}
    assert {
        role for role in roles if f'"{role}"' not in code and f"'{role}'" not in code and f"{{{role}}}" not in code
    } == set()


def test_every_role_is_told_of_in_the_table() -> None:
    told = "".join(line for line in text_of("target_words.csv").splitlines(True) if line.startswith("#"))
    roles = {row.role for row in rows("target_words.csv", WordRow)}
    assert {role for role in roles if not re.search(rf"\b{role}\b", told)} == set()
