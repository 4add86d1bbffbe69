"""How the rows of a wrapped text were set: whether first rows are indented and by how much, and how exactly rows are full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from policyparse.stages.restore.layout.fragments import Fragments

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


_Told = tuple[list[int], list[int]]


class Setting(NamedTuple):
    """How a text was set, in full-width characters."""

    width: float
    slack: float  # how far rows that go on are short of the width
    exact: float  # the same where no row is in parts
    first: tuple[float, ...]  # for each row how far it is indented if a paragraph begins with it
    hanging: tuple[float, ...]  # the same if a paragraph goes on with it
    reach: tuple[float, ...]  # for each row by how much the word behind it is wider than one character
    begins: tuple[bool, ...] | None  # where indents or blank lines show paragraphs, with which rows one begins


def setting(text: str, rows: Fragments, width: float, counted: bool) -> Setting:
    """How `rows` of about a `width` were set; `counted`: by their characters, whatever their widths."""
    width = _exact(rows, width)
    counted = counted or _are_counted(rows, width)
    blanks = _blanks(text, rows)
    told = _told(rows, width)
    margin = _margin(told, blanks)
    reach = tuple(_reaches(text, rows, counted))
    left = Counter(blanks).most_common(1)[0][0] if margin is None else margin
    indents = _each(lambda blank: max(0.0, blank - left), blanks)
    shown = margin is not None or _parted(told, rows.apart)
    begins = tuple(_indented(rows, indents, width) if margin is not None else rows.apart)
    lost = _lost(rows, width, indents)
    one = 1.0 if counted else 0.5  # how wide a blank is
    hanging = _each(lambda indent: one if indent == 0.5 else indent if indent <= 2 * _DEEPEST else 0.0, indents)
    first = _each(lambda indent: max(0.0, lost + (indent if indent <= _DEEPEST else _INDENT)), indents)
    off = list(_off(rows, width, first, reach))
    exact = max(0.0 if counted else 0.5, _slack([short for opens, short in off if not opens]))  # such may be a heading
    slack = max(1.0, _slack([short for _, short in off]))
    return Setting(width, slack, exact, first, hanging, reach, begins if shown else None)


def _each(made: Callable[[float], float], widths: Sequence[float]) -> tuple[float, ...]:
    """What is made of each of many widths, of which few are different."""
    known = {width: made(width) for width in set(widths)}
    return tuple(map(known.__getitem__, widths))


def unparted(text: str, rows: Fragments, parted: Setting) -> Setting:
    """How `rows` were set of which none is a part of one: with less slack, as blanks at their ends were part of them."""
    reach = tuple(
        wide + 0.5 if text.startswith(" \n", stop) else wide
        for stop, wide in zip(rows.stops, parted.reach, strict=True)
    )
    return parted._replace(slack=parted.exact, reach=reach)


def are_shown(text: str, rows: Fragments, width: float) -> bool:
    """True where first rows stand in or behind a blank line and those that go on do not: a text that nobody wrapped has
    no such."""
    told = _told(rows, width)
    return _margin(told, _blanks(text, rows)) is not None or _parted(told, rows.apart)


def _exact(rows: Fragments, width: float) -> float:
    """The width that most rows have: some are longer, as a mark that cannot begin a row is put behind it."""
    of_rows = zip(rows.widths, rows.ends, strict=True)
    near = Counter([its for its, ends in of_rows if not ends and abs(its - width) <= MOST_SLACK])
    most, count = near.most_common(1)[0] if near else (width, 0)
    return most if 5 * count >= 2 * near.total() else width


def _are_counted(rows: Fragments, width: float) -> bool:
    """True where nearly all rows that go on have the width to a character, whatever stands at their ends."""
    pairs = zip(rows.widths, rows.ends, rows.opens[1:], strict=False)
    near = [its == width for its, ends, opens in pairs if not (ends or opens) and abs(its - width) <= 1]
    return len(near) >= _EXACT and 100 * sum(near) >= 97 * len(near)


def _blanks(text: str, rows: Fragments) -> list[float]:
    """How wide the blanks before lines are."""
    return [_blank(text, start) if text[start - 1] in _WIDTHS else 0.0 for start in rows.starts]


def _blank(text: str, start: int) -> float:
    """How wide the blanks before a line are."""
    width, at = 0.0, start - 1
    while at >= max(0, start - 60) and text[at] in _WIDTHS:
        width += _WIDTHS[text[at]]
        at -= 1
    return width


def _margin(told: _Told, blanks: list[float]) -> float | None:
    """How far the rows stand in with which no paragraph begins; None where those with which one begins do not stand
    further in."""
    going, beginning = ([blanks[at] for at in rows] for rows in told)
    if len(going) < _FEWEST or len(beginning) < _FEWEST:
        return None
    margin = Counter(going).most_common(1)[0][0]
    stray = sum(blank >= margin + 0.75 for blank in going)
    deep = sum(0.75 <= blank - margin <= _DEEPEST for blank in beginning)
    return margin if 8 * stray <= len(going) and 3 * deep >= 2 * len(beginning) else None


def _parted(told: _Told, apart: list[bool]) -> bool:
    """True where there is a blank line before nearly each row with which a paragraph begins, and before no other."""
    going, beginning = ([apart[at] for at in rows] for rows in told)
    if len(going) < _FEWEST or len(beginning) < _FEWEST:
        return False
    return 8 * sum(going) <= len(going) and 10 * sum(beginning) >= 9 * len(beginning)  # headings have no stop


def _told(rows: Fragments, width: float) -> _Told:
    """The rows that surely go on, as those before them stop in mid-sentence, and those with which paragraphs surely begin, as
    those before them stop early."""
    going: list[int] = []
    beginning: list[int] = []
    early = width - 2 * MOST_SLACK
    for at, (ends, its_width, opens) in enumerate(zip(rows.ends, rows.widths, rows.opens[1:], strict=False), 1):
        if ends:
            if its_width < early:
                beginning.append(at)
        elif not opens and abs(its_width - width) <= MOST_SLACK:
            going.append(at)
    return going, beginning


def _indented(rows: Fragments, indents: Sequence[float], width: float) -> Iterator[bool]:
    """Of each row whether it stands in as one with which a paragraph begins.

    Where the rows of an item hang behind its label, they stand further in than the row that they go on with; what
    stands further in below the row of a title, as a document's number does, does not hang.
    """
    above = 0.0  # how far the row stands in with which the last paragraph began
    labelled = broken = False
    for indent, its_width, ends, opens in zip(indents, rows.widths, rows.ends, rows.opens, strict=True):
        begins = 0.75 <= indent <= _DEEPEST and not (broken and labelled and indent >= above + 0.75)
        if begins or opens or not broken:
            above, labelled = indent, opens
        broken = not ends and its_width >= width - indent - MOST_SLACK
        yield begins


def _lost(rows: Fragments, width: float, indents: Sequence[float]) -> float:
    """How much further first rows stand in than by the blanks before them, as those blanks were lost or are counted twice:
    by as much as those that go on are shorter."""
    least = width - 2 * MOST_SLACK
    # the row before ends a paragraph
    early = [False, *(ends and its < least for its, ends in zip(rows.widths, rows.ends, strict=True))]
    for begins in (rows.opens, early):
        of_rows = zip(begins, rows.ends, rows.opens[1:], rows.widths, indents, strict=False)
        shorts = [width - its - indent for first, ends, opens, its, indent in of_rows if first and not (ends or opens)]
        found = sorted([short for short in shorts if -3.5 <= short <= _DEEPEST])
        if len(found) >= _FEWEST:
            return found[len(found) // 2]
    return 0.0 if any(indents) else _INDENT


def _reaches(text: str, rows: Fragments, counted: bool) -> list[float]:
    """By how much what did not fit into a row is wider than one character: the first word of the row behind; where
    characters were `counted`, the blank at the end alone, which is not seen (`建成700 ` and below it `件……`)."""
    if counted:
        found = [1.0 if text.startswith(" \n", stop) else 0.0 for stop in rows.stops[:-1]]
    else:
        bounds = zip(rows.starts[1:], rows.stops[1:], strict=True)
        found = [_reach(text, start, stop) if _STICKS.match(text, start) else 0.0 for start, stop in bounds]
    return [*found, 0.0]


def _reach(text: str, start: int, stop: int) -> float:
    """By how much the first word of a row is wider than one character."""
    word = _WORD.match(text, start, min(stop, start + _LONGEST))
    if word is None or word.end() < start + 2:
        return 0.0
    shown = word.group()
    return max(0.0, len(shown) - len(shown.encode("ascii", "ignore")) / 2 - 1)


def _slack(off: list[float]) -> float:
    """How far nearly all rows that go on are short of the width, of how far each is."""
    return sorted(off)[len(off) * 97 // 100] if len(off) >= _EXACT else MOST_SLACK


def _off(rows: Fragments, width: float, first: Sequence[float], reach: Sequence[float]) -> Iterator[tuple[bool, float]]:
    """Of each row that goes on whether it opens a paragraph, and how far it is short."""
    of_rows = zip(rows.ends, rows.opens, rows.widths, first, reach, rows.opens[1:], rows.apart[1:], strict=False)
    for ends, opens, its_width, indent, word, behind_opens, behind_apart in of_rows:
        if ends or behind_opens or behind_apart:
            continue
        short = width - its_width - word - (indent if opens else 0.0)
        if abs(short) <= MOST_SLACK:
            yield opens, max(0.0, short)  # rows of a box in smaller letters are longer: that says nothing of short ones
