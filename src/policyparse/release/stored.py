"""A corpus release, whose documents lie in tables only → nested documents again, a part at a time."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policyparse.records import SCHEMA_VERSION
from policyparse.records.document import TABLES, Document
from policyparse.records.errors import InputError

Row = dict[str, Any]
OWN = tuple(t for t in TABLES if t not in ("documents", "errors", "agencies", "group_members"))
"""Tables whose rows name their document."""


def is_corpus(folder: Path) -> bool:
    """True where a folder is the release of a corpus."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.get("kind") == "corpus"


def stored(folder: Path, wanted: str | None = None) -> Iterator[Row]:
    """The fields of the documents of a corpus, all or the one called `wanted`; `pages` are not kept in tables."""
    for part in sorted((folder / "tables" / "documents").glob("*.parquet")):
        filters: Any = None if wanted is None else [("document_id", "=", wanted)]
        rows = _read(part, filters=filters).to_pylist()
        if rows:
            yield from _documents(folder, part.name, rows, filters)


def _documents(folder: Path, part: str, rows: list[Row], filters: Any) -> Iterator[Row]:
    """The documents of one part of the release."""
    own: dict[str, dict[str, list[Row]]] = {table: defaultdict(list) for table in OWN}
    for table in OWN:
        path = folder / "tables" / table / part
        for row in _read(path, filters=filters).to_pylist() if path.is_file() else ():
            own[table][row["document_id"]].append(row)
    agencies = _Agencies(folder, own["agency_names"])
    for row in rows:
        tables = {table: own[table][row["document_id"]] for table in OWN}
        fields = {**row, "schema_version": SCHEMA_VERSION, "pages": [], **tables}
        fields |= agencies.of(tables["agency_names"])
        fields["alignment"] = list(_alignment(row, tables["edits"]))
        yield {name: fields[name] for name in Document.model_fields}


class _Agencies:
    """The agencies that the documents of a part name, and the members of their groups."""

    def __init__(self, folder: Path, names: dict[str, list[Row]]) -> None:
        ids = {row["agency_id"] for rows in names.values() for row in rows}
        self.members: dict[str, list[Row]] = defaultdict(list)
        for row in _where(folder / "tables" / "group_members.parquet", ids):
            self.members[row["agency_id"]].append(row)
        inside = {row["member_agency_id"] for rows in self.members.values() for row in rows}
        self.rows = {row["agency_id"]: row for row in _where(folder / "tables" / "agencies.parquet", ids | inside)}

    def of(self, names: list[Row]) -> dict[str, list[Row]]:
        """The agencies and group members of the document that writes `names`."""
        counts: dict[str, int] = defaultdict(int)
        for row in names:
            counts[row["agency_id"]] += row["mention_count"]
        members = [row for agency_id in counts for row in self.members[agency_id]]
        ids = dict.fromkeys([*counts, *(row["member_agency_id"] for row in members)])
        agencies = [{**self.rows[i], "mention_count": counts.get(i, 0)} for i in ids if i in self.rows]
        return {"agencies": agencies, "group_members": members}


def _where(path: Path, ids: set[str]) -> list[Row]:
    """The rows of a table about these agencies."""
    found: list[Row] = _read(path, filters=[("agency_id", "in", ids)]).to_pylist() if ids else []
    return found


def _read(path: Path, **wanted: Any) -> pa.Table:
    """Rows of a file of the release. Raises InputError where it cannot be read."""
    try:
        return pq.read_table(path, partitioning=None, **wanted)
    except (OSError, pa.ArrowException) as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else " ".join(str(error).split())
        remedy = "see what `policyparse verify` says of the release"
        raise InputError("torn", str(path), reason, remedy, "release") from None


def _alignment(row: Row, edits: list[Row]) -> Iterator[Row]:
    """The runs that are the same in text and source: what lies between the edits."""
    text_at = source_at = 0
    for edit in [*edits, None]:
        end = edit["text_start"] if edit else len(row["text"])
        if end > text_at:
            yield {"text_start": text_at, "source_start": source_at, "length": end - text_at}
        if edit:
            text_at, source_at = edit["text_end"], edit["source_end"]


LISTED = ("document_id", "title", "issuer", "date_issued", "measures", "responsibilities", "targets")


def listing(folder: Path, most: int) -> list[Row]:
    """The first `most` documents of a corpus with what they hold, for an index (columns LISTED)."""
    found: list[Row] = []
    for part in sorted((folder / "tables" / "documents").glob("*.parquet")):
        rows = _read(part, columns=list(LISTED[:4])).to_pylist()
        for table in LISTED[4:]:
            path = folder / "tables" / table / part.name
            there = _read(path, columns=["document_id"]) if path.is_file() else None
            counts = Counter(there["document_id"].to_pylist() if there else ())
            for row in rows:
                row[table] = counts[row["document_id"]]
        found += rows
        if len(found) >= most:
            break
    return found[:most]


def how_many(folder: Path) -> int:
    """How many documents a corpus holds."""
    return sum(pq.read_metadata(part).num_rows for part in (folder / "tables" / "documents").glob("*.parquet"))
