"""Who a mention is and why, and the registry, as rows for a person."""

from __future__ import annotations

from collections.abc import Iterator

from policyparse.records.errors import InputError
from policyparse.stages.agencies.explain import COLUMNS, explain, registry_table

_REGISTRY = ("rule", "name", "function", "level", "written_forms", "valid_from", "valid_to", "successors", "basis")


def answer(mention: str, place: str | None, date: str | None) -> Iterator[list[str]]:
    """Rows of a name and a value. Raises InputError where there is no such place."""
    try:
        found = explain(mention, place, date)
    except ValueError as error:
        raise InputError(
            "place", place or "", str(error), "see registry_divisions for names and codes", "agencies"
        ) from None
    agency = found.agency
    yield ["mention", mention]
    for field in ("agency_id", "name", "type", "level", "function", "place", "division_code"):
        if getattr(agency, field) is not None:
            yield [field, str(getattr(agency, field))]
    if agency.valid_from or agency.valid_to:
        yield ["in force", f"{agency.valid_from or '…'} – {agency.valid_to or '…'}"]
    yield ["resolved", "yes" if agency.resolved else "no: the registry does not know it"]
    yield ["rule", f"{agency.rule} (confidence {agency.confidence:g})"]
    yield from (["doubt", doubt.message] for doubt in found.doubts)
    yield from ([f"registry {field}", found.row[field]] for field in _REGISTRY if found.row.get(field))
    yield from (["member", f"{member.name} ({member.agency_id})"] for member in found.members)


def registry() -> Iterator[list[str]]:
    """The registry as a table, its columns first."""
    yield list(COLUMNS)
    yield from ([row[column] for column in COLUMNS] for row in registry_table())
