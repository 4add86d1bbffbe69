"""Lists of conditions that stand on lines of their own, under `应当具备下列条件：`."""

from __future__ import annotations

import re
from bisect import bisect_left

TERMS = "条件"
_ANNOUNCED = 20  # characters before 条件 that tell of a list of them
_TERMS_ABOVE = re.compile(  # the end of the line above a list of conditions, or a heading over it
    r"(?:[下以如]列?[下述]?[^，。；：、\n]{0,10}|基本|申报|认定|申请|准入|资格|补贴|享受|奖励|支持)条件[^。；：\n]{0,24}[：:]?$"
)
_FIRST = frozenset(
    "（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳一二三四五六七八九十"
)  # characters of the styles
_ITEMS = (  # how the members of a list begin, by style
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"[（(][0-9０-９]{1,2}[）)]"),
    re.compile(r"[0-9０-９]{1,2}[.．、]"),
    re.compile(r"[①-⑳]"),
    re.compile(r"[一二三四五六七八九十]{1,3}(?:是|、)"),
)
_LISTED = 1500  # characters over which a list of conditions may run


def in_terms(text: str, start: int, named: list[int]) -> bool:
    """True where the sentence at `start` is, or is part of, a member of a list under `应当具备下列条件：`.

    `named`: where the text says 条件 (`TERMS`), in reading order.
    """
    line = text.rfind("\n", 0, start) + 1
    last = bisect_left(named, line) - 1
    if last < 0 or named[last] < line - _LISTED or text[line] not in _FIRST:
        return False
    at = named[last]
    announced = text.find("\n", at)
    if not _TERMS_ABOVE.search(text, max(text.rfind("\n", 0, at) + 1, at - _ANNOUNCED), announced):
        return False
    first = announced + 1
    style = next((item for item in _ITEMS if item.match(text, first)), None)
    if style is None:
        return False
    while first < line:
        first = text.find("\n", first) + 1
        if not style.match(text, first):
            return False
    return True
