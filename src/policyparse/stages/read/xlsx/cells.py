"""The cells of a spreadsheet as a reader of the sheet sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element

from policyparse.records.errors import InputError
from policyparse.stages.read.container import Container, attribute, child, local
from policyparse.stages.read.xlsx.formats import Format, formats

MOST_ROWS = 100_000
MOST_COLUMNS = 256  # a cell may say that it stands in column 16,384, and all before it would have to be made
_CELL = re.compile(r"([A-Z]{1,3})\d+")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how control characters are written: `_x000D_` is a carriage return
_LONG = re.compile(r"-?\d+\.\d{10,20}(?:[eE][+-]?\d{1,3})?|-?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY, _LAST_DAY = 61, 80_000  # in March 1900 the count of days becomes right


class Sheet(NamedTuple):
    """A sheet: its name, its rows, whether it is hidden, and how many filled cells stood too far to the right."""

    name: str
    rows: list[list[str]]
    hidden: bool
    beyond: int


def sheets(container: Container) -> list[Sheet]:
    """The sheets of a workbook, in its order. Raises InputError `too-large` for one of too many rows."""
    reader = _Reader(container)
    return [reader.sheet(name, part, hidden) for name, part, hidden in _parts(container)]


def day_of(number: str) -> date | None:
    """The day that a spreadsheet counts so; none where it is no such number.

    >>> day_of("45657").isoformat(), day_of("12.5.3"), day_of("7")
    ('2024-12-31', None, None)
    """
    if not number.replace(".", "", 1).isdecimal() or len(number) > 20:
        return None
    days = int(float(number))
    return _DAY_ZERO + timedelta(days=days) if _FIRST_DAY <= days < _LAST_DAY else None


class _Reader:
    """Reads sheets with what the workbook keeps for all of them: texts, and formats of cells."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._shared = _shared_strings(container)
        self._formats = formats(container)

    def sheet(self, name: str, part: str, hidden: bool) -> Sheet:
        """The cells of the sheet `name`, which lies in the archive at `part`."""
        rows: list[list[str]] = []
        beyond = 0
        for row in child(self._container.xml(part), "sheetData") or ():
            if len(rows) >= MOST_ROWS:
                place = f"{self._container.place}, {name}"
                raise InputError("too-large", place, f"more than {MOST_ROWS} rows", "give fewer rows in a file")
            cells: list[str] = []
            for cell in row:
                at = _column(attribute(cell, "r") or "", len(cells))
                if at >= MOST_COLUMNS:
                    beyond += bool(self._value(cell))
                    continue
                cells += [""] * (at - len(cells))
                cells.append(self._value(cell))
            rows.append(cells)
        return Sheet(name, rows, hidden, beyond)

    def _value(self, cell: Element) -> str:
        kind = attribute(cell, "t")
        if kind == "inlineStr":
            inline = child(cell, "is")
            return _string(inline) if inline is not None else ""
        value = child(cell, "v")
        text = (value.text or "") if value is not None else ""
        if kind == "s":
            return (
                self._shared[int(text)] if text.isdecimal() and len(text) < 9 and int(text) < len(self._shared) else ""
            )
        return text if kind in ("str", "b", "e") else self._shown(text, attribute(cell, "s") or "0")

    def _shown(self, number: str, style: str) -> str:
        """A number as its format shows it; what no format tells of as it is, without the last digits of its binary form."""
        return shown(number, self._formats.get(style, Format.GENERAL))


def shown(number: str, found: Format) -> str:
    """A number as a format shows it.

    >>> shown("0.96", Format.PERCENT), shown("45657", Format.DAY), shown("45657", Format.CHINESE_MONTH)
    ('96%', '2024-12-31', '2024年12月')
    """
    if found is Format.GENERAL:
        return _rounded(number)
    if found is Format.PERCENT:
        return _percent(number)
    if (day := day_of(number)) is None:
        return number
    if found is Format.DAY:
        return day.isoformat()
    return f"{day.year}年{day.month}月" + (f"{day.day}日" if found is Format.CHINESE_DAY else "")


def _rounded(number: str) -> str:
    """A number with the 15 digits that a spreadsheet vouches for.

    >>> _rounded("95.199999999999989"), _rounded("12"), _rounded("4.5E-2"), _rounded("文")
    ('95.2', '12', '0.045', '文')
    """
    if len(number) > 30 or not _LONG.fullmatch(number):
        return number
    shown = f"{float(number):.15g}"
    return f"{float(number):.12f}".rstrip("0").rstrip(".") if "e" in shown and 1e-9 < abs(float(number)) < 1 else shown


def _percent(number: str) -> str:
    """
    >>> _percent("0.96"), _percent("0.28999999999999998"), _percent("无")
    ('96%', '29%', '无')
    """
    try:
        return f"{float(number) * 100:.12g}%" if len(number) < 30 else number
    except ValueError:
        return number


def _parts(container: Container) -> list[tuple[str, str, bool]]:
    """The name and the part of each sheet, and whether it is hidden, in the order of the workbook."""
    targets = {}
    if "xl/_rels/workbook.xml.rels" in container:
        for relation in container.xml("xl/_rels/workbook.xml.rels"):
            target = (attribute(relation, "Target") or "").lstrip("/")
            targets[attribute(relation, "Id")] = target if target.startswith("xl/") else f"xl/{target}"
    found = []
    for sheet in child(container.xml("xl/workbook.xml"), "sheets") or ():
        part = targets.get(next((v for k, v in sheet.attrib.items() if k.endswith("}id")), ""))
        if part and part in container:
            hidden = (attribute(sheet, "state") or "visible") != "visible"
            found.append((attribute(sheet, "name") or "", part, hidden))
    unnamed = sorted(n for n in container.members if n.startswith("xl/worksheets/sheet"))
    return found or [(part.rsplit("/", 1)[-1].removesuffix(".xml"), part, False) for part in unnamed]


def _shared_strings(container: Container) -> list[str]:
    if "xl/sharedStrings.xml" not in container:
        return []
    return [_string(item) for item in container.xml("xl/sharedStrings.xml") if local(item) == "si"]


def _string(item: Element) -> str:
    """The text of a rich or plain string, without its phonetic guides."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), "".join(_texts(item))).replace("\r\n", "\n").replace("\r", "\n")


def _texts(item: Element) -> Iterator[str]:
    for part in item:
        if local(part) == "t":
            yield part.text or ""
        elif local(part) == "r":
            yield from (t.text or "" for t in part if local(t) == "t")


def _column(reference: str, default: int) -> int:
    """The column number from 0 of a reference like `AB12`; never before what was read already."""
    found = _CELL.match(reference)
    if not found:
        return default
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return max(number - 1, default)
