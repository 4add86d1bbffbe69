"""What a page hides: by the style sheets written in it, and what only seems hidden until a script has run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.stages.read.html.layout import descendants
from policyparse.stages.read.html.markup import HIDDEN, Element

MOST_SHEETS = 20
OVER = 4  # times as much hidden as shown: a page has warnings, menus for telephones and the like, too
SHARE = 0.1  # of what is hidden, in an element that is shown: a dialogue has less
_SHEET = re.compile(r"<style\b[^<>]{0,200}>", re.IGNORECASE)
_COMMENT = re.compile(r"/\*[^*]{0,2000}\*/")
_SIMPLE = re.compile(r"[.#][A-Za-z_][\w-]*")
_SHOWN = re.compile(r"display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible", re.IGNORECASE)
_SENTENCE = re.compile("[，。；]")


def hide(root: Element, markup: str) -> None:
    """Marks what the page's own style sheets hide, and unmarks what holds most of its sentences.

    Only selectors of one class or id count, and none that another rule shows; what a sheet says of print or of small
    screens does not. A page whose text is hidden whole is one that a script shows (WeChat's are).
    """
    names = _hidden_names(markup)
    if names:
        for element in descendants(root):
            if element.written and names & _names(element):
                element.hidden = True
    _reveal(root)


def _hidden_names(markup: str) -> set[str]:
    """The selectors `.class` and `#id` that the page's sheets hide."""
    hidden: set[str] = set()
    shown: set[str] = set()
    at = 0
    for _ in range(MOST_SHEETS):
        begin = _SHEET.search(markup, at)
        end = markup.find("</", begin.end()) if begin else -1
        if begin is None or end < 0:
            break
        at = end
        if HIDDEN.search(sheet := markup[begin.end() : end]):
            for selectors, said in _rules(_COMMENT.sub("", sheet)):
                for selector in map(str.strip, selectors.split(",")):
                    if HIDDEN.search(said) and _SIMPLE.fullmatch(selector):
                        hidden.add(selector)
                    elif _SHOWN.search(said):
                        shown.update(_SIMPLE.findall(selector))
    return hidden - shown


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and what is said of them, of the rules that stand outside of `@media … { … }`."""
    depth, selectors = 0, ""
    for piece in re.split(r"([{}])", sheet):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            selectors = piece
        elif depth == 1 and "@" not in selectors:
            yield selectors, piece


def _names(element: Element) -> set[str]:
    classes = {f".{name}" for name in element.attributes.get("class", "").split()}
    return classes | {f"#{element.attributes.get('id', '')}"}


def _reveal(root: Element) -> None:
    """Shows the hidden elements with most of the text, where far more of the page's sentences are hidden than not."""
    held: dict[int, int] = {}  # characters in sentences of each outermost hidden element, and of the page by 0
    hidden: list[Element] = []
    work: list[tuple[Element, int]] = [(root, 0)]
    while work:
        element, inside = work.pop()
        if element.hidden and not inside:
            hidden.append(element)
            inside = id(element)
        for child in element.children:
            if isinstance(child, Element):
                work.append((child, inside))
            elif len(child) > 8 and _SENTENCE.search(child):
                held[inside] = held.get(inside, 0) + len(child)
    shown = held.pop(0, 0)
    total = sum(held.values())
    if total > OVER * shown:
        for element in hidden:
            element.hidden = held.get(id(element), 0) < SHARE * total
