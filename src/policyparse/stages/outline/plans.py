"""Where in a file's text one plan ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from policyparse.stages.outline.frame import kind_of
from policyparse.stages.outline.labels import TOP_RANK
from policyparse.stages.outline.line import Line
from policyparse.stages.outline.regions import read_lines
from policyparse.stages.outline.title_words import bare
from policyparse.stages.outline.titles import type_of, weak_types
from policyparse.stages.outline.words import outline_words
from policyparse.text import Span

_FIRST = re.compile(
    r"\n[ \t\xa0　#*]*(?:一(?:\s?[、．.]|[ \u3000])|第\s?[一1]\s?[编章条]|\d{1,3}[.．、]\s?[^\n。，]{2,40}关于)"
)
# `附件1` on a line of its own: the notice above the plan may count in another way than it
_ATTACHED = re.compile(r"\n[ \t\xa0　]*附[ 　]?件[ 　]?\d{0,2}[：:]?[ \t\xa0　]*\n")
_NAMED = re.compile(r"《([^《》\n]{4,80})》")
_NOTICE = 6000  # characters in which the notice names the plans: `《……工作要点》和《……工作要点》……现印发给你们`
_LEAVES = frozenset({"date", "signed", "release", "attachment", "listed", "chrome"})


def plans(text: str) -> list[Span]:
    """The spans of the documents in a file's text, in order; they tile it.

    A further plan begins where the top numbering starts again below a title of its own or the heading of an
    attachment, and with the heading of each notice of a compilation; the covering notice belongs to its plan.
    """
    firsts = _FIRST.finditer("\n" + text)  # a line is found faster by the end before it than by `^`
    series = sum(1 for _ in zip(firsts, range(2), strict=False))
    if series < 1 or (series < 2 and not ("附" in text and _ATTACHED.search(text))):
        return [Span(0, len(text))]
    starts = [0, *(_line_start(text, start) for start in _starts(text))]
    return [Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _line_start(text: str, at: int) -> int:
    """The beginning of the line of which `at` is the first character that is no white space."""
    start = text.rfind("\n", max(0, at - _INDENT), at) + 1
    return start if start and not text[start:at].strip() else at


_INDENT = 40  # characters of white space before a line


def _starts(text: str) -> list[int]:
    lines = read_lines(text)
    starts: list[int] = []
    opened = 0  # the line with which the open plan begins
    noticed = False  # a notice of a compilation has begun, which may have no items
    for i, line in enumerate(lines):
        if line.notice:
            if not noticed and _last_item(lines, opened, i) is None:
                noticed = True
                continue
            begin = opened = i
            while lines[begin - 1].kind == "layout" and not lines[begin - 1].copy:
                begin -= 1  # headings of places above the notice
            starts.append(lines[begin].start)
        elif (label := line.label) and label.number == 1 and label.rank <= TOP_RANK:
            last = _last_item(lines, opened, i)
            if last is None:
                continue
            further = _beginning(text, lines, last + 1, i)
            if further is not None:
                starts.append(lines[further].start)
            elif (behind := _title_behind(text, lines, last, i)) is not None:
                starts.append(behind)
    return starts


def _last_item(lines: Sequence[Line], begin: int, end: int) -> int | None:
    """The last line with a label among `[begin, end)`, or None where there is none."""
    return next((i for i in range(end - 1, begin - 1, -1) if lines[i].label is not None), None)


def _beginning(text: str, lines: Sequence[Line], begin: int, end: int) -> int | None:
    """The line among `[begin, end)` at which a further plan begins, or None where the same plan goes on."""
    kinds = [_kind(text, line) for line in lines[begin:end]]
    heads = [i for i, kind in enumerate(kinds) if kind == "attachment"]
    left = False
    for i, kind in enumerate(kinds):
        if heads and i == heads[0]:
            return None if _is_form(text, lines[begin + heads[-1] + 1 : end]) else begin + i
        if kind == "title" or kind == "organisation":
            words = _title(text, lines, kinds, begin, i)
            if words and (left or "关于" in words or bare(words) in _names(text) or _is_like_first(text, words)):
                return begin + i
        left = left or kind in _LEAVES
    return None


def _title_behind(text: str, lines: Sequence[Line], last: int, end: int) -> int | None:
    """Where a title stands at the end of the last item's text, its line lost: `（市粮食局负责）某市菜篮子工程方案`."""
    for i in range(end - 1, max(last, end - _PREAMBLE) - 1, -1):
        line = lines[i]
        if text[line.end - 1] in _NO_TITLE:
            continue
        found = _BEHIND.search(text, max(line.start, line.end - _LINE), line.end)
        if found and type_of(found[1]) and (bare(found[1]) in _names(text) or _is_like_first(text, found[1])):
            return found.start(1)
    return None


_NO_TITLE = frozenset("。：；，:;,")  # at the end of a line
_PREAMBLE = 2  # lines between such a title and the first item
_LINE = 60  # characters at the end of a line in which a title is looked for
_BEHIND = re.compile(r"[。）)]([^\s，。；：、（）()《》]{6,40}(?:[（(]试行[）)])?)$")


def _is_like_first(text: str, words: str) -> bool:
    """True for a title that begins with the place with which the first one does, and is not just a heading."""
    first = _first_title(text)
    if len(words) < _WHOLE or words[:2] != first[:2] or not _PLACED.match(words):
        return False
    return type_of(words) == type_of(first) not in weak_types() and words != first


_WHOLE = 8  # characters of a title that says a place and a subject
_PLACED = re.compile("[一-鿿]{2}")


@lru_cache(maxsize=1)
def _first_title(text: str) -> str:
    """The first line that is a title of its own."""
    titles = (line.of(text) for line in read_lines(text)[:_HEAD] if line.label is None and line.end - line.start <= 90)
    return next((words for words in titles if kind_of(words) == "title" and type_of(words)), "")


_HEAD = 12  # lines


def _is_form(text: str, below: Sequence[Line]) -> bool:
    """True where a form stands below the heading of an attachment: its numbers are boxes to fill in."""
    return any(_NOTED.sub("", line.of(text)).endswith(_FORMS) for line in below[:_HEADED])


_HEADED = 3  # lines in which the title of an attachment stands
_NOTED = re.compile(r"[（(][^（()）]{1,12}[）)]$")  # `（样表）`
_FORMS = outline_words("form")


@lru_cache(maxsize=1)
def _names(text: str) -> frozenset[str]:
    """What the notice names, without marks."""
    return frozenset(bare(m[1]) for m in _NAMED.finditer(text[:_NOTICE]))


def _kind(text: str, line: Line) -> str:
    if line.kind is not None:
        return "listed" if line.kind == "attachment" else line.kind
    return kind_of(line.of(text)) if line.end - line.start <= 200 else "text"


def _title(text: str, lines: Sequence[Line], kinds: list[str], begin: int, at: int) -> str | None:
    """The title that begins at a line, joined from up to four lines, or None."""
    words = ""
    for i in range(at, min(at + 4, len(kinds))):
        if kinds[i] not in ("title", "organisation"):
            break
        words += lines[begin + i].of(text)
        if type_of(words):
            return words
    return None
