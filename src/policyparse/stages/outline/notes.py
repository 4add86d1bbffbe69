"""What a person should know of an outline: numbers that are missing or stand twice, text that was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyparse.records.found import Node, Note, Segment
from policyparse.stages.outline.line import Line
from policyparse.text import Span

_NAMED = 5  # paths that a message names


def notes_of(lines: Sequence[Line], nodes: Sequence[Node], segments: Sequence[Segment]) -> Iterator[Note]:
    """The notes, one of each kind about the numbering, one for every segment that is `unparsed`."""
    if not nodes:
        yield Note("no-items", "info", "no numbered heading or item")
    repeated = [node for node in nodes if "#" in node.path and "#" in node.path.rsplit("/", 1)[-1]]
    if repeated:
        yield _about("number-repeated", "stand again in the same place", repeated)
    skipped = _skipped(nodes)
    if skipped:
        yield _about("number-skipped", "do not follow the number before", skipped)
    copies = [line.span for line in lines if line.copy]
    if copies:
        yield Note("text-repeated", "info", "stands twice, counts once", Span(copies[0].start, copies[-1].end))
    for kind, _, span in segments:
        if kind == "unparsed":
            yield Note("unparsed", "review", "not understood", span)


def _about(code: str, what: str, nodes: list[Node]) -> Note:
    named = "、".join(node.path for node in nodes[:_NAMED])
    more = f" and {len(nodes) - _NAMED} more" if len(nodes) > _NAMED else ""
    return Note(code, "info", f"{named}{more} {what}", nodes[0].label_span)


def _skipped(nodes: Sequence[Node]) -> list[Node]:
    """Items whose number is neither 1 nor next to that of the item of their style before them, wherever it stands."""
    last: dict[str, int] = {}
    found = []
    for node in nodes:
        number, numbering = node.number, node.numbering
        if number is None:
            continue
        before = last.get(numbering, 0)
        if number != before + 1 and number not in (1, before):
            found.append(node)
        last[numbering] = number
    return found
