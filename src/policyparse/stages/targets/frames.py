"""What leads to a name within its own clause: where, for whom and by whom a thing is done, up to the verb that does it."""

from __future__ import annotations

import re

from policyparse.lexicon.endings import endings
from policyparse.stages.targets.words import composed, ending, listed, starting, words

_SHORTEST = 4  # characters of a name behind its frame
_BESIDE = 2  # characters that stand at least before the verb
_WORD = 6  # characters of a word that only begins like a verb (将来, 建设用地)
_FAR = 4  # characters of a word that opens a frame (依托, 会同)
_DOES = composed("[将把]|要|须|应当?|{does}")
_OBJECT = frozenset("将把")
_OUGHT = frozenset("要须应")
_NEW = "新"  # 新建, 新增: part of the name
_BODIES = (*endings("strong", "group", "place"), *listed("payer"))
_PLACES, _NOUNS_TOO = words("place", "region"), words("noun_too")
BEFORE = frozenset(word[-1] for word in words("frames", "leads"))  # what stands right before a phrase in a frame
OPENS = frozenset("各省市县区州国有").union(
    word[0] for word in words("frames", "leads", "place")
)  # what one begins with
_GIVES = re.compile(  # begins with one set of characters, so that all others are passed at once
    "[给按处](?:(?<=给)予(?:企业|单位|个人|机构|用人单位|每[家个人户])?|(?<=按)照?|(?<=处)以?(?![理置方室分罚所]))"
)
_MEASURES = frozenset("按处")  # 按实际费用, 处违法所得


def after_frame(text: str, start: int, end: int) -> int:
    """Where the name begins behind `为企业提供…`, `各部门年内开展…`, `引导银行逐步将…`; `start` where nothing leads to it."""
    if end - start < _BESIDE + _SHORTEST:
        return start
    before = start - _FAR if start > _FAR else 0
    led = _led(text, before, start)
    framed = led is None and _framed(text, before, start)
    for found in _DOES.finditer(text, start + _BESIDE, end):
        at, behind = found.span()
        if end - behind < _SHORTEST:
            break
        if _governs(text, at, behind, end) and (framed or _leads(text, start if led is None else led, at, behind, led)):
            return at if text[at] == _NEW else behind
    return start


def _framed(text: str, before: int, start: int) -> bool:
    """True where a frame opens right before a phrase (为, 依托), or with it (向)."""
    if ending(text, before, start, "frames"):
        return True
    return starting(text, start, start + _FAR, "frames") > 0 and not starting(text, start, start + _WORD, "whole")


def _led(text: str, before: int, start: int) -> int | None:
    """Where who is set to a task stands (`引导银行…`), the verb before the phrase or in it; None for no such verb."""
    if length := starting(text, start, start + _FAR, "leads"):
        return start + length
    return start if ending(text, before, start, "leads") else None


def _governs(text: str, at: int, behind: int, end: int) -> bool:
    """True for a verb whose object goes up to `end`, and no word that only begins so."""
    if starting(text, at, at + _WORD, "whole") > behind - at:
        return False
    if text[at] in _OBJECT:
        return text[at - 1] not in "即麻"
    return text.find("的", behind, end) < 0  # 为企业提供服务的机构


def _leads(text: str, start: int, at: int, behind: int, led: int | None) -> bool:
    """True where a verb governs what follows it: with its object before it, or with who does it, or ought to."""
    if text[at] in _OBJECT:
        return True
    if text[at] in _OUGHT:
        return not ending(text, start, behind, "kept") and _is_body(text, start, at)
    if led is not None and (text[at] == _NEW or text[at:behind] not in _NOUNS_TOO):
        return True
    return (led is not None or text[at:behind] not in _NOUNS_TOO) and _is_body(text, start, at)


def _is_body(text: str, start: int, at: int) -> bool:
    """True where who does it stands right before a verb, or how often, or by when between the two."""
    while said := ending(text, start, at, "said"):
        at -= said
    return text.endswith(_BODIES, start, at) or text[start:at] in _PLACES


def around_gift(text: str, start: int, end: int) -> tuple[int, int]:
    """`区级联动给予企业研发投入5%`, `单位按实际费用`: of what a share is given; `新认定的平台一次性给予`: who gets it."""
    for gives in reversed(list(_GIVES.finditer(text, start, end))):
        at, behind = gives.span()
        if starting(text, at, at + _WORD, "whole"):
            continue  # 按时
        if end - behind >= _BESIDE and text.endswith(listed("amount"), behind, end):
            # 困难标准按照机构所在地的最低工资标准, but 按规定享受的假期工资
            own = at == start or text[at] not in _MEASURES or text.endswith(listed("amount"), start, at)
            if own or text.find("的", behind, end) < 0:
                return behind, end
        elif text[at] not in _MEASURES:
            while told := ending(text, start, at, "ends"):
                at -= told  # 分别给予, 一次性给予
            return (start, at) if at - start >= _BESIDE else (behind, end)
    return start, end
