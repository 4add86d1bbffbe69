"""Labels in reading order → a tree: the level of a label comes from the document's own order of styles."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from policyparse.slots import slotted
from policyparse.stages.outline.headings import Lead
from policyparse.stages.outline.labels import Label
from policyparse.stages.outline.line import MARKS_BEHIND, Line, stripped_end
from policyparse.text import Span

_DECIMALS = frozenset(("decimal2", "decimal3", "decimal2_glued", "decimal3_glued"))
_HEADING_LINE = 45  # characters: a longer paragraph is no heading alone


@slotted
class Item:
    """A label in its place: `parent` is an index, `path` as in GOLD.md."""

    label: Label
    parent: int | None
    depth: int
    path: str
    index: int
    before: Label | None  # what a box interrupted
    end: int = 0  # of all that stands under it
    own_end: int = 0  # of its own text: where the first item under it begins, else `end`
    children: int = 0
    lead: Lead | None = None  # how its text begins
    heading: Span | None = None


def tree(text: str, lines: Sequence[Line]) -> list[Item]:
    """The items of the labels of the lines that belong to no part of the frame, parents before their children."""
    above = _above([line.label for line in lines if line.label and line.kind is None])
    items: list[Item] = []
    levels: list[Item] = []  # the items that are open: children may follow
    styles: list[str] = []  # theirs
    seen: dict[str, int] = {}
    end = 0  # of the text above
    for line in lines:
        label = line.label
        if label is not None and line.kind is None:
            style, start, path, parent = label.style, label.start, label.text, None
            kept = _kept(text, levels, styles, label, above)
            before = _interrupted(levels) if style == "box" else None
            if kept < len(levels):
                _close(text, levels, kept, end if start == line.start else start)
                del styles[kept:]
            if kept:
                upper = levels[-1]
                if not upper.children:
                    upper.own_end = start
                upper.children += 1
                parent, path = upper.index, f"{upper.path}/{path}"
            if path in seen:
                seen[path] += 1
                path = f"{path}#{seen[path]}"
            else:
                seen[path] = 1
            item = Item(label, parent, kept + 1, path, len(items), before)
            items.append(item)
            levels.append(item)
            styles.append(style)
        end = line.end
    if levels:
        _close(text, levels, 0, next(line.end for line in reversed(lines) if line.kind is None))
    return items


def _close(text: str, levels: list[Item], kept: int, end: int) -> None:
    """Close all open items but the first `kept`: what stands under them ends before `end`, marks of markdown aside."""
    item = levels[-1]
    if text[end - 1] in MARKS_BEHIND:
        end = stripped_end(text, item.label.end, end)
    item.own_end = end
    while len(levels) > kept:
        levels.pop().end = end


def _above(labels: Sequence[Label]) -> Counter[tuple[str, str]]:
    """How often a label of one style is followed by the first of a series in another: who stands above whom."""
    return Counter(
        (upper.style, lower.style)
        for upper, lower in itertools.pairwise(labels)
        if lower.number == 1 and upper.style != lower.style
    )


def _kept(text: str, levels: list[Item], styles: list[str], label: Label, above: Counter[tuple[str, str]]) -> int:
    """How many of the open levels `label` leaves open."""
    style = label.style
    if style == "box":
        return _kept_by_box(text, levels, label, above)
    if "box" in styles:
        kept = _kept_behind_box(levels, styles, label)
        inside = len(styles) - styles[::-1].index("box")
        if kept == len(levels) and style in styles[inside:]:
            return styles.index(style, inside)
        if kept == len(levels) and label.number == 1:  # numbered anew inside the box
            return kept
        styles = styles[:kept]
    if style in styles:
        kept = styles.index(style)
    else:
        kept = len(styles)
        while kept and _outranks(label, levels[kept - 1].label, above):
            kept -= 1
    return _under_its_number(levels, kept, label) if style in _DECIMALS else kept


def _under_its_number(levels: list[Item], kept: int, label: Label) -> int:
    """Of the levels that a decimal would stand under, those that its number names: `6.2` is never under `2`."""
    while kept and _is_number(over := levels[kept - 1].label) and not label.text.startswith(f"{over.text}."):
        kept -= 1
    return kept


def _is_number(label: Label) -> bool:
    return label.style in ("arabic", "arabic_blank", "decimal2")


def _outranks(label: Label, level: Label, above: Counter[tuple[str, str]]) -> bool:
    if level.style == "box":
        return False
    over, under = above.get((label.style, level.style), 0), above.get((level.style, label.style), 0)
    return over > under if over != under else label.rank < level.rank


def _interrupted(levels: list[Item]) -> Label | None:
    """The label of the open item in or behind which a box stands; one right behind another interrupts what that one did."""
    if levels and levels[-1].label.style == "box":
        return levels[-1].before
    return next((level.label for level in reversed(levels) if level.label.style != "box"), None)


def _kept_by_box(text: str, levels: list[Item], box: Label, above: Counter[tuple[str, str]]) -> int:
    """A box stands in the group of the items around it: beside an item with text of its own, be it below its heading where
    no item of its kind has others under it, not under it, and never right under another box."""
    kept = _without_boxes(levels, len(levels))
    over = levels[kept - 1].label if kept else None
    if over is not None and (
        over.stop - over.end > _HEADING_LINE
        or text.find("。", over.end, over.stop - 1) >= 0
        or (kept > 1 and text.find("。", over.stop, box.start) >= 0 and not _groups(over.style, above))
    ):
        return _without_boxes(levels, kept - 1)
    return kept


def _groups(style: str, above: Counter[tuple[str, str]]) -> bool:
    """True where some item of this style has others under it, boxes aside."""
    return any(upper == style and lower != "box" for upper, lower in above)


def _without_boxes(levels: list[Item], kept: int) -> int:
    """How many of the first `kept` levels are left without the boxes at their end."""
    while kept and levels[kept - 1].label.style == "box":
        kept -= 1
    return kept


def _kept_behind_box(levels: list[Item], styles: list[str], label: Label) -> int:
    """Leave a box where `label` takes up the numbering that the box interrupted."""
    at = max(i for i, style in enumerate(styles) if style == "box")
    before = levels[at].before
    inside = levels[at + 1].label.number if at + 1 < len(levels) else 0
    if before is None or before.style != label.style or label.number == (inside or 0) + 1:
        return len(levels)
    return at if label.number == (before.number or 0) + 1 else len(levels)
