"""Whether a text reads as the title of an official document."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import rows

SHORTEST_TITLE = 8  # characters
_BEHIND = re.compile(r"[（(〔【][^（(〔【]{0,20}[）)〕】]$")


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


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(row.word for row in rows("outline/types.csv", Kind))
