"""Where clauses stand: brackets, labels outside brackets, rules of the document, sentences of running text."""

import re
from bisect import bisect_right
from itertools import islice
from typing import NamedTuple

from policyparse.lexicon.divisions import rows_by_name
from policyparse.records.found import Outline, SegmentKind, Severity
from policyparse.stages.responsibilities.body import Body, body
from policyparse.stages.responsibilities.brackets import matched
from policyparse.stages.responsibilities.columns import cells_of
from policyparse.stages.responsibilities.conventions import Convention, blanked, conventions, rule_sentences
from policyparse.stages.responsibilities.position import (
    SHORT_LABEL,
    behind_sentence,
    explains,
    free_spans,
    hint,
    label_runs,
    stands_alone,
)
from policyparse.stages.responsibilities.reading import SAME, Group, Reading, read, same_as_before
from policyparse.stages.responsibilities.running import sentences
from policyparse.stages.responsibilities.running_words import running_words
from policyparse.stages.responsibilities.trailing import trailing_sentences
from policyparse.stages.responsibilities.vocabulary import names
from policyparse.text import Span

_LONGEST_LISTED = 30  # a bare list names bodies, not sentences
_SHORTEST, _LONGEST_BARE = 4, 200
_ARTICLES = 3
_MOST_REPEATED = 5000  # names that `同上` repeats in one document; a text made of it would be nothing else
_FOR_ONE_ODD = 3  # so many bodies beyond doubt make a list of one that no ending tells (`余杭移动`)


class Found(NamedTuple):
    """A clause as it stands in the text, its reading, the rules that it sets, and the node it belongs to."""

    span: Span
    body: Body
    reading: Reading
    rules: tuple[Convention, ...]
    node: int | None
    rule: str
    confidence: float = 1.0


class Unread(NamedTuple):
    """What looks like a clause but could not be read: the fields of a Note."""

    code: str
    severity: Severity
    message: str
    span: Span


class Places:
    """Which node's own text holds a position."""

    def __init__(self, outline: Outline) -> None:
        self._nodes, self._segments = outline.nodes, outline.segments
        self._starts = [n.span.start for n in outline.nodes]

    def node(self, at: int) -> int | None:
        """The deepest node that holds `at`; null where none does."""
        index: int | None = bisect_right(self._starts, at) - 1
        if index is not None and index < 0:
            return None
        while index is not None and at >= self._nodes[index].span.end:
            index = self._nodes[index].parent
        return index

    def of_clause(self, at: int) -> int | None:
        """The node of a clause at `at`: one behind the last node's text is that node's."""
        node = self.node(at)
        if node is None and self._nodes and at > self._starts[-1]:
            return len(self._nodes) - 1 if self._kind(at) in ("closing", "unparsed") else None
        return node

    def behind_label(self, span: Span) -> Span:
        """The span without the label of the item that it opens."""
        node = self.node(span.start)
        end = self._nodes[node].label_span.end if node is not None else 0
        return Span(end, span.end) if span.start < end < span.end else span

    def in_frame(self, at: int) -> bool:
        """True where `at` stands in the title or among who signs: a name in brackets there assigns nothing."""
        return self.node(at) is None and self._kind(at) in _FRAME

    def in_attachment(self, at: int) -> bool:
        """True where `at` stands in an attachment that is no plan."""
        return self.node(at) is None and self._kind(at) == "attachment"

    def _kind(self, at: int) -> SegmentKind | None:
        """The kind of the segment that holds `at`; the segments tile the text."""
        index = bisect_right(self._segments, at, key=lambda segment: segment.span.start) - 1
        return self._segments[index].kind if index >= 0 else None

    def opens(self, at: int) -> bool:
        """True where the words of a node begin at `at`: nothing but its label stands before."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and self._nodes[index].label_span.end == at

    def outside(self, node: int | None) -> bool:
        """True where a document with an outline has something that stands in no node."""
        return node is None and bool(self._nodes)


_FRAME = frozenset(("title", "signature", "addressee"))


def bracketed(text: str, brackets: list[int], places: Places) -> tuple[list[Found], list[Unread]]:
    """The clauses in brackets, and brackets with a label or verb that could not be read."""
    found: list[Found] = []
    notes: list[Unread] = []
    end = 0
    spans, lost = matched(text, brackets)
    word = hint()
    for span in spans:
        first, behind = span
        if first < end or behind - first < _SHORTEST:
            continue
        is_hinted = word.search(text, first + 1, behind - 1) is not None
        if not is_hinted and not (behind - first <= _LONGEST_BARE and stands_alone(text, span)):
            continue
        clause = _bracket(text, span, is_hinted, places)
        if isinstance(clause, Found):
            clause = _with_remark(text, clause)
            found.append(clause)
            end = clause.span.end
        elif clause is not None:
            notes.append(clause)
    return sorted(found + _unclosed(text, lost, [f.span for f in found], places), key=lambda f: f.span), notes


def _unclosed(text: str, lost: list[int], taken: list[Span], places: Places) -> list[Found]:
    """The clauses whose bracket nothing closes: behind a sentence, to the end of the line, with a verb at its end."""
    found = []
    for at, start in enumerate(lost):
        end = text.find("\n", start, start + _LONGEST_BARE)
        end = end if end >= 0 else min(len(text), start + _LONGEST_BARE)
        if (at + 1 < len(lost) and lost[at + 1] < end) or not behind_sentence(text, Span(start, end)):
            continue
        span = Span(start, end).trimmed(text)
        index = bisect_right(taken, span)
        if any(t.start < span.end and span.start < t.end for t in taken[max(0, index - 1) : index + 1]):
            continue
        inside = body(text, span.start + 1, span.end)
        reading, rules = _read(inside)
        shapes = names()
        listed = reading.names and not reading.rest and all(shapes.known(n.text) for n in reading.names)
        if reading.form == "verb" and listed:
            found.append(Found(span, inside, reading, rules, places.of_clause(span.start), "clause.verb", _UNSURE))
    return found


def without_strays(text: str, found: list[Found]) -> list[Found]:
    """The clauses without bare lists at the end of a line, where nothing else in the document assigns.

    `推荐单位意见（市场监管主管部门）` is a field of a form.
    """
    if any(f.rule != "clause.list" or behind_sentence(text, f.span) for f in found):
        return found
    return []


_REMARK = re.compile(r"[\s　]?[（(][以]?下同[）)]")


def _with_remark(text: str, clause: Found) -> Found:
    """A clause with the bracket behind it that makes it a rule: `（主要责任单位：A、B）（下同）`."""
    remark = _REMARK.match(text, clause.span.end)
    if remark is None:
        return clause
    span = Span(clause.span.start, remark.end())
    inside = body(text, span.start + 1, span.end)
    rule = Convention("label", len(inside.text) - len(remark[0].strip()), len(inside.text))
    return clause._replace(span=span, body=inside, rules=(*clause.rules, rule))


def _bracket(text: str, span: Span, is_hinted: bool, places: Places) -> Found | Unread | None:
    """The clause in a bracket, if it is one."""
    inside = body(text, span.start + 1, span.end - 1)
    reading, rules = _read(inside)
    rule = _kind(text, span, inside, reading, rules, is_hinted)
    if rule == "clause.list" and places.in_frame(span.start):
        return None
    if rule is not None:
        return Found(span, inside, reading, rules, places.of_clause(span.start), rule)
    if is_hinted and reading.label and reading.form == "label" and stands_alone(text, span):
        return Unread("clause.unread", "review", "a label of responsibility that names nobody", span)
    return None


def _read(inside: Body) -> tuple[Reading, tuple[Convention, ...]]:
    """The reading of a body without the rules that it sets, and these."""
    if "同上" in inside.text and (repeat := same_as_before(inside.text)):
        return repeat, ()
    rules = tuple(conventions(inside.text))
    return read(blanked(inside.text, rules)), rules


def _kind(
    text: str, span: Span, inside: Body, reading: Reading, rules: tuple[Convention, ...], is_hinted: bool
) -> str | None:
    """The rule by which a bracket is a clause; null where it is none."""
    if reading.form == "label":
        if reading.names or any(r.names for r in rules):
            return "clause.label"
        return "clause.time" if reading.times else None
    if explains(inside.text) or not (reading.names or any(r.names for r in rules)):
        return None
    if reading.form == "verb" or rules:
        shapes = names()
        leads = [n.text for g in reading.groups if g.role == "lead" and g.origin == "verb" for n in g.names]
        sure = bool(leads) and all(map(shapes.strong, leads))
        return "clause.verb" if (leads or not reading.rest) and (rules or sure or _are_bodies(reading)) else None
    if reading.rest or ((is_hinted or reading.times) and not stands_alone(text, span)):
        return None
    if not all(
        _UNTIL.search(time) for time in reading.times
    ):  # `（国家统计局，2023年12月）` says where a figure is from
        return None
    return "clause.list" if _is_list(reading) else None


_UNTIL = re.compile("[前底]|完成")  # `（市交通运输局、市环保局，9月底前完成）`


def _are_bodies(reading: Reading) -> bool:
    """True where most of those before a verb look like bodies: `一网通办、一网协同` are none."""
    shapes = names()
    likely = sum(shapes.body(n.text) or shapes.place(n.text) or n.text in rows_by_name() for n in reading.names)
    return likely * 2 > len(reading.names)


def _is_list(reading: Reading) -> bool:
    """True where a bare list holds nothing but bodies and groups, at least one of them beyond doubt."""
    shapes = names()
    certain = len(reading.names) > 1 and all(
        shapes.levelled(n.text) or _OFFICE.fullmatch(n.text) for n in reading.names
    )
    sure = odd = 0
    for name in reading.names:
        text = name.text
        if text in rows_by_name():  # `奉化、宁海等区（县、市）政府`
            continue
        if not (2 < len(text) <= _LONGEST_LISTED or (text[0] == "各" and shapes.place(text))):
            return False
        if (
            text[-1] in shapes.sure
            or shapes.strong(text)
            or shapes.group(text)
            or ("各" in text and shapes.place(text))
        ):
            sure += 1
        elif not (shapes.body(text) or shapes.place(text)):
            odd += 1
    return odd * _FOR_ONE_ODD <= sure and (certain or sure > 0)


_OFFICE = re.compile("[\u4e00-\u9fff]{2,7}[科处股司办](?<![学专本内外儿]科)(?<!公司)")  # `（思政科、基教科）`


def labelled(text: str, ends: list[int], taken: list[Span], places: Places) -> list[Found]:
    """The clauses that a label outside brackets opens."""
    found = []
    for span in label_runs(text, ends, taken):
        node = places.node(span.start)
        if places.outside(node):  # `主办单位：` at the foot of a page
            continue
        inside = body(text, span.start, span.end)
        reading, rules = _read(inside)
        shapes = names()
        are = [shapes.known(n.text) or shapes.body(n.text) for n in reading.names]
        if any(are) and (all(are) or len(reading.label or "") >= SHORT_LABEL):
            rule = "clause.run"
        elif reading.times and not reading.names:
            rule = "clause.time"
        else:
            continue
        found.append(Found(span, inside, reading, rules, node, rule))
    return found


def columned(text: str, places: Places) -> list[Found]:
    """The cells of tables whose head says whose a column is, also where no item holds them; those of attachments stay
    what they are."""
    return [
        Found(cell.span, cell.body, cell.reading, (), places.node(cell.span.start), "clause.column")
        for cell in cells_of(text)
        if not places.in_attachment(cell.span.start)
    ]


def trailing(text: str, clauses: list[Found], places: Places) -> list[Found]:
    """The lists of bodies that end paragraphs without a bracket, where the document writes so more than once or twice, or
    says how lists are to be read."""
    found: list[Found] = []
    taken = [c.span for c in clauses]
    at = 0
    for span in trailing_sentences(text):
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        node = places.node(span.start)
        if node is None or (at < len(taken) and taken[at].start < span.end):
            continue
        inside = body(text, span.start, span.end)
        reading = read(inside.text)
        shapes = names()
        whole = all(shapes.known(n.text) or shapes.levelled(n.text) for n in reading.names)
        if whole and reading.form == "list" and not reading.rest and not reading.times and _is_list(reading):
            found.append(Found(span, inside, reading, (), node, "clause.list", _UNSURE))
    return found if len(found) >= _A_HABIT or any(c.rules for c in clauses) else []


_A_HABIT = 3  # lists without brackets; one may be a sentence that lost its verb


def ruled(text: str, anchors: list[int], taken: list[Span], places: Places) -> list[Found]:
    """The sentences outside clauses that set a rule: `以下任务均需各区政府落实，不再列出`."""
    nothing = Reading((), "list", None)
    found = []
    for sentence in rule_sentences(text, anchors, free_spans(taken, len(text))):
        span = places.behind_label(sentence)
        inside = body(text, span.start, span.end)
        if rules := tuple(conventions(inside.text)):
            found.append(Found(span, inside, nothing, rules, places.node(span.start), "clause.rule"))
    return found


def filled(found: list[Found]) -> list[Found]:
    """The clauses with those that say `同上` given what the clause before them says; without one there is nothing to say."""
    whole: list[Found] = []
    before: Found | None = None
    left = _MOST_REPEATED
    for clause in found:
        if any(g.word == SAME for g in clause.reading.groups):
            if before is None or len(before.reading.names) > left:
                continue
            left -= len(before.reading.names)
            clause = clause._replace(reading=_repeated(clause.reading, before.reading))
        whole.append(clause)
        before = clause if clause.reading.names else before
    return whole


def _repeated(reading: Reading, before: Reading) -> Reading:
    """The groups of the clause before, those of the label's role where it has any, written where `同上` is."""
    [group] = reading.groups
    [same] = group.names
    alike = [g for g in before.groups if g.role == group.role and g.role != "responsible"]
    groups = [
        g._replace(names=[same._replace(text=n.text) for n in g.names], comma=None) for g in alike or before.groups
    ]
    return reading._replace(groups=tuple(groups))


def is_law(outline: Outline) -> bool:
    """True for a text in articles (`第一条`): laws say everywhere who is in charge, and assign nothing."""
    articles = (n for n in outline.nodes if n.label.startswith("第") and n.label.endswith("条"))
    return next(islice(articles, _ARTICLES - 1, None), None) is not None


def from_running_text(text: str, clauses: list[Found], places: Places) -> list[Found]:
    """The sentences that assign a task; in a document without clauses only those that say by name who bears it."""
    found = []
    for sentence in sentences(text, free_spans([c.span for c in clauses], len(text))):
        groups = tuple(Group(a.role, "verb", a.word, a.names) for a in sentence.assigned)
        every = [n for g in groups for n in g.names]
        span = sentence.body.span(min(n.start for n in every), max(a.end for a in sentence.assigned))
        if not (clauses or _is_told(groups, sentence.passive) or _is_item(groups, places.opens(span.start))):
            continue
        node = places.node(span.start)
        if node is not None:
            reading = Reading(groups, "verb", groups[0].word)
            found.append(Found(span, sentence.body, reading, (), node, "clause.running", _UNSURE))
    return found


_UNSURE = 0.8  # confidence: a sentence may only describe what a clause would assign


def _is_told(groups: tuple[Group, ...], passive: bool) -> bool:
    """True for a sentence that assigns though nothing else in the document does: `由…牵头`, `市教育局负责…`."""
    if (passive or _is_shared(groups)) and _is_definite(groups):
        return True
    for_all = running_words().for_all
    assigns = any(g.role == "responsible" or _is_joint(g.word) or g.word in for_all for g in groups)
    return assigns and all(_is_definite((g,)) for g in groups)


def _is_item(groups: tuple[Group, ...], opens: bool) -> bool:
    """True for an item that says what one of the offices does that the document lists: `1.卫生部门负责发放许可证`."""
    return (
        opens and len(groups) == 1 and groups[0].role == "responsible" and groups[0].names[0].text.endswith(_DEPARTMENT)
    )


def _is_shared(groups: tuple[Group, ...]) -> bool:
    """True for `A牵头，B配合`, `A牵头，B、C负责`: one leads and others help, each in so many words."""
    roles = {g.role for g in groups if not _is_joint(g.word)}
    return "lead" in roles and len(roles) > 1


def _is_joint(word: str) -> bool:
    """True for 会同 and what says the same: it gives roles, but not in so many words."""
    return running_words().kinds.get(word) == "joint"


def _is_definite(groups: tuple[Group, ...]) -> bool:
    """True where a sentence says by name who is meant, or who leads and who supports: `由体育部门牵头会同财政部门`."""
    joint = {g.role for g in groups} >= {"lead", "support"}
    shapes = names()
    named = (n.text for n in groups[0].names)
    return all(
        shapes.strong(n)
        or shapes.local(n)
        or (joint and n.endswith(_DEPARTMENT))
        or (n[0] == "各" and (shapes.known(n) or shapes.body(n)))
        for n in named
    )


_DEPARTMENT = "部门"  # behind its function, it names one office of each level: `卫生部门`
