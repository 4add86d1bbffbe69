"""Whether a text reads as the title of an official document."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import rows

SHORTEST_TITLE, LONGEST_TITLE = 8, 100  # characters
_BEHIND = re.compile(r"[（(〔【](?:[^（(〔【]|〔\d{4}〕){0,30}[）)〕】]$")


class Kind(NamedTuple):
    """A row of lexicon/outline/types.csv: the last word of an official title."""

    word: str
    weak: bool


def is_title(text: str) -> bool:
    """True for a text that ends as official titles do, brackets at its end left out.

    >>> is_title("某市制造业升级行动计划（2021—2023年）"), is_title("某市人民政府")
    (True, False)
    """
    bare = _BEHIND.sub("", "".join(text.split()))
    return len(bare) >= SHORTEST_TITLE and bare.endswith(_kinds())


def may_be_title(text: str) -> bool:
    """True for what the cell behind `名称` may say of a document; in the head of a table of things another head follows.

    >>> may_be_title("政府工作报告"), may_be_title("某县人民代表大会议案"), may_be_title("规格/型号")
    (True, True, False)
    """
    return len(text) >= SHORTEST_TITLE or text.endswith(_kinds())


def is_headline(text: str) -> bool:
    """True for a title with a comma in it, which is no sentence.

    >>> is_headline("关于优化办税服务，便利纳税人的通知"), is_headline("为做好防汛，特制定本办法。")
    (True, False)
    """
    return len(text) <= LONGEST_TITLE and not ("。" in text or "；" in text) and is_title(text)


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(row.word for row in rows("outline/types.csv", Kind))
