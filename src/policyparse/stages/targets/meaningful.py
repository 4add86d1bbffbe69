"""Which numbers measure, and which only date, number or name something (三张清单, 第34次, 2023年)."""

from __future__ import annotations

import re
from string import ascii_letters

from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.counts import SHARED_COUNT, measures_count
from policyparse.stages.targets.measure import Measure
from policyparse.stages.targets.times import YEAR, measures_time
from policyparse.stages.targets.words import HAN, Form, ending, listed, starting, words

_ITEM = re.compile(r"(?:^|\n)[0-9]{1,2}\.$")
_TIMES = tuple("×*xX＊")
_LETTERS = frozenset(ascii_letters)
_ORDINAL = frozenset("第〔[【№#-－—×*xX:：/=＝./_＋+") | _LETTERS
_CHANGING = frozenset(word[-1] for word in words("per_step"))
_TELLING = (
    _ORDINAL | _CHANGING | frozenset("每含后 ")
)  # before a number that may measure nothing; most have none of them
_UNIT_OF_ACCOUNT = Form("每{per_step}$")  # 每提升10个位次奖励5万元
_ACCOUNT = 10  # characters from a 每 to what is paid for
_ACCOUNTED = re.compile("每(?:增加|新增|[^，。；：、年月日季周人户家个0-9][^，。；：、0-9]{1,7})$")
_PAID_FOR = Form("[^，。；：、0-9]{0,8}?{paid_for}[^，。；：、0-9]{0,8}[0-9]")
_BANDWIDTH = Form("{bandwidth}|{bandwidth_act}")
_NAMED_SIZE = Form("级?[^，。；、\n（）以的]{0,14}{named_by_size}")
_TOLD = 12  # characters of whom a bare multiplier counts
_EXEMPT = frozenset("二三五六")  # 两免三减半
_EACH = frozenset({"count", "length", "area", "money", "mass", "volume"})  # what a 每 may make the unit of account
_WEIGHED = frozenset({"ratio", "age", "concentration", "temperature", "sound"})


def measures_something(text: str, compared: Compared, floor: int, ceiling: int) -> bool:
    """True where the number says something measurable (GOLD.md, Targets); floor and ceiling bound its clause."""
    measure, unit = compared.measure, compared.measure.unit
    start, end = measure.span
    head = measure.head if measure.head is not None else start
    behind = text[end : end + 3]
    if text[head - 1 : head] in _TELLING and (told := _told_before(text, measure, head, floor)) is not None:
        return told
    if unit is not None and not compared.after:
        if unit.never and behind.startswith(unit.never):
            return behind.startswith("示范")  # 1所示范园, but 如图1所示
        if not measure.digits and behind.startswith(unit.in_characters):
            return False
    opened = text.rfind("《", start - 60 if start > 60 else 0, start)
    if opened >= 0 and text.find("》", opened, start) < 0:
        return False
    if unit is None:
        return _bare(text, compared, behind)
    dimension = unit.dimension
    if dimension == "age" and text[start:end] in ("百岁", "万岁"):
        return False
    if dimension == "time":
        return measures_time(text, compared, floor)
    if dimension in _WEIGHED:
        if text[head - 1 : head] == "个":
            return False  # “六个百分之百”
        aged = dimension == "age" and measure.value_high is not None  # 小班（3—4岁）
        return aged or not _weight(text, compared)
    if dimension == "money":
        return (
            measure.digits
            or text[start] not in "万亿千百"
            or compared.written
            or (
                "亿" in text[start:end]
                and (compared.before != "" or not behind[:1].isalpha() or behind.startswith("级"))
            )
        )
    if "每" in text[head - _ACCOUNT if head > _ACCOUNT else 0 : head] and _pays_each(text, compared, floor):
        return False
    if dimension == "count":
        return measures_count(text, compared, floor, ceiling)
    return _physical(text, compared, floor, ceiling)


def _pays_each(text: str, compared: Compared, floor: int) -> bool:
    """`每协助流转100亩奖励1000元`: what is paid for, not how much there is to be."""
    start = compared.quote.start
    begin = start - _ACCOUNT if start - _ACCOUNT > floor else floor
    return _PAID_FOR.match(text, compared.quote.end) is not None and _ACCOUNTED.search(text, begin, start) is not None


def _told_before(text: str, measure: Measure, head: int, floor: int) -> bool | None:
    """Whether the number measures, where the character before it tells (第9条, 7×24小时); None where that does not."""
    before, unit = text[head - 1], measure.unit
    further = text[head - 2 : head - 1] if head > 1 else ""
    if before == "." and _ITEM.search(text, head - 4 if head > 4 else 0, head):
        return None  # 2.50个小区
    if before in _ORDINAL and (before not in "：:" or further.isdecimal()):
        if before in _LETTERS and unit is not None and unit.code == "%":
            return None  # 不超过LPR50%, 占GDP3%
        return before in _TIMES and measure.digits and unit is not None and unit.dimension == "time"
    if before == "每" and unit is not None and unit.dimension in _EACH:
        return False  # 每3万人口1辆
    if before in _CHANGING and _UNIT_OF_ACCOUNT.search(text, max(floor, head - 3), head):
        return False
    if before == "含" and head > floor:
        return False  # 不低于50万元(含50万元)
    return False if head - 2 >= floor and (further + before == "最后" or further + before == "第 ") else None


def numbers_or_dates(text: str, measure: Measure) -> bool:
    """A quick look at `第三条`, `2023年`: they measure nothing, whatever stands around them."""
    head, unit = measure.head, measure.unit
    before = text[head - 1] if head else ""
    if before == "第":
        return True
    if (
        before == "月"
        and unit is not None
        and unit.code == "d"
        and text[measure.span.end : measure.span.end + 1] != "前"
    ):
        return True  # 5月30日
    year = unit is not None and unit.code == "a" and measure.digits and YEAR[0] <= measure.value <= YEAR[1]
    return year and before not in _TIMES


def _bare(text: str, compared: Compared, behind: str) -> bool:
    """A multiplier without a unit (`突破3000万`, `过千亿`, `百亿级`); 一半, 三分之一."""
    measure, start = compared.measure, compared.measure.span.start
    if measure.unit_text is None:
        return measure.value != 0.5 or text[start - 1 : start] not in _EXEMPT
    if behind[:1] in ("级", "元"):
        return True
    if measure.digits and starting(text, measure.span.end, measure.span.end + 6, "people"):
        return True  # 带动10万农户增收
    if measure.digits and ending(text, max(0, start - 6), compared.quote.start, "reaching"):
        return _tells_whom(text, measure.span.end)
    if measure.digits and (behind[:1] == "的" or not behind[:1].isalnum()):
        begin = start - 8 if start > 8 else 0
        if any(ending(text, begin, start, role) for role in ("people", "level", "give")):
            return True  # 累计搬迁贫困人口69.3万，总投资1.2亿，每户补贴2万
    if compared.after:
        return measure.digits or compared.written  # 交易量500亿以上的机构
    if not compared.before or not (measure.digits or compared.written):
        return False
    return not HAN.match(behind) or behind.startswith(("等", *listed("sized_thing")))


def _tells_whom(text: str, start: int) -> bool:
    """`惠及200万建档立卡贫困户`: who they are, behind a word or two."""
    for at in range(start, min(start + _TOLD, len(text))):
        if not text[at].isalpha() or text[at] in "的元":
            return False
        if starting(text, at, at + _TOLD, "people"):
            return True
    return False


def _weight(text: str, compared: Compared) -> bool:
    """`日常监测（60%）`: the weight of a part of an assessment."""
    start, end = compared.measure.span
    return text[start - 1 : start] in "（(" and text[end : end + 1] in "）)" and text[start - 1 : start] != ""


def _physical(text: str, compared: Compared, floor: int, ceiling: int) -> bool:
    """Lengths, areas, powers …; not the size that names a project (220千伏输变电工程)."""
    measure = compared.measure
    unit = measure.unit
    assert unit is not None
    if unit.dimension in ("voltage", "bandwidth", "data", "computing") and not measure.digits:
        return (
            unit.dimension == "bandwidth"
            and text[measure.span.start - 1 : measure.span.start] != "双"
            and (
                compared.written
                or _BANDWIDTH.search(text, max(0, measure.span.start - 20), measure.span.end + 40) is not None
            )
        )
    if not measure.digits and not compared.before and not compared.written and text[measure.span.start] in "百千万亿":
        return False  # 千亩示范片
    if measure.value == 1 and SHARED_COUNT.search(text, floor, measure.span.start):
        return False  # 每新建1平方米校舍
    if text.startswith("级", measure.span.end) or (unit.dimension == "angle" and measure.value == 360):
        return False  # 30万吨级航道, 360度全景
    if compared.before or compared.written:
        return True
    if unit.dimension in ("power", "voltage", "mass", "volume") and _NAMED_SIZE.match(text, measure.span.end, ceiling):
        return False
    return measure.digits or bool(unit.numerals and measure.unit_text != text[measure.span.start : measure.span.end])
