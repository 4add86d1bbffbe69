"""Spreadsheets (XLSX): one document a row, where a column holds texts; else the tables of its sheets as one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policyparse.lexicon.heads import field_of
from policyparse.records.errors import InputError
from policyparse.records.found import Note, Source
from policyparse.stages.read.container import Container
from policyparse.stages.read.metadata import Facts, date_in, issuer_in, number_in
from policyparse.stages.read.xlsx.cells import Sheet, day_of, sheets
from policyparse.stages.read.xlsx.tables import has_text, lines_of, title_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD_ROWS = 10  # heads stand in one of the first rows
FEW = 2  # columns: beside a text that no other head explains


class Columns(NamedTuple):
    """Where a sheet has what: column numbers from 0; the row of heads, from 0."""

    row: int
    text: int | None
    title: int | None
    issuer: int | None
    date: int | None
    number: int | None


def read_xlsx(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source for each row with a text, in the order of sheets and rows; a text begins with the row's title
    where it does not say it itself. Where no sheet has a column of texts, one source with the sheets that are shown.

    Raises InputError `no-documents` for an index of documents without their texts, and for figures without a word,
    `too-large`, and those of the container.
    """
    return sources_of(sheets(Container(data, name)), name, sha256, MEDIA_TYPE)


def sources_of(found: list[Sheet], name: str, sha256: str, media_type: str) -> list[Source]:
    """The sources in the sheets of a workbook, whatever format it is of. Raises InputError `no-documents`."""
    listed = {sheet.name: columns for sheet in found if (columns := columns_of(sheet.rows))}
    tables = [sheet for sheet in found if not sheet.hidden and has_text(sheet)] if not listed else []
    sources = [
        source._replace(name=name, sha256=sha256, media_type=media_type)
        for sheet in found
        if sheet.name in listed
        for source in _rows(sheet, listed[sheet.name])
    ]
    if tables:
        sources = [Source(name, sha256, media_type, "utf-8", "\n".join(lines_of(tables)) + "\n", title_of(tables[0]))]
    if not sources:
        remedy = "name the column of texts 正文, 内容 or 全文"
        raise InputError("no-documents", name, "no sheet has a column of texts, or is a table with words", remedy)
    notes = tuple(_notes(found, {*listed, *(sheet.name for sheet in tables)}))
    return [sources[0]._replace(notes=notes), *sources[1:]]


def columns_of(table: list[list[str]]) -> Columns | None:
    """The columns that the heads in one of the first rows name, where the sheet lists documents: by their texts, or by
    their titles only. None for a table of another kind: `序号 / 任务 / 内容 / 责任单位` has a text of each task."""
    for number, row in enumerate(table[:HEAD_ROWS]):
        fields: dict[str, int] = {}
        for at, cell in enumerate(row):
            if field := field_of(cell):
                fields.setdefault(field, at)
        filled = sum(bool(cell.strip()) for cell in row)
        explained = len(fields) > 1 or filled <= FEW
        if ("text" in fields and explained) or ("title" in fields and explained and 2 * len(fields) >= filled):
            day = fields.get("date", fields.get("published"))
            return Columns(
                number, fields.get("text"), fields.get("title"), fields.get("issuer"), day, fields.get("number")
            )
    return None


def _rows(sheet: Sheet, columns: Columns) -> Iterator[Source]:
    """A source for each row with a text."""
    for row in sheet.rows[columns.row + 1 :]:
        text, title = _cell(row, columns.text).strip("\n"), _cell(row, columns.title)
        if not text:
            continue
        if title and "".join(title.split()) not in "".join(text[:1000].split()):
            text = f"{title}\n{text}"
        issuer, day = issuer_in(_cell(row, columns.issuer)), _cell(row, columns.date)
        facts = Facts(title or None, issuer, day_of(day) or date_in(day), number_in(_cell(row, columns.number)))
        yield Source("", "", "", "utf-8", text + "\n", *facts)


def _cell(row: list[str], at: int | None) -> str:
    return row[at].strip(" \t\r") if at is not None and at < len(row) else ""


def _notes(found: list[Sheet], read: set[str]) -> Iterator[Note]:
    """What of a workbook was not read."""
    for sheet in found:
        if sheet.name not in read and has_text(sheet):
            why = "is hidden" if sheet.hidden else "lists no documents"
            yield Note("sheet-unread", "review", f"the sheet {sheet.name} {why} and was not read")
        elif sheet.beyond:
            yield Note("sheet-unread", "review", f"{sheet.beyond} cells far to the right in {sheet.name} were not read")
