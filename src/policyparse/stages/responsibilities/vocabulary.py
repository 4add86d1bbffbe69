"""What the tables of the lexicon say about clauses, composed into the patterns of this stage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from policyparse.lexicon.load import rows
from policyparse.records.found import Role


@dataclass(frozen=True, slots=True)
class LabelWord:
    """A row of labels.csv."""

    text: str
    kind: str
    role: str | None


@dataclass(frozen=True, slots=True)
class VerbWord:
    """A row of verbs.csv."""

    text: str
    kind: str
    role: str | None
    strength: int


@dataclass(frozen=True, slots=True)
class Word:
    """A row of a table that says of what kind a word is."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """A row of brackets.csv."""

    open: str
    close: str
    family: str
    clause: bool


STRENGTH: dict[str, int] = {"lead": 5, "support": 4, "guide": 3, "responsible": 2}
_LOOK_BACK = 18  # the longest label


def words(table: str, kind: str) -> list[str]:
    """The words of one kind in a table of `text,kind` rows."""
    return [w.text for w in rows(table, Word) if w.kind == kind]


def any_of(texts: Iterable[str]) -> str:
    """An alternation of literal texts, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(set(texts), key=lambda t: (-len(t), t)))) + ")"


@dataclass(frozen=True, slots=True)
class Label:
    """A label that was read: `牵头责任单位` is `lead`; `完成时限` has no role."""

    text: str
    start: int
    role: Role | None


class Labels:
    """Reads the label that ends at a colon."""

    def __init__(self) -> None:
        table = rows("labels.csv", LabelWord)
        by_kind = {k: [w.text for w in table if w.kind == k] for k in ("word", "modifier", "noun", "alone", "other")}
        self._roles = {w.text: w.role for w in table if w.kind == "word" and w.role}
        self._alone = {w.text: w.role for w in table if w.kind in ("alone", "other")}
        stem = any_of(by_kind["word"] + by_kind["modifier"])
        noun = any_of(by_kind["noun"])
        alone = any_of(by_kind["alone"] + by_kind["other"])
        joined = f"{stem}{{1,6}}(?:[及和与或、/]{stem}{{1,4}})?{noun}(?:[（(]{noun}[）)]|[及和与或、/]{noun})?"
        self._ends = re.compile(f"(?:({joined})|({alone}))$")
        self._words = re.compile(any_of(self._roles))

    def ending(self, text: str, start: int, end: int) -> Label | None:
        """The label in `text[start:end]` that ends at `end`, the longest there is."""
        match = self._ends.search(text, max(start, end - _LOOK_BACK), end)
        if match is None:
            return None
        if match[2]:
            return Label(match[2], match.start(), cast("Role | None", self._alone[match[2]]))
        roles = [self._roles[w] for w in self._words.findall(match[1])]
        role = max((r for r in roles if r), key=STRENGTH.__getitem__, default=None)
        return Label(match[1], match.start(), cast("Role", role)) if role else None


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verb phrases that close the names of a clause."""

    tail: re.Pattern[str]  # searched in the last characters of an item
    role_words: re.Pattern[str]
    inner: re.Pattern[str]  # a verb right behind a name, something else behind it
    joint: re.Pattern[str]
    roles: dict[str, tuple[int, Role]]

    def role_of(self, phrase: str) -> tuple[int, Role, str] | None:
        """Strength, role and word of the strongest verb in a phrase."""
        found = [(*self.roles[w], w) for w in self.role_words.findall(phrase)]
        return max(found, key=lambda f: f[0]) if found else None


@lru_cache(maxsize=1)
def labels() -> Labels:
    """The reader of labels."""
    return Labels()


@lru_cache(maxsize=1)
def verbs() -> Verbs:
    """The patterns of verbs."""
    table = rows("verbs.csv", VerbWord)
    roles = {w.text: (w.strength, cast("Role", w.role)) for w in table if w.kind == "verb"}
    phrase = any_of(w.text for w in table if w.kind != "joint")
    strong = any_of(w.text for w in table if w.kind == "verb" and w.strength >= 2)
    adverb = any_of(w.text for w in table if w.kind == "adverb")
    name = any_of(e for k in ("strong", "group") for e in words("agency_endings.csv", k))
    return Verbs(
        re.compile(f"[，,]?{phrase}(?:[和及、并]?{phrase}){{0,9}}$"),
        re.compile(any_of(roles)),
        re.compile(f"{name}(?:等|[）)])?((?:{adverb}){{0,3}}{strong}(?![人的者制]))"),
        re.compile(any_of(w.text for w in table if w.kind == "joint")),
        roles,
    )


class Names:
    """Tells names of bodies, groups and places by how they end."""

    def __init__(self) -> None:
        kinds: dict[str, dict[str, tuple[str, ...]]] = {}
        for word in rows("agency_endings.csv", Word):
            ends = kinds.setdefault(word.kind, {})
            ends[word.text[-1]] = (*ends.get(word.text[-1], ()), word.text)
        self._strong, self._weak = kinds["strong"], kinds["weak"]
        self._group, self._place = kinds["group"], kinds["place"]
        self._generic = frozenset(words("agency_words.csv", "generic"))

    def strong(self, text: str) -> bool:
        """True where nothing but the name of a body ends like `text`."""
        return _ends(unbracketed(text), self._strong)

    def group(self, text: str) -> bool:
        """True where `text` ends like a group: `各有关部门`."""
        return _ends(unbracketed(text), self._group)

    def place(self, text: str) -> bool:
        """True where `text` ends like a place: `官渡区`, `各县（市、区）`."""
        return _ends(unbracketed(text), self._place)

    def body(self, text: str) -> bool:
        """True where a body or group may end like `text`."""
        core = unbracketed(text)
        return _ends(core, self._strong) or _ends(core, self._weak) or _ends(core, self._group)

    def known(self, text: str) -> bool:
        """True where nothing but a body, a group or a place ends like `text`."""
        core = unbracketed(text)
        return _ends(core, self._strong) or _ends(core, self._group) or _ends(core, self._place)

    def generic(self, text: str) -> bool:
        """True for a stand-in that names nobody: `牵头单位`, `各牵头部门`."""
        return text.lstrip("各本该由") in self._generic


def _ends(text: str, table: dict[str, tuple[str, ...]]) -> bool:
    return text.endswith(table.get(text[-1:], ()))


def unbracketed(text: str) -> str:
    """A name without the bracket that closes it: `市商务局（自贸委）` → `市商务局`.

    >>> unbracketed("各县（市、区）"), unbracketed("市场监管局")
    ('各县', '市场监管局')
    """
    if text[-1:] not in CLOSING:
        return text
    depth = 0
    for at in range(len(text) - 1, 0, -1):
        depth += (text[at] in CLOSING) - (text[at] in OPENING)
        if depth == 0:
            return text[:at]
    return text


OPENING = frozenset(b.open for b in rows("brackets.csv", Bracket))
CLOSING = frozenset(b.close for b in rows("brackets.csv", Bracket))


@lru_cache(maxsize=1)
def names() -> Names:
    """The reader of names."""
    return Names()
