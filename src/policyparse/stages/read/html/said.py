"""What a small element of a page says: its texts outside of links, its lines, how many links and pictures it has."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from policyparse.stages.read.html.layout import descendants
from policyparse.stages.read.html.markup import BLOCK, Element
from policyparse.stages.read.html.titles import LONGEST_TITLE
from policyparse.stages.read.html.words import is_file, names_attachment

MOST_IN_HEADING = 20  # elements
HEADINGS = frozenset({"h1", "h2", "h3"})


class Said(NamedTuple):
    """What a small block says: its texts outside of links, its lines, how many links and pictures it has."""

    texts: list[str]
    lines: list[str]
    links: int
    pictures: int


def said_by(element: Element) -> Said:
    """What a block of few parts says."""
    texts: list[str] = []
    found: list[str] = [""]
    counts = {"a": 0, "img": 0}
    work: list[tuple[Element | str, bool]] = [(element, False)]
    while work:
        item, linked = work.pop()
        if isinstance(item, str):
            found[-1] += item
            if not linked and item.strip():
                texts.append(item)
        elif not item.hidden:
            if item.tag in counts:
                counts[item.tag] += 1
            if item.tag in BLOCK or item.tag == "br":
                found.append("")
            linked = linked or is_link(item)
            work.extend((child, linked) for child in reversed(item.children))
    return Said(texts, [line for line in found if line.strip()], counts["a"], counts["img"])


def texts_of(element: Element) -> list[str]:
    """The texts outside of links under a small element."""
    return said_by(element).texts


def is_link(element: Element) -> bool:
    """True for a link to another page; one within the page is a document's table of contents or a note, one to a
    file is an attachment."""
    if element.tag != "a":
        return False
    target = element.attributes.get("href", "")
    if target.startswith("#") and target != "#":
        return False
    said = "".join(c for c in element.children if isinstance(c, str))
    return not (is_file(target) or names_attachment(said))


def first_text(element: Element) -> str:
    """The first text under an element that is none of blanks."""
    work: list[Element | str] = [element]
    while work:
        item = work.pop()
        if isinstance(item, Element):
            work.extend(reversed(item.children))
        elif item.strip():
            return item
    return ""


def is_bare_heading(heading: Element) -> bool:
    """True for a heading that is no sentence, though it may have a comma."""
    parts = list(islice(descendants(heading), MOST_IN_HEADING))
    said = "".join(c for part in (heading, *parts) for c in part.children if isinstance(c, str))
    return len(parts) < MOST_IN_HEADING and len(said) <= LONGEST_TITLE and not ("。" in said or "；" in said)
