"""UTF-8 that was read as Latin-1, Windows-1252 or GBK → the text; what is beyond help is named.

`é”™è¯¯` is 错误 (E9 94 99 E8 AF AF) read as Windows-1252, `浣犲ソ` is 你好 (E4BD A0E5 A5BD) read as GBK, `锟斤拷` is
the replacement character (EFBF BDEF BFBD), written as UTF-8 and read as GBK: what stood there is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product, takewhile
from math import prod
from typing import NamedTuple

from policyparse.lexicon.characters import character_model
from policyparse.records.found import Note, Restored
from policyparse.stages.restore.candidates import Choice, Chooser
from policyparse.stages.restore.gbk import code_of
from policyparse.stages.restore.places import places
from policyparse.stages.restore.shifted import MARKS
from policyparse.text import AlignedText, Replacement, Span

AS_LATIN, AS_GBK, GONE = "restore.utf8-as-latin", "restore.utf8-as-gbk", "restore.lost-text"
SIGNS = "锛銆鐨涓浜浣鍏鍥鏂鏈绗閫锟"
"""What the commonest beginnings of Chinese in UTF-8 are in GBK (`锛` is EF BC: ，（）：；), and `锟`."""
_HIGH = "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
_LATIN = re.compile(f"[\u00c2-\u00ef][\u0080-\u00bf{_HIGH}](?:[\u0080-\u00ff{_HIGH}]{{0,4000}})")
_LATIN_SIGN = re.compile("[\u00c3\u00e2-\u00e9\u00ef]")
_GONE = re.compile("(?:锟斤拷){1,1000}锟?")
_STRETCH = re.compile("[\u00a4-\ufffd][\u00a4-\ufffd?]{0,4000}+")
_LETTERS = range(0x40, 0x7F)
"""ASCII letters that were read as the end of a pair."""
SIDE = 60
"""How many characters on either side of a lost byte bear on it."""
_MEANT = re.compile("[㐀-鿿\u3000-\u303f\uff00-\uffef\u2010-\u2027\u2030\u2460-\u2473\u2500-\u25ff·×÷°±§Ⅰ-Ⅻ\u00a0]+")
_BETTER = 60
"""How much cheaper, in tenths of a bit a character, the text must be than its mojibake."""


def mojibake(aligned: AlignedText) -> Restored:
    """The text with such runs read in the right encoding, and a note for what is gone."""
    text = aligned.text
    changes = list(_latin(text)) if _LATIN_SIGN.search(text) else []
    gbk = _gbk(text) if any(sign in text for sign in SIGNS) else None
    if gbk:
        changes += [change for change, _ in gbk.changes]
    if not changes and "锟斤拷" not in text:
        return Restored(aligned)
    restored = aligned.apply(sorted(changes), "restore")
    return Restored(restored, tuple(_notes(aligned, restored, gbk)))


def _notes(before: AlignedText, after: AlignedText, gbk: _Gbk | None) -> Iterator[Note]:
    """What was chosen, what could not be read, what is gone."""
    place = places(before, after)
    for change, choices in gbk.changes if gbk else ():
        span = place(Span(change.start, change.end))
        yield from (Note(AS_GBK, "review", choice.says(), span) for choice in choices)
    for stretch in gbk.unread if gbk else ():
        message = "UTF-8 read as GBK, with bytes lost; left as it stands"
        yield Note(AS_GBK, "review", message, place(stretch))
    for gone in _GONE.finditer(after.text):
        yield Note(GONE, "review", "replacement characters; what stood here is lost", Span(*gone.span()))


@cache
def _windows() -> dict[str, int]:
    """Bytes of the characters that Windows-1252 and Latin-1 give to 80–FF."""
    bytes_of = {chr(code): code for code in range(0x80, 0x100)}
    for code in range(0x80, 0xA0):
        try:
            bytes_of[bytes((code,)).decode("cp1252")] = code
        except UnicodeDecodeError:
            continue
    return bytes_of


def _latin(text: str) -> Iterator[Replacement]:
    """Runs of letters with accents and signs that are Chinese in UTF-8."""
    table = _windows()
    for run in _LATIN.finditer(text):
        codes = bytes(table[c] for c in run.group() if c in table)
        if len(codes) < len(run.group()):
            continue
        for start, meant in _utf8(codes):
            at = run.start() + start
            length = len(meant.encode())
            if _MEANT.fullmatch(meant) and text[at : at + length] != meant:
                yield Replacement(at, at + length, meant, AS_LATIN, 0.99)


def _utf8(codes: bytes) -> Iterator[tuple[int, str]]:
    """The longest pieces of `codes` that are UTF-8 of two bytes and more a character, with their places."""
    at = 0
    for piece in _PIECES.finditer(codes):
        at = piece.start()
        try:
            yield at, piece.group().decode("utf-8")
        except UnicodeDecodeError:  # an overlong form or a surrogate
            continue


_PIECES = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){1,2000}")


class _Gbk(NamedTuple):
    """Stretches that were read as GBK: what they become, with the choices made, and those that nothing can read."""

    changes: list[tuple[Replacement, list[Choice]]]
    unread: list[Span]


def _gbk(text: str) -> _Gbk | None:
    """The stretches between ASCII characters whose GBK bytes are Chinese in UTF-8 and read better so."""
    found = [(run, _as_utf8(run.group())) for run in _STRETCH.finditer(text)]
    if not any(pieces and _reads_better(run.group(), pieces) for run, pieces in found):
        return None
    meant = "".join(piece for _, pieces in found for piece in pieces or () if isinstance(piece, str))
    chooser = Chooser(meant, character_model())
    result = _Gbk([], [])
    at = 0
    for run, pieces in found:
        shown, known = run.group(), sum(isinstance(piece, str) for piece in pieces or ())
        if pieces and (known < 2 or _reads_better(shown, pieces)):
            filled = _filled(text, run, pieces, chooser, at)
            if filled:
                result.changes.append(filled)
        elif sum(sign in SIGNS for sign in shown) > 1:
            result.unread.append(Span(*run.span()))
        at += known
    return result


def _filled(
    text: str, run: re.Match[str], pieces: list[str | tuple[str, ...]], chooser: Chooser, at: int
) -> tuple[Replacement, list[Choice]] | None:
    """A stretch as it was, each character that lacks a byte chosen; `at` is its place in the chooser's text."""
    done = text[max(0, run.start() - SIDE) : run.start()]
    before = len(done)
    choices = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, tuple):
            choice = chooser.choose(piece, done, _behind(text, run, pieces[number + 1 :]), at)
            if choice is None:
                return None
            choices.append(choice)
            piece = choice.character
        done += piece
    confidence = round(prod([0.98, *(choice.confidence for choice in choices)]), 4)
    return Replacement(run.start(), run.end(), done[before:], AS_GBK, confidence, bool(choices)), choices


def _behind(text: str, run: re.Match[str], pieces: list[str | tuple[str, ...]]) -> str:
    """What follows a lost character, as far as it is known."""
    known = [str(piece) for piece in takewhile(lambda piece: isinstance(piece, str), pieces[:SIDE])]
    return "".join(known) + (text[run.end() : run.end() + SIDE] if len(known) == len(pieces) else "")


def _as_utf8(shown: str) -> list[str | tuple[str, ...]] | None:
    """What a stretch says in UTF-8, character by character, or the characters that one may be whose byte is lost.

    None where the bytes are no Chinese in UTF-8. A mark stands for a byte that found no partner.
    """
    if not _can_begin(shown[0]):  # as nineteen in twenty stretches of clean text cannot
        return None
    codes: list[int | None] = []
    pieces: list[str | tuple[str, ...]] = []
    at = read = 0
    while True:
        while read < len(shown) and len(codes) < at + 3:  # as they are needed: what is no UTF-8 shows early
            codes += _bytes_of(shown[read])
            read += 1
        if at >= len(codes):
            break
        lead = codes[at]
        if lead is None or lead in _LETTERS:
            pieces.append("?" if lead is None else chr(lead))
            at += 1
            continue
        size = _size(lead)
        piece = _decoded(tuple(codes[at : at + size])) if size and at + size <= len(codes) else None
        if not piece:
            return None
        pieces.append(piece)
        at += size
    return pieces if any(len(p) > 1 or not p[0].isascii() for p in pieces) else None


def _size(lead: int) -> int:
    """The bytes of a character of Chinese text that begins with `lead` in UTF-8; 0 where none does."""
    return 3 if 0xE2 <= lead <= 0xEF else 2 if 0xC2 <= lead <= 0xCF else 0


@lru_cache(maxsize=1 << 14)
def _can_begin(character: str) -> bool:
    """True where a stretch with this character at its head may be UTF-8: for a mark, and by the first two bytes."""
    codes = code_of(character)
    return character in MARKS or (codes is not None and _size(codes[0]) > 0 and 0x80 <= codes[1] <= 0xBF)


def _bytes_of(character: str) -> Iterable[int | None]:
    """The bytes of a character as it is shown; None for a mark, zero for what has none."""
    if character in MARKS:
        return (None,)
    return b"\x80" if character == "€" else code_of(character) or b"\x00"


@lru_cache(maxsize=1 << 14)
def _decoded(codes: tuple[int | None, ...]) -> str | tuple[str, ...] | None:
    """The character of these bytes; the characters that they may be where some are lost (None)."""
    ways = [[code] if code is not None else range(0x80, 0xC0) for code in codes]
    found = []
    for way in product(*ways):
        try:
            character = bytes(way).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _MEANT.fullmatch(character):
            found.append(character)
    if None not in codes:
        return found[0] if found else None
    return tuple(c for c in found if c in character_model().ids) or None


def _reads_better(shown: str, pieces: list[str | tuple[str, ...]]) -> bool:
    """True where a stretch of two characters and more reads much better as UTF-8."""
    meant = "".join(p if isinstance(p, str) else "\n" for p in pieces)
    if sum(not c.isspace() for c in meant) < 2:
        return False
    model = character_model()
    costs = [model.total([0, 0, *model.encode(t)]) / len(t) for t in (shown, meant)]
    return costs[0] - costs[1] >= _BETTER
