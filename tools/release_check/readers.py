"""The same tables read by pyarrow, pandas, polars and DuckDB: the same values, sensible types.

Usage: python readers.py DIST. Imports nothing of policyparse.
"""

import datetime
import sys
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq

KINDS = {"string": str, "int64": int, "double": float, "bool": bool, "date32[day]": datetime.date}


def plain(value: object) -> object:
    """A cell as Python says it: null for every kind of missing value."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    return value.item() if hasattr(value, "item") else value


def rows_of_pandas(path: Path) -> list[dict[str, object]]:
    """The rows as pandas gives them, with Arrow's types."""
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    return [{k: plain(v) for k, v in row.items()} for row in frame.to_dict("records")]


def main(dist: Path) -> None:
    """Compare; an AssertionError says which table and reader."""
    paths = [*sorted((dist / "tables").glob("*.parquet")), dist / "overview.parquet"]
    total = 0
    for path in paths:
        table = pq.read_table(path)
        rows = table.to_pylist()
        for field in table.schema:
            assert str(field.type) in KINDS, (path.name, field)
            assert field.metadata[b"description"], (path.name, field.name)
        assert rows_of_pandas(path) == rows, f"pandas: {path.name}"
        assert pl.read_parquet(path).to_dicts() == rows, f"polars: {path.name}"
        relation = duckdb.sql(f"SELECT * FROM '{path}'")
        found = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
        assert found == rows, f"duckdb: {path.name}"
        plain_frame = pd.read_parquet(path)
        assert len(plain_frame) == len(rows), f"pandas: {path.name}"
        total += len(rows)
    frame = pd.read_csv(dist / "overview.csv", dtype=str, keep_default_na=False)
    overview = pq.read_table(dist / "overview.parquet").to_pylist()
    unescaped = [{k: v[1:] if v[:1] == "'" else v for k, v in row.items()} for row in frame.to_dict("records")]
    said = [{k: "" if v is None else str(v) for k, v in row.items()} for row in overview]
    assert unescaped == said, "overview.csv"
    print(f"pyarrow, pandas, polars, DuckDB: {total} rows alike in {len(paths)} tables")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
