"""Entities, radicals, characters without width, doubled glyphs, icon glyphs, encodings mistaken for one another."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from policyparse.stages.restore import STEPS
from policyparse.text import AlignedText

CASES = yaml.safe_load((Path(__file__).resolve().parents[2] / "cases/restore/other.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_damage_is_undone_sound_text_stays_and_both_can_be_undone(case: dict[str, Any]) -> None:
    aligned, codes = AlignedText.of(case["text"]), []
    for step in STEPS[:-1]:  # without layout
        restored = step(aligned)
        aligned = restored.aligned
        codes += [n.code for n in restored.notes]
    assert aligned.text == case.get("expected", case["text"])
    assert aligned.inverted().text == case["text"]
    assert sorted(set(codes)) == case.get("notes", [])


def test_a_third_of_the_cases_are_negative() -> None:
    assert sum("expected" not in c for c in CASES) * 3 >= len(CASES)
