"""Items → nodes: spans, headings, and whether an item says what is to be done."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Literal

from policyparse.lexicon.load import rows
from policyparse.records.found import Node
from policyparse.stages.outline.headings import LIKELY, LINE, LONG, SHORT, Lead, lead
from policyparse.stages.outline.levels import Item
from policyparse.text import Span

_BRACKETED = re.compile(r"[（(][^（()）]{0,30}[）)]")


@dataclass(frozen=True, slots=True)
class Background:
    """A row of lexicon/outline/background.csv."""

    words: str
    where: str
    passes: bool


@cache
def _background() -> tuple[dict[str, bool], tuple[tuple[str, bool], ...]]:
    known = rows("outline/background.csv", Background)
    whole = {r.words: r.passes for r in known}
    return whole, tuple((r.words, r.passes) for r in known if r.where == "ends")


def nodes_of(text: str, items: list[Item], end: int) -> list[Node]:
    """The nodes of the items, whose text ends at `end`."""
    spans = _spans(text, items, end)
    own_ends = _own_ends(items, spans)
    leads = [lead(text, item.label.end, item.label.stop, own_ends[i]) for i, item in enumerate(items)]
    headings = _headings(text, items, leads, own_ends)
    quiet = _quiet(text, items, headings, leads)
    return [_node(text, item, spans[i], headings[i], quiet[i]) for i, item in enumerate(items)]


def _node(text: str, item: Item, span: Span, heading: Span | None, quiet: bool) -> Node:
    label = item.label
    kind: Literal["section", "measure"] = "section" if item.children or quiet else "measure"
    return Node(
        kind,
        item.parent,
        item.depth,
        label.text,
        label.number,
        label.style,
        item.path,
        Span(label.start, label.end),
        heading.of(text) if heading else None,
        heading,
        span,
    )


def _spans(text: str, items: list[Item], end: int) -> list[Span]:
    """From each label to where the next item that is not under it begins."""
    stops = [end] * len(items)
    open_items: list[int] = []
    for i, item in enumerate(items):
        while open_items and items[open_items[-1]].depth >= item.depth:
            stops[open_items.pop()] = item.label.start
        open_items.append(i)
    return [Span(item.label.start, _rstrip(text, item.label.end, stops[i])) for i, item in enumerate(items)]


_MARKS_BEFORE = "#*_> "


def _rstrip(text: str, start: int, stop: int) -> int:
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in _MARKS_BEFORE):
        stop -= 1
    return stop


def _own_ends(items: list[Item], spans: list[Span]) -> list[int]:
    """Where each item's own text ends: at its first child."""
    ends = [span.end for span in spans]
    for item in reversed(items):
        if item.parent is not None:
            ends[item.parent] = item.label.start
    return ends


def _headings(text: str, items: list[Item], leads: list[Lead | None], own_ends: list[int]) -> list[Span | None]:
    """The heading of each item, or None where it is all running text.

    A leading sentence counts as a heading by its own shortness, or because most items of its style open with one.
    """
    named, all_of = Counter[str](), Counter[str]()
    for item, first in zip(items, leads, strict=True):
        if first is not None and not item.children:
            all_of[item.label.style] += 1
            named[item.label.style] += not first.alone and _names(text, first.first, LIKELY, 1)
    headings: list[Span | None] = []
    for item, first, own_end in zip(items, leads, own_ends, strict=True):
        usual = 5 * named[item.label.style] >= 3 * all_of[item.label.style] > 0
        headings.append(_heading(text, item, first, own_end, usual))
    return headings


def _heading(text: str, item: Item, first: Lead | None, own_end: int, usual: bool) -> Span | None:
    if first is None or first.first.end <= first.first.start:
        return None
    if not first.closed and first.alone:  # a line without a closing mark
        listed = text[item.label.stop - 1] in "；;，,"
        fits = first.first.end - first.first.start <= LINE
        return first.first if fits and (not listed or item.children) else None
    if first.alone and not item.children and _rstrip(text, item.label.stop, own_end) <= item.label.stop:
        return None  # a single sentence is all running text
    most, commas = (LONG, 2) if usual or item.children else (SHORT, 0)
    return first.first if _names(text, first.first, most, commas) else None


def _names(text: str, span: Span, most: int, commas: int) -> bool:
    """True where a sentence is short enough to name an item, what stands in brackets aside."""
    if span.end - span.start > 2 * most:
        return False
    words = _BRACKETED.sub("", span.of(text))
    return len(words) <= most and words.count("，") + words.count(",") <= commas


def _quiet(text: str, items: list[Item], headings: list[Span | None], leads: list[Lead | None]) -> list[bool]:
    """For each item whether it asks nothing of anyone; what stands under principles and aims does so neither."""
    whole, ends = _background()
    quiet = [False] * len(items)
    passes = [False] * len(items)
    for i, item in enumerate(items):
        span = headings[i]
        heading = re.sub(r"\s", "", span.of(text)) if span else ""
        found = whole.get(heading)
        if found is None:
            found = next((p for words, p in ends if heading.endswith(words)), None)
        inherited = item.parent is not None and passes[item.parent]
        quiet[i] = found is not None or inherited
        passes[i] = bool(found) or inherited
    return quiet
