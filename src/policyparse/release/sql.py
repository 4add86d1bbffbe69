"""SQL over the tables of a release, with DuckDB (the extra `policyparse[sql]`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from policyparse.records.errors import InputError


def query(statement: str, release: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names and rows that a statement gives; every table of the release is a view of its name.

    Nothing is written: the database lives in memory, and files elsewhere cannot be read. Raises InputError where
    DuckDB is not installed, there is no release, or the statement is wrong.
    """
    tables = _tables(release)
    try:
        import duckdb
    except ImportError:
        reason = "DuckDB is not installed"
        raise InputError("no-duckdb", "sql", reason, "pip install 'policyparse[sql]'", "release") from None
    connection = duckdb.connect(":memory:")
    try:
        for path in tables:
            files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
            places = ", ".join(_quoted(file) for file in files)
            _view(connection, path, f'CREATE VIEW "{path.stem}" AS SELECT * FROM read_parquet([{places}])')
        connection.execute(f"SET allowed_directories = [{_quoted(release.absolute())}]")
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


def _view(connection: Any, table: Path, statement: str) -> None:
    """Make the view of a table. Raises InputError where its files cannot be read."""
    import duckdb

    try:
        connection.execute(statement)
    except duckdb.Error as error:
        first = str(error).strip().splitlines()[0]
        remedy = "see what `policyparse verify` says of the release"
        raise InputError("torn", str(table), first, remedy, "release") from None


def _quoted(path: Path) -> str:
    return "'" + str(path.absolute()).replace("'", "''") + "'"


def _tables(release: Path) -> list[Path]:
    """The tables: a file each, or a folder of files in the release of a corpus."""
    found = sorted((release / "tables").glob("*"))
    tables = [p for p in found if p.suffix == ".parquet" or (p.is_dir() and any(p.glob("*.parquet")))]
    if not tables:
        raise InputError("not-found", str(release), "no release in this folder", "name a release", "release")
    return [*tables, *sorted(release.glob("overview.parquet"))]
