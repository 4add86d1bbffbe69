"""Many documents → the rows of every table of a release, in an order that depends on nothing but the rows."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policyparse.records.document import TABLES
from policyparse.release.forms import json_line
from policyparse.release.overview import overview_rows

Row = Mapping[str, Any]
Fields = Mapping[str, Any]


def table_rows(
    documents: Iterable[Fields], errors: Iterable[Row], registry: Mapping[str, Sequence[Row]]
) -> dict[str, list[Row]]:
    """The rows of all tables. In: the fields of the documents, the rows of `errors` and of the registry's tables.

    Documents come in the order of their ids, rows within one in reading order; agencies are joined by their id.
    """
    ordered = sorted(documents, key=lambda d: str(d["document_id"]))
    rows: dict[str, list[Row]] = {"documents": [{c: d[c] for c in TABLES["documents"].model_fields} for d in ordered]}
    for name in TABLES:
        if name not in ("documents", "errors"):
            rows[name] = [row for document in ordered for row in document[name]]
    rows["agencies"] = _joined_agencies(ordered)
    rows["group_members"] = _unique(rows["group_members"])
    rows |= {table: list(found) for table, found in registry.items()}
    rows["overview"] = [row for document in ordered for row in overview_rows(document)]
    rows["errors"] = sorted(errors, key=lambda r: (str(r["source_name"]), str(r["source_sha256"])))
    return rows


def table_file(table: str) -> str:
    """Where a table lies in a release; the one that people open by itself lies at the top."""
    return "overview.parquet" if table == "overview" else f"tables/{table}.parquet"


def _joined_agencies(documents: Sequence[Fields]) -> list[Row]:
    """One row an agency: as the latest document has it, with the mentions of all documents added up.

    A body that was renamed between two documents keeps its id; `agency_names` has what each document writes.
    """
    counts: Counter[str] = Counter()
    latest: dict[str, tuple[tuple[str, str], Row]] = {}
    for document in documents:
        age = (str(document["date_issued"] or ""), str(document["document_id"]))
        for row in document["agencies"]:
            counts[row["agency_id"]] += row["mention_count"]
            if row["agency_id"] not in latest or latest[row["agency_id"]][0] < age:
                latest[row["agency_id"]] = (age, row)
    return [{**latest[key][1], "mention_count": counts[key]} for key in sorted(latest)]


def _unique(rows: Iterable[Row]) -> list[Row]:
    """Equal rows once, sorted."""
    return [dict(items) for items in sorted({tuple(row.items()) for row in rows}, key=str)]


def content_hash(rows: Iterable[Row]) -> str:
    """SHA-256 of the rows as JSON, a line each: what a table says, however its file is compressed."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json_line(row).encode() + b"\n")
    return digest.hexdigest()
