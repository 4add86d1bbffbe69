"""Items → nodes: spans, headings, and whether an item says what is to be done."""

import re
from typing import Literal

from policyparse.records.found import Node
from policyparse.stages.outline.background import is_background
from policyparse.stages.outline.frame import says_validity
from policyparse.stages.outline.headings import ASSIGNS, FAR, Lead, lead
from policyparse.stages.outline.item_headings import CLAUSE_IN_BRACKETS, NAME, is_in_article, set_headings
from policyparse.stages.outline.levels import Item
from policyparse.stages.outline.reviews import is_review_of_year
from policyparse.text import span_at


def nodes_of(text: str, items: list[Item], account: bool = False) -> list[Node]:
    """The nodes of the items; all of an account (`统计公报`) tells, and asks nothing."""
    for item in items:
        item.lead = lead(text, item.label.end, item.label.stop, item.own_end)
    set_headings(text, items)
    nodes: list[Node] = []
    told: list[bool] = []  # of each item whether what stands under it asks nothing of anyone
    for item in items:
        heading, first = item.heading, item.lead
        passes, quiet = account if item.parent is None else told[item.parent], False
        # a name, or how the text begins, may say that nothing is asked; most items have neither
        if heading or passes or (first and (first.end - first.start <= NAME or text[first.start] == "本")):
            passes, quiet = _asks_nothing(text, items, item, passes)
        told.append(passes)
        nodes.append(_node(text, item, "section" if quiet or item.children else "measure"))
    return nodes


def _node(text: str, item: Item, kind: Literal["section", "measure"]) -> Node:
    label, heading = item.label, item.heading
    start = label.start
    return Node(
        kind,
        item.parent,
        item.depth,
        label.text,
        label.number,
        label.style,
        item.path,
        span_at((start, label.end)),
        heading.of(text) if heading else None,
        heading,
        span_at((start, item.end)),
    )


def _asks_nothing(text: str, items: list[Item], item: Item, inherited: bool) -> tuple[bool, bool]:
    """Whether what stands under an item asks nothing of anyone, as under principles and aims, and whether it does not."""
    first = item.lead
    name = words = item.heading.of(text) if item.heading else None
    if words is None and first is not None and first.alone and first.end - first.start <= NAME:
        name = None if is_in_article(items, item) else first.of(text)  # `（一）指导思想。`
    found = is_background("".join(name.split())) if name else None
    if found is None and words and "年" in words and is_review_of_year(text, items, words, item.index):
        found = True
    passes = inherited or found is True
    quiet = (passes or found is not None) and (item.children > 0 or not _has_clause(text, item.label.end, item.own_end))
    if first is not None and not quiet and (name or text[first.start] == "本"):
        quiet = _says_validity(text, item, first, name)
    return passes, quiet


def _says_validity(text: str, item: Item, first: Lead, name: str | None) -> bool:
    """True where the text of an item begins with `本办法自……施行`, be it behind a heading that is no more than a name."""
    if text[first.start] == "本":
        return says_validity(text, item.label.end, item.own_end)
    at = first.stop + (text[first.stop : first.stop + 1] == "\n")
    named = name is not None and len(name) <= NAME
    return named and text[at : at + 1] == "本" and says_validity(text, at, item.own_end)


def _has_clause(text: str, start: int, end: int) -> bool:
    """True where an item's own text ends in a clause, so that someone has to see to it: an aim may be a task too."""
    return _CLAUSE.search(text, max(start, end - 2 * FAR), end) is not None


_CLAUSE = re.compile(rf"[\n。（(〔\[［【][ \xa0　]*{ASSIGNS}|{CLAUSE_IN_BRACKETS}。?$")
