"""The noun phrase behind a number: what it counts, the rate that it is, the gift that it comes to."""

from __future__ import annotations

import re

from policyparse.records.found import TargetKind
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.phrases import OF_NO_NAME, balanced, phrase_behind
from policyparse.stages.targets.words import Form, listed, starting, words
from policyparse.text import Span

MEASURED = frozenset({"target", "baseline"})  # the kinds whose indicator counts
OF_THIS_SIZE = re.compile("[^。；：\\n]{0,60}?的(?=[^，,。；：、的\\n]{2})")
HEADLONG = 20  # characters of what has that size
_SIZED = 8  # characters between a count and the size of what it counts
_JOINED = re.compile(r"[、，,和及或]")
_SCALES = frozenset("一二三五六七八九十百千万亿0123456789")  # what a level begins with
_LEVELS = re.compile(
    r"(?:(?:[一二三五六七八九]?[十百千万亿]{1,4}|[0-9]{1,5}[万亿])元?级(?:以上)?(?:[、和及][ 　]?[0-9一二三四五六七八九十]{1,3}[ 　]?[个家条项座])?)+"
)
_DIVIDES = frozenset("、（和")  # parts a number from the one that qualifies what it counts
_RANKS = frozenset("级型类")
_RANKED = re.compile("[\u4e00-\u9fff]{1,6}[级型类]")  # 90名国家级、150名省级科技人才
_BRACKETS, _CLOSES = frozenset("（("), frozenset("）)")
_MERE = listed("mere")
_LEVEL_ALONE = words("level_alone")  # 突破1万户大关, 实现100万亩目标
_HAN = re.compile("[\u4e00-\u9fff]+")
_RATE_ENDS = 7  # characters in which it stands
_BY_STANDARD = Form(
    "的?(?:标准|比例|额度|限额)(?:一次性)?(?:给予|发放|予以|支付|拨付|提供|申请|申领)(?:企业|单位|个人)?"
)
_PENAL = frozenset(word[0] for word in words("penal"))
_PUNISHED_BY = frozenset({"time", "money"})  # a share is of what stands before it (处违法所得一倍的罚款)
_MODAL = 4  # characters of a word that tells what is done behind a case


def right_named(text: str, compared: Compared, clause: Span, following: Span | None, kind: TargetKind) -> Span | None:
    """The phrase behind a number, where it names something: no 目标, no 标准 that only takes up what stands before."""
    end, unit = compared.quote.end, compared.measure.unit
    counted = unit is not None and unit.dimension == "count"
    if counted and text[end : end + 1] in _CLOSES and text[clause.start - 1 : clause.start] in _BRACKETS:
        return None  # 45万人（含高技能人才15万人）取得证书
    if kind == "benefit" and (gives := _BY_STANDARD.match(text, end, clause.end)):
        gift = phrase_behind(text, gives.end(), clause.end, clause.end)
        return gift or balanced(text, _behind(text, compared.quote, following, clause))
    if kind == "condition" and text.startswith("的", end) and _tells_on(text, end + 1):
        return None  # 死亡5人以上的可启动响应
    right = balanced(text, _behind(text, compared.quote, following, clause))
    if unit is None and compared.measure.unit_text:
        right = _people(text, end, right)
    if right is None:
        return right
    if unit is not None and unit.dimension == "time":
        right = _round(text, right)
    if text[right.start] in _PENAL and (penal := _penalty(text, right, unit.dimension if unit else None)):
        return Span(right.start, right.start + penal)
    if text[end] != "的":
        return None if right.of(text) in _LEVEL_ALONE else right
    if kind in MEASURED and right.of(text) in OF_NO_NAME:
        return None  # 压缩到5日以内的目标
    return None if counted and right.of(text).startswith(_MERE) else right  # 停车位按不低于户均1个的标准配建


def rate_behind(text: str, end: int) -> Span | None:
    """`减按1%征收率`, `20%的税率`: the rate that a share is."""
    last = text.find("率", end, end + _RATE_ENDS) + 1
    if not last:
        return None
    start = end + text.startswith("的", end)
    return (
        Span(start, last) if text.endswith(listed("rates"), start, last) and _HAN.fullmatch(text, start, last) else None
    )


def _penalty(text: str, right: Span, dimension: str | None) -> int:
    """Length of the penalty that a phrase begins with, of so many years or so much money."""
    return starting(text, right.start, right.end, "penal") if dimension in _PUNISHED_BY else 0


def _tells_on(text: str, start: int) -> bool:
    """True where what is done begins, not a noun."""
    if starting(text, start, start + _SIZED, "whole"):
        return False
    return starting(text, start, start + _MODAL, "said") > 0


def _round(text: str, right: Span) -> Span:
    """`一刻钟便民生活圈建设`: the 圈 of so many minutes."""
    last = text.rfind("圈", right.start + 1, right.end)
    return balanced(text, Span(right.start, last + 1)) or right if last > 0 else right


def _people(text: str, start: int, right: Span | None) -> Span | None:
    """`带动10万农户户均增收3000元`: whom a bare multiplier counts, without what each of them gets."""
    end = start + starting(text, start, start + HEADLONG, "people")
    each = right is None or right.start >= end or text.startswith(("户均", "人均"), end)
    return Span(start, end) if end > start and each else right


def _behind(text: str, quote: Span, following: Span | None, clause: Span) -> Span | None:
    """The noun phrase behind a number, before the next one or behind it (`1个千亿级产业集群`)."""
    begin, stop = quote.end, clause.end
    if text[begin : begin + 1] in _SCALES and (levels := _LEVELS.match(text, begin, stop)):
        return phrase_behind(text, levels.end(), stop, stop)  # 1个千亿级、3个百亿级产业集群
    if following is None:
        return phrase_behind(text, begin, stop, stop)
    start, end = following
    if (
        end < stop
        and start - begin <= _SIZED
        and text.startswith(("的", "级的"), end)
        and _DIVIDES.isdisjoint(text[begin:start])
    ):
        return phrase_behind(text, end, stop, stop)  # 5家年产值过亿元的供应商
    if text[start - 1] == "、" and text[start - 2] in _RANKS:
        ranked = _RANKED.match(text, begin, start)
        if ranked and ranked.end() == start - 1:
            other = _RANKED.match(text, end, stop)
            return phrase_behind(text, other.end() if other else end, stop, stop)
    if start - begin > 1:
        if start - begin < _SIZED and text[begin:start] in words("size"):
            of = OF_THIS_SIZE.match(text, end)  # 1个建筑面积…的养老服务中心, 10个投资十亿元以上项目
            begin, ceiling = (of.end(), of.end() + HEADLONG) if of else (end, stop)
            return phrase_behind(text, begin, ceiling, ceiling)
        return phrase_behind(text, begin, start if start < stop else stop, stop)
    if not _JOINED.match(text, begin, start):
        begin = end
        if text[begin : begin + 1].isdecimal():
            return None  # a third number
    return phrase_behind(text, begin, stop, stop)
