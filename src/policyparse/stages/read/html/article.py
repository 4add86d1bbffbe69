"""Which part of a page is the document, and which elements in it are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from policyparse.lexicon.heads import field_of
from policyparse.stages.read.html.layout import descendants
from policyparse.stages.read.html.markup import BLOCK, Element
from policyparse.stages.read.html.said import HEADINGS, Said, first_text, is_bare_heading, is_link, said_by
from policyparse.stages.read.html.titles import is_headline, is_title
from policyparse.stages.read.html.words import (
    is_imprint,
    is_number,
    is_region_word,
    is_sign,
    is_site_line,
    is_site_word,
    names_attachment,
    opens_summary,
    opens_what_follows,
)
from policyparse.stages.read.metadata import are_facts, told_by

# Elements that a document is looked for under; a paragraph or a heading is a part of it.
_CONTAINER_TAGS = "#root html body div section article main center form table tbody tr td th font span"
_CONTAINERS = frozenset(_CONTAINER_TAGS.split())
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "head", "button", "marquee"})
_SENTENCE = re.compile("[，。；]")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
MOST_PARTS = 400  # of a block that is looked at for a site's words, at each depth anew
LONG = 60  # characters in sentences: a teaser of another page has fewer
LONGEST_WARNING = 200  # characters of a site's sentence
SHORT = 12  # characters beside links in a menu, a breadcrumb, a list of links
FEWEST_PARAGRAPHS = 3  # with sentences, among blocks that are alike
ENOUGH = 0.95  # of the text in sentences must lie in an element for it to be the document


class Weight(NamedTuple):
    """Characters under an element: in sentences outside links, in all outside links, in links; its parts."""

    sentences: int
    plain: int
    links: int
    parts: int = 0  # elements and texts


NOTHING = Weight(0, 0, 0)


class Place(Enum):
    """Where an element begins: before the document's first sentence, behind its last, or between them."""

    BEFORE = 0
    WITHIN = 1
    BEHIND = 2


class Article(NamedTuple):
    """The element that is the document, and the `id()` of elements in it that are not."""

    element: Element
    dropped: frozenset[int]


def article(root: Element, weights: dict[int, Weight]) -> Article:
    """The document of a page: the innermost container that holds nearly all its sentences, without what is around.

    One goes inward only past what can be told from a document: links, a site's own words and regions, facts such as
    `索引号：`. So rather a line too many than one too few.
    """
    here = _body(root, weights)
    while inner := _inner(here, weights):
        here = inner
    return without_site(here, weights)


def without_site(element: Element, weights: dict[int, Weight]) -> Article:
    """An element as a document, without the elements in it that are the site's."""
    return Article(element, frozenset(id(e) for e in _chrome(element, weights)))


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
    best = max(children, key=lambda c: weights.get(id(c), NOTHING).sentences, default=None)
    whole = weights[id(element)].sentences
    if best is None or best.tag not in _CONTAINERS or not whole:
        return None
    if weights.get(id(best), NOTHING).sentences < ENOUGH * whole:
        return None
    if any(isinstance(c, str) and not is_site_line(c) for c in element.children):
        return None
    for child in children:
        if child is not best and not _ignorable(child, weights):
            return None
    return best


def _ignorable(element: Element, weights: dict[int, Weight]) -> bool:
    """True for what is no part of a document: no text, links, a site's words, facts, the site's sign."""
    sentences, plain, links, parts = weights.get(id(element), NOTHING)
    if not plain or links > plain or element.hidden or _is_region(element):
        return True
    if element.tag == "h1" and any(d.tag == "img" for d in descendants(element)):
        return True  # the site's sign
    said = said_by(element) if sentences <= 200 and parts < MOST_PARTS else None
    return said is not None and (_is_chrome(said, element) or _are_facts(said, element.tag))


def _chrome(element: Element, weights: dict[int, Weight]) -> Iterator[Element]:
    """The elements within a document that are not of it: regions of the site, blocks of links, a site's words.

    Between its first sentence and its last only what cannot be a part of a document is left out.
    """
    whole = weights[id(element)].sentences
    flow = _flow(element, weights)
    is_ended = False
    for part, place in _with_place(element):
        weight = weights.get(id(part), NOTHING)
        if (part.tag not in BLOCK and part.tag != "label") or part.tag in ("html", "body"):
            continue
        in_table = part.tag in ("td", "th", "tr", "li") and not weight.links and place is Place.WITHIN
        if weight.sentences > 0.3 * whole or in_table:
            continue
        if is_ended and not _holds_attachment(part, weight):
            yield part
            continue
        is_small = weight.sentences < LONG and weight.plain < 300
        if (
            _is_region(part)
            or _is_choice(part)
            or _is_form(part, weight)
            or (is_small and _is_of_site(part, weight, place) and not (place is Place.WITHIN and id(part) in flow))
            or _are_teasers(part, weight)
            or _is_summary(part, weight)
        ):
            yield part
            is_ended = is_ended or (place is Place.BEHIND and _is_imprint(part, weight))


def _is_imprint(part: Element, weight: Weight) -> bool:
    """True for the site's imprint: behind it nothing is the document's but files."""
    return weight.parts < MOST_PARTS and any(map(is_imprint, said_by(part).texts))


def _holds_attachment(part: Element, weight: Weight) -> bool:
    return weight.parts >= MOST_PARTS or any(map(names_attachment, said_by(part).lines))


def _flow(element: Element, weights: dict[int, Weight]) -> set[int]:
    """The `id()` of the blocks of one tag and class among which sentences stand, and which hold no other block: they are
    paragraphs, links or not (`▶ 典型案例｜…`)."""
    found: set[int] = set()
    for parent in (element, *descendants(element)):
        kinds: dict[tuple[str, str], list[Element]] = {}
        for child in parent.children:
            if isinstance(child, Element) and child.tag == "div":
                kinds.setdefault((child.tag, child.attributes.get("class", "")), []).append(child)
        for alike in kinds.values():
            if sum(weights.get(id(c), NOTHING).sentences > 0 for c in alike) >= FEWEST_PARAGRAPHS:
                found.update(id(c) for c in alike if not any(d.tag in BLOCK for d in descendants(c)))
    return found


def _is_of_site(part: Element, weight: Weight, place: Place) -> bool:
    """True for a block of links, of a site's words, of facts."""
    if weight.links > 4 and weight.links >= 2 * weight.plain and part.tag != "p" and part.tag not in HEADINGS:
        return True
    if weight.parts >= MOST_PARTS or (place is Place.WITHIN and weight.plain):
        return False
    said = said_by(part)
    if place is Place.WITHIN:
        return bool(said.lines) and all(map(is_site_word, said.lines))
    if not said.lines:
        return False
    if part.tag == "header" and place is Place.BEFORE and _is_bar(said):
        return True
    is_sign_beside_picture = said.pictures > 0 and all(map(is_sign, said.lines))
    least = 2 if place is Place.BEHIND else 1
    return (
        is_sign_beside_picture
        or _is_chrome(said, part, least)
        or (len(said.texts) > 1 and _are_facts(said, part.tag) and not _heads_columns(part, said.texts))
    )


def _is_bar(said: Said) -> bool:
    """True for what stands above a page on telephones: links and the name of the kind of page, `返回　公告公示　菜单`."""
    is_short = all(len(text.strip()) <= SHORT for text in said.texts)
    return said.links > 0 and is_short and not any(map(is_title, said.lines))


def _with_place(element: Element) -> list[tuple[Element, Place]]:
    """The elements under `element`, each with where it stands to the document's sentences."""
    found: list[tuple[Element, int]] = []
    sentences: list[int] = []
    work: list[Element | str] = list(reversed(element.children))
    while work:
        item = work.pop()
        if isinstance(item, Element):
            if not item.hidden:
                found.append((item, len(sentences)))
                if item.tag in HEADINGS and is_bare_heading(item):
                    found += [(part, len(sentences)) for part in descendants(item) if not part.hidden]
                elif not is_link(item):
                    work.extend(reversed(item.children))
        elif _is_sentence(item):
            sentences.append(len(found))
    total = len(sentences)
    places = {0: Place.BEFORE, total: Place.BEHIND} if total else {0: Place.BEFORE}
    return [(part, places.get(before, Place.WITHIN)) for part, before in found]


def _is_chrome(said: Said, element: Element, least: int = 1) -> bool:
    """True where a block says nothing but a site's words, or begins with one and goes on in links, or is its imprint."""
    if any(map(is_imprint, said.texts)):
        return True
    if all(is_site_line(text) or is_number(text) for text in said.texts):
        of_links = element.tag not in HEADINGS and (said.links > 1 or all(map(is_site_line, said.lines)))
        is_told = any(map(is_site_line, said.texts)) and (least == 1 or said.links > 0 or len(said.texts) > 1)
        return is_told or (said.links > 0 and of_links)
    if all(is_site_line(line, least) for line in said.lines):
        return True
    if not said.lines or not opens_what_follows(said.lines[0]):
        return False
    return all(len(t) <= SHORT or is_site_line(t) for t in said.texts)


def _are_teasers(part: Element, weight: Weight) -> bool:
    """True for other pages under a site's words (`热点新闻`): of each its title as a link, how it begins, `[详细]`."""
    if weight.links + weight.sentences < LONG or not weight.links or weight.parts >= MOST_PARTS:
        return False
    said = said_by(part)
    is_opened = bool(said.lines) and opens_what_follows(said.lines[0])
    return is_opened and said.links > 1 and 2 * said.links + 1 >= len(said.lines)


def _is_summary(part: Element, weight: Weight) -> bool:
    """True for what the site itself says a document is about: `智能摘要` and some sentences."""
    return 0 < weight.parts < MOST_PARTS and bool(weight.sentences) and opens_summary(first_text(part))


def _are_facts(said: Said, tag: str) -> bool:
    """True for a table or a list of facts: `索引号：…`, `发文机关：…`; of a list of definitions half are enough."""
    if tag == "dl" and 4 * sum(map(bool, map(field_of, said.texts))) >= len(said.texts):
        return True
    texts = [text for text in said.texts if field_of(text) or not is_site_line(text)]
    # a title that no head names is the document's: it stands above its facts
    return are_facts(texts) and not any(map(is_title, told_by(texts)[1]))


def _heads_columns(part: Element, texts: list[str]) -> bool:
    """True for the heads of a table's columns (`序号 / 文件名称 / 文号`): every cell is filled, none is the value of another."""
    if part.tag not in ("tr", "thead") or any(c in text for text in texts for c in ":：[【"):
        return False
    heads = [field_of(text) is not None for text in texts]
    cells = sum(d.tag in ("td", "th") for d in descendants(part))
    return cells == len(texts) and sorted(heads) == heads


def _is_choice(element: Element) -> bool:
    """True for the words beside a button to choose: `非常满意`."""
    return element.tag == "label" and any(isinstance(c, Element) and c.tag == "input" for c in element.children)


def _is_form(element: Element, weight: Weight) -> bool:
    """True for fields to fill in; some sites put the whole page into a form."""
    return element.tag == "form" and not weight.sentences


def _is_region(element: Element) -> bool:
    """True where its tag, a class or the id of an element says that it is not the document."""
    if element.tag in _CHROME_TAGS:
        return True
    written = element.written.lower()
    if "class" not in written and "id" not in written:
        return False
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}"
    return any(is_region_word(word.lower()) for word in _WORD.findall(names))


def weights_of(root: Element) -> dict[int, Weight]:
    """The weight of every element that is shown, from the leaves up, without recursion."""
    found: dict[int, Weight] = {}
    work: list[tuple[Element, bool, bool]] = [(root, False, False)]
    while work:
        element, inside_link, ready = work.pop()
        linked = inside_link or is_link(element)
        if not ready:
            work.append((element, inside_link, True))
            work.extend((c, linked, False) for c in element.children if isinstance(c, Element) and not c.hidden)
            continue
        sentences = plain = links = 0
        parts = len(element.children)
        for child in element.children:
            if isinstance(child, Element):
                s, p, k, n = found.setdefault(id(child), NOTHING)
                sentences, plain, links, parts = sentences + s, plain + p, links + k, parts + n
            else:
                length = len(child.strip())
                if linked:
                    links += length
                elif length > 30 or not (is_number(child) or is_site_line(child)):
                    plain += length
                    sentences += length if _is_sentence(child) else 0
        if sentences and element.tag in HEADINGS and is_bare_heading(element):
            sentences = 0
        found[id(element)] = Weight(sentences, plain, links, parts)
    return found


def _is_sentence(text: str) -> bool:
    if len(text) < 8 or not _SENTENCE.search(text):
        return False
    return len(text) > LONGEST_WARNING or (len(text.strip()) > 8 and not (is_headline(text) or is_imprint(text)))
