"""The published table `overview`: its columns, and its form as CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import Field

from policyparse.records.tables import DocumentId, Record


class OverviewRow(Record):
    """A measure with its headings, text, agencies by role and numbers as readable text, for who opens a single file."""

    document_id: DocumentId
    title: str | None = Field(description="The title of the document.")
    issuer: str | None = Field(description="Who signs the document.")
    date_issued: date | None = Field(description="The date of the document (成文日期).")
    measure_id: str = Field(description="The measure: a row of measures.")
    path: str = Field(description="The labels of the measure and all that it stands under, joined with `/`.")
    sections: str = Field(description="The headings that it stands under, from the top, joined with ` › `.")
    heading: str | None = Field(description="The measure's heading.")
    text: str = Field(description="The measure's text.")
    lead: str | None = Field(description="Agencies that lead (牵头), joined with `；`.")
    support: str | None = Field(description="Agencies that support (配合), joined with `；`.")
    responsible: str | None = Field(description="Agencies that are responsible (责任单位), joined with `；`.")
    guide: str | None = Field(description="Agencies that guide (指导), joined with `；`.")
    targets: str | None = Field(
        description="The levels to reach, with comparator, unit and deadline, joined with `；`."
    )
    other_numbers: str | None = Field(description="The other numbers: baselines, conditions, benefits.")


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def overview_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The rows as CSV that spreadsheets open as it is: UTF-8 with its mark, CRLF, and no cell taken for a formula.

    A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it.
    """
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(OverviewRow.model_fields)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in OverviewRow.model_fields])
    return b"\xef\xbb\xbf" + sink.getvalue().encode()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
