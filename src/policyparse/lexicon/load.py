"""Tables of the lexicon: CSV or YAML files beside this module → tuples of validated rows.

A row type is a frozen dataclass; the CSV's header must name exactly its fields. A field typed `tuple[str, ...]`
is written with `;` between its parts. Comment lines start with `#`.
"""

from __future__ import annotations

import csv
import dataclasses
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

Row = TypeVar("Row")
_FOLDER = Path(__file__).parent


def text_of(name: str) -> str:
    """The content of the lexicon file `name` (`units.yaml`, `agencies/central.csv`)."""
    return path_of(name).read_text(encoding="utf-8")


def path_of(name: str) -> Path:
    """Where the lexicon file `name` lies: beside this module. (`importlib.resources` takes longer to load than all
    tables to read, and its answer is the same for a package that is installed as files, as this one is.)"""
    return _FOLDER / name


@cache
def rows(name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """All rows of the CSV table `name` as `row_type`; ValueError says file, line and field of a bad one."""
    lines = [line for line in text_of(name).splitlines() if line and not line.startswith("#")]
    reader = csv.reader(lines)
    header = next(reader)
    fields = [f.name for f in dataclasses.fields(row_type)]  # type: ignore[arg-type]
    if header != fields:
        raise ValueError(f"{name}: the header must be {','.join(fields)}")
    hints = get_type_hints(row_type)
    readers = [_READERS[str(hints[f])] for f in fields]
    result = []
    for number, cells in enumerate(reader, start=2):
        if len(cells) != len(fields):
            raise ValueError(f"{name}: row {number} has {len(cells)} cells, not {len(fields)}: {cells}")
        try:
            result.append(row_type(*[read(cell) for read, cell in zip(readers, cells, strict=True)]))
        except ValueError as error:
            raise ValueError(f"{name}: row {number}: {error}: {cells}") from None
    return tuple(result)


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
    "<class 'str'>": str,
    "<class 'int'>": int,
    "<class 'float'>": float,
    "<class 'bool'>": _flag,
    "str | None": lambda cell: cell or None,
    "int | None": lambda cell: int(cell) if cell else None,
    "float | None": lambda cell: float(cell) if cell else None,
    "tuple[str, ...]": lambda cell: tuple(cell.split(";")) if cell else (),
}
