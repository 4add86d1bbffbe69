"""`附则` without a number of its own, which closes the chapters of a document: it stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from policyparse.stages.outline.labels import TOP_RANK, Label
from policyparse.stages.outline.line import MARKS, Line
from policyparse.stages.outline.words import outline_words

_LONGEST = 12  # characters of such a line, with marks and blanks


def label_supplement(text: str, lines: Sequence[Line], attached: Sequence[int]) -> None:
    """Make `附则` on a line of its own a label, where the articles of the chapters above go on below it; `attached` are
    the lines with 附."""
    headings = outline_words("supplement")
    for at in attached:
        line = lines[at]
        if line.label is not None or line.end - line.start > _LONGEST or text[line.end - 1] not in headings[0]:
            continue
        if at and (label := lines[at - 1].label) is not None and label.end == label.stop:
            continue  # the heading of `第五章` above it
        if line.kind is None:
            words = "".join(line.of(text).strip(MARKS).split())
            below = lines[at + 1].label if at + 1 < len(lines) else None
            over = _group_above(lines[:at], below) if words in headings and below is not None else None
            if over is not None:
                line.label = Label(line.start, line.end, over.style, over.rank, None, words, line.end)


def _group_above(lines: Sequence[Line], below: Label) -> Label | None:
    """The label of the group in which the item stands with which `below` goes on, or None where it stands in none."""
    above = {line.label.rank: line.label for line in lines if line.label}  # the last label of each rank
    before = above.get(below.rank)
    if before is None or before.style != below.style or before.number is None or below.number != before.number + 1:
        return None
    groups = [label for rank, label in above.items() if rank < below.rank and rank <= TOP_RANK]
    return max(groups, key=lambda label: label.start) if groups else None
