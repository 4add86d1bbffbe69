"""Numbers of two digits in Chinese characters, as days, labels and counts are written."""

from __future__ import annotations

_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")}


def small_number(written: str) -> int | None:
    """The value of a number, with 十 or one digit after the other, or in digits; None for what is no number.

    >>> [small_number(written) for written in ("16", "十", "十二", "二十", "二十三", "四", "一二", "十十", "")]
    [16, 10, 12, 20, 23, 4, 12, None, None]
    """
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    spelt = (tens or "一") + (ones or "〇") if ten else ones
    if not spelt or (ten and len(spelt) > 2) or not _DIGITS.keys() >= set(spelt):
        return None
    return int("".join([_DIGITS[character] for character in spelt]))
