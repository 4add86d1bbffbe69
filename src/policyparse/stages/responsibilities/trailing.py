"""Sentences that end a paragraph and hold nothing but bodies: `…建设冷库。市商务局、市交通运输局`."""

from __future__ import annotations

from collections.abc import Iterator

from policyparse.stages.responsibilities.vocabulary import names
from policyparse.text import Span

_SHORTEST, _LONGEST = 5, 160
_NO_LIST = frozenset("：:；;“”|\t")


def trailing_sentences(text: str) -> Iterator[Span]:
    """The last sentences of lines that may be lists of bodies, in order: short, with a separator, a body at the end."""
    ends = names().ends
    start = 0
    for line in text.split("\n"):
        said = line[:-1] if line.endswith("。") else line.rstrip()
        stop = start + len(said)
        if said[-1:] in ends and (cut := text.rfind("。", start, stop)) > 0:
            span = Span(cut + 1, stop).trimmed(text)
            if _SHORTEST <= span.end - span.start <= _LONGEST and _may_be_list(span.of(text)):
                yield span
        start += len(line) + 1


def _may_be_list(sentence: str) -> bool:
    if not ("、" in sentence or "，" in sentence) or _NO_LIST.intersection(sentence):
        return False
    last = sentence[max(sentence.rfind("、"), sentence.rfind("，")) + 1 :]
    return names().known(last)
