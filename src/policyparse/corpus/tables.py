"""The Parquet files of a shard: rows become columns after a while, and columns are written after a longer one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from policyparse.corpus.joined import Joined
from policyparse.corpus.quality import Tally
from policyparse.corpus.rows import INPUTS, RUNS, SIGNATURES, signature
from policyparse.records.document import TABLES
from policyparse.release.arrow import schema_of

SOURCE_HELD = 128 * 1024  # bytes of inputs whose rows are held as such, before they become columns
COLUMNS_HELD = 2 * 1024 * 1024  # bytes of columns held before they are written: bounds the memory of a shard

Row = Mapping[str, Any]

_TEXTS = frozenset({"text", "source_text", "evidence", "before", "after", "message"})
_OWN_IDS = frozenset({"measure_id", "clause_id", "responsibility_id", "target_id", "edit_id", "notice_id"})
_RISING = ("position", "text_start", "text_end", "source_start", "source_end")


class Tables:
    """The files of one shard, while they are filled."""

    def __init__(self, folder: Path, near: bool) -> None:
        self.near = near
        self.joined, self.tally = Joined(), Tally()
        self.schemas = shard_schemas()
        self.rows: dict[str, list[Row]] = {name: [] for name in self.schemas}
        self.columns: dict[str, list[pa.Table]] = {name: [] for name in self.schemas}
        self.held = dict.fromkeys(self.schemas, 0)  # bytes of columns
        self.written = dict.fromkeys(self.schemas, 0)
        self.source = 0
        self.writers = {name: _writer(folder / f"{name}.parquet", schema) for name, schema in self.schemas.items()}

    def add(self, name: str, row: Row) -> None:
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

    def make_room(self) -> None:
        """Let go of what is held: an input comes that is large itself, and its peak is not to lie on top of others'."""
        self._convert()
        for name in self.columns:
            self._write(name)
        pa.default_memory_pool().release_unused()

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
                columns = _columns(rows, self.schemas[name])
                self.columns[name].append(columns)
                self.held[name] += columns.get_total_buffer_size()
                self.rows[name] = []
        while sum(self.held.values()) > COLUMNS_HELD:
            self._write(max(self.held, key=self.held.__getitem__))

    def _write(self, name: str) -> None:
        tables, self.columns[name], self.held[name] = self.columns[name], [], 0
        if tables:
            table = pa.concat_tables(tables)
            self.written[name] += table.num_rows
            self.writers[name].write_table(table)


@cache
def shard_schemas() -> dict[str, pa.Schema]:
    """The tables of a shard by name, each with its schema."""
    own = {name: schema_of(model, name) for name, model in TABLES.items() if name not in RUNS}
    return own | {"inputs": INPUTS, "signatures": SIGNATURES} | RUNS


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """A file that is quick to write: no dictionary of values that do not come again, differences of numbers that rise
    (Parquet's DELTA_BINARY_PACKED), no least and greatest value of long texts."""
    rising = [name for name in _RISING if name in schema.names]
    unlike = {*_TEXTS, *_OWN_IDS, *rising}
    again: Any = [f.name for f in schema if f.name not in unlike and f.type != pa.bool_()]
    return pq.ParquetWriter(
        path,
        schema,
        version="2.6",
        compression="zstd",
        use_dictionary=again,
        write_statistics=[name for name in schema.names if name not in _TEXTS],
        column_encoding=dict.fromkeys(rising, "DELTA_BINARY_PACKED"),
    )


def _columns(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    names = schema.names
    in_order = list(rows[0]) == names  # as whoever makes rows makes them all, but for documents, which hold more
    cells: Iterable[Iterable[Any]] = map(dict.values, rows) if in_order else map(itemgetter(*names), rows)  # type: ignore[arg-type]
    columns = zip(*cells, strict=True)
    return pa.Table.from_arrays(
        [pa.array(column, f.type) for column, f in zip(columns, schema, strict=True)], schema=schema
    )
