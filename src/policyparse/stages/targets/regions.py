"""Where numbers are looked for: the segments of the outline that are read, clauses cut out of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from policyparse.records.found import Outline, Responsibilities
from policyparse.text import Span

Region = tuple[int | None, int, int]
"""A piece of the text in which numbers are looked for: its node, where it begins and where it ends."""

_BETWEEN = ("blank", "layout")  # what stands between the parts of a region
_READ = frozenset({"heading", "body", "preamble", "closing", "unparsed"})
_LEAST = 2  # characters of a segment that may hold a number and what it counts
_RUNNING = "clause.running"
_DIGIT = re.compile("[0-9０-９]")


def regions(text: str, outline: Outline, duties: Responsibilities) -> Iterator[Region]:
    """The regions of a text, clauses cut out, neighbours of one node joined.

    A sentence of running text that is a clause stays where it holds a number: `市水务局负责报装，办理不超过4个工作日，市住建局配合`.
    """
    clauses = [c.span for c in duties.clauses if c.rule != _RUNNING or not _DIGIT.search(text, *c.span)]
    cuts = sorted(clauses + [s.span for s in duties.conventions])
    starts = [*(cut.start for cut in cuts), sys.maxsize]
    nodes = outline.nodes
    node: int | None = None
    begin = stop = 0  # of the region so far
    after, ahead = 0, starts[0]  # the first cut that may begin behind where the segment does, and where it begins
    cut = 0  # where the one before it ends
    for role, owner, (start, end) in outline.segments:
        if role not in _READ:
            if role not in _BETWEEN and begin < stop:
                yield node, begin, stop
                begin = stop
            continue
        if owner is not None and start < (label := nodes[owner].label_span.end) <= end:
            start = label  # without the label that it begins with or holds
        if end - start < _LEAST:
            continue  # two of five are a label and the end of its line
        pieces: Iterable[tuple[int, int]] = ((start, end),)  # most have no cut
        if ahead < end or start < cut:
            while starts[after] <= start:
                cut = cuts[after].end
                after += 1
            ahead = starts[after]
            pieces = _pieces(start, end, cuts, after - 1 if after else 0)
        for low, high in pieces:
            if begin < stop <= low <= stop + 2 and node == owner:
                stop = high
                continue
            if begin < stop:
                yield node, begin, stop
            node, begin, stop = owner, low, high
    if begin < stop:
        yield node, begin, stop


def _pieces(start: int, end: int, cuts: list[Span], index: int) -> Iterator[tuple[int, int]]:
    """What is left of a segment when the cuts from `index` on are taken out."""
    for first, last in cuts[index:]:
        if first >= end:
            break
        if last <= start:
            continue
        if first > start:
            yield start, first
        start = last
    if start < end:
        yield start, end
