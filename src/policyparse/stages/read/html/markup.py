"""HTML text → a tree of elements: in linear time, at any depth, from any markup.

Written for reading text out of pages as they are found, where the libraries at hand fail: the standard `html.parser` is
quadratic on `<a ` × 20,000, and lxml.html drops what is nested deeper than about 250 elements without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from policyparse.records.errors import InputError

MOST_ELEMENTS = 400_000  # a page has some thousands; each takes about 500 bytes of memory
LONGEST_TAG = 4096  # where quotation marks hold `<` or `>`
DEEPEST_WALK = 256  # elements that an end tag without a start tag of its own is looked for under

_VOID = "area base br col embed hr img input link meta param source track wbr"
_RAW = "script style template svg math iframe object noscript select textarea canvas"
_BLOCK = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol p pre section summary table tbody td "
    "tfoot th thead title tr ul"
)
VOID = frozenset(_VOID.split())
RAW = frozenset(_RAW.split())
BLOCK = frozenset(_BLOCK.split())
# What a start tag ends when it is open, up to (not through) one of the second set.
_ENDS = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "td", "th", "table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "td", "th", "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "td", "th", "table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "body": (frozenset({"head"}), frozenset({"html"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_CLOSES_P = BLOCK - {"td", "th", "tr", "tbody", "thead", "tfoot", "html", "head", "body", "title"}
_SCOPES = frozenset({"td", "th", "table"})
_TABLE_TAGS = frozenset({"table", "tr", "td", "th", "tbody", "thead", "tfoot"})
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/<>"']*+)((?:[^<>"']++|"[^"<>]*+"|'[^'<>]*+')*)>""")
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|list-item)(?![\w-])", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/<>\"']*+)")
_STOP = re.compile(r"""[>"']""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?""")


@dataclass(slots=False)
class Element:
    """An element: `children` are elements and strings (entities decoded)."""

    tag: str
    written: str = ""  # the attributes as written
    children: list[Element | str] = field(default_factory=list)

    @cached_property
    def attributes(self) -> dict[str, str]:
        """Lower-case names → values, the first of each name."""
        found: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(self.written):
            found.setdefault(name.lower(), unescape(double or single or bare))
        return found

    @cached_property
    def hidden(self) -> bool:
        """True where the element's own attributes hide it; whoever knows better (a style sheet) sets it."""
        written = self.written.lower()
        if "hidden" in written or "none" in written:
            return "hidden" in self.attributes or bool(HIDDEN.search(self.attributes.get("style", "")))
        return False

    @property
    def is_block(self) -> bool:
        """True for an element that stands in lines of its own, by its name or its own attributes."""
        if self.tag in BLOCK:
            return True
        return "display" in self.written and bool(_AS_BLOCK.search(self.attributes.get("style", "")))


def tree(markup: str, place: str) -> Element:
    """The tree of an HTML text; a root `#root` holds whatever stands outermost.

    Whatever is no tag is text. Raises InputError `complex` for more than 400,000 elements.
    """
    root = Element("#root")
    stack = [root]
    gone: set[str] = set()  # end marks that do not occur any more: looked for once
    at = count = 0
    while at < len(markup):
        begin = markup.find("<", at)
        if begin < 0:
            _add_text(stack[-1], markup[at:])
            break
        _add_text(stack[-1], markup[at:begin])
        if markup.startswith("<!", begin) or markup.startswith("<?", begin):
            at = _after_declaration(markup, begin, gone)
            continue
        tag = _TAG.match(markup, begin)
        closing, name, written, at = (tag[1], tag[2], tag[3], tag.end()) if tag else _long_tag(markup, begin, gone)
        name = name.lower()
        if not name:
            _add_text(stack[-1], markup[begin:at])
        elif closing:
            _end(stack, name)
        else:
            count += 1
            if count > MOST_ELEMENTS:
                raise InputError("complex", place, f"more than {MOST_ELEMENTS} elements", "give a smaller page")
            at = _start(stack, name, written, markup, at, gone)
    return root


def _add_text(element: Element, text: str) -> None:
    if text:
        element.children.append(unescape(text) if "&" in text else text)


def _start(stack: list[Element], name: str, written: str, markup: str, at: int, gone: set[str]) -> int:
    """Puts an element into the tree; gives the offset behind it (behind its end where its content is no markup)."""
    _imply_ends(stack, name)
    element = Element(name, written)
    stack[-1].children.append(element)
    if name in VOID or (written.endswith("/") and name not in BLOCK and name not in RAW and name != "a"):
        return at
    if name in RAW:
        return _after_raw(markup, name, at, gone)
    if name == "title" and (end := _after_raw(markup, name, at, gone)) > at:
        _add_text(element, markup[at : markup.rfind("<", at, end)])
        return end
    stack.append(element)
    return at


def _imply_ends(stack: list[Element], name: str) -> None:
    """Ends what the start of `name` ends: a paragraph, a list item, a cell."""
    ends, bounds = _ENDS.get(name, (frozenset(), frozenset()))
    if name in _CLOSES_P:
        ends = ends | {"p"}
    for depth in range(len(stack) - 1, max(0, len(stack) - DEEPEST_WALK) if ends else len(stack), -1):
        tag = stack[depth].tag
        if tag in ends:
            del stack[depth:]
            if tag != "p" or name not in _ENDS:
                return
        elif tag in bounds or (name not in _ENDS and tag in BLOCK):
            return


def _end(stack: list[Element], name: str) -> None:
    """Ends the innermost open element `name`, if there is one within the cell; no end tag leaves a cell but its own."""
    for depth in range(len(stack) - 1, max(0, len(stack) - DEEPEST_WALK), -1):
        tag = stack[depth].tag
        if tag == name:
            del stack[depth:]
            return
        if (tag in _SCOPES and name not in _TABLE_TAGS) or (tag == "table" and name in _TABLE_TAGS):
            break
    if name in ("p", "br"):  # browsers break the line at such an end tag
        stack[-1].children.append(Element("br"))


def _after_declaration(markup: str, begin: int, gone: set[str]) -> int:
    """The offset behind a comment, a doctype or a processing instruction; an unclosed comment ends at the next `>`."""
    if markup.startswith("<!--", begin):
        end = _find(markup, "-->", begin + 2, gone)
        if end >= 0:
            return max(end + 3, begin + 4)
    end = _find(markup, ">", begin, gone)
    return end + 1 if end >= 0 else len(markup)


def _after_raw(markup: str, name: str, at: int, gone: set[str]) -> int:
    """The offset behind an element whose content is no markup; where its end is missing, it is taken as empty."""
    end = f"</{name}"
    if end in gone:
        return at
    found = re.compile(re.escape(end) + r"[^<>]{0,200}>", re.IGNORECASE).search(markup, at)
    if not found:
        gone.add(end)
        return at
    return found.end()


def _long_tag(markup: str, begin: int, gone: set[str]) -> tuple[str, str, str, int]:
    """A tag with `<` or `>` in quotation marks; name empty where it is none (then `<` is text)."""
    named = _NAME.match(markup, begin)
    if named and _find(markup, ">", begin, gone) >= 0:
        at, limit = named.end(), begin + LONGEST_TAG
        while stop := _STOP.search(markup, at, limit):
            if stop.group() == ">":
                return named[1], named[2], markup[named.end() : stop.start()], stop.end()
            end = markup.find(stop.group(), stop.end(), limit)
            at = end + 1 if end >= 0 else stop.end()
    return "", "", "", begin + 1


def _find(markup: str, mark: str, at: int, gone: set[str]) -> int:
    """As `find`, but what is not there any more is not looked for again."""
    if mark in gone:
        return -1
    found = markup.find(mark, at)
    if found < 0:
        gone.add(mark)
    return found
