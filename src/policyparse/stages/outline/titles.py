"""Titles: the lines that could be one, and the kind of document that one names."""

import re
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.stages.outline.words import handing_words

_HAN = re.compile("[一-鿿]")
_LONGEST_TAIL = 120  # characters of a title in which its last word is looked for
_TAIL = re.compile(r"(?:[（(〔\[][^（()）〔〕]{1,40}[）)〕\]]|[》”\"’」』\s*_])+$")
_TAIL_ENDS = frozenset('）)〕]》”"’」』*_')
_TITLE_MARKS = re.compile(r"[。；;！？@|]|[：:，,](?![^《]*》|[^“”]*”)")  # `开展“收好官，开好局”专项行动` may be one


class DocumentType(NamedTuple):
    """A row of lexicon/outline/types.csv."""

    word: str
    weak: bool


@kept
def _types() -> dict[str, tuple[str, ...]]:
    """Last character → the words that name a kind of document and end so, the longest first."""
    words = sorted((r.word for r in rows("outline/types.csv", DocumentType)), key=len, reverse=True)
    return {last: tuple([w for w in words if w[-1] == last]) for last in {w[-1] for w in words}}


def speaks_for_itself(heading: str) -> bool:
    """True for the heading of a document that hands on no other: `关于表扬先进单位的通报`."""
    hands_on = any(word in heading for word in handing_words("heading", "note"))
    return "关于" in heading and type_of(heading) is not None and not hands_on


def is_title_line(line: str) -> bool:
    """True where a line could be a title or a part of one: no sentence, not long."""
    return 3 <= len(line) <= 90 and not _TITLE_MARKS.search(line) and bool(_HAN.search(line))


def type_of(title: str) -> str | None:
    """The kind of document that a title names with its last word.

    >>> type_of("关于优化服务的若干措施（征求意见稿）"), type_of("全市要闻")
    ('措施', None)
    """
    end = title[-_LONGEST_TAIL:]
    if end and (end[-1] in _TAIL_ENDS or end[-1].isspace()):
        end = _TAIL.sub("", end)
    if end[-2:-1].isspace():  # `……的 通 知`
        end = "".join(end.split())
    words = _types().get(end[-1:], ())  # of most lines none
    return next((word for word in words if end.endswith(word)), None) if words else None


@kept
def weak_types() -> frozenset[str]:
    """The types after which a title may go on in the next line."""
    return frozenset(r.word for r in rows("outline/types.csv", DocumentType) if r.weak)
