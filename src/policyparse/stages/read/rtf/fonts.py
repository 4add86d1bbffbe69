"""What the bytes of a text in RTF stand for: by the character set of their font, else by the code page of the file."""

from __future__ import annotations

import codecs

_SETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_SYMBOLS = 2
_WIDE = frozenset({"cp932", "cp949", "johab", "gb18030", "cp950", "utf-8"})


class Fonts:
    """The fonts of a file by number, and the code page of the file."""

    def __init__(self) -> None:
        self.page = "cp1252"
        self.default = 0
        self._sets: dict[int, int] = {}
        self._names: dict[int, str] = {}

    def set_page(self, number: int) -> None:
        """Sets the file's code page, where there is such a one."""
        name = {936: "gb18030", 65001: "utf-8"}.get(number, f"cp{number}")
        try:
            self.page = codecs.lookup(name).name
        except LookupError:
            return

    def define(self, font: int, charset: int) -> None:
        """A font's character set."""
        self._sets[font] = charset

    def name(self, font: int, text: str) -> None:
        """A font's name, or more of it."""
        self._names[font] = (self._names.get(font, "") + text)[:100]

    def symbols(self, font: int | None) -> str | None:
        """The name of a font of symbols; none for a font of text."""
        number = self.default if font is None else font
        return self._names.get(number, "").partition(";")[0].strip() if self._sets.get(number) == _SYMBOLS else None

    def text(self, data: bytes, font: int | None) -> str:
        """The characters of bytes in a font. Some programs name a font of the West for bytes of the East."""
        codec = _SETS.get(self._sets.get(self.default if font is None else font, 1), self.page)
        if codec not in _WIDE and self.page in _WIDE and not data.isascii():
            try:
                return data.decode(self.page)
            except UnicodeDecodeError:
                pass
        return data.decode(codec, "replace")
