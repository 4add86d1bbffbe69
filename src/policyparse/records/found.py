"""What the stages hand to one another: values with spans into the document's text, before ids and source offsets.

All are immutable, a `Node` by custom. Spans are half-open code-point offsets into the text of one document (restored, simplified).
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

from policyparse.slots import slotted
from policyparse.text import AlignedText, Span

NodeKind = Literal["section", "measure"]
SegmentKind = Literal[
    "notice",
    "title",
    "addressee",
    "preamble",
    "heading",
    "body",
    "clause",
    "convention",
    "closing",
    "signature",
    "attachment",
    "contents",
    "layout",
    "blank",
    "unparsed",
]
Role = Literal["lead", "support", "guide", "responsible"]
RoleOrigin = Literal["label", "verb", "convention", "position"]
LabelOrigin = Literal["written", "inherited", "none"]
ClauseForm = Literal["label", "verb", "list"]
Scope = Literal["measure", "section", "document"]
Severity = Literal["info", "review", "error"]
Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx", "between"]
TargetKind = Literal["target", "baseline", "condition", "benefit"]
Direction = Literal["up", "down", "none"]
Status = Literal["draft", "final"]


class Page(NamedTuple):
    """Where a page of a paged source begins in the decoded text."""

    page: int
    text_start: int


class Note(NamedTuple):
    """Something a person should know: a code, what it says, and where (a span of the stage's text)."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None


class Source(NamedTuple):
    """A file as read: its decoded text, and what is known of the bytes."""

    name: str  # the file's name, without folders
    sha256: str  # of the bytes
    media_type: str
    encoding: str
    text: str
    title: str | None = None  # what the file's own metadata say
    issuer: str | None = None
    date_issued: date | None = None
    document_number: str | None = None
    pages: tuple[Page, ...] = ()
    notes: tuple[Note, ...] = ()


class Restored(NamedTuple):
    """A text with the edits of a stage, and what was unsure (note spans lie in `aligned.text`)."""

    aligned: AlignedText
    notes: tuple[Note, ...] = ()


class Simplified(NamedTuple):
    """A text in simplified characters, and the script it was written in: simplified, traditional or mixed."""

    aligned: AlignedText
    script: str
    notes: tuple[Note, ...] = ()


@slotted  # every stage reads nodes: a slot is read in a third of the time of a tuple's field
class Node:
    """A section or a measure.

    `span` runs from the label to the end of all that stands under it, white space trimmed (children lie inside);
    `heading_span` is the heading without number, clause and closing mark; `path` is that of GOLD.md.
    """

    kind: NodeKind
    parent: int | None  # index of the node above in `Outline.nodes`
    depth: int  # 1 = top
    label: str  # as in `path`: `一`, `（一）`, `6`
    number: int | None  # 一 → 1, （十一） → 11; null where the label has none
    numbering: str  # id of a row of lexicon/numbering
    path: str
    label_span: Span
    heading: str | None
    heading_span: Span | None
    span: Span


class Segment(NamedTuple):
    """A piece of the text and what it is; all segments of a document tile its text."""

    kind: SegmentKind
    node: int | None
    span: Span


# The segment of a kind, a node and a span, as `span_at` makes a span of a pair.
segment_at: Callable[[tuple[SegmentKind, int | None, Span]], Segment] = partial(tuple.__new__, Segment)


class Parts(NamedTuple):
    """What the frame of an official document says (公文格式, GB/T 9704-2012); null = the text does not say."""

    title: str | None = None
    issuer: str | None = None  # as written
    document_type: str | None = None  # 意见, 通知, 方案 …: the last word of the title
    document_number: str | None = None
    status: Status = "final"
    date_issued: date | None = None
    consultation_start: date | None = None
    consultation_end: date | None = None
    contact_phone: str | None = None
    contact_email: str | None = None
    title_span: Span | None = None
    issuer_span: Span | None = None


class Outline(NamedTuple):
    """The parts, nodes and segments of one document."""

    parts: Parts
    nodes: tuple[Node, ...]  # in reading order: a parent stands before its children
    segments: tuple[Segment, ...]  # tile the text
    notes: tuple[Note, ...] = ()


class Clause(NamedTuple):
    """A responsibility clause: `（牵头单位：A；配合单位：B）`, `A牵头，B配合`, `（A、B）`."""

    node: int | None
    span: Span  # with its brackets
    label: str | None  # the first label or verb that it says
    label_origin: LabelOrigin
    form: ClauseForm
    scope: Scope
    deadline: str | None  # as in GOLD.md, where the clause says one (完成时限：2024年10月)
    rule: str
    confidence: float = 1.0


class Mention(NamedTuple):
    """One agency in one role: `agency` completed where a list shares a part, brackets full-width; `span` = as written."""

    clause: int  # index in `Responsibilities.clauses`
    node: int | None  # the node that it holds for
    agency: str
    role: Role
    role_origin: RoleOrigin
    rank: int  # 1 = first in its role in its clause
    span: Span
    rule: str
    confidence: float = 1.0


# The mention of its nine fields, as `span_at` makes a span of a pair.
mention_at: Callable[[tuple[int, int | None, str, Role, RoleOrigin, int, Span, str, float]], Mention] = partial(
    tuple.__new__, Mention
)


class Responsibilities(NamedTuple):
    """The clauses of a document, who they name, and the passages that set a rule for the whole document."""

    clauses: tuple[Clause, ...]
    mentions: tuple[Mention, ...]  # in reading order
    conventions: tuple[Segment, ...] = ()
    notes: tuple[Note, ...] = ()


class Context(NamedTuple):
    """What earlier parts of a file know and a later one may need (a notice before several plans)."""

    issuer: str | None = None
    date_issued: date | None = None
    consultation: tuple[date | None, date | None] = (None, None)  # the days of a call for opinions
    document_number: str | None = None  # of this part alone, as the file's own metadata say


class FoundAgency(NamedTuple):
    """Who a mention is: a row of the registry, a group, or unresolved (`resolved` false, `name` = the mention)."""

    agency_id: str
    name: str  # full official name at the document's date
    level: str | None  # national, province, prefecture, county, township
    type: str | None  # government, party, vertical, judicial, people, enterprise, zone, group …
    function: str | None
    place: str | None
    division_code: str | None
    is_group: bool
    resolved: bool
    valid_from: str | None
    valid_to: str | None
    rule: str
    confidence: float = 1.0


class Member(NamedTuple):
    """One member of a closed group."""

    agency_id: str
    member_agency_id: str
    division_code: str | None


class Agencies(NamedTuple):
    """The agencies of one document; `of` gives the agency of each mention text."""

    issuer: str | None  # the issuer's full name
    place: str | None  # the document's own place, a division code
    agencies: tuple[FoundAgency, ...]
    of: dict[str, str]  # mention text → agency_id
    members: tuple[Member, ...] = ()
    notes: tuple[Note, ...] = ()


class FoundTarget(NamedTuple):
    """A number that says something measurable (GOLD.md, Targets)."""

    node: int | None
    span: Span  # the quote: shortest run with comparator, number and unit
    evidence: Span  # the sentence
    indicator: str | None
    indicator_span: Span | None
    comparator: Comparator
    value: float
    value_high: float | None
    unit: str | None  # code of lexicon/units.csv
    unit_text: str | None  # as written, with its multiplier
    kind: TargetKind
    change: bool
    direction: Direction
    baseline: int | None  # index of the baseline among the document's targets
    deadline: str | None
    deadline_origin: str | None  # sentence, frame, clause, heading, validity
    rule: str
    confidence: float = 1.0


class Targets(NamedTuple):
    """The targets of one document, in reading order."""

    targets: tuple[FoundTarget, ...]
    notes: tuple[Note, ...] = ()
