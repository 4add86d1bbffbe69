"""Sheets that are tables (tasks with who is to do them, indicators) → the lines of one document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyparse.stages.read.xlsx.cells import Sheet

_UNNAMED = re.compile(r"(?:sheet|工作表|表|chart)\s*\d*", re.IGNORECASE)  # as a program names them
_SPACE = re.compile(r"\s+")
_HAN = re.compile("[\u3400-\u9fff]")
_LABEL = re.compile("^附[件表]|[：:。]")
SHORTEST_TITLE, LONGEST_TITLE = 6, 80
HEAD_ROWS = 3  # in which a sheet may say its name


def has_text(sheet: Sheet) -> bool:
    """True where a cell holds Chinese text: figures alone are no document."""
    return any(_HAN.search(cell) for row in sheet.rows for cell in row)


def lines_of(found: Sequence[Sheet]) -> Iterator[str]:
    """The rows of sheets, cells with tabs between them, merged ones where they begin; a cell's lines with spaces.

    Of several sheets each begins with its name, where a person gave it one that its first rows do not say.
    """
    for sheet in found:
        rows = [line for row in sheet.rows if (line := _line(row)).strip()]
        if len(found) > 1 and not _UNNAMED.fullmatch(sheet.name) and sheet.name not in "".join(rows[:HEAD_ROWS]):
            yield sheet.name
        yield from rows


def title_of(sheet: Sheet) -> str | None:
    """What a sheet is called in the rows above its table: the first of one cell that is no label (`附件2`, `单位：万元`)."""
    for row in sheet.rows:
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) > 1:
            return None
        if filled and SHORTEST_TITLE <= len(filled[0]) <= LONGEST_TITLE and not _LABEL.search(filled[0]):
            return _SPACE.sub(" ", filled[0])
    return None


def _line(row: list[str]) -> str:
    """A row with one filled cell is that cell: a title, a note."""
    cells = [_SPACE.sub(" ", cell).strip() for cell in row]
    filled = [cell for cell in cells if cell]
    return filled[0] if len(filled) == 1 else "\t".join(cells).rstrip("\t")
