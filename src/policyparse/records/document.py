"""The nested document: the fields of `documents` and one array per table, linked by ids."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from policyparse.records import SCHEMA_VERSION
from policyparse.records.tables import (
    Agency,
    AgencyName,
    Alignment,
    ClauseRecord,
    DocumentFields,
    EditRecord,
    GroupMember,
    Measure,
    Notice,
    PageStart,
    Record,
    Refusal,
    Responsibility,
    Section,
    SegmentRecord,
    Target,
)

__all__ = ["SCHEMA_VERSION", "TABLES", "Document"]


class Document(DocumentFields):
    """One policy document as records, each with its place in `text` and in `source_text`."""

    schema_version: Literal["1.0.0"] = Field(description="Version of this schema (major.minor.patch).")
    pages: tuple[PageStart, ...] = Field(description="Where the pages of a paged source begin.")
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]
    segments: tuple[SegmentRecord, ...]
    clauses: tuple[ClauseRecord, ...]
    responsibilities: tuple[Responsibility, ...]
    agencies: tuple[Agency, ...]
    agency_names: tuple[AgencyName, ...]
    group_members: tuple[GroupMember, ...]
    targets: tuple[Target, ...]
    edits: tuple[EditRecord, ...]
    notices: tuple[Notice, ...]
    alignment: tuple[Alignment, ...] = Field(description="The runs that are the same in text and source.")


TABLES: dict[str, type[Record]] = {
    "documents": DocumentFields,
    "sections": Section,
    "measures": Measure,
    "segments": SegmentRecord,
    "clauses": ClauseRecord,
    "responsibilities": Responsibility,
    "agencies": Agency,
    "agency_names": AgencyName,
    "group_members": GroupMember,
    "targets": Target,
    "edits": EditRecord,
    "notices": Notice,
    "errors": Refusal,
}
"""Every table by name; the nested document has an array for each but `documents` and `errors`."""
