"""The tables that only a corpus has: what became of each input, and what each document looks like to its neighbours."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from policyparse.records.document import TABLES
from policyparse.release.arrow import schema_of

PERMUTATIONS = 64
BATCH = 256  # rows of a file that are held when it is read; a merge reads many files at once
SHINGLE = 9  # characters; two printings of one plan share most, two plans of one subject few

Column = tuple[str, pa.DataType, bool, str]


def table_schema(table: str, description: str, *columns: Column) -> pa.Schema:
    """The Arrow schema of a table; a column is its name, type, whether it may be null, and what it means."""
    fields: list[pa.Field[Any]] = [pa.field(n, kind, null, {"description": text}) for n, kind, null, text in columns]
    return pa.schema(fields, metadata={"table": table, "description": description})


INPUTS = table_schema(
    "inputs",
    "What became of every input.",
    ("source_name", pa.string(), False, "The input's name."),
    ("source_sha256", pa.string(), True, "SHA-256 of its bytes; null where unreadable."),
    ("size", pa.int64(), False, "Its bytes."),
    ("outcome", pa.string(), False, "accepted, refused or duplicate."),
    ("documents", pa.int64(), False, "How many documents it gave."),
    ("duplicate_of", pa.string(), True, "The input with the same bytes that was taken."),
)

SIGNATURES = table_schema(
    "signatures",
    "MinHash signatures, from which near duplicates are found.",
    ("document_id", pa.string(), False, "The document."),
    ("minhash", pa.binary(), False, "64 MinHash values, 4 bytes each, little-endian."),
)

COUNTS = table_schema(
    "agency_counts",
    "Who bears how much, by year, place and role, over the corpus.",
    ("agency_id", pa.string(), False, "The agency."),
    ("year", pa.int64(), True, "Of the documents' date; null where they have none."),
    ("division_code", pa.string(), True, "The agency's place."),
    ("place", pa.string(), True, "The name of that place."),
    ("role", pa.string(), False, "lead, support, guide or responsible."),
    ("documents", pa.int64(), False, "Documents that give the agency this role."),
    ("responsibilities", pa.int64(), False, "Responsibilities of the agency in this role."),
)

NEAR = table_schema(
    "near_duplicates",
    "Documents that are nearly the same as an earlier one.",
    ("document_id", pa.string(), False, "The document."),
    ("near_id", pa.string(), False, "The first document of the corpus that is nearly the same."),
    ("similarity", pa.float64(), False, "Estimated share of common character runs, 0 to 1."),
)

RUNS = {name: schema_of(TABLES[name], name) for name in ("agencies", "group_members")} | {"agency_counts": COUNTS}
"""The tables that are joined over documents."""


class InputRow(NamedTuple):
    """A row of the table `inputs`."""

    source_name: str
    source_sha256: str | None
    size: int
    outcome: str
    documents: int
    duplicate_of: str | None


def signature(document: Mapping[str, Any]) -> dict[str, Any] | None:
    """The MinHash signature (Broder 1997) of a document's letters and digits, from overlapping runs of characters; none
    where it has neither, since all such documents would be alike."""
    from datasketch import MinHash

    letters = re.sub(r"\W+", "", str(document["text"]))
    if not letters:
        return None
    runs = {zlib.crc32(letters[i : i + SHINGLE].encode()) for i in range(max(1, len(letters) - SHINGLE + 1))}
    found = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int)
    found.update_batch(sorted(runs))
    return {"document_id": document["document_id"], "minhash": found.hashvalues.astype("<u4").tobytes()}


def read_rows(path: Path, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a file, a batch at a time."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH, columns=columns, use_threads=False):
            yield from batch.to_pylist()
