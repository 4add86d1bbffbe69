"""Many documents: rate, peak memory, one worker against two, Ray against processes, on multiplied documents.

`python tools/bench_corpus.py [--documents 1000 10000] [--ray]`: the laws and documents of ../shared/corpus, multiplied
with other numbers in each copy, are parsed by `policyparse corpus`; the table shows documents/s, MB/s of source text,
seconds of processor time, and the peak memory of the largest process and of all together (shared pages counted once).
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
NUMBER = re.compile(r"(?<![\d.〔\[第])[1-9]\d(?![\d.年月日号〕\]])")


def multiplied(folder: Path, count: int) -> int:
    """Write `count` documents into `folder`, copies with other numbers; gives their bytes."""
    originals = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(CORPUS.glob("*/*.txt"))]
    size = 0
    for number in range(count):
        copy, text = number // len(originals), originals[number % len(originals)]
        if copy:
            text = NUMBER.sub(lambda m, c=copy: str((int(m[0]) + c) % 90 + 10), text) + f"\n（第{copy}份）\n"
        data = text.encode()
        path = folder / f"{number // 1000:04}" / f"{number:06}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        size += len(data)
    return size


class Cost(NamedTuple):
    """What one run took."""

    seconds: float
    processor: float  # seconds, of all processes
    largest: float  # peak MiB of the largest process
    together: float  # peak MiB of all, pages that several share counted once


def run(source: Path, out: Path, *options: str) -> Cost:
    """One run, its processes watched all the while."""
    command = [sys.executable, "-m", "policyparse", "corpus", str(source), "-o", str(out), *options]
    start = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    spent: dict[int, float] = {}
    largest = together = 0.0
    pids: list[int] = []
    for look in itertools.count():
        if child.poll() is not None:
            break
        if look % 4 == 0:  # a look at all processes of the machine takes as long as ten at ours
            pids = session(child.pid)
        found = [seen for pid in pids if (seen := usage(pid, share=look % 4 == 0))]
        spent |= {seen.pid: seen.processor for seen in found}
        largest = max([largest, *(seen.peak for seen in found)])
        together = max(together, sum(seen.share for seen in found))
        time.sleep(0.25)
    seconds = time.perf_counter() - start
    if child.returncode:
        sys.exit(child.stderr.read() if child.stderr else "failed")
    return Cost(seconds, sum(spent.values()), largest, together)


class Usage(NamedTuple):
    """What one process has used so far."""

    pid: int
    processor: float  # seconds
    peak: float  # MiB
    share: float  # MiB, a shared page counted by its part; 0 where it was not asked for


def session(leader: int) -> list[int]:
    """The processes that a run has started, itself among them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rsplit(")", 1)[1].split()[3]) == leader:
                found.append(int(path.parent.name))
    return found


def usage(pid: int, share: bool) -> Usage | None:
    """What the process has used; None where it is gone. Its share of memory takes the kernel a walk over all its pages:
    asked for ten times a second it takes a tenth of a core from those who are measured."""
    folder = Path(f"/proc/{pid}")
    try:
        ticks = (folder / "stat").read_text().rsplit(")", 1)[1].split()[11:13]
        peak = re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text())
        pages = re.search(r"Pss:\s+(\d+)", (folder / "smaps_rollup").read_text()) if share else None
    except OSError:
        return None
    if not peak:
        return None
    spent = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return Usage(pid, spent, int(peak[1]) / 1024, int(pages[1]) / 1024 if pages else 0.0)


def digest(release: Path) -> str:
    """One digest over a release."""
    total = hashlib.sha256()
    for path in sorted(p for p in release.rglob("*") if p.is_file()):
        total.update(path.relative_to(release).as_posix().encode() + path.read_bytes())
    return total.hexdigest()[:12]


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, nargs="+", default=[1183, 10_000])
    options.add_argument("--one", type=int, nargs="*", default=[1183, 5000], help="sizes for one worker against two")
    options.add_argument("--ray", action="store_true", help="Ray too, at those sizes")
    given = options.parse_args()
    heads = [
        "documents",
        "MB",
        "options",
        "s",
        "processor s",
        "documents/s",
        "MB/s",
        "peak MiB",
        "together MiB",
        "digest",
    ]
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".tmp-bench-") as scratch:
        for count in given.documents:
            source, out = Path(scratch) / "in", Path(scratch) / "out"
            source.mkdir()
            size = multiplied(source, count)
            ways = [("--workers", "2")]
            if count in given.one:
                ways.append(("--workers", "1"))
                ways += [("--workers", "2", "--engine", "ray")] * given.ray
            for way in ways:
                cost = run(source, out, *way)
                cells = (count, f"{size / 1e6:.1f}", " ".join(way), f"{cost.seconds:.1f}", f"{cost.processor:.1f}")
                cells += (f"{count / cost.seconds:.0f}", f"{size / 1e6 / cost.seconds:.2f}")
                cells += (f"{cost.largest:.0f}", f"{cost.together:.0f}", digest(out))
                print("| " + " | ".join(map(str, cells)) + " |", flush=True)
                shutil.rmtree(out)
                shutil.rmtree(f"{out}.work")
            shutil.rmtree(source)


if __name__ == "__main__":
    main()
