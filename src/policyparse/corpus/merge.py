"""Many files of a table → one, without holding it: sorted runs merged row by row, at most FAN_IN open at once."""

from __future__ import annotations

import hashlib
import heapq
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from policyparse.corpus.jobs import Merge
from policyparse.corpus.joined import JOINTS, Row
from policyparse.corpus.near import near_duplicates
from policyparse.corpus.rows import BATCH, NEAR, RUNS, read_rows

GROUP = 4 * BATCH  # rows that are written together


def write_merged(merge: Merge, before: Callable[[str, int], None]) -> None:
    """Write the file that `merge` asks for, and beside it what it holds."""
    target = Path(merge.target)
    unfinished = target.with_name(f".tmp-{target.name}-{secrets.token_hex(6)}")
    if merge.table == "near_duplicates":
        rows, schema = near_duplicates([Path(s) for s in merge.sources], target.parent), NEAR
    else:
        rows, schema = _merged(merge.table, [Path(s) for s in merge.sources]), RUNS[merge.table]
    total = _write_rows(_alive(rows, before), schema, unfinished)
    with unfinished.open("rb") as file:
        found = {"rows": total, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}
    os.rename(unfinished, target)
    unfinished.write_text(json.dumps(found), encoding="utf-8")
    os.rename(unfinished, f"{target}.json")


def _merged(table: str, runs: Sequence[Path]) -> Iterator[Row]:
    """Sorted runs as one, rows of one key combined."""
    joint = JOINTS[table]
    for _, group in groupby(heapq.merge(*map(read_rows, runs), key=joint.key), joint.key):
        yield joint.combine(list(group))


def _alive(rows: Iterator[Row], before: Callable[[str, int], None]) -> Iterator[Row]:
    """The same rows; now and then whoever waits is told that they come."""
    for number, row in enumerate(rows):
        if number % BATCH == 0:
            before("", 0)
        yield row


def _write_rows(rows: Iterable[Row], schema: pa.Schema, path: Path) -> int:
    """Write rows as they come; how many there were."""
    total = 0
    with pq.ParquetWriter(path, schema, version="2.6", compression="zstd") as writer:
        batch: list[Row] = []
        for row in rows:
            batch.append(row)
            if len(batch) >= GROUP:
                writer.write_table(_table(batch, schema))
                total, batch = total + len(batch), []
        if batch:
            writer.write_table(_table(batch, schema))
    return total + len(batch)


def _table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_arrays([pa.array([r[f.name] for r in rows], f.type) for f in schema], schema=schema)
