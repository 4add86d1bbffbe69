"""The character model: how likely a character is after the two before it, from a compiled table.

Texts are compared in one spelling: traditional characters by their simplified form, ASCII punctuation by its
full-width form, all digits as one symbol, all Latin letters as another, line ends and the text's ends as a third.
The table is made by `tools/build_character_model.py`; its form is described there and in `pack`.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from policyparse.lexicon.load import path_of

FILE = "damage/characters.bin"
UNKNOWN, EDGE, DIGIT, LETTER = 0, 1, 2, 3
FIRST = 4  # id of the alphabet's first character
UNKNOWN_COST = 230
"""Cost of a character that the model does not know, and the most that any character costs; a tenth of a bit each."""
BACKOFF = 13
"""Cost of falling back to a shorter context, in tenths of a bit (a factor of 0.4, as in "stupid backoff")."""
SLOT_BITS = 19
_TRIPLE = 1 << 42
_MIX = 0x9E3779B97F4A7C15
_MASK = (1 << SLOT_BITS) - 1
_PLANE = (1 << SLOT_BITS) + 4096
"""Slots in all: the last that an n-gram may have for its own, and what lies behind them."""


def pair_key(first: int, second: int) -> int:
    """The key of two ids."""
    return (first << 14) | second


def triple_key(first: int, second: int, third: int) -> int:
    """The key of three ids."""
    return _TRIPLE | (first << 28) | (second << 14) | third


def place(key: int) -> tuple[int, int]:
    """Slot and fingerprint of an n-gram's key."""
    mixed = key * _MIX
    return (mixed >> 45) & _MASK, (mixed >> 29) & 0xFFFF or 1


class CharacterModel:
    """Costs of characters in context; a cost is -log2 of a probability, in tenths of a bit."""

    def __init__(self, blob: bytes) -> None:
        head, body = blob.split(b"\n", 1)
        facts = json.loads(head)
        first, second = facts["lengths"]
        self.alphabet, variants = body[:first].decode(), body[first : first + second].decode()
        at = first + second
        self.single: bytes = body[at : at + len(self.alphabet) + FIRST]
        at += len(self.single)
        self._low, self._high, self._costs = (body[at + n * _PLANE : at + (n + 1) * _PLANE] for n in range(3))
        self.ids = ids_of(self.alphabet, variants)
        self.simplified = set(variants[1::2]) - set(variants[0::2])
        self.traditional = set(variants[0::2])
        # The same n-grams are asked for again and again, within a text and from one text of a genre to the next.
        self._known = lru_cache(maxsize=1 << 13)(self._find)

    def encode(self, text: str) -> list[int]:
        """The ids of a text's characters."""
        get = self.ids.get
        return [get(c, UNKNOWN) for c in text]

    def cost(self, first: int, second: int, third: int) -> int:
        """Cost of `third` after `first` and `second` (ids)."""
        if third == UNKNOWN:
            return UNKNOWN_COST
        found = self._known(_TRIPLE | (first << 28) | (second << 14) | third)
        if found:
            return found
        found = self._known((second << 14) | third)
        if found:
            return found + BACKOFF
        return self.single[third] + 2 * BACKOFF

    def costs(self, triples: Sequence[tuple[int, int, int]]) -> list[int]:
        """`cost` of many."""
        found = self._find_each([_TRIPLE | first << 28 | second << 14 | third for first, second, third in triples])
        rest = [(n, second, third) for n, (_, second, third) in enumerate(triples) if not found[n] or third == UNKNOWN]
        pairs = self._find_each([second << 14 | third for _, second, third in rest])
        for (n, _, third), cost in zip(rest, pairs, strict=True):
            shorter = cost + BACKOFF if cost else self.single[third] + 2 * BACKOFF
            found[n] = UNKNOWN_COST if third == UNKNOWN else shorter
        return found

    def after(self, first: int, seconds: list[int]) -> list[int]:
        """Cost of each of `seconds` after `first`, by pairs alone."""
        single, base = self.single, first << 14
        costs = self._find_each([base | i for i in seconds])
        return [cost or single[i] + BACKOFF for cost, i in zip(costs, seconds, strict=True)]

    def before(self, second: int, firsts: list[int]) -> list[int]:
        """Cost of `second` after each of `firsts`, by pairs alone."""
        alone = self.single[second] + BACKOFF
        return [cost or alone for cost in self._find_each([i << 14 | second for i in firsts])]

    def _find(self, key: int) -> int:
        """The cost kept for an n-gram; 0 where there is none."""
        mixed = key * _MIX
        slot = (mixed >> 45) & _MASK
        wanted = (mixed >> 29) & 0xFFFF or 1
        low, high, costs = wanted & 0xFF, wanted >> 8, self._costs
        # What costs nothing is a free slot, and ends the search. `bytes.find` goes through the slots, twenty of them
        # on average, in a tenth of the time that a loop takes.
        free = costs.find(0, slot)
        at = self._low.find(low, slot, free)
        while at >= 0:
            if self._high[at] == high:
                return costs[at]
            at = self._low.find(low, at + 1, free)
        return 0

    def _find_each(self, keys: Iterable[int]) -> list[int]:
        """The same of many, none of which is remembered: so many would drive out all others."""
        return list(map(self._find, keys))

    def total(self, ids: list[int], start: int = 2, end: int | None = None) -> int:
        """Cost of `ids[start:end]`, each after the two before it."""
        cost = self.cost
        return sum(cost(ids[i - 2], ids[i - 1], ids[i]) for i in range(start, len(ids) if end is None else end))


def ids_of(alphabet: str, variants: str) -> dict[str, int]:
    """The id of every character that a model with this alphabet and these variants knows."""
    ids = dict(zip(alphabet, range(FIRST, FIRST + len(alphabet)), strict=True))
    for written, meant in zip(variants[0::2], variants[1::2], strict=True):
        if meant in ids:
            ids[written] = ids[meant]
    for code in range(0x21, 0x7F):
        ids[chr(code)] = ids.get(chr(code + 0xFEE0), UNKNOWN)
    for digit in "0123456789":
        ids[digit] = ids[chr(ord(digit) + 0xFEE0)] = DIGIT
    for base in (0x41, 0x61):
        for code in range(base, base + 26):
            ids[chr(code)] = ids[chr(code + 0xFEE0)] = LETTER
    ids.update(dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", EDGE))
    ids.update(dict.fromkeys(" \t\u00a0", ids.get("\u3000", UNKNOWN)))
    return ids


class Tables(NamedTuple):
    """What a model holds before it is packed: costs per character id, and per n-gram key."""

    alphabet: str
    variants: str
    single: bytes
    grams: dict[int, int]


def pack(tables: Tables, notes: Iterable[str]) -> bytes:
    """The file of a model: a line of JSON that says what it is, then alphabet, variants (written, meant, written,
    meant …), one cost a character id, and of every slot the low byte of its fingerprint, the high byte, the cost.

    An n-gram lies in the first free slot from its own, never around the end: behind 2^19 slots there are more. A free
    slot has no cost. Nothing is compressed: that would save a tenth of the size, and take longer than all else that
    is done to read it.
    """
    low, high, costs = bytearray(_PLANE), bytearray(_PLANE), bytearray(_PLANE)
    for key, value in sorted(tables.grams.items()):
        slot, wanted = place(key)
        slot = costs.index(0, slot)
        low[slot], high[slot], costs[slot] = wanted & 0xFF, wanted >> 8, value
    texts = tables.alphabet.encode(), tables.variants.encode()
    body = b"".join((*texts, tables.single, low, high, costs))
    head = json.dumps({"notes": list(notes), "lengths": [len(t) for t in texts]}, ensure_ascii=False)
    return head.encode() + b"\n" + body


@cache
def character_model() -> CharacterModel:
    """The model of Chinese official text that comes with the package."""
    with open(path_of(FILE), "rb") as file:
        return CharacterModel(file.read())
