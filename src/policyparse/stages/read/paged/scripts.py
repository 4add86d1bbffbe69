"""Raised and lowered characters (`m²`, `CO₂`, note marks): set beside what they belong to, not on a line of their own."""

from __future__ import annotations

from bisect import bisect_right

from policyparse.stages.read.paged.page import WIDE_FROM, Glyph
from policyparse.stages.read.raised import raised

SMALL = 0.8  # of the size of the line that they belong to
RAISED = 0.7  # of that size: how far above its baseline
LIFT = 0.12  # of that size: the least by which a raised one stands higher
LOWERED = 0.4
OVER = 0.3  # of that size: how far the box of the character before may reach under it
NEAR = 0.5  # of that size: how far from the next character of the line


def with_scripts(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """The rows of a page from the top down, small ones joined with the row that they are raised or lowered from."""
    found: list[list[Glyph]] = []
    for row in rows:
        if found and _belongs(row, found[-1]):
            found[-1] += row
        elif found and _belongs(found[-1], row):
            found[-1] = [*map(as_raised, found[-1]), *row]
        else:
            found.append(row)
    return found


def _belongs(small: list[Glyph], row: list[Glyph]) -> bool:
    """True where the characters of `small` are smaller than those of the row and stand between or after them.

    Chinese ones are no scripts: small words beside a headline are words.
    """
    if len(small) > len(row) or any(g.text >= WIDE_FROM for g in small):
        return False
    size = max(g.size for g in row)
    fall = small[0].y - row[0].y
    if not -RAISED * size <= fall <= LOWERED * size or max(g.size for g in small) > SMALL * size:
        return False
    ends, begins = sorted(g.x1 for g in row), sorted(g.x0 for g in row)
    return all(_is_beside(glyph, ends, begins, size) for glyph in small)


def _is_beside(glyph: Glyph, ends: list[float], begins: list[float], size: float) -> bool:
    """True where as many characters of the row have ended as begun where this one stands, and the last or next is near.

    The small characters of one script stand beside each other, so three of them are let between.
    """
    middle = (glyph.x0 + glyph.x1) / 2
    ended, begun = bisect_right(ends, middle + OVER * size), bisect_right(begins, middle)
    if ended < begun:
        return False
    reach = NEAR * size + 3 * (glyph.x1 - glyph.x0)
    before = ended and glyph.x0 - ends[ended - 1] <= reach
    return bool(before or (begun < len(begins) and begins[begun] - glyph.x1 <= NEAR * size))


def as_raised(glyph: Glyph) -> Glyph:
    """A raised digit as what it is: `95%¹` is not 95 % and one."""
    return glyph._replace(text=raised(glyph.text))
