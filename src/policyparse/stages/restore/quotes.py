"""A typewriter's quotation mark where a printed one was opened or is closed: `“办件"` → `“办件”`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE = "restore.quotes"
_OPENS = re.compile('"[^“”"\n]{1,60}”')


def quotes(aligned: AlignedText) -> Restored:
    """The text with both marks of a pair of one kind; pairs of two typewriter's marks stay."""
    if '"' not in aligned.text or ("“" not in aligned.text and "”" not in aligned.text):
        return Restored(aligned)
    return Restored(aligned.apply(_replacements(aligned.text), "restore"))


def _replacements(text: str) -> Iterator[Replacement]:
    at = text.find('"')
    while at >= 0:
        behind = _OPENS.match(text, at)
        end = behind.end() if behind else at + 1
        if behind or _is_open(text, at):
            yield Replacement(at, at + 1, "“" if behind else "”", RULE, 0.95)
        at = text.find('"', end)


def _is_open(text: str, at: int) -> bool:
    """True where a printed mark on the same line stands open before a place."""
    before = text[max(0, at - 61, text.rfind("\n", 0, at) + 1) : at]
    opened = before.rfind("“")
    return 0 <= opened < len(before) - 1 and not {"”", '"'} & set(before[opened:])
