"""Contents lists and menus: lines that only name what follows."""

from __future__ import annotations

import itertools
import re

from policyparse.stages.outline.line import Line
from policyparse.stages.outline.titles import type_of

_CONTENTS = re.compile(r"[#*\s　]*目[\s　]*录[*\s　]*")
_LISTED, _DOTS = re.compile(r"目[\s　]*录"), ("……", "....", "····")
_PAGE = re.compile(r"\d{1,4}\s*$")
_LEADERS = " \t\xa0\u3000.…·•．-—"
_DOTTED = re.compile(r"(?:…{2}|\.{4}|·{4})\s*\d{1,4}\s*$")
_ENTRY = 80  # characters of a line that are compared with an entry of the contents


def drop_menu(text: str, lines: list[Line]) -> None:
    """Mark the numbered menu of a site above the title: short lines that begin to count more than once."""
    menu = list(itertools.takewhile(_is_of_menu, lines))
    if sum(line.label is not None and line.label.number == 1 for line in menu) < _MENUS or len(menu) == len(lines):
        return
    below = lines[len(menu)]
    if below.label or type_of(below.of(text)[:_TITLE_LINE]) is None:
        return
    for line in menu:
        if line.label:
            line.label, line.kind = None, "layout"


def _is_of_menu(line: Line) -> bool:
    return line.end - line.start <= _ENTRY_OF_MENU and (line.label is None or line.label.style == "arabic")


_MENUS = 2  # series of a menu
_ENTRY_OF_MENU = 24  # characters of a line of it
_TITLE_LINE = 120  # characters of the title below it


def drop_contents(text: str, lines: list[Line]) -> None:
    """Mark the contents list: from `目录` to where its first entry stands again, and dotted lines anywhere."""
    if not ("目" in text and "录" in text and _LISTED.search(text)) and not any(dots in text for dots in _DOTS):
        return  # no line is of a contents list
    heads = 0
    for i, line in enumerate(lines):
        first, stop = text[line.start], line.end
        if heads < _MOST_LISTS and (
            (first in "目#*" and stop - line.start < 24 and _CONTENTS.fullmatch(text, line.start, stop))
            or (text[stop - 1] == "录" and text.endswith("目录", line.start, stop) and _lists_title(text, lines, i))
        ):
            heads += 1
            _mark_contents(text, lines, i)
        elif text[stop - 1].isdecimal() and stop - line.start < 120 and _DOTTED.search(text, line.start, stop):
            line.label, line.kind = None, "contents"


_MOST_LISTS = 4


def drop_contents_without_head(text: str, lines: list[Line]) -> None:
    """Mark a contents list above which no `目录` stands: headings alone, from the first on, that all stand again below."""
    at = next((i for i, line in enumerate(lines) if line.label is not None and line.kind is None), None)
    if at is None:
        return
    end = next((i for i in range(at, len(lines)) if not _is_of_contents(text, lines[i])), len(lines))
    if end - at < _ENTRIES:
        return  # a sentence stands below the first headings, as in most documents
    again = next(
        (i for i in range(at + 1, min(len(lines), end + _BETWEEN)) if _is_same(text, lines[at], lines[i])), None
    )
    if again is None:
        return
    below = {_entry(line.of(text)) for line in lines[again:]}
    listed = [line for line in lines[at : min(again, end)] if line.label]
    if len(listed) < _ENTRIES or 5 * sum(_entry(line.of(text)) in below for line in listed) < 4 * len(listed):
        return
    while again > at + 1 and _entry(lines[again - 1].of(text)) not in below:
        again -= 1  # the title and a preamble, or a heading whose entry has no number
    for line in lines[at:again]:
        line.label, line.kind = None, "contents"


def _is_same(text: str, entry: Line, line: Line) -> bool:
    """True where a line is the heading of an entry of the contents, pages aside."""
    if entry.label is None or line.label is None or entry.label.text != line.label.text:
        return False
    return _entry(entry.of(text)) == _entry(line.of(text))


def _is_of_contents(text: str, line: Line) -> bool:
    """True for a line that may be an entry: short, and no sentence."""
    return line.end - line.start <= _CONTENTS_ENTRY and text[line.end - 1] not in "。；;：:，,"


_ENTRIES = 5  # of such a list at least
_BETWEEN = 6  # lines of a title and a preamble between the list and the first heading
_CONTENTS_ENTRY = 45  # characters of one


def _lists_title(text: str, lines: list[Line], at: int) -> bool:
    """True for `某县应急预案目录` below `某县应急预案`, or below a notice that issues it by name: the head of the contents;
    a list of things may have 目录 for a title."""
    line = lines[at]
    words = _entry(line.of(text))[: -len("目录")]
    if len(words) < _TITLE:
        return False
    if any(_entry(above.of(text)) == words for above in lines[max(0, at - _ABOVE) : at]):
        return True
    return text.find(f"《{text[line.start : line.end - len('目录')].rstrip()}》", 0, line.start) >= 0


_TITLE = 4  # characters of a title at least
_ABOVE = 4  # lines in which it stands above such a head


def _mark_contents(text: str, lines: list[Line], head: int) -> None:
    entry = next((i for i in range(head + 1, min(head + 4, len(lines))) if lines[i].kind is None), None)
    if entry is None:
        return
    key = _entry(lines[entry].of(text))
    again = next((i for i in range(entry + 1, len(lines)) if _entry(lines[i].of(text)) == key), None)
    again = head + 1 if again is None else _behind_entries(text, lines, entry, again)
    for line in lines[head:again]:
        line.label, line.kind = None, "contents"


def _behind_entries(text: str, lines: list[Line], entry: int, again: int) -> int:
    """The line behind the last entry: the title or a preamble may stand between the list and its first entry's heading.

    An entry has a label or a page, or stands again in the body.
    """
    known = {_entry(line.of(text)) for line in lines[again:]}
    while again > entry + 1:
        line = lines[again - 1]
        words = line.of(text)
        if line.label or _PAGE.search(words[:_ENTRY]) or _entry(words) in known:
            break
        again -= 1
    return again


def _entry(line: str) -> str:
    """The words of an entry of the contents, without the dots and the page behind them, and the mark of its number."""
    words = _PASSED.sub("", _PAGE.sub("", line[:_ENTRY]).rstrip(_LEADERS))
    marked = _MARK.match(words) if words[:1].isdecimal() else None
    return words if marked is None else marked[1] + words[marked.end() :]


_PASSED = re.compile(r"[\s　#*]")
_MARK = re.compile(r"(\d{1,3})[.．、](?!\d)")  # `1 总则` is `1.总则`
