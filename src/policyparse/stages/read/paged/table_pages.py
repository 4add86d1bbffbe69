"""Tables over several pages: their heads once, a row that a page's end broke as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from policyparse.stages.read.paged.block import Block
from policyparse.stages.read.paged.tables import NEAR, Row, row_text


def with_tables_joined(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, tables that go on at the top of the next page joined with what stands before."""
    head: list[Row] = []  # the rows with which the table began
    last: Block | None = None  # its last row, kept back until it is known to be whole
    for _, group in groupby(blocks, lambda b: (b.page, b.edges)):
        part = list(group)
        if last is not None and not _goes_on(last, part[0]):
            yield last
            last = None
        if part[0].row is None:
            yield from part
            continue
        rows = [b.row or {} for b in part]
        if last is None:
            head = rows
        else:
            part = part[_alike(head, rows) :]
            if part and _is_rest(part[0].row or {}, last.row or {}):
                last = _joined(last, part[0].row or {})
                part = part[1:]
            if part:
                yield last
        if part:
            yield from part[:-1]
            last = part[-1]
    if last is not None:
        yield last


def _goes_on(last: Block, first: Block) -> bool:
    """True where a page begins with the table that the page before ends with."""
    if first.row is None or first.page != last.page + 1 or len(first.edges) != len(last.edges):
        return False
    return all(abs(a - b) <= NEAR for a, b in zip(first.edges, last.edges, strict=True))


def _alike(head: list[Row], rows: list[Row]) -> int:
    """How many rows at the top of a page repeat the table's head."""
    count = 0
    while count < min(len(head), len(rows)) and row_text(head[count]) == row_text(rows[count]):
        count += 1
    return count


def _is_rest(row: Row, before: Row) -> bool:
    """True where a row goes on in few cells of the row before it, not in the first column."""
    filled, full = {c for c, text in row.items() if text}, {c for c, text in before.items() if text}
    return 0 not in filled and filled <= full and 2 * len(filled) <= len(full)


def _joined(last: Block, rest: Row) -> Block:
    row = {column: text + rest.get(column, "") for column, text in (last.row or {}).items()}
    return replace(last, row=row, line=last.line._replace(text=row_text(row)))
