"""Traditional forms in the words of simplified text (`以後`, `乾部`, `徵求意见`): what a conversion left or made.

Simplified text writes these characters in names and old words only (`乾县`, `於潜`, `宫商角徵羽`), so what decides is
whether the simplified form makes a usual word with its neighbours; names that a dictionary knows stay whatever they are.
"""

from __future__ import annotations

import re

from policyparse.kept import kept
from policyparse.lexicon.characters import character_model
from policyparse.lexicon.load import rows
from policyparse.stages.simplify.dictionary import step
from policyparse.stages.simplify.script import Shared

USUAL = 275
"""Tenths of a bit that a character and the two behind it may cost in usual words: four of five right ones cost less
(60 documents, each place of such a character), names (`於建国`, `李昇同志`) 303 and more."""
USUAL_IN_MIXED = 300
"""The same in a text with much else that is traditional."""

CLEARLY = 60
"""How much less, where the model tells the two forms apart."""


def in_names(text: str) -> bool:
    """True where a text holds the commonest of the characters that simplified text writes in names only."""
    return any(map(text.__contains__, _commonest()))


def without_leftovers(text: str, is_mixed: bool) -> str:
    """`text`, as long, with such characters in their simplified form where they are no names."""
    most = USUAL_IN_MIXED if is_mixed else USUAL
    characters = step("any").characters
    pieces: list[str] = []
    taken = 0
    for found in _in_names().finditer(text):
        at, form = found.start(), characters[ord(found[0])]
        if not _is_kept(text, at) and _is_usual(text, at, form, most):
            pieces += (text[taken:at], form)
            taken = at + 1
    return "".join((*pieces, text[taken:])) if pieces else text


def _is_usual(text: str, at: int, form: str, most: int) -> bool:
    """True where `form` for the character at a place makes usual words, and far more usual ones than it does itself."""
    model = character_model()
    cost = _cost(text, at, form)
    if cost > most:
        return False
    one_id = model.ids.get(text[at]) == model.ids.get(form)  # the model reads both forms as one
    return one_id or cost + CLEARLY < _cost(text, at, text[at])


def _cost(text: str, at: int, form: str) -> int:
    """What a character at a place and the two behind it cost after those before."""
    model = character_model()
    ids = model.encode(("\n\n" + text[max(at - 2, 0) : at])[-2:] + form + (text[at + 1 : at + 3] + "\n\n")[:2])
    return sum(model.cost(*ids[n : n + 3]) for n in range(3))


def _is_kept(text: str, at: int) -> bool:
    """True where a name or an old word that keeps the character stands around it."""
    words = _kept().get(text[at], {})
    return any(n <= at and text[at - n : at - n + length] in known for (n, length), known in words.items())


@kept
def _kept() -> dict[str, dict[tuple[int, int], set[str]]]:
    """For each such character the simplified words that keep it, by which of their characters it is and how long they are."""
    found: dict[str, dict[tuple[int, int], set[str]]] = {}
    for phrases in step("any").phrases:
        for word in phrases.values():
            for hit in _in_names().finditer(word):
                found.setdefault(hit[0], {}).setdefault((hit.start(), len(word)), set()).add(word)
    return found


@kept
def _in_names() -> re.Pattern[str]:
    return re.compile(f"[{''.join(row.text for row in rows('variants/shared.csv', Shared) if row.use != 'words')}]")


@kept
def _commonest() -> str:
    return "".join(row.text for row in rows("variants/shared.csv", Shared) if row.use == "common")
