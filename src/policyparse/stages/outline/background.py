"""Headings of what asks nothing of anyone: 指导思想, 总体目标."""

from __future__ import annotations

from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows

_SHORT = 8  # characters of a heading of background that is no more than a name


class Background(NamedTuple):
    """A row of lexicon/outline/background.csv."""

    words: str
    where: str
    passes: bool


@kept
def _background() -> tuple[dict[str, bool], tuple[Background, ...], frozenset[str]]:
    """Whole headings with what they pass on; rows that say how headings end; the last characters of the latter."""
    known = rows("outline/background.csv", Background)
    ends = tuple(r for r in known if r.where != "whole")
    return {r.words: r.passes for r in known if r.where != "short"}, ends, frozenset(r.words[-1] for r in ends)


def is_background(heading: str) -> bool | None:
    """Whether what stands under a heading of background is background too; None for any other heading."""
    whole, ends, lasts = _background()
    if heading in whole:
        return whole[heading]
    if heading[-1:] not in lasts:
        return None
    fits = (r for r in ends if heading.endswith(r.words) and (r.where == "ends" or len(heading) <= _SHORT))
    return next((r.passes for r in fits), None)


def whole_headings() -> list[str]:
    """Headings of background as they are written."""
    return [r.words for r in rows("outline/background.csv", Background) if r.where != "short"]
