"""Levels before or now, or that are compared against."""

from __future__ import annotations

import re
from functools import cache

from policyparse.records.found import TargetKind
from policyparse.stages.targets.around import Around
from policyparse.stages.targets.pattern import any_of
from policyparse.stages.targets.words import anywhere, words

_FROM = re.compile(r"(?:由|从|自)[^，。；：\n]{0,24}$")
_TO = re.compile(
    r"[^，。；：\n]{0,12}?(?:提高|提升|增长|增加|上升|扩大|压缩|压减|缩短|降低|降|减少|减|下降|调整|优化|放宽|延长|精简|扩展"
    r"|上调|下调|增|升|提|改|变)[^，。；：\n]{0,3}?(?:至|到|为)"
)
_REACHED = re.compile(  # 产能提升了10%, 已从5人减少至2人
    r"(?:[\u4e00-\u9fff](?<![为除得不终])了[ 　]?(?:近|约|超过|超|达|达到|大约)?$)|已(?:经)?(?:从|由)[^，。；：\n]{1,30}$"
)
_TO_IN_THE_END = re.compile(  # 由不得少于25天，缩短5天，调整为20天
    r"(?:[，,][^，,。；：\n]{1,10})?[，,](?:统一)?(?:调整|缩短|压缩|压减|提高|延长|扩大|放宽)(?:至|到|为)"
)
_FROM_HERE = re.compile(r"(?:由|从)[^，。；：\n]{0,10}$")
_BACK = re.compile(
    r"(?=[去上过截迄目以近一二三五十])(?<![较比于与同是超照到至])"
    r"(?:[一二三五十]年来[，,]|以来[，,]|近(?:年|[0-9一二三四五六七八九十两几]{1,2}年)来[，,]|近[0-9一二三四五两]年[，,](?=[^，,。；\n]{0,8}累计)|(?<!以)(?:截至去年|截至上年|去年|上年(?!度)|上一年(?!度)|上一?年度(?=[，,])|过去一年|过去的一年|过去五年|截至目前|迄今|目前(?=[，,全我已])))(?!同期|水平|基础|的)"
)
_SINCE = re.compile("来[，,]|近|去年|上年|上一|过去|截至|迄今|目前")  # one of them stands in each of those
_AHEAD = re.compile(r"今年|明年|力争|争取|计划|预期|预计|目标|下一步|到20[0-9]{2}年|将")


def baseline(around: Around) -> TargetKind | None:
    if "基础上" in around.right:
        return "baseline"
    left, behind = around.left, around.behind
    if (
        ("由" in left or "从" in left or "自" in left)
        and _FROM.search(left)
        and (_TO.match(behind) or (_TO_IN_THE_END.match(behind) and _FROM_HERE.search(left)))
    ):
        return "baseline"
    if ("了" in left or "已" in left) and _REACHED.search(left):
        return "baseline"
    tail = left[-12:]
    # Most have no such word at all, which the pattern without a look behind it tells sooner.
    past = (anywhere("past").search(tail) is not None and _past().search(tail) is not None) or _looks_back(
        around.opening
    )
    return "baseline" if past and not any(word in tail for word in ("力争", "确保", "上年度", "上一年度")) else None


@cache
def _past() -> re.Pattern[str]:
    """A level before or now; not the 现行 of 实现行政村."""
    return re.compile("(?<![实通经较比与于])" + any_of(words("past")))


def _looks_back(opening: str) -> bool:
    """`去年，全区…增长8.1%`: the sentence tells of the past up to a word that looks ahead."""
    found = list(_BACK.finditer(opening)) if _SINCE.search(opening) else []
    return bool(found) and _AHEAD.search(opening, found[-1].end()) is None
