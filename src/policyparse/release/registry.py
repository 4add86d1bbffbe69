"""The registry of agencies and divisions as tables of a release: what the names in it rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import Field

from policyparse.records.tables import Record
from policyparse.stages.agencies.explain import registry_table
from policyparse.stages.agencies.published import registry_divisions


class RegistryFunction(Record):
    """A name that bodies of one function have, at one level and for one time."""

    rule: str = Field(description="The row of the registry, as `agencies.rule` names it.")
    function: str | None = Field(description="What such bodies do: the second half of an agency's id.")
    body: str | None = Field(description="The agency's id, where the name is that of one central body.")
    type: str | None = Field(
        description="The kind of body: government, party, vertical, judicial, people, enterprise …"
    )
    level: str | None = Field(description="The level: national, province, municipality, prefecture, county or zone.")
    division_code: str | None = Field(description="The place, where the row is a fact about one.")
    name: str = Field(description="The official name; `{title}`, `{stem}` … stand for the place.")
    written_forms: str | None = Field(description="How it is written, joined with `;`; `~` stands for the place.")
    valid_from: str | None = Field(description="Since when: a day, a month or a year.")
    valid_to: str | None = Field(description="Until when, half-open; null while it is in use.")
    successors: str | None = Field(description="Which functions or bodies carry it on, joined with `;`.")
    basis: str | None = Field(description="What a fact about one place rests on.")


class RegistryDivision(Record):
    """An administrative division under one name, for one time (since 2000), or a place beside GB/T 2260."""

    division_code: str = Field(description="The code (GB/T 2260), or one made here: see `source`.")
    name: str = Field(description="The full name.")
    short_name: str | None = Field(description="The name without the word for its kind.")
    level: str | None = Field(description="The level: province, prefecture, county or zone.")
    parent_code: str | None = Field(description="The division above when the interval began; null under the nation.")
    valid_from: str | None = Field(description="Since when: a day, a month or a year; null = before 2000.")
    valid_to: str | None = Field(description="Until when, half-open; null while it is in force.")
    successors: str | None = Field(description="The codes that carry it on, joined with `;`.")
    source: str = Field(description="Where the row comes from.")


REGISTRY: dict[str, type[Record]] = {"registry_functions": RegistryFunction, "registry_divisions": RegistryDivision}
"""The tables of the registry, with the models of their rows."""


def registry_rows() -> dict[str, list[Mapping[str, Any]]]:
    """The rows of both tables."""
    found = {"registry_functions": registry_table(), "registry_divisions": registry_divisions()}
    return {table: _nulls(rows, REGISTRY[table]) for table, rows in found.items()}


def _nulls(rows: Iterable[Mapping[str, str]], model: type[Record]) -> list[Mapping[str, Any]]:
    """The rows with null for an empty cell, in the order of the model's columns."""
    return [{column: row[column] or None for column in model.model_fields} for row in rows]
