"""Text → parts of the document, sections and measures. (A first sketch, to be replaced.)"""

import re

from policyparse.records.found import Context, Node, Outline, Parts, Segment
from policyparse.text import Span

__all__ = ["outline", "plans"]

_LABEL = re.compile(
    r"^[ \t　]*(?:([一二三四五六七八九十]+)、|([（(][一二三四五六七八九十]+[）)])|([0-9]{1,3})[.．、])", re.M
)


def plans(text: str) -> list[Span]:
    """The spans of the documents in a file's text; they tile it."""
    return [Span(0, len(text))]


def outline(text: str, title: str | None = None, context: Context | None = None) -> Outline:
    """The outline of one document."""
    found = list(_LABEL.finditer(text))
    nodes: list[Node] = []
    stack: list[tuple[int, int]] = []
    ends = [m.start() for m in found[1:]] + [len(text)]
    for m, end in zip(found, ends, strict=False):
        rank = 1 if m[1] else 2 if m[2] else 3
        while stack and stack[-1][0] >= rank:
            stack.pop()
        label = (m[1] or m[2] or m[3]).replace("(", "（").replace(")", "）")
        parent = stack[-1][1] if stack else None
        path = f"{nodes[parent].path}/{label}" if parent is not None else label
        while any(n.path == path for n in nodes):
            path += "#2"
        stop = min([i for i in (text.find(c, m.end(), end) for c in "。\n（(") if i >= 0] or [end])
        start = m.start() + len(m[0]) - len(m[0].lstrip())
        nodes.append(
            Node(
                "measure",
                parent,
                len(stack) + 1,
                label,
                None,
                "x",
                path,
                Span(start, m.end()),
                text[m.end() : stop].strip() or None,
                Span(m.end(), stop),
                Span(start, end).trimmed(text),
            )
        )
        stack.append((rank, len(nodes) - 1))
    return Outline(Parts(), tuple(nodes), (Segment("body", None, Span(0, len(text))),))
