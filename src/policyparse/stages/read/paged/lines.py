"""Characters of a page → lines in reading order, one or two columns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise
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


def columns(glyphs: list[Glyph], width: float) -> list[tuple[int, list[Glyph]]]:
    """The characters of a page in reading order: in one column (0), or where it is so in a left (1) and a right one (2).

    Two columns stand where at least eight rows leave the same strip near the middle free and fill both sides of it,
    and no row between them crosses it; what crosses it above, between and below is read where it stands.
    """
    if len(glyphs) < 200:
        return [(0, glyphs)]
    pitch = median(g.size for g in glyphs)
    rows = _rows(glyphs, pitch)
    gutters = [width / 2 + step * pitch / 2 for step in range(-8, 9)]
    gutter = max(gutters, key=lambda x: sum(_sides(row, x, pitch) == BOTH for row in rows))
    found: list[tuple[int, list[Glyph]]] = []
    for crossing, block in groupby(rows, lambda row: _sides(row, gutter, pitch) == ACROSS):
        part = list(block)
        together = [g for row in part for g in row]
        if crossing or not _are_columns(part, gutter, pitch):
            found.append((0, together))
        else:
            found.append((1, [g for g in together if g.x0 < gutter]))
            found.append((2, [g for g in together if g.x0 >= gutter]))
    return found if any(column for column, _ in found) else [(0, glyphs)]


LEFT, RIGHT, BOTH, ACROSS = range(4)


def _rows(glyphs: list[Glyph], pitch: float) -> list[list[Glyph]]:
    """The characters by the height at which they stand, from the top down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.y):
        if rows and glyph.y - rows[-1][0].y <= LINE_GAP * pitch:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _sides(row: list[Glyph], x: float, pitch: float) -> int:
    """On which sides of `x` a row has text, none of it within half a character of it."""
    left = right = False
    for glyph in row:
        if glyph.x1 <= x - pitch / 2:
            left = True
        elif glyph.x0 >= x + pitch / 2:
            right = True
        else:
            return ACROSS
    return BOTH if left and right else LEFT if left else RIGHT


def _are_columns(rows: list[list[Glyph]], gutter: float, pitch: float) -> bool:
    """True where rows are full on both sides: of a table without rules, some cells are short."""
    both = [row for row in rows if _sides(row, gutter, pitch) == BOTH]
    if len(both) < 8 or len(both) < len(rows) / 2:
        return False
    left, right = min(g.x0 for row in rows for g in row), max(g.x1 for row in rows for g in row)
    filled_left = median(max(g.x1 for g in row if g.x0 < gutter) - left for row in both)
    filled_right = median(max(g.x1 for g in row) - gutter for row in both)
    return filled_left > 0.7 * (gutter - left) and filled_right > 0.7 * (right - gutter)
