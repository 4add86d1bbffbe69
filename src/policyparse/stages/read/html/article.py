"""Which part of a page is the document, and which elements in it are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import rows
from policyparse.stages.read.html.layout import descendants, hidden
from policyparse.stages.read.html.markup import BLOCK, Element
from policyparse.stages.read.metadata import are_facts, field_of

# Elements that a document is looked for under; a paragraph or a heading is a part of it.
_CONTAINER_TAGS = "#root html body div section article main center form table tbody tr td th font span"
_CONTAINERS = frozenset(_CONTAINER_TAGS.split())
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "head", "button", "form_"})
_SENTENCE = re.compile("[，。；]")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_IGNORED = re.compile(r"[\s|【】\[\]（）()·•>»\u00a0]+")
MOST_PARTS = 400  # of an element that may be a site's words: looked at at each depth, so not without a bound
LONG = 60  # characters in sentences: a teaser of another page has fewer
ENOUGH = 0.95  # of the text in sentences must lie in an element for it to be the document


class Chrome(NamedTuple):
    """What a web page writes around a document, as a whole line or at the start of one."""

    text: str
    where: str


class Region(NamedTuple):
    """A word in a class or an id that says an element is not the document."""

    word: str


class Weight(NamedTuple):
    """Characters under an element: in sentences outside links, in all outside links, in links."""

    sentences: int
    plain: int
    links: int


NOTHING = Weight(0, 0, 0)


class Article(NamedTuple):
    """The element that is the document, and the `id()` of elements in it that are not."""

    element: Element
    dropped: frozenset[int]


def articles(root: Element) -> list[Article]:
    """The documents of a page: several where `<article>` elements with a heading each hold nearly all its sentences."""
    weights = _weights(root)
    parts = [e for e in _outermost(root, "article") if weights.get(id(e), NOTHING).sentences >= LONG]
    held = sum(weights[id(e)].sentences for e in parts)
    headed = all(any(d.tag in ("h1", "h2") for d in descendants(e)) for e in parts)
    if len(parts) < 2 or not headed or held < ENOUGH * weights[id(root)].sentences:
        return [article(root)]
    return [Article(e, frozenset(id(c) for c in _chrome(e, weights, weights[id(e)].sentences))) for e in parts]


def _outermost(root: Element, tag: str) -> Iterator[Element]:
    """The elements `tag` that lie in no other of that name."""
    work = [child for child in reversed(root.children) if isinstance(child, Element)]
    while work:
        part = work.pop()
        if part.tag == tag:
            yield part
        else:
            work.extend(child for child in reversed(part.children) if isinstance(child, Element))


def article(root: Element) -> Article:
    """The document of a page: the innermost container that holds nearly all its sentences, without what is around.

    One goes inward only past what can be told from a document: links, a site's own words and regions, facts such as
    `索引号：`. So rather a line too many than one too few.
    """
    weights = _weights(root)
    here = _body(root, weights)
    while inner := _inner(here, weights):
        here = inner
    sentences = weights[id(here)].sentences
    dropped = {id(e) for e in _chrome(here, weights, sentences)}
    return Article(here, frozenset(dropped))


def _body(root: Element, weights: dict[int, Weight]) -> Element:
    """The page's body; what stands before the page or behind it (a crawler's log lines) is not of it."""
    for tag in ("html", "body"):
        for child in root.children:
            if isinstance(child, Element) and child.tag == tag and weights[id(child)].plain:
                root = child
                break
    return root


def _inner(element: Element, weights: dict[int, Weight]) -> Element | None:
    """The child that holds the document alone; none where its siblings may belong to it."""
    children = [c for c in element.children if isinstance(c, Element)]
    best = max(children, key=lambda c: weights[id(c)].sentences, default=None)
    whole = weights[id(element)].sentences
    if best is None or best.tag not in _CONTAINERS or not whole:
        return None
    if weights[id(best)].sentences < ENOUGH * whole:
        return None
    if any(isinstance(c, str) and not _is_chrome_line(c) for c in element.children):
        return None
    for child in children:
        if child is not best and not _ignorable(child, weights):
            return None
    return best


def _ignorable(element: Element, weights: dict[int, Weight]) -> bool:
    """True for what is no part of a document: no text, links, a site's words, facts, the page's heading."""
    sentences, plain, links = weights[id(element)]
    if not plain or links > plain or element.tag in _CHROME_TAGS or hidden(element) or _is_region(element):
        return True
    if element.tag == "h1" and any(d.tag == "img" for d in descendants(element)):
        return True  # the site's sign
    if sentences > 200:
        return False
    said = _short_lines(element)
    return _is_chrome(element) or are_facts(line for line in said if field_of(line) or not _is_chrome_line(line))


def _chrome(element: Element, weights: dict[int, Weight], whole: int) -> Iterator[Element]:
    """The elements within a document that are not of it: regions of the site, blocks of links, a site's words."""
    for part in descendants(element):
        sentences, plain, links = weights.get(id(part), NOTHING)
        if sentences > 0.3 * whole or part.tag not in BLOCK or part.tag in ("html", "body"):
            continue
        if part.tag in ("td", "th", "tr", "li") and not links:
            continue
        mostly_links = links > 4 and links > 2 * plain and part.tag not in ("p", "h1", "h2", "h3")
        is_words = sentences < LONG and plain < 300 and plain + links > 0
        if part.tag in _CHROME_TAGS or _is_region(part) or (is_words and (mostly_links or _is_chrome(part))):
            yield part


def _is_chrome(element: Element) -> bool:
    """True where a block says nothing but a site's words, or is its imprint."""
    said = _short_lines(element)
    return all(map(_is_chrome_line, said)) or any(mark in line for line in said for mark in _chrome_words().block)


def _short_lines(element: Element) -> list[str]:
    """The texts under an element, one a line, links left out."""
    found: list[str] = []
    work: list[Element | str] = [element]
    for _ in range(MOST_PARTS):
        if not work:
            return found
        item = work.pop()
        if isinstance(item, str):
            found.append(item)
        elif not _is_link(item):
            work.extend(reversed(item.children))
    return [*found, "…"]  # not looked at to its end: it may say anything


def _is_link(element: Element) -> bool:
    """True for a link to another page; one within the page is a document's table of contents or a note."""
    if element.tag != "a":
        return False
    target = element.attributes.get("href", "")
    return not target.startswith("#") or target == "#"


def _is_chrome_line(line: str) -> bool:
    """True for a line that says what a web page writes around documents, and for one that says nothing."""
    words = _chrome_words()
    bare = _IGNORED.sub("", line)
    return not bare or bare in words.whole or line.lstrip("\u3000\u00a0 \n\t|").startswith(words.start)


def _is_region(element: Element) -> bool:
    """True where a class or the id of an element says that it is not the document."""
    if "class" not in element.written and "id" not in element.written:
        return False
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    return any(word.lower() in _region_words() for word in _WORD.findall(names))


def _weights(root: Element) -> dict[int, Weight]:
    """The weight of every element, from the leaves up, without recursion."""
    found: dict[int, Weight] = {}
    work: list[tuple[Element, bool, bool]] = [(root, False, False)]
    while work:
        element, inside_link, ready = work.pop()
        linked = inside_link or _is_link(element)
        if not ready:
            work.append((element, inside_link, True))
            work.extend((c, linked, False) for c in element.children if isinstance(c, Element) and not hidden(c))
            continue
        sentences = plain = links = 0
        for child in element.children:
            if isinstance(child, Element):
                s, p, k = found.setdefault(id(child), NOTHING)
                sentences, plain, links = sentences + s, plain + p, links + k
            else:
                length = len(child.strip())
                if linked:
                    links += length
                else:
                    plain += length
                    sentences += length if length > 8 and _SENTENCE.search(child) else 0
        found[id(element)] = Weight(sentences, plain, links)
    return found


class _Words(NamedTuple):
    """The words of sites by where they stand."""

    whole: frozenset[str]
    start: tuple[str, ...]
    block: tuple[str, ...]


@cache
def _chrome_words() -> _Words:
    table = rows("pages/chrome.csv", Chrome)
    whole, start, block = ([row.text for row in table if row.where == at] for at in ("whole", "start", "block"))
    return _Words(frozenset(whole), tuple(start), tuple(block))


@cache
def _region_words() -> frozenset[str]:
    return frozenset(row.word for row in rows("pages/regions.csv", Region))
