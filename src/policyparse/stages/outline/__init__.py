"""Text → the documents in it, and of each its parts, sections and measures."""

from __future__ import annotations

from policyparse.records.found import Context, Outline
from policyparse.stages.outline.front import front_of
from policyparse.stages.outline.gaps import with_gaps_filled
from policyparse.stages.outline.levels import tree
from policyparse.stages.outline.nodes import nodes_of
from policyparse.stages.outline.notes import notes_of
from policyparse.stages.outline.parts import parts_of
from policyparse.stages.outline.plans import plans
from policyparse.stages.outline.regions import body_of, read_lines
from policyparse.stages.outline.running_on import with_title_parted
from policyparse.stages.outline.segments import segments_of
from policyparse.stages.outline.tail import closing_at, tail_of
from policyparse.stages.outline.titles import type_of
from policyparse.stages.outline.words import outline_words

__all__ = ["outline", "plans"]


def outline(text: str, title: str | None = None, context: Context | None = None) -> Outline:
    """The outline of one document: parts, nodes in reading order, and segments that tile the text.

    `title` is what the file's own metadata say; `context` what earlier documents of the same file know.
    """
    lines = with_title_parted(text, with_gaps_filled(text, read_lines(text)))
    begin, end = body_of(text, lines)
    front = front_of(text, lines, begin, title)
    tail = tail_of(text, lines, end)
    last = closing_at(text, lines, begin, end)
    lines[last:end] = [line.as_kind("closing") for line in lines[last:end]]
    nodes = nodes_of(text, tree(text, lines[begin:last]), type_of(front.words or "") in outline_words("account"))
    segments = segments_of(text, lines, nodes)
    parts = parts_of(text, front, tail, title, context or Context())
    return Outline(parts, tuple(nodes), tuple(segments), tuple(notes_of(lines, nodes, segments)))
