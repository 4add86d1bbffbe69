"""What changes a paragraph's or a run's properties ([MS-DOC] 2.6: Prl, each a Sprm with its operand)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

DELETED, HIDDEN, RAISED, SYMBOL, FONT = 0x0800, 0x083C, 0x2A48, 0x6A09, 0x4A4F
LIST, LIST_LEVEL = 0x460B, 0x260A
IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
ROW = 0xD608
ELSEWHERE = (0x6646, 0x6645, 0x646B)  # the properties stand in the stream of data
_TABS = 0xC615
_SIZES = (1, 1, 2, 4, 2, 2, None, 3)


def sprms(data: bytes, begin: int = 0) -> Iterator[tuple[int, bytes]]:
    """The codes and operands of a list of changes, as far as it is whole."""
    at, end = begin, len(data)
    while at + 3 <= end:
        code = data[at] | data[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if size is None:
            size, head = _size(code, data, at)
            at += head
        if at + size > end:
            return
        yield code, data[at : at + size]
        at += size


def _size(code: int, data: bytes, at: int) -> tuple[int, int]:
    """The size of an operand that says it itself, and of what says it."""
    first = data[at]
    if code == ROW:
        return max(first + (data[at + 1] << 8) - 1, 0), 2
    if code == _TABS and first == 255:
        deleted = data[at + 1]
        added = at + 2 + 4 * deleted
        return 2 + 4 * deleted + 3 * (data[added] if added < len(data) else 0), 1
    return first, 1


def number(operand: bytes) -> int:
    """An operand as a number without a sign."""
    return int.from_bytes(operand, "little")


def row_of(operand: bytes) -> tuple[tuple[int, ...], frozenset[int]]:
    """The borders of a row's cells, and which cells are merged into the one at their left."""
    count = operand[0] if operand else 0
    if len(operand) < 1 + 2 * (count + 1):
        return (), frozenset()
    borders = struct.unpack_from(f"<{count + 1}h", operand, 1)
    cells = 1 + 2 * (count + 1)
    merged = {n for n in range(count) if cells + 20 * n < len(operand) and operand[cells + 20 * n] & 3 == 2}
    return borders, frozenset(merged)
