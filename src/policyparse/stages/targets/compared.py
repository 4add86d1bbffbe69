"""Which comparator a number has, and the run of text that holds comparator, number and unit."""

from __future__ import annotations

import re

from policyparse.records.found import Comparator
from policyparse.slots import slotted
from policyparse.stages.targets.measure import Measure
from policyparse.stages.targets.pattern import RANGE, any_of, units
from policyparse.stages.targets.words import HAN, after, after_begins, comparators, ending, far, far_words, words
from policyparse.text import Span, span_at

_JOINT = re.compile(r"(?:[（(][^（()）\n]{1,10}[)）])?[ 　]?(?:[、，,]?[ 　]?(?:和|及|以及|或|或者)|、)[ 　]?")
_JOINED = 20  # characters that it may stand for
_RANGE = re.compile(f"(?:[（(]含(?:本数)?[）)])?[ 　]?[{RANGE}]{{1,2}}[ 　]?")
_BETWEEN = 12  # characters that these may stand for: `（含本数）— `
_GAP = re.compile(f"[ 　，,、]?(?:[{RANGE}]|但|、)?[ 　]?")
_FLOORS, _CEILINGS = words("floor"), words("ceiling")
_PASSED = frozenset({"超过", "超出"})
_THEREAFTER = re.compile("后[每按再，,]|的?部分")  # 超过起租里程后每公里1.8元, 超出部分按10%加收
_ENDED = frozenset({"届满", "期满"})
_ATTAINED = frozenset({"达到", "均达到"})
_OF_A_THING = re.compile("的[\u4e00-\u9fff]{2,}[、，]?$")
_NO_WORD = {  # characters before which a short word is the end of another one: 通过, 最近, 充满
    "过": "通经越胜透度错不超路经难",
    "近": "最附临靠邻亲就",
    "满": "圆充美饱丰不",
    "破": "突爆侦",
    "超": "赶反高",
    "限": "年期时权上下界极有受无局额",
    "为": "成作认行",
    "约": "签预契合公制履条大",
}
_MOST = re.compile(r"(最[高长多]|上限)[\u4e00-\u9fff]{1,8}$")  # 最高支付限额40万元, 最长存续期15年, 上限每年1万元
_NO_MOST = re.compile("浮|由|从|的|前|得|产|提高|调整|达|增|超|最高人民|最高[检法]|为$|是$|至|到|不")
_LACKING = re.compile("(不足|未达到)[^，,。；：、0-9]{2,16}(?:额|数|量|价|费|资|值|款|金)的?$")
_DIFFERENT = frozenset({"高于", "低于"})
_POINTS = frozenset({"个百分点", "百分点"})
_KINDS_OF_THINGS = frozenset("项个种件类")
CLEAN = re.compile("[ 　]?(?:内|来|以来)?均?(?:无|未|没有|不存在)")  # 近3年无重大违法记录
_MEAN = "人户年月日平村校班亩"  # before 均 it is a mean, not 都
_UNIT_BEHIND = re.compile("标箱|标准箱|人次|平方米|立方米|千瓦时?")
_FAR = 24  # `不低于上年度实际缴纳失业保险费的50%`: characters between a comparator and its number
_EACH_ITS = 12  # characters behind the clause: 出栏达2000头、5000头以上的，分别给予6万元、15万元
_LIST = 80  # characters of a list that one comparator may govern
_SPATIAL = frozenset({"time", "length", "area", "ratio"})
_BEFORE, _BEHIND = comparators("before"), comparators("after")
_TWICE = frozenset("及或")
_AFTER, _AFTER_BEGINS = after(), after_begins() | _TWICE
# The comparators that may stand apart from their number, in one pattern: most numbers have none of them.
_APART = re.compile(any_of([*words("apart"), *far_words()]))


@slotted  # its fields are read dozens of times a number, as those of a measure
class Compared:
    """A measure with its comparator. `quote`: the run with comparator, number and unit; `before` the word before it."""

    measure: Measure
    comparator: Comparator
    quote: Span
    before: str
    after: str
    written: bool  # a word other than 达到, 至 and the like says how the value is meant
    joined: bool = False  # one list with the measure before it: `60万元、40万元`
    stop: int = 0  # where the comparator that it shares with the last of its list ends; 0 where it has its own

    @property
    def evidence(self) -> Span:
        """The run with comparator, number and unit, up to the comparator behind the list that it belongs to."""
        return span_at((self.quote.start, self.stop)) if self.stop else self.quote


def compare(text: str, measure: Measure, floor: int, previous: Compared | None) -> Compared:
    """The measure with its comparator; `floor` is where its clause begins, `previous` the measure before it."""
    start, end = measure.span
    behind = _behind(text, measure)
    joined = (
        previous is not None
        and start - previous.quote.end <= _JOINED
        and _JOINT.fullmatch(text, previous.quote.end, start) is not None
        # 达到3500亿元、百亿元以上产业链达到15条
        and not (behind and behind[1] in _FLOORS and _qualifies(text, behind.end(), measure, previous.measure))
        and not _attributive(text, measure, previous.measure)  # 不少于20个、百亿元项目2个
    )
    if joined and previous is not None and start - previous.quote.start <= _LIST:
        before, begin = previous.before, previous.quote.start if previous.before else start
    elif measure.head is not None and measure.head < start:
        before, begin = _before(text, measure.head, floor)
    else:
        before, begin = _before(text, start, floor)
    word = ""
    if behind:
        word, end = behind[1], behind.end()
    if before and _of_another(text, measure, before, begin, floor, end):
        before, begin = "", start
    if not before and not word and text.startswith("的", end) and (lacking := _LACKING.search(text, floor, start)):
        before, begin = lacking[1], lacking.start()  # 余额不足首期筹集金额30%的
    if measure.unit is None and word and (unit := _UNIT_BEHIND.match(text, end)):
        measure.unit, measure.unit_text = units()[unit[0]], f"{measure.unit_text}{unit[0]}"
        end = unit.end()  # 200万以上标箱
    comparator = _choose(measure, before, word)
    if not word and before in _DIFFERENT and _differs(text, measure, begin + len(before), start):
        comparator = "eq"
    return Compared(measure, comparator, span_at((begin, end)), before, word, comparator != "eq", joined)


def _of_another(text: str, measure: Measure, before: str, begin: int, floor: int, end: int) -> bool:
    """True where a word before the number compares something else; the number with what follows it goes up to `end`."""
    if before in _ENDED:
        return text.startswith("前", end)  # 期限届满三十日前
    if before == "突破":
        return _breakthrough(text, measure, begin, floor)  # 突破50项关键技术
    if before in _ATTAINED:
        return _of_a_thing(text, measure, begin + len(before))  # 达到国内领先水平的实验室3个
    return before == "近" and CLEAN.match(text, measure.span.end) is not None


def _qualifies(text: str, end: int, measure: Measure, previous: Measure) -> bool:
    """True where a floor goes on with what it is that of; not in 2000头、5000头以上的, one list for one noun."""
    if HAN.match(text, end) is None:
        return False
    return text[end] != "的" or measure.unit_text != previous.unit_text or not (measure.digits and previous.digits)


def share_limits(text: str, members: list[tuple[Compared, Span]]) -> None:
    """`分别控制在1%和0.5%以内`: what stands behind the last of a list that is told one by one holds for all of it."""
    run: list[Compared] = []
    for compared, clause in reversed(members):
        run.append(compared)
        if compared.joined:
            continue
        last = run[0]
        if last.after and len(run) > 1 and text.find("分别", clause.start, clause.end + _EACH_ITS) >= 0:
            for earlier in run[1:]:
                if not earlier.after and not earlier.written:
                    earlier.comparator, earlier.written, earlier.stop = last.comparator, True, last.quote.end
        run = []


def _differs(text: str, measure: Measure, begin: int, start: int) -> bool:
    """`低于全省平均水平2.1个百分点`, `高于全省平均5户`: so much more or less than something else."""
    apart = begin < start - 1
    return apart and (measure.unit_text in _POINTS or text.endswith(("平均", "平均水平", "平均数"), begin, start))


def _breakthrough(text: str, measure: Measure, begin: int, floor: int) -> bool:
    """`突破50项关键技术`: what is broken through is the thing counted, not a number that something exceeds."""
    if measure.unit_text not in _KINDS_OF_THINGS or not text[measure.span.end : measure.span.end + 1].isalpha():
        return False
    return begin <= floor or text[begin - 1] in "，、；：。和并及与 　再年"


def _of_a_thing(text: str, measure: Measure, begin: int) -> bool:
    """`达到国内领先水平的实验室3个`: what is reached is told of the thing that the number counts."""
    counted = measure.unit is not None and measure.unit.dimension == "count"
    return counted and _OF_A_THING.search(text, begin, measure.span.start) is not None


def _attributive(text: str, measure: Measure, previous: Measure) -> bool:
    """True where a number of another dimension than the one before it stands right before a noun."""
    if measure.unit is None or previous.unit is None or measure.unit.dimension == previous.unit.dimension:
        return False
    return HAN.match(text, measure.span.end) is not None and text[measure.span.end] not in "的以左之及"


def merge(text: str, low: Compared, high: Compared) -> Compared | None:
    """The two bounds of a range that has a unit at both: `5%—10%`, `500万元以上1000万元以下`; None for two numbers."""
    first, second = low.measure, high.measure
    if second.span.start - low.quote.end > _BETWEEN or not _same_unit(first, second):
        return None
    if first.value_high is not None or second.value_high is not None:
        return None
    if low.comparator in ("le", "lt") or second.value <= first.value:
        return None
    between = text[low.quote.end : second.span.start]
    bounded = low.after in _FLOORS and high.after in _CEILINGS and _GAP.fullmatch(between)
    if not bounded and not _RANGE.fullmatch(between):
        return None
    span = span_at((first.span.start, second.span.end))
    measure = Measure(
        span,
        first.value,
        second.value,
        first.unit,
        second.unit_text,
        second.digits,
        second.more,
        second.head,
        second.per,
    )
    return Compared(
        measure, "between", span_at((low.quote.start, high.quote.end)), low.before, high.after, True, low.joined
    )


def _same_unit(first: Measure, second: Measure) -> bool:
    """The same unit, or a currency named once: `新台币十万元以上一百万元以下`."""
    if first.unit is second.unit:
        return True
    if first.unit is None or second.unit is None:
        return False
    return first.unit.dimension == second.unit.dimension == "money" and second.unit.code == "CNY"


def _behind(text: str, measure: Measure) -> re.Match[str] | None:
    end = measure.span.end
    begins = text[end : end + 1]
    if begins not in _AFTER_BEGINS:
        return None
    if begins in _TWICE and text.startswith(text[measure.span.start : end], end + 1):
        end += end + 1 - measure.span.start  # 三人及三人以上
    match = _AFTER.match(text, end)
    if match and match[1] == "内" and not (measure.unit and measure.unit.dimension in _SPATIAL):
        return None
    return match


def _before(text: str, start: int, floor: int) -> tuple[str, int]:
    """The comparator word that ends at the number, or stands before the noun it belongs to, and where it starts."""
    stop = start
    while stop > floor and text[stop - 1] in ' 　“"':
        stop -= 1
    length = ending(text, floor, stop, "before")
    word = text[stop - length : stop] if length else ""
    if length and (stop - length == floor or text[stop - length - 1] not in _NO_WORD.get(word, "")):
        begin = stop - length
        if word[0] == "均" and begin > floor and text[begin - 1] in _MEAN:
            word, begin = word[1:], begin + 1  # 人均不超过20平方米
        if _BEFORE[word][0] == "eq":
            begin -= ending(text, floor, begin, "change")
        return word, begin
    begin = floor if floor > start - _FAR else start - _FAR
    if _APART.search(text, begin, stop) is None:
        return "", start
    if (most := _MOST.search(text, begin, stop)) and not _NO_MOST.search(most[0]):
        return most[1], most.start()
    return _last_far(text, begin, stop) or ("", start)


def _last_far(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The last comparator in `text[start:end]` that may stand apart from its number, and where it starts."""
    last: re.Match[str] | None = None
    while (match := far().search(text, last.end() if last else start, end)) is not None:
        last = match
    if last is None or (last[0] in _PASSED and _THEREAFTER.search(text, last.end(), end)):
        return None
    return last[0], last.start()


def _choose(measure: Measure, before: str, behind: str) -> Comparator:
    """A word behind the number wins over one before it; 超过…以上 is `ge`, a range is `between`."""
    if measure.value_high is not None:
        return "between"
    if behind:
        return _BEHIND[behind][0]
    if before and _BEFORE[before][0] != "eq":
        return _BEFORE[before][0]
    return "gt" if measure.more else "eq"
