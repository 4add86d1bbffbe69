"""Who a mention is and why, and the registry, as rows for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date

from policyparse.records.errors import InputError
from policyparse.stages.agencies.explain import COLUMNS, explain, registry_table

_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_UNKNOWN = "no: the registry does not know it"
_REGISTRY = ("rule", "name", "function", "level", "written_forms", "valid_from", "valid_to", "successors", "basis")


def answer(mention: str, place: str | None, date: str | None) -> Iterator[list[str]]:
    """Rows of a name and a value. Raises InputError where there is no such place, or the date is none."""
    _check(date)
    try:
        found = explain(mention, place, date)
    except ValueError as error:
        remedy = "give a full name or a code of the table registry_divisions"
        raise InputError("place", place or "", str(error), remedy, "agencies") from None
    agency = found.agency
    yield ["mention", mention]
    for field in ("agency_id", "name", "type", "level", "function", "place", "division_code"):
        if getattr(agency, field) is not None:
            yield [field, str(getattr(agency, field))]
    if agency.valid_from or agency.valid_to:
        yield ["in force", f"{agency.valid_from or '…'} – {agency.valid_to or '…'}"]
    yield [
        "resolved",
        "yes" if agency.resolved else _UNKNOWN if place else f"{_UNKNOWN}; a body of a place needs --place",
    ]
    yield ["rule", f"{agency.rule} (confidence {agency.confidence:g})"]
    yield from (["doubt", doubt.message] for doubt in found.doubts)
    yield from ([f"registry {field}", found.row[field]] for field in _REGISTRY if found.row.get(field))
    yield from (["member", f"{member.name} ({member.agency_id})"] for member in found.members)


def _check(date: str | None) -> None:
    """Raises InputError where a date is neither a day nor a year, or a month of one."""
    if date is None:
        return
    try:
        if not _DAY.fullmatch(date):
            raise ValueError
        Date.fromisoformat((date + "-01-01")[:10])
    except ValueError:
        raise InputError(
            "date", str(date), "this is no date", "write 2023, 2023-06 or 2023-06-30", "agencies"
        ) from None


def registry() -> Iterator[list[str]]:
    """The registry as a table, its columns first."""
    yield list(COLUMNS)
    yield from ([row[column] for column in COLUMNS] for row in registry_table())
