"""A sentence as a document of one item, for tests of the targets stage alone."""

from __future__ import annotations

from datetime import date

from policyparse.records.found import Clause, Node, Outline, Parts, Responsibilities, Segment, Targets
from policyparse.stages.targets import targets
from policyparse.text import Span


def read(
    text: str,
    title: str | None = None,
    heading: str | None = None,
    date_issued: str | None = None,
    clause_deadline: str | None = None,
) -> Targets:
    """The targets of `text` as the text of one measure under a section with `heading`.

    `clause_deadline` is that of a clause that stands behind the text.
    """
    opening = f"二、{heading}\n（一）" if heading else ""
    whole = opening + text
    nodes: tuple[Node, ...] = ()
    segments = [Segment("body", None, Span(0, len(whole)))]
    if heading:
        span = Span(2, 2 + len(heading))
        label = Span(3 + len(heading), len(opening))
        nodes = (
            Node("section", None, 1, "二", 2, "han", "二", Span(0, 2), heading, span, Span(0, len(whole))),
            Node(
                "measure",
                0,
                2,
                "（一）",
                1,
                "han-brackets",
                "二/（一）",
                label,
                None,
                None,
                Span(label.start, len(whole)),
            ),
        )
        segments = [Segment("heading", 0, Span(0, label.start)), Segment("body", 1, Span(label.start, len(whole)))]
    issued = date.fromisoformat(date_issued) if date_issued else None
    node = len(nodes) - 1 if nodes else None
    clauses = ()
    if clause_deadline:
        end = Span(len(whole), len(whole))
        clauses = (Clause(node, end, "责任单位", "written", "label", "measure", clause_deadline, "test"),)
    outline = Outline(Parts(title=title, date_issued=issued), nodes, tuple(segments))
    return targets(whole, outline, Responsibilities(clauses, ()))
