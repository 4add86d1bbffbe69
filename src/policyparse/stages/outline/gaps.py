"""Items that lost their line break: where the numbering leaves one out, it is looked for inside the lines between."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from policyparse.stages.outline.labels import Label, candidates, label_at
from policyparse.stages.outline.line import Line
from policyparse.text import Span

_BEFORE = frozenset("。）)〕］] \t\u3000\xa0")
_LOWEST = 16  # rank of （1） and ⑴: below it numbers stand in running text too often
_FAR = 4000  # characters of a line that are searched


def with_gaps_filled(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, those cut in two in whose middle the item stands that the numbering leaves out."""
    cuts: dict[int, list[Label]] = {}
    running: dict[int, tuple[int, int]] = {0: (0, 0)}  # of each rank: the last number, and its line
    levels = [0]  # the ranks that are open, below that of the text
    for i, line in enumerate(lines):
        label = line.label
        if label is None or (number := label.number) is None or (rank := label.rank) > _LOWEST:
            continue
        while levels[-1] > rank:
            levels.pop()
        if rank == levels[-1] and number == running[rank][0] + 1:  # as most do
            running[rank] = number, i
            continue
        places: list[int] = []  # the lines from which on the number before is looked for
        if levels[-1] < rank:  # a series begins, at the nearest item above
            if number == 2:
                places.append(running[levels[-1]][1])
            levels.append(rank)
        if rank in running and running[rank][0] == number - 2:
            places.append(running[rank][1])
        for at in places:
            found = _find(text, lines[at:i], label, number - 1) if at < i else None
            if found is not None:
                cuts.setdefault(at + found[0], []).append(found[1])
                break
        running[rank] = number, i
    if not cuts:
        return list(lines)
    return [piece for i, line in enumerate(lines) for piece in _pieces(text, line, cuts.get(i, []))]


def _find(text: str, between: Sequence[Line], label: Label, number: int) -> tuple[int, Label] | None:
    """The line among `between` in which the label of `number` in the style of `label` stands, and that label."""
    written = text[label.start : label.end].replace(str(number + 1), str(number))
    for i, line in enumerate(between):
        if line.kind is not None:
            continue
        if line.label is None and text.startswith(written, line.start) and _is_before_digits(text, line, written):
            end = line.start + len(written)
            return i, Label(line.start, end, label.style, label.rank, number, str(number), line.end)
        begin = line.label.end if line.label else line.start
        for m in candidates().finditer(text, begin, min(line.end, begin + _FAR)):
            here = label_at(text, m.start(), line.end)
            if here is None or (here.style, here.number) != (label.style, number):
                continue
            if text[m.start() - 1] in _BEFORE or (number == 1 and _is_below_heading(text, line, here)):
                return i, here
    return None


def _is_below_heading(text: str, line: Line, first: Label) -> bool:
    """True for the first of a series right behind the heading above it: `一、总体要求（一）指导思想`."""
    over = line.label
    if over is None or over.rank >= first.rank or not 2 <= first.start - over.end <= _HEADING:
        return False
    return not _MARK.search(text, over.end, first.start)


_HEADING = 24  # characters of a heading that lost the end of its line
_MARK = re.compile("[，。；：、,;:！？（）()《》]")


def _is_before_digits(text: str, line: Line, written: str) -> bool:
    """`11.121人才梯队项目` between 10. and 12. is item 11: alone it would be a decimal."""
    return written[0].isdigit() and text[line.start + len(written) : line.end][:1].isdigit()


def _pieces(text: str, line: Line, cuts: list[Label]) -> list[Line]:
    if not cuts:
        return [line]
    labels = {label.start: label for label in cuts}
    bounds = [line.start, *sorted(labels), line.end]
    spans = [Span(a, b).trimmed(text) for a, b in itertools.pairwise(bounds)]
    return [
        Line(*span, _labelled(text, labels.get(span.start), span), line.kind) for span in spans if span.end > span.start
    ]


def _labelled(text: str, found: Label | None, span: Span) -> Label | None:
    """The label of a piece: the one that was `found` in its place, or what it begins with."""
    if found is None:
        return label_at(text, *span)
    return Label(found.start, found.end, found.style, found.rank, found.number, found.text, span.end)
