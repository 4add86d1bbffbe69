"""DOC files for the tests, built here byte by byte ([MS-CFB], [MS-DOC]): a container, a head, text, properties, lists."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from policyparse.stages.read.doc.file import Part

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
TEXT_AT = 2048  # where the text begins in its stream
PARTS = 93


class Run(NamedTuple):
    """Characters and the changes of their properties."""

    text: str
    changes: bytes = b""


class Par(NamedTuple):
    """Runs with the paragraph's mark at the end of the last; changes of the paragraph's properties; number of its style."""

    runs: Sequence[Run]
    changes: bytes = b""
    style: int = 0


def par(text: str, changes: bytes = b"", style: int = 0) -> Par:
    return Par([Run(text)], changes, style)


def sprm(code: int, operand: int, size: int = 1) -> bytes:
    return struct.pack("<H", code) + operand.to_bytes(size, "little")


CELL = sprm(0x2416, 1)  # in a table
DELETED, HIDDEN, RAISED = sprm(0x0800, 1), sprm(0x083C, 1), sprm(0x2A48, 1)


def in_list(use: int, level: int) -> bytes:
    return sprm(0x460B, use, 2) + sprm(0x260A, level)


def row_end(borders: Sequence[int], merged: Sequence[int] = ()) -> Par:
    """The mark of a row's end, with the borders of its cells and which of them are merged with the one before."""
    count = len(borders) - 1
    cells = b"".join(struct.pack("<H18x", 2 if at in merged else 0) for at in range(count))
    operand = bytes([count]) + struct.pack(f"<{count + 1}h", *borders) + cells
    row = struct.pack("<HH", 0xD608, len(operand) + 1) + operand
    return par("\x07", CELL + sprm(0x2417, 1) + row)


def level(code: int, text: str, start: int = 1, follow: int = 2, flags: int = 0) -> bytes:
    """A level of a list; `%1` … in its text stand for the numbers."""
    for number in range(1, 10):
        text = text.replace(f"%{number}", chr(number - 1))
    head = struct.pack("<iBB9sBiiBBBB", start, code, flags, bytes(9), follow, 0, 0, 0, 0, 0, 0)
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def lists(levels: Sequence[bytes], uses: Sequence[tuple[int, int] | None] = (None,)) -> dict[Part, bytes]:
    """One list of nine levels and its uses; a use may begin a level anew: (level, number). The levels follow behind the
    part that says how many lists there are."""
    full = [*levels, *[level(255, "")] * (9 - len(levels))]
    known = struct.pack("<Hii18sBB", 1, 77, 0, b"\xff\x0f" * 9, 0, 0)
    heads = b"".join(struct.pack("<i8xBBBB", 77, use is not None, 0, 0, 0) for use in uses)
    changes = b"".join(b"\xff" * 4 + (struct.pack("<iI", use[1], use[0] | 16) if use else b"") for use in uses)
    return {Part.LISTS: known + b"".join(full), Part.LIST_USES: struct.pack("<I", len(uses)) + heads + changes}


def styles(*changes: tuple[int, bytes]) -> dict[Part, bytes]:
    """Styles of paragraphs: the number of the style that each is based on, and the changes that it makes."""
    made = b""
    for base, change in changes:
        own = struct.pack("<H", 0) + change
        style = struct.pack("<HHHHH", 0, base << 4 | 1, 1, 0, 0) + struct.pack("<HH", 0, 0)
        style += struct.pack("<H", len(own)) + own
        made += struct.pack("<H", len(style)) + style
    return {
        Part.STYLES: struct.pack("<HHH14x", 18, len(changes), 10)[:2] + struct.pack("<HH14x", len(changes), 10) + made
    }


def plex(places: Sequence[int], entries: Sequence[bytes] = ()) -> bytes:
    return struct.pack(f"<{len(places)}I", *places) + b"".join(entries)


def doc(
    body: Sequence[Par],
    parts: Mapping[Part, bytes] | None = None,
    footnotes: Sequence[Par] = (),
    boxes: Sequence[Par] = (),
    flags: int = 0x0200,
    version: int = 0x00C1,
    narrow: bool = False,
    pieces: bytes | None = None,
) -> bytes:
    """A DOC file; `narrow` = one byte a character."""
    text = "".join(run.text for paragraph in (*body, *footnotes, *boxes) for run in paragraph.runs)
    codec, width = ("cp1252", 1) if narrow else ("utf-16-le", 2)
    written = text.encode(codec)
    place = TEXT_AT * 2 | 0x40000000 if narrow else TEXT_AT
    found = pieces or plex((0, len(text)), [struct.pack("<HIH", 0, place, 0)])
    main = bytearray(TEXT_AT) + written
    tables = {**(parts or {}), Part.PIECES: b"\x02" + struct.pack("<I", len(found)) + found}
    runs = [(len(run.text) * width, run.changes) for p in (*body, *footnotes, *boxes) for run in p.runs]
    forms = [
        (sum(len(run.text) for run in p.runs) * width, struct.pack("<H", p.style) + p.changes)
        for p in (*body, *footnotes, *boxes)
    ]
    tables[Part.RUNS] = _pages(main, runs, False)
    tables[Part.PARAGRAPHS] = _pages(main, forms, True)
    lengths = [sum(len(run.text) for p in kind for run in p.runs) for kind in (body, footnotes, boxes)]
    stream = _head(main, tables, (lengths[0], lengths[1], 0, 0, 0, 0, lengths[2]), flags, version)
    return compound({"WordDocument": bytes(main).ljust(4096, b"\0"), "1Table": stream, "Data": b""})


def _head(main: bytearray, tables: Mapping[Part, bytes], lengths: Sequence[int], flags: int, version: int) -> bytes:
    """Writes the head of the file; gives the stream that its places lead to."""
    stream, places = b"\0" * 8, [(0, 0)] * PARTS
    for part, data in tables.items():
        places[part] = (len(stream), len(data))
        stream += data
    struct.pack_into("<HH6xH", main, 0, 0xA5EC, version, flags)
    struct.pack_into("<H28xH", main, 32, 14, 22)
    struct.pack_into("<iii7i", main, 64, len(main), 0, 0, *lengths)
    struct.pack_into("<H", main, 152, PARTS)
    for number, (begin, length) in enumerate(places):
        struct.pack_into("<II", main, 154 + 8 * number, begin, length)
    return stream


def _pages(main: bytearray, stretches: Sequence[tuple[int, bytes]], of_paragraphs: bool) -> bytes:
    """Appends pages of properties to the stream of the text, five stretches on each; gives the table that finds them."""
    begins, numbers, at = [], [], TEXT_AT
    for first in range(0, len(stretches), 5):
        part = stretches[first : first + 5]
        page, places = bytearray(512), [at]
        size, free = (13 if of_paragraphs else 1), 510
        page[511] = len(part)
        for number, (length, changes) in enumerate(part):
            if of_paragraphs:
                data = bytes([0, (len(changes) + 1) // 2]) + changes + b"\0" * (len(changes) % 2)
            else:
                data = bytes([len(changes)]) + changes
            if changes:
                free = (free - len(data)) // 2 * 2
                page[free : free + len(data)] = data
                page[4 * (len(part) + 1) + size * number] = free // 2
            places.append(places[-1] + length)
        struct.pack_into(f"<{len(places)}I", page, 0, *places)
        main.extend(b"\0" * (-len(main) % 512))
        begins.append(at)
        numbers.append(len(main) // 512)
        main.extend(page)
        at = places[-1]
    return plex([*begins, at], [struct.pack("<I", number) for number in numbers])


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file; streams below 4,096 bytes lie in small sectors."""
    small, small_next, sectors, following = b"", [], b"", []
    entries = []

    def chain(data: bytes) -> int:
        nonlocal sectors
        first, count = len(following), -(-len(data) // 512)
        following.extend([*range(first + 1, first + count), END] if count else [])
        sectors += data.ljust(count * 512, b"\0")
        return first if count else END

    for name, data in streams.items():
        if len(data) < 4096:
            first, count = len(small_next), -(-len(data) // 64)
            small_next.extend([*range(first + 1, first + count), END] if count else [])
            small += data.ljust(count * 64, b"\0")
        else:
            first = chain(data)
        entries.append((name, 2, first, len(data)))
    root = ("Root Entry", 5, chain(small), len(small))
    small_at = chain(b"".join(struct.pack("<I", n) for n in small_next).ljust(512, b"\xff"))
    directory = b"".join(_entry(number, len(entries) + 1, *e) for number, e in enumerate([root, *entries]))
    directory_at = chain(directory.ljust(-(-len(directory) // 512) * 512, b"\0"))
    count = -(-(len(following) + 1) // 127)
    tables = [len(following) + n for n in range(count)]
    following += [TABLE] * count
    table = b"".join(struct.pack("<I", n) for n in following).ljust(count * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16xHHHHH6xIII", 62, 3, 0xFFFE, 9, 6, 0, count, directory_at
    )
    head += struct.pack("<IIIIII", 0, 4096, small_at, 1, END, 0)
    head += b"".join(struct.pack("<I", n) for n in tables).ljust(436, b"\xff")
    return head + sectors + table


def _entry(number: int, count: int, name: str, kind: int, first: int, size: int) -> bytes:
    """An entry of the directory: the root leads to the first stream, each stream to the one at its right."""
    right = number + 1 if kind == 2 and number + 1 < count else FREE
    inner = 1 if kind == 5 else FREE
    written = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", written, len(written) + 2, kind, 1, FREE, right, inner, first, size)
