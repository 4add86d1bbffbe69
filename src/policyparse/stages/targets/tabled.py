"""Tables of indicators (主要指标表): `指标 | 单位 | 2020年 | 2025年 | 属性`, whose head says what a cell is, in which unit and by when;
and such that have a row for each year, `年度 | 覆盖率 | 利用率`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.records.found import Direction, FoundTarget, Outline, Responsibilities, TargetKind, Targets
from policyparse.stages.targets.changes import change
from policyparse.stages.targets.compared import Compared, compare
from policyparse.stages.targets.deadlines import Calendar
from policyparse.stages.targets.measures import find_measures
from policyparse.stages.targets.regions import regions
from policyparse.stages.targets.stacked import head_around, name_of, rows_below
from policyparse.stages.targets.worded import places
from policyparse.stages.targets.words import listed, words
from policyparse.text import Span, span_at
from policyparse.text.cells import cells_in, line_end

_SIGN = re.compile("指[ \u3000]*标")  # in the head of each such table, set apart in a narrow column
_LEAST = 3  # columns, and lines without all cells after which no row follows
_HEAD = 200  # characters of a head
_CELL = 24  # characters of a cell that holds a value
_TURN = 5  # years of a plan
_YEAR = re.compile("(20[0-9]{2})[ \u3000]?年?[底末初]?(?![0-9])")
_EDGES = " \u3000（）()：:“”"
_OPENED = frozenset("[［〔【")
_BRACKETS = str.maketrans("", "", "[]［］〔〕【】")  # of a sum over the years of a plan: `[18]`
_NUMBER = re.compile("[0-9][0-9,，]*(?:[.．][0-9]+)?(?:[ \u3000]?[-—–~～][ \u3000]?[0-9]+(?:[.．][0-9]+)?)?")
_UNIT = re.compile("[（(]([^（()）]{1,10})[）)]$")  # `城镇登记失业率（%）`
_NOTES = "¹²³⁴⁵⁶⁷⁸⁹⁰*＊①②③④⑤⑥⑦⑧⑨ \u3000"  # behind the name of an indicator
_ORDER = re.compile("[（(]?[0-9]{1,2}[）).．、](?![0-9])[ \u3000]*")  # `1.单位GDP能耗降低`
_BEFORE_YEARS = re.compile("[|｜\\t \\u3000]*(?:序号[|｜\\t \\u3000]+)?")  # what may stand on the line before
_HAN = re.compile("[\u4e00-\u9fff]{2}")


class _Column(NamedTuple):
    """A column of values: its place in the head, its year, and whether it tells a level of before."""

    at: int
    year: int | None
    past: bool


class _Head(NamedTuple):
    """The head of a table of indicators: its cells, and which of them head what.

    `name` is the place of the column of names; in a table with a row for each year that of the years, and the columns of
    values have none.
    """

    cells: list[Span]
    name: int
    unit: int | None
    values: tuple[_Column, ...]
    by_year: bool = False


class _Value(NamedTuple):
    """A cell of values: what it measures, in which unit, and the year and the time of its column or row."""

    cell: Span
    name: Span
    unit: str
    year: int | None
    past: bool


def with_tables(text: str, outline: Outline, duties: Responsibilities, found: Targets) -> Targets:
    """The records of a text with those of its tables of indicators, which take the place of what their rows say alone."""
    rows = [values for values in _rows(text) if values]
    if not rows:
        return found
    calendar = Calendar(text, outline, duties)
    read = sorted((start, end, node) for node, start, end in regions(text, outline, duties))
    made: list[tuple[Span, list[FoundTarget]]] = []
    for values in rows:
        begin = values[0].cell.start
        last = bisect_right(read, begin, key=lambda region: region[0]) - 1
        if last >= 0 and begin < read[last][1]:
            records = list(_records(text, values, read[last][2], calendar))
            if records:
                made.append((span_at((begin, values[-1].cell.end)), records))
    return found._replace(targets=_merged(found.targets, made))


def _rows(text: str) -> Iterator[list[_Value]]:
    """The rows of all tables of indicators, each as its values."""
    done = 0
    for start, end in _heads(text):
        if start < done or end - start > _HEAD:
            continue
        if name_of(text, span_at((start, end))) in words("column_indicator"):
            for row in _stacked(text, start, end):
                yield row
                done = line_end(text, row[-1].cell.end)
            continue
        head = _head(text, cells_in(text, start, end))
        if head and (further := _second_line(text, head, end + 1, line_end(text, end + 1))):
            head, end = further, line_end(text, end + 1)
        missing = 0 if head else _LEAST
        while head and missing < _LEAST and end < len(text):
            start, end = end + 1, line_end(text, end + 1)
            values = _values(text, head, cells_in(text, start, end))
            if values is not None:
                yield values
            missing = 0 if values is not None else missing + 1
            done = end


def _stacked(text: str, start: int, end: int) -> Iterator[list[_Value]]:
    """The rows of the table of which a cell of the head stands alone on its line."""
    head = _head(text, head_around(text, start, end, _heads_a_column))
    if head and not head.by_year:
        for row in rows_below(text, head.cells, head.name, [column.at for column in head.values]):
            if values := _values(text, head, row):
                yield values


def _heads_a_column(name: str) -> bool:
    return any(name in words(role) for role in _HEADS) or _column(0, name) is not None


_HEADS = ("column_indicator", "column_unit", "column_number", "column_group", "column_nature")


def _heads(text: str) -> Iterator[tuple[int, int]]:
    """The lines that may head a table of indicators."""
    starts = {text.rfind("\n", 0, at) + 1 for at in places(text, "指") if _SIGN.match(text, at)}
    for mark, years in _years().items():
        if mark in text:
            starts.update(start for match in years.finditer(text) if (start := _begun(text, match)) is not None)
    return ((start, line_end(text, start)) for start in sorted(starts))


def _begun(text: str, years: re.Match[str]) -> int | None:
    """Where the line begins on which the column of years is the first, but for one of numbers."""
    start = text.rfind("\n", 0, years.start()) + 1
    before = _BEFORE_YEARS.match(text, start, years.start())
    begun = before is not None and text.startswith(listed("column_year"), before.end(), years.start())
    return start if begun else None


@kept
def _years() -> dict[str, re.Pattern[str]]:
    """What parts columns, each behind the name of a column of years: patterns that begin with one character are fast."""
    return {
        mark: re.compile(
            re.escape(mark)
            + "(?:"
            + "|".join(
                f"(?<={word}{blank}{re.escape(mark)})" for word in listed("column_year") for blank in ("", "[ \u3000]")
            )
            + ")"
        )
        for mark in "\t|｜"
    }


def _head(text: str, cells: list[Span]) -> _Head | None:
    """What the cells of a line head, where they are those of a table of indicators."""
    if len(cells) < _LEAST:
        return None
    names = [cell.of(text).replace(" ", "").replace("\u3000", "") for cell in cells]
    years = next((at for at, name in enumerate(names) if name in words("column_year")), None)
    if years is not None:
        columns = tuple(_Column(at, None, False) for at in range(years + 1, len(cells)) if _HAN.search(names[at]))
        return _Head(cells, years, None, columns, True) if columns else None
    of = [at for at, name in enumerate(names) if name in words("column_indicator")]
    values = tuple(column for at, name in enumerate(names) if (column := _column(at, name)) is not None)
    if not of or not values or values[0].at < of[-1]:
        return None
    unit = next((at for at, name in enumerate(names) if name in words("column_unit")), None)
    return _Head(cells, of[-1], unit, _turned(values))


def _second_line(text: str, head: _Head, start: int, end: int) -> _Head | None:
    """The head with what a second line says of its columns of values: `现状 | 目标` over `2020年 | 2025年`.

    Where that line has more of them, the one goal without a year spans them. None for a line that is no part of the head.
    """
    cells = [cell for cell in cells_in(text, start, end) if cell.start < cell.end] if start < len(text) else []
    spanned = len(cells) - len(head.values)
    goals = [at for at, column in enumerate(head.values) if not column.past and column.year is None]
    if head.by_year or spanned < 0 or (spanned and len(goals) != 1):
        return None
    values: list[_Column] = []
    for at, cell in enumerate(cells):
        told = _column(at, cell.of(text).replace(" ", "").replace("\u3000", ""))
        if told is None:
            return None
        over = at - min(spanned, max(0, at - goals[0])) if spanned else at
        above = head.values[over]
        values.append(_Column(above.at + at - over, told.year or above.year, told.past or above.past))
    extra = [span_at((end, end))] * spanned
    return head._replace(cells=[*head.cells, *extra], values=_turned(tuple(values)))


def _column(at: int, name: str) -> _Column | None:
    """A column of values: `2025年`, `2020年（现状值）`, `目标值`."""
    year = _YEAR.match(name)
    rest = (name[year.end() :] if year else name).strip(_EDGES)
    past = rest in words("column_level")
    if not past and rest not in words("column_goal") and (rest or year is None):
        return None
    return _Column(at, int(year[1]) if year else None, past)


def _turned(values: tuple[_Column, ...]) -> tuple[_Column, ...]:
    """`2020年`, `2025年`: the last year of a plan and that of the next one; the first tells what was."""
    first, last = values[0], values[-1]
    if first.year and last.year and first.year % _TURN == 0 and last.year - first.year == _TURN:
        return (first._replace(past=True), *values[1:])
    return values


def _values(text: str, head: _Head, row: list[Span]) -> list[_Value] | None:
    """The values of a row; None for a line that is no row of the table.

    The first cells of a row may be missing where one above spans it.
    """
    before = len(head.cells) - len(row)
    if before < 0 or before > head.name or len(row) < 2:
        return None
    row = [span_at((row[0].start, row[0].start))] * before + row
    if head.by_year:
        time = _column(head.name, row[head.name].of(text).replace(" ", "").removeprefix("到"))
        if time is None:
            return None
        named = [(column.at, *_named(text, head.cells[column.at], None)) for column in head.values]
        return [_Value(row[at], name, unit, time.year, time.past) for at, name, unit in named]
    if not _HAN.search(text, *row[head.name]):
        return None
    name, unit = _named(text, row[head.name], row[head.unit] if head.unit is not None else None)
    return [_Value(row[column.at], name, unit, column.year, column.past) for column in head.values]


def _records(text: str, values: list[_Value], node: int | None, calendar: Calendar) -> Iterator[FoundTarget]:
    """The records of one row."""
    start = text.rfind("\n", 0, values[0].cell.start) + 1
    line = span_at((start, line_end(text, start))).trimmed(text)
    level: int | None = None  # how many records before the next one the level of before stands
    for value in values:
        cell, name = value.cell, value.name
        number = _number(name.of(text), cell.of(text), value.unit)
        if number is None:
            continue
        said, compared = number
        kind, due, origin = _told(value, node, line, calendar)
        moved, way = _moved(said, compared, cell.of(text))
        measure = compared.measure
        yield FoundTarget(
            node,
            cell,
            line,
            name.of(text),
            name,
            compared.comparator,
            measure.value,
            measure.value_high,
            measure.code,
            measure.unit_text,
            kind,
            moved,
            way,
            -level if kind == "target" and level else None,
            due,
            origin,
            "targets.table",
        )
        level = 1 if kind == "baseline" else level + 1 if level else None


def _named(text: str, cell: Span, unit: Span | None) -> tuple[Span, str]:
    """What a row measures, without its number, marks of notes and its unit in brackets; and that unit."""
    written = unit.of(text).strip("（）()[]—-–/ \u3000") if unit else ""
    written = f"/{written}" if written and unit and text.startswith(("/", "（/", "(/"), unit.start) else written
    order = _ORDER.match(text, *cell)
    start = order.end() if order else cell.start
    name = span_at((start, start + len(text[start : cell.end].rstrip(_NOTES))))
    bracket = _UNIT.search(text, *name)
    if bracket and bracket.end() == name.end and find_measures(f"1{bracket[1]}"):
        name = span_at((name.start, bracket.start()))
        written = written or bracket[1]
    return name, written


def _number(name: str, cell: str, unit: str) -> tuple[str, Compared] | None:
    """A cell as a sentence would say it (`县域内就诊率≥90%`), and its number; None where the cell holds no such number."""
    cell = cell.translate(_BRACKETS)
    number = _NUMBER.search(cell) if len(cell) <= _CELL else None
    if number is None:
        return None
    if not find_measures(cell):
        cell = f"{cell[: number.end()]}{unit}{cell[number.end() :]}"
    joint = "为" if name[-1:].isascii() else ""
    said = f"{name}{joint}{cell}"
    begin = len(name) + len(joint)
    measures = [m for m in find_measures(said) if m.span.start >= begin]
    if len(measures) != 1:
        return None
    return said, compare(said, measures[0], begin, None)


def _moved(said: str, compared: Compared, cell: str) -> tuple[bool, Direction]:
    """Whether a value is a change, and which way: a sum over the years of a plan in brackets (`[5.5]`) is one."""
    moved, way = change(said, compared, span_at((0, len(said))), True)
    if cell[:1] in _OPENED:
        return True, "up" if way == "none" else way
    return moved, way


def _told(value: _Value, node: int | None, line: Span, calendar: Calendar) -> tuple[TargetKind, str | None, str | None]:
    """Whether a value is a goal or a level of before, by when the goal is due, and where that is said."""
    due = (str(value.year), "heading") if value.year else None
    if value.past or (due and calendar.looks_back(due, node, value.cell.start)):
        return "baseline", None, None
    due = due or calendar.elsewhere(node, line, value.cell.end)
    return ("target", *due) if due else ("target", None, None)


def _merged(found: tuple[FoundTarget, ...], made: list[tuple[Span, list[FoundTarget]]]) -> tuple[FoundTarget, ...]:
    """All records in reading order, those that stand in cells of values replaced; baselines point where they did."""
    kept: list[tuple[FoundTarget, int | None]] = []  # a record, and its index in `found`
    table = 0
    for index, record in enumerate(found):
        while table < len(made) and made[table][0].start <= record.span.start:
            kept.extend((new, None) for new in made[table][1])
            table += 1
        if table == 0 or record.span.start >= made[table - 1][0].end:
            kept.append((record, index))
    kept.extend((new, None) for _, records in made[table:] for new in records)
    moved = {index: at for at, (_, index) in enumerate(kept) if index is not None}
    return tuple(
        record
        if record.baseline is None
        else record._replace(baseline=at + record.baseline if index is None else moved.get(record.baseline))
        for at, (record, index) in enumerate(kept)
    )
