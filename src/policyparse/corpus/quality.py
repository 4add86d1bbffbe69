"""What a corpus release says of itself: sums, refusals by code, what was not understood, what was unsure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Counts = dict[str, dict[str, int]]


class Tally:
    """What QUALITY.md counts, over the rows of a shard."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in (*_COLUMNS.values(), "coverage")}

    def add(self, table: str, columns: Mapping[str, Iterable[Any]]) -> None:
        """More rows of a table, by column."""
        if table in _COLUMNS:
            self.counts[_COLUMNS[table]].update(map(str, columns[_COLUMNS[table].split(".")[1]]))
        elif table == "documents":
            self.counts["coverage"].update(str(int(share * 100)) for share in columns["coverage"])


_COLUMNS = {
    "errors": "errors.code",
    "notices": "notices.code",
    "responsibilities": "responsibilities.needs_review",
}
_TITLES = ("Refused, by code", "Notices, by code", "Responsibilities to review")


def quality(manifest: Mapping[str, Any], tallies: Iterable[Counts]) -> Iterator[str]:
    """The lines of QUALITY.md, from the manifest and the tallies of the shards."""
    inputs, tables = manifest["inputs"], manifest["tables"]
    sums: dict[str, Counter[str]] = {name: Counter() for name in (*_COLUMNS.values(), "coverage")}
    for tally in tallies:
        for name, counts in tally.items():
            sums[name].update(counts)
    yield "# Quality of this corpus"
    yield ""
    yield f"Made by policyparse {manifest['version']}, schema {manifest['schema_version']}."
    yield ""
    yield f"- inputs: {inputs['given']} = {inputs['accepted']} accepted + {inputs['refused']} refused + {inputs['duplicate']} duplicate"
    yield f"- documents: {inputs['documents']}, from {inputs['bytes']} bytes"
    yield from (f"- {table}: {tables[table]['rows']} rows" for table in sorted(tables))
    yield ""
    for title, name in zip(_TITLES, _COLUMNS.values(), strict=True):
        yield from _counted(title, name.split(".")[1], sums[name])
    yield from _coverage({int(step): count for step, count in sums["coverage"].items()})


def _counted(title: str, column: str, counts: Counter[str]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield from (f"| {column} | count |\n|---|---|".split("\n") if counts else ["None."])
    yield from (f"| {value} | {count} |" for value, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    yield ""


def _coverage(steps: Mapping[int, int]) -> Iterator[str]:
    """How much of the texts was understood: the spread of `coverage` over the documents, in steps of a hundredth."""
    yield "## Coverage (share of characters that are not `unparsed`)"
    yield ""
    total, seen = sum(steps.values()), 0
    wanted = [0.01, 0.05, 0.5] if total else []
    for step in sorted(steps):
        seen += steps[step]
        while wanted and seen >= wanted[0] * total:
            yield f"- {wanted.pop(0):.0%} of the documents have at most {step / 100:.2f}"
