"""The labels that Word writes by itself: numbering definitions, counters, and numbers in each format."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from policyparse.stages.read.container import attribute, child, local

_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_SMALL = ("", "十", "百", "千")


class Level(NamedTuple):
    """One level of a numbering: the number format, the text with `%1` … for numbers, the first number."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restarts: int | None = None  # level (1-based) after which it starts anew; 0 = never; none = any higher one
    in_digits: bool = False  # the numbers of higher levels in digits, too: `1.1` under `第一章`


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's place in a list: id of the numbering, level from 0."""

    number: str
    level: int


@dataclass(slots=True)
class Numbering:
    """The numberings of a document, with their counters: labels come in the order in which they are asked for."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # of each numbering
    family: dict[str, str] = field(default_factory=dict)  # numberings of one definition count together
    fresh: dict[str, dict[int, int]] = field(default_factory=dict)  # numberings that begin anew, and at what
    styles: dict[str, Numbered] = field(default_factory=dict)  # paragraph styles that a level is linked to
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """The numberings of `word/numbering.xml`; none where there is no such part."""
        found = cls()
        definitions: dict[str, dict[int, Level]] = {}
        linked: dict[str, dict[int, str]] = {}
        meant: dict[str, str] = {}  # definitions that only name a list style, and the style
        styled: dict[str, str] = {}  # list styles, and the definition of each
        for definition in root if root is not None else ():
            if local(definition) == "abstractNum":
                identifier = attribute(definition, "abstractNumId") or ""
                meant[identifier] = _value(child(definition, "numStyleLink")) or ""
                styled.setdefault(_value(child(definition, "styleLink")) or "", identifier)
                parts = [e for e in definition if local(e) == "lvl"]
                definitions[identifier] = {_number(e, "ilvl"): _level(e) for e in parts}
                linked[identifier] = {_number(e, "ilvl"): s for e in parts if (s := _value(child(e, "pStyle")))}
        for identifier, style in meant.items():
            if style and not definitions[identifier]:
                definitions[identifier] = definitions.get(styled.get(style, ""), {})
        for number in root if root is not None else ():
            if local(number) == "num":
                found._add(number, definitions, linked)
        return found

    def _add(
        self, number: Element, definitions: dict[str, dict[int, Level]], linked: dict[str, dict[int, str]]
    ) -> None:
        identifier = attribute(number, "numId") or ""
        family = _value(child(number, "abstractNumId")) or ""
        levels = dict(definitions.get(family, {}))
        for override in (e for e in number if local(e) == "lvlOverride"):
            at = _number(override, "ilvl")
            if (own := child(override, "lvl")) is not None:
                levels[at] = _level(own)
            if (start := _value(child(override, "startOverride"))) is not None:
                self.fresh.setdefault(identifier, {})[at] = _integer(start, 1)
        self.levels[identifier] = levels
        self.family[identifier] = family
        for at, style in linked.get(family, {}).items():
            self.styles.setdefault(style, Numbered(identifier, at))

    def label(self, place: Numbered) -> str:
        """The label of the next paragraph at `place`, with the space behind it; empty for bullets and none."""
        levels = self.levels.get(place.number, {})
        level = levels.get(place.level)
        if level is None:
            return ""
        counters = self._counters.setdefault(self.family[place.number], {})
        first = (place.number, place.level) not in self._begun
        self._begun.add((place.number, place.level))
        anew = self.fresh.get(place.number, {}).get(place.level)
        if first and anew is not None:
            counters[place.level] = anew
        else:
            counters[place.level] = counters.get(place.level, level.start - 1) + 1
        for lower in [at for at in counters if at > place.level]:
            restarts = levels.get(lower, Level()).restarts
            if restarts is None or (restarts and place.level < restarts):
                del counters[lower]
        return self._written(level, levels, counters)

    def _written(self, level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
        if level.format in ("bullet", "none"):
            return ""

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, level)
            return written(counters.get(at, other.start), "decimal" if level.in_digits else other.format)

        text = _PLACE.sub(number, level.text)
        return text + {"tab": " ", "space": " "}.get(level.suffix, "") if text else ""


def written(number: int, form: str) -> str:
    """A number in a format of Word; plain digits for one that is unknown.

    >>> written(12, "chineseCounting"), written(3, "decimalEnclosedCircle"), written(2, "upperRoman")
    ('十二', '③', 'II')
    """
    return _FORMATS.get(form, str)(number) if 0 <= number < 100_000 else str(number)


def _chinese(number: int) -> str:
    """一, 十, 十二, 一百零五: as in labels, no 一 before 十 at the beginning."""
    if number >= 10_000:
        return str(number)
    found, zero = "", False
    digits = str(number)
    for at, digit in enumerate(digits):
        place = len(digits) - at - 1
        if digit == "0":
            zero = bool(found)
            continue
        found += ("零" if zero else "") + _DIGITS[int(digit)] + _SMALL[place]
        zero = False
    return found.removeprefix("一") if found.startswith("一十") else found or "零"


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(number)).replace("零", "〇")


def _legal(number: int) -> str:
    return _chinese(number).translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))


def _circled(number: int) -> str:
    for first, last, sign in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(sign) + number - first)
    return str(number)


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else str(number)


def _roman(number: int) -> str:
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    if not 0 < number < 4000:
        return str(number)
    found = ""
    for value, sign in signs:
        found += sign * (number // value)
        number %= value
    return found


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalFullWidth2": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": lambda n: chr(0x2487 + n) if 0 < n < 21 else f"{n}.",
    "decimalEnclosedParen": lambda n: chr(0x2473 + n) if 0 < n < 21 else f"({n})",
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}

_CODED = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth",
    "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2",
    "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop",
    "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
    "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional",
    "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified",
    "chineseCountingThousand",
)  # fmt: skip


def coded(code: int) -> str:
    """The number format of a code (MSONFC), as DOC and RTF write it.

    >>> coded(39), coded(23), coded(255), coded(77)
    ('chineseCountingThousand', 'bullet', 'none', 'decimal')
    """
    return "none" if code == 255 else _CODED[code] if 0 <= code < len(_CODED) else "decimal"


def _level(element: Element) -> Level:
    restart = _value(child(element, "lvlRestart"))
    return Level(
        _value(child(element, "numFmt")) or "decimal",
        _value(child(element, "lvlText")) or "",
        _integer(_value(child(element, "start")), 1),
        _value(child(element, "suff")) or "tab",
        None if restart is None else _integer(restart, 0),
        (legal := child(element, "isLgl")) is not None and attribute(legal, "val") not in ("0", "false", "off"),
    )


def _value(element: Element | None) -> str | None:
    return None if element is None else attribute(element, "val")


def _number(element: Element, name: str) -> int:
    return _integer(attribute(element, name), 0)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default
