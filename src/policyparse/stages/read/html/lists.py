"""The labels that a browser writes before the items of ordered lists."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import rows
from policyparse.stages.read.html.markup import Element

LABEL = "\0label"  # what an item is noted with
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_DEFAULT = "decimal"


class ListStyle(NamedTuple):
    """A row of lexicon/pages/lists.csv: a way to number a list."""

    name: str
    form: str
    label: str


def number(ordered: Element) -> None:
    """Notes at the items of an ordered list the labels that a browser shows: `3. `, `（三）`."""
    style = _style(ordered)
    if style is None:
        return
    at = _number_in(ordered, "start") or 1
    for child in ordered.children:
        if isinstance(child, Element) and child.tag == "li":
            at = _number_in(child, "value") or at
            child.attributes[LABEL] = style.label.replace("%1", _written(at, style.form))
            at += 1


def _style(ordered: Element) -> ListStyle | None:
    """How a list is numbered: by the class of an editor, its own style, or in digits; none where it is not, or in letters."""
    known = _styles()
    for name in ordered.attributes.get("class", "").split():
        if name in known:
            return known[name]
    if told := _STYLE.search(ordered.attributes.get("style", "").lower()):
        return known.get(told[1])
    return known[_DEFAULT] if ordered.attributes.get("type", "1") == "1" else None


def _number_in(element: Element, name: str) -> int | None:
    written = element.attributes.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 6 else None


def _written(at: int, form: str) -> str:
    from policyparse.stages.read.docx.numbering import written  # hardly any page has a list in other than digits

    return str(at) if form == _DEFAULT else written(at, form)


@cache
def _styles() -> dict[str, ListStyle]:
    return {row.name: row for row in rows("pages/lists.csv", ListStyle)}
