"""The divisions as a published table (`registry_divisions`)."""

from __future__ import annotations

from policyparse.lexicon.divisions import places_beside, rows_by_code
from policyparse.stages.agencies.places import division_of

COLUMNS = (
    "division_code",
    "name",
    "short_name",
    "level",
    "parent_code",
    "valid_from",
    "valid_to",
    "successors",
    "source",
)


def registry_divisions() -> list[dict[str, str]]:
    """Every division since 2000 under each of its names, and the places beside GB/T 2260, as rows of plain text.

    division_code (GB/T 2260, or made here: see `source`), name, short_name, level (province, prefecture, county, zone),
    parent_code (when the interval began; empty = the nation), valid_from and valid_to (half-open; a day, a month or a
    year, the rest of which is not known; empty = before 2000, in force), successors (codes joined with `;`), source.
    In order of code, then of time.
    """
    beside = places_beside()
    table = []
    for code in sorted(rows_by_code()):
        for row in rows_by_code()[code]:
            place = division_of(row)
            source = beside[code].source if code in beside else "GB/T 2260"
            cells = (code, row.name, place.short, place.level, place.parent or "", *row[2:], source)
            table.append(dict(zip(COLUMNS, cells, strict=True)))
    return table
