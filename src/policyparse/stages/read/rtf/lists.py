"""The lists of an RTF file: tables of their levels, and of the numbers by which paragraphs name them."""

from __future__ import annotations

from typing import Any

from policyparse.stages.read.docx.numbering import Level, Numbered, Numbering, coded

_FOLLOWED = ("tab", "space", "nothing")
MOST_LEVELS = 9


class Lists:
    """Takes the control words of the tables of lists one by one."""

    def __init__(self) -> None:
        self.numbering = Numbering()
        self._definitions: dict[int, dict[int, Level]] = {}
        self._levels: dict[int, Level] = {}  # of the list that is being read
        self._restarts: dict[int, int] = {}  # levels that the use being read begins anew
        self._list = 0  # id of the list that a use names
        self._level = -1

    def place(self, use: int, level: int) -> Numbered | None:
        """Where a paragraph stands that names a list; none where no table tells of it."""
        return Numbered(str(use), level) if str(use) in self.numbering.levels else None

    def text(self, text: str) -> None:
        """The text of the level that is being read: its length, the text with codes for numbers, a semicolon."""
        written = "".join(f"%{ord(c) + 1}" if ord(c) < MOST_LEVELS else c for c in text[1:].rpartition(";")[0])
        self._change(text=written)

    def word(self, word: str, number: int | None) -> None:
        """A control word of one of the tables."""
        value = number or 0
        if word in ("list", "listoverride"):
            self._levels, self._restarts, self._list, self._level = {}, {}, 0, -1
        elif word == "listlevel":
            self._level += 1
            self._change()
        elif word == "lfolevel":
            self._level += 1
        elif word == "listid":
            self._list = value
            if self._levels:
                self._definitions[value] = self._levels
        elif word == "ls":
            self._use(str(value))
        else:
            self._word_of_level(word, value)

    def _word_of_level(self, word: str, value: int) -> None:
        if word in ("levelnfc", "levelnfcn"):
            self._change(format=coded(value))
        elif word == "levelstartat":
            if self._levels:
                self._change(start=max(value, 0))
            else:
                self._restarts[max(self._level, 0)] = max(value, 0)
        elif word == "levelfollow":
            self._change(suffix=_FOLLOWED[value] if 0 <= value < 3 else "tab")
        elif word == "levellegal":
            self._change(in_digits=bool(value))
        elif word == "levelnorestart" and value:
            self._change(restarts=0)

    def _change(self, **changes: Any) -> None:
        if 0 <= self._level < MOST_LEVELS:
            self._levels[self._level] = self._levels.get(self._level, Level())._replace(**changes)

    def _use(self, name: str) -> None:
        """A use of a list by its number; the levels that it begins anew."""
        self.numbering.family[name] = str(self._list)
        self.numbering.levels[name] = self._definitions.get(self._list, {})
        if self._restarts:
            self.numbering.fresh[name] = self._restarts
