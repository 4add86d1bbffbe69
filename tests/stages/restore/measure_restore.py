"""Counts how well damages at random places are undone; run as a program it prints the table.

python tests/stages/restore/measure_restore.py ../shared/corpus 5000
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from policyparse.stages.restore.lost_byte import lost_bytes
from policyparse.text import AlignedText

sys.path.insert(0, str(Path(__file__).parent))
from gbk_damage import NARROWED, Damaged, in_gbk, random_damage

_NAMED = re.compile(r"(?:: |, )(.) \d\.\d+")


def texts(corpus: Path) -> list[tuple[str, Path]]:
    """The files that damages are made in, with the group each counts in: laws counted by the model, unseen laws, documents."""
    groups = [("documents", path) for path in sorted((corpus / "docs").glob("*.txt"))]
    for path in sorted((corpus / "laws").glob("*.txt")):
        even = hashlib.sha256(path.name.encode()).digest()[0] % 2 == 0
        groups.append(("laws, counted" if even else "laws, unseen", path))
    return groups


def damages(corpus: Path, count: int, seed: int = 936) -> Iterator[tuple[str, Damaged]]:
    """`count` damages at random places, every second one in a text made narrow."""
    chance = random.Random(seed)
    by_group: dict[str, list[Path]] = {}
    for group, path in texts(corpus):
        by_group.setdefault(group, []).append(path)
    names = sorted(by_group)
    for number in range(count):
        group = names[number % len(names)]
        text = in_gbk(chance.choice(by_group[group]).read_text(encoding="utf-8"))
        yield group, random_damage(text, chance, narrow=number // len(names) % 2 == 0)


def score(item: Damaged) -> dict[str, int]:
    """What became of one damage."""
    restored = lost_bytes(AlignedText.of(item.shown))
    got, meant = restored.aligned.text, item.text
    if item.narrowed:
        got, meant = got.translate(NARROWED), meant.translate(NARROWED)
    edits = [e for e in restored.aligned.edits if e.source_start <= item.start < e.source_end]
    long = item.end - item.start >= 2
    length = item.end - item.start - 1
    after = sum(a == b for a, b in zip(got[item.start + 1 : item.end], meant[item.start + 1 : item.end], strict=False))
    first = next((n for n in restored.notes if n.span and n.span.start <= item.start < n.span.end), None)
    named = _NAMED.findall(first.message.split("among")[1])[:3] if first else []
    right = bool(edits) and got[item.start : item.start + 1] == meant[item.start]
    return {
        "damages": 1,
        "long": long,
        "found, long": long and bool(edits),
        "found": bool(edits),
        "after": length,
        "after right": after if edits else 0,
        "lost right": right,
        "lost among three": right
        or (bool(edits) and meant[item.start] in [c.translate(NARROWED) if item.narrowed else c for c in named]),
        "whole": got == meant,
        "elsewhere": sum(e not in edits for e in restored.aligned.edits),
    }


def table(counts: dict[str, Counter[str]]) -> str:
    """The shares as a table, one line a group."""
    lines = [f"{'':32}damages  runs≥2 found  all found  after right  lost right  among three  whole text  stray edits"]
    for group, c in sorted(counts.items()):
        shares = [
            (c["found, long"], c["long"]),
            (c["found"], c["damages"]),
            (c["after right"], c["after"]),
            (c["lost right"], c["damages"]),
            (c["lost among three"], c["damages"]),
            (c["whole"], c["damages"]),
        ]
        cells = "".join(f"{100 * a / max(b, 1):12.2f}" for a, b in shares)
        lines.append(f"{group:32}{c['damages']:7}{cells}{c['elsewhere']:12}")
    return "\n".join(lines)


def measure(corpus: Path, count: int) -> dict[str, Counter[str]]:
    """The counts by group, by whether the text was narrowed, and of all."""
    counts: dict[str, Counter[str]] = {}
    for group, item in damages(corpus, count):
        result = score(item)
        for key in (group, "narrowed" if item.narrowed else "full-width", "ALL"):
            counts.setdefault(key, Counter()).update(result)
    return counts


if __name__ == "__main__":
    print(table(measure(Path(sys.argv[1]), int(sys.argv[2]))))
