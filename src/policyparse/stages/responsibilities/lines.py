"""Clauses outside brackets: behind a label, in the columns of tables, at the ends of paragraphs, in rules and repeats."""

from __future__ import annotations

from policyparse.stages.responsibilities.body import body
from policyparse.stages.responsibilities.columns import cells_of
from policyparse.stages.responsibilities.conventions import conventions, rule_sentences
from policyparse.stages.responsibilities.finding import is_known, is_list, read_with_rules
from policyparse.stages.responsibilities.found import UNSURE, Found, Places
from policyparse.stages.responsibilities.position import SHORT_LABEL, free_spans, label_runs
from policyparse.stages.responsibilities.reading import SAME, Reading, read
from policyparse.stages.responsibilities.trailing import trailing_sentences
from policyparse.stages.responsibilities.vocabulary import names
from policyparse.text import Span

_MOST_REPEATED = 5000  # names that `同上` repeats in one document; a text made of it would be nothing else


def labelled(text: str, ends: list[int], taken: list[Span], places: Places) -> list[Found]:
    """The clauses that a label outside brackets opens."""
    found = []
    for span in label_runs(text, ends, taken):
        node = places.node(span.start)
        if places.outside(node):  # `主办单位：` at the foot of a page
            continue
        inside = body(text, span.start, span.end)
        reading, rules = read_with_rules(inside)
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


def columned(text: str, ends: list[int], places: Places) -> list[Found]:
    """The cells of tables whose head says whose a column is, also where no item holds them; those of attachments stay
    what they are. `ends` are those of cells."""
    return [
        Found(cell.span, cell.body, cell.reading, (), places.node(cell.span.start), "clause.column")
        for cell in cells_of(text, ends)
        if not places.in_attachment(cell.span.start)
    ]


def trailing(text: str, ends: list[int], clauses: list[Found], places: Places) -> list[Found]:
    """The lists of bodies that end paragraphs without a bracket, where the document writes so more than once or twice, or
    says how lists are to be read. `ends` are those of lines."""
    found: list[Found] = []
    taken = [c.span for c in clauses]
    at = 0
    for span in trailing_sentences(text, ends, {span.end for span in taken}):
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        node = places.node(span.start)
        if node is None or (at < len(taken) and taken[at].start < span.end):
            continue
        inside = body(text, span.start, span.end)
        reading = read(inside.text)
        if (
            all(map(is_known, reading.names))
            and reading.form == "list"
            and not reading.rest
            and not reading.times
            and is_list(reading)
        ):
            found.append(Found(span, inside, reading, (), node, "clause.list", UNSURE))
    return found if len(found) >= _A_HABIT or any(c.rules for c in clauses) else []


_A_HABIT = 3  # lists without brackets; one may be a sentence that lost its verb


def ruled(text: str, anchors: list[int], taken: list[Span], places: Places) -> list[Found]:
    """The sentences outside clauses that set a rule: `以下任务均需各区政府落实，不再列出`."""
    if not anchors:
        return []
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
    left = _MOST_REPEATED
    for clause in found:
        groups = clause.reading.groups
        if groups and groups[0].word == SAME:
            before = next((known for known in reversed(whole) if known.reading.names), None)
            if before is None or len(before.reading.names) > left:
                continue
            left -= len(before.reading.names)
            clause = clause._replace(reading=_repeated(clause.reading, before.reading))
        whole.append(clause)
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
