"""How names of bodies end: the one table of it, of which each use says which kinds it takes."""

from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.lexicon.words import any_of, choices


class Ending(NamedTuple):
    """An ending and the kinds that it is of."""

    text: str
    kinds: tuple[str, ...]


@kept
def endings(*kinds: str) -> tuple[str, ...]:
    """The endings of some kinds."""
    return tuple(row.text for row in rows("agency_endings.csv", Ending) if not set(kinds).isdisjoint(row.kinds))


@kept
def last_characters(*kinds: str) -> frozenset[str]:
    """With which characters the endings of some kinds end."""
    return frozenset(ending[-1] for ending in endings(*kinds))


@kept
def any_ending(*kinds: str) -> str:
    """A pattern for an ending of some kinds: what is one character as one set, then the others, the longest first.

    >>> any_ending("listed")
    '(?:[厅委局]|政府)'
    """
    found = endings(*kinds)
    single = "".join(sorted(ending for ending in found if len(ending) == 1))
    others = [ending for ending in found if len(ending) > 1]
    if not others:
        return f"[{single}]"
    return f"(?:[{single}]|{choices(others)})" if single else any_of(others)
