"""Tables that a page left cell by cell, each on a line: `序号` / `指标` / `预期值` / `属性`, then `1` / … / `2` / …."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from policyparse.stages.targets.words import words
from policyparse.text import Span, span_at
from policyparse.text.cells import MOST, lines_above, lines_below

_CELL = 60  # characters of a cell; no longer line is one
_VALUE = 16  # of one that holds a value
_NAMED = re.compile("[\u4e00-\u9fff]{2}")
_COLUMNS = 12
_BLANKS = str.maketrans("", "", " \u3000")
_MARKS = "（）().．、 \u3000"  # around the number of a row
_NO_VALUE = frozenset("—－-–/／…*")
_BEFORE_NUMBER = 1  # lines before the number of a row, beside the cells that span rows: `一、经济发展`


class _Cells:
    """The cells of a table, each read when it is asked for: many heads may stand above no rows."""

    def __init__(self, cells: Iterator[Span]) -> None:
        self._ahead, self._read = cells, list[Span]()

    def between(self, start: int, end: int) -> list[Span]:
        """The cells from one place to another, fewer where there are no more."""
        self._read += islice(self._ahead, max(0, end - len(self._read)))
        return self._read[start:end]


def name_of(text: str, cell: Span) -> str:
    """What a cell says, without blanks: `指　标`."""
    return cell.of(text).translate(_BLANKS)


def head_around(text: str, start: int, end: int, heads: Callable[[str], bool]) -> list[Span]:
    """The cells of the head that has the line from `start` to `end` for one of its cells; `heads` tells what heads a column."""
    found = [span_at((start, end)).trimmed(text)]
    for line in lines_above(text, start):
        if len(found) == _COLUMNS or not heads(name_of(text, line)):
            break
        found.insert(0, line)
    for line in lines_below(text, end):
        if len(found) == _COLUMNS or not heads(name_of(text, line)):
            break
        found.append(line)
    return found


def rows_below(text: str, head: Sequence[Span], name: int, values: Sequence[int]) -> Iterator[list[Span]]:
    """The rows of the table below a head, each with as many cells; those are empty that one above spans.

    `name` and `values` are the places of the columns of names and values. A row is told by its number, by its last cell
    (约束性, 预期性), or by what stands in its cells; the table ends where none of them does.
    """
    titles = [name_of(text, cell) for cell in head]
    cells = _cells_below(text, head[-1].end)
    number = next((at for at, title in enumerate(titles) if title in words("column_number")), None)
    if number is not None:
        yield from _numbered(text, _Cells(cells), len(head), number)
    elif titles[-1] in words("column_nature"):
        yield from _told_by_their_last(text, cells, len(head), name)
    else:
        yield from _told_by_their_cells(text, _Cells(cells), len(head), name, values)


def _numbered(text: str, cells: _Cells, width: int, number: int) -> Iterator[list[Span]]:
    """Rows that are numbered from 1 on; before the number stand the cells that span rows, and headings of groups."""
    at = count = 0
    while True:
        near = cells.between(at, at + number + _BEFORE_NUMBER + 1)
        before = next((n for n, cell in enumerate(near) if name_of(text, cell).strip(_MARKS) == str(count + 1)), None)
        if before is None:
            return
        begin, at, count = at + before, at + before + width - number, count + 1
        row = cells.between(begin, at)
        if len(row) < at - begin:
            return
        yield _filled(row, width)


def _told_by_their_last(text: str, cells: Iterator[Span], width: int, name: int) -> Iterator[list[Span]]:
    """Rows of which each ends with what kind of indicator it is; a row that lacks more than the cells before its name ends
    the table."""
    row: list[Span] = []
    for cell in cells:
        row.append(cell)
        if name_of(text, cell) in words("nature"):
            if len(row) < width - name:
                return
            yield _filled(row[-width:], width)
            row = []
        elif len(row) > width + _BEFORE_NUMBER:
            return


def _told_by_their_cells(
    text: str, cells: _Cells, width: int, name: int, values: Sequence[int]
) -> Iterator[list[Span]]:
    """Rows that have words where the name is to stand and numbers in all columns of values, with or without the cells
    that one above spans."""
    at = 0
    while True:
        for spanned in range(name + 1):
            row = _filled(cells.between(at, at + width - spanned), width)
            if len(row) == width and _is_row(text, row, name, values):
                break
        else:
            return
        yield row
        at += width - spanned


def _is_row(text: str, row: list[Span], name: int, values: Sequence[int]) -> bool:
    named, said = name_of(text, row[name]), [name_of(text, row[at]) for at in values]
    return _NAMED.search(named) is not None and all(_measures(s) or s in _NO_VALUE for s in said)


def _measures(said: str) -> bool:
    """True for a cell that holds a number, and little else."""
    return len(said) <= _VALUE and any(c.isdecimal() for c in said)


def _filled(row: list[Span], width: int) -> list[Span]:
    """A row with empty cells for those that it lacks at its beginning."""
    return [*[span_at((row[0].start, row[0].start))] * (width - len(row)), *row] if row else row


def _cells_below(text: str, end: int) -> Iterator[Span]:
    """The lines below `end` up to one that is too long for a cell, at most as many as a table may have cells."""
    for count, line in enumerate(lines_below(text, end)):
        if count == MOST or line.end - line.start > _CELL:
            return
        yield line
