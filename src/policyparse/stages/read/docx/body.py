"""The body of a Word document → lines: paragraphs with their labels, rows of tables, text boxes after their paragraph.

Changes are taken as accepted: what was inserted or moved here is text, what was deleted or moved away is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from policyparse.stages.read.container import attribute, child, local
from policyparse.stages.read.docx.numbering import Numbered, Numbering
from policyparse.stages.read.docx.styles import Styles, place_of
from policyparse.stages.read.raised import raised

NOTES = ("footnote", "endnote")
_GONE = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "tblPr",
     "tcPr", "trPr", "tblGrid", "sectPr", "fldData", "footnoteRef", "endnoteRef", "annotationRef"}
)  # fmt: skip
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "ptab": "\t", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Body:
    """Writes the lines of one document; `chunk` gives the lines of an embedded part by its relation id."""

    numbering: Numbering
    styles: Styles
    chunk: Callable[[str], list[str]] = lambda relation: []
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind and id of each note, where it is referred to

    def lines(self, parent: Element) -> Iterator[str]:
        """The lines of the blocks under `parent`."""
        carried = ""  # the text of paragraphs whose mark was deleted: they run on into the next
        for block in parent:
            name = local(block)
            if name == "p":
                line, boxes = self._paragraph(block)
                carried += line
                if _mark_is_deleted(block):
                    continue
                yield from carried.split("\n")
                carried = ""
                yield from boxes
            elif name == "tbl":
                yield from self._table(block)
            elif name == "altChunk":
                yield from self.chunk(attribute(block, "id") or "")
            elif name not in _GONE:
                yield from self.lines(_chosen(block) if name == "AlternateContent" else block)
        if carried:
            yield from carried.split("\n")

    def note_lines(self, texts: Mapping[str, Mapping[str, Element]]) -> Iterator[str]:
        """The foot- and endnotes that the body refers to, by kind and id: `[1] …`."""
        numbers = dict.fromkeys(NOTES, 0)
        for kind, identifier in list(self.notes):
            numbers[kind] += 1
            note = texts[kind].get(identifier)
            if note is not None:
                text = " ".join(line.strip() for line in self.lines(note) if line.strip())
                yield f"[{numbers[kind]}] {text}"

    def _paragraph(self, paragraph: Element) -> tuple[str, list[str]]:
        """The text of a paragraph with its label, and the lines of the text boxes in it."""
        pieces: list[str] = []
        boxes: list[str] = []
        self._inline(paragraph, pieces, boxes)
        text = "".join(pieces)
        place = self._place(paragraph)
        if place is None or (not text and _mark_is_deleted(paragraph)):
            return text, boxes
        label = self.numbering.label(place)  # an empty paragraph counts, too
        return (label + text if text.strip() else text), boxes

    def _place(self, paragraph: Element) -> Numbered | None:
        """Where a paragraph stands in a list: by its own word, else by its style's."""
        style = child(paragraph, "pPr", "pStyle")
        named = attribute(style, "val") if style is not None else self.styles.default
        place = place_of(child(paragraph, "pPr", "numPr"), self.styles.numbered.get(named or ""))
        return None if place is None or place.number == "0" else place

    def _inline(self, parent: Element, pieces: list[str], boxes: list[str]) -> None:
        """Adds the text under a part of a paragraph."""
        for part in parent:
            name = local(part)
            if name == "t":
                pieces.append(part.text or "")
            elif name in _MARKS:
                pieces.append(_MARKS[name])
            elif name == "sym":
                pieces.append(_symbol(part))
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), attribute(part, "id") or ""))
            elif name == "AlternateContent":
                self._inline(_chosen(part), pieces, boxes)
            elif name == "txbxContent":
                boxes.extend(self.lines(part))
            elif name == "r" and _is_raised(part):
                inner: list[str] = []
                self._inline(part, inner, boxes)
                pieces += map(raised, inner)
            elif name not in _GONE and not (name == "r" and _is_hidden(part)):
                self._inline(part, pieces, boxes)

    def _table(self, table: Element) -> Iterator[str]:
        """The rows of a table: cells with tabs between them; a row with one filled cell gives the lines of that cell."""
        for row in _rows(table):
            if _is_deleted_row(row):
                continue
            cells = [list(self.lines(cell)) for cell in _cells(row)]
            filled = [cell for cell in cells if any(map(str.strip, cell))]
            if len(filled) == 1:
                yield from filled[0]
            elif filled:
                widths = map(_width, _cells(row))
                joined = (_joined(cell) + "\t" * (width - 1) for cell, width in zip(cells, widths, strict=True))
                yield "\t".join(joined).rstrip("\t")


def _width(cell: Element) -> int:
    """The number of columns that a cell takes."""
    span = child(cell, "tcPr", "gridSpan")
    written = attribute(span, "val") if span is not None else None
    return max(int(written), 1) if written and written.isdecimal() and len(written) < 3 else 1


def _joined(lines: list[str]) -> str:
    """The lines of a cell as one."""
    return " ".join(line.strip() for line in lines if line.strip()).replace("\t", " ")


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if local(part) == "tr":
            yield part
        elif local(part) not in _GONE:
            yield from _rows(part)


def _cells(row: Element) -> Iterator[Element]:
    for part in row:
        if local(part) == "tc":
            yield part
        elif local(part) not in _GONE:
            yield from _cells(part)


def _chosen(alternate: Element) -> Element:
    """The alternative that Word shows: the first with text in it, so that a text box is not read twice."""
    choices = list(alternate)
    with_text = (c for c in choices if any(local(e) in ("t", "txbxContent") for e in c.iter()))
    return next(with_text, choices[0] if choices else alternate)


def _mark_is_deleted(paragraph: Element) -> bool:
    properties = child(paragraph, "pPr", "rPr")
    return child(properties, "del") is not None or child(properties, "moveFrom") is not None


def _is_deleted_row(row: Element) -> bool:
    return child(row, "trPr", "del") is not None


def _is_hidden(run: Element) -> bool:
    hidden = child(run, "rPr", "vanish")
    return hidden is not None and attribute(hidden, "val") not in ("0", "false", "off")


def _is_raised(run: Element) -> bool:
    """True for a run of text that stands raised; one that is hidden is none."""
    place = child(run, "rPr", "vertAlign")
    return place is not None and attribute(place, "val") == "superscript" and not _is_hidden(run)


_TICKED = {
    ("wingdings", 0xFC): "√", ("wingdings", 0xFB): "×", ("wingdings", 0xFE): "☑", ("wingdings", 0xFD): "☒",
    ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□", ("wingdings", 0x6E): "■", ("wingdings", 0x6C): "●",
    ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x53): "☒", ("wingdings 2", 0x50): "√", ("wingdings 2", 0xA3): "□",
}  # fmt: skip


def _symbol(part: Element) -> str:
    """A character of a symbol font by its code; those of the fonts' own area (F0xx) mean nothing without the font.

    Wingdings is told for its boxes: whether one is ticked is what a form says.
    """
    code = attribute(part, "char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    font = (attribute(part, "font") or "").lower()
    if ticked := _TICKED.get((font, number & 0xFF)):
        return ticked
    return chr(number) if 0x20 <= number < 0xD800 or 0xF900 <= number < 0x110000 else "□"
