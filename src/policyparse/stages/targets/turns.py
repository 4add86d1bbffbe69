"""Where the noun that a number counts ends: what becomes of it, or where it is done, tells of it and names it no more."""

from __future__ import annotations

from policyparse.stages.targets.words import composed, ending, starting, words

_NOUN = 2  # characters of the noun at least
_WORD = 6  # characters of a word that only begins like such a verb
_TURNS = composed(  # and 40条线路和一批新项目
    "{turns}|[、和及与](?:(?:一批|一系列|若干|部分|多[条个家项种批]|各类)|(?<=与)(?=[^，,。；：、\\n]{2,14}?{joint}))"
)
_NO_NOUNS = words("follows", "said")  # 5年不得晋升


def turn(text: str, begin: int, end: int) -> int:
    """Where what becomes of the noun at `begin` is told; `end` where nothing is, or the noun stands behind it (…的)."""
    found = _TURNS.search(text, begin + _NOUN, end) if end - begin > _NOUN else None
    of = text.rfind("的", begin, end) if found else begin
    while found is not None:
        at, behind = found.span()
        if at >= of and not starting(text, at, at + _WORD, "whole") and not ending(text, begin, behind, "kept"):
            return end if text[begin:at] in _NO_NOUNS else at
        found = _TURNS.search(text, behind, end)
    return end


def without_manner(text: str, begin: int, end: int) -> int:
    """`“跨省通办”事项全面`(落地): without the adverb of the verb that ended the phrase."""
    while (length := ending(text, begin, end, "manner")) and end - length - begin >= _NOUN:
        end -= length
    return end


def in_quotation(text: str, begin: int, ceiling: int, stop: int) -> tuple[int, int]:
    """`“一刻钟便民生活圈”试点`: what is quoted; `“24小时不打烊”服务`: what stands behind, where the quotation says how."""
    close = text.find("”", begin, stop)
    if close < 0:
        return begin, ceiling
    if text[begin] in _HOW or text.startswith("的", close + 1):
        return close + 1, ceiling
    return begin, min(ceiling, close)


_HOW = frozenset("不在全")  # 不打烊, 在线, 全天候
