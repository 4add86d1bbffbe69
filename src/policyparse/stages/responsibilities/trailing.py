"""Sentences that end a paragraph and hold nothing but bodies: `…建设冷库。市商务局、市交通运输局`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from policyparse.stages.responsibilities.vocabulary import names
from policyparse.text import Span

_SHORTEST, _LONGEST = 5, 160
_NO_LIST = re.compile("[：:；;“”|\t]")


def trailing_sentences(text: str, line_ends: list[int], taken: Container[int]) -> Iterator[Span]:
    """The last sentences of lines that may be lists of bodies, in order: short, with a separator, a body at the end, and
    no clause. `line_ends` are those behind what may be a name, `taken` is where clauses end."""
    for end in line_ends:
        stop = end - 1 if text[end - 1] == "。" else end
        if end in taken or stop in taken:
            continue
        start = text.rfind("\n", 0, end) + 1
        cut = text.rfind("。", start, stop)
        if cut > 0 and _ends_in_body(text, cut, stop):
            span = Span(cut + 1, stop).trimmed(text)
            if _SHORTEST <= span.end - span.start <= _LONGEST and not _NO_LIST.search(text, *span):
                yield span


def _ends_in_body(text: str, start: int, end: int) -> bool:
    """True where nothing but the name of a body stands behind the last separator."""
    last = max(text.rfind("、", start, end), text.rfind("，", start, end))
    return last >= 0 and names().known(text[last + 1 : end].rstrip())
