"""Many documents: rate, peak memory, one worker against two, Ray against processes, on multiplied documents.

`python tools/bench_corpus.py [--documents 1000 10000] [--ray]`: the laws and documents of ../shared/corpus, multiplied
with other numbers in each copy, are parsed by `policyparse corpus`; the table shows documents/s, MB/s of source text
and the peak memory of the largest process.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def run(source: Path, out: Path, *options: str) -> tuple[float, float]:
    """Seconds of one run, and the peak memory in MiB of its largest process."""
    command = [sys.executable, "-m", "policyparse", "corpus", str(source), "-o", str(out), *options]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    timed = ["/usr/bin/time", "-f", "%M", *command] if Path("/usr/bin/time").exists() else command
    done = subprocess.run(timed, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    last = done.stderr.strip().splitlines()[-1]
    peak = int(last) if last.isdigit() else max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    return seconds, peak / 1024


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
    options.add_argument("--one", type=int, default=1183, help="documents for one worker against two, and Ray")
    options.add_argument("--ray", action="store_true")
    given = options.parse_args()
    print(
        "| documents | MB | options | s | documents/s | MB/s | peak MiB | digest |\n|---|---|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".tmp-bench-") as scratch:
        for count in given.documents:
            source, out = Path(scratch) / "in", Path(scratch) / "out"
            source.mkdir()
            size = multiplied(source, count)
            ways = [("--workers", "2")]
            if count == given.one:
                ways.append(("--workers", "1"))
                ways += [("--workers", "2", "--engine", "ray")] * given.ray
            for way in ways:
                seconds, peak = run(source, out, *way)
                cells = (count, f"{size / 1e6:.1f}", " ".join(way), f"{seconds:.1f}", f"{count / seconds:.0f}")
                cells += (f"{size / 1e6 / seconds:.2f}", f"{peak:.0f}", digest(out))
                print("| " + " | ".join(map(str, cells)) + " |", flush=True)
                shutil.rmtree(out)
                shutil.rmtree(f"{out}.work")
            shutil.rmtree(source)


if __name__ == "__main__":
    main()
