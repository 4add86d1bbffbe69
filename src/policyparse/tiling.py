"""The segments that tile a text, with others cut out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyparse.records.found import Segment
from policyparse.text import Span


def laid_over(segments: Iterable[Segment], cuts: list[Segment]) -> Iterator[Segment]:
    """`segments` with `cuts` (disjoint, in order) laid over them; still a tiling."""
    waiting = 0
    for segment in segments:
        at, end = segment.span
        if waiting == len(cuts) or cuts[waiting].span.start >= end:
            if at < end:
                yield segment
            continue
        while waiting < len(cuts) and cuts[waiting].span.start < end:
            cut = cuts[waiting]
            waiting += 1
            start, stop = max(cut.span.start, at), min(cut.span.end, end)
            if stop <= start:
                continue
            if start > at:
                yield Segment(segment.kind, segment.node, Span(at, start))
            yield Segment(cut.kind, cut.node, Span(start, stop))
            at = stop
            if cut.span.end > end:  # a cut that runs on into the next segment
                waiting -= 1
                break
        if at < end:
            yield Segment(segment.kind, segment.node, Span(at, end))
