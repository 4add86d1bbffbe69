"""What a label before a colon measures, where what stands before a number only says of what: `准点率：首末班车100%`."""

from __future__ import annotations

import re

from policyparse.stages.targets.phrases import phrase_before
from policyparse.stages.targets.words import listed
from policyparse.text import Span

_LABELS = listed("measuring_label")
_MARKS = "，；。：,;:\n"
_NUMBER = re.compile("[0-9]")


def labelled(text: str, dimension: str | None, left: Span, sentence: Span, first: bool) -> Span | None:
    """`灌溉保证率：井灌区≥75%，渠灌区≥50%`: the label with the phrase `left` before the number, or for a later one the label.

    `first`: no number before it in its sentence has a name. None where no label measures, or the phrase does so itself.
    """
    colon = text.rfind("：", sentence.start, left.start)
    if colon < 0 or not text.endswith(_LABELS, sentence.start, colon) or text.endswith(listed("measured"), *left):
        return None
    begun = max(text.rfind(mark, sentence.start, colon) for mark in _MARKS) + 1
    label = phrase_before(text, begun or sentence.start, colon)
    if label is None or label.end != colon or _NUMBER.search(text, *label):
        return None
    if first and not _NUMBER.search(text, colon, left.start):
        return Span(label.start, left.end)
    return label if dimension == "ratio" or text[colon - 1] == "数" else None
