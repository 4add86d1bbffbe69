"""Damages a clean text the way the restore stage must undo: GBK bytes, one lead byte lost, read one byte off."""

from __future__ import annotations

import random
from dataclasses import dataclass

NARROWED = str.maketrans({chr(c + 0xFEE0): chr(c) for c in range(0x21, 0x7F)} | {"\u3000": " "})


def _code_page() -> dict[bytes, str]:
    """All two-byte codes of code page 936, from Python's codec and the order of the private-use area."""
    known: dict[bytes, str] = {}
    rows = {"first": [], "second": [], "third": [], "rest": []}
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            code = bytes((lead, trail))
            try:
                known[code] = code.decode("gbk")
            except UnicodeDecodeError:
                high = trail >= 0xA1
                area = "first" if 0xAA <= lead <= 0xAF and high else "second" if lead >= 0xF8 and high else "rest"
                if 0xA1 <= lead <= 0xA7 and not high:
                    area = "third"
                rows[area].append(code)
    for number, code in enumerate(code for area in rows.values() for code in area):
        known[code] = chr(0xE000 + number)
    return known


CODE_PAGE = _code_page()


@dataclass(frozen=True)
class Damaged:
    """A damaged text: `shown[start:]` is one byte off up to where `text[end:]` begins; `text[start]` lost its lead."""

    shown: str
    text: str
    start: int
    end: int
    narrowed: bool


def in_gbk(text: str) -> str:
    """The characters of `text` that GBK has."""
    return text.encode("gbk", "ignore").decode("gbk")


def damage(text: str, at: int, narrow: bool, mark: str = "?") -> Damaged:
    """`text` (all of it in GBK) without the lead byte of the two-byte character at `at`, as a tolerant reader shows it."""
    data = text[at : at + 20_000].encode("gbk")
    starts = {}
    offset = 0
    for number, character in enumerate(text[at : at + 20_000]):
        starts[offset] = at + number
        offset += len(character.encode("gbk"))
    pieces, place = [mark], 1
    while place not in starts and place < len(data):
        pair = data[place : place + 2]
        if pair in CODE_PAGE:
            pieces.append(CODE_PAGE[pair])
            place += 2
        else:
            pieces.append(chr(pair[0]) if pair[0] < 0x80 else "€" if pair[0] == 0x80 else mark)
            place += 1
    end = starts.get(place, min(at + 20_000, len(text)))
    shown = text[:at] + "".join(pieces) + text[end:]
    if narrow:
        shown, text = shown.translate(NARROWED), text.translate(NARROWED)
    return Damaged(shown, text, at, end, narrow)


def random_damage(text: str, chance: random.Random, narrow: bool, mark: str = "?") -> Damaged:
    """A damage at a random two-byte character of `text`."""
    while True:
        at = chance.randrange(len(text))
        if len(text[at].encode("gbk")) == 2:
            return damage(text, at, narrow, mark)
