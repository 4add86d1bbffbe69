"""The lines behind the last item → signature, date, attachments, closing paragraph, page furniture."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date

from policyparse.lexicon.words import choices
from policyparse.slots import slotted
from policyparse.stages.outline.dates import date_of
from policyparse.stages.outline.frame import closing_words, is_attachment_list, kind_of, says_validity
from policyparse.stages.outline.line import Line
from policyparse.stages.outline.offices import printed, signed
from policyparse.stages.outline.signature import signers
from policyparse.stages.outline.titles import type_of
from policyparse.stages.outline.words import outline_words
from policyparse.text import Span


@slotted
class Tail:
    """What the lines behind the body say."""

    signed: Sequence[Span] = ()
    dated: date | None = None
    printed: tuple[str, str] | None = None  # the office and the day of the imprint
    undated: Sequence[Span] = ()  # names at the end of a text that gives no date


_SEGMENT = {
    "chrome": "layout",
    "meta": "layout",
    "date": "signature",
    "signed": "signature",
    "organisation": "signature",
    "release": "closing",
    "addressee": "closing",
    "number": "closing",
}


def tail_of(text: str, lines: list[Line], begin: int) -> Tail:
    """Read `lines[begin:]`, and set the kind of each; all behind the heading of an attachment is attachment."""
    tail = Tail()
    attached = contact = False
    for i in range(begin, len(lines)):
        line = lines[i]
        if line.copy:
            continue
        words = text[line.start : min(line.end, line.start + 200)]
        kind = kind_of(words)
        attached = attached or kind == "attachment" or line.kind == "attachment"
        attached = attached or (tail.dated is not None and kind == "title" and type_of(words) is not None)
        if kind == "date" and tail.dated is None:
            tail.dated = date_of(words)
            tail.signed = signers(text, lines, begin, i)
        elif kind == "signed" and tail.dated is None and (by := signed(words)):
            tail.dated = date_of(by[1])
            tail.signed = [*signers(text, lines, begin, i), Span(line.start, line.start + len(by[0]))]
        elif kind == "release" and tail.printed is None:
            tail.printed = printed(words)
        segment = _segment(words, kind, attached)
        contact = contact or words.startswith(("联系", "（联系", "(联系"))
        if contact and segment == "unparsed" and len(words) <= _CONTACT:
            segment = "closing"  # `李四 010-62086575` below `联系人：`
        lines[i] = Line(line.start, line.end, None, segment)
    if tail.dated is None and begin < len(lines) and lines[begin].kind == "signature" and begin > 0:
        tail.undated = _undated(text, lines, begin)
    _mark_signature(lines, begin, tail)
    return tail


def _undated(text: str, lines: list[Line], begin: int) -> list[Span]:
    """The names with which a text that gives no date ends."""
    names = itertools.takewhile(lambda line: line.kind == "signature", lines[begin:])
    return [line.span for line in names if kind_of(line.of(text)) == "organisation"]


def _mark_signature(lines: list[Line], begin: int, tail: Tail) -> None:
    """A name that layout broke in two lines: the first of them signs too."""
    for i in range(begin, len(lines)) if tail.signed else ():
        if lines[i].start >= tail.signed[-1].end:
            return
        if lines[i].start >= tail.signed[0].start:
            lines[i] = lines[i].as_kind("signature")


_CONTACT = 40  # characters of a line with a person and a telephone number


def _segment(words: str, kind: str, attached: bool) -> str:
    if attached and kind == "chrome" and not any(c.isalpha() for c in words):
        return "attachment"  # numbers of a table
    if kind in ("chrome", "meta", "date", "signed", "release"):
        return _SEGMENT[kind]
    if kind == "organisation":
        return "signature" if not attached else "attachment"
    if attached or is_attachment_list(words):
        return "attachment"
    return _SEGMENT.get(kind, "closing" if words.startswith(closing_words()) else "unparsed")


def closing_at(text: str, lines: list[Line], begin: int, end: int) -> int:
    """Where in `[begin, end)` the paragraphs begin that close the document and belong to no item.

    They stand without a label behind the last item, which has text of its own, and open as closings do; or all
    items like the last one are single paragraphs.
    """
    last = end - 1
    while last > begin and lines[last].label is None:
        last -= 1
    if last < begin or last == end - 1:
        return end
    at = end
    while at > last + 1 + _is_heading_alone(text, lines, begin, last) and _closes(text, lines[at - 1]):
        at -= 1
    if at == end and _items_are_single(lines, begin, last):
        at = last + 1
        while at < end and _CLAUSE.match(text, lines[at].start):
            at += 1
    return at


def _is_heading_alone(text: str, lines: list[Line], begin: int, at: int) -> bool:
    """True for `第九条` or `九、附则` on a line of its own, where other items of its style have text below: so has it."""
    label = lines[at].label
    if label is None or label.stop - label.end > _RUNNING or text[label.stop - 1] in "。；;！）)":
        return False
    alike = [i for i in range(begin, at) if (other := lines[i].label) and other.style == label.style]
    below = [after.style if (after := lines[i + 1].label) else None for i in alike]
    return label.stop == label.end or below.count(None) >= below.count(label.style)  # others have items below


def _closes(text: str, line: Line) -> bool:
    """True for a paragraph that says validity, asks all to comply, or says who may read the document."""
    if text.startswith(closing_words(), line.start) or says_validity(text, line.start, line.end):
        return True
    return line.end - line.start <= _CONTACT and kind_of(line.of(text)) == "release"


def _items_are_single(lines: list[Line], begin: int, last: int) -> bool:
    """True where the items of the last one's style, five or more, are single paragraphs of running text."""
    label = lines[last].label
    style = label.style if label else ""
    items = single = 0
    for i in range(begin, last + 1):
        here = lines[i].label
        if here is not None and here.style == style:
            if here.stop - here.end < _RUNNING:
                return False
            items += 1
            single += i == last or lines[i + 1].label is not None
    return items >= 5 and single == items


_RUNNING = 45  # characters: a shorter paragraph may be a heading alone
_CLAUSE = re.compile(rf"[（(〔\[［【]|{choices(outline_words('clause_begins'))}")
