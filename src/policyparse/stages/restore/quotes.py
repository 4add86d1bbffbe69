"""Quotation marks of two kinds around a word (`“办件"`), or two of each (`““十四五””`) → `“办件”`, `“十四五”`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE = "restore.quotes"
_TWICE = re.compile("““([^“”\n]{1,60})””")
# `""放管服""`: a cell of CSV writes each mark twice
_CELL = re.compile('(?<!")""(?=[^"\n]{1,60}""(?!"))([^"\n]{1,60})""')
_OPENS = re.compile('"[^“”"\n]{1,60}”')


def quotes(aligned: AlignedText) -> Restored:
    """The text with both marks of a pair of one kind, and one of each; pairs of two typewriter's marks stay."""
    if "““" in aligned.text:
        aligned = aligned.apply(list(_single(aligned.text)), "restore")
    if '"' in aligned.text and '""' in aligned.text:  # one character is found in a tenth of the time that two take
        aligned = aligned.apply(list(_of_cells(aligned.text)), "restore")
    if '"' not in aligned.text or ("“" not in aligned.text and "”" not in aligned.text):
        return Restored(aligned)
    return Restored(aligned.apply(_replacements(aligned.text), "restore"))


def _single(text: str) -> Iterator[Replacement]:
    for twice in _TWICE.finditer(text):
        yield Replacement(twice.start(), twice.start() + 1, "", RULE, 0.95)
        yield Replacement(twice.end() - 1, twice.end(), "", RULE, 0.95)


def _of_cells(text: str) -> Iterator[Replacement]:
    for twice in _CELL.finditer(text):
        yield Replacement(twice.start(), twice.start(1), "“", RULE, 0.95)
        yield Replacement(twice.end(1), twice.end(), "”", RULE, 0.95)


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
