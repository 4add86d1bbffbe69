"""The Parquet files of a shard: cells become Arrow columns after a while, and these are written after a longer one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from struct import pack
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from policyparse.assemble import Tabled
from policyparse.corpus.joined import Joined
from policyparse.corpus.quality import Tally
from policyparse.corpus.rows import INPUTS, RUNS, SIGNATURES, signature
from policyparse.records.document import TABLES
from policyparse.release.arrow import schema_of

SOURCE_HELD = 256 * 1024  # bytes of inputs whose cells are held as such, before they become columns of Arrow
ROWS_HELD = 512  # a table of fewer is held further: to begin a column takes Arrow as long as fifty cells do
COLUMNS_HELD = 2 * 1024 * 1024  # bytes of columns held before they are written: bounds the memory of a shard

Row = Mapping[str, Any]

_TEXTS = frozenset({"text", "source_text", "evidence", "before", "after", "message"})
_LONG = ("documents", "measures")  # their rows are texts
_OWN_IDS = frozenset({"measure_id", "clause_id", "responsibility_id", "target_id", "edit_id", "notice_id"})
_PACKED = {pa.int64(): "q", pa.float64(): "d"}  # as `struct` calls them
_COMPRESSED = (pa.string(), pa.binary())
_RISING = ("position", "text_start", "text_end", "source_start", "source_end")


class Tables:
    """The files of one shard, while they are filled; `ended` is told of each when it is whole."""

    def __init__(self, folder: Path, near: bool, ended: Callable[[Path], None] = lambda path: None) -> None:
        self.folder, self.near, self.ended = folder, near, ended
        self.joined, self.tally = Joined(), Tally()
        self.schemas = shard_schemas()
        self.cells: dict[str, dict[str, list[Any]]] = {n: {c: [] for c in s.names} for n, s in self.schemas.items()}
        self.columns: dict[str, list[list[pa.Array[Any]]]] = {name: [] for name in self.schemas}
        self.held = dict.fromkeys(self.schemas, 0)  # bytes of columns
        self.written = dict.fromkeys(self.schemas, 0)
        self.source = 0
        self.writers = {name: _writer(self._path(name), schema) for name, schema in self.schemas.items()}

    def add(self, name: str, row: Row) -> None:
        """One row more."""
        cells = self.cells[name]
        for column, value in row.items():
            cells[column].append(value)

    def add_document(self, document: Tabled) -> None:
        """The rows of all tables that a document has."""
        self.add("documents", document.fields)
        for name, columns in document.tables.items():
            if name not in RUNS and any(columns.values()):
                cells = self.cells[name]
                for column, values in columns.items():
                    cells[column] += values
        self.joined.add(document)
        if self.near and (found := signature(document.fields)):
            self.add("signatures", found)

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
            self._convert(ROWS_HELD)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what is left, and end all files; after a failure, only let go of them."""
        try:
            if kind is None:
                for name, rows in self.joined.tables().items():
                    for row in rows:
                        self.add(name, row)
                self._convert()
                for name, writer in self.writers.items():
                    self._write(name)
                    writer.close()
                    self.ended(self._path(name))
        finally:
            for writer in self.writers.values():
                if writer.is_open:
                    with suppress(OSError):
                        writer.close()
                    writer.is_open = False  # else its destructor tries again, and prints

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"

    def _convert(self, least: int = 1) -> None:
        """Cells to Arrow's columns, which need a tenth of the room, in tables of at least so many rows or of long texts;
        the largest tables are written when there are too many."""
        self.source = 0
        for name, cells in self.cells.items():
            rows = max(map(len, cells.values()))
            if rows >= least or (rows and name in _LONG):
                self.tally.add(name, cells)
                columns = [_column(cells[f.name], f) for f in self.schemas[name]]
                self.columns[name].append(columns)
                self.held[name] += sum(column.get_total_buffer_size() for column in columns)
                self.cells[name] = {column: [] for column in cells}
        while sum(self.held.values()) > COLUMNS_HELD:
            self._write(max(self.held, key=self.held.__getitem__))

    def _write(self, name: str) -> None:
        columns, self.columns[name], self.held[name] = self.columns[name], [], 0
        if columns:
            whole = [pa.chunked_array(chunks) for chunks in zip(*columns, strict=True)]
            table = pa.Table.from_arrays(whole, schema=self.schemas[name])
            self.written[name] += table.num_rows
            self.writers[name].write_table(table)


@cache
def shard_schemas() -> dict[str, pa.Schema]:
    """The tables of a shard by name, each with its schema."""
    own = {name: schema_of(model, name) for name, model in TABLES.items() if name not in RUNS}
    return own | {"inputs": INPUTS, "signatures": SIGNATURES} | RUNS


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """A file that is quick to write: no dictionary of values that do not come again, differences of numbers that rise
    (Parquet's DELTA_BINARY_PACKED), no least and greatest value of long texts, and numbers not compressed: to set zstd up
    for each of their pages takes a sixth of all writing, and saves a fiftieth of the size."""
    rising = [name for name in _RISING if name in schema.names]
    unlike = {*_TEXTS, *_OWN_IDS, *rising}
    again: Any = [f.name for f in schema if f.name not in unlike and f.type != pa.bool_()]
    return pq.ParquetWriter(
        path,
        schema,
        version="2.6",
        compression={f.name: "zstd" if f.type in _COMPRESSED else "none" for f in schema},
        use_dictionary=again,
        write_statistics=[name for name in schema.names if name not in _TEXTS],
        column_encoding=dict.fromkeys(rising, "DELTA_BINARY_PACKED"),
    )


def _column(cells: list[Any], field: pa.Field[Any]) -> pa.Array[Any]:
    """A column of Arrow's. Numbers of which none is null are packed: a third of what `pa.array` takes."""
    form = None if field.nullable else _PACKED.get(field.type)
    column: pa.Array[Any]
    if form is None:
        column = pa.array(cells, field.type)
    else:
        data = pa.py_buffer(pack(f"{len(cells)}{form}", *cells))
        column = pa.Array.from_buffers(field.type, len(cells), [None, data])
    return column
