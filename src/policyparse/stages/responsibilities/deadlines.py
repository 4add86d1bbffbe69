"""The time by which a clause wants its task done, as GOLD.md writes it: `2024-10`, `2025-H1`."""

from __future__ import annotations

import re
from datetime import date

_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH = {n: i for i, n in enumerate("一二三四五六七八九", start=1)} | {"十": 10, "十一": 11, "十二": 12}
_TIME = re.compile(
    r"(?:(?<!\d)(?P<year>(?:19|20|21)\d\d)年|(?P<this>今年|本年)|(?P<next>明年))?(?:"
    r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?:(?P<day>\d{1,2})日?|[底末初]|[上中下]旬)?|第?(?P<quarter>[一二三四1-4])季度"
    r"|(?P<half>[上下])半年|(?P<end>年?底|年内|年末|全年|内))?"
)
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)")  # `2024-06-30`, `2024.6.30`
_MONTH_OF = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./](\d{1,2})(?!\d)")  # `2024.06`, but no `2021-2023`
_EVERY = ("每年", "每年的", "逐年")  # `每年12月底前` is no one day
_HINT = re.compile(r"\d{4}年|今年|明年|月|季度|半年|年底|年内|年末|全年")


def deadline(text: str, year: int | None) -> str | None:
    """The last time that `text` names; a month without a year is of `year`; null where it names none.

    >>> deadline("2024年10月", None), deadline("6月底前完成", 2022), deadline("持续推进", 2022)
    ('2024-10', '2022-06', None)
    >>> deadline("2023 年 10 月份 底前", None), deadline("2024.6.30", None)
    ('2023-10', '2024-06-30')
    """
    text = "".join(text.split())  # `2023 年 10 月底前` of a PDF
    if "年" not in text and "月" not in text:
        text = _MONTH_OF.sub(r"\1年\2月", _DAY.sub(r"\1年\2月\3日", text))
    if not _HINT.search(text):
        return None
    found = None
    for match in _TIME.finditer(text):
        is_one = match.end() > match.start() and not text.endswith(_EVERY, 0, match.start())
        value = _written(match, year) if is_one else None
        if value:
            found = value
            if match["year"]:
                year = int(match["year"])
    return found


def _written(match: re.Match[str], year: int | None) -> str | None:
    """One time as GOLD.md writes it."""
    if match["year"]:
        year = int(match["year"])
    elif match["next"] and year:
        year += 1
    if year is None:
        return None
    if match["quarter"]:
        return f"{year}-Q{_NUMBERS[match['quarter']]}"
    if match["half"]:
        return f"{year}-H{1 if match['half'] == '上' else 2}"
    if match["month"]:
        month = int(match["month"]) if match["month"].isdecimal() else _MONTH[match["month"]]
        if not 1 <= month <= 12:
            return None
        day = int(match["day"] or 0)
        return f"{year}-{month:02}" + (f"-{day:02}" if _is_day(year, month, day) else "")
    return str(year)


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has the day (`calendar` takes longer to import than all deadlines of a plan to read)."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
