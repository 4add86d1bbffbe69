"""The texts of an OpenDocument file (body, notes, boxes) → the paragraphs and tables of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from policyparse.records.errors import InputError
from policyparse.stages.read.container import attribute, child, local
from policyparse.stages.read.docx.build import MOST_BLOCKS, MOST_COLUMNS, box, note, paragraph, run, symbol
from policyparse.stages.read.docx.numbering import Numbered, Numbering
from policyparse.stages.read.odt.styles import OUTLINE, Look, Styles

_GONE = frozenset(
    {"tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "annotation", "annotation-end",
     "note-citation", "ruby-text", "title", "desc", "image", "object", "object-ole", "plugin", "scripts", "event-listeners",
     "change", "change-start", "change-end", "table-column", "table-columns", "table-header-columns", "named-expressions",
     "dde-connection-decls", "alphabetical-index-auto-mark-file"}
)  # fmt: skip
_BOXES = frozenset({"text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polygon", "path", "caption"})
_HYPHEN = "\u2011"  # at which a line never breaks
_BLANKS = re.compile(r"[ \t\r\n]+")


class Lists:
    """The lists that are open, and how those that follow go on."""

    def __init__(self, styles: Styles) -> None:
        self.numbering = Numbering()
        self._styles = styles
        self._families: dict[str, str] = {}  # of lists by their id
        self._last: dict[str, str] = {}  # the family of the last list of each style

    def family(self, element: Element, style: str) -> str:
        """With which other lists an outermost list counts together."""
        named = attribute(element, "continue-list")
        if named in self._families:
            found = self._families[named]
        elif attribute(element, "continue-numbering") == "true" and style in self._last:
            found = self._last[style]
        else:
            found = str(len(self._families))
        self._families[attribute(element, "id") or f"\0{len(self._families)}"] = self._last[style] = found
        return found

    def place(self, family: str, style: str, level: int, start: str | None = None) -> Numbered:
        """A place in a list; one that begins with a number of its own is another use of it."""
        number = f"{family}/{style}"
        if start and start.isdecimal() and len(start) < 8:
            number += f"/{len(self.numbering.fresh)}"
            self.numbering.fresh[number] = {level: int(start)}
        self.numbering.levels.setdefault(number, self._styles.lists.get(style, {}))
        self.numbering.family.setdefault(number, family)
        return Numbered(number, level)


class _In(NamedTuple):
    """Where a list stands: its family, style and level."""

    family: str
    style: str
    level: int


class Stories:
    """Reads the texts of a file."""

    def __init__(self, styles: Styles, place: str) -> None:
        self.styles, self._place = styles, place
        self.lists = Lists(styles)
        self.notes: dict[str, dict[str, Element]] = {"footnote": {}, "endnote": {}}
        self._count, self._times = 0, 1

    def blocks(self, parent: Iterable[Element]) -> Iterator[Element]:
        """The paragraphs and tables among these parts, or within them."""
        for part in parent:
            name = local(part)
            if name in ("p", "h"):
                yield self._paragraph(part, self._heading(part) if name == "h" else None)
            elif name == "list":
                yield from self._list(part, None)
            elif name == "table":
                yield self._table(part)
            elif name not in _GONE and attribute(part, "display") != "none":
                yield from self.blocks(part)

    def _list(self, element: Element, outer: _In | None) -> Iterator[Element]:
        """The paragraphs of a list; the first of each item bears its label."""
        style = attribute(element, "style-name") or (outer.style if outer else "")
        family = outer.family if outer else self.lists.family(element, style)
        here = _In(family, style, outer.level + 1 if outer else 0)
        for item in element:
            labelled = local(item) == "list-item"
            for part in item:
                name = local(part)
                if name in ("p", "h"):
                    start = attribute(item, "start-value")
                    place = self.lists.place(here.family, here.style, here.level, start) if labelled else None
                    yield self._paragraph(part, place)
                    labelled = False
                elif name == "list":
                    yield from self._list(part, here)
                elif name not in _GONE:
                    yield from self.blocks([part])

    def _heading(self, element: Element) -> Numbered | None:
        """Where a heading stands that is in no list: its level has a number of its own, or none."""
        level = attribute(element, "outline-level") or "1"
        style = attribute(element, "style-name")
        if attribute(element, "is-list-header") == "true" or style in self.styles.unlisted or not level.isdecimal():
            return None
        return self.lists.place(OUTLINE, OUTLINE, int(level[:2]) - 1)

    def _paragraph(self, element: Element, place: Numbered | None) -> Element:
        self._counted()
        look = self.styles.look("paragraph", attribute(element, "style-name"))
        return paragraph(_Inline(self, element, look).parts, place)

    def _table(self, element: Element) -> Element:
        found = Element("tbl")
        for row in table_rows(element):
            times = _number(row, "number-rows-repeated")
            with self._repeated(times):
                found.extend([self._row(row)] * times)
        return found

    def _row(self, row: Element) -> Element:
        """A row; cells that another one covers from the left are part of it, those covered from above are empty."""
        found, covered = Element("tr"), 0
        for cell in row:
            times, width = _number(cell, "number-columns-repeated"), _number(cell, "number-columns-spanned")
            if local(cell) == "covered-table-cell":
                hidden = min(times, covered)
                covered -= hidden
                found.extend([Element("tc")] * (times - hidden))
            elif local(cell) == "table-cell":
                covered = width - 1
                made = Element("tc")
                if width > 1:
                    SubElement(SubElement(made, "tcPr"), "gridSpan", val=str(width))
                with self._repeated(times):
                    made.extend(list(self.blocks(cell)))
                found.extend([made] * times)
        return found

    @contextmanager
    def _repeated(self, times: int) -> Iterator[None]:
        """What is read within counts so many times, and what is repeated within that, so many times that."""
        before, self._times = self._times, self._times * times
        self._counted()
        yield
        self._times = before

    def _counted(self) -> None:
        self._count += self._times
        if self._count > MOST_BLOCKS:
            raise InputError("complex", self._place, "too many paragraphs or cells", "give a simpler file")


class _Inline:
    """The parts of one paragraph; blanks that follow one another are one, and none stands at the beginning."""

    def __init__(self, stories: Stories, element: Element, look: Look) -> None:
        self.parts: list[Element] = []
        self._stories = stories
        self._blank = True
        self._add(element, look)

    def _add(self, parent: Element, look: Look) -> None:
        self._text(parent.text, look)
        for part in parent:
            self._part(part, local(part), look)
            self._text(part.tail, look)

    def _part(self, part: Element, name: str, look: Look) -> None:
        if name == "s":
            self._write(" " * _number(part, "c"), look)
        elif name == "tab":
            self._write("\t", look)
        elif name == "line-break":
            self._write("\n", look)
        elif name == "note":
            self._note(part, look)
        elif name in _BOXES:
            if not look.hidden:
                self.parts.append(box(self._stories.blocks(part)))
        elif name == "span":
            own = self._stories.styles.look("text", attribute(part, "style-name"))
            self._add(part, own.within(look))
        elif name not in _GONE and attribute(part, "is-hidden") != "true":
            self._add(part, look)

    def _note(self, part: Element, look: Look) -> None:
        kind, body = attribute(part, "note-class") or "", child(part, "note-body")
        if kind in self._stories.notes and body is not None and not look.hidden:
            texts = self._stories.notes[kind]
            number = len(texts) + 1
            texts[str(number)] = Element("p")  # a note may hold notes
            texts[str(number)] = box(self._stories.blocks(body))
            self.parts.append(note(kind, number))

    def _text(self, text: str | None, look: Look) -> None:
        if not text:
            return
        written = _BLANKS.sub(" ", text)
        written = written[1:] if self._blank and written.startswith(" ") else written
        if written:
            self._write(written, look)
            self._blank = written.endswith(" ")

    def _write(self, text: str, look: Look) -> None:
        self._blank = False
        if look.hidden:
            return
        if look.font and all("\uf000" <= c < "\uf100" for c in text):
            self.parts += (symbol(look.font, ord(c)) for c in text)
        else:
            self.parts.append(run(text.replace(_HYPHEN, "-"), bool(look.raised)))


def table_rows(table: Element) -> Iterator[Element]:
    """The rows of a table or sheet, also those in groups and heads."""
    for part in table:
        if local(part) == "table-row":
            yield part
        elif local(part) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from table_rows(part)


def _number(element: Element, name: str) -> int:
    """A count that an attribute says; 1 where it says none."""
    written = attribute(element, name) or ""
    return min(int(written), MOST_COLUMNS) if written.isdecimal() and 0 < len(written) < 6 else 1
