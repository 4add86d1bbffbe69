"""How time grows with size on hostile shapes: prints t(2n)/t(n) for each; over 2.5 is a defect to name.

`python tools/bench_shapes.py [--from KIB] [--to KIB] [--limit SECONDS] [--only WORD] [--all]`: process time, the lower of two runs;
rows over the bound are marked, and printed alone unless `--all`.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from policyparse.pipeline import parse_fields
from policyparse.records.errors import InputError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from fuzz.shapes import Shape, shapes

BOUND = 2.5


def seconds(text: str) -> float:
    """Process time of one parse, the lower of two where it is short."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        with suppress(InputError):
            parse_fields(text)
        best = min(best, time.process_time() - start)
        if best > 2:
            break
    return best


def growth(shape: Shape, low: int, high: int, limit: float) -> list[tuple[int, float]]:
    """Sizes in KiB and seconds, doubling from `low` to `high` while a parse takes less than `limit`."""
    found: list[tuple[int, float]] = []
    size = low
    while size <= high and (not found or found[-1][1] < limit):
        found.append((size, seconds(shape.text(size * 1024))))
        size *= 2
    return found


def main() -> None:
    """Prints the table, the worst ratio of each shape behind its name."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--from", dest="low", type=int, default=64)
    options.add_argument("--to", dest="high", type=int, default=512)
    options.add_argument("--limit", type=float, default=10)
    options.add_argument("--only", default="")
    options.add_argument("--all", action="store_true")
    given = options.parse_args()
    over = 0
    for shape in shapes():
        if given.only not in shape.name:
            continue
        found = growth(shape, given.low, given.high, given.limit)
        # Under a few milliseconds the fixed part and the clock decide, not the text.
        ratios = [b / max(a, 0.02) for (_, a), (_, b) in pairwise(found)]
        worst = max(ratios, default=0.0)
        over += worst > BOUND
        if given.all or worst > BOUND:
            times = " ".join(f"{s * 1e3:.0f}" for _, s in found)
            mark = "   OVER" if worst > BOUND else ""
            print(f"{shape.name:<36}{worst:5.2f} ×   {times} ms{mark}", flush=True)
    print(f"{over} shapes over {BOUND}")


if __name__ == "__main__":
    main()
