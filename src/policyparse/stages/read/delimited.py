"""Tables as text (CSV, TSV): their cells, then as those of an XLSX."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import islice

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.decode import decode
from policyparse.stages.read.plain import read_plain
from policyparse.stages.read.xlsx import sources_of
from policyparse.stages.read.xlsx.cells import MOST_ROWS, Sheet

MEDIA_TYPE = "text/csv"
_SIGNS = (",", "\t", ";", "|")
_TOLD = "sep="  # as Excel is told the sign between cells, in a line above the table


def read_delimited(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources as those of an XLSX: one for each row with a text, or the table. Lines without a second cell are a text.

    Raises InputError `binary`, `encoding`, `too-large` or `no-documents`.
    """
    found = decode(data, name)
    sign, text = _sign(found.text)
    rows = _rows(text, sign, name)
    if not any(len(row) > 1 for row in rows):
        return read_plain(data, name, sha256)
    sources = sources_of([Sheet(name, rows, hidden=False, beyond=0)], name, sha256, MEDIA_TYPE)
    notes = tuple(note._replace(span=None) for note in found.notes)  # their spans lie in the table
    sources[0] = sources[0]._replace(notes=(*notes, *sources[0].notes))
    return [source._replace(encoding=found.encoding) for source in sources]


def _sign(text: str) -> tuple[str, str]:
    """The sign between cells (told, or the one that the line of heads has most), and the table."""
    first, _, rest = text.lstrip("\r\n").partition("\n")
    told = first.strip().lower()
    if told.startswith(_TOLD) and len(told) == len(_TOLD) + 1:
        return told[-1], rest
    return max(_SIGNS, key=first.count), text


def _rows(text: str, sign: str, place: str) -> list[list[str]]:
    csv.field_size_limit(max(len(text), 1 << 17))
    lines = StringIO(text.replace("\0", ""), newline="")
    rows = list(islice(csv.reader(lines, delimiter=sign), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise InputError("too-large", place, f"it has more than {MOST_ROWS:,} rows", "split it")
    return rows
