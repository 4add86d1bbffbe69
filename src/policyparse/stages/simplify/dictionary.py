"""The dictionaries of opencc-python-reimplemented, completed by the rows of lexicon/variants, as compiled steps.

The package's data files are read as they are; the package itself is never imported (its own `convert` takes
seven times as long, and it compiles nothing that can be kept). A key is read at its first value, as the package does.
Phrases are found as OpenCC finds them: from left to right, at each place the longest of the first dictionary with one.
"""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.util import find_spec
from typing import NamedTuple
from unicodedata import normalize

from policyparse.kept import kept
from policyparse.lexicon.load import rows

# What no key of a dictionary holds: a phrase never crosses one. The package's own list, and all white space.
_CHUNK = re.compile(r"[^\s,.?!*，。、；：？！…“”‘’『』「」﹁﹂—－（）《》〈〉～．／＼【】｛｝［］︰-﹈]+")
_ENTRY = re.compile(r"^(.+)\t(\S*)", re.MULTILINE)  # what becomes what; of several values the first
_ALL_VALUES = re.compile(r"^(.+)\t(.+?)\r?$", re.MULTILINE)
_COMPATIBILITY = (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))


class Variant(NamedTuple):
    """One row of lexicon/variants: `text` becomes `becomes`, for a reason a person can check."""

    text: str
    becomes: str
    reason: str


class Patch(NamedTuple):
    """A phrase found at `[start, end)` and what it becomes."""

    start: int
    end: int
    after: str


class Step:
    """Phrase dictionaries in the order they are asked, then a dictionary of characters."""

    def __init__(self, phrases: Iterable[dict[str, str]], characters: dict[str, str]) -> None:
        self.phrases = tuple(phrases)
        # one character becomes one: what `translate` gives lines up with what it was given
        self.characters = {ord(k): v for k, v in characters.items() if k != v and len(v) == 1}
        self._starts = _by_first(self.phrases)

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name not in ("_codes", "_plane")}  # soon made

    @cached_property
    def _codes(self) -> array[int]:
        """For each code point what it becomes, as `translate` reads it: a dictionary takes twice as long, one that lacks
        what stays as it is ten times."""
        codes = array("I", range(max(self.characters, default=0) + 1))
        for code, character in self.characters.items():
            codes[code] = ord(character)
        return codes

    @cached_property
    def _plane(self) -> list[int]:
        """The same for the basic plane alone, in half the time: a list need not make the numbers that it gives. One of all
        code points would be of 7 MB."""
        return list(self._codes[:0x10000])

    @cached_property
    def _pairs(self) -> frozenset[str]:
        """Two neighbouring characters of every phrase that says more than its characters, one of them a trigger."""
        pairs = set()
        for phrase, at in self._telling:
            pairs.add(phrase[at : at + 2] if at + 1 < len(phrase) else phrase[max(at - 1, 0) : at + 1])
        return frozenset(pairs)

    @cached_property
    def _telling(self) -> tuple[tuple[str, int], ...]:
        """The phrases that become something else than their characters do, and where they first differ."""
        found = []
        for phrases in self.phrases:
            for phrase, after in phrases.items():
                plain = phrase.translate(self.characters)
                if plain != after:
                    found.append((phrase, _difference(plain, after) if len(plain) == len(after) == len(phrase) else 0))
        return tuple(found)

    @cached_property
    def _trigger(self) -> re.Pattern[str]:
        """Any character at which a phrase differs from its characters."""
        return _any_of(p[at] for p, at in self._telling)

    @cached_property
    def _first(self) -> re.Pattern[str]:
        """Any character with which a phrase begins."""
        return _any_of(self._starts)

    def translated(self, text: str) -> str:
        """`text` with phrases and characters replaced. Where phrases keep their length, so does the result."""
        is_beyond = len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(
            text
        )  # asked in a quarter of a search's time
        after = text.translate(self._codes if is_beyond else self._plane)
        pieces: list[str] = []
        taken = 0
        for patch in self.patches(text):
            pieces += (after[taken : patch.start], patch.after)
            taken = patch.end
        if not pieces:
            return after
        pieces.append(after[taken:])
        return "".join(pieces)

    def patches(self, text: str) -> Iterator[Patch]:
        """The phrases of `text`, in order; only of chunks in which one says more than its characters do."""
        if not self._telling:
            return
        done = 0
        pairs = self._pairs
        for trigger in self._trigger.finditer(text):
            at = trigger.start()
            if at < done or not (text[at : at + 2] in pairs or text[at - 1 : at + 1] in pairs or text[at] in pairs):
                continue
            start = max(done, text.rfind("\n", done, at) + 1)
            for chunk in _CHUNK.finditer(text, start):
                if chunk.end() > at:
                    yield from self.phrases_of(text, chunk.start(), chunk.end())
                    done = chunk.end()
                    break

    def phrases_of(self, text: str, start: int, end: int) -> Iterator[Patch]:
        """Every phrase between two offsets, also one that says no more than its characters do."""
        done = start
        for first in self._first.finditer(text, start, end):
            at = first.start()
            if at < done:
                continue
            for length, phrases in self._starts[text[at]]:
                if at + length <= end and (after := phrases.get(text[at : at + length])) is not None:
                    done = at + length
                    yield Patch(at, done, after)
                    break


@kept
def step(name: str) -> Step:
    """A compiled step: `compatibility` (ideographs for their unified form), `t2s`, the way to the standard of `t2s`
    from a region (`tw`, `hk`, with words: `twp`, `hkp`), `any`: `t2s` with what the regions write, or `regional`: that
    for a text that writes `著` for both `着` and `著`."""
    if name == "compatibility":
        return Step([], {c: normalize("NFC", c) for c in map(chr, _COMPATIBILITY)})
    if name in ("t2s", "any"):
        ours = ("t2s.csv", "forms.csv")[: 1 + (name == "any")]
        return Step([_phrases("TSPhrases.txt", *ours)], _characters("TSCharacters.txt", *ours))
    if name == "regional":
        base, taiwan = step("any"), step("tw")
        zhu = {k: base.translated(v) for k, v in taiwan.phrases[0].items() if "著" in k}
        return Step([base.phrases[0] | zhu], {chr(k): v for k, v in base.characters.items()} | {"著": "着"})
    region, words = name[:2], name[2:]
    prefix = region.upper()
    phrases = [_phrases(f"{prefix}VariantsRevPhrases.txt", f"{region}.csv")]
    if words:
        phrases.insert(0, dict(_entries(f"{prefix}PhrasesRev.txt", f"{region}_words.csv")))
    return Step(phrases, _characters(f"{prefix}VariantsRev.txt", f"{region}.csv"))


def taiwan_words() -> list[tuple[str, str]]:
    """Words of Taiwan and what they are on the mainland, in traditional characters: OpenCC's words in both directions."""
    there = [(word, key) for key, words in _ALL_VALUES.findall(_read("TWPhrases.txt")) for word in words.split(" ")]
    return _entries("TWPhrasesRev.txt", "tw_words.csv") + there


def _phrases(file: str, *tables: str) -> dict[str, str]:
    return {k: v for k, v in _entries(file, *tables) if len(k) > 1}


def _characters(file: str, *tables: str) -> dict[str, str]:
    return {k: v for k, v in _entries(file, *tables) if len(k) == 1}


def _entries(file: str, *tables: str) -> list[tuple[str, str]]:
    """The package's entries, then our rows, which win."""
    ours = [(row.text, row.becomes) for table in tables for row in rows(f"variants/{table}", Variant)]
    return _ENTRY.findall(_read(file)) + ours


def _read(file: str) -> str:
    """The text of a dictionary; empty where the package has no such dictionary (HKPhrasesRev)."""
    path = os.path.join(folder(), file)
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as dictionary:
        return dictionary.read()


@cache
def folder() -> str:
    """Where the package keeps its dictionaries. Raises ImportError where it is not installed."""
    spec = find_spec("opencc")
    for place in (spec and spec.submodule_search_locations) or ():
        if os.path.isdir(folder := os.path.join(place, "dictionary")):
            return folder
    raise ImportError("opencc-python-reimplemented is not installed (the package `opencc` has no text dictionaries)")


def _by_first(dictionaries: Iterable[dict[str, str]]) -> dict[str, list[tuple[int, dict[str, str]]]]:
    """First character → the lengths of the phrases that begin with it, longest first, dictionary by dictionary."""
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for phrases in dictionaries:
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        for first, known in lengths.items():
            found.setdefault(first, []).extend((length, phrases) for length in sorted(known, reverse=True))
    return found


def _any_of(characters: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any one of the characters; one that is never found where there are none."""
    listed = "".join(sorted(map(re.escape, set(characters))))
    return re.compile(f"[{listed}]" if listed else "(?!)")


def _difference(one: str, other: str) -> int:
    """The first offset at which two texts of one length differ."""
    return next(i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)


@kept
def telling_simplified() -> frozenset[str]:
    """The characters that are only ever a simplified form, as `业` is and `后`, `群`, `雇` are not.

    The way back (STCharacters) never keeps them, and neither the 5,401 common characters of Big5 (lead bytes A4 to
    C6) nor the forms of Hong Kong (`税`, `説`) have them.
    """
    hong_kong = _characters("HKVariantsRev.txt", "hk.csv")
    lines = [line.partition("\t") for line in _read("STCharacters.txt").splitlines()]
    found = [key for key, _, values in lines if key not in values and key not in hong_kong]
    encoded = "\n".join(found).encode("big5", "replace").split(b"\n")
    return frozenset(key for key, code in zip(found, encoded, strict=True) if not b"\xa4" <= code[:1] <= b"\xc6")
