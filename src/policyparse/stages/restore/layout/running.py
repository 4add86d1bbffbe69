"""The line that a printed page repeats at its head or foot, in the text of its pages: `某市人民政府公报`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise

FEWEST = 3  # pages
_PART = 0.8  # of the width: rows of running text that are the same are full
_SHORTEST_PAGE = 10  # lines
_SLACK = 3.0  # full-width characters that a row may be short of the width
_MARK = re.compile(r"[，、；。：！？）)|\t]")  # is in parts of sentences, in the ends of clauses, in rows of tables
_ENDS = frozenset("。！？；：!?;:")
_DIGITS = "123456789０１２３４５６７８９"
_RUNS_ON = re.compile(r"[^一二三四五六七八九十（(0-9①-⒛㈠-㈩第附#*]")


def running(lines: list[tuple[int, str]], widths: Sequence[float], width: float, numbers: Container[int]) -> set[int]:
    """Those of the `lines` (start, text) that a page repeats, by their starts; `numbers`: the lines that count pages.

    Such a line returns from page to page as far below the last, and parts sentences, or it stands beside the pages'
    numbers.
    """
    short = [
        at
        for at, ((start, _), its_width) in enumerate(zip(lines, widths, strict=True))
        if 2 < its_width <= _PART * width and start not in numbers
    ]
    written = _as_one("\n".join(["".join(lines[at][1].split()) for at in short])).split("\n")
    often = {line for line, count in Counter(written).items() if count >= FEWEST}
    places: dict[str, list[int]] = {}
    for at, line in zip(short, written, strict=False):  # where no line is short, one is written
        if line in often and not _MARK.search(lines[at][1]):
            places.setdefault(line, []).append(at)
    found: set[int] = set()
    for same in places.values():
        if len(same) >= FEWEST and (_beside(lines, same, numbers) or _parts(lines, widths, width, same, numbers)):
            found |= {lines[at][0] for at in same}
    return found


def _as_one(lines: str) -> str:
    """Lines with one digit for all: `公报第3期·12·` is the same line on every page."""
    for digit in _DIGITS:
        lines = lines.replace(digit, "0")
    return lines


def _beside(lines: list[tuple[int, str]], same: list[int], numbers: Container[int]) -> bool:
    """True where nearly every one of the lines has the number of a page before or behind it."""
    around = (lines[max(0, at - 1) : at] + lines[at + 1 : at + 2] for at in same)
    return 4 * sum(any(start in numbers for start, _ in pair) for pair in around) >= 3 * len(same)


def _parts(
    lines: list[tuple[int, str]], widths: Sequence[float], width: float, same: list[int], numbers: Container[int]
) -> bool:
    """True where the lines stand at distances that are alike, and many of them within a sentence."""
    gaps = sorted(b - a for a, b in pairwise(same))
    middle = gaps[len(gaps) // 2]
    alike = sum(4 * abs(gap - middle) <= middle for gap in gaps)
    if middle < _SHORTEST_PAGE or 4 * alike < 3 * len(gaps):
        return False
    within = 0
    for at in same:
        before, behind = at - 1, at + 1
        while before >= 0 and lines[before][0] in numbers:
            before -= 1
        while behind < len(lines) and lines[behind][0] in numbers:
            behind += 1
        if before < 0 or behind >= len(lines):
            continue
        full = abs(widths[before] - width) <= _SLACK and lines[before][1][-1] not in _ENDS
        within += full and _RUNS_ON.match(lines[behind][1]) is not None
    return within >= 2 and 5 * within >= 2 * len(same)
