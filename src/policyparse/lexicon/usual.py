"""The characters of which a text in simplified characters consists that nothing is wrong with.

One look for any other settles for most texts that neither damage nor another script is to be looked for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows

_BESIDE = "—·\u00a0"
"""Common marks that GB/T 2312-1980 does not have, or not as Unicode writes them."""
_TELLING = r"&?\¤¨锟"
"""Marks of it, and of ASCII, that may be left of a reference, of a lost byte, of a wrong encoding."""
_ROWS = (*range(0xA1, 0xA4), *range(0xB0, 0xF8))
"""Its marks, numbers and full-width letters, and its Chinese characters; none of kana, Greek, Russian and pinyin."""


class Signs(NamedTuple):
    """Characters that hardly any text has unless it was read in a wrong encoding."""

    kind: str
    signs: str


@kept
def signs_by_kind() -> dict[str, str]:
    """The signs of lexicon/damage/mojibake_signs.csv, by what may have happened."""
    listed: dict[str, str] = {}
    for row in rows("damage/mojibake_signs.csv", Signs):
        listed[row.kind] = listed.get(row.kind, "") + row.signs
    return listed


@lru_cache(maxsize=1)  # two stages ask, and most texts pass the first of them unchanged
def is_usual(text: str) -> bool:
    """True for a text of such characters alone.

    >>> is_usual("一、总则（2023年）"), is_usual("業務"), is_usual("总?则"), is_usual("浜")
    (True, False, False, False)
    """
    return _unusual().search(text) is None


@kept
def _unusual() -> re.Pattern[str]:
    """Any other character."""
    pairs = (bytes((row, cell)) for row in _ROWS for cell in range(0xA1, 0xFF))
    known = {pair.decode("gb2312", "ignore") for pair in pairs} | {
        *map(chr, range(0x20, 0x7F)),
        *"\t\n\v\f\r",
        *_BESIDE,
    }
    known -= {*_TELLING, *"".join(signs_by_kind().values())}
    return re.compile(f"[^{re.escape(''.join(sorted(known)))}]")
