"""The clauses of one document and whom they name."""

from __future__ import annotations

from bisect import bisect_left

from policyparse.records.found import Note, Outline, Responsibilities
from policyparse.stages.responsibilities.assignment import Assignment
from policyparse.stages.responsibilities.finding import bracketed, without_strays
from policyparse.stages.responsibilities.found import Found, Places
from policyparse.stages.responsibilities.lines import columned, filled, labelled, ruled, trailing
from policyparse.stages.responsibilities.signs import signs
from policyparse.stages.responsibilities.told import from_running_text, is_law
from policyparse.text import Span


def responsibilities(text: str, outline: Outline) -> Responsibilities:
    """The clauses of one document and the agencies that they name, roles by label, verb, convention or position.

    `outline` says where its nodes stand: a clause belongs to the deepest node whose own text it stands in.
    Clauses and mentions come in reading order; brackets that look like a clause but could not be read become notes.
    """
    places = Places(outline)
    brackets, label_ends, anchors, cell_ends, line_ends = signs(text)
    found, notes = bracketed(text, brackets, places)
    found = _with(found, labelled(text, label_ends, _spans(found), places))
    found = _with(found, _apart(columned(text, cell_ends, places), found))
    found = without_strays(text, found)
    found = _with(found, ruled(text, anchors, _spans(found), places))
    found = _with(found, trailing(text, line_ends, found, places))
    if not is_law(outline) or any(f.rule in _ASSIGNS for f in found):  # a policy may be written in articles too
        found = _with(found, from_running_text(text, found, places))
    found = filled(found)
    return Assignment(outline, found).result(tuple(Note(*note) for note in notes))


_ASSIGNS = frozenset(("clause.label", "clause.run"))


def _with(found: list[Found], more: list[Found]) -> list[Found]:
    """Those found, which are in order, with more of them in their places."""
    return sorted(found + more, key=lambda f: f.span) if more else found


def _apart(found: list[Found], taken: list[Found]) -> list[Found]:
    """Those of `found` in which nothing of `taken`, which is in order, stands."""
    starts = [f.span.start for f in taken]
    return [f for f in found if bisect_left(starts, f.span.start) == bisect_left(starts, f.span.end)]


def _spans(found: list[Found]) -> list[Span]:
    return [f.span for f in found]
