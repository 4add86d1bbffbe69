"""Damages at random places of real texts, and the same texts undamaged; the counts are printed (`pytest -s`).

A sample runs always; `RESTORE_DAMAGES=6000` sets the number (at least 5,000 before a release).
"""

import os
from pathlib import Path

import pytest
from measure_pairs import measure as measure_pairs
from measure_restore import measure, table, texts

from policyparse.stages.restore.lost_byte import lost_bytes
from policyparse.text import AlignedText

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
DAMAGES = int(os.environ.get("RESTORE_DAMAGES", "600"))

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"{CORPUS} is not there")


def test_damages_at_random_places_are_undone() -> None:
    counts = measure(CORPUS, DAMAGES)
    print("\n" + table(counts))
    for c in (counts["ALL"], counts["laws, unseen"], counts["documents"]):
        assert c["found, long"] >= 0.98 * c["long"]
        assert c["after right"] >= 0.99 * c["after"]
        assert c["lost right"] >= 0.75 * c["damages"]
        assert c["lost among three"] >= 0.90 * c["damages"] or DAMAGES < 2000
    assert counts["ALL"]["lost among three"] >= 0.90 * counts["ALL"]["damages"]


def test_two_bytes_lost_in_a_row_are_read_where_the_text_leaves_little_doubt() -> None:
    counts = measure_pairs(CORPUS, max(120, DAMAGES // 10))
    whole, between = counts["A"], counts["B"]
    print("\n", whole, between)
    assert whole["right"] >= 0.40 * whole["damages"]
    assert whole["right"] >= 0.70 * whole["read"]
    assert between["behind right"] >= 0.70 * between["damages"]
    assert not whole["unsaid"] + between["unsaid"]


def test_undamaged_texts_are_left_alone() -> None:
    edited = []
    count = 0
    for _, path in texts(CORPUS):
        count += 1
        aligned = lost_bytes(AlignedText.of(path.read_text(encoding="utf-8"))).aligned
        edited += [(path.name, aligned.source[e.source_start : e.source_end]) for e in aligned.edits]
    print(f"\n{count} texts, {len(edited)} edits")
    assert not edited
