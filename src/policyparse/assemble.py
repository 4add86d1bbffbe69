"""What the stages found → one published document: ids, source offsets, links."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from policyparse.records import SCHEMA_VERSION
from policyparse.records.found import (
    Agencies,
    FoundTarget,
    NodeKind,
    Note,
    Outline,
    Responsibilities,
    Restored,
    Segment,
    Simplified,
    Source,
    Targets,
)
from policyparse.text import AlignedText, Edit, Span

_UNSAFE = re.compile(r"[^\w\-]+")
_ID_BYTES = 120  # file names hold 255 bytes; ids grow endings


def document_stem(name: str) -> str:
    """A readable id from a file's name, safe as a file name on every system.

    >>> document_stem("source/hangzhou 2023.txt"), document_stem("../CON")
    ('hangzhou-2023', 'CON_')
    """
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = base.rsplit(".", 1)[0] if "." in base.strip(".") else base
    safe = _UNSAFE.sub("-", stem).strip("-_")
    safe = safe.encode()[:_ID_BYTES].decode(errors="ignore") or "document"
    return safe + "_" if re.fullmatch(r"(?i)con|prn|aux|nul|(com|lpt)\d", safe) else safe


def document_id(stem: str, number: int) -> str:
    """The id of the `number`-th document of a file: `hangzhou-2023`, `hangzhou-2023.2`."""
    return stem if number == 1 else f"{stem}.{number}"


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


def assemble(identifier: str, stages: Stages) -> dict[str, Any]:
    """The fields of a document in the order of `Document`; not validated, so that a command which only prints them
    need not load the models."""
    return _Assembly(identifier, stages).document()


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
    """The rows of one document; every method gives the rows of one table."""

    def __init__(self, identifier: str, stages: Stages) -> None:
        self.id, self.stages = identifier, stages
        self.source, self.part, self.aligned = stages.source, stages.part, stages.aligned
        self.outline, self.duties, self.who, self.numbers = stages.outline, stages.duties, stages.who, stages.numbers
        # the edits column by column: of a traditional text there are hundreds
        self.edits = list(zip(*self.aligned.edits, strict=True)) or [()] * len(Edit._fields)
        self.node_ids = [f"{identifier}/{node.path.replace('/', '.')}" for node in self.outline.nodes]
        self.clause_ids = self._numbered("c", [c.node for c in self.duties.clauses])
        self.target_ids = self._numbered("t", [t.node for t in self.numbers.targets])

    def document(self) -> dict[str, Any]:
        """All tables."""
        segments = self._tiling()
        return {
            **self._fields(segments),
            "schema_version": SCHEMA_VERSION,
            "pages": self._pages(),
            "sections": self._nodes("section"),
            "measures": self._nodes("measure"),
            "segments": self._segments(segments),
            "clauses": self._clauses(),
            "responsibilities": self._responsibilities(),
            **self._agencies(),
            "targets": self._targets(),
            "edits": self._edits(),
            "notices": self._notices(),
            "alignment": self._alignment(),
        }

    def _place(self, span: Span) -> dict[str, int]:
        start, end = span
        source_start, source_end = self.aligned.source_bounds(start, end)
        return {"text_start": start, "text_end": end, "source_start": source_start, "source_end": source_end}

    def _numbered(self, letter: str, nodes: list[int | None]) -> list[str]:
        counts: dict[int | None, int] = {}
        ids = []
        for node in nodes:
            counts[node] = count = counts.get(node, 0) + 1
            ids.append(f"{self.id if node is None else self.node_ids[node]}#{letter}{count}")
        return ids

    def _fields(self, segments: list[Segment]) -> dict[str, Any]:
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
            "coverage": _coverage(text, segments),
        }

    def _pages(self) -> list[dict[str, int]]:
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

    def _nodes(self, kind: NodeKind) -> list[dict[str, Any]]:
        """The rows of the sections or the measures; only a section has its depth, only a measure its text."""
        document_id, ids, text, bounds = self.id, self.node_ids, self.aligned.text, self.aligned.source_bounds
        is_section = kind == "section"
        own_id, parent_id = ("section_id", "parent_id") if is_section else ("measure_id", "section_id")
        return [
            {
                own_id: ids[index],
                "document_id": document_id,
                parent_id: None if node.parent is None else ids[node.parent],
                **({"depth": node.depth} if is_section else {}),
                "position": index + 1,
                "label": node.label,
                "number": node.number,
                "numbering": node.numbering,
                "path": node.path,
                "heading": None if node.heading_span is None else node.heading_span.of(text),  # its digits as written
                **({} if is_section else {"text": text[start:end]}),
                "text_start": start,
                "text_end": end,
                "source_start": source_start,
                "source_end": source_end,
                "rule": f"outline.{node.numbering}",
                "confidence": 1.0,
                "needs_review": False,
            }
            for index, node in enumerate(self.outline.nodes)
            if node.kind == kind
            for start, end in [node.span]
            for source_start, source_end in [bounds(start, end)]
        ]

    def _tiling(self) -> list[Segment]:
        """The outline's segments with the clauses cut out of them, and conventions out of these."""
        clauses = [Segment("clause", c.node, c.span) for c in self.duties.clauses]
        tiles = list(self.outline.segments)
        for cuts in (clauses, self.duties.conventions):
            if cuts:
                tiles = list(_tiles(tiles, sorted(cuts, key=lambda s: s.span)))
        return tiles

    def _segments(self, segments: list[Segment]) -> list[dict[str, Any]]:
        document_id, ids = self.id, self.node_ids
        kinds, nodes, spans = zip(*segments, strict=True) if segments else ((), (), ())
        starts, ends = zip(*spans, strict=True) if spans else ((), ())
        return [
            {
                "document_id": document_id,
                "position": position,
                "kind": kind,
                "node_id": None if node is None else ids[node],
                "text_start": start,
                "text_end": end,
            }
            for position, (kind, node, start, end) in enumerate(zip(kinds, nodes, starts, ends, strict=True), start=1)
        ]

    def _clauses(self) -> list[dict[str, Any]]:
        return [
            {
                "clause_id": clause_id,
                "document_id": self.id,
                "node_id": None if c.node is None else self.node_ids[c.node],
                "label": c.label,
                "label_origin": c.label_origin,
                "form": c.form,
                "scope": c.scope,
                "deadline": c.deadline,
                "text": c.span.of(self.aligned.text),
                **self._place(c.span),
                **_trust(c.rule, c.confidence),
            }
            for c, clause_id in zip(self.duties.clauses, self.clause_ids, strict=True)
        ]

    def _links(self, index: int | None) -> tuple[str | None, str | None, str | None, str | None]:
        """Id and path of a node, and which measure and section it is or stands in."""
        if index is None:
            return None, None, None, None
        node, node_id = self.outline.nodes[index], self.node_ids[index]
        if node.kind == "section":
            return node_id, node.path, None, node_id
        return node_id, node.path, node_id, None if node.parent is None else self.node_ids[node.parent]

    def _responsibilities(self) -> list[dict[str, Any]]:
        ids = self._numbered("r", [m.node for m in self.duties.mentions])
        document_id, bounds = self.id, self.aligned.source_bounds
        return [
            {
                "responsibility_id": responsibility_id,
                "document_id": document_id,
                "node_id": node_id,
                "path": path,
                "measure_id": measure_id,
                "section_id": section_id,
                "clause_id": self.clause_ids[clause],
                "agency_id": self.who.of[agency],
                "agency_text": agency,
                "role": role,
                "role_origin": role_origin,
                "rank": rank,
                "text_start": start,
                "text_end": end,
                "source_start": source_start,
                "source_end": source_end,
                **_trust(rule, confidence),
            }
            for responsibility_id, (
                clause,
                node,
                agency,
                role,
                role_origin,
                rank,
                (start, end),
                rule,
                confidence,
            ) in zip(ids, self.duties.mentions, strict=True)
            for node_id, path, measure_id, section_id in [self._links(node)]
            for source_start, source_end in [bounds(start, end)]
        ]

    def _agencies(self) -> dict[str, list[dict[str, Any]]]:
        written = Counter((self.who.of[m.agency], m.agency) for m in self.duties.mentions)
        totals: Counter[str] = Counter()
        for (agency_id, _), count in written.items():
            totals[agency_id] += count
        agencies = [
            {
                "agency_id": a.agency_id,
                "name": a.name,
                "level": a.level,
                "type": a.type,
                "function": a.function,
                "place": a.place,
                "division_code": a.division_code,
                "is_group": a.is_group,
                "resolved": a.resolved,
                "valid_from": a.valid_from,
                "valid_to": a.valid_to,
                "mention_count": totals[a.agency_id],
                **_trust(a.rule, a.confidence),
            }
            for a in self.who.agencies
        ]
        names = [
            {"agency_id": agency_id, "text": text, "document_id": self.id, "mention_count": count}
            for (agency_id, text), count in written.items()
        ]
        members = [
            {"agency_id": m.agency_id, "member_agency_id": m.member_agency_id, "division_code": m.division_code}
            for m in self.who.members
        ]
        return {"agencies": agencies, "agency_names": names, "group_members": members}

    def _targets(self) -> list[dict[str, Any]]:
        return [self._target(t, target_id) for t, target_id in zip(self.numbers.targets, self.target_ids, strict=True)]

    def _target(self, target: FoundTarget, target_id: str) -> dict[str, Any]:
        text, named = self.aligned.text, target.indicator_span
        start, end = target.span
        source_start, source_end = self.aligned.source_bounds(start, end)
        node_id, path, measure_id, section_id = self._links(target.node)
        return {
            "target_id": target_id,
            "document_id": self.id,
            "node_id": node_id,
            "path": path,
            "measure_id": measure_id,
            "section_id": section_id,
            "indicator": named.of(text) if named else target.indicator,
            "comparator": target.comparator,
            "value": target.value,
            "value_high": target.value_high,
            "unit": target.unit,
            "unit_text": target.unit_text,
            "kind": target.kind,
            "change": target.change,
            "direction": target.direction,
            "baseline_id": None if target.baseline is None else self.target_ids[target.baseline],
            "deadline": target.deadline,
            "deadline_date": last_day(target.deadline),
            "deadline_origin": target.deadline_origin,
            "evidence": text[start:end],
            "text_start": start,
            "text_end": end,
            "source_start": source_start,
            "source_end": source_end,
            "indicator_start": named.start if named else None,
            "indicator_end": named.end if named else None,
            **_trust(target.rule, target.confidence),
        }

    def _edits(self) -> list[dict[str, Any]]:
        source, text, document_id = self.aligned.source, self.aligned.text, self.id
        return [
            {
                "edit_id": f"{document_id}#e{number}",
                "document_id": document_id,
                "stage": stage,
                "rule": rule,
                "source_start": source_start,
                "source_end": source_end,
                "before": source[source_start:source_end],
                "after": text[text_start:text_end],
                "text_start": text_start,
                "text_end": text_end,
                "confidence": confidence,
                "needs_review": needs_review,
            }
            for number, (
                source_start,
                source_end,
                text_start,
                text_end,
                stage,
                rule,
                confidence,
                needs_review,
                _,
            ) in enumerate(zip(*self.edits, strict=True), start=1)
        ]

    def _alignment(self) -> list[dict[str, int]]:
        """What `aligned.runs()` gives: what stands before, between and behind the edits."""
        _, source_ends, text_starts, text_ends, *_ = self.edits
        before = zip((0, *text_ends), (0, *source_ends), (*text_starts, len(self.aligned.text)), strict=True)
        return [
            {"text_start": start, "source_start": source_start, "length": stop - start}
            for start, source_start, stop in before
            if stop > start
        ]

    def _notices(self) -> list[dict[str, Any]]:
        own = [*self.outline.notes, *self.duties.notes, *self.who.notes, *self.numbers.notes]
        notes = [*self.stages.notes, *own]
        return [
            {
                "notice_id": f"{self.id}#n{number}",
                "document_id": self.id,
                "code": note.code,
                "severity": note.severity,
                "message": note.message,
                **(self._place(note.span) if note.span else dict.fromkeys(_PLACE)),
            }
            for number, note in enumerate(notes, start=1)
        ]


_PLACE = ("text_start", "text_end", "source_start", "source_end")


@lru_cache(maxsize=1 << 10, typed=True)
def _trust(rule: str, confidence: float) -> Mapping[str, Any]:
    """The columns that say by which rule a record was made and how sure it is."""
    return {"rule": rule, "confidence": confidence, "needs_review": confidence < 1}


def _tiles(segments: Iterable[Segment], cuts: list[Segment]) -> Iterator[Segment]:
    """`segments` with `cuts` (disjoint, in order) laid over them; still a tiling."""
    waiting = 0
    for segment in segments:
        at, end = segment.span
        if waiting == len(cuts) or cuts[waiting].span.start >= end:
            if at < end:
                yield segment
            continue
        while waiting < len(cuts) and cuts[waiting].span.start < end:
            cut = cuts[waiting]
            waiting += 1
            start, stop = max(cut.span.start, at), min(cut.span.end, end)
            if stop <= start:
                continue
            if start > at:
                yield Segment(segment.kind, segment.node, Span(at, start))
            yield Segment(cut.kind, cut.node, Span(start, stop))
            at = stop
            if cut.span.end > end:  # a cut that runs on into the next segment
                waiting -= 1
                break
        if at < end:
            yield Segment(segment.kind, segment.node, Span(at, end))


def _coverage(text: str, segments: Iterable[Segment]) -> float:
    """Share of the characters, blanks aside, that lie in a segment that was understood."""
    unparsed = [span for kind, _, span in segments if kind == "unparsed"]
    if not unparsed:  # as in most documents
        return 1.0
    dark = sum(len("".join(span.of(text).split())) for span in unparsed)
    total = len("".join(text.split()))
    return round(1 - dark / total, 6) if total else 1.0


def last_day(deadline: str | None) -> date | None:
    """The last day of a deadline in the form of GOLD.md.

    >>> [str(last_day(d)) for d in ("2025", "2025-06", "2025-06-30", "2025-H1", "2025-Q3")]
    ['2025-12-31', '2025-06-30', '2025-06-30', '2025-06-30', '2025-09-30']
    """
    if deadline is None:
        return None
    year, _, rest = deadline.partition("-")
    if rest.count("-"):
        return date.fromisoformat(deadline)
    months = {"": 12, "H1": 6, "H2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}
    month = months[rest] if rest in months else int(rest)
    return date(int(year) + month // 12, month % 12 + 1, 1) - timedelta(days=1)
