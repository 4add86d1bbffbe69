"""Which times measure something: limits and ages, not days of the calendar or spans in which others are reached."""

from __future__ import annotations

import re

from policyparse.stages.targets.compared import CLEAN, Compared
from policyparse.stages.targets.measure import Measure
from policyparse.stages.targets.words import Form, anywhere, composed, listed, settled, words

YEAR = (1000, 2999)
_BY = frozenset("×*xX＊")
_LASTING, _NO_LENGTH = words("lasting"), listed("no_length")
_FRAME_BEFORE = Form("{time_frame}$")
_SAME_MONTH = re.compile("月[ 　]?[0-9一二三四五六七八九十]{1,3}[ 　]?日?[ 　]?[至到—－-][ 　]?$")  # 3月5日至20日
_EVENT = Form("{event}$")  # 期限届满三十日前
_DAY_ACTS = composed("[ 　]?(?:{day_acts}|(?:精简|优化|提速|延长)[至到为])")
_PERIOD = re.compile(r"(?:的)?[\u4e00-\u9fff]{0,3}期内")  # 三年建设期内
_THROUGHOUT = re.compile(
    r"[，, ]?(?:的|未|无|不|禁止|免[征收缴交租]|按|给予|享受|每年(?:给予|按|补)|由财政|每[人户家][^，,。；：\n]{0,6}(?:发放|给予|补))"
)  # 3年内免征
_PARTS = frozenset("前后")
_IN_PARTS = re.compile("[，, ]?(?:每年)?(?:按|给予|享受|免[征收缴交租]|全免|全额|减半|租金|补贴|补助)")
_IN_A_ROW = composed(
    "(?![^，。；\n]{0,20}的(?:企业|单位|[，,]))[^，。；\n]{0,4}?(?:[位稳高]居|居(?:于|世界|全|首|第|前)|{in_a_row}|(?<!未)达)"
)
_SINCE_WHEN = 50  # characters from the duty to the time that is counted from a point
MUST_FROM = re.compile(
    "(?:应当?|须|可以?|[，。；者人业构]得)[^，,。；：\n]{0,6}?(?:自|于|在|从)[^。；\n]{2,40}起[，,]?$"
)
_GIVEN_FROM = Form("[，,]?[^。；\\n]{0,40}?(?:财政|{paid_for}|返还|减半|免[征收缴])")
_MOVED = re.compile("缩短|压缩|延长|提高|增加|减少|缩减")
_LABELLED = re.compile("(?:时限|时间|期限)[：:][ 　]?(?:自[^。；，、：\n]{2,16}起)?$")  # 办理时限：20日
_SHORTENED = re.compile("(?:[压缩减][缩减短少]?|下?降低?|精简|优化|提速|延长)[至到为][ 　]?$")


def measures_time(text: str, compared: Compared, floor: int) -> bool:
    """True where a length of time measures something; its clause begins at `floor`. Not `每5年`, `三年行动`, `近3年`."""
    measure = compared.measure
    unit = measure.unit
    assert unit is not None
    start, end = measure.span
    code = unit.code
    if text[end : end + 1] in _BY and text[end + 1 : end + 2].isdecimal():
        return False  # 7天×24小时: around the clock
    quoted = compared.quote.start
    if (start > floor and text[start - 1] == "每") or (quoted > floor and text[quoted - 1] == "每"):
        return False
    if code in ("h", "min", "s", "ms", "{quarter hour}", "{working day}", "{working hour}", "{class hour}", "us", "ns"):
        return not text.startswith("前", end) or code == "{working day}" or _before_event(text, floor, start)
    if code == "d":
        return _day(text, compared, floor)
    if code == "a" and CLEAN.match(text, end) and text[start - 1 : start] in "近去":
        return True  # 近3年无重大违法记录
    if (
        code == "a"
        and measure.value > 1
        and text[start - 1 : start] in _PARTS
        and _IN_PARTS.match(text, compared.quote.end)
    ):
        return text[start - 2 : start - 1] != "最"  # 前两年租金全免，后三年按50%
    if not compared.written and not compared.before and _FRAME_BEFORE.search(text[max(floor, start - 3) : start]):
        return False
    if code in ("a", "mo") and measure.value_high is not None and text.endswith(("未来", "今后"), floor, start):
        return False  # 未来5—15年
    if code in ("a", "{century}"):
        return _year(text, compared, floor)
    if code in ("mo", "wk", "{quarter}"):
        return measure.digits or compared.written or _lasting(text, compared, floor)
    return measure.digits


def _day(text: str, compared: Compared, floor: int) -> bool:
    """`一日办结`, `30日内`, `65天`; not the 31日 of a date."""
    measure = compared.measure
    start, end = measure.span
    written = text[start:end]
    if compared.written and compared.before in _LASTING:
        return True
    if text.startswith("前", end) and _before_event(text, floor, start):
        return True
    if measure.value > 1 and text[start - 1 : start] == "前" and _before_event(text, floor, start - 1):
        return True  # 会议召开前5日
    if text.endswith(("延长", "顺延", "提前"), floor, start):
        return True
    if written.endswith("日") and "自然" not in written:
        head = text[max(floor, start - 2) : start].rstrip()
        if head.endswith(("月", "年", "月初")) or text.startswith(("起", "至", "—", "-", "前"), end):
            return text.startswith("前", end) and "提前" in text[max(floor, start - 4) : start]
        if _SAME_MONTH.search(text, max(floor, start - 9), start):
            return False
        if _SHORTENED.search(text, max(floor, start - 4), start) or _LABELLED.search(text, max(0, start - 24), start):
            return True  # 由30日缩短至20日
        return bool(_DAY_ACTS.match(text, end)) or compared.written or "不" in compared.before
    if measure.digits:
        return not text.startswith("前", end)
    return bool(_DAY_ACTS.match(text, end)) or compared.written or text[start] not in "一两几"


def _before_event(text: str, floor: int, start: int) -> bool:
    """`听证会举行的七日前通知`, `期限届满三十日前`: so long before something, not a date."""
    return _EVENT.search(text, max(floor, start - 4), start) is not None


def _year(text: str, compared: Compared, floor: int) -> bool:
    """A length of years that limits something; neither a year (2023年) nor a frame (3年内建成, 三年行动)."""
    measure = compared.measure
    start = measure.span.start
    if (measure.digits and YEAR[0] <= measure.value <= YEAR[1]) or (measure.value_high or 0) >= YEAR[0]:
        return False
    if measure.value > 200 or (_unit_is_half(measure) and text[start - 1 : start] in "上下每前后"):
        return False
    if text.startswith(("贷款", "定期"), measure.span.end):
        return False  # 一年贷款基准利率
    if _PERIOD.match(text, compared.quote.end):
        return True
    if compared.after == "内":
        end = compared.quote.end
        if _within_years(text, compared.quote.start) or _while_given(text, compared.quote.start, end):
            return True
        return _lasting(text, compared, floor) or _THROUGHOUT.match(text, end) is not None or settled(text, end)
    if _IN_A_ROW.match(text, compared.quote.end) and text.endswith("连续", floor, start):
        return False  # 连续9年位居全国第一
    if text.startswith(_NO_LENGTH, compared.quote.end):
        return False  # 成交额3年翻一番
    if compared.joined and compared.before and text.endswith("分别", 0, compared.quote.start):
        return True  # 巩固率和受教育年限分别达到99%和13.5年
    if compared.before in ("至", "到", "为") and _MOVED.search(text, compared.quote.start, start):
        return True  # 轮候时间由6.1年缩短至4.5年
    beside = (
        compared.after
        or measure.value_high is not None
        or (compared.before and text.endswith(compared.before, 0, start))
    )
    if compared.written and beside and compared.before not in ("近", "过", "约"):
        return True
    return _lasting(text, compared, floor)


def _within_years(text: str, start: int) -> bool:
    """`应当自公布之日起一年内`: the number at `start` limits the time in which something must be done."""
    counted = text.endswith(("起", "起，", "起,"), 0, start)
    return counted and MUST_FROM.search(text, max(0, start - _SINCE_WHEN), start) is not None


def _while_given(text: str, start: int, end: int) -> bool:
    """`从获利年度起，5年内企业缴纳的所得税…由财政返还`: how long something is given."""
    counted = text.endswith(("起", "起，", "起,"), 0, start)
    return counted and _GIVEN_FROM.match(text, end) is not None


def _unit_is_half(measure: Measure) -> bool:
    """`半年`, which is also the end of 上半年."""
    return measure.value == 0.5


def _lasting(text: str, compared: Compared, floor: int) -> bool:
    """A word of duration stands right before the number: `有效期3年`, `连续两年`, `延长至3年`."""
    begin = compared.quote.start - 8
    left = text[begin if begin > floor else floor : compared.measure.span.start]
    return anywhere("duration").search(left) is not None
