"""Tables that were copied cell by cell, each on a line: `序号` / … / `责任单位` / … / `1` / … / `2` / …."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from policyparse.stages.responsibilities.cells import (
    HEADING,
    NUMBERED,
    body_of,
    ends_name,
    is_number,
    names_more,
    roles_of,
)
from policyparse.stages.responsibilities.reading import read
from policyparse.stages.responsibilities.vocabulary import Label, names
from policyparse.text import Span
from policyparse.text.cells import MOST, lines_above, lines_below

_COLUMNS = 12


def stacked(text: str, label: Span, end: int) -> tuple[list[Span], list[list[Span]], int]:
    """The head of a table of which a label heads a column, the rows that have all its cells, and where the last one ends."""
    head = [*_above(text, label.start), label]
    below = lines_below(text, end)
    first = next(below, None)
    while first and text[first.start : first.end] != "1" and len(head) < _COLUMNS:
        if not _is_heading(text, first):
            head.append(first)
        first = next(below, None)
    if first is None or text[first.start : first.end] != "1" or text[head[0].start : head[0].end] not in NUMBERED:
        return [], [], end
    table = list(_whole_rows(text, [first, *islice(below, MOST)], head))
    return head, table, table[-1][-1].end if table else end


def _whole_rows(text: str, cells: list[Span], head: list[Span]) -> Iterator[list[Span]]:
    """The rows of a table that stands cell by cell which have all cells of the head.

    Behind one that has not, nobody knows what stands in which column, unless the numbers of the rows are the only ones.
    """
    starts = _starts_of_rows(text, cells)
    roles = roles_of(text, head)
    numbers = [cell for cell in cells[: starts[-1] + len(head)] if is_number(text, cell)]
    for at, start in enumerate(starts):
        last = at + 1 == len(starts)
        row = cells[start : start + len(head) if last else starts[at + 1]]
        while len(row) > len(head) and _is_heading(text, row[-1]):
            row.pop()
        if ends := _last_cells(text, row, head, roles):
            yield ends
        elif len(row) == len(head):
            yield row
        elif len(numbers) > len(starts):
            return
        elif not last and (named := _one_run(text, row, roles)):
            yield named


def _last_cells(text: str, row: list[Span], head: list[Span], roles: dict[int, Label]) -> list[Span]:
    """A row whose cells a page has broken into lines, where its last ones say who, behind a sentence: a row with these
    alone; none where nobody knows which line is of which cell."""
    first = len(head) - len(roles)
    titles = {text[cell.start : cell.end] for cell in head}
    while row and text[row[-1].start : row[-1].end] in titles:  # the head stands again at the top of the next page
        row = row[:-1]
    ends = [at for at, line in enumerate(row) if text[line.end - 1] == "。"]
    lines = row[ends[-1] + 1 :] if ends else []
    if not 0 < len(lines) <= _MOST_LINES or set(roles) != set(range(first, len(head))):
        return []
    cells = list(_joined(text, lines))
    if len(cells) != len(roles) or not any(names_more(text, cell) for cell in cells):
        return []
    if not all(text[cell.start : cell.end] in _NOBODY or _lists(text, cell) for cell in cells):
        return []
    return [*[Span(row[0].start, row[0].start)] * first, *cells]


def _lists(text: str, cell: Span) -> bool:
    """True for a cell that holds nothing but what may be bodies."""
    reading, shapes = read(body_of(text, cell).text), names()
    bodies = [shapes.known(name.text) or shapes.body(name.text) for name in reading.names]
    return bool(bodies) and all(bodies) and reading.form == "list" and not (reading.rest or reading.times)


_MOST_LINES = 24
_NOBODY = frozenset("—－-/无")  # what a cell says that names nobody


def _joined(text: str, lines: list[Span]) -> Iterator[Span]:
    """The cells that lines make up: one ends where a name does and the next line begins another, without a separator."""
    start, whole = lines[0].start, ""
    for line, below in pairwise(lines):
        whole += text[line.start : line.end]
        behind = text[below.start : below.end]
        if whole in _NOBODY or behind in _NOBODY or ends_name(whole, behind):
            yield Span(start, line.end)
            start, whole = below.start, ""
    yield Span(start, lines[-1].end)


def _one_run(text: str, row: list[Span], roles: dict[int, Label]) -> list[Span] | None:
    """A row that lacks cells, or has cells of several lines, where one column alone says whose it is and the lines that
    name bodies follow one another: a row with that cell alone."""
    named = [at for at, cell in enumerate(row) if names_more(text, cell)]
    if len(roles) != 1 or not named or named[-1] - named[0] >= len(named):
        return None
    [column] = roles
    nothing = Span(row[0].start, row[0].start)
    return [*[nothing] * column, Span(row[named[0]].start, row[named[-1]].end)]


def _starts_of_rows(text: str, cells: list[Span]) -> list[int]:
    """Where the rows begin: at 1, the 2 behind it, the 3 behind that."""
    starts: list[int] = []
    for at, cell in enumerate(cells):
        if text[cell.start : cell.end] == str(len(starts) + 1):
            starts.append(at)
    return starts


def _is_heading(text: str, cell: Span) -> bool:
    """True for what stands between rows: `一、教育`, `（二）卫生`."""
    return cell.end - cell.start <= HEADING and _BETWEEN_ROWS.match(text, cell.start) is not None


_BETWEEN_ROWS = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")


def _above(text: str, at: int) -> list[Span]:
    """The lines above `at` up to the one that heads a column of numbers; at most as many as a table has columns."""
    found: list[Span] = []
    for line in islice(lines_above(text, at), _COLUMNS):
        found.insert(0, line)
        if text[line.start : line.end] in NUMBERED:
            break
    return found
