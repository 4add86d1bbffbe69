"""Where sentences and clauses end: a text in which every mark of theirs is a line end, which one look finds."""

from __future__ import annotations


def ended(text: str, marks: str) -> str:
    """`text` with each of some marks of one character as a line end.

    >>> ended("建成3个。投资5亿元", "。")
    '建成3个\\n投资5亿元'
    """
    for mark in marks:
        text = text.replace(mark, "\n")
    return text


def begin_of(lines: str, floor: int, place: int) -> int:
    """Where the line that holds `place` begins, not before `floor`."""
    return lines.rfind("\n", floor, place) + 1 or floor


def end_of(lines: str, place: int, ceiling: int) -> int:
    """Where the line that holds `place` ends, not behind `ceiling`."""
    mark = lines.find("\n", place, ceiling)
    return mark if mark >= 0 else ceiling
