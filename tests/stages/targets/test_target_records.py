"""Sentences and the records that they hold: cases as data, a third of them negatives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from target_reading import read

from policyparse.records.found import FoundTarget

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "targets" / "records.yaml").read_text(encoding="utf-8")
)
AROUND = ("title", "heading", "date_issued", "clause_deadline")


def around(case: dict[str, Any]) -> dict[str, str]:
    """What the case says of the document around its text."""
    return {name: str(case[name]) for name in AROUND if name in case}


def written(text: str, target: FoundTarget, named: bool) -> str:
    """A record in the form of the cases."""
    value = f"{target.value:.16g}" + (f"..{target.value_high:.16g}" if target.value_high is not None else "")
    kind = target.kind + (" change" if target.change else "")
    indicator = (target.indicator if named else None) or "-"
    return " | ".join(
        [
            target.span.of(text),
            f"{target.comparator} {value} {target.unit or '-'}",
            kind,
            indicator,
            target.deadline or "-",
        ]
    )


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_sentence_has_these_records_and_no_others(case: dict[str, Any]) -> None:
    expected = case.get("records", [])
    found = read(case["text"], **around(case)).targets
    prefix = f"二、{case['heading']}\n（一）" if "heading" in case else ""
    whole = prefix + case["text"]
    named = [record.split(" | ")[3] != "-" for record in expected] + [True] * len(found)
    assert [written(whole, t, n) for t, n in zip(found, named, strict=False)] == expected


def test_baseline_is_linked() -> None:
    found = read("医疗保险住院报销比例由70%提高到75%。").targets
    assert [t.baseline for t in found] == [None, 0]
    assert [t.direction for t in found][1] == "up"


def test_baselines_of_a_series_are_linked_each_to_its_own() -> None:
    found = read(
        "城乡低保标准由每人600元和500元分别提高到700元和620元。养老床位由2万张和1万张分别增加到3万张和2万张。"
    ).targets
    beds = found[-4:]
    assert [t.kind for t in beds] == ["baseline", "baseline", "target", "target"]
    assert [t.baseline for t in beds] == [None, None, len(found) - 4, len(found) - 3]
