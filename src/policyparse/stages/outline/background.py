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
    ends = tuple(_rows("ends", "short"))
    return {r.words: r.passes for r in _rows("whole", "ends")}, ends, frozenset(r.words[-1] for r in ends)


def _rows(*where: str) -> list[Background]:
    return [r for r in rows("outline/background.csv", Background) if r.where in where]


@kept
def _asking() -> tuple[str, ...]:
    return tuple(r.words for r in _rows("asks"))


def is_background(heading: str) -> bool | None:
    """Whether what stands under a heading of background is background too; None for any other heading."""
    whole, ends, lasts = _background()
    if heading in whole:
        return whole[heading]
    if heading[-1:] not in lasts:
        return None
    fits = (r for r in ends if heading.endswith(r.words) and (r.where == "ends" or len(heading) <= _SHORT))
    found = next(fits, None)
    if found is None or _asks(heading[: -len(found.words)]):
        return None
    return found.passes


def _asks(before: str) -> bool:
    """True for what asks for the words behind it: `按时报送工作` before `进展情况`."""
    return before.removesuffix("工作").endswith(_asking())


def whole_headings() -> list[str]:
    """Headings of background as they are written."""
    return [r.words for r in _rows("whole", "ends")]
