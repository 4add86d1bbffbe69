"""What must hold within one published document: evidence, spans, tiling, references, edits, counts.

Each law yields what breaks it as `Breach(record, field, what)`; a document without one proves itself against its
own source text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from policyparse.text import AlignedText, Edit, Span

Row = Mapping[str, Any]

EVIDENCE = {"measures": "text", "clauses": "text", "targets": "evidence"}
"""The column that repeats what stands at a record's text span."""

REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "sections": {"parent_id": ("sections",)},
    "measures": {"section_id": ("sections",)},
    "segments": {"node_id": ("sections", "measures")},
    "clauses": {"node_id": ("sections", "measures")},
    "responsibilities": {
        "node_id": ("sections", "measures"),
        "measure_id": ("measures",),
        "section_id": ("sections",),
        "clause_id": ("clauses",),
        "agency_id": ("agencies",),
    },
    "targets": {
        "node_id": ("sections", "measures"),
        "measure_id": ("measures",),
        "section_id": ("sections",),
        "baseline_id": ("targets",),
    },
    "agency_names": {"agency_id": ("agencies",)},
    "group_members": {"agency_id": ("agencies",)},
}
"""Columns that name a record, and the tables it may stand in."""

KEYS = {
    "documents": "document_id",
    "sections": "section_id",
    "measures": "measure_id",
    "clauses": "clause_id",
    "responsibilities": "responsibility_id",
    "agencies": "agency_id",
    "targets": "target_id",
    "edits": "edit_id",
    "notices": "notice_id",
}
"""The column that identifies a row."""

ARRAYS = tuple(name for name in (*KEYS, "segments", "agency_names", "group_members") if name != "documents")


class Breach(NamedTuple):
    """What breaks a law: the record (its id, or table and place), the field, and what is wrong."""

    record: str
    field: str
    what: str


def breaches(document: Row) -> Iterator[Breach]:
    """All that is wrong within a document, given as the fields of `Document`."""
    bad_bounds = list(_bounds(document))
    yield from bad_bounds
    if bad_bounds:
        return  # the other laws would only repeat it
    yield from _counts(document)
    yield from _evidence(document)
    yield from _tiling(document)
    yield from _order(document)
    yield from _references(document)
    yield from _nodes(document)
    yield from _deadlines(document)
    yield from _edits(document)
    yield from _source_spans(document)


def record_name(table: str, row: Row) -> str:
    """How a record is called in a message: its id, or what takes the place of one."""
    if table in KEYS:
        return str(row[KEYS[table]])
    if table == "segments":
        return f"{row['document_id']}#s{row['position']}"
    return " ".join(str(row[column]) for column in ("agency_id", "text", "member_agency_id") if column in row)


def _rows(document: Row, tables: Sequence[str] = ARRAYS) -> Iterator[tuple[str, str, Row]]:
    for table in tables:
        for row in document[table]:
            yield table, record_name(table, row), row


def _bounds(document: Row) -> Iterator[Breach]:
    """Every span lies in its text, its start not behind its end."""
    sizes = {
        "text": len(document["text"]),
        "source": len(document["source_text"]),
        "indicator": len(document["text"]),
    }
    for _, name, row in _rows(document):
        for prefix, size in sizes.items():
            start, end = row.get(f"{prefix}_start"), row.get(f"{prefix}_end")
            if (start is None) != (end is None):
                yield Breach(name, f"{prefix}_start", "one end of the span is null")
            elif start is not None and end is not None and not 0 <= start <= end <= size:
                yield Breach(name, f"{prefix}_start", f"[{start}, {end}) is no span in {size} characters")


def _counts(document: Row) -> Iterator[Breach]:
    """Numbers that can be counted again."""
    own = document["document_id"]
    if document["character_count"] != len(document["text"]):
        yield Breach(own, "character_count", f"the text has {len(document['text'])} characters")
    named = Counter(r["agency_id"] for r in document["responsibilities"])
    for row in document["agencies"]:
        if row["mention_count"] != named[row["agency_id"]]:
            what = f"{named[row['agency_id']]} responsibilities name it, not {row['mention_count']}"
            yield Breach(row["agency_id"], "mention_count", what)
    written = Counter((r["agency_id"], r["agency_text"]) for r in document["responsibilities"])
    for row in document["agency_names"]:
        count = written[row["agency_id"], row["text"]]
        if row["mention_count"] != count:
            yield Breach(record_name("agency_names", row), "mention_count", f"it is written {count} times")


def _evidence(document: Row) -> Iterator[Breach]:
    """What a record repeats of the text is what stands at its span."""
    text, source = document["text"], document["source_text"]
    for table, column in EVIDENCE.items():
        for _, name, row in _rows(document, (table,)):
            yield from _same(name, "text_start", row[column], text[row["text_start"] : row["text_end"]])
    for row in document["edits"]:
        yield from _same(row["edit_id"], "source_start", row["before"], source[row["source_start"] : row["source_end"]])
        yield from _same(row["edit_id"], "text_start", row["after"], text[row["text_start"] : row["text_end"]])
    for row in document["targets"]:
        if row["indicator_start"] is not None:
            found = text[row["indicator_start"] : row["indicator_end"]]
            yield from _same(row["target_id"], "indicator_start", row["indicator"] or "", found)
    clauses = {row["clause_id"]: row for row in document["clauses"]}
    for row in document["responsibilities"]:
        clause = clauses.get(row["clause_id"])
        if clause and not _span(clause).holds(_span(row)):
            yield Breach(
                row["responsibility_id"], "text_start", f"{_place(row)} lies outside its clause {_place(clause)}"
            )


def _same(name: str, field: str, said: str, found: str) -> Iterator[Breach]:
    if said != found:
        yield Breach(name, field, f"the record says {_short(said)}, but there stands {_short(found)}")


def _short(text: str) -> str:
    return repr(text if len(text) <= 24 else f"{text[:11]}…{text[-11:]}")


def _span(row: Row, prefix: str = "text") -> Span:
    return Span(row[f"{prefix}_start"], row[f"{prefix}_end"])


def _place(row: Row) -> str:
    return f"[{row['text_start']}, {row['text_end']})"


def _tiling(document: Row) -> Iterator[Breach]:
    """Every character lies in exactly one segment."""
    at = 0
    for number, row in enumerate(document["segments"], start=1):
        name = record_name("segments", row)
        if row["position"] != number:
            yield Breach(name, "position", f"is {row['position']}, not {number}")
        if row["text_start"] != at or row["text_end"] <= at:
            yield Breach(name, "text_start", f"the segment before ends at {at}, this one is {_place(row)}")
        at = row["text_end"]
    if at != len(document["text"]):
        what = f"the segments end at {at}, the text at {len(document['text'])}"
        yield Breach(document["document_id"], "segments", what)


def _order(document: Row) -> Iterator[Breach]:
    """Positions count all nodes; children lie in their parents, siblings stand apart and in order."""
    nodes = [(row["section_id"], row["parent_id"], row) for row in document["sections"]]
    nodes += [(row["measure_id"], row["section_id"], row) for row in document["measures"]]
    nodes.sort(key=lambda n: int(n[2]["position"]))
    spans = {node_id: _span(row) for node_id, _, row in nodes}
    ends: dict[str | None, int] = {}
    for number, (node_id, parent, row) in enumerate(nodes, start=1):
        if row["position"] != number:
            yield Breach(node_id, "position", f"is {row['position']}, not {number}")
        if parent in spans and not spans[parent].holds(_span(row)):
            yield Breach(node_id, "text_start", f"{_place(row)} lies outside {parent}")
        if row["text_start"] < ends.get(parent, 0):
            yield Breach(node_id, "text_start", f"begins before its neighbour ends at {ends[parent]}")
        ends[parent] = row["text_end"]


def _references(document: Row) -> Iterator[Breach]:
    """Ids are unique, and what a record names is there."""
    ids: dict[str, set[str]] = {table: set() for table in KEYS}
    for table, name, row in _rows(document):
        if table in KEYS:
            if name in ids[table]:
                yield Breach(name, KEYS[table], "stands twice")
            ids[table].add(name)
        if row.get("document_id", document["document_id"]) != document["document_id"]:
            yield Breach(name, "document_id", f"is {row['document_id']}")
    for table, columns in REFERENCES.items():
        for _, name, row in _rows(document, (table,)):
            for column, targets in columns.items():
                if row[column] is not None and not any(row[column] in ids[t] for t in targets):
                    yield Breach(name, column, f"there is no {row[column]}")


def _nodes(document: Row) -> Iterator[Breach]:
    """A heading stands in its item, and what a record repeats of its item is what the item says."""
    text, nodes = document["text"], {}
    for table, key in (("sections", "section_id"), ("measures", "measure_id")):
        for _, name, row in _rows(document, (table,)):
            own = {"measure_id": row.get("measure_id"), "section_id": row["section_id"], "path": row["path"]}
            nodes[row[key]] = own
            if row["heading"] is not None and row["heading"] not in text[row["text_start"] : row["text_end"]]:
                yield Breach(name, "heading", f"{_short(row['heading'])} does not stand in the item's text")
    nowhere = {"measure_id": None, "section_id": None, "path": None}
    for _, name, row in _rows(document, ("responsibilities", "targets")):
        for field, said in nodes.get(row["node_id"], nowhere).items():
            if row[field] != said:
                yield Breach(name, field, f"is {row[field]}, of its item it is {said}")


def _deadlines(document: Row) -> Iterator[Breach]:
    """`deadline_date` is the last day of `deadline`."""
    for _, name, row in _rows(document, ("targets",)):
        try:
            last = None if row["deadline"] is None else last_day(row["deadline"])
        except ValueError:
            yield Breach(name, "deadline", f"{row['deadline']!r} is no year, half, quarter, month or day")
            continue
        if str(row["deadline_date"]) != str(last):
            yield Breach(
                name, "deadline_date", f"is {row['deadline_date']}, the last day of {row['deadline']} is {last}"
            )


def last_day(deadline: str) -> date:
    """The last day of a deadline as GOLD.md writes it, by the calendar; ValueError for what is none.

    `records.deadlines`, which fills `deadline_date`, counts back from the next month. Were it asked here, it would be checked
    against itself, and a release with a wrong date would pass; so the two share nothing but the form, and a test holds
    them against each other.

    >>> [str(last_day(d)) for d in ("2024", "2024-02", "2024-02-28", "2024-H1", "2024-Q3")]
    ['2024-12-31', '2024-02-29', '2024-02-28', '2024-06-30', '2024-09-30']
    """
    written = _DEADLINE.fullmatch(deadline)
    if written is None:
        raise ValueError(f"{deadline!r} is no deadline")
    year, half, quarter, month, day = [int(part) if part else 0 for part in written.groups()]
    ends = half * 6 or quarter * 3 or month or 12
    return date(year, ends, day or monthrange(year, ends)[1])


_DEADLINE = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?))?")


def _edits(document: Row) -> Iterator[Breach]:
    """The edits lead from the source to the text and back, and the alignment is what lies between them."""
    own, aligned = document["document_id"], _aligned(document)
    ordered = sorted(aligned.edits, key=lambda e: (e.source_start, e.source_end))
    apart = all(
        a.source_end <= b.source_start and a.text_end <= b.text_start
        for a, b in zip(aligned.edits, aligned.edits[1:], strict=False)
    )
    if list(aligned.edits) != ordered or not apart:
        yield Breach(own, "edits", "they are not apart and in order")
        return
    if _replay(document, "source", "after") != document["text"]:
        yield Breach(own, "edits", "replayed on the source they do not give the text")
    if _replay(document, "text", "before") != document["source_text"]:
        yield Breach(own, "edits", "undone on the text they do not give the source")
    runs = [run._asdict() for run in aligned.runs()]
    for index, (said, found) in enumerate(zip(document["alignment"], runs, strict=False)):
        for field in found:
            if said[field] != found[field]:
                yield Breach(f"alignment[{index}]", field, f"is {said[field]}, the edits say {found[field]}")
    if len(document["alignment"]) != len(runs):
        yield Breach(own, "alignment", f"has {len(document['alignment'])} runs, the edits leave {len(runs)}")


def _replay(document: Row, side: str, becomes: str) -> str:
    """One text made from the other by the edits."""
    whole: str = document["source_text" if side == "source" else "text"]
    pieces: list[str] = []
    at = 0
    for row in document["edits"]:
        pieces += (whole[at : row[f"{side}_start"]], row[becomes])
        at = row[f"{side}_end"]
    return "".join(pieces) + whole[at:]


def _aligned(document: Row, by_character: bool = False) -> AlignedText:
    edits = []
    for row in document["edits"]:
        source, text = _span(row, "source"), _span(row)
        paired = by_character and source.end - source.start == text.end - text.start
        edits.append(Edit(*source, *text, row["stage"], row["rule"], positional=paired))
    return AlignedText(document["source_text"], document["text"], tuple(edits))


def _source_spans(document: Row) -> Iterator[Breach]:
    """A source span is what became the text span; within an edit of equal lengths, character by character or whole."""
    whole, by_character = _aligned(document), _aligned(document, by_character=True)
    for table, name, row in _rows(document):
        if table == "edits" or row.get("text_start") is None or "source_start" not in row:
            continue
        span, said = _span(row), _span(row, "source")
        wide = whole.source_span(span)
        close = by_character.source_span(span)
        for field, value, allowed in (
            ("source_start", said.start, {wide.start, close.start}),
            ("source_end", said.end, {wide.end, close.end}),
        ):
            if value not in allowed:
                yield Breach(name, field, f"is {value}, the text span comes from {wide.start}–{wide.end}")
