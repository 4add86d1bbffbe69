"""Lists of conditions that stand on lines of their own, under `应当具备下列条件：` or `有下列情形之一的，启动响应：`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_TERMS = ("条件", "之一")
_ANNOUNCED = 20  # characters before one of them that tell of a list of conditions
_ENDED = 27  # characters from it on up to the end of its line
_TERMS_ABOVE = re.compile(  # the end of the line above a list of conditions, or a heading over it
    r"(?:(?:[下以如]列?[下述]?[^，。；：、\n]{0,10}|基本|申报|认定|申请|准入|资格|补贴|享受|奖励|支持|启动|响应|预警|(?:对象|范围|资格|标准|程序|要求)[和与及、])条件"
    r"|[下以如]列?[下述]?[^，。；：、\n]{0,8}(?:情形|情况|条件|标准|行为|要求|现象)之一)[^。；：\n]{0,24}[：:。]?$"
)
_FIRST = frozenset(
    "（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳一二三四五六七八九十"
)  # characters of the styles
_ITEM = re.compile(  # how a member of a list begins; each style is a group, the higher ones first
    r"([一二三四五六七八九十]{1,3}(?:是|、))"
    r"|([（(][一二三四五六七八九十]{1,3}[）)])"
    r"|([0-9０-９]{1,2}[.．、])"
    r"|([（(][0-9０-９]{1,2}[）)])"
    r"|([①-⑳])"
)
_INDENTS = (" ", "\u3000", "\xa0", "\t", "\n")  # also blank lines; not the end of the text
_LISTED = 1500  # characters over which a list of conditions may run
_NAMED = 8  # places that may announce it


def in_terms(text: str, start: int) -> bool:
    """True where the sentence at `start` is, or is part of, a member of a list under `应当具备下列条件：`."""
    line = _begun(text, text.rfind("\n", 0, start) + 1)
    if text[line] not in _FIRST or _style(text, line) is None:
        return False
    for at in islice(_named(text, line), _NAMED):
        announced = text.find("\n", at)
        if announced - at > _ENDED:
            continue
        opened = _begun(text, text.rfind("\n", 0, at) + 1)
        if _TERMS_ABOVE.search(text, max(opened, at - _ANNOUNCED), announced):
            return _goes_on(text, opened, _begun(text, announced + 1), line)
    return False


def _named(text: str, line: int) -> Iterator[int]:
    """Where the text before a line says 条件 or 之一, the nearest first."""
    floor, at = max(0, line - _LISTED), line
    while (at := max(text.rfind(term, floor, at) for term in _TERMS)) >= 0:
        yield at


def _goes_on(text: str, above: int, first: int, line: int) -> bool:
    """True where the list that begins at `first` goes on up to `line`; the line at `above` announces it.

    A member may have a list of its own; a label as the announcing line has it, or a higher one, ends the list.
    """
    style, over = _style(text, first), _style(text, above)
    if style is None:
        return False
    while first < line:
        first = _begun(text, text.find("\n", first) + 1)
        found = _style(text, first)
        if found is None or found < style or found == over:
            return False
    return True


def _begun(text: str, line: int) -> int:
    """Where what a line says begins, behind its indent; of a blank line, what the next one says."""
    while text[line : line + 1] in _INDENTS:
        line += 1
    return line


def _style(text: str, line: int) -> int | None:
    """The rank of the style in which a line begins as a member of a list; None where it begins otherwise."""
    item = _ITEM.match(text, line)
    return item.lastindex if item else None
