"""The lines of a text as damage is looked for in them."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from policyparse.text import plain_ends


@lru_cache(maxsize=1)  # most texts pass every step unchanged
def ended(text: str) -> str:
    """The text with `\\n` at the end of each line."""
    return plain_ends(text)


@lru_cache(maxsize=1)
def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something, without the white space around them.

    >>> lines_of("一、目标\\r\\n\\n　　二、任务\\f")
    ('一、目标', '二、任务')
    """
    return tuple(filter(None, map(str.strip, ended(text).replace("\f", "\n").split("\n"))))


@lru_cache(maxsize=1)
def firsts_of(text: str) -> tuple[str, ...]:
    """The character with which each of these lines begins."""
    return tuple(map(itemgetter(0), lines_of(text)))
