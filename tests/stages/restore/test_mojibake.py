"""Text read in a wrong encoding, at random places of real texts; the counts are printed (`pytest -s`).

A sample runs always; `MOJIBAKE_DAMAGES=300` sets the number of each kind (before a release).
"""

import os
from pathlib import Path

import pytest
from measure_mojibake import KINDS, measure, table, texts_of

from policyparse.lexicon.load import rows
from policyparse.lexicon.usual import Signs
from policyparse.stages.restore.mojibake import kinds, mojibake
from policyparse.text import AlignedText

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
DAMAGES = int(os.environ.get("MOJIBAKE_DAMAGES", "30"))
LOSSLESS = ("UTF-8 as Latin-1", "UTF-8 as Windows-1252", "UTF-8 as Latin-1, twice", "UTF-8 as Windows-1252, twice")

there = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"{CORPUS} is not there")


@there
@pytest.mark.parametrize("kind", KINDS)
def test_damages_are_undone_or_marked(kind: str) -> None:
    counts = measure(CORPUS, DAMAGES, [kind])
    print("\n" + table(counts))
    c = counts[kind]
    assert c["restored"] + c["marked"] >= (0.95 if DAMAGES >= 300 else 0.85) * c["damages"]
    assert c["wrong"] <= (0.01 if DAMAGES >= 300 else 0.04) * c["damages"]
    if kind in LOSSLESS:
        assert c["restored"] >= 0.96 * c["damages"]


@there
def test_undamaged_texts_are_left_alone() -> None:
    touched = {}
    for text in (text for texts in texts_of(CORPUS).values() for text in texts):
        found = mojibake(AlignedText.of(text))
        changed = [e for e in found.aligned.edits if not e.rule.startswith("restore.lost-byte")]
        if changed or any(n.code != "restore.lost-byte" for n in found.notes):
            touched[text[:30]] = [*changed, *found.notes]
    assert not touched


def test_every_row_of_signs_is_of_a_kind() -> None:
    known = {kind.name for kind, _ in kinds()}
    listed = rows("damage/mojibake_signs.csv", Signs)
    assert {row.kind for row in listed} <= known
    assert all(len(set(row.signs)) == len(row.signs) > 100 for row in listed)
