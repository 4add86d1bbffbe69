"""Sentences that end a paragraph and hold nothing but bodies: `…建设冷库。市商务局、市交通运输局`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.kept import kept
from policyparse.stages.responsibilities.vocabulary import names
from policyparse.text import Span

_SHORTEST, _LONGEST = 5, 160
_NO_LIST = re.compile("[：:；;“”|\t]")


def trailing_sentences(text: str) -> Iterator[Span]:
    """The last sentences of lines that may be lists of bodies, in order: short, with a separator, a body at the end."""
    for closed in _closed().finditer(f"{text}\n"):
        end = closed.start()
        start = text.rfind("\n", 0, end) + 1
        stop = end - 1 if text[end - 1] == "。" else start + len(text[start:end].rstrip())
        if (cut := text.rfind("。", start, stop)) > 0:
            span = Span(cut + 1, stop).trimmed(text)
            if _SHORTEST <= span.end - span.start <= _LONGEST and _may_be_list(span.of(text)):
                yield span


@kept
def _closed() -> re.Pattern[str]:
    """The end of a line behind a character with which a name may end, its full stop or a blank: few lines end so."""
    ends = re.escape("".join(sorted(names().ends)))
    return re.compile(f"\n(?:(?<=[{ends}]\n)|(?<=[{ends}]。\n)|(?<=[^\\S\n]\n))")


def _may_be_list(sentence: str) -> bool:
    last = max(sentence.rfind("、"), sentence.rfind("，"))
    return last >= 0 and names().known(sentence[last + 1 :]) and not _NO_LIST.search(sentence)
