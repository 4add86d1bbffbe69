"""What the styles of an OpenDocument text say that is text or hides it: lists, hidden and raised characters, fonts of symbols."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from policyparse.stages.read.container import attribute, child, local
from policyparse.stages.read.docx.numbering import Level
from policyparse.stages.read.docx.styles import LONGEST_CHAIN

OUTLINE = "\0outline"  # the list style of headings that stand in no list
_PLACE = re.compile(r"%([1-9])%")
_RAISED = re.compile(r"super|[1-9]\d{0,2}%")
_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "１": "decimalFullWidth",
    "①": "decimalEnclosedCircle", "一": "chineseCountingThousand", "壹": "chineseLegalSimplified", "甲": "ideographTraditional",
    "子": "ideographZodiac", "〇": "ideographDigital",
}  # fmt: skip
_FOLLOWED = {"listtab": "tab", "space": "space", "nothing": "nothing"}


class Look(NamedTuple):
    """How characters look; what is null is as around them."""

    raised: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    def within(self, outer: Look) -> Look:
        """This look, completed by the one around it."""
        return Look(
            outer.raised if self.raised is None else self.raised,
            outer.hidden if self.hidden is None else self.hidden,
            self.font or outer.font,
        )


class Styles:
    """The styles of a document, its own and those of single paragraphs."""

    def __init__(self, roots: list[Element]) -> None:
        self._looks: dict[tuple[str, str], tuple[Look, str | None]] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        self.unlisted: set[str] = set()  # styles of headings that have no number
        for style in (s for root in roots for part in root for s in _styles(part)):
            name = attribute(style, "name") or ""
            if local(style) == "style":
                key = (attribute(style, "family") or "", name)
                self._looks[key] = _look(child(style, "text-properties")), attribute(style, "parent-style-name")
                if attribute(style, "list-style-name") == "":
                    self.unlisted.add(name)
            elif local(style) == "list-style":
                self.lists[name] = _levels(style)
            elif local(style) == "outline-style":
                self.lists[OUTLINE] = _levels(style)

    def look(self, family: str, name: str | None) -> Look:
        """How a style makes characters look; styles may be based on one another in a ring."""
        found, steps = Look(), 0
        while name is not None and (family, name) in self._looks and steps < LONGEST_CHAIN:
            own, name = self._looks[family, name]
            found, steps = found.within(own), steps + 1
        return found


def _styles(part: Element) -> Iterator[Element]:
    if local(part) in ("styles", "automatic-styles"):
        yield from part


def _look(properties: Element | None) -> Look:
    if properties is None:
        return Look()
    place, display = attribute(properties, "text-position"), attribute(properties, "display")
    return Look(
        None if place is None else bool(_RAISED.match(place)),
        None if display is None else display == "none",
        attribute(properties, "font-name"),
    )


def _levels(style: Element) -> dict[int, Level]:
    found = {}
    for level in style:
        written = attribute(level, "level") or ""
        if written.isdecimal() and len(written) < 3:
            found[int(written) - 1] = _level(level, int(written))
    return found


def _level(level: Element, number: int) -> Level:
    form = (attribute(level, "num-format") or "")[:1]
    if not local(level).endswith(("style-number", "level-style")) or (not form and not attribute(level, "num-prefix")):
        return Level("bullet")
    text = attribute(level, "num-list-format")
    if text is None:
        shown = attribute(level, "display-levels") or "1"
        first = number - min(int(shown) if shown.isdecimal() and len(shown) < 3 else 1, number) + 1
        inner = ".".join(f"%{at}%" for at in range(first, number + 1)) if form else ""
        text = (attribute(level, "num-prefix") or "") + inner + (attribute(level, "num-suffix") or "")
    start = attribute(level, "start-value") or "1"
    label = child(level, "list-level-properties", "list-level-label-alignment")
    followed = attribute(label, "label-followed-by") if label is not None else None
    return Level(
        _FORMATS.get(form, "decimal"),
        _PLACE.sub(r"%\1", text),
        int(start) if start.isdecimal() and len(start) < 8 else 1,
        _FOLLOWED.get(followed or "listtab", "tab"),
    )
