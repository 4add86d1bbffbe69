"""The texts of an RTF file (body, notes, boxes) → the paragraphs and tables that they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from policyparse.records.errors import InputError
from policyparse.stages.read.docx.build import box, note, paragraph, run, symbol
from policyparse.stages.read.rtf.fonts import Fonts
from policyparse.stages.read.rtf.lists import Lists
from policyparse.stages.read.rtf.state import Cells, State, Story
from policyparse.stages.read.rtf.tokens import Token, tokens

DEEPEST = 500  # groups within groups
_SKIPPED = frozenset(
    {"colortbl", "stylesheet", "info", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
     "footerf", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pict", "objdata", "template",
     "nonesttables", "shprslt", "filetbl", "private", "xe", "tc", "tcn", "rxe", "txe", "comment", "falt", "panose",
     "datafield", "formfield", "pntxta", "pntxtb", "sp", "listname", "levelnumbers", "atnid", "atnauthor",
     "annotation", "bkmkstart", "bkmkend", "revtbl", "fontemb", "fontfile"}
)  # fmt: skip
_WRITTEN = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "~": "\u00a0", "_": "-", "\t": "\t",
}  # fmt: skip
_SYMBOL = re.compile(r'\s{0,9}SYMBOL\s{1,9}(0[xX][0-9A-Fa-f]{1,6}|\d{1,6})\s{1,9}\\f\s{1,9}"([^"]{1,60})"')


class Stories:
    """Reads all texts of a file."""

    def __init__(self, data: bytes, place: str) -> None:
        self._place = place
        self._fonts, self.lists = Fonts(), Lists()
        self.notes: dict[str, dict[str, Element]] = {"footnote": {}, "endnote": {}}
        self._states = [State(Story(place, "body", None))]
        self._bytes = bytearray()  # of text, that may end within a character
        self._skip = 0  # characters for old programs that are still to come
        self._starred = False  # the word that follows may be one that nobody knows
        self._half = ""  # the first half of a character by two numbers
        self._text = ""  # of the code, label or level that is being read
        for token in tokens(data, place):
            self._take(token)
        if self._bytes:
            self._flush()
        while len(self._states) > 1:
            self._end_group()
        self._end_paragraph(only_full=True)

    def body(self) -> list[Element]:
        """The blocks of the body."""
        return self._states[0].story.builder.end()

    def _take(self, token: Token) -> None:
        state = self._states[-1]
        word, number, data = token
        if not word:
            if self._skip:
                skipped, self._skip = self._skip, max(self._skip - len(data), 0)
                data = data[skipped:]
            if state.takes != "nothing at all":
                self._bytes += data
            return
        if self._bytes:
            self._flush()
        if word == "{":
            self._begin_group(state)
        elif word == "}":
            self._skip = 0
            if len(self._states) > 1:
                self._end_group()
        elif word == "*":
            self._starred = True
        elif state.takes != "nothing at all":
            self._word(state, word, number)
            self._starred = False

    def _begin_group(self, state: State) -> None:
        self._skip = 0
        self._starred = False
        if len(self._states) >= DEEPEST:
            raise InputError("complex", self._place, "groups nested too deep", "save the file as DOCX")
        self._states.append(state)

    def _end_group(self) -> None:
        """Ends a group, and with it the text, code or level that it held."""
        state = self._states[-1]
        outer = self._states[-2]
        if state.story is not outer.story:
            self._end_story(state.story)
        self._states.pop()
        if state.takes == outer.takes:
            return
        if state.takes == "code" and outer.takes == "text":
            if (found := _SYMBOL.match(self._text)) and not outer.hidden and not outer.deleted:
                outer.story.add(symbol(found[2], int(found[1], 0) & 0xFFFF))
        elif state.takes == "label":
            outer.story.label = self._text
        elif state.takes == "level":
            self.lists.text(self._text)

    def _end_story(self, story: Story) -> None:
        """Puts a note or a box where it belongs; the innermost state is still the one within it."""
        self._end_paragraph(only_full=True)
        blocks, outer, state = box(story.builder.end()), story.outer, self._states[-2]
        if outer is None or state.hidden or state.deleted:
            return
        if story.kind == "box":
            outer.add(blocks)
            return
        number = len(self.notes[story.kind]) + 1
        self.notes[story.kind][str(number)] = blocks
        outer.add(note(story.kind, number))

    def _flush(self) -> None:
        """The bytes that have come are text."""
        data, state = bytes(self._bytes), self._states[-1]
        self._bytes.clear()
        name = self._fonts.symbols(state.font) if state.takes in ("text", "label") else None
        if name is None:
            self._write(self._fonts.text(data, state.font))
        else:
            for code in data:
                self._write_symbol(state, name, code)

    def _write(self, text: str) -> None:
        state = self._states[-1]
        if state.takes == "text":
            if not state.hidden and not state.deleted:
                state.story.write(text, state.raised)
        elif state.takes == "font":
            self._fonts.name(state.font or 0, text)
        elif state.takes in ("label", "code", "level"):
            self._text += text

    def _write_symbol(self, state: State, name: str, code: int) -> None:
        if code == 0x20:
            self._write(" ")
        elif state.takes == "text" and not state.hidden and not state.deleted:
            state.story.add(symbol(name, 0xF000 | code))

    def _word(self, state: State, word: str, number: int | None) -> None:
        """A control word or symbol."""
        if self._skip and word not in ("u", "*"):
            self._skip -= 1
            return
        if word not in _MEANING and not self._starred and not state.lists:
            return
        if word == "u":
            self._by_number(state, number or 0)
        elif word in _CHANGES:
            self._states[-1] = _CHANGES[word](state, number)
        elif word in _DESTINATIONS:
            self._destination(state, word)
        elif word in _SKIPPED or self._starred:
            self._states[-1] = state._replace(takes="nothing at all")
        elif word in _WRITTEN:
            self._write(_WRITTEN[word])
        elif word in _ENDS:
            if state.takes == "text":
                _ENDS[word](self, state)
        elif state.lists:
            self.lists.word(word, number)
        elif word == "ls":
            self._states[-1] = state._replace(list=number or 0)
        else:
            self._other(state, word, number)

    def _by_number(self, state: State, number: int) -> None:
        """A character by its number, behind which others stand for old programs."""
        self._skip = state.fallbacks
        code = number & 0xFFFF
        name = self._fonts.symbols(state.font)
        if name is not None and 0xF000 <= code < 0xF100:
            self._write_symbol(state, name, code & 0xFF)
        elif 0xD800 <= code < 0xDC00:
            self._half = chr(code)
        elif code:
            self._write((self._half if 0xDC00 <= code < 0xE000 else "") + chr(code))
            self._half = ""

    def _destination(self, state: State, word: str) -> None:
        """A group whose text is none of the text around it."""
        takes = _DESTINATIONS[word]
        if word in ("shptxt", "dptxbxtext", "footnote"):
            story = Story(self._place, "box" if takes == "box" else "footnote", state.story)
            self._states[-1] = State(story, font=state.font, fallbacks=state.fallbacks)
        elif word == "ud":
            self._states[-1] = state._replace(takes="text" if state.takes == "old text" else state.takes)
        elif word == "nesttableprops":
            self._states[-1] = state._replace(inner=True)
        elif state.takes == "text" or state.lists:
            self._text = ""
            self._states[-1] = state._replace(takes=takes, lists=state.lists or word.startswith("list"))
        else:
            self._states[-1] = state._replace(takes="nothing at all")

    def _other(self, state: State, word: str, number: int | None) -> None:
        """What is said of the file, of a font, of a row."""
        cells, value = state.story.rows[state.inner], number or 0
        if word == "ansicpg":
            self._fonts.set_page(value)
        elif word == "mac":
            self._fonts.page = "mac_roman"
        elif word == "deff":
            self._fonts.default = value
        elif word == "fcharset" and state.takes == "font":
            self._fonts.define(state.font or 0, value)
        elif word == "ftnalt":
            state.story.kind = "endnote" if state.story.kind == "footnote" else state.story.kind
        elif word == "trowd":
            state.story.rows[state.inner] = Cells()
        elif word == "clmrg":
            cells.merged.add(len(cells.borders))
        elif word == "cellx":
            cells.add(value)

    def _end_paragraph(self, depth: int | None = None, only_full: bool = False) -> None:
        state = self._states[-1]
        story = state.story
        parts = story.take()
        if only_full and not parts:
            return
        label = self._label(state)
        if parts and label:
            parts.insert(0, run(label))
        own = state.depth if state.in_table else 0
        deleted = state.deleted and depth is None
        story.builder.add(paragraph(parts, deleted=deleted), own if depth is None else depth)

    def _label(self, state: State) -> str:
        """The label of a paragraph: as the file has it written out, else by its table of lists, which counts in any case.

        LibreOffice writes `?` into the table for what is not Western, and `(` for `（`.
        """
        written, state.story.label = state.story.label, ""
        place = self.lists.place(state.list, state.level) if state.list else None
        counted = self.lists.numbering.label(place) if place is not None else None
        if counted == "" or not any(map(str.isalnum, written)):
            return counted or ""
        behind = written[-1:].isspace() if counted is None else counted.endswith(" ")
        return written.strip() + (" " if behind else "")

    def _end_cell(self, depth: int) -> None:
        self._end_paragraph(depth)
        self._states[-1].story.builder.end_cell(depth)

    def _end_row(self, depth: int, inner: bool) -> None:
        state = self._states[-1]
        state.story.builder.end_row(depth, state.story.rows[inner].row(state.deleted))


_ENDS: dict[str, Callable[[Stories, State], None]] = {
    "par": lambda stories, state: stories._end_paragraph(),
    "sect": lambda stories, state: stories._end_paragraph(only_full=True),
    "\n": lambda stories, state: stories._end_paragraph(),
    "\r": lambda stories, state: stories._end_paragraph(),
    "cell": lambda stories, state: stories._end_cell(1),
    "nestcell": lambda stories, state: stories._end_cell(max(state.depth, 2)),
    "row": lambda stories, state: stories._end_row(1, False),
    "nestrow": lambda stories, state: stories._end_row(max(state.depth, 2), True),
}
_DESTINATIONS = {
    "fonttbl": "font", "listtable": "nothing", "listoverridetable": "nothing", "leveltext": "level", "listtext": "label",
    "pntext": "label", "fldinst": "code", "footnote": "text", "shpinst": "nothing", "shptxt": "box", "do": "nothing",
    "dptxbxtext": "box", "upr": "old text", "ud": "text", "nesttableprops": "text",
}  # fmt: skip


def _on(number: int | None) -> bool:
    return number != 0


_CHANGES: dict[str, Callable[[State, int | None], State]] = {
    "f": lambda state, number: state._replace(font=number or 0),
    "uc": lambda state, number: state._replace(fallbacks=max(number or 0, 0)),
    "v": lambda state, number: state._replace(hidden=_on(number)),
    "deleted": lambda state, number: state._replace(deleted=_on(number)),
    "super": lambda state, number: state._replace(raised=_on(number)),
    "sub": lambda state, number: state._replace(raised=False),
    "nosupersub": lambda state, number: state._replace(raised=False),
    "plain": lambda state, number: state._replace(font=None, hidden=False, deleted=False, raised=False),
    "pard": lambda state, number: state._replace(in_table=False, depth=1, list=0, level=0),
    "intbl": lambda state, number: state._replace(in_table=_on(number)),
    "itap": lambda state, number: state._replace(depth=max(number or 0, 1), in_table=_on(number)),
    "ilvl": lambda state, number: state._replace(level=min(max(number or 0, 0), 8)),
}
_SAID = frozenset({"u", "ls", "ansicpg", "mac", "deff", "fcharset", "ftnalt", "trowd", "clmrg", "cellx"})
_MEANING = _SAID | _SKIPPED | frozenset(_CHANGES) | frozenset(_DESTINATIONS) | frozenset(_WRITTEN) | frozenset(_ENDS)
