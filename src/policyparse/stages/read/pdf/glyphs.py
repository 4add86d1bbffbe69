"""The pages of a PDF; the only part that touches pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from policyparse.stages.read.paged.page import Glyph, Page, Rule

MOST_GLYPHS = 2_000_000
MOST_OBJECTS = 60_000  # of a page, looked at for rules
_SPACES = frozenset({0x20, 0xA0, *range(0x2000, 0x200C), 0x202F, 0x3000, 0xFEFF})
_NOTHING = frozenset({0xFFFE, 0xFFFF, 0xAD})
THIN = 3.0  # points: a filled shape that is no thicker is a rule


class Unreadable(Exception):
    """Why a PDF cannot be read: a code and a reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


def pages(data: bytes) -> Iterator[Page]:
    """The pages of a PDF, in order. Raises Unreadable `encrypted`, `damaged`, `too-large`."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("encrypted" if "assword" in str(error) else "damaged", str(error)) from None
    count = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise Unreadable("damaged", f"page {number + 1}: {error}") from None
        found = list(_glyphs(raw, text.raw, page.get_height(), text.count_chars()))
        count += len(found)
        if count > MOST_GLYPHS:
            raise Unreadable("too-large", f"more than {MOST_GLYPHS} characters")
        rules, invisible = _rules(raw, page)
        yield Page(page.get_width(), page.get_height(), found, rules, invisible)
        text.close()
        page.close()


def _glyphs(raw: Any, text: Any, height: float, count: int) -> Iterator[Glyph]:
    """The characters of a page that are in the file: those that pdfium makes up (spaces, line ends) are not."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
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
        size = _size(raw.FPDFText_GetFontSize(text, index), character, box.right - box.left, abs(box.top - box.bottom))
        yield Glyph(character, box.left, box.right, height - y.value, size, spaced)
        spaced = False


def _size(written: float, character: str, width: float, tall: float) -> float:
    """The size of a character on the page; what is written is before scaling (`319` for 15 points), or 1.

    A Chinese character is as wide as its size.
    """
    if character >= "\u2e80" and tall / 2 < width < 2 * tall:
        return width
    return written if tall / 2 < written < 2 * tall else max(tall, 1.0)


def _rules(raw: Any, page: Any) -> tuple[list[Rule], bool]:
    """The horizontal and vertical lines of a page, drawn as lines, boxes or thin areas; whether its text is hidden."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    height = page.get_height()
    found: list[Rule] = []
    shown = hidden = 0
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            invisible = raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            hidden, shown = hidden + invisible, shown + (not invisible)
        elif kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            x0, y0, x1, y1 = left.value, height - top.value, right.value, height - bottom.value
            if x1 - x0 <= THIN or y1 - y0 <= THIN:
                found.append(Rule(x0, y0, x1, y1))
            elif raw.FPDFPath_CountSegments(item) <= 6 and _is_stroked(raw, item):
                found += [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]
    return found, hidden > shown


def _is_stroked(raw: Any, item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)
