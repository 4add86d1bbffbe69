"""What the stages found → one published document: ids, source offsets, links."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, compress
from operator import not_
from typing import Any, NamedTuple

from policyparse.columns import Columns, across, numbered_from, pieces_of, rows_of, where_given
from policyparse.records import SCHEMA_VERSION
from policyparse.records.deadlines import last_day
from policyparse.records.found import (
    Agencies,
    Clause,
    FoundAgency,
    FoundTarget,
    Member,
    Mention,
    NodeKind,
    Note,
    Outline,
    Parts,
    Responsibilities,
    Restored,
    Segment,
    Simplified,
    Source,
    Targets,
)
from policyparse.text import AlignedText, Edit, Span
from policyparse.tiling import laid_over


class Stages(NamedTuple):
    """What the stages found of the document that stands at `part` of the source's text; `notes` as `file_notes` gives
    them."""

    source: Source
    simplified: Simplified
    notes: list[Note]
    part: Span
    aligned: AlignedText
    outline: Outline
    duties: Responsibilities
    who: Agencies
    numbers: Targets


class Tabled(NamedTuple):
    """A document as a corpus takes it: its own fields, and every table that is published as one."""

    fields: dict[str, Any]
    tables: dict[str, Columns]


def assemble(identifier: str, stages: Stages) -> dict[str, Any]:
    """The fields of a document in the order of `Document`; not validated, so that a command which only prints them
    need not load the models."""
    found = _Assembly(identifier, stages)
    return {
        **found.fields(),
        "schema_version": SCHEMA_VERSION,
        "pages": found.pages(),
        **{name: rows_of(columns) for name, columns in found.tables().items()},
        "alignment": found.alignment(),
    }


def assemble_columns(identifier: str, stages: Stages) -> Tabled:
    """The same document with its tables as columns: rows would be taken apart again at once."""
    found = _Assembly(identifier, stages)
    return Tabled(found.fields(), found.tables())


def file_notes(source: Source, restored: Restored, simplified: Simplified, parts: list[Span]) -> list[list[Note]]:
    """What the stages that see a whole file noted, for each of the `parts` that tile its text, at its place in there.

    A note of no place holds for every part, one that goes on into the next part ends with its own.
    """
    aligned, starts = simplified.aligned, [part.start for part in parts]
    earlier = ((source.notes, AlignedText.of(source.text)), (restored.notes, restored.aligned))
    placed = [(note, aligned.text_span(text, note.span)) for notes, text in earlier for note in notes]
    found: list[list[Note]] = [[] for _ in parts]
    for note, span in [*placed, *((note, note.span) for note in simplified.notes)]:
        if span is None:
            for notes in found:
                notes.append(note)
        else:
            index = bisect_right(starts, span.start) - 1
            start, end = parts[index]
            inside = Span(span.start - start, min(span.end, end) - start)
            found[index].append(Note(note.code, note.severity, note.message, inside))
    return found


class _Assembly:
    """The tables of one document; every method gives the columns of one."""

    def __init__(self, identifier: str, stages: Stages) -> None:
        self.id, self.stages = identifier, stages
        self.source, self.part, self.aligned = stages.source, stages.part, stages.aligned
        self.outline, self.duties, self.who, self.numbers = stages.outline, stages.duties, stages.who, stages.numbers
        own = (self.outline.notes, self.duties.notes, self.who.notes, self.numbers.notes)
        self.notes = list(chain(stages.notes, *own))
        self.edits = across(self.aligned.edits, len(Edit._fields))  # of a traditional text there are hundreds
        self.kinds, self.nodes, spans = across(self._tiling(), len(Segment._fields))
        self.starts, self.ends = across(spans, len(Span._fields))
        self.sections = [node.kind == "section" for node in self.outline.nodes]
        self.node_ids = [f"{identifier}/{node.path.replace('/', '.')}" for node in self.outline.nodes]
        self.clause_ids = self._numbered("c", [c.node for c in self.duties.clauses])
        self.target_ids = self._numbered("t", [t.node for t in self.numbers.targets])

    def tables(self, every: bool = False) -> dict[str, Columns]:
        """All tables, in the order of `Document`; those that have no rows are not made again, unless `every` one is."""
        tables = {} if every else {**_of_nothing()}
        if every or self.outline.nodes:
            tables["sections"], tables["measures"] = self._nodes("section"), self._nodes("measure")
        tables["segments"] = self._segments()
        if every or self.duties.clauses:
            tables["clauses"] = self._clauses()
        if every or self.duties.mentions:
            tables["responsibilities"] = self._responsibilities()
        if every or self.who.agencies:
            tables |= self._agencies()
        if every or self.numbers.targets:
            tables["targets"] = self._targets()
        if every or self.aligned.edits:
            tables["edits"] = self._edits()
        if every or self.notes:
            tables["notices"] = self._notices()
        return tables

    def fields(self) -> dict[str, Any]:
        """What is said of the document as a whole."""
        text, parts = self.aligned.text, self.outline.parts
        return {
            "document_id": self.id,
            "title": parts.title,
            "issuer": self.who.issuer or parts.issuer,
            "document_type": parts.document_type,
            "document_number": parts.document_number,
            "status": parts.status,
            "date_issued": parts.date_issued,
            "consultation_start": parts.consultation_start,
            "consultation_end": parts.consultation_end,
            "contact_phone": parts.contact_phone,
            "contact_email": parts.contact_email,
            "script": self.stages.simplified.script,
            "encoding": self.source.encoding,
            "media_type": self.source.media_type,
            "source_name": self.source.name,
            "source_sha256": self.source.sha256,
            "source_text": self.aligned.source,
            "text": text,
            "character_count": len(text),
            "coverage": self._coverage(),
        }

    def pages(self) -> list[dict[str, int]]:
        """Pages that begin in this document; the reader gave them in offsets of the whole decoded source."""
        if not self.source.pages:
            return []
        whole = self.stages.simplified.aligned
        low = whole.source_span(Span(self.part.start, self.part.start)).start if self.part.start else 0
        return [
            {"page": p.page, "text_start": self.aligned.text_offset(p.text_start - low)}
            for p in self.source.pages
            if 0 <= p.text_start - low < len(self.aligned.source)
        ]

    def alignment(self) -> list[dict[str, int]]:
        """What `aligned.runs()` gives: what stands before, between and behind the edits."""
        _, source_ends, text_starts, text_ends, *_ = self.edits
        before = zip((0, *text_ends), (0, *source_ends), (*text_starts, len(self.aligned.text)), strict=True)
        return [
            {"text_start": start, "source_start": source_start, "length": stop - start}
            for start, source_start, stop in before
            if stop > start
        ]

    def _coverage(self) -> float:
        """Share of the characters, blanks aside, that lie in a segment that was understood."""
        if "unparsed" not in self.kinds:  # as in most documents
            return 1.0
        text = self.aligned.text
        segments = zip(self.kinds, self.starts, self.ends, strict=True)
        dark = sum(len("".join(text[start:end].split())) for kind, start, end in segments if kind == "unparsed")
        total = len("".join(text.split()))
        return round(1 - dark / total, 6) if total else 1.0

    def _tiling(self) -> Iterable[Segment]:
        """The outline's segments with the clauses cut out of them, and conventions out of these."""
        clauses = [Segment("clause", c.node, c.span) for c in self.duties.clauses]
        tiles: Iterable[Segment] = self.outline.segments
        for cuts in (clauses, self.duties.conventions):
            if cuts:
                tiles = laid_over(tiles, sorted(cuts, key=lambda s: s.span))
        return tiles

    def _numbered(self, letter: str, nodes: Iterable[int | None]) -> list[str]:
        """Ids of things that stand in `nodes`: those of one node are counted."""
        counts: dict[int | None, int] = {}
        ids = []
        for node in nodes:
            counts[node] = count = counts.get(node, 0) + 1
            whose = self.id if node is None else self.node_ids[node]
            ids.append(f"{whose}#{letter}{count}")
        return ids

    def _ids_of(self, nodes: Iterable[int | None]) -> list[str | None]:
        ids = self.node_ids
        return [None if node is None else ids[node] for node in nodes]

    def _places(self, starts: Sequence[int], ends: Sequence[int]) -> Columns:
        """Where something stands: in the text and in the source."""
        source_starts, source_ends = self.aligned.source_columns(starts, ends)
        return {"text_start": starts, "text_end": ends, "source_start": source_starts, "source_end": source_ends}

    def _links(self, nodes: Sequence[int | None]) -> Columns:
        """Id and path of nodes, and which measure and section each is or stands in."""
        links = {node: self._link(node) for node in set(nodes)}
        node_id, path, measure_id, section_id = across([links[node] for node in nodes], 4)
        return {"node_id": node_id, "path": path, "measure_id": measure_id, "section_id": section_id}

    def _link(self, index: int | None) -> tuple[str | None, str | None, str | None, str | None]:
        if index is None:
            return None, None, None, None
        node, node_id = self.outline.nodes[index], self.node_ids[index]
        if node.kind == "section":
            return node_id, node.path, None, node_id
        return node_id, node.path, node_id, None if node.parent is None else self.node_ids[node.parent]

    def _nodes(self, kind: NodeKind) -> Columns:
        """The sections or the measures; only a section has its depth, only a measure its text."""
        text, is_section = self.aligned.text, kind == "section"
        own = self.sections if is_section else list(map(not_, self.sections))
        nodes = list(compress(self.outline.nodes, own))
        starts, ends = across([node.span for node in nodes], 2)
        numberings = [node.numbering for node in nodes]
        rules = {numbering: f"outline.{numbering}" for numbering in set(numberings)}
        own_id, parent_id = ("section_id", "parent_id") if is_section else ("measure_id", "section_id")
        headings = [node.heading_span for node in nodes]  # in the text, as digits are written there
        return {
            own_id: list(compress(self.node_ids, own)),
            "document_id": [self.id] * len(nodes),
            parent_id: self._ids_of([node.parent for node in nodes]),
            **({"depth": [node.depth for node in nodes]} if is_section else {}),
            "position": list(compress(range(1, len(own) + 1), own)),
            "label": [node.label for node in nodes],
            "number": [node.number for node in nodes],
            "numbering": numberings,
            "path": [node.path for node in nodes],
            "heading": [None if span is None else text[span[0] : span[1]] for span in headings],
            **({} if is_section else {"text": pieces_of(text, starts, ends)}),
            **self._places(starts, ends),
            "rule": list(map(rules.__getitem__, numberings)),
            "confidence": [1.0] * len(nodes),
            "needs_review": [False] * len(nodes),
        }

    def _segments(self) -> Columns:
        count = len(self.kinds)
        return {
            "document_id": [self.id] * count,
            "position": range(1, count + 1),
            "kind": self.kinds,
            "node_id": self._ids_of(self.nodes),
            "text_start": self.starts,
            "text_end": self.ends,
        }

    def _clauses(self) -> Columns:
        node, spans, *said, rule, confidence = across(self.duties.clauses, len(Clause._fields))
        label, label_origin, form, scope, deadline = said
        starts, ends = across(spans, 2)
        return {
            "clause_id": self.clause_ids,
            "document_id": [self.id] * len(node),
            "node_id": self._ids_of(node),
            "label": label,
            "label_origin": label_origin,
            "form": form,
            "scope": scope,
            "deadline": deadline,
            "text": pieces_of(self.aligned.text, starts, ends),
            **self._places(starts, ends),
            **_trust(rule, confidence),
        }

    def _responsibilities(self) -> Columns:
        clause, node, agency, role, role_origin, rank, spans, rule, confidence = across(
            self.duties.mentions, len(Mention._fields)
        )
        return {
            "responsibility_id": self._numbered("r", node),
            "document_id": [self.id] * len(node),
            **self._links(node),
            "clause_id": [self.clause_ids[index] for index in clause],
            "agency_id": list(map(self.who.of.__getitem__, agency)),
            "agency_text": agency,
            "role": role,
            "role_origin": role_origin,
            "rank": rank,
            **self._places(*across(spans, 2)),
            **_trust(rule, confidence),
        }

    def _agencies(self) -> dict[str, Columns]:
        written = Counter([mention.agency for mention in self.duties.mentions])
        named = list(map(self.who.of.__getitem__, written))
        totals: Counter[str] = Counter()
        for agency_id, count in zip(named, written.values(), strict=True):
            totals[agency_id] += count
        *known, rule, confidence = across(self.who.agencies, len(FoundAgency._fields))
        return {
            "agencies": {
                **dict(zip(FoundAgency._fields, known, strict=False)),
                "mention_count": [totals[agency_id] for agency_id in known[0]],
                **_trust(rule, confidence),
            },
            "agency_names": {
                "agency_id": named,
                "text": list(written),
                "document_id": [self.id] * len(written),
                "mention_count": list(written.values()),
            },
            "group_members": dict(zip(Member._fields, across(self.who.members, len(Member._fields)), strict=True)),
        }

    def _targets(self) -> Columns:
        text, targets = self.aligned.text, self.numbers.targets
        node, spans, _, plain, named, *said, baseline, deadline, deadline_origin, rule, confidence = across(
            targets, len(FoundTarget._fields)
        )
        comparator, value, value_high, unit, unit_text, kind, change, direction = said
        starts, ends = across(spans, 2)
        return {
            "target_id": self.target_ids,
            "document_id": [self.id] * len(targets),
            **self._links(node),
            "indicator": [name if s is None else text[s[0] : s[1]] for name, s in zip(plain, named, strict=True)],
            "comparator": comparator,
            "value": value,
            "value_high": value_high,
            "unit": unit,
            "unit_text": unit_text,
            "kind": kind,
            "change": change,
            "direction": direction,
            "baseline_id": [None if index is None else self.target_ids[index] for index in baseline],
            "deadline": deadline,
            "deadline_date": [None if written is None else last_day(written) for written in deadline],
            "deadline_origin": deadline_origin,
            "evidence": pieces_of(text, starts, ends),
            **self._places(starts, ends),
            "indicator_start": [None if span is None else span[0] for span in named],
            "indicator_end": [None if span is None else span[1] for span in named],
            **_trust(rule, confidence),
        }

    def _edits(self) -> Columns:
        source_starts, source_ends, text_starts, text_ends, stage, rule, confidence, needs_review, _ = self.edits
        count = len(stage)
        return {
            "edit_id": numbered_from(f"{self.id}#e", count),
            "document_id": [self.id] * count,
            "stage": stage,
            "rule": rule,
            "source_start": source_starts,
            "source_end": source_ends,
            "before": pieces_of(self.aligned.source, source_starts, source_ends),
            "after": pieces_of(self.aligned.text, text_starts, text_ends),
            "text_start": text_starts,
            "text_end": text_ends,
            "confidence": confidence,
            "needs_review": needs_review,
        }

    def _notices(self) -> Columns:
        code, severity, message, spans = across(self.notes, len(Note._fields))
        places = self._places(*across(filter(None, spans), 2))
        return {
            "notice_id": numbered_from(f"{self.id}#n", len(code)),
            "document_id": [self.id] * len(code),
            "code": code,
            "severity": severity,
            "message": message,
            **{name: where_given(spans, column) for name, column in places.items()},
        }


@cache
def _of_nothing() -> dict[str, Columns]:
    """The tables of a document in which nothing was found: a law has no row in half of them."""
    text, nobody = AlignedText.of(""), Agencies(None, None, (), {})
    found = Outline(Parts(), (), ()), Responsibilities((), ()), nobody, Targets(())
    return _Assembly("", Stages(Source("", "", "", "", ""), Simplified(text, ""), [], Span(0, 0), text, *found)).tables(
        True
    )


def _trust(rule: Sequence[str], confidence: Sequence[float]) -> Columns:
    """The columns that say by which rule a record was made and how sure it is."""
    return {"rule": rule, "confidence": confidence, "needs_review": [sure < 1 for sure in confidence]}
