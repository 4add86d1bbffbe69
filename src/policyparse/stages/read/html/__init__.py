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
_SITE = re.compile(r"\s*[-_|—–]{1,2}\s*")


def read_html(data: bytes, name: str, sha256: str) -> list[Source]:
    """The page's document, with its title, issuer and date as the page's own metadata say; a source for each of several.

    Raises InputError `binary`, `encoding`, `complex`, or `empty` where the page holds no text.
    """
    found = decode(data, name, declared_in(data))
    root = tree(found.text, name)
    notes = tuple(replace(note, span=None) for note in found.notes)  # their spans lie in the markup
    sources = []
    several = articles(root)
    for part in several:
        title, issuer, date_issued = page_facts(root)
        body = lines(part.element, part.dropped)
        if len(several) > 1:
            title = next(iter(_texts_of(part.element, "h1") or _texts_of(part.element, "h2")))
        elif title and _is_headed_outside(root, title, body):
            body = [title, *body]
        text = "\n".join(body) + "\n"
        if text.strip():
            source = Source(name, sha256, "text/html", found.encoding, text, title, issuer, date_issued, notes=notes)
            sources.append(source)
    if not sources:
        raise InputError("empty", name, "the page holds no text", "give a page with a document in it")
    return sources


def _is_headed_outside(root: Element, title: str, body: list[str]) -> bool:
    """True where only a heading outside of the document says its title."""
    head = "".join("".join(body[:12]).split())
    return "".join(title.split()) not in head and title in _headings(root)


def page_facts(root: Element) -> Facts:
    """What the page's metadata and its table of facts say; metadata elements before the table for the title."""
    meta = _meta(root)
    table = facts_in(_cells(root))
    return Facts(
        page_title(root) or table.title,
        table.issuer,
        table.date_issued or date_in(meta.get("pubdate")) or date_in(meta.get("publishdate")),
    )


def page_title(root: Element) -> str | None:
    """The title of the page's document: its metadata's, its table's, its only `h1`, the page's title without the site."""
    meta = _meta(root)
    if title := tidy(meta.get("articletitle", "")) or facts_in(_cells(root)).title:
        return title
    headings = _headings(root)
    if len(headings) == 1:
        return headings[0]
    titles = _texts_of(root, "title")
    return _SITE.split(titles[0])[0] or None if titles else None


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
