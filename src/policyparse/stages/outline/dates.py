"""A day as official papers and web pages write it."""

import re
from datetime import date

from policyparse.lexicon.small_numbers import small_number
from policyparse.stages.outline.line import without_marks

DATE = re.compile(
    r"(?:[（(]此[件文][^（()）]{2,24}[）)]\s*)?"  # `（此件发至乡）　　2017年6月13日`
    r"[（(]?\s*((?:19|20)\d{2}|[二一][〇零○ＯO0一二三四五六七八九]{3})\s?年\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?月\s?"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})\s?日(?:印发|发布|公布)?\s*[）)]?"
)
_REPUBLIC = re.compile(r"中华民国\s?(\d{2,3})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_REPUBLIC_BEGAN = 1911  # the year before its first
ISO_DATE = re.compile(r"((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})(?:\s\d{1,2}:\d{2}(?::\d{2})?)?")
_HAN_DIGITS = {c: str(i % 10) for i, c in enumerate("〇一二三四五六七八九零")} | {
    "○": "0",
    "Ｏ": "0",
    "O": "0",
    "零": "0",
}


def date_of(line: str) -> date | None:
    """The date that a line is, or None where there is no such day.

    >>> date_of("二〇二三年十月八日"), date_of("（2023 年5 月6 日）"), date_of("2023年13月1日")
    (datetime.date(2023, 10, 8), datetime.date(2023, 5, 6), None)
    """
    line = without_marks(line)
    m = DATE.fullmatch(line) or ISO_DATE.fullmatch(line)
    if not m:
        return None
    year = "".join(_HAN_DIGITS.get(c, c) for c in m[1])
    month, day = small_number(m[2]), small_number(m[3])
    return _day(int(year), month, day) if month and day else None


def _day(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_in(line: str) -> date | None:
    """The first whole date in a line."""
    if m := _REPUBLIC.search(line):
        return _day(int(m[1]) + _REPUBLIC_BEGAN, int(m[2]), int(m[3]))
    m = DATE.search(line) or ISO_DATE.search(line)
    return date_of(m[0]) if m else None
