"""The pages of a PDF; the only part that touches pdfium."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from policyparse.stages.read.apart import Unreadable
from policyparse.stages.read.paged.page import THIN, WIDE_FROM, Glyph, Page, Rule

MOST_GLYPHS = 2_000_000
MOST_OBJECTS = 60_000  # of a page, looked at for rules
_SPACES = frozenset({0x20, 0xA0, *range(0x2000, 0x200C), 0x202F, 0x3000, 0xFEFF})
_NOTHING = frozenset({0xFFFE, 0xFFFF, 0xAD})
FLAT = 0.1  # points: a character that is no larger was not drawn (`一` has half a point)
INK = 0.005  # of the size: how far behind its origin a character begins at the most
SAMPLE = 200  # characters by which the direction of a page is told


def pages(data: bytes) -> Iterator[Page]:
    """The pages of a PDF, in order. Raises Unreadable `encrypted`, `damaged`, `too-large`."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise Unreadable("encrypted", "it is encrypted") from None
        raise Unreadable("damaged", str(error).rstrip(".")) from None
    count = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise Unreadable("damaged", f"page {number + 1}: {error}") from None
        characters = text.count_chars()
        view = _View.of(page, _turn(raw, text.raw, characters))
        count += characters
        if count > MOST_GLYPHS:
            raise Unreadable("too-large", f"more than {MOST_GLYPHS} characters")
        found = list(_glyphs(raw, text.raw, view, characters))
        unmapped = sum(raw.FPDFText_HasUnicodeMapError(text.raw, i) == 1 for i in range(characters))
        drawn = _drawn(raw, page, view)
        fontless = (
            drawn.borrows and not drawn.hidden and not _has_shapes(raw, text.raw, characters, bool(drawn.pictures))
        )
        pictures = tuple(drawn.pictures)
        yield Page(view.width, view.height, found, drawn.rules, drawn.hidden, unmapped, pictures, fontless)
        text.close()
        page.close()


class _View(NamedTuple):
    """How a page is read: its size, its turn in degrees, where its lower left corner lies before it is turned."""

    width: float
    height: float
    turn: int
    left: float
    bottom: float

    @classmethod
    def of(cls, page: Any, turn: int | None) -> _View:
        """The view in which most of its text is upright, however the page is shown; without text, as it is shown."""
        left, bottom, right, top = page.get_bbox()
        turn = page.get_rotation() if turn is None else turn
        width, height = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)
        return cls(width, height, turn, left, bottom)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, as it is read, from its upper left corner."""
        x, y = x - self.left, y - self.bottom
        if self.turn == 90:
            return y, x
        if self.turn == 180:
            return self.width - x, y
        if self.turn == 270:
            return self.width - y, self.height - x
        return x, self.height - y


def _turn(raw: Any, text: Any, count: int) -> int | None:
    """The quarter turn that makes most of a page's text upright, by a sample of its characters; None without any."""
    matrix = raw.FS_MATRIX()
    turns: Counter[int] = Counter()
    for index in range(0, count, max(1, count // SAMPLE)):
        if raw.FPDFText_IsGenerated(text, index) != 1 and raw.FPDFText_GetMatrix(text, index, matrix):
            turns[round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4 * 90] += 1
    return max(turns, key=lambda turn: (turns[turn], -turn)) if turns else None


def _glyphs(raw: Any, text: Any, view: _View, count: int) -> Iterator[Glyph]:
    """The characters of a page that are in the file: those that pdfium makes up (spaces, line ends) are not.

    What runs aslant is a watermark (an oblique type runs straight).
    """
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    high = ""
    spaced = False
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code <= 0x20 or code in _SPACES or code in _NOTHING or raw.FPDFText_IsGenerated(text, index) == 1:
            spaced = spaced or (code in _SPACES and raw.FPDFText_IsGenerated(text, index) != 1)
            continue
        if 0xD800 <= code < 0xDC00:
            high = chr(code)
            continue
        character = chr(code)
        if 0xDC00 <= code < 0xE000:
            if not high:
                continue
            character = (high + character).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        if not raw.FPDFText_GetLooseCharBox(text, index, box) or not raw.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        if raw.FPDFText_GetMatrix(text, index, matrix) and 3 < math.degrees(math.atan2(matrix.b, matrix.a)) % 90 < 87:
            continue
        (x0, y0), (x1, y1) = view.place(box.left, box.top), view.place(box.right, box.bottom)
        begin, base = view.place(x.value, y.value)
        written = raw.FPDFText_GetFontSize(text, index)
        left, right = _cell(character, min(x0, x1), max(x0, x1), begin, written * math.hypot(matrix.a, matrix.b))
        size = _size(written, character, right - left, abs(y1 - y0))
        yield Glyph(character, left, right, base, size, spaced)
        spaced = False


def _cell(character: str, left: float, right: float, begin: float, size: float) -> tuple[float, float]:
    """Where a character begins and ends. Of some fonts pdfium knows the ink only: `口` would be narrower than the cell
    that it stands in, from its origin on, and the room beside it a space."""
    if "\u3400" <= character <= "\u9fff" and INK * size < left - begin < size / 2 and right - left < size:
        return begin, begin + size
    return left, right


def _size(written: float, character: str, width: float, tall: float) -> float:
    """The size of a character on the page; what is written is before scaling (`319` for 15 points), or 1.

    A Chinese character is as wide as its size.
    """
    if character >= "\u2e80" and tall / 2 < width < 2 * tall:
        return width
    return written if tall / 2 < written < 2 * tall else max(tall, 1.0)


def _has_shapes(raw: Any, text: Any, count: int, pictures: bool) -> bool:
    """True where pdfium could draw the Chinese characters of a page whose fonts are not in the file: without a font
    they are flat, and some of them are left out of the text; at times all."""
    if not count:
        return pictures
    box = [ctypes.c_double() for _ in range(4)]
    sizes = [
        min(abs(box[1].value - box[0].value), abs(box[3].value - box[2].value))
        for index in range(0, count, max(1, count // SAMPLE))
        if raw.FPDFText_GetUnicode(text, index) >= ord(WIDE_FROM) and raw.FPDFText_GetCharBox(text, index, *box)
    ]
    return not sizes or max(sizes) > FLAT


class _Drawn(NamedTuple):
    """What stands on a page beside its characters."""

    rules: list[Rule]
    pictures: list[Rule]
    hidden: bool  # its text is not shown
    borrows: bool  # some of its text is in a font that is not in the file


def _drawn(raw: Any, page: Any, view: _View) -> _Drawn:
    """The horizontal and vertical lines of a page, drawn as lines, boxes or thin areas; its pictures; how its text is
    set."""
    rules: list[Rule] = []
    pictures: list[Rule] = []
    shown = hidden = 0
    borrows = False
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            invisible = raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            hidden, shown = hidden + invisible, shown + (not invisible)
            borrows = borrows or raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item)) == 0
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE) and (box := _box(raw, item, view)):
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                pictures.append(box)
            else:
                rules += _rules(raw, item, box)
    return _Drawn(rules, pictures, hidden > shown, borrows)


def _box(raw: Any, item: Any, view: _View) -> Rule | None:
    """The box of an object as the page is shown."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    corners = (view.place(left.value, top.value), view.place(right.value, bottom.value))
    (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*corners, strict=True))
    return Rule(x0, y0, x1, y1)


def _rules(raw: Any, item: Any, box: Rule) -> list[Rule]:
    """The lines that a path draws: itself where it is thin, its sides where it is a box."""
    x0, y0, x1, y1 = box
    if x1 - x0 <= THIN or y1 - y0 <= THIN:
        return [box]
    if raw.FPDFPath_CountSegments(item) <= 6 and _is_stroked(raw, item):
        return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]
    return []


def _is_stroked(raw: Any, item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)
