"""The clauses found → clauses and mentions of the document, under the rules that it sets for itself."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from policyparse.records.found import (
    Clause,
    LabelOrigin,
    Mention,
    Note,
    Outline,
    Responsibilities,
    Role,
    RoleOrigin,
    Scope,
    Segment,
    mention_at,
)
from policyparse.stages.responsibilities.conventions import Convention, Kind
from policyparse.stages.responsibilities.deadlines import deadline
from policyparse.stages.responsibilities.found import Found
from policyparse.stages.responsibilities.item_ends import MARKS
from policyparse.stages.responsibilities.lists import Name
from policyparse.stages.responsibilities.reading import Group
from policyparse.text import span_at

_MOST_RULES = 12  # a document sets one or two; more add nothing but work
_ASSIGNING = ("clause.label", "clause.verb", "clause.list", "clause.run")


class _Rule(NamedTuple):
    """A rule in force: the clause that sets it (and its index), and the part it holds for (null = the document)."""

    convention: Convention
    found: Found
    clause: int
    part: int | None


class Assignment:
    """Gives every name its role."""

    def __init__(self, outline: Outline, found: list[Found]) -> None:
        self.outline, self.found = outline, found
        self.year = _year(outline) if found else None
        self.rules: list[_Rule] = []
        self.clauses: list[Clause] = []
        self.mentions: list[Mention] = []
        self.conventions: list[Segment] = []

    def result(self, notes: tuple[Note, ...]) -> Responsibilities:
        """All clauses and mentions, in reading order."""
        for index, found in enumerate(self.found):  # a remark at the end holds for what stands before
            if found.rules:
                self._force(
                    found, index, ("first", "comma", "mark", "above") if found.rule == "clause.rule" else ("above",)
                )
        last_of = {f.node: i for i, f in enumerate(self.found) if f.rule in _ASSIGNING}
        for index, found in enumerate(self.found):
            rules = self._in_force(found) if self.rules else []  # `下同` gives its label to what follows
            if found.rules:
                self._set(found, index)
            self.clauses.append(self._clause(found, rules))
            self._name(found, index)
            if self.rules and last_of.get(found.node) == index:
                self._add(found)
        return Responsibilities(tuple(self.clauses), tuple(self.mentions), tuple(self.conventions), notes)

    def _set(self, found: Found, index: int) -> None:
        """Puts the rules of a clause in force."""
        for convention in found.rules:
            span = found.body.span(convention.start, convention.end)
            self.conventions.append(Segment("convention", found.node, span))
        if found.rule != "clause.rule":
            self._force(found, index, ("first", "comma", "mark", "every", "label"))
        else:
            self._force(found, index, ("every", "label"))

    def _force(self, found: Found, index: int, kinds: tuple[Kind, ...]) -> None:
        """Adds the rules of these kinds to those in force."""
        for convention in found.rules:
            if convention.kind in kinds and len(self.rules) < _MOST_RULES:
                part = self._top(found.node) if convention.part_only else None
                self.rules.append(_Rule(convention, found, index, part))

    def _in_force(self, found: Found, kind: Kind | None = None) -> list[_Rule]:
        """The rules that hold where a clause stands."""
        return [
            rule
            for rule in self.rules
            if kind in (None, rule.convention.kind) and (rule.part is None or rule.part == self._top(found.node))
        ]

    def _top(self, node: int | None) -> int | None:
        """The top section that a node stands in."""
        while node is not None and (parent := self.outline.nodes[node].parent) is not None:
            node = parent
        return node

    def _clause(self, found: Found, rules: list[_Rule]) -> Clause:
        """The clause as a record."""
        reading = found.reading
        times = [d for t in reading.times if (d := deadline(t, self.year))]
        scope: Scope = "document" if found.node is None else self.outline.nodes[found.node].kind
        inherited = _label_of(rules) if reading.form == "list" else None
        return Clause(
            found.node,
            found.span,
            reading.label or (inherited.reading.label if inherited else None),
            _origin(found, inherited),
            reading.form,
            scope,
            times[-1] if times else None,
            found.rule,
            found.confidence,
        )

    def _name(self, found: Found, index: int) -> None:
        """The mentions of one clause."""
        ranks: dict[Role, int] = {}
        node, confidence, body, add = found.node, found.confidence, found.body, self.mentions.append
        at, is_plain = body.at, body.places is None  # as most: each character in its place
        for group in self._groups(found):
            role, origin = group.role, group.origin
            rank, rule = ranks.get(role, 0), _RULES[origin]
            for text, start, end in group.names:
                rank += 1
                span = span_at((at + start, at + end)) if is_plain else body.span(start, end)
                add(mention_at((index, node, text, role, origin, rank, span, rule, confidence)))
            ranks[role] = rank

    def _groups(self, found: Found) -> tuple[Group, ...]:
        """The groups of a clause with their own roles, or those that a rule of the document gives them."""
        groups = found.reading.groups
        if not self.rules or found.rule == "clause.running" or any(g.role != "responsible" for g in groups):
            return groups
        kinds = {r.convention.kind: r for r in self._in_force(found)}
        if "first" in kinds:
            every = found.reading.names
            return _by_rule("lead", every[:1]), _by_rule("support", every[1:])
        if "mark" in kinds and any(_is_marked(found, n) for n in found.reading.names):
            every = found.reading.names
            marked = [n for n in every if _is_marked(found, n)]
            return _by_rule("lead", marked), _by_rule("support", [n for n in every if n not in marked])
        if "comma" in kinds and any(g.comma for g in groups):
            return tuple(part for g in groups for part in _by_comma(g))
        if "label" in kinds and found.reading.form == "list" and (label := _label_of(kinds.values())):
            return (_by_rule(label.reading.groups[0].role, found.reading.names),)
        return groups

    def _add(self, found: Found) -> None:
        """The bodies that a rule adds to every item that has a clause, behind it or (`以上任务均需…`) before it.

        Headings that group items have none.
        """
        above = [r for r in self._in_force(found, "above") if found.span.start <= r.found.span.start]
        for rule in (*self._in_force(found, "every"), *above):
            if found is not rule.found and self.outline.nodes and not self._is_item(found.node):
                continue
            for rank, name in enumerate(rule.convention.names, start=1):
                span = rule.found.body.span(name.start, name.end)
                self.mentions.append(
                    Mention(
                        rule.clause, found.node, name.text, "responsible", "convention", rank, span, "role.convention"
                    )
                )

    def _is_item(self, node: int | None) -> bool:
        return node is not None and self.outline.nodes[node].kind == "measure"


_TITLE_YEAR = re.compile(r"(?<![\d—–\-至])(20\d\d)年")


def _year(outline: Outline) -> int | None:
    """The year of months that are written without one: that of the plan's title, else that of its issue."""
    in_title = _TITLE_YEAR.findall(outline.parts.title or "")
    if len(in_title) == 1:
        return int(in_title[0])
    issued = outline.parts.date_issued
    return issued.year if issued else None


_RULES: dict[RoleOrigin, str] = {o: f"role.{o}" for o in ("label", "verb", "convention", "position")}


def _label_of(rules: Iterable[_Rule]) -> Found | None:
    """The clause whose label holds for later bare lists (`责任单位：A，下同`), the last one."""
    found = [r.found for r in rules if r.convention.kind == "label" and r.found.reading.groups]
    return found[-1] if found else None


def _by_rule(role: Role, names: list[Name]) -> Group:
    return Group(role, "convention", "", names)


def _is_marked(found: Found, name: Name) -> bool:
    """True for a name with a mark beside it: `★市教育局`."""
    text = found.body.text
    return text[name.start - 1 : name.start] in MARKS or text[name.end : name.end + 1] in MARKS


def _by_comma(group: Group) -> tuple[Group, Group]:
    """Names before the first comma lead, the others support (`逗号前为牵头单位`)."""
    at = group.comma or group.names[-1].end
    before = [n for n in group.names if n.start < at]
    return _by_rule("lead", before), _by_rule("support", group.names[len(before) :])


def _origin(found: Found, inherited: Found | None) -> LabelOrigin:
    """Where the label of a clause stands: in it, in a rule of the document or the head of a column, or nowhere."""
    if found.rule == "clause.column":
        return "inherited"
    return "written" if found.reading.label else "inherited" if inherited else "none"
