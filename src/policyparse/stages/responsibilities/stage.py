"""The clauses of one document and whom they name."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from policyparse.records.found import Clause, Mention, Note, Outline, Responsibilities, Role, RoleOrigin, Segment
from policyparse.stages.responsibilities.body import Body, body
from policyparse.stages.responsibilities.brackets import pairs
from policyparse.stages.responsibilities.clauses import alias, hinted, label_runs, stands_alone
from policyparse.stages.responsibilities.conventions import Convention, blanked, conventions
from policyparse.stages.responsibilities.deadlines import deadline
from policyparse.stages.responsibilities.reading import Group, Reading, read
from policyparse.stages.responsibilities.running import sentences
from policyparse.stages.responsibilities.vocabulary import names
from policyparse.text import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A clause as it stands in the text, and its reading."""

    span: Span
    body: Body
    reading: Reading
    rules: tuple[Convention, ...]
    node: int | None
    rule: str


def responsibilities(text: str, outline: Outline) -> Responsibilities:
    """The clauses of one document and the agencies that they name, roles by label, verb, convention or position."""
    places = _Places(outline)
    found, notes = _bracketed(text, places)
    taken = [f.span for f in found]
    found += _labelled(text, taken, places)
    found.sort(key=lambda f: f.span)
    if not _is_law(outline):
        found = sorted(found + _running(text, found, places), key=lambda f: f.span)
    return _Assignment(text, outline, found, notes).result()


class _Places:
    """Which node's own text holds a position."""

    def __init__(self, outline: Outline) -> None:
        self._nodes = outline.nodes
        self._starts = [n.span.start for n in outline.nodes]

    def node(self, at: int) -> int | None:
        """The deepest node that holds `at`."""
        index: int | None = bisect_right(self._starts, at) - 1
        if index is not None and index < 0:
            return None
        while index is not None and at >= self._nodes[index].span.end:
            index = self._nodes[index].parent
        return index


def _bracketed(text: str, places: _Places) -> tuple[list[Found], list[Note]]:
    """The clauses in brackets, and brackets that look like one but could not be read."""
    found: list[Found] = []
    notes: list[Note] = []
    end = 0
    for span in pairs(text):
        if span.start < end or span.end - span.start < 4 or alias(text, span.start + 1):
            continue
        is_hinted = hinted(text, span.start + 1, span.end - 1)
        if not is_hinted and not (span.end - span.start < 200 and stands_alone(text, span)):
            continue
        clause = _clause(text, span, is_hinted, places)
        if clause is not None:
            found.append(clause)
            end = span.end
    return found, notes


def _clause(text: str, span: Span, is_hinted: bool, places: _Places) -> Found | None:
    """The clause in a bracket, if it is one."""
    inside = body(text, span.start + 1, span.end - 1)
    rules = conventions(inside.text)
    reading = read(blanked(inside.text, rules) if rules or "同" in inside.text else inside.text)
    if not reading.names and not any(r.names for r in rules):
        return None
    if reading.form == "label":
        return Found(span, inside, reading, tuple(rules), places.node(span.start), "clause.label")
    shapes = names()
    if reading.form == "verb" or rules:
        if not all(len(n.text) <= 60 for n in reading.names) or reading.rest:
            return None
        if reading.names and not any(shapes.body(n.text) or shapes.place(n.text) for n in reading.names):
            return None
        return Found(span, inside, reading, tuple(rules), places.node(span.start), "clause.verb")
    if is_hinted and not stands_alone(text, span):
        return None
    if not all(_listed(n.text) for n in reading.names) or reading.times or reading.rest:
        return None
    return Found(span, inside, reading, (), places.node(span.start), "clause.list")


def _listed(name: str) -> bool:
    """True for a name that a bare list may hold."""
    shapes = names()
    return 2 < len(name) <= 30 and (shapes.strong(name) or shapes.group(name) or ("各" in name and shapes.place(name)))


def _labelled(text: str, taken: list[Span], places: _Places) -> list[Found]:
    """The clauses that a label outside brackets opens."""
    found = []
    for span in label_runs(text, taken):
        inside = body(text, span.start, span.end)
        rules = conventions(inside.text)
        reading = read(blanked(inside.text, rules), bracketed=False)
        if any(_listed(n.text) or names().place(n.text) for n in reading.names):
            found.append(Found(span, inside, reading, tuple(rules), places.node(span.start), "clause.run"))
    return found


_ARTICLES = 3


def _is_law(outline: Outline) -> bool:
    """True for a text in articles (`第一条`): laws say everywhere who is in charge, and assign nothing."""
    return sum(n.label.startswith("第") and n.label.endswith("条") for n in outline.nodes) >= _ARTICLES


def _running(text: str, found: list[Found], places: _Places) -> list[Found]:
    """The clauses of running text, of a document that assigns in clauses; of others only `由…牵头`."""
    free: list[Span] = []
    at = 0
    for clause in found:
        free.append(Span(at, clause.span.start))
        at = clause.span.end
    free.append(Span(at, len(text)))
    running = []
    for sentence in sentences(text, free):
        groups = [Group(a.role, "verb", a.word, [], 2, a.names) for a in sentence.assigned]
        every = [n for g in groups for n in g.names]
        if not found and not (sentence.passive and all(names().strong(n.text) for n in groups[0].names)):
            continue
        span = sentence.body.span(min(n.start for n in every), max(a.end for a in sentence.assigned))
        node = places.node(span.start)
        if node is None:
            continue
        reading = Reading(tuple(groups), "verb", groups[0].word, (), ())
        running.append(Found(span, sentence.body, reading, (), node, "clause.running"))
    return running


class _Assignment:
    """Gives every name its role, under the rules that hold where its clause stands."""

    def __init__(self, text: str, outline: Outline, found: list[Found], notes: list[Note]) -> None:
        self.text, self.outline, self.found, self.notes = text, outline, found, notes
        dates = outline.parts.date_issued
        self.year = dates.year if dates else None
        self.rules: list[tuple[Convention, Found, int]] = []  # with the clause's index
        self.clauses: list[Clause] = []
        self.mentions: list[Mention] = []
        self.conventions: list[Segment] = []

    def result(self) -> Responsibilities:
        """All clauses and mentions."""
        last_of = {f.node: i for i, f in enumerate(self.found) if f.rule != "clause.running"}
        for index, found in enumerate(self.found):
            for rule in found.rules:
                self.rules.append((rule, found, index))
                span = found.body.span(rule.start, rule.end)
                self.conventions.append(Segment("convention", found.node, span))
            self.clauses.append(self._clause(found))
            self._name(found, index)
            if last_of.get(found.node) == index:
                self._add(found)
        return Responsibilities(tuple(self.clauses), tuple(self.mentions), tuple(self.conventions), tuple(self.notes))

    def _clause(self, found: Found) -> Clause:
        reading = found.reading
        when = None
        for time in reading.times:
            when = deadline(time, self.year) or when
        scope = "document" if found.node is None else self.outline.nodes[found.node].kind
        return Clause(
            found.node,
            found.span,
            reading.label,
            "written" if reading.label else "none",
            reading.form,
            scope,
            when,
            found.rule,
        )

    def _governs(self, kind: str, found: Found) -> bool:
        """True where a rule of this kind holds at a clause."""
        return any(rule.kind == kind and self._within(rule, origin, found) for rule, origin, _ in self.rules)

    def _within(self, rule: Convention, origin: Found, found: Found) -> bool:
        if not rule.part_only:
            return True
        return self._top(origin.node) == self._top(found.node)

    def _top(self, node: int | None) -> int | None:
        while node is not None and (parent := self.outline.nodes[node].parent) is not None:
            node = parent
        return node

    def _name(self, found: Found, index: int) -> None:
        """The mentions of one clause."""
        groups = found.reading.groups
        plain = all(g.role == "responsible" for g in groups)
        plain = plain and found.rule != "clause.running"
        first = plain and self._governs("first", found)
        comma = plain and not first and self._governs("comma", found)
        ranks: dict[Role, int] = {}
        position = 0
        for group in groups:
            boundary = _comma(group) if comma else None
            for name in group.names:
                role: Role = group.role
                origin: RoleOrigin = group.origin
                if first:
                    role, origin = ("lead" if position == 0 else "support"), "convention"
                elif boundary is not None:
                    role, origin = ("lead" if name.start < boundary else "support"), "convention"
                position += 1
                ranks[role] = ranks.get(role, 0) + 1
                self.mentions.append(
                    Mention(
                        index,
                        found.node,
                        name.text,
                        role,
                        origin,
                        ranks[role],
                        found.body.span(name.start, name.end),
                        f"role.{origin}",
                    )
                )

    def _add(self, found: Found) -> None:
        """The bodies that a rule adds to every later item."""
        for rule, origin, index in self.rules:
            if rule.kind != "every" or not self._within(rule, origin, found):
                continue
            if found.node is not None and self.outline.nodes[found.node].kind == "section" and found is not origin:
                continue
            for rank, name in enumerate(rule.names, start=1):
                span = origin.body.span(name.start, name.end)
                self.mentions.append(
                    Mention(index, found.node, name.text, "responsible", "convention", rank, span, "role.every")
                )


def _comma(group: Group) -> int | None:
    """Where the first comma of a list stands (`逗号前为牵头单位`); null where it has none."""
    return next((p.start for p in group.parts[1:] if p.separator == "，"), None)
