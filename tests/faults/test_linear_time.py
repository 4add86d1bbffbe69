"""No shape hangs the parser: each is done within a bound that only more than linear time can break.

How time grows is measured, not asserted: `python tools/bench_shapes.py`.
"""

from __future__ import annotations

import time

import pytest

from faults.plans import SLOW
from fuzz.laws import outcome
from fuzz.shapes import Shape, shapes

KIB, SECONDS = (2048, 60) if SLOW else (64, 10)
QUICK = {
    "open round brackets",
    "nested mixed brackets",
    "question marks",
    "question marks in text",
    "million yuan",
    "per cent",
    "labels of the second level",
    "short lines",
    "open clauses of bodies",
    "many different bodies",
    "one endless line with commas",
    "mixed scripts",
}
CHOSEN = [s for s in shapes() if SLOW or s.name in QUICK]


def test_shapes_have_names_of_their_own() -> None:
    assert len({s.name for s in shapes()}) == len(shapes()) >= 30
    assert len(CHOSEN) >= len(QUICK)


@pytest.mark.parametrize("shape", CHOSEN, ids=[s.name for s in CHOSEN])
def test_a_hostile_shape_is_done_in_time(shape: Shape) -> None:
    start = time.process_time()
    outcome(shape.text(KIB * 1024))
    assert time.process_time() - start < SECONDS
