"""The lists of a Word file: its numberings, and the styles that stand in them."""

from __future__ import annotations

import struct

from policyparse.stages.read.container import damaged
from policyparse.stages.read.doc.file import Part, WordFile
from policyparse.stages.read.doc.properties import Form, form_of_style
from policyparse.stages.read.docx.numbering import Level, Numbered, Numbering, coded
from policyparse.stages.read.docx.styles import LONGEST_CHAIN

_LEVEL = struct.Struct("<iBB9sBiiBBBB")
_LIST = struct.Struct("<ii18sBB")
_USE = struct.Struct("<i8xBBBB")
_LEGAL, _NEVER = 4, 8  # flags of a level
_STARTS, _OWN = 16, 32  # flags of a level that a use of a list changes
_FOLLOWED = ("tab", "space", "nothing")
_PARAGRAPH_STYLE = 1


class Lists:
    """Where paragraphs stand in the lists of a file."""

    def __init__(self, word: WordFile) -> None:
        self.numbering = Numbering()
        self._linked: dict[str, dict[int, int]] = {}  # of each family: the level that a style is linked to
        try:
            self._read_uses(word, self._definitions(word))
            self._styles = _styles(word.part(Part.STYLES))
        except (struct.error, IndexError):
            raise damaged(word.place, "its lists or styles are cut off") from None

    def place(self, form: Form) -> Numbered | None:
        """Where a paragraph stands: by its own word, else by its style's."""
        use, level = form.list, form.level
        style, seen = form.style, 0
        while (use is None or level is None) and style in self._styles and seen < LONGEST_CHAIN:
            own, base = self._styles[style]
            if use is None and own.list:
                use = own.list
                level = self._level_of(use, style) if own.level is None and level is None else level
            use = own.list if use is None else use
            level = own.level if level is None else level
            style, seen = base, seen + 1
        return Numbered(str(use), level or 0) if use else None

    def _level_of(self, use: int, style: int) -> int | None:
        return self._linked.get(self.numbering.family.get(str(use), ""), {}).get(style)

    def _definitions(self, word: WordFile) -> dict[int, dict[int, Level]]:
        """The levels of each list by its id; they follow the part that says how many there are."""
        begin, length = word.place_of(Part.LISTS)
        if not length:
            return {}
        data = word.table
        count = struct.unpack_from("<H", data, begin)[0]
        at = begin + 2 + _LIST.size * count
        found = {}
        for number in range(count):
            identifier, _, linked, flags, _ = _LIST.unpack_from(data, begin + 2 + _LIST.size * number)
            levels = {}
            for level in range(1 if flags & 1 else 9):
                levels[level], at = _level(data, at)
            found[identifier] = levels
            styles = struct.unpack("<9H", linked)
            self._linked[str(identifier)] = {style: at for at, style in enumerate(styles) if style != 0x0FFF}
        return found

    def _read_uses(self, word: WordFile, definitions: dict[int, dict[int, Level]]) -> None:
        """The uses of lists, by number from 1, with the levels that they change."""
        data = word.part(Part.LIST_USES)
        count = struct.unpack_from("<I", data)[0] if data else 0
        at = 4 + _USE.size * count
        for number in range(count):
            identifier, changes, *_ = _USE.unpack_from(data, 4 + _USE.size * number)
            name, levels = str(number + 1), dict(definitions.get(identifier, {}))
            self.numbering.family[name] = str(identifier)
            self.numbering.levels[name] = levels
            at += 4
            for _ in range(changes):
                start, flags = struct.unpack_from("<iI", data, at)
                at += 8
                level = flags & 15
                if flags & _OWN:
                    levels[level], at = _level(data, at)
                    start = levels[level].start
                if flags & _STARTS:
                    self.numbering.fresh.setdefault(name, {})[level] = start


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """A level, and where the next one begins."""
    start, code, flags, _, followed, _, _, runs, paragraphs, restarts, _ = _LEVEL.unpack_from(data, at)
    at += _LEVEL.size + runs + paragraphs
    length = 2 * struct.unpack_from("<H", data, at)[0]
    text = data[at + 2 : at + 2 + length].decode("utf-16-le", "replace")
    written = "".join(f"%{ord(c) + 1}" if ord(c) < 9 else c for c in text)
    level = Level(
        coded(code),
        written,
        max(start, 0),
        _FOLLOWED[followed] if followed < 3 else "tab",
        restarts if flags & _NEVER else None,
        bool(flags & _LEGAL),
    )
    return level, at + 2 + length


def _styles(data: bytes) -> dict[int, tuple[Form, int]]:
    """The styles of paragraphs by number: what each says, and the style that it is based on."""
    if len(data) < 6:
        return {}
    head, count, base = struct.unpack_from("<HHH", data)
    at, found = 2 + head, {}
    for number in range(count):
        if at + 2 > len(data):
            break
        size = struct.unpack_from("<H", data, at)[0]
        style = data[at + 2 : at + 2 + size]
        at += 2 + size
        if len(style) >= max(base, 6) + 2 and style[2] & 15 == _PARAGRAPH_STYLE:
            found[number] = _style(style, base)
    return found


def _style(style: bytes, base: int) -> tuple[Form, int]:
    """What a style says; behind its head stands its name, then its properties."""
    based = struct.unpack_from("<H", style, 2)[0] >> 4
    at = base + 2 + 2 * (struct.unpack_from("<H", style, base)[0] + 1)
    size = int.from_bytes(style[at : at + 2], "little")
    return form_of_style(style[at + 2 : at + 2 + size]), based
