"""Administrative divisions of China at county level and up since 2000: the table `divisions.csv`, split and indexed.

The table has one row per (code, name) interval, half-open, `code,name,valid_from,valid_to,successors`; it is made by
`tools/build_divisions.py`. Dates are `2021-03-11`, or `2014` where only the year is known; empty = before 2000, or in
force. The table is split by hand, not through `rows()`: 4,233 dataclasses would cost more than all look-ups of a document.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import text_of

HEADER = "code,name,valid_from,valid_to,successors"
FOREVER = "9999"


class DivisionRow(NamedTuple):
    """One row of `divisions.csv`: a code under one name, from `valid_from` until before `valid_to`."""

    code: str  # GB/T 2260: two digits each for province, prefecture, county
    name: str
    valid_from: str  # "" = before 2000
    valid_to: str  # "" = in force
    successors: str  # codes joined with `;`

    def in_force(self, day: str) -> bool:
        """Whether the row holds on `day` (ISO); an event of which only the year is known counts from 1 January."""
        return self.valid_from <= day < (self.valid_to or FOREVER)


@cache
def division_rows() -> tuple[DivisionRow, ...]:
    """All rows, in order of code, then of time; ValueError where the header is another."""
    header, *lines = [line for line in text_of("divisions.csv").splitlines() if line and not line.startswith("#")]
    if header != HEADER:
        raise ValueError(f"divisions.csv: the header must be {HEADER}")
    return tuple([DivisionRow(*line.split(",")) for line in lines])


@cache
def rows_by_code() -> dict[str, tuple[DivisionRow, ...]]:
    """The intervals of each code, in order of time."""
    found: dict[str, tuple[DivisionRow, ...]] = {}
    for row in division_rows():
        found[row.code] = (*found.get(row.code, ()), row)
    return found
