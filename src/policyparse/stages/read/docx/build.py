"""The elements of a Word document's body, for formats that say the same in another way (DOC, RTF, ODT): `Body` reads them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from policyparse.records.errors import InputError
from policyparse.stages.read.docx.numbering import Numbered

DEEPEST = 30  # tables within tables
MOST_BLOCKS = 150_000  # paragraphs and cells
MOST_COLUMNS = 99
_HALF = re.compile("[\ud800-\udfff]")
NEAR = 20  # twentieths of a point: borders of columns that lie closer are one


def run(text: str, raised: bool = False) -> Element:
    """A run of text."""
    found = Element("r")
    if raised:
        SubElement(SubElement(found, "rPr"), "vertAlign", val="superscript")
    SubElement(found, "t").text = _whole(text)
    return found


def _whole(text: str) -> str:
    """A text with the halves of pairs put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALF.search(text) else text


def symbol(font: str, code: int) -> Element:
    """A character of a symbol font."""
    return Element("sym", font=font, char=f"{code:04X}")


def note(kind: str, identifier: int) -> Element:
    """Where a `footnote` or `endnote` is referred to."""
    return Element(f"{kind}Reference", id=str(identifier))


def box(blocks: Iterable[Element]) -> Element:
    """A text box."""
    found = Element("txbxContent")
    found.extend(list(blocks))  # of an iterator's error `extend` would make another
    return found


def paragraph(parts: Iterable[Element], place: Numbered | None = None, deleted: bool = False) -> Element:
    """A paragraph with its place in a list; `deleted` = its mark was, and it runs on into the next."""
    found = Element("p")
    if place is not None or deleted:
        properties = SubElement(found, "pPr")
        if place is not None:
            numbered = SubElement(properties, "numPr")
            SubElement(numbered, "ilvl", val=str(place.level))
            SubElement(numbered, "numId", val=place.number)
        if deleted:
            SubElement(SubElement(properties, "rPr"), "del")
    found.extend(list(parts))
    return found


class Row(NamedTuple):
    """How a row is laid out: the borders of its cells from left to right, one more than cells; the cells that are merged
    into the one at their left; whether the row was deleted."""

    borders: tuple[int, ...] = ()
    merged: frozenset[int] = frozenset()
    deleted: bool = False


@dataclass(slots=True)
class _Level:
    """A table that is being read: its rows, the cells of the row that is not ended, the blocks of the cell that is not."""

    rows: list[tuple[list[list[Element]], Row]] = field(default_factory=list)
    cells: list[list[Element]] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)


class Builder:
    """Puts paragraphs into the cells, rows and tables that they are said to end; `depth` 0 is outside of tables."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._count = 0
        self._levels = [_Level()]

    def add(self, block: Element, depth: int) -> None:
        """A paragraph at a depth of tables."""
        self._counted()
        self._to(depth).blocks.append(block)

    def end_cell(self, depth: int) -> None:
        """What was added since the last cell at this depth is a cell."""
        self._counted()
        level = self._to(depth)
        level.cells.append(level.blocks)
        level.blocks = []

    def end_row(self, depth: int, row: Row) -> None:
        """The cells since the last row at this depth are a row."""
        level = self._to(depth)
        if level.blocks:
            self.end_cell(depth)
        if level.cells:
            level.rows.append((level.cells, row))
            level.cells = []

    def end(self) -> list[Element]:
        """The blocks outside of tables; a row that nothing ended is one."""
        self._to(0)
        return self._levels[0].blocks

    def _counted(self) -> None:
        self._count += 1
        if self._count > MOST_BLOCKS:
            raise InputError("complex", self.place, "too many paragraphs or cells", "give a simpler file")

    def _to(self, depth: int) -> _Level:
        """The level of a depth: tables within it are at their end, those around it begin."""
        if depth > DEEPEST:
            raise InputError("complex", self.place, "tables nested too deep", "give a simpler file")
        while len(self._levels) > depth + 1:
            self.end_row(len(self._levels) - 1, Row())
            ended = self._levels.pop()
            if ended.rows:
                self._levels[-1].blocks.append(_table(ended.rows))
        while len(self._levels) < depth + 1:
            self._levels.append(_Level())
        return self._levels[depth]


def _table(rows: Sequence[tuple[list[list[Element]], Row]]) -> Element:
    """A table; how many columns a cell takes is told by the borders of all rows."""
    borders: list[int] = []
    for border in sorted({border for _, row in rows for border in row.borders}):
        if not borders or border - borders[-1] > NEAR:
            borders.append(border)
    found = Element("tbl")
    for cells, row in rows:
        made = SubElement(found, "tr")
        if row.deleted:
            SubElement(SubElement(made, "trPr"), "del")
        for at, blocks in enumerate(cells):
            if at in row.merged and at:
                continue
            cell = SubElement(made, "tc")
            last = at
            while last + 1 in row.merged and last + 1 < len(cells):
                last += 1
            width = _columns(row, at, last + 1, borders)
            if width > 1:
                SubElement(SubElement(cell, "tcPr"), "gridSpan", val=str(min(width, MOST_COLUMNS)))
            cell.extend(blocks)
    return found


def _columns(row: Row, left: int, right: int, borders: Sequence[int]) -> int:
    """The number of columns between two of a row's borders."""
    if right >= len(row.borders):
        return right - left
    return bisect_right(borders, row.borders[right]) - bisect_right(borders, row.borders[left])
