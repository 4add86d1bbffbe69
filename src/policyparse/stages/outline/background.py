"""Headings of what asks nothing of anyone: 指导思想, 总体目标, `“十四五”发展成就`."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows

_SHORT = 8  # characters of a heading of background that is no more than a name
_TABLE = "outline/background.csv"


class Background(NamedTuple):
    """A row of lexicon/outline/background.csv."""

    words: str
    where: str
    passes: bool


@kept
def _background() -> tuple[dict[str, bool], dict[str, list[Background]], tuple[str, ...]]:
    """Whole headings with what they pass on; rows that say how headings end, by the last character; how reviews begin."""
    ends: defaultdict[str, list[Background]] = defaultdict(list)
    for row in _rows("ends", "short", "past", "gone", "told", "beside"):
        ends[row.words[-1]].append(row)
    return {r.words: r.passes for r in _rows("whole", "ends")}, dict(ends), _words("opens")


def _rows(*where: str) -> list[Background]:
    return [r for r in rows(_TABLE, Background) if r.where in where]


@kept
def _words(where: str) -> tuple[str, ...]:
    return tuple(r.words for r in _rows(where))


def is_background(heading: str) -> bool | None:
    """Whether what stands under a heading of background is background too; None for any other heading."""
    whole, ends, opens = _background()
    if heading in whole:
        return whole[heading]
    if heading.startswith(opens):
        return True
    found = next((r for r in ends.get(heading[-1:], ()) if heading.endswith(r.words) and _fits(heading, r)), None)
    return None if found is None else found.passes


def _fits(heading: str, row: Background) -> bool:
    """True where a heading that ends in the words of `row` is background by it."""
    before = heading[: -len(row.words)]
    if row.where == "short" and len(heading) > _SHORT:
        return False
    if row.where in ("ends", "short"):
        return not _asks(before)
    if heading.startswith(_words("task")):
        return False
    if row.where == "past":
        return _YEAR.search(before) is not None or _of_a_time(before)
    if row.where == "gone":
        return _of_a_time(before, over=True)
    return row.where == "told" or _are_background(_BESIDE.split(heading))


_BESIDE = re.compile("[和与及、]")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def _of_a_time(words: str, over: bool = False) -> bool:
    """True for `“十四五”期间`: what happened in it is told; with `over` for `去年` alone, and others that have passed."""
    return any(row.words in words for row in _times() if row.passes or not over)


@kept
def _times() -> list[Background]:
    return _rows("time")


def _are_background(parts: list[str]) -> bool:
    """True for `面临的机遇` beside `挑战`: none of the parts asks for anything."""
    if len(parts) < 2:
        return False
    names = _words("beside")
    return all(
        (part.endswith(names) and len(part) <= _SHORT and not part.startswith(_words("task"))) or is_background(part)
        for part in parts
    )


def _asks(before: str) -> bool:
    """True for what asks for the words behind it: `按时报送工作` before `进展情况`."""
    return before.removesuffix("工作").endswith(_words("asks"))


def is_year_past(heading: str, following: str) -> bool:
    """True for `2025年主要工作` where the sibling that follows has `2026年重点工作`: what was done, not what is to be done.

    >>> is_year_past("2025年主要工作", "2026年重点工作"), is_year_past("2026年重点工作", "加强政府自身建设")
    (True, False)
    """
    year, later = _YEAR.search(heading), _YEAR.search(following)
    return year is not None and later is not None and year[0] < later[0] and names_work(heading)


def names_work(heading: str) -> bool:
    """True for `2025年主要工作`, and for `2026年重点工作`: which of them is done the other one tells."""
    return heading.endswith(_words("work"))


def whole_headings() -> list[str]:
    """Headings of background as they are written."""
    return [r.words for r in _rows("whole", "ends")]
