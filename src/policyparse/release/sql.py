"""SQL over the tables of a release, with DuckDB (the extra `policyparse[sql]`)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from policyparse.records.errors import InputError
from policyparse.release.files import Files


def query(statement: str, release: str | Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names and rows that a statement gives; every table of the release is a view of its name.

    Nothing is written: the database lives in memory, and files elsewhere cannot be read. Raises InputError where
    DuckDB is not installed, there is no release, or the statement is wrong.
    """
    files = Files(release)
    tables = _tables(files)
    try:
        import duckdb
    except ImportError:
        reason = "DuckDB is not installed"
        raise InputError("no-duckdb", "sql", reason, "pip install 'policyparse[sql]'", "release") from None
    connection = duckdb.connect(":memory:")
    try:
        connection.execute("SET python_enable_replacements = false")  # a name is that of a table, never of a variable
        for table, names in tables.items():
            _view(connection, files, table, names)
        if files.system is None:
            connection.execute(f"SET allowed_directories = [{_quoted(files.root)}]")
        connection.execute("SET enable_external_access = false")
        answer = connection.execute(statement)
        if answer is None:  # blanks, or a comment
            raise InputError("sql", "sql", "there is no statement", "give one, such as SHOW TABLES", "release")
        names = [column[0] for column in answer.description or ()]
        return names, answer.fetchall() if names else []
    except duckdb.Error as error:
        first = str(error).strip().splitlines()[0]
        raise InputError(
            "sql", "sql", first, "SHOW TABLES and DESCRIBE say which tables and columns there are", "release"
        ) from None
    finally:
        connection.close()


def _view(connection: Any, files: Files, table: str, names: list[str]) -> None:
    """Make the view of a table. Raises InputError where its files cannot be read."""
    import duckdb
    import pyarrow as pa

    try:
        if files.system is None:
            places = ", ".join(_quoted(files.path(name)) for name in names)
            connection.execute(f'CREATE VIEW "{table}" AS SELECT * FROM read_parquet([{places}])')
        else:  # DuckDB would have to fetch an extension first; Arrow reads the columns and rows that a statement needs
            from pyarrow.dataset import dataset

            connection.register(table, dataset([files.path(n) for n in names], filesystem=files.system))
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        first = str(error).strip().splitlines()[0]
        remedy = "see what `policyparse verify` says of the release"
        raise InputError("torn", files.path(names[0]), first, remedy, "release") from None


def _quoted(path: str) -> str:
    return "'" + os.path.abspath(path).replace("'", "''") + "'"


def _tables(files: Files) -> dict[str, list[str]]:
    """The files of every table: one, or several in the release of a corpus."""
    tables: dict[str, list[str]] = {}
    for name in files.names("tables"):
        if name.endswith(".parquet"):
            tables.setdefault(name.split("/")[1].removesuffix(".parquet"), []).append(name)
    if not tables:
        raise InputError("not-found", files.place, "no release in this folder", "name a release", "release")
    return tables | ({"overview": ["overview.parquet"]} if files.exists("overview.parquet") else {})
