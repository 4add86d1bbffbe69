"""Labels in reading order → a tree: the level of a label comes from the document's own order of styles."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policyparse.stages.outline.labels import Label

_HEADING_LINE = 45  # characters: a longer paragraph is no heading alone


@dataclass(slots=True)
class Item:
    """A label in its place: `parent` is an index, `path` as in GOLD.md."""

    label: Label
    parent: int | None
    depth: int
    path: str
    children: int = 0


@dataclass(slots=True)
class _Open:
    """A level that is open: the item whose children may follow."""

    index: int
    label: Label
    before: Label | None = None  # what a box interrupted


def tree(labels: Sequence[Label]) -> list[Item]:
    """The items of the labels, parents before their children."""
    above = _above(labels)
    items: list[Item] = []
    stack: list[_Open] = []
    seen: dict[str, int] = {}
    for label in labels:
        before = _close(stack, label, above)
        parent = stack[-1].index if stack else None
        path = label.text if parent is None else f"{items[parent].path}/{label.text}"
        seen[path] = times = seen.get(path, 0) + 1
        if times > 1:
            path = f"{path}#{times}"
        if parent is not None:
            items[parent].children += 1
        stack.append(_Open(len(items), label, before))
        items.append(Item(label, parent, len(stack), path))
    return items


def _above(labels: Sequence[Label]) -> Counter[tuple[str, str]]:
    """How often a label of one style is followed by the first of a series in another: who stands above whom."""
    counts: Counter[tuple[str, str]] = Counter()
    for upper, lower in itertools.pairwise(labels):
        if lower.number == 1 and upper.style != lower.style:
            counts[upper.style, lower.style] += 1
    return counts


def _close(stack: list[_Open], label: Label, above: Counter[tuple[str, str]]) -> Label | None:
    """Close the levels that `label` ends; for a box, gives the label that it interrupts."""
    if label.style == "box":
        return _close_for_box(stack)
    styles = [level.label.style for level in stack]
    if "box" in styles:
        _close_box(stack, label)
        styles = styles[: len(stack)]
    if label.style in styles:
        while stack[-1].label.style != label.style:
            stack.pop()
        stack.pop()
        return None
    while stack and _outranks(label, stack[-1], above):
        stack.pop()
    return None


def _outranks(label: Label, level: _Open, above: Counter[tuple[str, str]]) -> bool:
    if level.label.style == "box":
        return False
    over = above[label.style, level.label.style]
    under = above[level.label.style, label.style]
    return over > under if over != under else label.rank < level.label.rank


def _close_for_box(stack: list[_Open]) -> Label | None:
    """A box stands in the group of the items around it: beside an item with text of its own, not under it."""
    while stack and stack[-1].label.style == "box":
        stack.pop()
    if stack and stack[-1].label.stop - stack[-1].label.end > _HEADING_LINE:
        return stack.pop().label
    return stack[-1].label if stack else None


def _close_box(stack: list[_Open], label: Label) -> None:
    """Leave a box where `label` takes up the numbering that the box interrupted."""
    at = max(i for i, level in enumerate(stack) if level.label.style == "box")
    before = stack[at].before
    inside = stack[at + 1].label.number if at + 1 < len(stack) else 0
    if before is None or before.style != label.style or label.number == (inside or 0) + 1:
        return
    if label.number == (before.number or 0) + 1:
        del stack[at:]
