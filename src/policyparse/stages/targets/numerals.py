"""Written numbers → values: digits of both widths, Chinese numerals, and mixtures (`1.5万`, `3百`, `两万五千`)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from policyparse.lexicon.load import rows

_MANY = 10_000  # 万 and 亿 multiply all that stands before them, 十百千 the digit before

_MINUS = ("负", "-", "－", "−")
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十", "几": "", "余": "", "多": ""}
_DIGITS = re.compile(r"(?:[0-9]{1,300}(?:\.[0-9]{1,300})?[十百千万亿]{0,4}){1,4}")
_LONGEST = 300  # digits that a float can hold


class NumeralRow(NamedTuple):
    """A character of numbers: role `digit` (value 0–9) or `scale` (a power of ten)."""

    written: str
    role: str
    value: int


@cache
def digits() -> dict[str, int]:
    """The characters that stand for a digit: 零 … 九, 两, and the forms used on cheques."""
    return {row.written: row.value for row in rows("numerals.csv", NumeralRow) if row.role == "digit"}


@cache
def scales() -> dict[str, int]:
    """The characters that multiply: 十 百 千 万 亿."""
    return {row.written: row.value for row in rows("numerals.csv", NumeralRow) if row.role == "scale"}


def number(written: str) -> float | None:
    """The value of a written number; None where it is none.

    >>> number("1,200"), number("两万五千"), number("二〇二五"), number("３.５"), number("1.5万"), number("百")
    (1200.0, 25000.0, 2025.0, 3.5, 15000.0, 100.0)
    """
    if written.isascii() and written.isdigit():
        return float(written[:_LONGEST])
    plain = written.replace(" ", "").replace("　", "")
    if not plain or plain == "半":
        return 0.5 if plain else None
    if plain[0] in _MINUS:
        below = number(plain[1:]) if plain[1:2] not in _MINUS else None
        return None if below is None else -below
    if "分之" in plain or "又" in plain:
        return _fraction(plain)
    for sign, spelt in _TENS.items():
        plain = plain.replace(sign, spelt)
    if "0" <= plain[0] <= "9" or "０" <= plain[0] <= "９":
        return _from_digits(plain)
    return _from_characters(plain)


def _fraction(written: str) -> float | None:
    """`三分之一`, `三又四分之一`."""
    whole, both, part = written.rpartition("又")
    below, _, above = part.partition("分之")
    units, down, up = number(whole) if both else 0.0, number(below), number(above)
    if units is None or not down or up is None:
        return None
    return units + up / down


def _from_digits(written: str) -> float | None:
    """Digits with marks, perhaps scaled by what follows them (`3千`, `1.5万`, `2亿3000万`)."""
    plain = normalize("NFKC", written).replace(",", "").replace("·", ".")
    if plain.isdecimal():
        return float(plain[:_LONGEST])
    if not _DIGITS.fullmatch(plain):
        return None
    total, start = Decimal(0), 0  # decimal: 1.1亿 is 110000000, not 110000000.00000001
    for place, character in enumerate(plain):
        if character in scales():
            total = total * scales()[character] if place == start else total + _scale(plain[start:place], character)
            start = place + 1
    return float(total + (Decimal(plain[start:]) if start < len(plain) else 0))


def _scale(written: str, character: str) -> Decimal:
    return Decimal(written) * scales()[character]


def _from_characters(written: str) -> float | None:
    """Chinese numerals: with scales (`三千五百`), as a row of digits (`二〇二五`), with 点 (`三点五`)."""
    whole, dot, fraction = written.partition("点")
    if not whole:
        return None
    value = _row_of_digits(whole) if _is_row(whole) else _scaled(whole)
    if value is None or not dot:
        return value
    if not fraction or any(c not in digits() for c in fraction):
        return None
    return float(f"{value:.0f}." + "".join(str(digits()[c]) for c in fraction[:30]))


def _is_row(written: str) -> bool:
    return len(written) > 1 and all(c in digits() for c in written)


def _row_of_digits(written: str) -> float:
    return float("".join(str(digits()[c]) for c in written[:_LONGEST]))


def _scaled(written: str) -> float | None:
    """`两万五千` → 25000: sections closed by 万 and 亿, in them digits before 十百千; `两万五` is 25000 too."""
    total = section = 0.0
    digit: int | None = None
    last = 1  # the last scale, for a digit that stands alone behind it (一百五, 两万五)
    zero = False
    for character in written:
        if character in digits():
            if digit:
                return None
            digit = digits()[character]
            zero = zero or digit == 0
            continue
        scale = scales().get(character)
        if scale is None:
            return None
        if scale < _MANY:
            section += (digit or 1) * scale  # 零十二 is 12
        else:
            total, section = _closed(total, section, digit, scale), 0.0
        digit, last, zero = None, scale, False
    tail = digit or 0
    if tail and last >= 100 and not zero:
        tail *= last // 10
    return total + section + tail


def _closed(total: float, section: float, digit: int | None, scale: int) -> float:
    """What stands before 万 or 亿, multiplied by it: 亿 takes all before it, 万 its own section."""
    piece = section + (digit or 0)
    if scale > _MANY:
        return (total + piece or 1.0) * scale
    if total and not piece:  # 万亿 written as 亿万
        return total * scale
    return total + (piece or 1.0) * scale
