"""XLS files for the tests, built here byte by byte ([MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .word_files import compound

_GLOBALS, _SHEET = 5, 16


class Shown(NamedTuple):
    """A number and the number of the format that shows it."""

    number: float
    form: int


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, width: str) -> bytes:
    return struct.pack(f"<{width}B", len(text), 1) + text.encode("utf-16-le")


def _begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 4000, 2001, 0, 6))


def xls(
    sheets: Mapping[str, Sequence[Sequence[str | float | Shown]]],
    formats: Mapping[int, str] | None = None,
    hidden: Sequence[str] = (),
    extra: bytes = b"",
) -> bytes:
    """A workbook; `formats`: their codes by number, from 164 on; `extra`: records before the names of the sheets."""
    forms = [0, *sorted({v.form for rows in sheets.values() for row in rows for v in row if isinstance(v, Shown)})]
    head = _begin(_GLOBALS) + record(0x0042, struct.pack("<H", 1200))
    font = record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + b"\x01\0a")
    head += font * 4
    for number, code in (formats or {}).items():
        head += record(0x041E, struct.pack("<H", number) + _text(code, "H"))
    for form in forms:
        head += record(0x00E0, struct.pack("<HHHBBBBIIH", 0, form, 0x0001, 0x20, 0, 0, 0xFC, 0, 0, 0x20C0))
    head += extra
    bodies = [_sheet(rows, forms) for rows in sheets.values()]
    names = [_text(name, "B") for name in sheets]
    at = len(head) + sum(len(name) + 10 for name in names) + 4
    for name, called, body in zip(names, sheets, bodies, strict=True):
        head += record(0x0085, struct.pack("<IBB", at, called in hidden, 0) + name)
        at += len(body)
    return compound({"Workbook": (head + record(0x000A, b"") + b"".join(bodies)).ljust(4096, b"\0")})


def _sheet(rows: Sequence[Sequence[str | float | Shown]], forms: Sequence[int]) -> bytes:
    made = _begin(_SHEET)
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if isinstance(value, str):
                made += record(0x0204, struct.pack("<HHH", y, x, 0) + _text(value, "H")) if value else b""
            else:
                number, form = value if isinstance(value, Shown) else (value, 0)
                made += record(0x0203, struct.pack("<HHHd", y, x, forms.index(form), number))
    return made + record(0x000A, b"")
