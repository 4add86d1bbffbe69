"""Whether a number is a change rather than a level, and which way what it measures goes."""

from __future__ import annotations

import re

from policyparse.kept import kept
from policyparse.records.found import Direction
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.pattern import any_of
from policyparse.stages.targets.words import HAN, words
from policyparse.text import Span

_MOVED_TO = "(?<!新)增至(?!少)|(?<!公)升至|提至|扩至|缩至|压至"  # to a level, which is no change
_LESS = re.compile("[降减]")  # in 降幅, 压减比例
_HALVED = re.compile("减半(?:[，,。；、\n]|$)")  # 亏损额减半, not 减半收取
_SIZED = frozenset({"count", "area", "length"})  # what things are counted or measured by
_NEAR = 20  # characters before a number that tell of a change
_FAR = 2 * _NEAR
# The characters that words of change begin with; without one of them right before it no number is a change.
_SIGNS = re.compile(f"[{''.join(sorted({word[0] for word in words('up', 'down', 'rate')} | set('升提扩改')))}]")


def change(text: str, compared: Compared, clause: Span, measured: bool) -> tuple[bool, Direction]:
    """Whether the number is a change rather than a level, and which way what it measures goes.

    `measured`: it is a level that is or was reached, not what is given or asked for.
    """
    start, end = compared.measure.span.start, compared.quote.end
    if measured and text[start] == "减" and _HALVED.match(text, start):
        return True, "down"
    if text[end : end + 1] == "的" and (verb := _at_speed().match(text, end, clause.end)):
        return True, "down" if verb[1] in words("down") else "up"
    if compared.measure.unit_text == "倍" and text.startswith("翻", start):
        return True, "up"
    begin = clause.start
    if not _SIGNS.search(text, begin if begin > start - _FAR else start - _FAR, start):
        return False, "none"
    left = text[begin if begin > start - _NEAR else start - _NEAR : start]
    verb = _last_change().search(left)
    if verb and not _improved(text, compared, verb[0]):
        return True, "down" if verb[1] in words("down") or (verb[2] and _LESS.search(verb[2])) else "up"
    if compared.measure.unit and compared.measure.unit.dimension == "ratio" and left.endswith("改善"):
        return True, "up"
    if not compared.before or compared.comparator != "eq":
        opened = _opening_change().match(text, begin, start)
        unit = compared.measure.unit
        if opened and (opened["down"] or (unit and unit.dimension == "ratio")):
            return True, "down" if opened["down"] else "up"
    return False, _way(left)


def _improved(text: str, compared: Compared, verb: str) -> bool:
    """`提升20个服务中心`, `提升5万亩基地`: things are made better, their number does not grow."""
    unit = compared.measure.unit
    counted = unit.dimension in _SIZED if unit is not None else compared.measure.unit_text is not None
    return counted and verb == "提升" and HAN.match(text, compared.quote.end) is not None


@kept
def _at_speed() -> re.Pattern[str]:
    """以每年10%的速度增长, 保持8%的较快增长: the verb of change behind the number."""
    verbs = any_of(word for word in words("up", "down") if len(word) > 1)
    return re.compile(f"的(?:速度)?(?:逐年|稳步|持续|不断|快速|高速|较快|稳定|年均)?({verbs})(?![率幅量型])")


@kept
def _last_change() -> re.Pattern[str]:
    """A verb of change right before the number (增长8%), or a noun that is a change (增速达到8%)."""
    verbs, rates = any_of(words("up", "down")), any_of(words("rate"))
    between = "(?:幅度|了|要|应|约|近|均|都|超过|超|不少于|不低于|不高于|不超过|至少|在|高于|低于|[ 　]|[（(](?:同|可比)口径[）)])"
    return re.compile(
        f"(?:({verbs}|(?<=[均比年度月期])增){between}{{0,3}}|(?<!自然)({rates})(?:{between}|达到|达|为|控制|保持|稳定){{0,4}})$"
    )


@kept
def _opening_change() -> re.Pattern[str]:
    """A verb of change at the beginning of a clause, before what it changes: `减轻企业负担15%`, `压减材料30%以上`."""
    down, up = (any_of(w for w in words(role) if len(w) > 1) for role in ("down", "up"))
    return re.compile(
        f"(?:[^，。；：、\\n]{{0,14}}(?:[将需须要应共净再已]|计划|累计|力争|确保))?"  # 全市将压减产能30万吨
        f"(?:力争|推动|实现|平均|再|累计|每年|全年|预计|并|年均){{0,2}}(?:(?P<down>{down})|{up})(?![到至为幅率])"
        "[^，。；：、至到为达在占由从控\\n]{2,16}$"
    )


def _way(left: str) -> Direction:
    """The way of the last verb of change before a level: `压减至20分钟` is down."""
    ways = _changes().findall(left.replace("自然增长", "").replace("新增高", ""))  # 新增高标准农田
    if not ways:
        return "none"
    return "down" if ways[-1] in words("down") or ways[-1][0] in "缩压" else "up"


@kept
def _changes() -> re.Pattern[str]:
    return re.compile(f"{any_of(words('up', 'down'))}(?![车机器站箱罐雨雪]|水量)|{_MOVED_TO}")  # 压缩车3辆
