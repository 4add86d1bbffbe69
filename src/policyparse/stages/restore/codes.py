"""Characters as they are shown → the bytes that a reader took for them, some of them lost; and bytes → what is meant."""

import re
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.characters import character_model
from policyparse.stages.restore.gbk import code_of
from policyparse.stages.restore.shifted import MARKS

MEANT = re.compile("[㐀-鿿\u3000-\u303f\uff00-\uffef\u2010-\u2027\u2030\u2460-\u2473\u2500-\u25ff·×÷°±§Ⅰ-Ⅻ\u00a0]+")
"""What Chinese official text consists of beside ASCII."""
LATIN = "windows-1252"
_LOST = {LATIN: (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""The bytes that have no character in Windows-1252; in other encodings any byte but a first one may be lost."""
Codes = tuple[int | None, ...]
Meant = str | tuple[str, ...]
"""A character, or those that it may be where a byte of it is lost."""


class Run(NamedTuple):
    """The characters `[start, end)` of a text, and what they say."""

    start: int
    end: int
    pieces: list[Meant]


@lru_cache(maxsize=1 << 12)
def codes_of(character: str, shown: str) -> Codes:
    """The bytes of a character in the encoding as which it was read: None for a mark, nothing for what has none.

    >>> codes_of("锛", "gb18030") == (0xEF, 0xBC), codes_of("?", "cp932"), codes_of("é", "windows-1252")
    (True, (None,), (233,))
    """
    if character in MARKS:
        return (None,)
    if shown == LATIN:
        code = windows().get(character, ord(character) if character < "\x80" else None)
        return () if code is None else (code,)
    pair = (b"\x80" if character == "€" else code_of(character)) if shown == "gb18030" else None
    if pair:
        return tuple(pair)
    for codec in (shown, "big5hkscs") if shown == "cp950" else (shown,):
        try:
            return tuple(character.encode(codec))
        except UnicodeEncodeError:
            continue
    return ()


@kept
def windows() -> dict[str, int]:
    """Bytes of the characters that Windows-1252 and Latin-1 give to 80–FF."""
    bytes_of = {chr(code): code for code in range(0x80, 0x100)}
    for code in range(0x80, 0xA0):
        try:
            bytes_of[bytes((code,)).decode("cp1252")] = code
        except UnicodeDecodeError:
            continue
    return bytes_of


def utf8_from(text: str, at: int, shown: str) -> Run | None:
    """What the characters from `at` on say in UTF-8, as far as they do on this line, the last piece a Chinese one.

    A mark stands for a byte that found no partner; one at the beginning of a character stays as it is, and so do
    ASCII characters.
    """
    codes: list[int | None] = []
    owners: list[int] = []
    pieces: list[Meant] = []
    read = end = at
    used = kept = 0
    while True:
        while read < len(text) and len(codes) < used + 4 and text[read] != "\n":  # as they are needed
            found = codes_of(text[read], shown)
            if not found:
                break
            codes += found
            owners += [read] * len(found)
            read += 1
        lead = codes[used] if used < len(codes) else 0xFF
        size = 1 if lead is None or lead < 0x80 else size_of(lead)
        if not size or used + size > len(codes):
            break
        meant = text[owners[used]] if lead is None else _utf8(tuple(codes[used : used + size]), shown)
        if not meant:
            break
        used += size
        pieces.append(meant)
        if size > 1 and (used == len(codes) or owners[used] != owners[used - 1]):
            kept, end = len(pieces), owners[used - 1] + 1
    return Run(at, end, pieces[:kept]) if kept else None


def size_of(lead: int) -> int:
    """The bytes of a character of Chinese text that begins with `lead` in UTF-8; 0 where none does."""
    return 3 if 0xE2 <= lead <= 0xEF else 2 if 0xC2 <= lead <= 0xCF else 0


@lru_cache(maxsize=1 << 14)
def can_begin(character: str, shown: str) -> bool:
    """True where a run of UTF-8 may begin with this character, by the bytes that it shows."""
    codes = codes_of(character, shown)
    lead = codes[0] if codes else None
    return lead is not None and size_of(lead) > 0 and all(c is None or 0x80 <= c <= 0xBF for c in codes[1:3])


@lru_cache(maxsize=1 << 14)
def _utf8(codes: Codes, shown: str) -> Meant | None:
    """The character of these bytes in UTF-8; the characters that they may be where some are lost (None)."""
    ways = [[code] if code is not None else _LOST.get(shown, range(0x80, 0xC0)) for code in codes]
    found = []
    for way in product(*ways):
        try:
            character = bytes(way).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if character.isascii() or MEANT.fullmatch(character):
            found.append(character)
    if None not in codes:
        return found[0] if found else None
    return tuple(c for c in found if c in character_model().ids) or None
