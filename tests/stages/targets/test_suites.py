"""Other projects' cases for numbers: agreement stays over its bounds, and each difference left is of a known kind."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tools"))

from compare_suites import Case, agree, explained, readings, rows
from suites.cases import cases

SUITES = Path(__file__).resolve().parents[4] / "shared" / "suites"
BOUNDS = {
    "numerals, all": 0.95,
    "percentages, all": 0.95,
    "money, all": 0.90,
    "durations, all": 0.90,
    "dimensions, all": 0.85,
    "units of Recognizers' Dimension": 0.85,
}


@pytest.mark.skipif(not SUITES.is_dir(), reason="needs ../shared/suites")
def test_agreement_with_other_projects_cases() -> None:
    members = cases(SUITES)
    agreed = [
        agree(case, reading[0])
        for case, reading in zip(members, readings(members, None)["policyparse"], strict=True)
        if reading
    ]
    table = {
        row.name: (row.agreed["policyparse"] or 0) / row.total for row in rows(members, {"policyparse": [*agreed]})
    }
    assert {name: share for name, share in table.items() if share < BOUNDS.get(name, 0)} == {}
    assert [
        case.text for case, same in zip(members, agreed, strict=True) if not same and not explained(case.text)
    ] == []


@pytest.mark.parametrize(
    ("found", "same"),
    [
        ([((3.0, 5.0), "CNY")], True),
        ([((5.0,), "CNY")], False),
        ([((3.0, 5.0), "USD")], False),
        ([((3.0,), "CNY"), ((5.0,), "CNY")], True),
        ([], False),
    ],
)
def test_a_range_agrees_with_both_its_bounds(found: list[tuple[tuple[float, ...], str]], same: bool) -> None:
    assert agree(Case("own", "money", "3—5元", [((3.0, 5.0), "CNY")], "money"), found) is same


@pytest.mark.parametrize(("expected", "same"), [([((5.0,), "CNY")], True), ([((4.0,), "CNY")], False)])
def test_a_range_may_be_kept_by_its_upper_bound(expected: list[tuple[tuple[float, ...], str]], same: bool) -> None:
    assert agree(Case("own", "money", "3—5元", expected, "money"), [((3.0, 5.0), "CNY")]) is same
