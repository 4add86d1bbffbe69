"""The card that sites print beside a document, where it holds a sentence (`内容概述：…`): it is no part of the document."""

from __future__ import annotations

import re

from policyparse.lexicon.heads import field_of
from policyparse.stages.read.html.article import MOST_PARTS
from policyparse.stages.read.html.layout import descendants
from policyparse.stages.read.html.markup import Element
from policyparse.stages.read.html.said import texts_of
from policyparse.stages.read.metadata import told_by

FEWEST_HEADS = 3
SHARE = 6  # heads for each cell of which nothing is known
LONGEST = 1500  # characters of a card
_CARDS = frozenset({"table", "ul", "ol", "dl"})
_SENTENCE = re.compile("[，。；]")


def hide_cards(root: Element) -> None:
    """Marks the tables and lists that hold nothing but facts with their heads, one of them a sentence, as hidden.

    One whose heads name the text itself (`正文`) is the document.
    """
    for part in descendants(root):
        if part.tag in _CARDS and not part.hidden and _is_card(part):
            part.hidden = True


def _is_card(part: Element) -> bool:
    texts = texts_of(part) if _is_small(part) else []
    if sum(map(len, texts)) > LONGEST or not any(map(_SENTENCE.search, texts)):
        return False
    heads, strangers = told_by(texts)
    is_told = heads >= FEWEST_HEADS and SHARE * len(strangers) <= heads and not any(map(_SENTENCE.search, strangers))
    return is_told and not any(field_of(text) == "text" for text in texts)


def _is_small(part: Element) -> bool:
    """True where an element has few parts, and no table or list in it."""
    count = len(part.children)
    for inner in descendants(part):
        count += len(inner.children)
        if count > MOST_PARTS or inner.tag in _CARDS:
            return False
    return True
