"""The properties of runs and paragraphs: pages of 512 bytes in the stream of the text, each for a stretch of it."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from policyparse.records.errors import InputError
from policyparse.stages.read.doc import sprms as s
from policyparse.stages.read.doc.file import Part, WordFile, plex
from policyparse.stages.read.docx.build import Row

_PAGE = 512
_DEEPEST = 4  # properties that say where the properties stand
MOST_STRETCHES = 300_000  # of one property each
_SUPERSCRIPT = 1
_NO_LIST = 0xF801
_T = TypeVar("_T")


class Look(NamedTuple):
    """How a run of characters looks."""

    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    symbol: tuple[int, int] | None = None  # number of the font, character
    font: int = -1  # number of the font that the run itself says


class Form(NamedTuple):
    """What a paragraph's own properties say; what is null is its style's."""

    style: int = 0
    list: int | None = None
    level: int | None = None
    depth: int = 0  # of tables
    ends_row: bool = False
    ends_inner_cell: bool = False
    row: Row = Row()


class Stretches(NamedTuple, Generic[_T]):
    """Values for stretches of the stream of the text: each begins at a place, in ascending order."""

    begins: list[int]
    values: list[_T]

    def at(self, place: int) -> _T:
        """The value at a place."""
        return self.values[bisect_right(self.begins, place) - 1]


def looks(word: WordFile) -> Stretches[Look]:
    """How the runs look."""
    return _read(word, Part.RUNS, 1, _change, _look, Look())


def forms(word: WordFile) -> Stretches[Form]:
    """What the paragraphs say."""
    return _read(word, Part.PARAGRAPHS, 13, _paragraph, lambda data: _form(data, word.data), Form())


def form_of_style(properties: bytes) -> Form:
    """What a style's properties of paragraphs say."""
    return _form(properties, b"")


def _read(
    word: WordFile, part: Part, size: int, cut: Callable[[bytes, int], bytes], read: Callable[[bytes], _T], default: _T
) -> Stretches[_T]:
    """The values of a property; `cut` gives its bytes of a page, `read` what they say."""
    known: dict[bytes, _T] = {b"": default}
    found: Stretches[_T] = Stretches([-1], [default])
    for begin, page, at in _stretches(word, part, size):
        data = cut(page, at) if at else b""
        if (value := known.get(data)) is None:
            value = known[data] = read(data)
        if found.begins[-1] == begin:  # where one page ends the next begins
            found.values[-1] = value
            continue
        found.begins.append(begin)
        found.values.append(value)
        if len(found.begins) > MOST_STRETCHES:
            raise InputError("complex", word.place, "too many changes of properties", "give a simpler file")
    return found


def _stretches(word: WordFile, part: Part, size: int) -> Iterator[tuple[int, bytes, int]]:
    """Where each stretch begins, the page with its properties, and where on it they stand (0 = it has none)."""
    last = -1
    for number in plex(word.part(part), 4)[1]:
        begin = (int.from_bytes(number, "little") & 0x3FFFFF) * _PAGE
        page = word.main[begin : begin + _PAGE]
        if len(page) < _PAGE:
            continue
        count = page[-1]
        ends = 4 * (count + 1)
        if ends + size * count >= _PAGE:
            continue
        for at, place in enumerate(struct.unpack_from(f"<{count + 1}I", page)):
            if place >= last:
                last = place
                yield place, page, 2 * page[ends + size * at] if at < count else 0


def _change(page: bytes, at: int) -> bytes:
    return page[at + 1 : at + 1 + page[at]]


def _paragraph(page: bytes, at: int) -> bytes:
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < _PAGE else b""


def _look(data: bytes) -> Look:
    look = Look()
    for code, operand in s.sprms(data):
        if code == s.HIDDEN:
            look = look._replace(hidden=operand[0] in (1, 0x81))
        elif code == s.DELETED:
            look = look._replace(deleted=bool(operand[0]))
        elif code == s.RAISED:
            look = look._replace(raised=operand[0] == _SUPERSCRIPT)
        elif code == s.FONT:
            look = look._replace(font=s.number(operand))
        elif code == s.SYMBOL:
            look = look._replace(symbol=(s.number(operand[:2]), s.number(operand[2:])))
    return look


def _form(data: bytes, elsewhere: bytes) -> Form:
    """What the bytes of a paragraph's properties say: the number of its style, then changes."""
    form = Form(style=int.from_bytes(data[:2], "little"))
    in_table, depth, row = False, 0, Row()
    for code, operand in _changes(data[2:], elsewhere):
        if code == s.LIST:
            form = form._replace(list=_list(s.number(operand)))
        elif code == s.LIST_LEVEL:
            form = form._replace(level=operand[0])
        elif code == s.IN_TABLE:
            in_table = bool(operand[0])
        elif code == s.DEPTH:
            depth = s.number(operand)
        elif code in (s.ROW_END, s.INNER_ROW):
            form = form._replace(ends_row=bool(operand[0]))
        elif code == s.INNER_CELL:
            form = form._replace(ends_inner_cell=bool(operand[0]))
        elif code == s.ROW:
            row = Row(*s.row_of(operand))
    return form._replace(depth=(max(depth, 1) if in_table else 0), row=row)


def _changes(data: bytes, elsewhere: bytes) -> Iterator[tuple[int, bytes]]:
    """The changes of a list; those that do not fit on a page stand in the stream of data, and a change says where."""
    for _ in range(_DEEPEST):
        following = b""
        for code, operand in s.sprms(data):
            if code in s.ELSEWHERE:
                at = s.number(operand)
                following = elsewhere[at + 2 : at + 2 + int.from_bytes(elsewhere[at : at + 2], "little")]
            else:
                yield code, operand
        data = following


def _list(number: int) -> int:
    """The number of a use of a list, from 1; 0 = none. A negative one is the same, with the indents of before."""
    return 0 if number == _NO_LIST else 0x10000 - number if number > _NO_LIST else number
