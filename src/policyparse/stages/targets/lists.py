"""Lists of what is measured, with the numbers of their members in the same order."""

from __future__ import annotations

import re

from policyparse.stages.targets.words import listed
from policyparse.text import Span

_BETWEEN = re.compile("[、，](?:以及)?|以及|[和与]|(?<![普涉])及")
_EACH = "分别"
_OWN = 3  # characters of a member that names something by itself


def respectively(text: str, named: Span, start: int) -> bool:
    """True where 分别 stands between a name and its numbers."""
    return 0 <= named.end <= start and text.find(_EACH, named.end, start) >= 0


def member(text: str, named: Span, rank: int, run: int) -> Span:
    """Of `货物运输量、贸易总额分别达到…` the member that the number at `rank` of `run` measures.

    The whole list where its members share what they measure (花生种植、收获机械化率).
    """
    parts: list[Span] = []
    start = named.start
    for mark in _BETWEEN.finditer(text, *named):
        if text.endswith(listed("measured"), start, mark.start()):
            parts.append(Span(start, mark.start()))
            start = mark.end()
    parts.append(Span(start, named.end))
    if len(parts) != run or not text.endswith(listed("measured"), *parts[-1]):
        return named
    return named if any(part.end - part.start < _OWN or _BETWEEN.search(text, *part) for part in parts) else parts[rank]
