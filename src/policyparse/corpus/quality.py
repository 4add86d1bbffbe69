"""What a corpus release says of itself: sums, refusals by code, what was not understood, what was unsure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policyparse.corpus.merge import read_rows


def quality(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """The lines of QUALITY.md."""
    inputs, tables = manifest["inputs"], manifest["tables"]
    yield "# Quality of this corpus"
    yield ""
    yield f"Made by policyparse {manifest['version']}, schema {manifest['schema_version']}."
    yield ""
    yield f"- inputs: {inputs['given']} = {inputs['accepted']} accepted + {inputs['refused']} refused + {inputs['duplicate']} duplicate"
    yield f"- documents: {inputs['documents']}, from {inputs['bytes']} bytes"
    yield from (f"- {table}: {tables[table]['rows']} rows" for table in sorted(tables))
    yield ""
    yield from _counted("Refused, by code", "code", _column(folder, tables, "errors", "code"))
    yield from _counted("Notices, by code", "code", _column(folder, tables, "notices", "code"))
    yield from _counted(
        "Responsibilities to review", "needs_review", _column(folder, tables, "responsibilities", "needs_review")
    )
    yield from _coverage(folder, tables)


def _column(folder: Path, tables: Mapping[str, Any], table: str, column: str) -> Iterator[Any]:
    for name in tables[table]["files"]:
        for row in read_rows(folder / name, [column]):
            yield row[column]


def _counted(title: str, column: str, values: Iterator[Any]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    counts = Counter(str(v) for v in values)
    yield from (f"| {column} | count |\n|---|---|".split("\n") if counts else ["None."])
    yield from (f"| {value} | {count} |" for value, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    yield ""


def _coverage(folder: Path, tables: Mapping[str, Any]) -> Iterator[str]:
    """How much of the texts was understood: the spread of `coverage` over the documents, in steps of a hundredth."""
    steps = Counter(int(value * 100) for value in _column(folder, tables, "documents", "coverage"))
    yield "## Coverage (share of characters that are not `unparsed`)"
    yield ""
    total, seen = steps.total(), 0
    wanted = [0.01, 0.05, 0.5] if total else []
    for step in sorted(steps):
        seen += steps[step]
        while wanted and seen >= wanted[0] * total:
            yield f"- {wanted.pop(0):.0%} of the documents have at most {step / 100:.2f}"
