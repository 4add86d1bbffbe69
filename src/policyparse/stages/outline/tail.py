"""The lines behind the last item → signature, date, attachments, closing paragraph, page furniture."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from policyparse.stages.outline.frame import closing_words, date_of, is_attachment_list, kind_of
from policyparse.stages.outline.regions import Line
from policyparse.text import Span


@dataclass(slots=True)
class Tail:
    """What the lines behind the body say."""

    signed: list[Span] = field(default_factory=list)
    dated: date | None = None


_SEGMENT = {
    "chrome": "layout",
    "meta": "layout",
    "date": "signature",
    "organisation": "signature",
    "release": "closing",
    "addressee": "closing",
    "number": "closing",
}


def tail_of(text: str, lines: list[Line], begin: int) -> Tail:
    """Read `lines[begin:]`, and set the kind of each; all behind the heading of an attachment is attachment."""
    tail = Tail()
    attached = False
    for i in range(begin, len(lines)):
        line = lines[i]
        words = (
            line.span.of(text)
            if line.span.end - line.span.start <= 200
            else text[line.span.start : line.span.start + 60]
        )
        kind = kind_of(words)
        attached = attached or kind == "attachment" or line.kind == "attachment"
        if kind == "date" and tail.dated is None:
            tail.dated = date_of(words)
            tail.signed = _signed(text, lines, begin, i)
        line.label = None
        line.kind = _segment(words, kind, attached, line)
    return tail


def _signed(text: str, lines: list[Line], begin: int, at: int) -> list[Span]:
    above = at
    while above > begin and kind_of(lines[above - 1].span.of(text)) == "organisation":
        above -= 1
    return [line.span for line in lines[above:at]]


def _segment(words: str, kind: str, attached: bool, line: Line) -> str:
    if kind in ("chrome", "meta", "date", "release"):
        return _SEGMENT[kind]
    if kind == "organisation":
        return "signature" if not attached else "attachment"
    if attached or is_attachment_list(words):
        return "attachment"
    return _SEGMENT.get(kind, "closing" if words.startswith(closing_words()) else "unparsed")


def closing_at(text: str, lines: list[Line], begin: int, end: int) -> int:
    """Where in `[begin, end)` the paragraphs begin that close the document and belong to no item.

    They stand without a label behind the last item, which has text of its own, and open as closings do.
    """
    at = end
    while at > begin + 1 and lines[at - 1].label is None:
        words = text[lines[at - 1].span.start : lines[at - 1].span.start + 30]
        if not words.startswith(closing_words()):
            break
        at -= 1
    return at
