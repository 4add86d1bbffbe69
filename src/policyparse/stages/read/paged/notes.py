"""Footnotes: taken out of the text that they interrupt."""

from __future__ import annotations

import re
from itertools import groupby

from policyparse.stages.read.paged.block import Block, body_size

SMALLER = 0.92  # times the size of the text
_MARK = re.compile(
    "[①-⑳⁰¹²³⁴-⁹]|\\[[0-9]{1,3}\\]|［[0-9０-９]{1,3}］|[*＊†][^*＊]|[0-9]{1,2}[\\s\u3000.．、]*[\u4e00-\u9fff《“（]"
)


def without_notes(blocks: list[Block]) -> tuple[list[Block], dict[int, list[str]]]:
    """The blocks without the footnotes, and those of each page, a note a string."""
    size = SMALLER * body_size(blocks)
    text: list[Block] = []
    notes: dict[int, list[str]] = {}
    for (page, _), group in groupby(blocks, lambda b: (b.page, b.column)):
        part = list(group)
        at = _first_note(part, size)
        text += part[:at]
        if at < len(part):
            notes.setdefault(page, []).extend(_notes(part[at:]))
    return text, notes


def _first_note(part: list[Block], size: float) -> int:
    """Where the notes at the foot of a page begin: its last lines, in smaller type, the first of them with a mark."""
    at = len(part)
    while at and not part[at - 1].whole and not part[at - 1].rough and part[at - 1].line.size <= size:
        at -= 1
    if not at or part[at - 1].whole:  # no text above: small type is the page's own, or these are notes to a table
        return len(part)
    return next((i for i in range(at, len(part)) if _MARK.match(part[i].line.text)), len(part))


def _notes(part: list[Block]) -> list[str]:
    found: list[str] = []
    for block in part:
        if _MARK.match(block.line.text) or not found:
            found.append(block.line.text)
        else:
            found[-1] += block.line.text
    return found
