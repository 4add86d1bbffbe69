"""Characters of a page → lines in reading order, one or two columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from policyparse.stages.read.paged.page import WIDE_FROM, Glyph
from policyparse.stages.read.paged.scripts import LIFT, SMALL, as_raised, with_scripts

LINE_GAP = 0.45  # of the font size: how far apart baselines of one line may be
WORD_GAP = 0.18  # between letters
SPACE = 0.65  # between other characters, and with which they are said to be apart
APART = 1.6
_CLOSING = frozenset(".,;:!?)]}%")  # before these no space is typed: `1 .` is `1.`
TYPED = 0.2  # between Chinese characters: how much wider than the other gaps of a line one is that was typed


class Part(NamedTuple):
    """A piece of a line with space before and after it."""

    text: str
    x0: float
    x1: float


class Line(NamedTuple):
    """A line of text and its place; its parts where space divides it."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    parts: tuple[Part, ...] = ()


def lines(glyphs: Iterable[Glyph], even: bool = True) -> list[Line]:
    """The lines that characters stand on, from the top down, each from left to right.

    They are set with `even` gaps, so that wider ones are spaces; those that a program found in a picture are not.
    """
    rows: list[list[Glyph]] = []
    height = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.y):
        if rows and glyph.y - height <= LINE_GAP * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            height = glyph.y
    return [_line(row, even) for row in with_scripts(rows)]


def _line(row: list[Glyph], even: bool) -> Line:
    """The line of characters on one baseline, doubled ones (drawn twice to look bold) once."""
    row.sort(key=lambda g: g.x0)
    size = _size(row)
    kept: list[Glyph] = []
    for glyph in row:
        before = kept[-1] if kept else None
        if before and _is_double(before, glyph, size):
            continue
        kept.append(glyph)
    height = median(g.y for g in kept)
    kept = [as_raised(g) if g.size <= SMALL * size and height - g.y > LIFT * size else g for g in kept]
    gaps = _gaps(kept, even)
    text = "".join(piece for pair in zip(["", *gaps], [g.text for g in kept], strict=True) for piece in pair)
    parts = tuple(_parts(kept, gaps)) if any(gaps) else ()
    return Line(text, kept[0].x0, max(g.x1 for g in kept), height, size, parts)


def _is_double(before: Glyph, glyph: Glyph, size: float) -> bool:
    """True where a character stands on itself; the one glyph of `——` has the room of two."""
    width = before.x1 - before.x0
    return glyph.text == before.text and abs(glyph.x0 - before.x0) < 0.3 * width and width < 1.6 * size


def _size(row: list[Glyph]) -> float:
    """The size of a line: that of its Chinese characters, which are as wide as their size; others' is less certain."""
    wide = [g for g in row if g.text >= WIDE_FROM]
    return median(g.size for g in [g for g in wide if _is_han(g)] or wide or row)


def _gaps(row: list[Glyph], even: bool) -> list[str]:
    """The space between the characters of a line, as one would type it."""
    widths = [(after.x0 - before.x1) / max(before.size, after.size) for before, after in pairwise(row)]
    between = [width for width, (a, b) in zip(widths, pairwise(row), strict=True) if _is_han(a) and _is_han(b)]
    typed = median(between) + TYPED if even and len(between) > 3 else SPACE
    gaps = [_gap(a, b, width, typed) for width, (a, b) in zip(widths, pairwise(row), strict=True)]
    if len(gaps) > 3 and gaps.count(" ") > 0.6 * len(gaps):
        gaps = [gap.strip(" ") for gap in gaps]  # `通 信 管 理 局`: spread over the width
    return gaps


def _gap(before: Glyph, after: Glyph, width: float, typed: float) -> str:
    """The space between two characters: `width` wide, in characters.

    Between Chinese characters one that is in the file counts, too, and one that is wider than the others of its line;
    between them and Latin ones it is layout.
    """
    if width >= APART:
        return "\u3000"
    wide = (before.text >= WIDE_FROM) + (after.text >= WIDE_FROM)
    if wide == 0:
        return " " if width >= WORD_GAP and after.text not in _CLOSING else ""
    if wide == 2 and width >= WORD_GAP and (after.spaced or (width >= typed and _is_han(before) and _is_han(after))):
        return " "
    return " " if width >= SPACE else ""


def _is_han(glyph: Glyph) -> bool:
    return "\u3400" <= glyph.text <= "\u9fff"


def _parts(row: list[Glyph], gaps: list[str]) -> Iterator[Part]:
    """The pieces of a line that space divides."""
    begin = 0
    for end, gap in enumerate([*gaps, " "], start=1):
        if gap:
            piece = row[begin:end]
            yield Part("".join(g.text for g in piece), piece[0].x0, max(g.x1 for g in piece))
            begin = end


def columns(glyphs: list[Glyph], width: float) -> list[tuple[int, list[Glyph]]]:
    """The characters of a page in reading order: in one column (0), or where it is so in a left (1) and a right one (2).

    Two columns stand where the rows leave the same strip near the middle free, at least eight (LEAST) fill each side of it,
    and none between them crosses it; what crosses it above, between and below is read where it stands.
    """
    if len(glyphs) < 200:
        return [(0, glyphs)]
    pitch = median(g.size for g in glyphs)
    rows = _rows(glyphs, pitch)
    gutter = max(_gutters(glyphs, width, pitch), key=lambda x: _lesser([_sides(row, x, pitch) for row in rows]))
    parts = [
        (crossing, list(block)) for crossing, block in groupby(rows, lambda row: _sides(row, gutter, pitch) == ACROSS)
    ]
    if not any(_are_columns(part, gutter, LEAST) for crossing, part in parts if not crossing):
        return [(0, glyphs)]
    found: list[tuple[int, list[Glyph]]] = []
    for crossing, part in parts:
        together = [g for row in part for g in row]
        if crossing or not _are_columns(part, gutter, 1):
            found.append((0, together))
        else:
            found.append((1, [g for g in together if g.x0 < gutter]))
            found.append((2, [g for g in together if g.x0 >= gutter]))
    return found


def _gutters(glyphs: list[Glyph], width: float, pitch: float) -> list[float]:
    """Where near the middle the fewest characters stand, from left to right."""
    begins, ends = sorted(g.x0 for g in glyphs), sorted(g.x1 for g in glyphs)
    places = [width / 2 + step * pitch / 4 for step in range(-16, 17)]
    around = FREE * pitch
    crossed = {x: bisect_left(begins, x + around) - bisect_right(ends, x - around) for x in places}
    return sorted(sorted(places, key=crossed.__getitem__)[:TRIED])


def _lesser(sides: list[int]) -> int:
    """How many rows have text on the side where fewer have; on both sides they need not stand at the same height."""
    both = sides.count(BOTH)
    return min(sides.count(LEFT), sides.count(RIGHT)) + both


LEAST = 8  # rows on each side that make columns; where there are some, less make more
TRIED = 8  # of the places near the middle
FREE = 0.3  # characters to each side of the middle between columns without text
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
    """On which sides of `x` a row has text, none of it near it."""
    left = right = False
    for glyph in row:
        if glyph.x1 <= x - FREE * pitch:
            left = True
        elif glyph.x0 >= x + FREE * pitch:
            right = True
        else:
            return ACROSS
    return BOTH if left and right else LEFT if left else RIGHT


def _are_columns(rows: list[list[Glyph]], gutter: float, least: int) -> bool:
    """True where `least` rows stand on each side and are full: of a table without rules, some cells are short."""
    ends: tuple[list[float], list[float]] = ([], [])
    for row in rows:
        for side, part in enumerate(([g for g in row if g.x0 < gutter], [g for g in row if g.x0 >= gutter])):
            if part:
                ends[side].append(max(g.x1 for g in part))
    if min(map(len, ends)) < least or min(map(len, ends)) < max(map(len, ends)) / 3:
        return False
    left, right = min(g.x0 for row in rows for g in row), max(g.x1 for row in rows for g in row)
    return median(ends[0]) - left > 0.7 * (gutter - left) and median(ends[1]) - gutter > 0.7 * (right - gutter)
