"""What a number measures that the clause before it names, or that the number before it measures."""

from __future__ import annotations

import re

from policyparse.stages.targets.phrases import phrase_before
from policyparse.text import Span

MERE_RATE = re.compile(  # whose it is, the number before tells
    "(?:年均?|同比|平均|总体|累计|月均?)?(?:增幅|增速|增长率|增长速度|降幅|涨幅|减幅|升幅|递增率)|占比|占比重"
)
_NUMBER = re.compile("[0-9]")
_COUNTIES = frozenset("市县州省")
_PLACES = re.compile("(?:[\u4e00-\u9fff]{2,5}[市县州省](?:、|$)){1,8}")
_MOVED = re.compile("[由从][0-9]")
_NEW = ("新增", "净增")
_SHORTEST = 4  # characters of a name that begins so


def farther(text: str, clause: Span, sentence: Span, shared: Span | None) -> Span | None:
    """What the clause before names (`…数量实现倍增，达到1600家`), or what the number before measures."""
    before = clause_before(text, sentence.start, clause.start)
    if shared is None:
        return phrase_before(text, before, clause.start)
    named = phrase_before(text, before, clause.start) if shared.end < before else None
    return named if named and not _NUMBER.search(text, *named) else shared


def only_places(text: str, named: Span) -> bool:
    """`洛阳市、南阳市`: nothing but where it is that what the number before measures goes on."""
    return text[named.end - 1] in _COUNTIES and _PLACES.fullmatch(text, *named) is not None


def rated(text: str, clause: Span, sentence: Span) -> Span | None:
    """`死亡率由0.17降到0.14，降幅20%`: what a bare rate of change is that of, where no number before it measures."""
    before = clause_before(text, sentence.start, clause.start)
    moved = _MOVED.search(text, before, clause.start)
    return phrase_before(text, before, moved.start() if moved else clause.start)


def total(text: str, clause: Span, sentence: Span, shared: Span | None) -> Span | None:
    """`建设口袋公园，总数不少于100个`: what a bare 总数 is that of; of `新增充电桩20个` not only what is new."""
    named = farther(text, clause, sentence, shared)
    if named and text.startswith(_NEW, named.start) and named.end - named.start > _SHORTEST:
        return Span(named.start + len(_NEW[0]), named.end)
    return named


def clause_before(text: str, start: int, stop: int) -> int:
    """Where the clause before the one that begins at `stop` begins."""
    start = max(start, stop - 200)
    return max([text.rfind(mark, start, stop - 1) for mark in "，；：,;:"] + [start - 1]) + 1
