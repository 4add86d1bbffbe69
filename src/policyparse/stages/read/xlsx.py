"""Spreadsheets of documents (XLSX): one document a row, its parts in columns that the heads name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.container import Container, attribute, child, local
from policyparse.stages.read.metadata import date_in, field_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD_ROWS = 10  # heads stand in one of the first rows
MOST_ROWS = 100_000
MOST_COLUMNS = 256  # a cell may say that it stands in column 16,384, and all before it would have to be made
_CELL = re.compile(r"([A-Z]{1,3})\d+")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how control characters are written: `_x000D_` is a carriage return
_DAY_ZERO = date(1899, 12, 30)


class Columns(NamedTuple):
    """Where a sheet has what: column numbers from 0; the row of heads, from 0."""

    row: int
    text: int
    title: int | None
    issuer: int | None
    date: int | None


def read_xlsx(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source for each row with a text, in the order of sheets and rows; a text begins with the row's title
    where it does not say it itself.

    Raises InputError `no-documents` where no sheet has a column of texts, and those of the container.
    """
    container = Container(data, name)
    shared = _shared_strings(container)
    sources: list[Source] = []
    for sheet in _sheets(container):
        table = list(_rows(container.xml(sheet), shared))
        columns = columns_of(table)
        if columns:
            sources += [_source(row, columns, name, sha256) for row in table[columns.row + 1 :] if _text(row, columns)]
    if not sources:
        heads = "正文, 内容 or 全文"
        raise InputError("no-documents", name, "no sheet has a column of texts", f"name the column of texts {heads}")
    return sources


def columns_of(table: list[list[str]]) -> Columns | None:
    """The columns that the heads in one of the first rows name; none where no head names a text."""
    for number, row in enumerate(table[:HEAD_ROWS]):
        fields: dict[str, int] = {}
        for at, cell in enumerate(row):
            if field := field_of(cell):
                fields.setdefault(field, at)
        day = fields.get("date", fields.get("published"))
        if "text" in fields:
            return Columns(number, fields["text"], fields.get("title"), fields.get("issuer"), day)
    return None


def _source(row: list[str], columns: Columns, name: str, sha256: str) -> Source:
    text, title = _text(row, columns), _cell(row, columns.title)
    if title and "".join(title.split()) not in "".join(text[:1000].split()):
        text = f"{title}\n{text}"
    day = _cell(row, columns.date)
    return Source(name, sha256, MEDIA_TYPE, "utf-8", text + "\n", title or None, _cell(row, columns.issuer) or None,
                  _date(day))  # fmt: skip


def _text(row: list[str], columns: Columns) -> str:
    return _cell(row, columns.text).strip("\n")


def _cell(row: list[str], at: int | None) -> str:
    return row[at].strip(" \t\r") if at is not None and at < len(row) else ""


def _date(text: str) -> date | None:
    """A date as written, or as a spreadsheet counts days."""
    if text.replace(".", "", 1).isdecimal() and len(text) < 12 and 20_000 < float(text) < 80_000:
        return _DAY_ZERO + timedelta(days=int(float(text)))
    return date_in(text)


def _sheets(container: Container) -> list[str]:
    """The names of the sheets' parts, in the order of the workbook."""
    targets = {}
    if "xl/_rels/workbook.xml.rels" in container:
        for relation in container.xml("xl/_rels/workbook.xml.rels"):
            target = (attribute(relation, "Target") or "").lstrip("/")
            targets[attribute(relation, "Id")] = target if target.startswith("xl/") else f"xl/{target}"
    listed = child(container.xml("xl/workbook.xml"), "sheets")
    names = [targets.get(next((v for k, v in s.attrib.items() if k.endswith("}id")), "")) for s in listed or ()]
    found = [n for n in names if n and n in container]
    return found or sorted(n for n in container.members if n.startswith("xl/worksheets/sheet"))


def _shared_strings(container: Container) -> list[str]:
    if "xl/sharedStrings.xml" not in container:
        return []
    return [_string(item) for item in container.xml("xl/sharedStrings.xml") if local(item) == "si"]


def _string(item: Element) -> str:
    """The text of a rich or plain string, without its phonetic guides."""
    pieces = []
    for part in item:
        if local(part) == "t":
            pieces.append(part.text or "")
        elif local(part) == "r":
            pieces += [t.text or "" for t in part if local(t) == "t"]
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), "".join(pieces)).replace("\r\n", "\n").replace("\r", "\n")


def _rows(sheet: Element, shared: list[str]) -> Iterator[list[str]]:
    """The rows of a sheet as texts; cells that are not written are empty."""
    for number, row in enumerate(child(sheet, "sheetData") or ()):
        if number > MOST_ROWS:
            return
        cells: list[str] = []
        for cell in row:
            at = _column(attribute(cell, "r") or "", len(cells))
            if at >= MOST_COLUMNS:
                break
            cells += [""] * (at - len(cells))
            cells.append(_value(cell, shared))
        yield cells


def _column(reference: str, default: int) -> int:
    """The column number from 0 of a reference like `AB12`; never before what was read already."""
    found = _CELL.match(reference)
    if not found:
        return default
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return max(number - 1, default)


def _value(cell: Element, shared: list[str]) -> str:
    kind = attribute(cell, "t")
    if kind == "inlineStr":
        inline = child(cell, "is")
        return _string(inline) if inline is not None else ""
    value = child(cell, "v")
    text = (value.text or "") if value is not None else ""
    if kind == "s":
        return shared[int(text)] if text.isdecimal() and len(text) < 9 and int(text) < len(shared) else ""
    return text
