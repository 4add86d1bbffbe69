"""The heading of an item: a line of its own, or the short leading sentence that names the whole item."""

from __future__ import annotations

import re
from functools import cache

from policyparse.lexicon.endings import any_ending
from policyparse.slots import slotted
from policyparse.stages.outline.labels import SPACES
from policyparse.stages.outline.running_on import run_on_heading
from policyparse.stages.outline.words import any_outline_word

_SKIPPED = SPACES | set("&*_")
_SKIP = re.compile(r"\s*(?:(?:&nbsp;|\*\*|__)\s*)*")
# a full stop between two characters is a 。 that was made narrow: `完善市场机制.积极争取`
# (all that it can begin with stands first, so that the search is one for a set of characters)
_END = re.compile(
    r"[。！？!?.．（(〔\[［【{　 &]"
    r"(?:(?<=[。！？!?（(〔\[［【{])|(?<=[一-鿿”」][.．])(?=[一-鿿“「])|(?<=　)　|(?<= ) |(?<=&)nbsp;)"
)
OPENING, _CLOSE = "（(〔[［【{", "）)〕]］】}"
_MARKS = " \t\xa0　。．.；;：:，,、*_#！"
_PASSED = SPACES | set(_MARKS)
_CLAUSE = re.compile(any_outline_word("clause"))
_ASSIGNED = re.compile("[：:]|(?:牵头|负责|配合)$")  # `【市财政局牵头】`; `【部门职责】` is the name of an article
# `责任单位：` behind a sentence: what follows is a clause, as in brackets
ASSIGNS = rf"{any_outline_word('assigns')}[^。；：:，、\s—]{{0,6}}(?:[：:]|——)"  # `责任单位：`, `牵头——`
_ASSIGNING = re.compile(rf"[\s　*]*{ASSIGNS}")
_AGENCIES = re.compile(
    rf"[（(〔\[［【](?:[^。；：、，,]{{1,16}}{any_ending('bracketed')}"
    rf"|(?:[^。；：、，,]{{1,16}}[、，,]){{1,3}}[^。；：、，,]{{1,16}}{any_ending('listed')})[、，,）)〕\]］】]"
)
# Lengths in characters: a line without a mark; a leading sentence where its siblings have one; one that makes the
# siblings count so; one that is a heading by itself; a line that a colon closes; a part of `高度重视，强化落实`.
FAR = 200  # characters: how far a heading or a clause in brackets is looked for
LINE, LONG, LIKELY, SHORT, NOUN, HALF = 80, 45, 30, 24, 12, 8


@slotted
class Lead:
    """The beginning of an item's own text: `[start, end)` is its leading sentence or line, what follows begins at `stop`."""

    start: int
    end: int
    stop: int
    alone: bool  # nothing follows it on its line
    closed: bool  # by a mark
    marked: bool = False  # `【提前介入】`: brackets say that it is a heading
    whole: bool = False  # nothing follows it, on its line or below: it is all that the item itself says

    def of(self, text: str) -> str:
        """The words of the leading sentence."""
        return text[self.start : self.end]


def lead(text: str, start: int, line_end: int, end: int) -> Lead | None:
    """The leading sentence of the text behind a label at `start`; its line ends at `line_end`, its own text at `end`."""
    if start >= end:
        return None
    first = text[start]
    if first in _SKIPPED:
        start = _behind_marks(text, start, end)
        if start == end:
            return None
        first = text[start]
    own_line_end = line_end
    if start > line_end:  # the label stands on a line of its own
        newline = text.find("\n", start, end)
        line_end = newline if newline >= 0 else end
    if first in _openings():
        if first in "：:" and start + 1 < own_line_end:  # `专栏1：主要指标`
            start += 1
        if opening := _marked(text, start, line_end) or _run_on(text, start, line_end):
            return opening
    far = start + FAR
    stop, closed = _sentence_end(text, start, far if far < line_end else line_end)
    if not closed and stop == far < line_end:  # no heading is so long: all is running text
        return Lead(start, start, stop, False, False)
    last = stop
    while last > start and text[last - 1] in _MARKS:
        last -= 1
    stop += closed
    alone = stop >= line_end or not _goes_on(text, stop, line_end) or _ASSIGNING.match(text, stop, line_end) is not None
    return Lead(start, last, stop, alone, closed, False, alone and end <= own_line_end)


def _behind_marks(text: str, start: int, end: int) -> int:
    """The first character from `start` on that is neither white space nor a mark of markdown or HTML."""
    if text[start] in SPACES and start + 1 < end and text[start + 1] not in _SKIPPED:
        return start + 1  # as a rule one blank stands behind a label
    skipped = _SKIP.match(text, start, end)
    return skipped.end() if skipped else start


@cache
def _openings() -> frozenset[str]:
    """The characters with which a text begins that may open with more than a sentence."""
    return run_on_heading()[0] | set("：:【")


def _run_on(text: str, start: int, line_end: int) -> Lead | None:
    """A heading on which its text follows without a mark: `总体要求坚持以……`."""
    found = run_on_heading()[1].match(text, start, line_end)
    return Lead(start, found.end(), found.end(), False, True) if found else None


def parted(text: str, start: int, line_end: int) -> Lead | None:
    """The heading that one blank parts from the text behind it, as pages lose the ends of lines: `编制目的 为规范……`."""
    found = _PARTED.match(text, start, line_end)
    return Lead(start, found.end() - 1, found.end(), False, True) if found else None


_PART = r"[^\s，。；：、,.;:！？（）()《》“”\d]"
_PARTED = re.compile(rf"{_PART}{{4,20}}(?: ?，{_PART}{{2,14}})?(?<=[一-鿿])[ \u3000](?=[一-鿿“《][^\n]{{12}})")


def bracketed(text: str, start: int, line_end: int) -> Lead | None:
    """The name of an article in round brackets before its text, as drafts have it: `（适用范围）本市窗口适用本办法。`."""
    found = _BRACKETED.match(text, start, line_end)
    if found is None or _AGENCIES.match(text, start, line_end):
        return None
    return Lead(start + 1, found.end() - 1, found.end(), not _goes_on(text, found.end(), line_end), True, True)


_BRACKETED = re.compile(r"[（(]([^（()）\s，。；：:,;\d]{2,16})[）)]")


def _marked(text: str, start: int, line_end: int) -> Lead | None:
    """The heading in the brackets `【】` that open at `start`, where they hold no more than a few words."""
    end = text.find("】", start, min(line_end, start + LIKELY)) if text[start] == "【" else -1
    if end <= start + 1 or (_CLAUSE.search(text, start, end) and _ASSIGNED.search(text, start, end)):
        return None
    return Lead(start + 1, end, end + 1, not _goes_on(text, end + 1, line_end), True, True)


def _sentence_end(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where the first sentence ends, and whether a mark closes it; a clause in brackets ends it too."""
    m = _END.search(text, start, end)
    while m:
        at = m.start()
        mark = text[at]
        if mark in "。！？!?.．":
            return at, True
        if mark in OPENING:
            behind = _bracket_end(text, at, end)
            if behind - at > 6 and at > start and _closes(text, at, behind, end):
                return at, False
        elif at - start >= 4:
            return at, False
        else:
            behind = m.end()
        m = _END.search(text, behind, end)
    return end, False


def _closes(text: str, start: int, at: int, end: int) -> bool:
    """True where the brackets `[start, at)` hold a clause and nothing goes on behind them."""
    return (at >= end or text[at] in "。；;：:" + OPENING or text[at] in SPACES) and bool(
        _CLAUSE.search(text, start, at) or _AGENCIES.match(text, start, at)
    )


def _bracket_end(text: str, start: int, end: int) -> int:
    """The place behind the bracket that opens at `start`; where it never closes, behind its first character."""
    depth = 0
    for at in range(start, min(end, start + 2 * FAR)):
        if text[at] in OPENING:
            depth += 1
        elif text[at] in _CLOSE:
            depth -= 1
            if not depth:
                return at + 1
    return start + 1


def _goes_on(text: str, start: int, end: int) -> bool:
    """True where something but brackets and marks stands in `[start, end)`."""
    at, far = start, start + 4 * FAR
    while at < end:
        if at > far:
            return True
        here = text[at]
        if here in OPENING:
            at = _bracket_end(text, at, end)
        elif here in _PASSED:
            at += 1
        else:
            return True
    return False
