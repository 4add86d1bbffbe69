"""HTML pages: the document without the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from policyparse.lexicon.heads import field_of
from policyparse.records.errors import InputError
from policyparse.records.found import Note, Source
from policyparse.stages.read.decode import declared_in, decode
from policyparse.stages.read.html.article import article, weights_of, without_site
from policyparse.stages.read.html.cards import hide_cards
from policyparse.stages.read.html.layout import descendants, lines, tidy
from policyparse.stages.read.html.markup import Element, tree
from policyparse.stages.read.html.scripted import scripted
from policyparse.stages.read.html.several import heading_of, several
from policyparse.stages.read.html.sheets import hide
from policyparse.stages.read.html.titles import SHORTEST_TITLE, is_title, may_be_title
from policyparse.stages.read.html.trim import trimmed
from policyparse.stages.read.html.words import is_dated, is_sign, is_site_line, opens_what_follows
from policyparse.stages.read.metadata import NUMBERED, Facts, date_in, facts_in, number_in

# What stands between a page's title and its site's name; not the sign in `2021-2023年`.
_SITE = re.compile(r"[_|>＞»]+|(?<=\s)·(?=\s)|(?<=\s)[-—–]+(?=\s)|(?<=\D)[-—–]{1,2}(?=\D)")
_PADDED = re.compile(r"\d{4}年(?:0\d月\d\d|\d\d月0\d)日")  # as programs write a day; a document writes `6月9日`
_FACT_TAGS = frozenset({"td", "th", "li", "dt", "dd", "span", "p", "div"})
FIRST = 50  # elements: `head` is one of the first
HEAD_LINES = 100  # of a page in which its title stands
MOST_WORDS = 12  # of a page's title that is looked through
SIGN_LINES = 4  # names of the site above a title
TOP_LINES = 40  # in which it says when it was published


def read_html(data: bytes, name: str, sha256: str) -> list[Source]:
    """The page's document, with its title, issuer and date as the page's own metadata say; a source for each of several.

    Raises InputError `binary`, `encoding`, `complex`, or `empty` where the page holds no text.
    """
    found = decode(data, name, declared_in(data))
    root = tree(found.text, name)
    hide(root, found.text)
    notes = tuple(note._replace(span=None) for note in found.notes)  # their spans lie in the markup
    if (kept := scripted(found.text)) and not weights_of(root)[id(root)].sentences:
        _show(root, tree(kept, name))
        notes += (Note("script-text", "info", "the text stands in a part of the page that only a script shows"),)
    sources = []
    for facts, body in _documents(root):
        text = "\n".join(body) + "\n"
        if text.strip():
            sources.append(Source(name, sha256, "text/html", found.encoding, text, *facts, notes=notes))
    if not sources:
        raise _empty(root, name)
    return sources


def _show(root: Element, kept: Element) -> None:
    """Puts what a script would show at the end of the page's body."""
    body = next((e for e in descendants(root) if e.tag == "body"), root)
    titles = [p.strip() for title in _texts_of(root, "title") for p in _SITE.split(title) if is_title(p)]
    if titles and titles[0] not in "".join(lines(kept, most=TOP_LINES)):
        body.children.append(Element("h1", children=titles[:1]))
    body.children.append(Element("div", children=kept.children))


def _empty(root: Element, name: str) -> InputError:
    """A page without text, with the pages that it shows in frames."""
    frames = (e.attributes.get("src", "") for e in descendants(root) if e.tag in ("frame", "iframe"))
    shown = ", ".join(islice(filter(None, frames), 3))
    if shown:
        return InputError(
            "empty", name, f"the page only shows others in frames ({shown[:200]})", "give the page in the frame"
        )
    return InputError("empty", name, "the page holds no text", "give a page with a document in it")


def _documents(root: Element) -> Iterator[tuple[Facts, list[str]]]:
    """What is known of each document of a page, and its lines."""
    facts = page_facts(root)
    hide_cards(root)
    weights = weights_of(root)
    parts = several(root, weights)
    for part in parts:
        found = without_site(part, weights_of(part))
        day = _published(lines(part, most=TOP_LINES)) or facts.date_issued
        yield Facts(heading_of(part), facts.issuer, day), trimmed(lines(part, found.dropped))
    if not parts:
        found = article(root, weights)
        title, body = facts.title, trimmed(lines(found.element, found.dropped), facts.title)
        if (above := _above(title, body)) > 0:
            body = trimmed(body[above:], title)  # what was taken for the first sentence was none of the document's
        yield facts, [title, *body] if title and _is_headed_outside(root, title, body) else body


def _is_headed_outside(root: Element, title: str, body: list[str]) -> bool:
    """True where only a heading outside of the document says its title."""
    head = "".join("".join(body[:12]).split())
    return "".join(title.split()) not in head and title in _headings(root)


def _above(title: str | None, body: list[str]) -> int:
    """How many lines stand above the page's title where all are the site's: its names (`某镇政府信息公开`), or greetings.

    A sentence that says how a decree came about stands above its title, too: it is the document's.
    """
    bare = "".join((title or "").split())
    for number, line in enumerate(body[:SIGN_LINES]):
        if bare and "".join(line.split()) == bare:
            return number
        if line.strip() and not (is_sign(line) or line.rstrip().endswith(("！", "!"))):
            break
    return 0


def page_facts(root: Element) -> Facts:
    """The title, issuer and date that a page tells of its document.

    The title is that of its metadata, of its table of facts, its only heading `h1`, or the page's own without the site.
    """
    meta, table = _meta(root), facts_in(_cells(root))
    heads = frozenset(id(e) for e in islice(descendants(root), FIRST) if e.tag == "head")
    head = list(filter(str.strip, lines(root, heads, HEAD_LINES)))
    published = date_in(meta.get("pubdate")) or date_in(meta.get("publishdate")) or _published(head[:TOP_LINES])
    told = table.title if table.title and may_be_title(table.title) else ""
    title = tidy(meta.get("articletitle", "")) or told or _heading_or_title(root, head, meta.get("og:title", ""))
    said = facts_in(head[:TOP_LINES])  # where lines in one cell say it
    day = table.date_issued or said.date_issued or published
    behind = NUMBERED.search(title or "")
    number = table.document_number or said.document_number or number_in(behind[1] if behind else None)
    return Facts(title, table.issuer or said.issuer, day, number)


def _published(head: list[str]) -> date | None:
    """The first date in a line in which the page speaks of itself: `发布时间：2021-06-18 09:12　来源：…`."""
    lines_of_page = (line for line in head if is_dated(line) or is_site_line(line) or _PADDED.fullmatch(line.strip()))
    found = (date_in(line) for line in lines_of_page if not opens_what_follows(line))
    return next(filter(None, found), None)


def _heading_or_title(root: Element, head: list[str], shared: str) -> str | None:
    """The page's only heading, where it is not the site's name; else the part of the page's title, or of that under which
    it is `shared`, that the page says again, or that reads as the title of a document."""
    titles = [title for title in (*_texts_of(root, "title")[:1], shared) if title]
    pieces = [piece.strip() for title in titles for piece in _SITE.split(title)]
    headings = [h for h in _headings(root) if len(h) >= SHORTEST_TITLE or any(h in t for t in titles)]
    headings = [h for h in headings if not _names_site(h, pieces)]
    if len(headings) == 1:
        return headings[0]
    said = {"".join(line.split()) for line in head}
    pieces = [_said_end(piece, said) for piece in pieces]
    found = [p for p in pieces if is_title(p) or (len(p) >= SHORTEST_TITLE and "".join(p.split()) in said)]
    return max(found, key=len, default=None)


def _names_site(heading: str, pieces: list[str]) -> bool:
    """True for a heading that is the name of the site, as the page's title has it beside that of a document."""
    return not is_title(heading) and (is_sign(heading) or (heading in pieces and any(map(is_title, pieces))))


def _said_end(piece: str, said: set[str]) -> str:
    """The longest end of a title that the page says as a line, where names of site and column stand before it with a
    space (`某县政府 政策文件 关于…的通知`); else the title."""
    words = piece.split()
    ends = (" ".join(words[begin:]) for begin in range(len(words))) if len(words) <= MOST_WORDS else ()
    return next((end for end in ends if is_title(end) and "".join(end.split()) in said), piece)


def _headings(root: Element) -> list[str]:
    """The headings `h1`; where there are none, an `h2` or `h3` that reads as the title of a document."""
    found = _texts_of(root, "h1")
    return found or next(filter(None, ([h for h in _texts_of(root, tag) if is_title(h)] for tag in ("h2", "h3"))), [])


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
        if element.tag in _FACT_TAGS and len(element.children) < 12:
            between = " " if element.tag == "div" else ""  # a word may be split; a row of `div` elements has cells
            texts = list(map(_own_text, element.children))
            filled = [text for text in texts if text.strip()]
            if sum(map(len, texts)) < 200:
                is_head_with_value = len(filled) == 2 and field_of(filled[0]) is not None
                told = filled if is_head_with_value else [between.join(texts)]
                found += [tidy(text.replace("\n", " ")) for text in told]
    return found


def _own_text(child: Element | str) -> str:
    """What a cell's child says itself; the end of a line parts facts."""
    if isinstance(child, str):
        return child
    return "\n" if child.tag == "br" else "".join(c for c in child.children if isinstance(c, str))
