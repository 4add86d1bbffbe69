"""Labels that do not stand before what they number: at the end of the line, or on a line of their own."""

from __future__ import annotations

import re
from bisect import bisect

from policyparse.lexicon.small_numbers import small_number
from policyparse.stages.restore.lines import ended, lines_of
from policyparse.text import AlignedText, Replacement

RULE = "layout.label"
_MISPLACED = re.compile(r"^[ \t\xa0　]*([^\s，。；：、-]{2,16})[-—－一]、$", re.M)
_FIRST, _SECOND = re.compile(r"^[ \t\xa0　]*一[、.．]", re.M), re.compile(r"^[ \t\xa0　]*二[、.．]", re.M)
_TENS = [*"一二三四五六七八九十", *(f"十{one}" for one in "一二三四五六七八九"), "二十"]
_ALONE = frozenset(
    form.format(number)
    for numbers, forms in (
        (_TENS, ("{}、", "（{}）", "({})")),
        (range(1, 100), ("{}.", "{}．", "{}、", "（{}）", "({})")),
    )
    for number in numbers
    for form in forms
)
"""The labels that a line of their own may hold; that of an article stands there by custom."""
_LONGEST = max(map(len, _ALONE))
# Behind such a label the line that it numbers: one that begins with no label, no mark and no blank.
_NUMBERED = re.compile(
    r"^[ \t\xa0　]*([一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、])[ \t\xa0　]*(\n\s*)"
    r"(?=[一-鿿“《「A-Za-z][^\n])(?![一二三四五六七八九十]{1,3}、)",
    re.M,
)


def labels_before_lines(aligned: AlignedText) -> AlignedText:
    """`一、` and below it `总体要求`: one line. A text has several such, or they are the numbers of a table."""
    text = ended(aligned.text)
    if _ALONE.isdisjoint([line for line in lines_of(aligned.text) if len(line) <= _LONGEST]):
        return aligned
    joined = [Replacement(m.end(1), m.end(), "", RULE, 0.9) for m in _NUMBERED.finditer(text)]
    return aligned.apply(joined, stage="restore") if len(joined) >= _FEWEST else aligned


_FEWEST = 2


def labels_from_the_end(aligned: AlignedText) -> AlignedText:
    """`总体要求-、` on a line of its own, with a `二、` below it and no `一、`: the label goes to the front."""
    text = ended(aligned.text)
    if "、\n" not in text or not _SECOND.search(text) or _FIRST.search(text):
        return aligned
    m = _MISPLACED.search(text)
    if not m:
        return aligned
    moved = Replacement(m.start(1), m.end(), f"一、{m[1]}", RULE, 0.9, True)
    return aligned.apply([moved], stage="restore")


def labels_of_dashes(aligned: AlignedText) -> AlignedText:
    """`（-）` as scanned for `（一）` or `（二）`: the number before that of the next such label, where it counts on."""
    text = aligned.text
    if not any(dash in text and (f"（{dash}）" in text or f"({dash})" in text) for dash in "-—－"):
        return aligned
    labels = [(m.start(), small_number(m[1]) or 0) for m in _NUMBERED_IN_BRACKETS.finditer(text)]
    found = []
    for m in _DASHED.finditer(text):
        at = bisect(labels, (m.start(), 0))
        before, behind = labels[at - 1][1] if at else 0, labels[at][1] if at < len(labels) else 0
        if 2 <= behind <= len(_TENS) and behind in (2, before + 2):
            found.append(Replacement(m.start(1), m.end(1), _TENS[behind - 2], RULE, 0.8, True))
    return aligned.apply(found, stage="restore") if found else aligned


_DASHED = re.compile(r"^[ \t\xa0　]*[（(]([-—－])[）)](?=[一-鿿])", re.M)
_NUMBERED_IN_BRACKETS = re.compile(r"^[ \t\xa0　]*[（(]([一二三四五六七八九十]{1,3})[）)]", re.M)
