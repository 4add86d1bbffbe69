"""One model per published table: the contract of names, types and meanings (DESIGN.md, Records).

Everything that describes a table (Arrow schema, JSON Schema, codebook, descriptors) is generated from these models.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from policyparse.records.found import (
    ClauseForm,
    Comparator,
    Direction,
    LabelOrigin,
    Role,
    RoleOrigin,
    Scope,
    SegmentKind,
    Severity,
    Status,
    TargetKind,
)

Confidence = Annotated[
    float, Field(ge=0, le=1, description="How sure the rule is, 0 to 1; 1 where it needs no review.")
]
Review = Annotated[bool, Field(description="True where a person should look at the record.")]
Rule = Annotated[str, Field(description="The rule that made the record: a row of the lexicon, or a function.")]
DocumentId = Annotated[str, Field(description="The document, a readable stable id.")]
TextStart = Annotated[int, Field(ge=0, description="First code point in `text`.")]
TextEnd = Annotated[int, Field(ge=0, description="Code point behind the last in `text`.")]
SourceStart = Annotated[int, Field(ge=0, description="First code point in `source_text`.")]
SourceEnd = Annotated[int, Field(ge=0, description="Code point behind the last in `source_text`.")]


class Record(BaseModel):
    """A published record: immutable, nothing beyond its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Section(Record):
    """A numbered item that only groups others, or background that asks nothing of anyone."""

    section_id: str = Field(description="`<document_id>/` and the labels from the top, joined with dots.")
    document_id: DocumentId
    parent_id: str | None = Field(description="The section above; null at the top.")
    depth: int = Field(ge=1, description="1 at the top.")
    position: int = Field(ge=1, description="Place among all sections and measures of the document, in reading order.")
    label: str = Field(description="The label without the mark that closes it, brackets full-width: `一`, `（一）`.")
    number: int | None = Field(description="The label's number.")
    numbering: str = Field(description="The style of the label: a row of lexicon/numbering.")
    path: str = Field(description="The labels of the item and all that it stands under, joined with `/`.")
    heading: str | None = Field(
        description="The heading without number, clause and closing mark; null where it has none."
    )
    text_start: TextStart
    text_end: TextEnd
    source_start: SourceStart
    source_end: SourceEnd
    rule: Rule
    confidence: Confidence
    needs_review: Review


class Measure(Record):
    """The lowest numbered item that begins a paragraph and says what is to be done (措施)."""

    measure_id: str = Field(description="`<document_id>/` and the labels from the top, joined with dots.")
    document_id: DocumentId
    section_id: str | None = Field(description="The section it stands in; null at the top.")
    position: int = Field(ge=1, description="Place among all sections and measures of the document, in reading order.")
    label: str = Field(description="The label without the mark that closes it: `6`, `（一）`.")
    number: int | None = Field(description="The label's number.")
    numbering: str = Field(description="The style of the label: a row of lexicon/numbering.")
    path: str = Field(description="The labels of the item and all that it stands under, joined with `/`.")
    heading: str | None = Field(
        description="The heading without number, clause and closing mark; null where it has none."
    )
    text: str = Field(description="The measure as it stands in the document's `text`, label and clauses included.")
    text_start: TextStart
    text_end: TextEnd
    source_start: SourceStart
    source_end: SourceEnd
    rule: Rule
    confidence: Confidence
    needs_review: Review


class SegmentRecord(Record):
    """A piece of the text and what it is; the segments of a document tile its text."""

    document_id: DocumentId
    position: int = Field(ge=1, description="Place in the document.")
    kind: SegmentKind = Field(description="What the piece is; `unparsed` = not understood.")
    node_id: str | None = Field(description="The section or measure it belongs to.")
    text_start: TextStart
    text_end: TextEnd


class ClauseRecord(Record):
    """A responsibility clause (责任分工) as it stands in the text."""

    clause_id: str = Field(description="The node's id and `#c` with a number.")
    document_id: DocumentId
    node_id: str | None = Field(description="The section or measure whose text it belongs to.")
    label: str | None = Field(description="The label or verb that gives the role: `责任单位`, `牵头`.")
    label_origin: LabelOrigin = Field(
        description="Whether the label is written, taken from an earlier clause, or absent."
    )
    form: ClauseForm = Field(description="label: `责任单位：A`; verb: `A牵头`; list: `（A、B）`.")
    scope: Scope = Field(description="What it governs.")
    deadline: str | None = Field(description="The time by which, where the clause says one.")
    text: str = Field(description="The clause as written.")
    text_start: TextStart
    text_end: TextEnd
    source_start: SourceStart
    source_end: SourceEnd
    rule: Rule
    confidence: Confidence
    needs_review: Review


class Responsibility(Record):
    """One agency in one role for one section or measure."""

    responsibility_id: str = Field(description="The node's id and `#r` with a number.")
    document_id: DocumentId
    node_id: str | None = Field(description="The section or measure that it holds for.")
    path: str | None = Field(description="That node's path.")
    measure_id: str | None = Field(description="Null where it holds for a section.")
    section_id: str | None = Field(description="The section that it holds for, or that the measure stands in.")
    clause_id: str = Field(description="The clause that says so.")
    agency_id: str = Field(description="Who: a row of agencies.")
    agency_text: str = Field(description="The mention, completed where a list shares a part, brackets full-width.")
    role: Role = Field(description="lead 牵头; support 配合; guide 指导; responsible 责任单位, 负责 or a bare list.")
    role_origin: RoleOrigin = Field(description="What gave the role.")
    rank: int = Field(ge=1, description="Place among those of its role in its clause.")
    text_start: TextStart
    text_end: TextEnd
    source_start: SourceStart
    source_end: SourceEnd
    rule: Rule
    confidence: Confidence
    needs_review: Review


class Agency(Record):
    """A body, a group of bodies, or a mention that could not be told (`resolved` false)."""

    agency_id: str = Field(description="Division code and function: `330100/market-regulation`.")
    name: str = Field(description="Full official name at the document's date; the mention itself where unresolved.")
    level: str | None = Field(description="The level: national, province, prefecture, county or township.")
    type: str | None = Field(
        description="The kind of body: government, party, vertical, judicial, people, enterprise, zone, group …"
    )
    function: str | None = Field(description="What it does: a row of the registry's functions.")
    place: str | None = Field(description="The division it belongs to or serves.")
    division_code: str | None = Field(description="That division's code (GB/T 2260).")
    is_group: bool = Field(description="True for a group such as `各区、县（市）政府`.")
    resolved: bool = Field(description="False where the registry does not know the mention.")
    valid_from: str | None = Field(description="Since when the body has this name, as far as known.")
    valid_to: str | None = Field(description="Until when, half-open; null while it has it.")
    mention_count: int = Field(ge=0, description="How many responsibilities name it.")
    rule: Rule
    confidence: Confidence
    needs_review: Review


class AgencyName(Record):
    """One way in which a document writes an agency."""

    agency_id: str = Field(description="The agency.")
    text: str = Field(description="The mention.")
    document_id: DocumentId
    mention_count: int = Field(ge=0, description="How often the document writes it so.")


class GroupMember(Record):
    """One member of a closed group."""

    agency_id: str = Field(description="The group.")
    member_agency_id: str = Field(description="The member.")
    division_code: str | None = Field(description="The member's division.")


class Target(Record):
    """A number that says something measurable (量化指标)."""

    target_id: str = Field(description="The node's id and `#t` with a number.")
    document_id: DocumentId
    node_id: str | None = Field(description="The section or measure in whose text it stands.")
    path: str | None = Field(description="That node's path.")
    measure_id: str | None = Field(description="Null where it stands in a section's own text.")
    section_id: str | None = Field(description="The section it stands in, itself or through its measure.")
    indicator: str | None = Field(description="What is measured, a run of the text where there is one.")
    comparator: Comparator = Field(description="eq, ge, gt, le, lt, approx, between.")
    value: float = Field(description="The number, scaled: `3亿元` is 3e8; the lower bound of a range.")
    value_high: float | None = Field(description="The upper bound of a range.")
    unit: str | None = Field(description="A code of the registry of units.")
    unit_text: str | None = Field(description="The unit as written, with its multiplier.")
    kind: TargetKind = Field(description="target, baseline, condition or benefit.")
    change: bool = Field(description="True where the value is a change, not a level.")
    direction: Direction = Field(description="Which way: up, down or none.")
    baseline_id: str | None = Field(description="The target record that says from which level.")
    deadline: str | None = Field(description="By when: `2025`, `2025-06`, `2025-06-30`, `2025-H1`, `2025-Q2`.")
    deadline_date: date | None = Field(description="The last day of `deadline`.")
    deadline_origin: str | None = Field(description="Where it was said: sentence, frame, clause, heading, validity.")
    evidence: str = Field(description="The shortest run of the text with comparator, number and unit.")
    text_start: TextStart
    text_end: TextEnd
    source_start: SourceStart
    source_end: SourceEnd
    indicator_start: int | None = Field(ge=0, description="First code point of the indicator in `text`.")
    indicator_end: int | None = Field(ge=0, description="Code point behind it.")
    rule: Rule
    confidence: Confidence
    needs_review: Review


class EditRecord(Record):
    """What was changed between source and text; replaying all edits gives the one from the other, both ways."""

    edit_id: str = Field(description="`<document_id>#e` with a number.")
    document_id: DocumentId
    stage: str = Field(description="The stage that made it: restore or simplify.")
    rule: Rule
    source_start: SourceStart
    source_end: SourceEnd
    before: str = Field(description="What the source has.")
    after: str = Field(description="What the text has.")
    text_start: TextStart
    text_end: TextEnd
    confidence: Confidence
    needs_review: Review


class Notice(Record):
    """Something a person should know of the document."""

    notice_id: str = Field(description="`<document_id>#n` with a number.")
    document_id: DocumentId
    code: str = Field(description="A stable code; docs/notices.md says what each means.")
    severity: Severity = Field(description="info, review or error.")
    message: str = Field(description="What it is, in one line.")
    text_start: int | None = Field(ge=0, description="First code point in `text`.")
    text_end: int | None = Field(ge=0, description="Code point behind the last.")
    source_start: int | None = Field(ge=0, description="First code point in `source_text`.")
    source_end: int | None = Field(ge=0, description="Code point behind the last.")


class Refusal(Record):
    """An input that was refused (table `errors`)."""

    source_name: str = Field(description="The file's name.")
    source_sha256: str | None = Field(description="SHA-256 of its bytes, where they could be read.")
    stage: str = Field(description="Which part refused it.")
    code: str = Field(description="A stable code.")
    message: str = Field(description="Place, reason and what to do, in one line.")


class Alignment(Record):
    """A run of code points that is the same in text and source."""

    text_start: TextStart
    source_start: SourceStart
    length: int = Field(ge=1, description="How many code points are the same in both.")


class PageStart(Record):
    """Where a page of a paged source begins."""

    page: int = Field(ge=1, description="The page, counted from 1.")
    text_start: TextStart


class DocumentFields(Record):
    """A policy document: what its frame says, its source text and the text that all offsets point to."""

    document_id: DocumentId
    title: str | None = Field(description="The title of the plan itself; null where the text has none.")
    issuer: str | None = Field(
        description="Who signs the document, as written; in full where it is named by its level alone (`市发改委`)."
    )
    document_type: str | None = Field(description="What the title calls it: 意见, 方案, 通知 …")
    document_number: str | None = Field(description="The number it was issued under (发文字号): `杭政〔2023〕1号`.")
    status: Status = Field(description="draft (征求意见稿) or final.")
    date_issued: date | None = Field(description="The date of the document (成文日期).")
    consultation_start: date | None = Field(description="First day of public consultation.")
    consultation_end: date | None = Field(description="Last day of public consultation.")
    contact_phone: str | None = Field(description="The telephone for comments and questions, as written.")
    contact_email: str | None = Field(description="The e-mail address for comments and questions, as written.")
    script: str = Field(description="The script of the source: simplified, traditional or mixed.")
    encoding: str = Field(description="How the bytes were decoded.")
    media_type: str = Field(description="The media type of the file.")
    source_name: str = Field(description="The file's name.")
    source_sha256: str = Field(description="SHA-256 of the file's bytes.")
    source_text: str = Field(description="The decoded source, as found.")
    text: str = Field(description="The source restored and simplified; all text offsets point here.")
    character_count: int = Field(ge=0, description="Code points of `text`.")
    coverage: float = Field(ge=0, le=1, description="Share of characters, blanks aside, that are not `unparsed`.")
