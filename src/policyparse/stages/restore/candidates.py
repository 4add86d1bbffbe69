"""Which character a lost byte belonged to: the character model and the document's own words choose."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from typing import NamedTuple

from policyparse.lexicon.characters import UNKNOWN, CharacterModel

SHORT_LIST = 12
"""How many candidates, best in their two neighbours' eyes, are looked at closely."""
NEARBY = 8192
"""How far around a lost byte the document's own words count, in characters."""
STRANGER = 15
"""Cost of a character that occurs nowhere else in the text."""
FULL_WIDTH = 65
"""Cost of a full-width digit or letter in a text that has none else."""
OTHER_SCRIPT = 60
"""Cost of a simplified character among traditional ones, or the other way round."""
OWN_TRIPLE, OWN_PAIR = 35, 12
"""What it is worth that the document says the same three or two characters elsewhere."""
LINE = 250
"""How much of the text before a run is looked at for brackets and quotes left open."""
BROKEN = 20
"""Cost of taking a line's end for layout."""
UNBALANCED = 50
"""Cost of a closing mark that nothing opened, or of a full stop where a bracket or quote stays open."""
UNOPENED = 90
"""What it is worth that an opening mark is what a closing one behind it lacks."""
PAIRS = dict(zip("）》”’〉」』〕】］", "（《“‘〈「『〔【［", strict=True))
_OPENING = frozenset(PAIRS.values())
_BRACKET = re.compile(f"[{''.join(map(re.escape, (*PAIRS, *PAIRS.values())))}]")
_FORMS = tuple((c, chr(ord(c) + 0xFEE0)) for c in ",:;()!?[]%")
TERM = 6
"""Up to how many characters in brackets or quotes are a term, which holds no full stop."""
_STOPS = frozenset("。；！？")


class Choice(NamedTuple):
    """A lost character: what was chosen, how sure, the best candidates with their shares, and among how many."""

    character: str
    confidence: float
    candidates: tuple[tuple[str, float], ...]
    possible: int

    def says(self) -> str:
        """The choice in words, for a note."""
        named = ", ".join(f"{_visible(c)} {share:.3f}" for c, share in self.candidates)
        return f"a byte is lost; the character was chosen among {self.possible}: {named}"


def _visible(character: str) -> str:
    """A character as a person can see it: white space by its code point."""
    return f"U+{ord(character):04X}" if character.isspace() else character


class Chooser:
    """Chooses lost characters of one text; `leaves_out`: its program left out codes that are no character."""

    def __init__(self, text: str, model: CharacterModel, leaves_out: bool = False) -> None:
        self.text, self.model, self.leaves_out = text, model, leaves_out
        self.narrowed = text.count(",") >= text.count("，")
        self.wide = _widened(text)
        self.present = set(self.wide)
        self._beside_model = {*PAIRS, *_OPENING, *self.present.difference(model.ids)}
        traditional = len(self.present & model.traditional)
        simplified = len(self.present & model.simplified)
        self.other_script = model.simplified if traditional > simplified else model.traditional

    def before(self, at: int) -> str:
        """The text before `at` that bears on what follows: at most LINE characters, from an empty line on."""
        low = max(0, at - LINE)
        return self.text[max(low, self.text.rfind("\n\n", low, at - 1)) : at]

    def near(self, at: int) -> str:
        """The text around `at` whose own words count."""
        return self.wide[max(0, at - NEARBY) : at + NEARBY]

    def choose(self, possible: tuple[str, ...], left: str, right: str, at: int) -> Choice | None:
        """The best of `possible` between `left` (the text before it) and `right` (what follows it).

        `at` is where the document's own words are looked for, an offset into the text.
        """
        listed = self._listed(possible, left, right)
        joined = right.lstrip("\n\r ")
        if joined != right and joined and "\n" in right:  # layout may have broken the line in the middle of a word
            over = {c: cost + BROKEN for c, cost in self._listed(possible, left, joined)}
            listed = [(c, min(cost, over.pop(c, cost))) for c, cost in listed] + list(over.items())
        if not listed:
            return None
        near = self.near(at)
        left, right = _widened(left), _widened(right)
        opened = _open(left)
        costs = [cost + self._context_cost(c, left, right, opened) for c, cost in listed]
        hopeful = min(costs) + 2 * OWN_PAIR + 3 * OWN_TRIPLE
        beside = _beside(near, left[-1:], right[:1])
        ranked = sorted(
            (cost - (_own_words(c, left, right, near, beside) if cost <= hopeful else 0), n, c)
            for n, ((c, _), cost) in enumerate(zip(listed, costs, strict=True))
        )
        least = ranked[0][0]
        weights = [2 ** ((least - cost) / 10) for cost, _, _ in ranked]
        whole = sum(weights)
        named = tuple((c, round(w / whole, 3)) for (_, _, c), w in zip(ranked, weights, strict=True))[:3]
        return Choice(ranked[0][2], weights[0] / whole, named, len(possible))

    def _listed(self, possible: tuple[str, ...], left: str, right: str) -> list[tuple[str, int]]:
        """The candidates that the model likes best here, with their costs."""
        a, b = self.model.encode(("\n\n" + left)[-2:])
        d, e = self.model.encode((right + "\n\n")[:2])
        around = (a, b, d, e)
        listed = list(_short_list(self.model, possible, around))
        names = {c for c, _ in listed}
        number = _numbered(possible)
        others = sorted((c for c in self._beside_model if c in number and c not in names), key=number.__getitem__)
        return listed + list(zip(others, _costs(self.model, self.model.encode("".join(others)), around), strict=True))

    def _context_cost(self, character: str, left: str, right: str, opened: str) -> int:
        """What speaks against a character beyond its neighbours: its script, brackets and quotes."""
        cost = STRANGER if character not in self.present else 0
        if "０" <= character <= "ｚ" and character.isalnum() and cost:
            cost += FULL_WIDTH
        if character in self.other_script:
            cost += OTHER_SCRIPT
        if character in PAIRS:
            cost += 0 if PAIRS[character] in opened else UNBALANCED
        elif character in _OPENING:
            cost -= UNOPENED if character in _closed(right) else 0
        elif opened:
            at_end = right[:1] in ("", "\n", "\r")
            stops = character in _STOPS and (right[:1] not in PAIRS or opened[-1] in left[-TERM:])
            cost += UNBALANCED if at_end or stops else 0
        return cost


def _beside(near: str, before: str, behind: str) -> tuple[set[str], set[str]]:
    """The characters that stand right after `before` in a text, and those that stand right before `behind`.

    Looking for each pair in the text would take ten times as long: there are a dozen candidates.
    """
    after = {piece[:1] or before for piece in f"{near}\n".split(before)[1:]} if before else set()
    ahead = {piece[-1:] or behind for piece in f"\n{near}".split(behind)[:-1]} if behind else set()
    return after, ahead


def _own_words(character: str, left: str, right: str, near: str, beside: tuple[set[str], set[str]]) -> int:
    """What the words of the document around it say for a character; `beside` as `_beside` gives it."""
    worth = 0
    if character in beside[0]:
        worth += OWN_PAIR + (OWN_TRIPLE if len(left) > 1 and left[-2:] + character in near else 0)
    if character in beside[1]:
        worth += OWN_PAIR + (OWN_TRIPLE if len(right) > 1 and character + right[:2] in near else 0)
    if worth >= 2 * OWN_PAIR and left[-1:] + character + right[:1] in near:
        worth += OWN_TRIPLE
    return worth


def _widened(text: str) -> str:
    """The text with the punctuation of official documents in its full-width form."""
    for narrow, wide in _FORMS:
        text = text.replace(narrow, wide)
    return text


def _open(line: str) -> str:
    """The brackets and quotes that a line leaves open, outermost first."""
    waiting: list[str] = []
    for character in _BRACKET.findall(line):
        if character in _OPENING:
            waiting.append(character)
        elif waiting and waiting[-1] == PAIRS[character]:
            waiting.pop()
    return "".join(waiting)


def _closed(text: str) -> str:
    """The opening marks that a text lacks for those that it closes."""
    waiting: list[str] = []
    lacking: list[str] = []
    for character in _BRACKET.findall(text):
        if character in _OPENING:
            waiting.append(character)
        elif PAIRS[character] in waiting:
            waiting.remove(PAIRS[character])
        else:
            lacking.append(PAIRS[character])
    return "".join(lacking)


def _costs(model: CharacterModel, ids: list[int], around: tuple[int, int, int, int]) -> list[int]:
    """Costs of characters, each with the two that follow it, between their neighbours."""
    a, b, d, e = around
    different = list(dict.fromkeys(ids))  # those that the model does not know have one
    costs = model.costs([triple for own in different for triple in ((a, b, own), (b, own, d), (own, d, e))])
    cost_of = {own: sum(costs[n * 3 : n * 3 + 3]) for n, own in enumerate(different)}
    return [cost_of[own] for own in ids]


@lru_cache(maxsize=1 << 9)
def _numbered(characters: tuple[str, ...]) -> dict[str, int]:
    """The number of each of the characters."""
    return {c: n for n, c in enumerate(characters)}


@lru_cache(maxsize=1 << 10)
def _known(model: CharacterModel, characters: tuple[str, ...]) -> tuple[list[str], list[int]]:
    """Those characters that the model knows, and their ids."""
    named = [c for c in characters if model.ids.get(c, UNKNOWN) != UNKNOWN]
    return named, model.encode("".join(named))


@lru_cache(maxsize=1 << 12)
def likeliest(model: CharacterModel, characters: tuple[str, ...], before: int) -> int:
    """The id of the character that is likeliest after `before`."""
    ids = _known(model, characters)[1]
    return min(zip(model.after(before, ids), ids, strict=True))[1] if ids else UNKNOWN


@lru_cache(maxsize=1 << 12)
def _short_list(
    model: CharacterModel, possible: tuple[str, ...], around: tuple[int, int, int, int]
) -> tuple[tuple[str, int], ...]:
    """The characters that fit their two neighbours best, with their costs in full."""
    named, ids = _known(model, possible)
    costs, order = _after(model, possible, around[1])
    best: list[tuple[int, int]] = []  # costs and numbers
    for low in range(0, len(order), _AT_ONCE):
        some = order[low : low + _AT_ONCE]
        if len(best) == SHORT_LIST and costs[some[0]] >= best[-1][0]:
            break  # even if what stands behind cost next to nothing
        behind = model.before(around[2], [ids[n] for n in some])
        best = sorted((*best, *((costs[n] + cost, n) for n, cost in zip(some, behind, strict=True))))[:SHORT_LIST]
    costs_in_full = _costs(model, [ids[n] for _, n in best], around)
    return tuple((named[n], cost) for (_, n), cost in zip(best, costs_in_full, strict=True))


_AT_ONCE = 32


@lru_cache(maxsize=1 << 9)
def _after(model: CharacterModel, possible: tuple[str, ...], before: int) -> tuple[bytes, array[int]]:
    """What each of the characters that the model knows costs after `before`, and their numbers, the cheapest first."""
    ids = _known(model, possible)[1]
    different = list(dict.fromkeys(ids))  # the model reads several forms as one
    cost_of = dict(zip(different, model.after(before, different), strict=True))
    costs = bytes([cost_of[i] for i in ids])
    return costs, array("H", sorted(range(len(costs)), key=costs.__getitem__))
