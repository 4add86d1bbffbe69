"""HTML pages: the document without the site around it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.decode import declared_in, decode
from policyparse.stages.read.html.article import articles
from policyparse.stages.read.html.layout import descendants, lines, tidy
from policyparse.stages.read.html.markup import Element, tree
from policyparse.stages.read.metadata import Facts, date_in, facts_in

_BEGINS = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_ENDINGS = (".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".asp", ".aspx", ".jsp", ".php")
# What stands between a page's title and its site's name; not the sign in `2021-2023年`.
_SITE = re.compile(r"[_|]+|(?<=\s)[-—–]+(?=\s)|(?<=\D)[-—–]{1,2}(?=\D)")
SHORTEST_TITLE = 8  # characters: `某市人民政府` over a page is the site


def read_html(data: bytes, name: str, sha256: str) -> list[Source]:
    """The page's document, with its title, issuer and date as the page's own metadata say; a source for each of several.

    Raises InputError `binary`, `encoding`, `complex`, or `empty` where the page holds no text.
    """
    found = decode(data, name, declared_in(data))
    root = tree(found.text, name)
    notes = tuple(replace(note, span=None) for note in found.notes)  # their spans lie in the markup
    sources = []
    facts = page_facts(root)
    several = articles(root)
    for part in several:
        title, body = facts.title, lines(part.element, part.dropped)
        if len(several) > 1:
            title = next(iter(_texts_of(part.element, "h1") or _texts_of(part.element, "h2")))
        elif title and _is_headed_outside(root, title, body):
            body = [title, *body]
        text = "\n".join(body) + "\n"
        if text.strip():
            known = (title, facts.issuer, facts.date_issued)
            sources.append(Source(name, sha256, "text/html", found.encoding, text, *known, notes=notes))
    if not sources:
        raise InputError("empty", name, "the page holds no text", "give a page with a document in it")
    return sources


def _is_headed_outside(root: Element, title: str, body: list[str]) -> bool:
    """True where only a heading outside of the document says its title."""
    head = "".join("".join(body[:12]).split())
    return "".join(title.split()) not in head and title in _headings(root)


def page_facts(root: Element) -> Facts:
    """The title, issuer and date that a page tells of its document.

    The title is that of its metadata, of its table of facts, its only heading `h1`, or the page's own without the site.
    """
    meta, table = _meta(root), facts_in(_cells(root))
    published = date_in(meta.get("pubdate")) or date_in(meta.get("publishdate"))
    title = tidy(meta.get("articletitle", "")) or table.title or _heading_or_title(root)
    return Facts(title, table.issuer, table.date_issued or published)


def _heading_or_title(root: Element) -> str | None:
    """The page's only heading, where it is not the site's name; else the longest part of the page's title."""
    titles = _texts_of(root, "title")
    headings = [h for h in _headings(root) if len(h) >= SHORTEST_TITLE or any(h in t for t in titles)]
    if len(headings) == 1:
        return headings[0]
    return max((piece.strip() for piece in _SITE.split(titles[0])), key=len) or None if titles else None


def _headings(root: Element) -> list[str]:
    return _texts_of(root, "h1")


def _texts_of(root: Element, tag: str) -> list[str]:
    """The texts of the first three elements `tag`: no page has more that mean anything, a hostile one has thousands."""
    elements = islice((e for e in descendants(root) if e.tag == tag), 3)
    return [text for e in elements if (text := tidy(" ".join(lines(e))))]


def _meta(root: Element) -> dict[str, str]:
    """The named metadata elements, names in lower case, the first of each."""
    found: dict[str, str] = {}
    for element in descendants(root):
        if element.tag == "meta" and (key := element.attributes.get("name") or element.attributes.get("property")):
            found.setdefault(key.lower(), element.attributes.get("content", "").strip())
    return found


def _cells(root: Element) -> list[str]:
    """The texts of short cells, list items and definitions, in order: where pages have their tables of facts."""
    found = []
    for element in descendants(root):
        if element.tag in ("td", "th", "li", "dt", "dd", "span", "p") and len(element.children) < 12:
            text = "".join(c if isinstance(c, str) else "".join(x for x in c.children if isinstance(x, str))
                           for c in element.children)  # fmt: skip
            if len(text) < 200:
                found.append(tidy(text.replace("\n", " ")))
    return found
