"""The segments that tile a text, with others cut out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyparse.records.found import Segment, segment_at
from policyparse.text import span_at


def laid_over(segments: Iterable[Segment], cuts: list[Segment]) -> Iterator[Segment]:
    """`segments` with `cuts` (disjoint, in order) laid over them; still a tiling."""
    waiting, last = 0, len(cuts)
    for segment in segments:
        kind, node, (at, end) = segment
        if waiting == last or cuts[waiting].span.start >= end:
            yield segment
            continue
        while waiting < last:
            cut, cut_node, (start, stop) = cuts[waiting]
            if start >= end:
                break
            start, stop, runs_on = max(start, at), min(stop, end), stop > end
            if stop > start:
                if start > at:
                    yield segment_at((kind, node, span_at((at, start))))
                yield segment_at((cut, cut_node, span_at((start, stop))))
                at = stop
                if runs_on:  # into the next segment
                    break
            waiting += 1
        if at < end:
            yield segment_at((kind, node, span_at((at, end))))
