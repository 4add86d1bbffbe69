"""Lines and nodes → segments that tile the text."""

from __future__ import annotations

import itertools

from policyparse.records.found import Node, Segment
from policyparse.stages.outline.line import Line
from policyparse.text import Span

_CLOSING_MARKS = "。．.；;：:！*_ \t\xa0　"


def segments_of(text: str, lines: list[Line], nodes: list[Node]) -> list[Segment]:
    """The segments, in order; white space belongs to what stands before it."""
    pieces: list[tuple[int, str, int | None]] = []
    if not lines:
        return [Segment("blank", None, Span(0, len(text)))] if text else []
    if lines[0].start > 0:
        pieces.append((0, "blank", None))
    at_label = {node.label_span.start: i for i, node in enumerate(nodes)}
    current: int | None = None
    for line in lines:
        start = line.start
        if line.kind is not None:
            pieces.append((start, line.kind, None))
        elif line.label is None:
            pieces.append((start, "body", current))
        else:
            current = at_label[line.label.start]
            pieces.append((start, "heading", current))
            behind = _behind_heading(text, nodes[current], line.end)
            if behind < line.end:
                pieces.append((behind, "body", current))
    return _merged(pieces, len(text))


def _behind_heading(text: str, node: Node, stop: int) -> int:
    """Where the text behind the heading begins."""
    at = node.heading_span.end if node.heading_span and node.heading_span.end <= stop else node.label_span.end
    while at < stop and text[at] in _CLOSING_MARKS:
        at += 1
    return at


def _merged(pieces: list[tuple[int, str, int | None]], end: int) -> list[Segment]:
    segments: list[Segment] = []
    begin = pieces[0][0]
    for (_, kind, node), (stop, following, its_node) in itertools.pairwise([*pieces, (end, "", None)]):
        if kind == following and node == its_node and kind != "heading":
            continue
        segments.append(Segment(kind, node, Span(begin, stop)))  # type: ignore[arg-type]
        begin = stop
    return segments
