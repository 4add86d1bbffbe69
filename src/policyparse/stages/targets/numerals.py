"""Written numbers → values: digits of both widths, Chinese numerals, and mixtures (`1.5万`, `3百`, `两万五千`)."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from policyparse.kept import kept
from policyparse.lexicon.load import rows

_MANY = 10_000  # 万 and 亿 multiply all that stands before them, 十百千 the digit before
_MINUS = frozenset("负-－−")
_VAGUE = {"几": "", "余": "", "多": ""}
_APART = re.compile("[又分份^eE]")
_PARTS = re.compile(
    "(?:(?P<whole>[^又分份]{1,80})又)?(?P<below>[^又分份]{1,80})(?:分之|[分份])(?P<above>[^又分份]{1,80})"
)
_SLASHED = re.compile(r"(?:(?P<whole>\d{1,80}) )?(?P<above>\d{1,80})/(?P<below>\d{1,80})")
_POWER = re.compile(r"(?P<base>\d{1,20}(?:\.\d{1,20})?)(?:[eE]|(?P<raised>\^))(?P<power>[+-]?\d{1,2})")
_DECIMAL = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,12})?)(?: ?(万亿|[万亿]))?")  # most of what is not a whole number
_MYRIADS = {None: 1, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}
_PIECE = re.compile(r"\d+(?:\.\d+)?|\D")
_LONGEST = 300  # digits that a float can hold
_LIMIT = Decimal(10) ** _LONGEST


class NumeralRow(NamedTuple):
    """A character of numbers: its role and its value, as the head of the table says."""

    written: str
    role: str
    value: int


@kept
def digits() -> dict[str, int]:
    """The characters that stand for a digit: 零 … 九, 两, and the forms used on cheques."""
    return _of("digit")


@kept
def _every_digit() -> dict[str, int]:
    """The digits, and those that begin too many words to be looked for in a text (参)."""
    return digits() | _of("seldom")


@kept
def scales() -> dict[str, int]:
    """The characters that multiply: 十 百 千 万 亿."""
    return _of("scale")


@kept
def tens() -> dict[str, int]:
    """The characters for twenty, thirty and forty: 廿 卅 卌."""
    return _of("tens")


@kept
def _spelt() -> dict[str, str]:
    """Characters that are read as others: 廿 as 二十, 几 and 余 as nothing."""
    named = {value: character for character, value in reversed(digits().items())}
    return _VAGUE | {character: f"{named[value // 10]}十" for character, value in tens().items()}


@kept
def _short() -> dict[str, float]:
    """The numbers of one character."""
    wide = {character: value for value, character in enumerate("０１２３４５６７８９")}
    return {c: float(v) for c, v in (_every_digit() | scales() | tens() | wide).items()} | {"半": 0.5}


@kept
def in_words() -> dict[str, str]:
    """The characters of numbers that end a word (伍), each with those that stand before it there (入退队)."""
    before: dict[str, str] = {}
    for word in sorted(_of("word")):
        before[word[1]] = before.get(word[1], "") + word[0]
    return before


@kept
def factors() -> dict[str, int]:
    """The letters that multiply digits right before them: `15k`."""
    return _of("factor")


@kept
def _every_scale() -> dict[str, int]:
    """The scales, and 兆, which multiplies only where more of the number follows it (四十九兆九千亿)."""
    return scales() | _of("large")


def _of(role: str) -> dict[str, int]:
    return {row.written: row.value for row in rows("numerals.csv", NumeralRow) if row.role == role}


def number(written: str) -> float | None:
    """The value of a written number; None where it is none.

    >>> number("1,200"), number("两万五千"), number("二〇二五"), number("３.５"), number("1.5万"), number("百")
    (1200.0, 25000.0, 2025.0, 3.5, 15000.0, 100.0)
    >>> number("三又四分之一"), number("2千零30万"), number("三点五万"), number("-1/2"), number("2e5"), number("一二十三")
    (3.25, 20300000.0, 35000.0, -0.5, 200000.0, None)
    """
    if written.isascii() and written.isdigit():
        return float(written[:_LONGEST])
    if (decimal := _DECIMAL.fullmatch(written)) and (value := Decimal(decimal[1])):
        return float(value * _MYRIADS[decimal[2]])
    plain = written.strip()
    if len(plain) < 2:
        return _short().get(plain)
    if plain[0] in _MINUS:
        below = number(plain[1:]) if plain[1:2] not in _MINUS else None
        return None if below is None else -below
    read = _value(plain)
    return None if read is None or read >= _LIMIT else float(read)


@lru_cache(maxsize=1024)
def _value(written: str) -> Decimal | int | None:
    """The value of a number without a sign."""
    plain = normalize("NFKC", written)
    if slashed := _SLASHED.fullmatch(plain):
        return _fraction(slashed)
    plain = plain.replace(",", "").replace(" ", "").replace("·", ".")
    if _APART.search(plain):
        return _fraction(parts) if (parts := _PARTS.fullmatch(plain)) else _power(plain)
    for character, spelt in _spelt().items():
        plain = plain.replace(character, spelt)
    if plain[:1] in (".", "半"):
        plain = "0.5" + plain[1:] if plain[0] == "半" else "0" + plain
    whole, point, rest = plain.partition("点")
    if point:
        return _with_point(whole, rest)
    if len(plain) > 1 and all(c in _every_digit() for c in plain):  # 二〇二五
        return Decimal("".join(str(_every_digit()[c]) for c in plain[:_LONGEST]))
    factor = factors().get(plain[-1:]) if plain[-2:-1].isdecimal() else None
    value = _scaled(_PIECE.findall(plain[:-1] if factor else plain))
    return value if value is None or factor is None else value * factor


def _fraction(parts: re.Match[str]) -> Decimal | None:
    """`三分之一`, `三又四分之一`, `1/3`, `1 1/3`; in Cantonese also `三分一`."""
    whole, down, up = (number(parts[p]) if parts[p] else 0.0 for p in ("whole", "below", "above"))
    if whole is None or not down or up is None:
        return None
    return Decimal(whole + up / down)


def _power(written: str) -> Decimal | None:
    """`2e5`, `10^4`."""
    match = _POWER.fullmatch(written)
    if not match or not (base := Decimal(match["base"])):
        return None
    return base ** int(match["power"]) if match["raised"] else base.scaleb(int(match["power"]))


def _with_point(whole: str, rest: str) -> Decimal | int | None:
    """Chinese numerals with 点, perhaps scaled: `三点五`, `一点五万`, `零点77`."""
    fraction = rest.rstrip("".join(scales()))
    before = _value(whole) if whole else None
    decimals = "".join(str(_every_digit().get(c, c)) for c in fraction[:30])
    if before is None or not decimals.isdecimal():
        return None
    return _scaled([f"{before:.0f}.{decimals}", *rest[len(fraction) :]])


def _scaled(pieces: list[str]) -> Decimal | int | None:
    """`两万五千` → 25000, `2亿3000万` → 230000000: digits before 十百千, sections closed by 万 and 亿.

    A digit that stands alone behind a scale is of the next lower one: `一百五` is 150, `两万五` 25000.
    """
    sections: list[tuple[Decimal | int, int]] = []  # closed ones: value, scale
    section: Decimal | int = 0  # decimals: 1.1亿 is 110000000, not 110000000.00000001
    digit: Decimal | int | None = None
    last, zero, known, multiples = 1, False, _every_digit(), _every_scale()
    for index, piece in enumerate(pieces):
        value = known.get(piece, Decimal(piece) if piece[0].isdecimal() else None)
        if value is not None:
            if digit:
                return None
            digit, zero = value, zero or not value
            continue
        scale = multiples.get(piece)
        if scale is None or (index == len(pieces) - 1 and piece not in scales()):
            return None
        if scale < _MANY:
            section += (digit or 1) * scale  # 零十二 is 12
        elif _close(sections, section + _tail(digit, last if pieces[0] in scales() else 1, zero), scale):
            section = 0
        else:
            return None
        digit, last, zero = None, scale, False
    return sum((value for value, _ in sections), section + _tail(digit, last, zero))


def _tail(digit: Decimal | int | None, scale: int, zero: bool) -> Decimal | int:
    """A last digit, multiplied where a larger scale and no 零 stands before it; `百二万` is 120万."""
    return digit * (scale // 10) if isinstance(digit, int) and scale >= 100 and not zero else digit or 0


def _close(sections: list[tuple[Decimal | int, int]], piece: Decimal | int, scale: int) -> bool:
    """Multiplies what stands before 万 or 亿: 亿 takes the smaller sections before it too. False where it cannot."""
    while sections and sections[-1][1] < scale:
        piece += sections.pop()[0]
    if sections and not piece:  # 万亿 written as 亿万
        sections[-1] = (sections[-1][0] * scale, sections[-1][1] * scale)
    elif sections and sections[-1][1] == scale:
        return False
    else:
        sections.append(((piece or 1) * scale, scale))
    return True
