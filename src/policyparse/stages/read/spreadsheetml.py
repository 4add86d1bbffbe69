"""Workbooks that are a single XML file, as Excel 2003 and many programs of offices write them (SpreadsheetML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.container import attribute, child, flat_xml, local
from policyparse.stages.read.xlsx import sources_of
from policyparse.stages.read.xlsx.cells import MOST_COLUMNS, MOST_ROWS, Sheet, shown
from policyparse.stages.read.xlsx.formats import Format, format_of

MEDIA_TYPE = "application/vnd.ms-excel"
_NAMED = {"percent": Format.PERCENT}  # formats that are called by a name
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)T")
_DAY_ZERO = date(1899, 12, 30)


def read_spreadsheetml(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources as those of an XLSX. Raises InputError `damaged`, `complex`, `doctype`, `too-large` or `no-documents`."""
    root = flat_xml(data, name)
    forms = dict(_forms(root))
    return sources_of([_sheet(e, forms, name) for e in root if local(e) == "Worksheet"], name, sha256, MEDIA_TYPE)


def _forms(root: Element) -> Iterator[tuple[str, Format]]:
    """The formats of styles by their names."""
    for style in child(root, "Styles") or ():
        form = child(style, "NumberFormat")
        code = (attribute(form, "Format") or "") if form is not None else ""
        yield attribute(style, "ID") or "", _NAMED.get(code.lower()) or format_of(code)


def _sheet(sheet: Element, forms: dict[str, Format], place: str) -> Sheet:
    rows: list[list[str]] = []
    beyond = 0
    for row in child(sheet, "Table") or ():
        if local(row) != "Row":
            continue
        if len(rows) >= MOST_ROWS:
            raise InputError("too-large", place, f"more than {MOST_ROWS} rows", "give fewer rows in a file")
        cells, lost = _cells(row, forms)
        rows.append(cells)
        beyond += lost
    options = child(sheet, "WorksheetOptions", "Visible")
    return Sheet(attribute(sheet, "Name") or "", rows, options is not None, beyond)


def _cells(row: Element, forms: dict[str, Format]) -> tuple[list[str], int]:
    """The cells of a row in their columns, and how many filled ones stand too far to the right."""
    cells: list[str] = []
    beyond = 0
    for cell in row:
        if local(cell) != "Cell":
            continue
        at = max(_number(cell, "Index") - 1, len(cells))
        text = _text(child(cell, "Data"), forms.get(attribute(cell, "StyleID") or "", Format.GENERAL))
        if at >= MOST_COLUMNS:
            beyond += bool(text)
            continue
        cells += [""] * (at - len(cells)) + [text] + [""] * min(_number(cell, "MergeAcross"), MOST_COLUMNS - at - 1)
    return cells, beyond


def _number(cell: Element, name: str) -> int:
    written = attribute(cell, name) or ""
    return int(written) if written.isdecimal() and len(written) < 6 else 0


def _text(data: Element | None, form: Format) -> str:
    """What a cell shows; a day is written out, a number is not."""
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = attribute(data, "Type")
    if kind == "DateTime" and (found := _DAY.match(text)):
        try:
            days = (date(int(found[1]), int(found[2]), int(found[3])) - _DAY_ZERO).days
        except ValueError:
            return text
        return shown(str(days), Format.DAY if form is Format.GENERAL else form)
    return shown(text, form) if kind == "Number" else text
