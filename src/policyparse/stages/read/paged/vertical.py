"""Pages whose lines run from the top down, from right to left: turned to lines that run from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median

from policyparse.stages.read.paged.page import WIDE_FROM, Glyph, Page, Rule

FEWEST = 20  # characters that follow each other downwards
ABOVE = 0.88  # of its size: how much of a character stands above its baseline
LATIN = 0.6  # of its size: the width of a letter or digit, which lies on its side
_UPRIGHT = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︰︱︵︶︹︺︻︼︽︾︿﹀﹁﹂﹃﹄", "，、。：；！？〖〗…：—（）〔〕【】《》〈〉「」『』"
)


def level(page: Page) -> Page:
    """A page with its lines level; itself where they are."""
    if not _is_vertical(page.glyphs):
        return page
    glyphs = list(_level(page.glyphs, page.width))
    rules = [Rule(r.y0, page.width - r.x1, r.y1, page.width - r.x0) for r in page.rules]
    return replace(page, width=page.height, height=page.width, glyphs=glyphs, rules=rules)


def _is_vertical(glyphs: list[Glyph]) -> bool:
    """True where Chinese characters follow each other downwards in the file, far more than to the right."""
    down = right = 0
    for before, after in pairwise(glyphs):
        if before.text < WIDE_FROM or after.text < WIDE_FROM:
            continue
        fall, size = after.y - before.y, before.size
        if abs(after.x0 - before.x0) < 0.3 * size:
            down += 0.7 * size < fall < 1.6 * size
        elif abs(fall) < 0.3 * size:
            right += 0 < after.x0 - before.x0 < 1.6 * size
    return down >= FEWEST and down > 3 * right


def _level(glyphs: list[Glyph], width: float) -> Iterator[Glyph]:
    """The characters at their places in lines: as far right as they were down, as far down as they were left.

    Marks stand at the side of their column, and may be small: they have the place and size of the character before.
    """
    usual = median(glyph.size for glyph in glyphs)
    middle = size = 0.0
    for glyph in glyphs:
        wide = glyph.text >= WIDE_FROM
        here = (glyph.x0 + glyph.x1) / 2
        if abs(here - middle) >= 0.6 * max(size, glyph.size):
            middle, size = here, max(glyph.size, usual)
        size = max(size, glyph.size) if wide else size
        begin = glyph.y - (ABOVE * size if wide else 0.0)
        text = glyph.text.translate(_UPRIGHT)
        yield Glyph(text, begin, begin + (size if wide else LATIN * size), width - middle, size, glyph.spaced)
