"""What paragraph styles say that is text or hides it: a numbering, and `vanish`."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policyparse.stages.read.container import attribute, child, local
from policyparse.stages.read.docx.numbering import Numbered, Numbering

LONGEST_CHAIN = 50  # styles based on one another; Word itself writes no more than ten


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by id: the numbering of each, its own or inherited."""

    numbered: dict[str, Numbered] = field(default_factory=dict)
    default: str | None = None  # the style of a paragraph that names none

    @classmethod
    def of(cls, root: Element | None, numbering: Numbering) -> Styles:
        """The styles of `word/styles.xml`; none where there is no such part."""
        own: dict[str, Numbered | None] = {}
        based: dict[str, str | None] = {}
        default = None
        for style in root if root is not None else ():
            if local(style) != "style" or attribute(style, "type") not in ("paragraph", None):
                continue
            identifier = attribute(style, "styleId") or ""
            own[identifier] = place_of(child(style, "pPr", "numPr"), numbering.styles.get(identifier))
            base = child(style, "basedOn")
            based[identifier] = None if base is None else attribute(base, "val")
            if attribute(style, "default") in ("1", "true", "on"):
                default = identifier
        return cls({s: found for s in own if (found := _inherited(s, own, based))}, default)


def place_of(properties: Element | None, linked: Numbered | None = None) -> Numbered | None:
    """The place in a list that a `numPr` says; `numId` 0 takes a paragraph out of the list of its style."""
    if properties is None:
        return linked
    number, level = child(properties, "numId"), child(properties, "ilvl")
    written = attribute(level, "val") if level is not None else None
    at = int(written) if written and written.isdecimal() and len(written) < 3 else (linked.level if linked else 0)
    identifier = attribute(number, "val") if number is not None else (linked.number if linked else None)
    return Numbered(identifier, at) if identifier else None


def _inherited(style: str, own: dict[str, Numbered | None], based: dict[str, str | None]) -> Numbered | None:
    """The numbering of a style or of the nearest one that it is based on; styles may be based on one another in a ring."""
    seen: set[str] = set()
    here: str | None = style
    while here is not None and here in own and here not in seen and len(seen) < LONGEST_CHAIN:
        if (found := own[here]) is not None:
            return found
        seen.add(here)
        here = based[here]
    return None
