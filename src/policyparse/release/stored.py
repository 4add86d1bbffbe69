"""A corpus release, whose documents lie in tables only → nested documents again, a part at a time."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from policyparse.records import SCHEMA_VERSION
from policyparse.records.document import TABLES, Document
from policyparse.records.errors import InputError
from policyparse.release.files import Files

Row = dict[str, Any]
OWN = tuple(t for t in TABLES if t not in ("documents", "errors", "agencies", "group_members"))
"""Tables whose rows name their document."""


def is_corpus(files: Files) -> bool:
    """True where files are the release of a corpus."""
    try:
        manifest = json.loads(files.read("manifest.json"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.get("kind") == "corpus"


def stored(place: str | Path | Files, wanted: str | None = None) -> Iterator[Row]:
    """The fields of the documents of the corpus at `place`, all or the one called `wanted`; `pages` are not kept in
    tables."""
    files = place if isinstance(place, Files) else Files(place)
    parts = {table: set(files.parts(table)) for table in OWN}
    for part in files.parts("documents"):
        filters: Any = None if wanted is None else [("document_id", "=", wanted)]
        rows = _read(files, part, filters=filters).to_pylist()
        if rows:
            named = {table: _beside(part, table) for table in OWN}
            there = {table: name for table, name in named.items() if name in parts[table]}
            yield from _documents(files, there, rows, filters)


def _beside(part: str, table: str) -> str:
    """The part of a table with the rows of the same documents as a part of `documents`."""
    return f"tables/{table}/{part.rpartition('/')[2]}"


def _documents(files: Files, parts: Mapping[str, str], rows: list[Row], filters: Any) -> Iterator[Row]:
    """The documents of one part of the release, whose rows stand in `parts` by table."""
    own: dict[str, dict[str, list[Row]]] = {table: defaultdict(list) for table in OWN}
    for table, part in parts.items():
        for row in _read(files, part, filters=filters).to_pylist():
            own[table][row["document_id"]].append(row)
    agencies = _Agencies(files, own["agency_names"])
    for row in rows:
        tables = {table: own[table][row["document_id"]] for table in OWN}
        fields = {**row, "schema_version": SCHEMA_VERSION, "pages": [], **tables}
        fields |= agencies.of(tables["agency_names"])
        fields["alignment"] = list(_alignment(row, tables["edits"]))
        yield {name: fields[name] for name in Document.model_fields}


class _Agencies:
    """The agencies that the documents of a part name, and the members of their groups."""

    def __init__(self, files: Files, names: dict[str, list[Row]]) -> None:
        ids = {row["agency_id"] for rows in names.values() for row in rows}
        self.members: dict[str, list[Row]] = defaultdict(list)
        for row in _where(files, "group_members", ids):
            self.members[row["agency_id"]].append(row)
        inside = {row["member_agency_id"] for rows in self.members.values() for row in rows}
        self.rows = {row["agency_id"]: row for row in _where(files, "agencies", ids | inside)}

    def of(self, names: list[Row]) -> dict[str, list[Row]]:
        """The agencies and group members of the document that writes `names`."""
        counts: dict[str, int] = defaultdict(int)
        for row in names:
            counts[row["agency_id"]] += row["mention_count"]
        members = [row for agency_id in counts for row in self.members[agency_id]]
        ids = dict.fromkeys([*counts, *(row["member_agency_id"] for row in members)])
        agencies = [{**self.rows[i], "mention_count": counts.get(i, 0)} for i in ids if i in self.rows]
        return {"agencies": agencies, "group_members": members}


def _where(files: Files, table: str, ids: set[str]) -> list[Row]:
    """The rows of a table about these agencies."""
    name = f"tables/{table}.parquet"
    found: list[Row] = _read(files, name, filters=[("agency_id", "in", ids)]).to_pylist() if ids else []
    return found


def _read(files: Files, name: str, **wanted: Any) -> pa.Table:
    """Rows of a file of the release. Raises InputError where it cannot be read."""
    try:
        return files.table(name, **wanted)
    except (OSError, pa.ArrowException) as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else " ".join(str(error).split())
        remedy = "see what `policyparse verify` says of the release"
        raise InputError("torn", files.path(name), reason, remedy, "release") from None


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


def listing(place: str | Path | Files, most: int) -> list[Row]:
    """The first `most` documents of a corpus with what they hold, for an index (columns LISTED)."""
    files = place if isinstance(place, Files) else Files(place)
    parts = {table: set(files.parts(table)) for table in LISTED[4:]}
    found: list[Row] = []
    for part in files.parts("documents"):
        rows = _read(files, part, columns=list(LISTED[:4])).to_pylist()
        for table in LISTED[4:]:
            name = _beside(part, table)
            there = _read(files, name, columns=["document_id"]) if name in parts[table] else None
            counts = Counter(there["document_id"].to_pylist() if there else ())
            for row in rows:
                row[table] = counts[row["document_id"]]
        found += rows
        if len(found) >= most:
            break
    return found[:most]


def how_many(files: Files) -> int:
    """How many documents a corpus holds."""
    return sum(map(files.rows, files.parts("documents")))
