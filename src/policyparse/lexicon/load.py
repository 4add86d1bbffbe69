"""Tables of the lexicon: CSV or YAML files beside this module → tuples of validated rows.

A row type is a NamedTuple; the CSV's header must name exactly its fields. A field typed `tuple[str, ...]` is written
with `;` between its parts. Comment lines start with `#`.
"""

from __future__ import annotations

import os
from functools import cache, partial
from typing import Any, TypeVar

from policyparse.kept import kept

Row = TypeVar("Row")
_FOLDER = os.path.dirname(__file__)


def text_of(name: str) -> str:
    """The content of the lexicon file `name` (`units.csv`, `agencies/central.csv`)."""
    with open(path_of(name), encoding="utf-8") as file:
        return file.read()


def path_of(name: str) -> str:
    """Where the lexicon file `name` lies: beside this module. (`importlib.resources` takes longer to load than all
    tables to read, and its answer is the same for a package that is installed as files, as this one is.)"""
    return os.path.join(_FOLDER, name)


@cache
def rows(name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """All rows of the CSV table `name` as `row_type`; ValueError says file, line and field of a bad one."""
    fields = row_type.__annotations__
    kinds = tuple([_written(hint) for hint in fields.values()])
    new: Any = partial(tuple.__new__, row_type)
    return tuple(map(new, _cells(name, tuple(fields), kinds)))


@kept
def _cells(name: str, fields: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[tuple[Any, ...], ...]:
    """The cells of all rows, each read as its kind."""
    import csv  # only where they are not stored

    header, *table = csv.reader([line for line in text_of(name).splitlines() if line and not line.startswith("#")])
    if header != [*fields]:
        raise ValueError(f"{name}: the header must be {','.join(fields)}")
    for number, cells in enumerate(table, start=2):
        if len(cells) != len(fields):
            raise ValueError(f"{name}: row {number} has {len(cells)} cells, not {len(fields)}: {cells}")
    readers = [_READERS[kind] for kind in kinds]
    if not table:
        return ()
    try:  # column by column, which takes half the time that cell by cell would
        columns = zip(readers, zip(*table, strict=True), strict=True)
        return tuple(zip(*[map(read, column) if read else column for read, column in columns], strict=True))
    except ValueError:
        return tuple([_row(name, number, readers, cells) for number, cells in enumerate(table, start=2)])


def _row(name: str, number: int, readers: list[Any], cells: list[str]) -> tuple[Any, ...]:
    """One row; ValueError says where it is bad."""
    try:
        return tuple([read(cell) if read else cell for read, cell in zip(readers, cells, strict=True)])
    except ValueError as error:
        raise ValueError(f"{name}: row {number}: {error}: {cells}") from None


def _written(hint: Any) -> str:
    """A type as its annotation writes it: `str`, `tuple[str, ...]`."""
    return hint.__name__ if type(hint) is type else getattr(hint, "__forward_arg__", str(hint))


@cache
def data(name: str) -> Any:
    """The content of the YAML file `name` as plain values."""
    import yaml  # only where a table needs it

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text_of(name), Loader=loader)


def _flag(cell: str) -> bool:
    if cell not in ("", "yes"):
        raise ValueError(f"{cell!r} is neither `yes` nor empty")
    return cell == "yes"


_READERS: dict[str, Any] = {
    "str": None,  # as it is
    "int": int,
    "float": float,
    "bool": _flag,
    "str | None": lambda cell: cell or None,
    "int | None": lambda cell: int(cell) if cell else None,
    "float | None": lambda cell: float(cell) if cell else None,
    "tuple[str, ...]": lambda cell: tuple(cell.split(";")) if cell else (),
}
