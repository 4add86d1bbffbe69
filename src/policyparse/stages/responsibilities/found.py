"""Clauses as they stand in a text, and which node of the outline holds a place."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from policyparse.records.found import Outline, SegmentKind, Severity
from policyparse.stages.responsibilities.body import Body
from policyparse.stages.responsibilities.conventions import Convention
from policyparse.stages.responsibilities.reading import Reading
from policyparse.text import Span

UNSURE = 0.8  # confidence: a sentence may only describe what a clause would assign


class Found(NamedTuple):
    """A clause as it stands in the text, its reading, the rules that it sets, and the node it belongs to."""

    span: Span
    body: Body
    reading: Reading
    rules: tuple[Convention, ...]
    node: int | None
    rule: str
    confidence: float = 1.0


class Unread(NamedTuple):
    """What looks like a clause but could not be read: the fields of a Note."""

    code: str
    severity: Severity
    message: str
    span: Span


class Places:
    """Which node's own text holds a position."""

    def __init__(self, outline: Outline) -> None:
        self._nodes, self._segments = outline.nodes, outline.segments
        self._starts = [n.span.start for n in outline.nodes]

    def node(self, at: int) -> int | None:
        """The deepest node that holds `at`; null where none does."""
        index: int | None = bisect_right(self._starts, at) - 1
        if index is not None and index < 0:
            return None
        while index is not None and at >= self._nodes[index].span.end:
            index = self._nodes[index].parent
        return index

    def of_clause(self, at: int) -> int | None:
        """The node of a clause at `at`: one behind the last node's text is that node's."""
        node = self.node(at)
        if node is None and self._nodes and at > self._starts[-1]:
            return len(self._nodes) - 1 if self._kind(at) in ("closing", "unparsed") else None
        return node

    def behind_label(self, span: Span) -> Span:
        """The span without the label of the item that it opens."""
        node = self.node(span.start)
        end = self._nodes[node].label_span.end if node is not None else 0
        return Span(end, span.end) if span.start < end < span.end else span

    def in_frame(self, at: int) -> bool:
        """True where `at` stands in the title or among who signs: a name in brackets there assigns nothing."""
        return self.node(at) is None and self._kind(at) in _FRAME

    def in_attachment(self, at: int) -> bool:
        """True where `at` stands in an attachment that is no plan."""
        return self.node(at) is None and self._kind(at) == "attachment"

    def _kind(self, at: int) -> SegmentKind | None:
        """The kind of the segment that holds `at`; the segments tile the text."""
        index = bisect_right(self._segments, at, key=lambda segment: segment.span.start) - 1
        return self._segments[index].kind if index >= 0 else None

    def opens(self, at: int) -> bool:
        """True where the words of a node begin at `at`: nothing but its label stands before."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and self._nodes[index].label_span.end == at

    def outside(self, node: int | None) -> bool:
        """True where a document with an outline has something that stands in no node."""
        return node is None and bool(self._nodes)


_FRAME = frozenset(("title", "signature", "addressee"))
