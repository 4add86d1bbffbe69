"""Who a mention is and why, for a person who asks; and the registry as a table."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from policyparse.lexicon.divisions import rows_by_code
from policyparse.lexicon.load import rows
from policyparse.records.found import FoundAgency
from policyparse.stages.agencies.answer import Answer, Doubt
from policyparse.stages.agencies.groups import group_of
from policyparse.stages.agencies.membership import group_answer, members
from policyparse.stages.agencies.places import NATION, find, nearest
from policyparse.stages.agencies.registry import (
    CENTRAL,
    FUNCTIONS,
    LOCAL,
    Central,
    Function,
    Local,
    entries,
    written_forms,
)
from policyparse.stages.agencies.resolve import resolve

_NAMED = 8  # places of one name that a person is told of

_LEVELS = {
    "p": "province",
    "m": "municipality",
    "c": "prefecture",
    "x": "county",
    "d": "county",  # a district of a city
    "k": "province",  # named by its capital
    "r": "prefecture",  # 地区 and 盟, which have no congress
    "s": "prefecture",  # 计划单列市
    "z": "zone",
}


class Explanation(NamedTuple):
    """What the registry says of a mention."""

    agency: FoundAgency
    doubts: tuple[Doubt, ...]
    row: dict[str, str]  # the row of the registry that decided, as published; empty where none did
    members: tuple[FoundAgency, ...]  # of a closed group


def explain(mention: str, place: str | None = None, date: str | None = None) -> Explanation:
    """Who `mention` is in a document of `place` (a name, full or short, or a code; None or 全国 = the nation) at `date`.

    `date` is an ISO day or a part of one (`2023-06`), None = today. ValueError where no place has that name.
    """
    near = code_of(place, date)
    group = group_of(mention, near, date)
    if group is not None:
        return _explained(group_answer(mention, group, near, date), members(group, date))
    return _explained(resolve(mention, near, date))


def code_of(place: str | None, date: str | None = None) -> str:
    """The code of a place that a person names; ValueError where there is none, or more than one, which are named."""
    if place is None or place in (NATION.code, NATION.name, NATION.short, "000000"):
        return NATION.code
    if place in rows_by_code():
        return place
    found = nearest(place, None, date)
    if found is not None:
        return found.code
    several = ", ".join(f"{one.name} {one.code}" for one in find(place, None, date)[:_NAMED])
    if several:
        raise ValueError(f"more than one place is called so: {several}")
    raise ValueError("no place has this name or code")


def _explained(answer: Answer, group: tuple[FoundAgency, ...] = ()) -> Explanation:
    agency = answer.agency
    those = [row for row in registry_table() if row["rule"] == agency.rule and _says(row, agency)]
    row = next((row for row in those if row["level"] == agency.level), those[0] if those else {})
    return Explanation(agency, answer.doubts, row, group)


def _says(row: dict[str, str], agency: FoundAgency) -> bool:
    tail = re.split("[{}]", row["name"])[-1]
    return agency.name.endswith(tail) and (row["valid_from"] or None) == agency.valid_from


def registry_table() -> list[dict[str, str]]:
    """Every name of the registry as one row of plain text (the published table `registry_functions`).

    rule: the row as `agencies.rule` names it; function, body (central bodies), type, level, division_code (facts about
    one place), name ({title}, {stem} … stand for the place), written_forms (`~` stands for the place; joined with ;),
    valid_from, valid_to (half-open), successors, basis.
    """
    return [*_functions(), *_central(), *_local()]


def _functions() -> list[dict[str, str]]:
    return [
        _row(
            rule=f"functions:{row.function}",
            function=row.function,
            type=row.type,
            level=_LEVELS[letter],
            name=entry.name,
            written_forms=";".join(written_forms(row, entry)),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            successors=";".join(row.successors),
        )
        for row in rows(FUNCTIONS, Function)
        for entry in entries(row)
        for letter in entry.letters
    ]


def _central() -> list[dict[str, str]]:
    return [
        _row(
            rule=f"central:{row.body}",
            function=row.function,
            body=f"000000/{row.body}",
            type=row.type,
            level="national",
            name=row.full_name,
            written_forms=";".join(dict.fromkeys((row.name, *row.forms))),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            successors=";".join(f"000000/{body}" for body in row.successors),
        )
        for row in rows(CENTRAL, Central)
    ]


def _local() -> list[dict[str, str]]:
    return [
        _row(
            rule=f"local_names:{row.division_code}/{row.function}",
            function=row.function,
            type=row.type,
            division_code=row.division_code,
            name=row.name,
            written_forms=";".join((*(f"~{form}" for form in row.forms), *row.other_names)),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            basis=row.basis,
        )
        for row in rows(LOCAL, Local)
    ]


COLUMNS = (
    "rule",
    "function",
    "body",
    "type",
    "level",
    "division_code",
    "name",
    "written_forms",
    "valid_from",
    "valid_to",
    "successors",
    "basis",
)


def _row(**cells: Any) -> dict[str, str]:
    return {column: cells.get(column, "") for column in COLUMNS}
