"""Characters of a page → lines in reading order, one or two columns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from policyparse.stages.read.paged.page import Glyph

WIDE_FROM = "\u2e80"  # from here on characters are as wide as high and take no space between them
LINE_GAP = 0.45  # of the font size: how far apart baselines of one line may be
WORD_GAP = 0.18  # between letters
SPACE = 0.65  # between other characters, and with which they are said to be apart
APART = 1.6


class Line(NamedTuple):
    """A line of text and its place."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that characters stand on, from the top down, each from left to right."""
    rows: list[list[Glyph]] = []
    height = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.y):
        if rows and glyph.y - height <= LINE_GAP * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            height = glyph.y
    return [_line(row) for row in rows]


def _line(row: list[Glyph]) -> Line:
    """The line of characters on one baseline, doubled ones (drawn twice to look bold) once."""
    row.sort(key=lambda g: g.x0)
    kept: list[Glyph] = []
    for glyph in row:
        before = kept[-1] if kept else None
        if before and glyph.text == before.text and abs(glyph.x0 - before.x0) < 0.3 * (before.x1 - before.x0):
            continue
        kept.append(glyph)
    gaps = [_gap(a, b) for a, b in pairwise(kept)]
    if len(gaps) > 3 and gaps.count(" ") > 0.6 * len(gaps):
        gaps = [gap.strip(" ") for gap in gaps]  # `通 信 管 理 局`: spread over the width
    text = "".join(piece for pair in zip(["", *gaps], [g.text for g in kept], strict=True) for piece in pair)
    size = median(g.size for g in kept)
    return Line(text, kept[0].x0, max(g.x1 for g in kept), median(g.y for g in kept), size)


def _gap(before: Glyph, after: Glyph) -> str:
    """The space between two characters, as one would type it.

    Between Chinese characters one that is in the file counts, too; between them and Latin ones it is layout.
    """
    gap = (after.x0 - before.x1) / max(before.size, after.size)
    if gap >= APART:
        return "\u3000"
    wide = (before.text >= WIDE_FROM) + (after.text >= WIDE_FROM)
    if wide == 0:
        return " " if gap >= WORD_GAP else ""
    return " " if gap >= SPACE or (wide == 2 and after.spaced and gap >= WORD_GAP) else ""


def columns(glyphs: list[Glyph], width: float) -> list[list[Glyph]]:
    """The characters of a page by column: one list, or two where a gutter runs down the middle.

    There are two columns where most rows leave the same strip near the middle free and have text on both sides.
    """
    if len(glyphs) < 200:
        return [glyphs]
    rows: dict[int, list[Glyph]] = {}
    pitch = median(g.size for g in glyphs)
    for glyph in glyphs:
        rows.setdefault(round(glyph.y / pitch), []).append(glyph)
    middle = width / 2
    best = max((middle + step * pitch for step in range(-4, 5)), key=lambda x: _divided(rows, x, pitch))
    if len(rows) < 10 or _divided(rows, best, pitch) < 0.8 * len(rows):
        return [glyphs]
    return [[g for g in glyphs if g.x0 < best], [g for g in glyphs if g.x0 >= best]]


def _divided(rows: dict[int, list[Glyph]], x: float, pitch: float) -> int:
    """How many rows have text on both sides of `x`, and none within half a character of it."""
    count = 0
    for row in rows.values():
        left = right = False
        for glyph in row:
            if glyph.x1 <= x - pitch / 2:
                left = True
            elif glyph.x0 >= x + pitch / 2:
                right = True
            else:
                break
        else:
            count += left and right
    return count
