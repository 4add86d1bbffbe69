"""Arrow schemas of the published tables, from their models, and Parquet files that are the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policyparse.records.tables import Record
from policyparse.release.columns import description_of, first_sentence, kind_of

_TYPES: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
}


def schema_of(model: type[Record], name: str) -> pa.Schema:
    """The Arrow schema of a table: types, nullability, and a description on the table and on every field."""
    fields = []
    for column, info in model.model_fields.items():
        kind, nullable = kind_of(info.annotation)
        fields.append(
            pa.field(column, _TYPES[kind], nullable=nullable, metadata={"description": description_of(model, column)})
        )
    return pa.schema(fields, metadata={"table": name, "description": first_sentence(model)})


def parquet(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> bytes:
    """The rows as a Parquet file in memory: every setting fixed, no time and no place in it."""
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    sink = io.BytesIO()
    pq.write_table(
        table,
        sink,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=9,
        row_group_size=65_536,
        write_statistics=True,
    )
    return sink.getvalue()


def read_parquet(data: bytes) -> tuple[list[dict[str, Any]], pa.Schema]:
    """The rows of a Parquet file and its schema. Raises ValueError where it is none."""
    try:
        table = pq.read_table(pa.BufferReader(data), use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise ValueError(" ".join(str(error).split())) from None
    return table.to_pylist(), table.schema
