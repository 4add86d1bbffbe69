"""A line that stands twice, one right below the other, as copying from a page can double it → the line once."""

from __future__ import annotations

import re
from operator import eq

from policyparse.records.found import Restored
from policyparse.stages.restore.lines import ended, lines_of
from policyparse.text import AlignedText, Replacement

RULE = "restore.repeated-line"
LEAST = 12
"""How long such a line is at least, in characters: shorter ones are cells of tables, or clauses of two items that say no more."""
_ROW = re.compile("[\t|]|   |\u3000\u3000|_{3}")  # of a table or a form
# a title stands twice on many pages, and no harm is done
_OF_TEXT = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(]|[0-9]{1,2}[.．、]|第[^，。]{1,5}[章条條]|.{2,10}[：:]|.*[。；;：:，、]$"
)


def repeated(aligned: AlignedText) -> Restored:
    """The text with each of its longer lines once where they stand below one another."""
    lines = lines_of(aligned.text)
    if not any(map(eq, lines, lines[1:])):
        return Restored(aligned)
    text = ended(aligned.text)
    found: list[Replacement] = []
    before, end, at = "", 0, 0
    for line in lines:
        start = text.index(line, at)
        at = start + len(line)
        if line == before and len(line) >= LEAST and _OF_TEXT.match(line) and not _ROW.search(line):
            found.append(Replacement(end, at, "", RULE, 0.9, True))
        before, end = line, at
    return Restored(aligned.apply(found, "restore") if found else aligned)
