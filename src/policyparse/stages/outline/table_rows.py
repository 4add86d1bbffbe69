"""Rows of a table whose cells are parted by blanks: their numbers are those of rows, and no items."""

from __future__ import annotations

from collections.abc import Sequence

from policyparse.stages.outline.line import Line

_COLUMNS = 4  # of a table at least: fewer words side by side are a heading set wide
_HEAD = 60  # characters of the head of a table
_CELL = 10  # characters of a cell of it
_MARKS = frozenset("。；，：,;:")


def drop_table_rows(text: str, lines: Sequence[Line]) -> None:
    """`1.办件量 万件 12 20 预期性` below `指标 单位 2015年 2020年 属性` is a row: it has the cells of the head."""
    above: Line | None = None  # the line that may be a head, looked at where an item follows
    columns = 0
    for line in lines:
        label = line.label
        if label is None:
            above = line
            continue
        if above is not None:
            columns, above = _columns(text, above), None
        if columns and len(text[label.end : line.end].split()) in (columns, columns - 1):
            line.label = None
        else:
            columns = 0


def _columns(text: str, line: Line) -> int:
    """How many cells the head of a table has, or 0 for any other line."""
    if line.end - line.start > _HEAD or text.count(" ", line.start, line.end) < _COLUMNS - 1:
        return 0
    words = line.of(text)
    cells = words.split()
    if len(cells) < _COLUMNS or max(map(len, cells)) > _CELL or not _MARKS.isdisjoint(words):
        return 0
    return len(cells)
