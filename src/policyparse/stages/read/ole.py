"""Compound files ([MS-CFB]: DOC, XLS, encrypted DOCX): the streams of the root by name, within what the file holds."""

from __future__ import annotations

import struct
from array import array

from policyparse.stages.read.container import damaged

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_ENTRY = struct.Struct("<64sHBBIII16s4s8s8sIQ")
_STREAM, _ROOT = 2, 5
_SMALL = 64  # bytes of a small sector
MOST_ENTRIES = 100_000


class Compound:
    """The streams of a compound file; those of embedded documents, which lie in folders, are none of them.

    Raises InputError `damaged` where the file is cut off or its chains lead nowhere or in circles.
    """

    def __init__(self, data: bytes, place: str) -> None:
        self._data, self._place = data, place
        if len(data) < 512:
            raise self._broken("its head is cut off")
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise self._broken("its sectors have no known size")
        self._size = 1 << shift
        directory, self._cutoff, small, more = struct.unpack_from("<I4xIIxxxxI", data, 48)
        self._next = self._table(self._of_table(more))
        entries = self._chain(directory)
        self._small_next = self._words(self._chain(small)) if small not in (_END, _FREE) else array("I")
        self._entries = [_ENTRY.unpack_from(entries, at) for at in range(0, len(entries) - 127, 128)][:MOST_ENTRIES]
        if not self._entries or self._entries[0][2] != _ROOT:
            raise self._broken("it has no root")
        self._small: bytes | None = None
        self.names = self._members()

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """The bytes of a stream; of none that is not there."""
        if name not in self.names:
            return b""
        entry = self._entries[self.names[name]]
        start, size = entry[11], entry[12] & 0xFFFFFFFF
        if size >= self._cutoff:
            return self._chain(start, size)[:size]
        if self._small is None:
            root = self._entries[0]
            self._small = self._chain(root[11], root[12] & 0xFFFFFFFF) if root[11] != _END else b""
        pieces = []
        for sector in self._sectors(start, self._small_next, size // _SMALL + 1):
            pieces.append(self._small[sector * _SMALL : (sector + 1) * _SMALL])
        return b"".join(pieces)[:size]

    def _members(self) -> dict[str, int]:
        """The streams right under the root: names by a search tree, which may be damaged to a ring."""
        found: dict[str, int] = {}
        seen: set[int] = set()
        waiting = [self._entries[0][6]]
        while waiting:
            number = waiting.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            name, length, kind, _, left, right, *_ = self._entries[number]
            waiting += (left, right)
            if kind == _STREAM:
                found[name[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")] = number
        return found

    def _of_table(self, more: int) -> list[int]:
        """The sectors that hold the table of sectors: those in the head, then a chain of lists."""
        found = list(struct.unpack_from("<109I", self._data, 76))
        seen: set[int] = set()
        while more not in (_END, _FREE):
            if more in seen:
                raise self._broken("a chain of sectors leads in a circle")
            seen.add(more)
            words = self._words(self._sector(more))
            found += words[:-1]
            more = words[-1]
        return [sector for sector in found if sector not in (_END, _FREE)]

    def _table(self, sectors: list[int]) -> array[int]:
        if len(set(sectors)) < len(sectors):
            raise self._broken("a sector stands twice in the table of sectors")
        return self._words(b"".join(map(self._sector, sectors)))

    def _words(self, data: bytes) -> array[int]:
        return array("I", struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        found = self._data[begin : begin + self._size]
        if not found:
            raise self._broken("it is cut off")
        return found.ljust(self._size, b"\0")

    def _chain(self, start: int, size: int | None = None) -> bytes:
        """The sectors from `start` on, no more than `size` bytes need."""
        most = len(self._next) if size is None else size // self._size + 1
        return b"".join(map(self._sector, self._sectors(start, self._next, most)))

    def _sectors(self, start: int, following: array[int], most: int) -> list[int]:
        found: list[int] = []
        while start not in (_END, _FREE) and len(found) < most:
            if start >= len(following) or len(found) > len(following):
                raise self._broken("a chain of sectors leads nowhere or in a circle")
            found.append(start)
            start = following[start]
        if len(set(found)) < len(found):
            raise self._broken("a chain of sectors leads in a circle")
        return found

    def _broken(self, reason: str) -> Exception:
        return damaged(self._place, reason)
