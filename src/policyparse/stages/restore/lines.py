"""The lines of a text as damage is looked for in them."""

from __future__ import annotations

from functools import lru_cache

from policyparse.text import plain_ends


@lru_cache(maxsize=1)  # most texts pass every step unchanged
def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something, without the white space around them.

    >>> lines_of("一、目标\\r\\n\\n　　二、任务\\f")
    ('一、目标', '二、任务')
    """
    return tuple(filter(None, map(str.strip, plain_ends(text).replace("\f", "\n").split("\n"))))
