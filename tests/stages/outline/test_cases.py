"""Every case of tests/cases/outline: items, headings, roles, parts, plans, lines that layout broke."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from policyparse.records.found import Outline
from policyparse.stages.outline import outline, plans
from policyparse.stages.restore.layout import layout
from policyparse.text import AlignedText, plain

CASES = Path(__file__).parents[2] / "cases" / "outline"


def cases(key: str) -> Iterator[Any]:
    """The cases that say something about `key`, each a pytest parameter."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            if key in case:
                reason = case.get("known_failure")
                marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
                yield pytest.param(case, id=f"{path.stem}: {case['name']}", marks=marks)


def outlines(text: str) -> list[Outline]:
    """The outline of each document in a text."""
    text = plain(text)
    return [outline(span.of(text)) for span in plans(text)]


def written(found: list[Outline]) -> list[str]:
    """The items as the cases write them."""
    kinds = {"section": "S", "measure": "M"}
    return [
        f"{f'#{number}/' if number > 1 else ''}{node.path} {kinds[node.kind]} {node.heading or '-'}"
        for number, one in enumerate(found, start=1)
        for node in one.nodes
    ]


@pytest.mark.parametrize("case", list(cases("nodes")))
def test_the_items_of_a_text_are_its_nodes(case: dict[str, Any]) -> None:
    assert written(outlines(case["text"])) == case["nodes"]


@pytest.mark.parametrize("case", list(cases("parts")))
def test_the_frame_of_a_text_is_its_parts(case: dict[str, Any]) -> None:
    parts = outlines(case["text"])[0].parts
    assert {field: getattr(parts, field) for field in case["parts"]} == case["parts"]


@pytest.mark.parametrize("case", list(cases("kinds")))
def test_kinds_of_segments(case: dict[str, Any]) -> None:
    kinds = [segment.kind for segment in outlines(case["text"])[0].segments]
    assert [kind for kind, _ in groupby(kinds)] == case["kinds"]


@pytest.mark.parametrize("case", list(cases("notes")))
def test_what_is_odd_in_an_outline_is_noted(case: dict[str, Any]) -> None:
    assert sorted({note.code for note in outlines(case["text"])[0].notes}) == case["notes"]


@pytest.mark.parametrize("case", list(cases("titles")))
def test_titles_of_plans(case: dict[str, Any]) -> None:
    assert [one.parts.title for one in outlines(case["text"])] == case["titles"]


@pytest.mark.parametrize("case", list(cases("broken")))
def test_lines_that_layout_broke(case: dict[str, Any]) -> None:
    aligned = layout(AlignedText.of(case["broken"])).aligned
    assert aligned.text == case.get("joined", case["broken"])
    assert aligned.inverted().text == case["broken"]


def test_there_are_cases_enough() -> None:
    every = [case for path in CASES.glob("*.yaml") for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
    assert len(every) >= 150
    assert 3 * sum(case.get("none", False) for case in every) >= len(every)
    assert len({case["name"] for case in every}) == len(every)
