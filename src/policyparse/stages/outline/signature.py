"""Who signs: the names of offices right above a date, or with which a text without one ends."""

from __future__ import annotations

from policyparse.stages.outline.frame import kind_of
from policyparse.stages.outline.line import Line
from policyparse.stages.outline.titles import is_title_line
from policyparse.text import Span

_HEAD = 3000  # characters in which the heading and the addressees stand
_MOST = 40  # offices that sign together


def signers(text: str, lines: list[Line], begin: int, at: int) -> list[Span]:
    """The names above line `at`, a date, down to line `begin`; a name that layout broke in two lines is one."""
    above = at
    while (
        above > max(begin, at - _MOST)
        and lines[above - 1].label is None
        and kind_of(lines[above - 1].of(text)[:90]) == "organisation"
    ):
        above -= 1
    spans = [line.span for line in lines[above:at]]
    if spans and above > begin and lines[above - 1].label is None:
        before = lines[above - 1].span
        words = before.of(text)[:60]
        head = text[: min(_HEAD, before.start)]
        if (
            lines[above - 1].kind != "attachment"
            and is_title_line(words)
            and words + spans[0].of(text) in "".join(head.split())
        ):
            spans[0] = Span(before.start, spans[0].end)
    return spans


def last_signers(text: str, lines: list[Line], begin: int, end: int) -> list[Span]:
    """The names with which `lines[begin:end]` end behind a sentence, where no date stands below them."""
    above = end
    while above > max(begin, end - _MOST) and lines[above - 1].label is None and _is_name(text, lines[above - 1]):
        above -= 1
    if above in (begin, end) or text[lines[above - 1].end - 1] not in "。！）)":
        return []
    return [line.span for line in lines[above:end]]


def _is_name(text: str, line: Line) -> bool:
    return line.kind is None and line.end - line.start <= _SHORT and kind_of(line.of(text)) == "organisation"


_SHORT = 30  # characters of a name
