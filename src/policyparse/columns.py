"""Tables as columns: rows into columns, and columns into rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from policyparse.text import Span

Columns = dict[str, Sequence[Any]]
"""The columns of a table by name, in their order; all are as long."""


def rows_of(columns: Columns) -> list[dict[str, Any]]:
    """The rows of a table.

    >>> rows_of({"kind": ("body", "blank"), "position": range(2)})
    [{'kind': 'body', 'position': 0}, {'kind': 'blank', 'position': 1}]
    """
    return _rows_of(tuple(columns))(columns.values()) if any(columns.values()) else []


@cache
def _rows_of(names: tuple[str, ...]) -> Callable[[Iterable[Sequence[Any]]], list[dict[str, Any]]]:
    """What makes rows of these columns: each is the attributes of an object of one class. Such dictionaries share the
    table of their names, so that they are made in less than half the time of others, and take less memory."""
    cells = [f"cell_{number}" for number in range(len(names))]
    scope: dict[str, Any] = {"Row": type("Row", (), {})}
    exec(
        f"def rows(columns, Row=Row):\n made = []\n for {', '.join(cells)}, in zip(*columns, strict=True):\n  row = Row()\n"
        + "".join(f"  row.{name} = {cell}\n" for name, cell in zip(names, cells, strict=True))
        + "  made.append(row.__dict__)\n return made",
        scope,
    )
    made: Callable[[Iterable[Sequence[Any]]], list[dict[str, Any]]] = scope["rows"]
    return made


def across(rows: Iterable[Iterable[Any]], width: int) -> list[tuple[Any, ...]]:
    """The columns of rows of `width` cells."""
    return list(zip(*rows, strict=True)) or [()] * width


def where_given(spans: Iterable[Span | None], found: Iterable[int]) -> list[int | None]:
    """What was found for those spans that there are, null for the others."""
    values = iter(found)
    return [None if span is None else next(values) for span in spans]


def pieces_of(text: str, starts: Iterable[int], ends: Iterable[int]) -> list[str]:
    """What stands between each start and its end."""
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def numbered_from(start: str, count: int) -> list[str]:
    """`start` with the numbers from 1 to `count` behind it; to format each takes four times as long.

    >>> numbered_from("a#e", 2)
    ['a#e1', 'a#e2']
    """
    joined = f"\0{start}".join(_numbers(1 << count.bit_length())[:count])
    return f"{start}{joined}".split("\0") if count else []


@cache
def _numbers(most: int) -> tuple[str, ...]:
    return tuple(map(str, range(1, most + 1)))
