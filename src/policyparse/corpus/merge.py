"""Many shards → the tables of one release, a table at a time and without holding one.

Most tables are the shards' files under one folder (a partitioned Parquet data set). Tables whose rows are joined over
documents are merged from sorted runs, at most FAN_IN files open at once.
"""

from __future__ import annotations

import heapq
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policyparse.corpus.rows import COUNTS
from policyparse.records.document import TABLES
from policyparse.release.arrow import schema_of

FAN_IN = 64
BATCH = 8192
JOINED = ("agencies", "group_members")

Row = dict[str, Any]
Key = tuple[Any, ...]


def link_parts(shards: Sequence[Path], table: str, folder: Path) -> Iterator[Path]:
    """The shards' files of a table under one folder, linked where the file system can, else copied; empty ones left out
    but for the first, so that a table always has its schema."""
    target = folder / table
    target.mkdir(parents=True)
    kept = 0
    for shard in shards:
        source = shard / f"{table}.parquet"
        if pq.ParquetFile(source).metadata.num_rows == 0 and (kept or shard != shards[-1]):
            continue
        kept += 1
        part = target / f"part-{shard.name}.parquet"
        try:
            os.link(source, part)
        except OSError:
            shutil.copyfile(source, part)
        yield part


def joined(shards: Sequence[Path], table: str, work: Path) -> Iterator[Row]:
    """The rows of a table that is joined over documents: agencies (mentions added up) or group_members (once each)."""
    key = _agency_key if table == "agencies" else _whole
    runs = [_sorted_run(shard, table, key, work / f"{table}-{shard.name}.parquet") for shard in shards]
    return _merged(runs, key, _add_mentions if table == "agencies" else _first, work, schema_of(TABLES[table], table))


def counts(shards: Sequence[Path], work: Path) -> Iterator[Row]:
    """The rows of `agency_counts`."""
    runs = []
    for shard in shards:
        run = work / f"counts-{shard.name}.parquet"
        write_rows(iter(_shard_counts(shard)), COUNTS, run)
        runs.append(run)
    return _merged(runs, _count_key, _add_counts, work, COUNTS)


def write_rows(rows: Iterable[Row], schema: pa.Schema, path: Path) -> int:
    """Write rows as they come; how many there were."""
    total = 0
    with pq.ParquetWriter(path, schema, version="2.6", compression="zstd") as writer:
        batch: list[Row] = []
        for row in rows:
            batch.append(row)
            if len(batch) >= BATCH:
                writer.write_table(_table(batch, schema))
                total, batch = total + len(batch), []
        if batch:
            writer.write_table(_table(batch, schema))
    return total + len(batch)


def read_rows(path: Path, columns: list[str] | None = None) -> Iterator[Row]:
    """The rows of a file, a batch at a time."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH, columns=columns, use_threads=False):
            yield from batch.to_pylist()


def _table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_arrays([pa.array([r[f.name] for r in rows], f.type) for f in schema], schema=schema)


def _sorted_run(shard: Path, table: str, key: Callable[[Row], Key], path: Path) -> Path:
    rows = sorted(read_rows(shard / f"{table}.parquet"), key=key)
    combine = _add_mentions if table == "agencies" else _first
    groups = (combine(list(group)) for _, group in groupby(rows, key))
    write_rows(groups, schema_of(TABLES[table], table), path)
    return path


def _merged(
    runs: list[Path], key: Callable[[Row], Key], combine: Callable[[list[Row]], Row], work: Path, schema: pa.Schema
) -> Iterator[Row]:
    """Sorted runs as one, rows of one key combined; runs beyond FAN_IN are merged to longer ones first."""
    level = 0
    while len(runs) > FAN_IN:
        level += 1
        longer = []
        for start in range(0, len(runs), FAN_IN):
            path = work / f"{runs[0].stem}-{level}-{start}.parquet"
            write_rows(_merged(runs[start : start + FAN_IN], key, combine, work, schema), schema, path)
            longer.append(path)
        runs = longer
    streams = heapq.merge(*(read_rows(run) for run in runs), key=key)
    for _, group in groupby(streams, key):
        yield combine(list(group))


def _agency_key(row: Row) -> Key:
    return (row["agency_id"],)


def _whole(row: Row) -> Key:
    return tuple(str(v) for v in row.values())


def _count_key(row: Row) -> Key:
    return row["agency_id"], row["year"] or 0, row["division_code"] or "", row["role"]


def _first(rows: list[Row]) -> Row:
    return rows[0]


def _add_mentions(rows: list[Row]) -> Row:
    """One row an agency: the name that is in force longest into the future, the mentions of all added up."""
    best = max(rows, key=lambda r: (r["valid_to"] or "9999", r["valid_from"] or "", r["name"]))
    return {**best, "mention_count": sum(r["mention_count"] for r in rows)}


def _add_counts(rows: list[Row]) -> Row:
    total = {k: sum(r[k] for r in rows) for k in ("documents", "responsibilities")}
    return {**rows[0], **total}


def _shard_counts(shard: Path) -> list[Row]:
    years = {
        r["document_id"]: r["date_issued"]
        for r in read_rows(shard / "documents.parquet", ["document_id", "date_issued"])
    }
    places = {
        r["agency_id"]: (r["division_code"], r["place"])
        for r in read_rows(shard / "agencies.parquet", ["agency_id", "division_code", "place"])
    }
    found: Counter[Key] = Counter()
    documents: dict[Key, set[str]] = {}
    for r in read_rows(shard / "responsibilities.parquet", ["document_id", "agency_id", "role"]):
        issued = years[r["document_id"]]
        key = (r["agency_id"], issued.year if issued else None, r["role"])
        found[key] += 1
        documents.setdefault(key, set()).add(r["document_id"])
    rows = [
        {
            "agency_id": agency_id,
            "year": year,
            "division_code": places[agency_id][0],
            "place": places[agency_id][1],
            "role": role,
            "documents": len(documents[agency_id, year, role]),
            "responsibilities": number,
        }
        for (agency_id, year, role), number in found.items()
    ]
    return sorted(rows, key=_count_key)
