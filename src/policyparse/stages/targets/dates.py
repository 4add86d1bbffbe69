"""Dates in a passage that say by when something is to be reached, and how far each of them reaches."""

import re
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.stages.targets.numerals import number
from policyparse.stages.targets.words import composed, listed
from policyparse.text import Span, span_at


class Plan(NamedTuple):
    """A row of plans.csv."""

    name: str
    last_year: int


PLANS = {plan.name: plan.last_year for plan in rows("plans.csv", Plan)}
"""The five-year plans and the last year of each."""
_MARK = re.compile("[年月五季]")  # each date has one
_SIGN = re.compile(  # and one of these, which lengths of time (三年以上, 六个月内) have not
    "19[0-9]{2}|20[0-9]{2}|二[〇○零]|十[一二三四五六]五|“[一二三四五六七八九十]五|月(?<=[0-9 　]月)|今年|本年|明年|全年|年[底末内]|上半年|下半年|季度"
)
_TAIL = re.compile(r"[ 　]?(?:年?[底末初]|内|之?前|以前|期间|中旬|上旬|下旬|末|间){0,3}[ 　]?([，,：:])?")
_QUARTERS = {"一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
_BEGINNING, _COMPARED = listed("dated_from"), listed("compared_with")
_WHOLE, _UNTIL, _TOLD = listed("whole_year"), listed("until"), listed("date_told")
_HELD_AT = listed("held_at")  # 控制在2020年规模的1.3倍以内
_BY_THEN = frozenset("底末前内，,")
_EACH_YEAR, _BESIDE = listed("each_year"), listed("beside_year")
_SLOGAN = re.compile("[^，；：0-9０-９]{2,30}，")  # 坚持就业优先，全年新增就业80万人，…
_AT_PRICES = re.compile("(?:的)?(?:[不可][变比])?价格?(?:水平)?(?:计算|[，,）)])")
_GOALS = re.compile("的(?:主要|总体|具体|发展|工作|预期){0,2}(?:目标|指标)")  # 2025年的主要目标是：
_HOPES = listed("hopes")
_EXTENDED = re.compile(r"(?:执行|实施|期限|有效期|延续|延长|截止)[^，。；：、\n]{0,6}(?:至|到)$")

_CLOSING = composed("{wholly}?{closed_by}{1,3}[。；，,）)]")
_VALID = re.compile("(?:执行|实施|优惠|减免|补贴|奖补|政策)(?:期限|时间|期间|时限)(?:为|是|自|从|[：:]){0,2}[ 　]?$")


class Date(NamedTuple):
    """A time by which: where it stands and its value as GOLD.md writes it (`2025`, `2025-06`, `2025-H1`).

    `frame`: it holds for all that follows in its sentence (到2025年，…), else only for its own clause.
    `window`: the end of a period of validity.
    """

    span: Span
    value: str
    frame: bool
    window: bool = False
    until: bool = False  # 截至: what was reached by then, where it is past
    extended: bool = False  # 执行至: the end of validity of what stands before it
    closing: bool = False  # 2025年底前完成: what stands before it is done by then

    @property
    def year(self) -> int:
        """The year that it lies in."""
        return int(self.value[:4])


@kept
def _pattern() -> re.Pattern[str]:
    b = "[ 　]?"
    year = "(?<![0-9０-９])(?P<year>(?:19|20)[0-9]{2}|二[〇○零][一二三四五六七八九〇○零]{2})"
    year += f"{b}(?:年|(?=[、和及]{b}(?:19|20)[0-9]{{2}}[、和及 年]))"  # 2024、2025、2026年分别…
    month = f"(?P<month>1[0-2]|0?[1-9]){b}月(?:份)?"
    day = f"{b}(?P<day>[0-3]?[0-9]){b}日"
    until = f"(?:{b}[至到—－-]{{1,2}}{b}(?:(?P<year2>20[0-9]{{2}}){b}年{b})?(?P<month2>1[0-2]|0?[1-9]){b}月(?:{b}(?P<day2>[0-3]?[0-9]){b}日)?)?"
    part = "(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度)?"
    return re.compile(
        '(?=[0-9二“"十今明本年全上下第一三四])(?:'  # what any of them begins with: the rest fails at once
        f"{year}(?:{b}{month}(?:{day})?{until}|{b}{part})"
        f'|(?:[“"]?(?P<plan>十[一二三四五六]五)|[“"](?P<early>[一二三四五六七八九十]五)(?=[”"]))[”"]?(?:规划|计划)?(?:期间|末|时期|期末)'
        f"|(?<![0-9年])(?P<monthly>1[0-2]|0?[1-9]){b}月(?:份)?(?:{b}(?P<daily>[0-3]?[0-9]){b}日)?(?={b}(?:底|末|前|之前|中旬|上旬|下旬))"
        f"|(?P<now>今年|本年度?|(?<![0-9一二三四五六七八九十几半每近多去上当整年明次来])年(?:底|末|内)|全年)"
        f"|(?P<next>明年)(?!以?后)"
        f"|(?<![0-9年])(?P<half_now>[上下])半年|(?<![每各0-9])第?(?P<quarter_now>[一二三四])季度)"
    )


def find_dates(text: str, start: int, end: int, document_year: int | None) -> list[Date]:
    """The dates in `text[start:end]` by which something may be due, in reading order.

    `document_year` completes `年底前`, `6月底`; without it they are left out.
    """
    if _SIGN.search(text, start, end) is None or _MARK.search(text, start, end) is None:
        return []
    found: list[Date] = []
    named: int | None = None  # 2023年3月底前完成方案，6月底前启动
    told: int | None = None  # 2022年成效显著：全年建成30个
    for match in _pattern().finditer(text, start, end):
        now = document_year or named if match["now"] or match["next"] else named or document_year
        date = _date(text, match, start, told or now if match[0] == "全年" else now)
        if date is None:
            continue
        found.append(date)
        told = date.year if match["year"] and not told and len(found) == 1 else told
        part = match["month"] or match["quarter"] or match["half"]
        named = date.year if part and not match["month2"] else named
    return found


def _date(text: str, match: re.Match[str], start: int, document_year: int | None) -> Date | None:
    at, stop = match.span()
    before, behind = text[at - 4 if at - 4 > start else start : at], text[stop : stop + 12]
    window = match["month2"] is not None
    valid = window and _VALID.search(text, max(start, at - 9), at) is not None
    if not valid and _no_deadline(text, match, before, behind, start):
        return None
    value = _value(match, document_year)
    if value is None:
        return None
    tail = _TAIL.match(behind)
    assert tail is not None
    planned = match["plan"] or match["early"]
    absolute = match["year"] is not None or planned is not None
    end = stop + tail.end()
    comma = tail[1] is not None or text[end : end + 1] in "，,"
    ended = planned is not None or tail[0].strip(" 　，,：:") != ""
    whole_year = match["year"] is not None and match["month"] is None  # 2025年招募1800人，…招录900人
    opened = match[0] in _WHOLE and (  # 全年新开工300个，完成投资1200亿元
        not before.strip(" 　") or before.endswith(_HOPES) or _SLOGAN.fullmatch(text, start, at) is not None
    )
    of = behind.startswith("的") and not _GOALS.match(behind)  # 由2020年的68%提高到2025年的75%，…
    frame = (
        window or comma or opened or (absolute and not of and (ended or whole_year or before.endswith(("到", "至"))))
    )
    until = before.endswith(_UNTIL)
    extended = valid or _EXTENDED.search(text, max(start, at - 12), at) is not None
    closing = not (window or until or extended) and _CLOSING.match(text, end) is not None
    return Date(span_at((at, end)), value, frame, window or extended, until, extended, closing)


def _no_deadline(text: str, match: re.Match[str], before: str, behind: str, start: int) -> bool:
    """A year compared with, a beginning, a year in a title, `每年6月底`."""
    tight = before.rstrip(" 　")
    if (
        tight.endswith(_TOLD)
        or (behind.startswith(_BEGINNING) and not (match["month"] and behind.startswith("以前")))  # 12月31日以前
        or (tight.endswith(_EACH_YEAR) and match["month2"] is None)
    ):
        return True
    if (match["year"] or match["plan"] or match["early"]) and (
        tight.endswith(_BESIDE)
        or (tight.endswith(_HELD_AT) and behind[:1] not in _BY_THEN)
        or behind.lstrip("底末年").startswith(_COMPARED)
    ):
        return True
    if (
        (match["year"] or match["plan"] or match["early"])
        and behind.startswith("的")
        and not (tight.endswith(("到", "至")) or _GOALS.match(behind))
    ):
        return True
    if _AT_PRICES.match(behind):
        return True  # 按2000年价格计算的生产总值
    opened = text.rfind("《", max(start, match.start() - 60), match.start())
    return opened >= 0 and text.find("》", opened, match.start()) < 0


def _value(match: re.Match[str], document_year: int | None) -> str | None:
    if plan := match["plan"] or match["early"]:
        return str(PLANS[plan]) if plan in PLANS else None
    if match["year"]:
        return _of_year(match, int(number(match["year"]) or 0))
    if document_year is None:
        return None
    if match["monthly"]:
        return _joined(document_year, match["monthly"], match["daily"])
    if match["half_now"]:
        return f"{document_year}-H{1 if match['half_now'] == '上' else 2}"
    if match["quarter_now"]:
        return f"{document_year}-Q{_QUARTERS[match['quarter_now']]}"
    return str(document_year + (match["next"] is not None))


def _of_year(match: re.Match[str], year: int) -> str:
    if match["month2"]:
        return _joined(int(match["year2"] or year), match["month2"], match["day2"])
    if match["half"]:
        return f"{year}-H{1 if match['half'] == '上' else 2}"
    if match["quarter"]:
        return f"{year}-Q{_QUARTERS[match['quarter']]}"
    return _joined(year, match["month"], match["day"])


def _joined(year: int, month: str | None, day: str | None) -> str:
    """`2025`, `2025-06`, `2025-06-30`; a day that no month has is dropped."""
    if not month:
        return f"{year:04d}"
    if not day or not 1 <= int(day) <= _days(year, int(month)):
        return f"{year:04d}-{int(month):02d}"
    return f"{year:04d}-{int(month):02d}-{int(day):02d}"


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
