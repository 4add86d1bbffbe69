"""Text on a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence


def width(text: str) -> int:
    """The columns that a text takes: two for wide and full-width characters, none for combining and control ones.

    >>> width("市财政局"), width("6.5%"), width("e\u0301"), width("“一件事”")
    (8, 4, 1, 8)
    """
    return len(text) if text.isascii() and text.isprintable() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Cs"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """The text with blanks up to a width.

    >>> pad("牵头", 6) + "|"
    '牵头  |'
    """
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """The text, or as much of it as fits with `…` at its end.

    >>> cut("优化市场环境", 7)
    '优化市…'
    """
    return text if width(text) <= columns else _prefix(text, columns - 1) + "…"


def _prefix(text: str, columns: int) -> str:
    """As much as fits of a text that is wider."""
    at = 0
    while (columns := columns - _columns(text[at])) >= 0:
        at += 1
    return text[:at]


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines that fit, broken behind a mark or a blank where there is one.

    >>> wrap("市财政局、市人力社保局、市商务局", 20)
    ['市财政局、', '市人力社保局、', '市商务局']
    """
    return joined(pieces(text), columns)


def joined(parts: Iterable[str], columns: int) -> list[str]:
    """The parts in lines that fit, broken between them; within one only where it fits no line."""
    lines, line = [], ""
    for piece in parts:
        if line and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        while width(piece.rstrip()) > columns:
            head = _prefix(piece, columns) or piece[0]
            lines.append(head)
            piece = piece[len(head) :]
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def pieces(text: str) -> Iterator[str]:
    """The text cut behind every mark and blank that a line may be broken at."""
    start = 0
    for at, character in enumerate(text):
        if character in "、，。；,; ":
            yield text[start : at + 1]
            start = at + 1
    if start < len(text):
        yield text[start:]


def columns_of(rows: Iterable[Sequence[str]], gap: str = "  ") -> Iterator[str]:
    """Rows of cells as lines with aligned columns."""
    rows = [[_flat(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield gap.join(pad(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip()


def tabbed(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows of cells as lines with tabs between them, for a pipe or a spreadsheet."""
    for row in rows:
        yield "\t".join(_flat(cell) for cell in row)


def _flat(cell: str) -> str:
    """A cell on one line, without characters that would move or colour what stands around it."""
    return "".join(c if c.isprintable() else " " for c in " ".join(cell.split()))
