"""Speed as ratios: interleaved runs, medians, against public yardsticks on the same text in the same run.

`python tools/bench.py [--others PYTHON]` prints a table; a figure over its bound is marked, and is a defect to name, not a
test failure. `--others` names a Python that has JioNLP and Recognizers-Text (`make suites`), which are measured beside us.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import bench_targets

import policyparse

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "source" / "hangzhou-2023-business-environment.txt"
ROUNDS = 15


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Median seconds of both, and the median of the ratios of neighbouring runs, after one warm-up each."""
    ours(), theirs()
    pairs = [(timed(ours), timed(theirs)) for _ in range(rounds)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def row(name: str, figures: tuple[float, float, float], bound: float) -> None:
    """Prints one line of the table."""
    mine, other, times = figures
    mark = "" if times <= bound else "   OVER ITS BOUND"
    print(f"{name:<58}{mine * 1e3:9.1f} ms {other * 1e3:9.1f} ms   {times:5.2f} ×  (≤ {bound}){mark}")


def process(*command: str) -> Callable[[], object]:
    """A whole process, its output thrown away."""
    return lambda: subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def repeated(text: str, size: int) -> str:
    """The text again and again, its ASCII numbers changed from copy to copy, up to `size` bytes of UTF-8."""
    copies = size // len(text.encode()) + 1
    return "\n".join(
        re.sub(r"(?<![\d.])\d{2,3}(?![\d.])", lambda m, k=k: str((int(m[0]) + k) % 900 + 10), text)
        for k in range(copies)
    )[: size // 3]


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--others", type=Path)
    others = options.parse_args().others
    data = SOURCE.read_bytes()
    text = data.decode()
    os.environ.setdefault("PYTHONHASHSEED", "0")
    import jieba
    import opencc

    convert = opencc.OpenCC("t2s").convert
    jieba.setLogLevel(60)
    jieba.initialize()
    seed = lambda: policyparse.parse(data, SOURCE.name)  # noqa: E731
    row("parse(first source) / OpenCC('t2s').convert", ratio(seed, lambda: convert(text)), 1.0)
    row("parse(first source) / jieba.lcut", ratio(seed, lambda: jieba.lcut(text)), 1.0)
    command = process("-m", "policyparse", "parse", str(SOURCE))
    row(
        "process `policyparse parse FILE` / import pydantic, typer",
        ratio(command, process("-c", "import pydantic, typer")),
        2.0,
    )
    bench_targets.table(text, others)
    size, before = 64 * 1024, 0.0
    while size <= 8 * 1024 * 1024:
        big = repeated(text, size)
        seconds = min(timed(partial(policyparse.parse, big, "big.txt")) for _ in range(2 if size < 1 << 21 else 1))
        growth = f"{seconds / before:5.2f} × the half  (≤ 2.5)" if before else ""
        print(
            f"parse of {size // 1024:>5} KiB {seconds * 1e3:38.1f} ms {len(big.encode()) / seconds / 1e6:6.1f} MB/s   {growth}"
        )
        size, before = size * 2, seconds


if __name__ == "__main__":
    main()
