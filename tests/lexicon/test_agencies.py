"""The registry's tables: every row has an example that needs it, forms are clear, successors exist."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policyparse.lexicon.load import rows
from policyparse.stages.agencies import central, naming, readings, registry, resolve
from policyparse.stages.agencies.registry import CENTRAL, FUNCTIONS, LOCAL, NAMING, Central, Function, Local, Template

CASES = Path(__file__).parents[1] / "cases/agencies"
HORIZON = ("1999", "2006", "2012", "2016", "2019", "2022", "2023-10", "2025")


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def holds(case: dict[str, str]) -> bool:
    resolve.resolve.cache_clear()
    agency = resolve.resolve(case["mention"], case["place"], case["date"]).agency
    return (agency.agency_id, agency.name) == (case["agency_id"], case["name"])


def confidence(case: dict[str, str]) -> float:
    """How sure the answer is: a row of one place is needed, too, where it makes a name sure that was the likeliest."""
    resolve.resolve.cache_clear()
    return resolve.resolve(case["mention"], case["place"], case["date"]).agency.confidence


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    resolve.resolve.cache_clear()


@pytest.mark.parametrize("table", ["functions.csv", "central.csv", "local_names.csv", "naming.csv"])
def test_every_example_holds(table: str) -> None:
    assert [case for case in cases(table) if not holds(case)] == []


def test_every_function_row_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = defaultdict(list)
    for case in cases("functions.csv"):
        examples[case["row"]].append(case)
    shapes, free = registry.shapes(), registry.free_forms()
    surest = {id(case): confidence(case) for those in examples.values() for case in those}
    useless = []
    for row in rows(FUNCTIONS, Function):
        left = Without(shapes, row)
        for module in (resolve, readings):
            monkeypatch.setattr(module, "shapes", lambda left=left: left)
        monkeypatch.setattr(resolve, "free_forms", lambda row=row: tuple(f for f in free if f[1].row is not row))
        those = examples[f"{row.function}:{row.name}"]
        if all(holds(case) and confidence(case) >= surest[id(case)] for case in those):
            useless.append((row.function, row.name))
    assert useless == []


def test_every_central_row_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = {case["row"]: case for case in cases("central.csv")}
    forms = registry.central_forms()
    useless = []
    for row in rows(CENTRAL, Central):
        left = {form: tuple(r for r in those if r is not row) for form, those in forms.items()}
        left = {form: those for form, those in left.items() if those}
        monkeypatch.setattr(central, "central_forms", lambda left=left: left)
        if holds(examples[f"{row.body}:{row.name}"]):
            useless.append(row.name)
    assert useless == []


def test_every_local_row_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = defaultdict(list)
    for case in cases("local_names.csv"):
        examples[case["row"]].append(case)
    forms = registry.local_forms()
    useless = []
    for row in rows(LOCAL, Local):
        left = {key: tuple(r for r in those if r is not row) for key, those in forms.items()}
        those = examples[f"{row.division_code}:{row.function}"]
        monkeypatch.setattr(resolve, "local_forms", lambda: forms)
        surest = [confidence(case) for case in those]
        monkeypatch.setattr(resolve, "local_forms", lambda left=left: left)
        if all(holds(case) and confidence(case) >= sure for case, sure in zip(those, surest, strict=True)):
            useless.append(row.name)
    assert useless == []


def test_every_template_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = cases("naming.csv")
    templates = registry.templates()
    useless = []
    for row in rows(NAMING, Template):
        left = {type_: tuple(t for t in those if t is not row) for type_, those in templates.items()}
        monkeypatch.setattr(naming, "templates", lambda left=left: left)
        if all(survives(case) for case in examples if case["row"] == f"{row.type}:{row.kind}"):
            useless.append((row.type, row.kind))
    assert useless == []


def survives(case: dict[str, str]) -> bool:
    try:
        return holds(case)
    except StopIteration:  # no template is left for the type
        return False


class Without(dict[str, Any]):
    """The shapes without those of one row."""

    def __init__(self, shapes: dict[str, tuple[registry.Entry, ...]], row: Function) -> None:
        super().__init__(shapes)
        self.row = row

    def get(self, shape: str, default: Any = None) -> Any:
        left = tuple(entry for entry in super().get(shape, ()) if entry.row is not self.row)
        return left or default

    def __contains__(self, shape: object) -> bool:
        return bool(self.get(str(shape)))


def test_no_form_means_two_functions_at_one_level_and_date() -> None:
    clashes = {}
    for shape, entries in registry.shapes().items():
        for date in HORIZON:
            for level in "pmcx":
                living = {
                    e.row.function
                    for e in entries
                    if level in e.letters and registry.in_force(e.row.valid_from, e.row.valid_to, date)
                }
                if len(living) > 1:
                    clashes[shape, level] = tuple(sorted(living))
    # 海事局 of a province is 吉林省地方海事局 or 广东海事局: the mention is answered as ambiguous, and a test says so.
    assert set(clashes) == {("~海事局", "p")}


def test_every_successor_exists() -> None:
    functions = {row.function for row in rows(FUNCTIONS, Function)}
    bodies = {row.body for row in rows(CENTRAL, Central)}
    assert {s for row in rows(FUNCTIONS, Function) for s in row.successors} <= functions
    assert {s for row in rows(CENTRAL, Central) for s in row.successors} <= bodies
    assert {row.function for row in rows(CENTRAL, Central) if row.function} <= functions


def test_what_has_ended_says_its_successor_or_lives_under_another_name() -> None:
    living = {row.body for row in rows(CENTRAL, Central) if not row.valid_to}
    ended = [r for r in rows(CENTRAL, Central) if r.valid_to and not r.successors and r.body not in living]
    assert [r.name for r in ended] == ["国务院港澳事务办公室", "北京2022年冬奥会和冬残奥会组织委员会"]


@pytest.mark.parametrize(("table", "row_type"), [(FUNCTIONS, Function), (CENTRAL, Central), (LOCAL, Local)])
def test_dates_are_dates_and_in_order(table: str, row_type: type) -> None:
    for row in rows(table, row_type):
        for day in (row.valid_from, row.valid_to):
            assert day == "" or (day[:4].isdigit() and len(day) in (4, 7, 10)), row
        assert not (row.valid_from and row.valid_to) or row.valid_from < row.valid_to, row


def test_every_local_row_says_where_it_is_from() -> None:
    assert all(row.basis for row in rows(LOCAL, Local))


def test_the_registry_has_the_size_that_it_claims() -> None:
    assert len({row.function for row in rows(FUNCTIONS, Function)}) >= 250
    assert len({row.body for row in rows(CENTRAL, Central)}) >= 190
    assert len(registry.shapes()) + len(registry.central_forms()) >= 2400
