"""Counts how well two lost bytes in a row are read, in texts that lost another byte elsewhere; as a program it prints them.

python tests/stages/restore/measure_pairs.py ../shared/corpus 600
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from policyparse.stages.restore.lost_byte import lost_bytes
from policyparse.text import AlignedText

sys.path.insert(0, str(Path(__file__).parent))
from gbk_damage import damage, in_gbk

BEFORE, BEHIND = 800, 1500
"""How much of a text is taken before and behind a damage."""


class Pair(NamedTuple):
    """A text with `??` at `start`, up to `end` of it as shown one byte off; what was `meant` there; the kind."""

    shown: str
    start: int
    end: int
    meant: str
    kind: str


def pairs(corpus: Path, count: int, seed: int = 77) -> Iterator[Pair]:
    """`count` damages: in turn both bytes of a character, and the bytes between two characters."""
    chance = random.Random(seed)
    files = sorted((corpus / "docs").glob("*.txt")) + sorted((corpus / "laws").glob("*.txt"))
    done = 0
    while done < count:
        text = in_gbk(chance.choice(files).read_text("utf-8-sig"))
        at = chance.randrange(1, len(text))
        if any(len(c.encode("gbk")) < 2 for c in text[at - 1 : at + 1]):
            continue
        head, kind = _with_another(text[max(0, at - BEFORE) : at - 1]), "AB"[done % 2]
        if head is None:
            continue
        first, item = text[at - 1], damage(text[at : at + BEHIND], 0, narrow=False)
        piece = "??" if kind == "A" else "?" + item.shown[: len(item.shown) - len(item.text) + item.end]
        rest, meant = (
            (text[at : at + BEHIND], first) if kind == "A" else (item.text[item.end :], first + item.text[: item.end])
        )
        done += 1
        yield Pair(head + piece + rest, len(head), len(head) + len(piece), meant, kind)


def _with_another(text: str) -> str | None:
    """The text with one byte lost early on; none where there is no place for it."""
    words = re.search("[㐀-鿿]{6}", text[:-200])
    if not words:
        return None
    item = damage(text[: words.end()] + "。\n", words.start() + 2, narrow=False)
    return item.shown[:-2] + text[words.end() :]


def score(item: Pair) -> dict[str, int]:
    """What became of one damage."""
    aligned = lost_bytes(AlignedText.of(item.shown)).aligned
    here = [e for e in aligned.edits if e.source_start < item.end and e.source_end > item.start]
    got = aligned.text[here[0].text_start : here[-1].text_end] if here else ""
    return {
        "damages": 1,
        "read": bool(here),
        "right": got == item.meant,
        "behind right": bool(here) and got[1:] == item.meant[1:],
        "unsaid": any(not e.needs_review for e in here),
    }


def measure(corpus: Path, count: int) -> dict[str, Counter[str]]:
    """The counts by kind."""
    counts: dict[str, Counter[str]] = {"A": Counter(), "B": Counter()}
    for item in pairs(corpus, count):
        counts[item.kind].update(score(item))
    return counts


if __name__ == "__main__":
    for kind, c in measure(Path(sys.argv[1]), int(sys.argv[2])).items():
        print(kind, c["damages"], {key: round(100 * n / c["damages"], 1) for key, n in c.items()})
