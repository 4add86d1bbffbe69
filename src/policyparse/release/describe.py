"""What tables, columns and codes mean, in English (from the models) and Chinese (from the tables in `words/`)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from policyparse.records.document import TABLES
from policyparse.records.tables import Record
from policyparse.release.columns import choices_of, description_of, first_sentence, kind_of
from policyparse.release.overview_row import OverviewRow
from policyparse.release.registry import REGISTRY

PUBLISHED: dict[str, type[Record]] = {**TABLES, **REGISTRY, "overview": OverviewRow}
"""Every table of a release, with the model of its rows."""

PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("document_id",),
    "sections": ("section_id",),
    "measures": ("measure_id",),
    "segments": ("document_id", "position"),
    "clauses": ("clause_id",),
    "responsibilities": ("responsibility_id",),
    "agencies": ("agency_id",),
    "agency_names": ("agency_id", "text", "document_id"),
    "group_members": ("agency_id", "member_agency_id"),
    "targets": ("target_id",),
    "edits": ("edit_id",),
    "notices": ("notice_id",),
    "registry_divisions": ("division_code", "name", "valid_from"),
    "overview": ("measure_id",),
}
"""The columns that identify a row. `errors` has no key: two files may have one name and no content; nor has
`registry_functions`: one row of the registry may give names of several levels."""

FOREIGN_KEYS: dict[str, dict[str, str]] = {
    "document_id": {"documents": "document_id"},
    "parent_id": {"sections": "section_id"},
    "section_id": {"sections": "section_id"},
    "measure_id": {"measures": "measure_id"},
    "clause_id": {"clauses": "clause_id"},
    "agency_id": {"agencies": "agency_id"},
    "baseline_id": {"targets": "target_id"},
}
"""Columns that name a row of another table: which, and the column there. (`node_id` may be in two tables.)"""


class Column(NamedTuple):
    """A column of a published table."""

    name: str
    type: type
    nullable: bool
    en: str
    zh: str
    codes: tuple[Code, ...]


class Code(NamedTuple):
    """A value that an enumerated column may have."""

    code: str
    en: str
    zh: str


def columns(table: str) -> list[Column]:
    """The columns of a table, in order. Raises KeyError where `words/` has no Chinese for one."""
    model = PUBLISHED[table]
    return [
        Column(
            name,
            *kind_of(info.annotation),
            description_of(model, name),
            _chinese(table, name),
            tuple(Code(c, *_codes()[table, name, c]) for c in choices_of(info.annotation)),
        )
        for name, info in model.model_fields.items()
    ]


def table_words(table: str) -> tuple[str, str]:
    """What a row of a table is, in English and Chinese."""
    return first_sentence(PUBLISHED[table]), _tables()[table]


def foreign_keys(table: str) -> list[tuple[str, str, str]]:
    """The columns of a table that name a row of another (or of itself): column, table, column there."""
    own = PRIMARY_KEYS.get(table, ())
    return [
        (column, other, key)
        for column in PUBLISHED[table].model_fields
        for other, key in FOREIGN_KEYS.get(column, {}).items()
        if not (other == table and own == (column,))
    ]


def _chinese(table: str, column: str) -> str:
    words = _columns()
    return words.get((table, column)) or words["", column]


@cache
def _columns() -> dict[tuple[str, str], str]:
    return {(r["table"], r["column"]): r["zh"] for r in _rows("columns.csv")}


@cache
def _tables() -> dict[str, str]:
    return {r["table"]: r["zh"] for r in _rows("tables.csv")}


@cache
def _codes() -> dict[tuple[str, str, str], tuple[str, str]]:
    return {(r["table"], r["column"], r["code"]): (r["en"], r["zh"]) for r in _rows("codes.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("policyparse.release").joinpath("words", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
