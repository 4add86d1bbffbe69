"""QUALITY.md: what was checked, how good the records are, what was unsure, what is known to be wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

Row = Mapping[str, Any]

PARTS = {
    "outline": "sections and measures: path and role",
    "heading": "headings",
    "title": "titles",
    "item-agency": "responsibilities: item and agency",
    "responsibility": "responsibilities: item, agency and role",
    "target": "targets: place, value and unit",
    "full-record": "targets: also comparator, kind, deadline and indicator",
    "agency": "agencies resolved",
    "group": "groups and their members",
}
_WITH_REVIEW = ("sections", "measures", "clauses", "responsibilities", "agencies", "targets", "edits")


def quality(manifest: Row, tables: Mapping[str, Sequence[Row]]) -> str:
    """The text of QUALITY.md."""
    return "\n".join([*_inputs(manifest, tables), *_checks(), *_figures(), *_unsure(tables), *_known()]) + "\n"


def _inputs(manifest: Row, tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    counts = manifest["inputs"]
    yield "# Quality of this release\n"
    yield (
        f"Files given: {counts['given']} (accepted {counts['accepted']}, refused {counts['refused']}, "
        f"duplicate {counts['duplicate']}). Documents in them: {len(tables['documents'])}.\n"
    )
    codes = Counter(row["code"] for row in tables["errors"])
    if codes:
        yield from _counted("Refused", "code", codes)
    shares = [row["coverage"] for row in tables["documents"]]
    low = sum(share < 1 for share in shares)
    yield (
        f"Share of the text that was understood: {sum(shares) / len(shares):.2%} on average, "
        f"{min(shares):.2%} at least; documents with a part that was not: {low}.\n"
    )


def _checks() -> Iterator[str]:
    yield "## What was checked\n"
    yield "`policyparse verify` holds for every record of this release:\n"
    yield from (
        "- the text at a record's span is its evidence, and its source span is what became that text;",
        "- the segments tile the text; sections hold what stands in them; siblings stand in order and apart;",
        "- replaying the edits leads from the source to the text and back;",
        "- every id is unique and every reference leads to a record;",
        "- JSON, YAML and Parquet say the same; every file is the one in `SHA256SUMS`.\n",
    )


def _figures() -> Iterator[str]:
    """What `make floors` measured against annotated documents."""
    yield "## Against annotated documents\n"
    known = measured()
    if known is None:
        yield "No figures were measured for this version.\n"
        return
    yield (
        f"F1 over {known['documents']} documents from many places that people annotated, with a 95 % bootstrap interval "
        "over documents; and on the first source of this project, which the rules were written beside.\n"
    )
    yield "| what | F1 | 95 % interval | annotated | first source |\n|---|---|---|---|---|"
    for part, figure in known["floors"].items():
        wrong = f" ({figure['wrong']:.1%} wrong, the rest unresolved)" if "wrong" in figure else ""
        yield (
            f"| {PARTS.get(part, part)}{wrong} | {figure['f1']:.3f} | {figure['low']:.3f}–{figure['high']:.3f} "
            f"| {figure['gold']} | {figure['first_source']:.3f} |"
        )
    yield ""


def measured() -> dict[str, Any] | None:
    """The figures that come with this version of the software; None where none were measured."""
    source = files("policyparse.release").joinpath("figures.json")
    return json.loads(source.read_text(encoding="utf-8")) if source.is_file() else None


def _unsure(tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    yield "## What was unsure\n"
    yield "| table | rows | to review (`needs_review`) | share |\n|---|---|---|---|"
    for table in _WITH_REVIEW:
        rows = tables[table]
        review = sum(row["needs_review"] for row in rows)
        yield f"| {table} | {len(rows)} | {review} | {review / len(rows) if rows else 0:.1%} |"
    yield ""
    unresolved = sum(not row["resolved"] for row in tables["agencies"])
    yield f"Agencies that the registry does not know as written: {unresolved} of {len(tables['agencies'])}.\n"
    codes = Counter(f"{row['code']} ({row['severity']})" for row in tables["notices"])
    if codes:
        yield from _counted("Notices", "code", codes)


def _counted(title: str, column: str, counts: Counter[str]) -> Iterable[str]:
    lines = [f"| {title.lower()}: {column} | rows |", "|---|---|"]
    lines += [f"| {name} | {count} |" for name, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))]
    return [*lines, ""]


def _known() -> Iterator[str]:
    yield "## Known issues\n"
    yield from (
        "- A responsibility that stands at a section is not handed down to its measures; join through `section_id`.",
        "- A deadline that only the reader's knowledge gives (`“十四五”期间` as 2025) is left null.",
        "- Agencies are named as of the date of the document; where it has none, as of the newest registry.",
        "- What is said in pictures, and in tables of attachments, is kept as text and not made into records.",
    )
