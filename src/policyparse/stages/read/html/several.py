"""Several documents on one page: a gazette, a collection."""

from __future__ import annotations

from collections.abc import Iterator

from policyparse.stages.read.html.article import ENOUGH, LONG, NOTHING, Weight
from policyparse.stages.read.html.layout import descendants, lines
from policyparse.stages.read.html.markup import Element
from policyparse.stages.read.html.titles import is_title

HEADINGS = ("h1", "h2", "h3")
MOST_LEVELS = 40  # of elements that are looked through for siblings
FEWEST = 20  # characters in sentences of a document among several: an appointment has no more
_CONTAINERS = frozenset({"div", "section", "li", "td", "article", "dd"})


def several(root: Element, weights: dict[int, Weight]) -> list[Element]:
    """The elements that are a document each, none where the page holds one.

    They hold nearly all its sentences, and are `<article>` elements with a heading each, or siblings of one tag and
    class, each of which begins with an official title of its own (a document's chapters are headed otherwise), or what
    stands from one heading with a full title, `关于…的通知`, to the next (a plan that a notice carries has none).
    """
    whole = weights[id(root)].sentences
    articles = [e for e in _outermost(root, "article") if weights.get(id(e), NOTHING).sentences >= LONG]
    if _hold(articles, whole, weights) and all(any(d.tag in HEADINGS for d in descendants(e)) for e in articles):
        return articles
    here: Element | None = root
    for _ in range(MOST_LEVELS):
        if here is None:
            break
        titled = _titled_siblings(here, weights)
        if _hold(titled, whole, weights):
            return titled
        if runs := _headed_runs(here, whole, weights):
            return runs
        here = _holder(here, whole, weights)
    return []


def heading_of(element: Element) -> str | None:
    """The text of the first heading under an element."""
    found = next((e for e in descendants(element) if e.tag in HEADINGS), None)
    return " ".join(lines(found)).strip() or None if found else None


def _hold(parts: list[Element], whole: int, weights: dict[int, Weight]) -> bool:
    held = sum(weights.get(id(e), NOTHING).sentences for e in parts)
    return len(parts) > 1 and held >= ENOUGH * whole


def _titled_siblings(element: Element, weights: dict[int, Weight]) -> list[Element]:
    """The children of one tag and class that hold sentences, where each begins with an official title."""
    parts = [
        c
        for c in element.children
        if isinstance(c, Element) and c.tag in _CONTAINERS and weights.get(id(c), NOTHING).sentences >= FEWEST
    ]
    kinds = {(c.tag, c.attributes.get("class", "")) for c in parts}
    return parts if len(parts) > 1 and len(kinds) == 1 and all(map(_begins_with_title, parts)) else []


def _headed_runs(element: Element, whole: int, weights: dict[int, Weight]) -> list[Element]:
    """The children of an element from one heading with a full title to the next, each run as an element."""
    children = element.children
    begins = [i for i, c in enumerate(children) if isinstance(c, Element) and c.tag in HEADINGS and _is_full_title(c)]
    tags = {c.tag for i in begins if isinstance(c := children[i], Element)}
    if len(begins) < 2 or len(tags) > 1:
        return []
    bounds = zip(begins, [*begins[1:], len(children)], strict=True)
    runs = [children[begin:end] for begin, end in bounds]
    held = [sum(weights.get(id(c), NOTHING).sentences for c in run if isinstance(c, Element)) for run in runs]
    if min(held) < FEWEST or sum(held) < ENOUGH * whole:
        return []
    return [Element("div", children=run) for run in runs]


def _is_full_title(heading: Element) -> bool:
    text = "".join(lines(heading, most=3))
    return "关于" in text and is_title(text)


def _begins_with_title(element: Element) -> bool:
    heading = heading_of(element)
    first = next(filter(str.strip, lines(element, most=5)), "")
    if not heading or "".join(first.split()) not in "".join(heading.split()):
        return False
    return is_title(heading)


def _holder(element: Element, whole: int, weights: dict[int, Weight]) -> Element | None:
    """The child that holds nearly all sentences of the page."""
    for child in element.children:
        if isinstance(child, Element) and weights.get(id(child), NOTHING).sentences >= ENOUGH * whole > 0:
            return child
    return None


def _outermost(root: Element, tag: str) -> Iterator[Element]:
    """The elements `tag` that lie in no other of that name."""
    work = [child for child in reversed(root.children) if isinstance(child, Element)]
    while work:
        part = work.pop()
        if part.tag == tag:
            yield part
        else:
            work.extend(child for child in reversed(part.children) if isinstance(child, Element))
