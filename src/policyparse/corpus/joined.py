"""The tables that are joined over documents: each agency once, each member of a group once, who bears how much.

A shard adds its documents up and writes what comes of it sorted; sorted runs of many shards are merged in one pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from policyparse.assemble import Tabled
from policyparse.columns import rows_of

Row = dict[str, Any]
Key = tuple[Any, ...]


def _agency_key(row: Row) -> Key:
    return (row["agency_id"],)


def _whole(row: Row) -> Key:
    return tuple(str(v) for v in row.values())


def _count_key(row: Row) -> Key:
    return row["agency_id"], row["year"] or 0, row["division_code"] or "", row["role"]


def _first(rows: list[Row]) -> Row:
    return rows[0]


def _add_mentions(rows: list[Row]) -> Row:
    """One row an agency: the name that is in force longest into the future, as surely told as it was anywhere, the
    mentions of all added up."""
    best = max(
        rows, key=lambda r: (r["valid_to"] or "9999", r["valid_from"] or "", r["name"], r["confidence"], r["rule"])
    )
    return {**best, "mention_count": sum(r["mention_count"] for r in rows)}


def _add_counts(rows: list[Row]) -> Row:
    total = {k: sum(r[k] for r in rows) for k in ("documents", "responsibilities")}
    return {**rows[0], **total}


@dataclass(frozen=True, slots=True)
class Joint:
    """How rows of a table are told apart and sorted, and how those of one key become one."""

    key: Callable[[Row], Key]
    combine: Callable[[list[Row]], Row]


JOINTS = {
    "agencies": Joint(_agency_key, _add_mentions),
    "group_members": Joint(_whole, _first),
    "agency_counts": Joint(_count_key, _add_counts),
}
"""The joined tables; their columns are in `rows.RUNS`."""


class Joined:
    """The joined rows of the documents seen so far."""

    def __init__(self) -> None:
        self.found: dict[str, dict[Key, Row]] = {name: {} for name in JOINTS}

    def add(self, document: Tabled) -> None:
        """One document more."""
        self._add("agencies", rows_of(document.tables["agencies"]))
        self._add("group_members", rows_of(document.tables["group_members"]))
        self._add("agency_counts", _counts(document))

    def tables(self) -> dict[str, list[Row]]:
        """The rows of every table, sorted."""
        return {name: [found[key] for key in sorted(found)] for name, found in self.found.items()}

    def _add(self, name: str, rows: list[Row]) -> None:
        found, joint = self.found[name], JOINTS[name]
        for row in rows:
            key = joint.key(row)
            known = found.get(key)
            found[key] = row if known is None else joint.combine([known, row])


def _counts(document: Tabled) -> list[Row]:
    """What each agency bears in a document, by role."""
    issued, agencies, borne = (
        document.fields["date_issued"],
        document.tables["agencies"],
        document.tables["responsibilities"],
    )
    places = zip(agencies["division_code"], agencies["place"], strict=True)
    place_of = dict(zip(agencies["agency_id"], places, strict=True))
    found = Counter(zip(borne["agency_id"], borne["role"], strict=True))
    return [
        {
            "agency_id": agency_id,
            "year": issued.year if issued else None,
            "division_code": place_of[agency_id][0],
            "place": place_of[agency_id][1],
            "role": role,
            "documents": 1,
            "responsibilities": number,
        }
        for (agency_id, role), number in found.items()
    ]
