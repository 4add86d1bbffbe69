"""How much room the beginning of a line takes: where the line before had it, the line was ended on purpose."""

from __future__ import annotations

import re

from policyparse.stages.read.paged.page import WIDE_FROM

_WORD = re.compile("[!-~０-９Ａ-Ｚａ-ｚ％．]+")
_CLOSING = "，。；：、！？）》〉”’」』〕】％…,.;:!?)%"
_OPENING = "（《〈“‘「『〔【("


def first_width(text: str) -> float:
    """How much room, in characters, the beginning of a line takes that can stand on no line's end alone."""
    word = _WORD.match(text)
    end = word.end() if word else 0
    taken = sum(0.6 if c < WIDE_FROM else 1.0 for c in text[:end])
    if not end:
        end, taken = _opening(text)
    while end < len(text) and text[end] in _CLOSING:
        end, taken = end + 1, taken + 1
    return taken


def _opening(text: str) -> tuple[int, float]:
    """The first character with the marks that open before it: how many, how wide."""
    at = 0
    while at < len(text) - 1 and text[at] in _OPENING:
        at += 1
    return at + 1, at + 1.0
