"""The parts of a Word file of 97 to 2003 ([MS-DOC]): its head says where in which stream each of them lies."""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import NamedTuple

from policyparse.records.errors import InputError
from policyparse.stages.read.container import damaged
from policyparse.stages.read.ole import Compound

WORD_97 = 0x00C1  # versions of the format below are those of Word 6 and 95
_SIGNS = (0xA5EC, 0xA5DC)
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200


class Part(IntEnum):
    """Parts by their place in the head (FibRgFcLcb97)."""

    STYLES = 1
    FOOTNOTE_PLACES = 2
    FOOTNOTE_TEXTS = 3
    SECTIONS = 6
    RUNS = 12
    PARAGRAPHS = 13
    FONTS = 15
    PIECES = 33
    SHAPE_PLACES = 40
    ENDNOTE_PLACES = 46
    ENDNOTE_TEXTS = 47
    DRAWINGS = 50
    BOX_TEXTS = 56
    LISTS = 73
    LIST_USES = 74


class Lengths(NamedTuple):
    """The characters of each kind of text, in the order in which they stand."""

    body: int
    footnotes: int
    heads: int
    macros: int
    comments: int
    endnotes: int
    boxes: int


class WordFile:
    """The streams of a file and where its parts lie; `is_other` = of Word 6 or 95 or another program: nothing else is read."""

    def __init__(self, data: bytes, place: str) -> None:
        self.place = place
        compound = Compound(data, place)
        self.main = compound.read("WordDocument")
        self.is_other = "WordDocument" not in compound
        if self.is_other:
            return
        try:
            sign, version = struct.unpack_from("<HH", self.main)
            flags = struct.unpack_from("<H", self.main, 10)[0]
            self.is_other = sign not in _SIGNS or version < WORD_97
            if sign in _SIGNS and flags & _ENCRYPTED:
                raise InputError("encrypted", place, "it is encrypted", "give it without a password")
            if self.is_other:
                return
            words = struct.unpack_from("<H", self.main, 32)[0]
            at = 34 + 2 * words
            self.lengths = Lengths(*struct.unpack_from("<7i", self.main, at + 2 + 4 * 3))
            self._places = at + 2 + 4 * struct.unpack_from("<H", self.main, at)[0]
            self._count = struct.unpack_from("<H", self.main, self._places)[0]
        except struct.error:
            raise damaged(place, "its head is cut off") from None
        self.table = compound.read("1Table" if flags & _TABLE_1 else "0Table")
        self.data = compound.read("Data")

    def part(self, part: Part) -> bytes:
        """The bytes of a part; of none that is not there or lies outside."""
        begin, _ = self.place_of(part)
        return self.table[begin : begin + self.place_of(part)[1]]

    def place_of(self, part: Part) -> tuple[int, int]:
        """Where a part begins in the stream of tables, and its length."""
        at = self._places + 2 + 8 * part
        if part >= self._count or at + 8 > len(self.main):
            return 0, 0
        begin, length = struct.unpack_from("<II", self.main, at)
        return begin, length


def plex(data: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    """A table of places (one more than entries) and entries of `size` bytes.

    >>> plex(b"\\0\\0\\0\\0" b"\\x07\\0\\0\\0" b"ab", 2)
    ((0, 7), [b'ab'])
    """
    count = max((len(data) - 4) // (4 + size), 0)
    places = struct.unpack_from(f"<{count + 1}I", data) if len(data) >= 4 else ()
    begin = 4 * (count + 1)
    return places, [data[begin + size * n : begin + size * (n + 1)] for n in range(count)]
