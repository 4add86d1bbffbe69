"""What a phrase before a number says of its noun besides the number: its rank, that it is stable, what it was at first."""

from __future__ import annotations

import re

from policyparse.stages.targets.words import composed, listed

_NOUN = 2  # characters of the noun at least
_LONG = 8  # characters of what moves, where it tells more than what it moves in
_SUBJECT = 4  # the same, where something more of it stands behind 由
_RANKS = frozenset("位一二三四五六七八九十名列首强")
_RANKED = composed("(?:连续[0-9一二三四五六七八九十]{1,3}年)?{stands}(?=[^，。；：、]{2,12}$){among}")
_BESIDE = re.compile("(?:[优高低]于|[快慢]于)[^，。；：、的]{2,12}(?:目标|水平|平均|标准|要求|增速|增幅)$")
_BESIDE_ENDS = frozenset("标平均准求速幅")
LASTS = _RANKS | _BESIDE_ENDS | {"上"}  # what a phrase ends with that tells more than its noun
_STATED = composed("{stated}、")
_MOVED = composed("{moved_to}[为至到]")
_NEAR = 24  # characters behind a number in which stands what it is moved to
_FROM = re.compile("[由从]")
_OWN = frozenset("理自缘因案")  # 理由, 自由
_THAN_BASE = re.compile("在[^，。；：、]{2,16}基础上$")
_BASE = "基础上"
_ON_TOP = re.compile("在?(?:原有?|现有|现行|当前)[^，。；：、]{2,24}?(?=的?基础上$)")


def subject(text: str, start: int, end: int, stop: int) -> tuple[int, int]:
    """The part of a phrase that is its noun; `stop` is where its number or comparator begins."""
    last = text[end - 1]
    if last == "上" and text.endswith("基础上", start, end):
        return _on_top(text, start, end)
    if 0 <= (base := text.find(_BASE, start, end)) < end - len(_BASE) - _NOUN:
        start = base + len(_BASE)  # 在首次奖励的基础上奖励额度上浮
    if text.find("、", start, end) >= 0 and (stated := _STATED.search(text, start, end)):
        start = stated.end()  # 播种面积保持稳定、产量达到…
    cut = end
    if last in _RANKS and (ranked := _RANKED.search(text, start, end)):
        cut = ranked.start()
    elif last in _BESIDE_ENDS and (beside := _BESIDE.search(text, start, end)):
        cut = beside.start()
    elif (found := _FROM.search(text, start + _SUBJECT, end)) and _moves(text, found.start(), stop):
        if end - found.end() >= _LONG:
            return found.end(), end  # 申领条件由职工参加失业保险(3年以上放宽至…)
        cut = found.start()
    return (start, cut) if cut - start >= _NOUN else (start, end)


def _moves(text: str, at: int, stop: int) -> bool:
    """True where `由` tells from what a number is moved: `支持门槛由项目总投入`(2000万元调整为1000万元)."""
    if text[at - 1] in _OWN or text.startswith(listed("whole"), at):
        return False
    return _MOVED.search(text, stop, stop + _NEAR) is not None


def _on_top(text: str, start: int, end: int) -> tuple[int, int]:
    """`可在原认定扶持金额基础上`(加计30%): to what it is added; `办理时限在法定时限基础上`(压缩30%)."""
    base = _ON_TOP.search(text, start, end)
    if base is None or not text.endswith(listed("amount"), *base.span()):
        than = _THAN_BASE.search(text, start + _NOUN, end)
        return (start, than.start()) if than else (start, end)
    return base.start() + text.startswith("在", base.start()), base.end()
