"""Words by kind, of the tables with the columns `text` and `kind`, and the patterns that are made of words."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows


class Word(NamedTuple):
    """A row of a table that says of what kind a word is."""

    text: str
    kind: str


@kept
def words(table: str, *kinds: str) -> tuple[str, ...]:
    """The words of some kinds in the table of this name, in its order."""
    return tuple(word.text for word in rows(table, Word) if word.kind in kinds)


@kept
def any_word(table: str, *kinds: str) -> str:
    """A pattern for one of the words of some kinds in the table of this name."""
    return any_of(words(table, *kinds))


def choices(texts: Iterable[str]) -> str:
    """Literal texts, the longest first, as the choices of a pattern: where others stand beside them, all have to be
    flat, so that the engine looks at first characters only. Those that begin alike are one choice: a place where one
    may stand is tried with each choice."""
    tails: dict[str, list[str]] = {}
    for text in sorted(set(texts), key=lambda t: (-len(t), t)):
        tails.setdefault(text[:1], []).append(re.escape(text[1:]))
    return "|".join([re.escape(first) + _one_of(those) for first, those in tails.items()])


def _one_of(tails: list[str]) -> str:
    return tails[0] if len(tails) == 1 else f"(?:{'|'.join(tails)})"


def any_of(texts: Iterable[str]) -> str:
    """A pattern of literal texts, the longest first."""
    return f"(?:{choices(texts)})"


def first_of(texts: Iterable[str]) -> str:
    """A look at the first character of all these texts, which settles most places before any of them is tried."""
    return "(?=[" + re.escape("".join(sorted({text[0] for text in texts}))) + "])"
