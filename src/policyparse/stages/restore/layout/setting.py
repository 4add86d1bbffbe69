"""How the rows of a wrapped text were set: whether first rows are indented and by how much, and how exactly rows are full."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

MOST_SLACK = 3.0  # full-width characters that a full row may be short or long of the width
_INDENT = 2.0  # of a first row, where nothing tells
_DEEPEST = 5.0  # what stands further in is centred or stands to the right
_WIDTHS = {" ": 0.5, "\xa0": 0.5, "\u2002": 0.5, "\u3000": 1.0, "\u2003": 1.0, "\t": 2.0}
_FEWEST = 3  # rows that tell
_EXACT = 10  # rows that tell how exactly all are full
# What stays in one row: a number or a word, a mark with the character that it opens or closes.
_WORD = re.compile(r"[“‘（(《〈「『【〔\[]*(?:[A-Za-z0-9.%]+|.)?[，。、；：）)〕\]》】」』”’！？,;:]*")
_STICKS = re.compile(
    r"[“‘（(《〈「『【〔\[A-Za-z0-9.%]|.[，。、；：）)〕\]》】」』”’！？,;:]"
)  # begins a word of more than one
_LONGEST = 16


_Shown = TypeVar("_Shown")


class Row(Protocol):
    """What is asked of a line: where it stands and how wide it is, and what is known of it."""

    start: int
    end: int
    width: float
    ends: bool
    opens: bool
    apart: bool


class Setting(NamedTuple):
    """How a text was set, in full-width characters."""

    width: float
    slack: float  # how far rows that go on are short of the width
    exact: float  # the same where no row is in parts
    first: tuple[float, ...]  # for each row how far it is indented if a paragraph begins with it
    hanging: tuple[float, ...]  # the same if a paragraph goes on with it
    reach: tuple[float, ...]  # for each row by how much the word behind it is wider than one character
    begins: tuple[bool, ...] | None  # where indents or blank lines show paragraphs, with which rows one begins


def setting(text: str, rows: Sequence[Row], width: float, counted: bool) -> Setting:
    """How `rows` of about a `width` were set; `counted`: by their characters, whatever their widths."""
    width = _exact(rows, width)
    counted = counted or _are_counted(rows, width)
    blanks = _blanks(text, rows)
    margin = _margin(rows, blanks, width)
    reach = _reaches(text, rows, counted)
    left = Counter(blanks).most_common(1)[0][0] if margin is None else margin
    indents = _each(lambda blank: max(0.0, blank - left), blanks)
    shown = margin is not None or _parted(rows, width)
    begins = tuple(_indented(rows, indents, width) if margin is not None else (row.apart for row in rows))
    lost = _lost(rows, width, indents)
    one = 1.0 if counted else 0.5  # how wide a blank is
    hanging = _each(lambda indent: one if indent == 0.5 else indent if indent <= 2 * _DEEPEST else 0.0, indents)
    first = _each(lambda indent: max(0.0, lost + (indent if indent <= _DEEPEST else _INDENT)), indents)
    off = list(_off(rows, width, first, reach))
    exact = max(
        0.0 if counted else 0.5, _slack([short for row, short in off if not row.opens])
    )  # such may be a heading
    slack = max(1.0, _slack([short for _, short in off]))
    return Setting(width, slack, exact, first, hanging, reach, begins if shown else None)


def _each(made: Callable[[float], float], widths: Sequence[float]) -> tuple[float, ...]:
    """What is made of each of many widths, of which few are different."""
    known = {width: made(width) for width in set(widths)}
    return tuple(map(known.__getitem__, widths))


def unparted(text: str, rows: Sequence[Row], parted: Setting) -> Setting:
    """How `rows` were set of which none is a part of one: with less slack, as blanks at their ends were part of them."""
    reach = tuple(
        wide + 0.5 if text.startswith(" \n", row.end) else wide for row, wide in zip(rows, parted.reach, strict=True)
    )
    return parted._replace(slack=parted.exact, reach=reach)


def are_shown(text: str, rows: Sequence[Row], width: float) -> bool:
    """True where first rows stand in or behind a blank line and those that go on do not: a text that nobody wrapped has
    no such."""
    return _margin(rows, _blanks(text, rows), width) is not None or _parted(rows, width)


def _exact(rows: Sequence[Row], width: float) -> float:
    """The width that most rows have: some are longer, as a mark that cannot begin a row is put behind it."""
    near = Counter(row.width for row in rows if not row.ends and abs(row.width - width) <= MOST_SLACK)
    most, count = near.most_common(1)[0] if near else (width, 0)
    return most if 5 * count >= 2 * near.total() else width


def _are_counted(rows: Sequence[Row], width: float) -> bool:
    """True where nearly all rows that go on have the width to a character, whatever stands at their ends."""
    near = [
        a.width == width for a, b in itertools.pairwise(rows) if not (a.ends or b.opens) and abs(a.width - width) <= 1
    ]
    return len(near) >= _EXACT and 100 * sum(near) >= 97 * len(near)


def _blanks(text: str, rows: Sequence[Row]) -> list[float]:
    """How wide the blanks before lines are."""
    return [_blank(text, row.start) if text[row.start - 1] in _WIDTHS else 0.0 for row in rows]


def _blank(text: str, start: int) -> float:
    """How wide the blanks before a line are."""
    width, at = 0.0, start - 1
    while at >= max(0, start - 60) and text[at] in _WIDTHS:
        width += _WIDTHS[text[at]]
        at -= 1
    return width


def _margin(rows: Sequence[Row], blanks: list[float], width: float) -> float | None:
    """How far the rows stand in with which no paragraph begins; None where those with which one begins do not stand
    further in."""
    going, beginning = _told(rows, blanks, width)
    if len(going) < _FEWEST or len(beginning) < _FEWEST:
        return None
    margin = Counter(going).most_common(1)[0][0]
    stray = sum(blank >= margin + 0.75 for blank in going)
    deep = sum(0.75 <= blank - margin <= _DEEPEST for blank in beginning)
    return margin if 8 * stray <= len(going) and 3 * deep >= 2 * len(beginning) else None


def _parted(rows: Sequence[Row], width: float) -> bool:
    """True where there is a blank line before nearly each row with which a paragraph begins, and before no other."""
    going, beginning = _told(rows, [row.apart for row in rows], width)
    if len(going) < _FEWEST or len(beginning) < _FEWEST:
        return False
    return 8 * sum(going) <= len(going) and 10 * sum(beginning) >= 9 * len(beginning)  # headings have no stop


def _told(rows: Sequence[Row], shown: Sequence[_Shown], width: float) -> tuple[list[_Shown], list[_Shown]]:
    """What is `shown` of rows that go on, as those before them stop in mid-sentence, and of rows with which paragraphs
    begin, as those before them stop early."""
    going, beginning = [], []
    for (before, row), its in zip(itertools.pairwise(rows), shown[1:], strict=True):
        if not before.ends and not row.opens and abs(before.width - width) <= MOST_SLACK:
            going.append(its)
        elif before.ends and before.width < width - 2 * MOST_SLACK:
            beginning.append(its)
    return going, beginning


def _indented(rows: Sequence[Row], indents: Sequence[float], width: float) -> Iterator[bool]:
    """Of each row whether it stands in as one with which a paragraph begins.

    Where the rows of an item hang behind its label, they stand further in than the row that they go on with; what
    stands further in below the row of a title, as a document's number does, does not hang.
    """
    above = 0.0  # how far the row stands in with which the last paragraph began
    labelled = broken = False
    for row, indent in zip(rows, indents, strict=True):
        begins = 0.75 <= indent <= _DEEPEST and not (broken and labelled and indent >= above + 0.75)
        if begins or row.opens or not broken:
            above, labelled = indent, row.opens
        broken = not row.ends and row.width >= width - indent - MOST_SLACK
        yield begins


def _lost(rows: Sequence[Row], width: float, indents: Sequence[float]) -> float:
    """How much further first rows stand in than by the blanks before them, as those blanks were lost or are counted twice:
    by as much as those that go on are shorter."""
    early = [
        False,
        *(row.ends and row.width < width - 2 * MOST_SLACK for row in rows),
    ]  # the row before ends a paragraph
    for begins in ([row.opens for row in rows], early):
        found = sorted(
            short
            for (row, behind), indent, first in zip(itertools.pairwise(rows), indents, begins, strict=False)
            if first and not (row.ends or behind.opens) and -3.5 <= (short := width - row.width - indent) <= _DEEPEST
        )
        if len(found) >= _FEWEST:
            return found[len(found) // 2]
    return 0.0 if any(indents) else _INDENT


def _reaches(text: str, rows: Sequence[Row], counted: bool) -> tuple[float, ...]:
    """By how much what did not fit into a row is wider than one character: the first word of the row behind; where
    characters were `counted`, the blank at the end alone, which is not seen (`建成700 ` and below it `件……`)."""
    if counted:
        found = [1.0 if text.startswith(" \n", row.end) else 0.0 for row in rows[:-1]]
    else:
        found = [_reach(text, row) if _STICKS.match(text, row.start) else 0.0 for row in rows[1:]]
    return (*found, 0.0)


def _reach(text: str, row: Row) -> float:
    """By how much the first word of a row is wider than one character."""
    word = _WORD.match(text, row.start, min(row.end, row.start + _LONGEST))
    if word is None or word.end() < row.start + 2:
        return 0.0
    shown = word.group()
    return max(0.0, len(shown) - len(shown.encode("ascii", "ignore")) / 2 - 1)


def _slack(off: list[float]) -> float:
    """How far nearly all rows that go on are short of the width, of how far each is."""
    return sorted(off)[len(off) * 97 // 100] if len(off) >= _EXACT else MOST_SLACK


def _off(
    rows: Sequence[Row], width: float, first: Sequence[float], reach: Sequence[float]
) -> Iterator[tuple[Row, float]]:
    """The rows that go on, each with how far it is short."""
    for (row, behind), indent, word in zip(itertools.pairwise(rows), first, reach, strict=False):
        if row.ends or behind.opens or behind.apart:
            continue
        short = width - row.width - word - (indent if row.opens else 0.0)
        if abs(short) <= MOST_SLACK:
            yield row, max(0.0, short)  # rows of a box in smaller letters are longer: that says nothing of short ones
