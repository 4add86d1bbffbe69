"""OpenDocument spreadsheets (ODS, and FODS as a single XML file): their cells as they show them, then as those of an XLSX."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.container import attribute, child, damaged, local
from policyparse.stages.read.odt import parts_of
from policyparse.stages.read.odt.story import table_rows
from policyparse.stages.read.xlsx import sources_of
from policyparse.stages.read.xlsx.cells import MOST_COLUMNS, MOST_ROWS, Sheet

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MOST_TEXT = 64 * 2**20  # characters of all cells, those that are said to repeat counted as often
_MARKS = {"line-break": "\n", "tab": " ", "s": " "}
_GONE = frozenset({"annotation", "ruby-text", "note", "shapes"})


def read_ods(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources as those of an XLSX. Raises InputError `damaged`, `encrypted`, `complex`, `doctype`, `too-large` or
    `no-documents`."""
    root = parts_of(data, name)[0]
    book = child(root, "body", "spreadsheet")
    if book is None:
        raise damaged(name, "it has no body")
    hidden = frozenset(_hidden(root))
    found = [_sheet(table, hidden, name) for table in book if local(table) == "table"]
    return sources_of(found, name, sha256, MEDIA_TYPE)


def _hidden(root: Element) -> Iterator[str]:
    """The styles of sheets that are not shown."""
    for style in child(root, "automatic-styles") or ():
        properties = child(style, "table-properties")
        if properties is not None and attribute(properties, "display") == "false":
            yield attribute(style, "name") or ""


def _sheet(table: Element, hidden: frozenset[str], place: str) -> Sheet:
    rows: list[list[str]] = []
    beyond = length = 0
    for row in table_rows(table):
        cells, lost = _cells(row)
        beyond += lost
        if not any(cells):
            continue
        times = _times(row, "number-rows-repeated")
        length += times * sum(map(len, cells))
        if len(rows) + times > MOST_ROWS or length > MOST_TEXT:
            raise InputError(
                "too-large", place, f"more than {MOST_ROWS} rows, or too much text", "give fewer rows in a file"
            )
        rows += [cells] * times
    return Sheet(attribute(table, "name") or "", rows, attribute(table, "style-name") in hidden, beyond)


def _cells(row: Element) -> tuple[list[str], int]:
    """The texts of a row's cells, and how many filled ones stand too far to the right."""
    cells: list[str] = []
    blank = beyond = 0
    for cell in row:
        times = _times(cell, "number-columns-repeated")
        text = "\n".join(map(_text, (p for p in cell if local(p) == "p"))) if local(cell) == "table-cell" else ""
        if not text:
            blank += times
        elif len(cells) + blank >= MOST_COLUMNS:
            beyond += 1
        else:
            cells += [""] * blank
            cells += [text] * min(times, MOST_COLUMNS - len(cells))
            blank = 0
    return cells, beyond


def _times(element: Element, name: str) -> int:
    """How often a row or cell stands."""
    written = attribute(element, name) or "1"
    return min(max(int(written), 1), 10**7) if written.isdecimal() and len(written) < 12 else 1


def _text(part: Element) -> str:
    """The text of a paragraph in a cell."""
    pieces = [part.text or ""]
    for inner in part:
        name = local(inner)
        if name in _MARKS:
            pieces.append(_MARKS[name])
        elif name not in _GONE:
            pieces.append(_text(inner))
        pieces.append(inner.tail or "")
    return "".join(pieces)
