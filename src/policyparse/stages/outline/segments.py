"""Lines and nodes → segments that tile the text."""

from __future__ import annotations

from policyparse.records.found import Node, Segment, segment_at
from policyparse.stages.outline.line import Line
from policyparse.text import Span, span_at

_CLOSING_MARKS = "】）)。．.；;：:！？?*_ \t\xa0　"


def segments_of(text: str, lines: list[Line], nodes: list[Node]) -> list[Segment]:
    """The segments, in order; white space belongs to what stands before it."""
    if not lines:
        return [Segment("blank", None, Span(0, len(text)))] if text else []
    begins: list[int] = []
    kinds: list[str] = []
    owners: list[int | None] = []  # their nodes
    if lines[0].start > 0:
        begins, kinds, owners = [0], ["blank"], [None]
    numbered = enumerate(nodes)  # one for each label that belongs to no part of the frame
    current: int | None = None
    for line in lines:
        label, kind = line.label, line.kind
        begin, owner = line.start, None
        if kind is None:
            if label is not None:
                current, node = next(numbered)
                begins.append(begin)
                kinds.append("heading")
                owners.append(current)
                begin = _behind_heading(text, node, line.end)
                if begin == line.end:
                    continue
            kind, owner = "body", current
        if not kinds or kind != kinds[-1] or owner != owners[-1]:
            begins.append(begin)
            kinds.append(kind)
            owners.append(owner)
    spans = map(span_at, zip(begins, [*begins[1:], len(text)], strict=True))
    return list(map(segment_at, zip(kinds, owners, spans, strict=True)))  # type: ignore[arg-type]


def _behind_heading(text: str, node: Node, stop: int) -> int:
    """Where the text behind the heading begins."""
    heading = node.heading_span
    at = heading.end if heading and heading.end <= stop else node.label_span.end
    while at < stop and text[at] in _CLOSING_MARKS:
        at += 1
    return at
