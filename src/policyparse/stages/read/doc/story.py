"""The texts of a Word file (body, notes, boxes) → the paragraphs and tables that they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from policyparse.records.errors import InputError
from policyparse.stages.read.doc.file import Part, WordFile, plex
from policyparse.stages.read.doc.lists import Lists
from policyparse.stages.read.doc.pieces import text_of
from policyparse.stages.read.doc.properties import Look, forms, looks
from policyparse.stages.read.doc.shapes import boxes_by_place
from policyparse.stages.read.docx.build import Builder, box, note, paragraph, run, symbol

MOST_MARKS = 500_000  # control characters
_ENDS = re.compile("[\r\x07\x0c]")
_MARKS = re.compile("[\x00-\x08\x0b-\x1f]")
_SYMBOLS = re.compile("[\uf000-\uf0ff]+")  # of a font of symbols
_WRITTEN = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-"}
_BEGIN, _RESULT, _END = "\x13", "\x14", "\x15"  # of a field
_DRAWN, _CELL, _BREAK = "\x08", "\x07", "\x0c"
_SYMBOL = "("


class Stories:
    """The texts of one file, read piece by piece."""

    def __init__(self, word: WordFile) -> None:
        self._word, self._marks = word, 0
        self._text = text_of(word)
        self._looks, self._forms = looks(word), forms(word)
        self.lists = Lists(word)
        self._fonts = _fonts(word.part(Part.FONTS))
        lengths = word.lengths
        self._first_footnote = lengths.body
        self._first_endnote = lengths.body + lengths.footnotes + lengths.heads + lengths.macros + lengths.comments
        self._first_box = self._first_endnote + lengths.endnotes
        self._notes = dict(self._note_places())
        self._boxes = boxes_by_place(word)
        self._breaks = set(plex(word.part(Part.SECTIONS), 12)[0])

    def body(self) -> list[Element]:
        """The blocks of the body."""
        return self._blocks(0, self._word.lengths.body)

    def notes(self) -> dict[str, dict[str, Element]]:
        """The foot- and endnotes by kind and number."""
        kinds = (
            ("footnote", Part.FOOTNOTE_TEXTS, self._first_footnote, self._word.lengths.footnotes),
            ("endnote", Part.ENDNOTE_TEXTS, self._first_endnote, self._word.lengths.endnotes),
        )
        found: dict[str, dict[str, Element]] = {}
        for kind, part, first, length in kinds:
            places = [first + place for place in plex(self._word.part(part), 0)[0] if place <= length]
            texts = enumerate(pairwise(places))
            found[kind] = {str(number): box(self._blocks(begin, end)) for number, (begin, end) in texts}
        return found

    def _note_places(self) -> Iterator[tuple[int, tuple[str, int]]]:
        for kind, part in (("footnote", Part.FOOTNOTE_PLACES), ("endnote", Part.ENDNOTE_PLACES)):
            for number, place in enumerate(plex(self._word.part(part), 2)[0]):
                yield place, (kind, number)

    def _blocks(self, begin: int, end: int) -> list[Element]:
        """The blocks of the characters from `begin` to `end`."""
        text = self._text.characters
        builder, fields = Builder(self._word.place), Fields()
        end = min(end, len(text))
        while begin < end:
            stop = begin
            for found in _ENDS.finditer(text, begin, end):
                stop = found.start()
                if found[0] != _BREAK or stop + 1 in self._breaks or stop + 1 == end:
                    break
            else:
                stop = end
            self._paragraph(builder, begin, min(stop, end), end, fields)
            begin = stop + 1
        return builder.end()

    def _paragraph(self, builder: Builder, begin: int, stop: int, end: int, fields: Fields) -> None:
        """Adds the paragraph whose mark stands at `stop`."""
        parts = self._parts(begin, stop, fields)
        fields.end_paragraph()
        if stop >= end:
            builder.add(paragraph(parts), 0)
            return
        place = self._text.place(stop)
        form, deleted = self._forms.at(place), self._looks.at(place).deleted
        ends_cell = self._text.characters[stop] == _CELL
        depth = form.depth if not ends_cell else max(form.depth, 1)
        if form.ends_row and (ends_cell or depth > 1):
            builder.end_row(depth, form.row._replace(deleted=deleted))
            return
        ends_cell = ends_cell or (form.ends_inner_cell and depth > 1)
        builder.add(paragraph(parts, self.lists.place(form), deleted and not ends_cell), depth)
        if ends_cell:
            builder.end_cell(depth)

    def _parts(self, begin: int, stop: int, fields: Fields) -> list[Element]:
        """The runs, notes and boxes of a paragraph."""
        found: list[Element] = []
        for at, end, look in self._runs(begin, stop):
            if look.symbol and self._text.characters[at] == _SYMBOL and not look.hidden and not look.deleted:
                font, code = look.symbol
                found.append(symbol(self._font(font), code))
                continue
            for mark, piece in self._marked(at, end):
                self._part(found, mark, piece, look, fields)
        return found

    def _part(self, found: list[Element], mark: int, piece: str, look: Look, fields: Fields) -> None:
        """Adds a piece of text, or what a control character stands for (`mark` = where it stands, or -1)."""
        if mark >= 0:
            self._marks += 1
            if self._marks > MOST_MARKS:
                raise InputError("complex", self._word.place, "too many control characters", "give a simpler file")
            if fields.mark(piece):
                return
        if fields.in_code or look.deleted or look.hidden:
            return
        if mark < 0 and look.font >= 0 and _SYMBOLS.fullmatch(piece):
            found += (symbol(self._font(look.font), ord(sign)) for sign in piece)
        elif mark < 0:
            found.append(run(piece, look.raised))
        elif piece in _WRITTEN:
            found.append(run(_WRITTEN[piece]))
        elif piece == _DRAWN and mark in self._boxes:
            for begin, end in self._boxes[mark]:
                found.append(box(self._blocks(self._first_box + begin, self._first_box + end)))
        elif (kind := self._notes.get(mark)) is not None:
            found.append(note(*kind))

    def _font(self, number: int) -> str:
        return self._fonts[number] if number < len(self._fonts) else ""

    def _runs(self, begin: int, stop: int) -> Iterator[tuple[int, int, Look]]:
        """The stretches of characters that look the same, across pieces."""
        text, places = self._text, self._looks.begins
        while begin < stop:
            piece = bisect_right(text.begins, begin) - 1
            end = min(stop, text.begins[piece + 1] if piece + 1 < len(text.begins) else stop)
            width, place = text.widths[piece], text.place(begin)
            number = bisect_right(places, place) - 1
            while begin < end:
                next_place = places[number + 1] if number + 1 < len(places) else place + (end - begin) * width
                run_end = min(end, begin + max(-(-(next_place - place) // width), 1))
                yield begin, run_end, self._looks.values[number]
                place += (run_end - begin) * width
                begin, number = run_end, number + 1

    def _marked(self, begin: int, end: int) -> Iterator[tuple[int, str]]:
        """The pieces of a run between its control characters, and these."""
        text = self._text.characters
        for found in _MARKS.finditer(text, begin, end):
            if found.start() > begin:
                yield -1, text[begin : found.start()]
            yield found.start(), found[0]
            begin = found.end()
        if begin < end:
            yield -1, text[begin:end]


class Fields:
    """Whether a place lies in the code of a field, which nobody sees, or in its result."""

    def __init__(self) -> None:
        self._open: list[bool] = []  # for each field around: whether its code is still being read
        self._codes = 0

    @property
    def in_code(self) -> bool:
        """True in the code of a field."""
        return self._codes > 0

    def mark(self, sign: str) -> bool:
        """Takes the sign of a field's beginning, middle or end; false for any other."""
        if sign == _BEGIN:
            self._open.append(True)
            self._codes += 1
        elif sign == _RESULT and self._open:
            self._codes -= self._open[-1]
            self._open[-1] = False
        elif sign == _END and self._open:
            self._codes -= self._open.pop()
        return sign in (_BEGIN, _RESULT, _END)

    def end_paragraph(self) -> None:
        """A code that its paragraph does not end is damage: the text behind it is shown."""
        self._open = [False] * (len(self._open) - self._codes)
        self._codes = 0


def _fonts(data: bytes) -> list[str]:
    """The names of the fonts."""
    found: list[str] = []
    at = 4
    while at < len(data) and data[at]:
        names = data[at + 40 : at + 1 + data[at]]
        found.append(names.decode("utf-16-le", "replace").partition("\0")[0])
        at += 1 + data[at]
    return found
