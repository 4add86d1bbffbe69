"""Headings that a colon or a dash parts from the text behind them: `1.便利就医：新建……`, `1.便利就医——新建……`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policyparse.stages.outline.levels import Item
from policyparse.text import Span, span_at

ANNOUNCES = re.compile("下列|以下|包括$|如[下左次右]$|[为至]$")  # `静态信息主要包括：`, `将第三条修改为：`
_ANY = re.compile("[：:]|——")
_NAMED = re.compile(r"[\s　*]*([^。；：:，,、（(【\s*—]{4,14})\*{0,2}(?:[：:][ \u3000]?|——)(?=[^\s*])(?!是?指)")


def name_by_colons(text: str, groups: Iterable[Sequence[Item]]) -> None:
    """Give items what stands before their colon as a heading where their siblings, all but one in four, open so too; and
    those without siblings of their kind where the text names others so."""
    alone: list[Item] = []
    named = False
    for group in groups:
        siblings = [item for item in group if not item.children or _runs_on(text, item)]
        if len(siblings) > 1:
            named = _name(text, siblings) or named
        else:
            alone += siblings
    if named:
        for item in alone:
            _name(text, [item])


def _runs_on(text: str, item: Item) -> bool:
    """True for an item with others below it that is running text itself; `创新筑基：夯实底座` is a heading as a whole."""
    label = item.label
    return text[label.stop - 1] in "。；：:" and _NAMED.match(text, label.end, label.stop) is not None


def _name(text: str, siblings: Sequence[Item]) -> bool:
    """Name siblings by their colons; False where they do not open so, or are named as they are."""
    for item in siblings:
        if item.heading is None or _ANY.search(text, *item.heading):  # `整改时限：2024年6月底`
            break
    else:
        return False
    others = 0
    found: list[tuple[Item, Span]] = []
    for item in siblings:
        m = _NAMED.match(text, item.label.end, item.label.stop)
        if m and not ANNOUNCES.search(m[1]):
            found.append((item, span_at(m.span(1))))
        else:
            others += 1
            if 4 * others > len(siblings):
                return False
    for item, span in found:
        written = item.heading
        if written is None or (written.start == span.start and written.end > span.end):  # `整改时限：2024年6月底`
            item.heading = span
    return True
