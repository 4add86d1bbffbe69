"""Tables of indicators (主要指标表): `指标 | 单位 | 2020年 | 2025年 | 属性`, whose head says what a cell is, in which unit and by when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from policyparse.records.found import Direction, FoundTarget, Outline, Responsibilities, TargetKind, Targets
from policyparse.stages.targets.changes import change
from policyparse.stages.targets.compared import Compared, compare
from policyparse.stages.targets.deadlines import Calendar
from policyparse.stages.targets.measures import find_measures
from policyparse.stages.targets.regions import regions
from policyparse.stages.targets.words import words
from policyparse.text import Span, span_at
from policyparse.text.cells import cells_in, line_end

_SIGN = "指标"  # in the head of each such table
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
_HAN = re.compile("[\u4e00-\u9fff]{2}")


class _Column(NamedTuple):
    """A column of values: its place in the head, its year, and whether it tells a level of before."""

    at: int
    year: int | None
    past: bool


class _Head(NamedTuple):
    """The head of a table of indicators: how many cells it has, and which of them head what."""

    cells: int
    name: int
    unit: int | None
    values: tuple[_Column, ...]


def with_tables(text: str, outline: Outline, duties: Responsibilities, found: Targets) -> Targets:
    """The records of a text with those of its tables of indicators, which take the place of what their rows say alone."""
    if _SIGN not in text:
        return found
    rows = list(_rows(text))
    if not rows:
        return found
    calendar = Calendar(text, outline, duties)
    read = sorted((start, end, node) for node, start, end in regions(outline, duties))
    made: list[tuple[Span, list[FoundTarget]]] = []
    for head, row in rows:
        begin = row[head.values[0].at].start
        last = bisect_right(read, begin, key=lambda region: region[0]) - 1
        if last >= 0 and begin < read[last][1]:
            records = list(_records(text, head, row, read[last][2], calendar))
            if records:
                values = [row[column.at] for column in head.values if column.at < len(row)]
                made.append((span_at((values[0].start, values[-1].end)), records))
    return found._replace(targets=_merged(found.targets, made))


def _rows(text: str) -> Iterator[tuple[_Head, list[Span]]]:
    """The rows of all tables of indicators, each with the head of its table; the cells of a row stand as those of its head."""
    at, done = text.find(_SIGN), 0
    while at >= 0:
        end = line_end(text, at)
        start = text.rfind("\n", 0, at) + 1
        head = _head(text, cells_in(text, start, end)) if start >= done and end - start <= _HEAD else None
        missing = 0 if head else _LEAST
        while head and missing < _LEAST and end < len(text):
            start, end = end + 1, line_end(text, end + 1)
            row = _aligned(text, head, cells_in(text, start, end))
            if row:
                yield head, row
            missing = 0 if row else missing + 1
            done = end
        at = text.find(_SIGN, end)


def _head(text: str, cells: list[Span]) -> _Head | None:
    """What the cells of a line head, where they are those of a table of indicators."""
    if len(cells) < _LEAST:
        return None
    names = [cell.of(text).replace(" ", "").replace("\u3000", "") for cell in cells]
    of = [at for at, name in enumerate(names) if name in words("column_indicator")]
    values = tuple(column for at, name in enumerate(names) if (column := _column(at, name)) is not None)
    if not of or not values or values[0].at < of[-1]:
        return None
    unit = next((at for at, name in enumerate(names) if name in words("column_unit")), None)
    return _Head(len(cells), of[-1], unit, _turned(values))


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


def _aligned(text: str, head: _Head, row: list[Span]) -> list[Span] | None:
    """The cells of a row as those of the head; the first ones of a row may be missing where one above spans it."""
    before = head.cells - len(row)
    if before < 0 or before > head.name or len(row) < 2:
        return None
    if before:
        row = [span_at((row[0].start, row[0].start))] * before + row
    return row if _HAN.search(text, *row[head.name]) else None


def _records(text: str, head: _Head, row: list[Span], node: int | None, calendar: Calendar) -> Iterator[FoundTarget]:
    """The records of one row."""
    name, unit = _named(text, row[head.name], row[head.unit] if head.unit is not None else None)
    line = span_at((row[0].start, row[-1].end))
    level: int | None = None  # how many records before the next one the level of before stands
    for column in head.values:
        cell = row[column.at]
        value = _value(name.of(text), cell.of(text), unit)
        if value is None:
            continue
        said, compared = value
        kind, due, origin = _told(column, node, line, cell, calendar)
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


def _value(name: str, cell: str, unit: str) -> tuple[str, Compared] | None:
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


def _told(
    column: _Column, node: int | None, line: Span, cell: Span, calendar: Calendar
) -> tuple[TargetKind, str | None, str | None]:
    """Whether a column tells a goal or a level of before, by when the goal is due, and where that is said."""
    due = (str(column.year), "heading") if column.year else None
    if column.past or (due and calendar.looks_back(due, node, cell.start)):
        return "baseline", None, None
    due = due or calendar.elsewhere(node, line, cell.end)
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
