"""One shard: its inputs → a folder of Parquet files that appears whole or not at all.

The same inputs, version, schema and options give the same bytes, whoever writes them and however often he was stopped.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from policyparse.assemble import document_stem
from policyparse.corpus.inputs import Entry, read_bytes
from policyparse.corpus.jobs import DONE, Limits, Task
from policyparse.corpus.joined import Joined
from policyparse.corpus.quality import Tally
from policyparse.corpus.rows import INPUTS, RUNS, SIGNATURES, InputRow, signature
from policyparse.pipeline import parse_fields
from policyparse.records.document import TABLES
from policyparse.records.errors import InputError
from policyparse.release.arrow import schema_of

SOURCE_HELD = 128 * 1024  # bytes of inputs whose rows are held as such, before they become columns
COLUMNS_HELD = 2 * 1024 * 1024  # bytes of columns held before they are written: bounds the memory of a shard


class TooLong(Exception):
    """A document took longer than its limit."""


def write_shard(task: Task, poison: Mapping[str, str], before: Callable[[str, int], None]) -> None:
    """Write the shard. `poison` gives inputs (by hash) that may not be touched, with the reason; `before(hash, size)` is
    told of each input before it is."""
    target = Path(task.target)
    folder = target.with_name(f".tmp-{target.name}-{secrets.token_hex(6)}")  # an orphan of a killed run keeps its own
    folder.mkdir(parents=True)
    with _Tables(folder, task.near) as tables:
        counts = _fill(tables, task, poison, before)
    files = {path.stem: {"rows": tables.written[path.stem], "sha256": sha256_of(path)} for path in _parquet(folder)}
    done = {"fingerprint": task.fingerprint(), **counts, "poison": dict(poison)}
    done |= {"tables": files, "tally": tables.tally.counts}
    (folder / DONE).write_text(json.dumps(done, sort_keys=True), encoding="utf-8")
    _flush(folder)
    if not task.is_done():
        shutil.rmtree(target, ignore_errors=True)
        os.rename(folder, target)


def _parquet(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.parquet"))


def _fill(tables: _Tables, task: Task, poison: Mapping[str, str], before: Callable[[str, int], None]) -> dict[str, int]:
    """Take every input of the shard; what became of them."""
    counts = {"accepted": 0, "refused": 0, "duplicate": 0, "documents": 0, "bytes": 0}
    for entry, duplicate_of in _entries(Path(task.inventory)):
        before(entry.sha256 or "", entry.size)
        outcome, documents = _take(entry, duplicate_of, task.limits, poison, tables)
        tables.add("inputs", asdict(InputRow(entry.name, entry.sha256, entry.size, outcome, documents, duplicate_of)))
        counts[outcome] += 1
        counts["documents"] += documents
        counts["bytes"] += entry.size
        tables.took(entry.size)
    return counts


def _entries(inventory: Path) -> Iterator[tuple[Entry, str | None]]:
    """The inputs of a shard, each with the name of the first input that has the same bytes."""
    first: Entry | None = None
    with inventory.open(encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            entry = Entry.of(line)
            if first is not None and entry.sha256 and entry.sha256 == first.sha256:
                yield entry, first.name
            else:
                first = entry
                yield entry, None


def _take(
    entry: Entry, duplicate_of: str | None, limits: Limits, poison: Mapping[str, str], tables: _Tables
) -> tuple[str, int]:
    """Parse one input into the tables: its outcome, and how many documents it gave."""
    if duplicate_of is not None:
        return "duplicate", 0
    try:
        documents = _parse(entry, limits, poison)
    except InputError as error:
        row = {
            "source_name": entry.name,
            "source_sha256": entry.sha256,
            "stage": error.stage,
            "code": error.code,
            "message": str(error),
        }
        tables.add("errors", row)
        return "refused", 0
    for document in documents:
        tables.add_document(document)
    return "accepted", len(documents)


def _parse(entry: Entry, limits: Limits, poison: Mapping[str, str]) -> list[dict[str, Any]]:
    """The documents of an input. Raises InputError, also for what a limit or the world outside forbids."""
    if entry.problem is not None or entry.sha256 is None:
        raise InputError("unreadable", entry.name, str(entry.problem), "check the file and its rights", "corpus")
    if entry.sha256 in poison:
        raise InputError("worker-lost", entry.name, poison[entry.sha256], "look at the file alone, with care", "corpus")
    if entry.size > limits.bytes:
        reason = f"{entry.size} bytes are more than the limit of {limits.bytes}"
        raise InputError("size-limit", entry.name, reason, "raise --max-bytes, or split the file", "corpus")
    try:
        data = read_bytes(entry.location)
    except OSError as error:
        reason = f"cannot be read any more ({error.strerror or error})"
        raise InputError("vanished", entry.name, reason, "run again when it is there", "corpus") from None
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise InputError("changed", entry.name, "changed while the corpus was read", "run again", "corpus")
    return _parse_within(entry, data, limits)


def _parse_within(entry: Entry, data: bytes, limits: Limits) -> list[dict[str, Any]]:
    stem = f"{document_stem(entry.name)}-{(entry.sha256 or '')[:10]}"
    try:
        with _alarm(limits.seconds):
            return parse_fields(data, entry.name, stem)
    except TooLong:
        reason = f"took longer than {limits.seconds:g} s"
        raise InputError(
            "time-limit", entry.name, reason, "raise --max-seconds, or look at it alone", "corpus"
        ) from None
    except MemoryError:
        reason = "needs more memory than it may have"
        raise InputError(
            "memory-limit", entry.name, reason, "raise --max-memory, or split the file", "corpus"
        ) from None
    except InputError:
        raise
    except Exception as error:
        reason = f"the parser failed on it ({type(error).__name__}: {error})"
        raise InputError("defect", entry.name, reason, "report it with the file", "corpus") from None


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raises TooLong in the main thread after `seconds`; elsewhere the supervisor's own watch must do."""

    def ring(*_: object) -> None:
        raise TooLong

    try:
        old = signal.signal(signal.SIGALRM, ring)
    except ValueError:  # not the main thread
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


class _Tables:
    """The Parquet files of a shard: rows become columns after a while, and columns are written after a longer one."""

    def __init__(self, folder: Path, near: bool) -> None:
        self.near = near
        self.joined, self.tally = Joined(), Tally()
        self.schemas = {name: schema_of(model, name) for name, model in TABLES.items() if name not in RUNS}
        self.schemas |= {"inputs": INPUTS, "signatures": SIGNATURES} | RUNS
        self.rows: dict[str, list[Mapping[str, Any]]] = {name: [] for name in self.schemas}
        self.columns: dict[str, list[pa.Table]] = {name: [] for name in self.schemas}
        self.written = dict.fromkeys(self.schemas, 0)
        self.source = 0
        self.writers = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", schema, version="2.6", compression="zstd")
            for name, schema in self.schemas.items()
        }

    def add(self, name: str, row: Mapping[str, Any]) -> None:
        """One row more."""
        self.rows[name].append(row)

    def add_document(self, document: Mapping[str, Any]) -> None:
        """The rows of all tables that a document has."""
        self.rows["documents"].append(document)
        for name in TABLES:
            if name not in ("documents", "errors") and name not in RUNS:
                self.rows[name] += document[name]
        self.joined.add(document)
        if self.near:
            self.add("signatures", signature(document))

    def took(self, size: int) -> None:
        """An input of so many bytes was taken."""
        self.source += size
        if self.source >= SOURCE_HELD:
            self._convert()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what is left, and end all files; after a failure, only let go of them."""
        try:
            if kind is None:
                for name, rows in self.joined.tables().items():
                    self.rows[name] += rows
                self._convert()
                for name, writer in self.writers.items():
                    self._write(name)
                    writer.close()
        finally:
            for writer in self.writers.values():
                if writer.is_open:
                    with suppress(OSError):
                        writer.close()
                    writer.is_open = False  # else its destructor tries again, and prints

    def _convert(self) -> None:
        """Rows to columns, which need a tenth of the room; the largest tables are written when there are too many."""
        self.source = 0
        for name, rows in self.rows.items():
            if rows:
                self.tally.add(name, rows)
                self.columns[name].append(_columns(rows, self.schemas[name]))
                self.rows[name] = []
        sizes = {name: sum(t.nbytes for t in tables) for name, tables in self.columns.items()}
        while sum(sizes.values()) > COLUMNS_HELD:
            largest = max(sizes, key=lambda name: sizes[name])
            self._write(largest)
            sizes[largest] = 0

    def _write(self, name: str) -> None:
        tables, self.columns[name] = self.columns[name], []
        if tables:
            table = pa.concat_tables(tables)
            self.written[name] += table.num_rows
            self.writers[name].write_table(table)


def _columns(rows: list[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    columns = zip(*map(itemgetter(*schema.names), rows), strict=True)
    return pa.Table.from_arrays(
        [pa.array(column, f.type) for column, f in zip(columns, schema, strict=True)], schema=schema
    )


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(folder: Path) -> None:
    """Force the folder's files to the disk before it gets its name."""
    for path in [*folder.iterdir(), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
