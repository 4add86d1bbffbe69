"""The text of a Word file: pieces of its stream, in the order in which they are read."""

from __future__ import annotations

import struct
from bisect import bisect_right
from typing import NamedTuple

from policyparse.records.errors import InputError
from policyparse.stages.read.container import damaged
from policyparse.stages.read.doc.file import Part, WordFile, plex

MOST_CHARACTERS = 8 * 2**20
_NARROW = 0x40000000


class Text(NamedTuple):
    """The characters of all texts; each piece begins at a character, and at a place in the stream with so many bytes each."""

    characters: str
    begins: list[int]
    places: list[int]
    widths: list[int]

    def place(self, at: int) -> int:
        """Where a character stands in the stream."""
        piece = bisect_right(self.begins, at) - 1
        return self.places[piece] + (at - self.begins[piece]) * self.widths[piece]


def text_of(word: WordFile) -> Text:
    """The text as its table of pieces puts it together."""
    begins, entries = plex(_piece_table(word), 8)
    found = Text("", [], [], [])
    pieces: list[str] = []
    for begin, end, entry in zip(begins, begins[1:], entries, strict=False):
        if end <= begin or (found.begins and begin < found.begins[-1]):
            raise damaged(word.place, "the pieces of its text are out of order")
        if end > MOST_CHARACTERS:
            raise InputError("too-large", word.place, f"more than {MOST_CHARACTERS} characters", "give a smaller file")
        place = struct.unpack_from("<I", entry, 2)[0]
        width = 1 if place & _NARROW else 2
        place = (place & ~_NARROW) // (3 - width)
        found.begins.append(begin)
        found.places.append(place)
        found.widths.append(width)
        pieces.append(_characters(word.main[place : place + (end - begin) * width], width, end - begin))
    if not pieces:
        raise damaged(word.place, "it has no pieces of text")
    return found._replace(characters="".join(pieces))


def _characters(data: bytes, width: int, count: int) -> str:
    """One character for each place: halves of a pair stand for themselves until they are put together."""
    if width == 1:
        text = data.decode("cp1252", "replace")
    else:
        text = "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])))
    return text.ljust(count, "\0")


def _piece_table(word: WordFile) -> bytes:
    """The table of pieces; before it stand changes of properties, which fast saves made."""
    data, at = word.part(Part.PIECES), 0
    while at + 3 <= len(data) and data[at] == 1:
        at += 3 + int.from_bytes(data[at + 1 : at + 3], "little")
    if at + 5 > len(data) or data[at] != 2:
        raise damaged(word.place, "its table of pieces is missing")
    return data[at + 5 : at + 5 + int.from_bytes(data[at + 1 : at + 5], "little")]
