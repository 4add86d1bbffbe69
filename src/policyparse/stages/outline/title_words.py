"""The words of a title: without what a site sets around them, and without the blanks that layout put in."""

from __future__ import annotations

import itertools
import re
from functools import cache

from policyparse.stages.outline.offices import organisations
from policyparse.stages.outline.words import any_handing, any_outline_word

# `【教育】`, `“三农” ` before an office, `政策文件丨`: what a site files the document under
_FILED = r"【[^【】]{2,12}】|“[^”]{2,10}”[ \u3000]+(?=[^“《，。]{2,30}(?:关于|印发))|[^\s丨｜《》，。]{2,8}[丨｜]"
LEADING_NUMBER = re.compile(
    rf"^(?:\*\*|#{{1,6}}|\s)*(?:{_FILED})?\s*(?:\d{{1,3}}\s?[.．、]|[一二三四五六七八九十]{{1,3}}、)?\s*"
)
# `（2016年4月21日）`, and when a law was passed, on the line of its title
TRAILING_DATE = re.compile(
    r"[（(]\s*(?:19|20)\d{2}\s?年[^（()）]{1,12}日\s*[）)]$"
    rf"|[（(]\s*(?:19|20)\d{{2}}\s?年[^（()）]{{4,200}}{any_outline_word('enacted')}\s*[）)]$"
)
_BETWEEN_LETTERS = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")
_PARTING = re.compile(r"(?<=[一-鿿])[ \u3000\xa0]+(?=[一-鿿“])")
_PIECES = 3  # of a title that blanks part; more are offices, or letters


@cache
def issued_in() -> re.Pattern[str]:
    """`某厅、某办公厅印发《……意见》`, the heading of a text that says no other title."""
    return re.compile(rf"[^《》，。；]{{2,60}}{any_handing('heading')}《([^《》]{{4,100}})》")


def bare(words: str) -> str:
    """The letters and digits of a title, by which two prints of it are the same."""
    return _NO_WORD.sub("", words)


_NO_WORD = re.compile(r"\W+")


def without_category(title: str) -> str:
    """A title without what a site files it under.

    >>> without_category("【应急预案】某镇防汛预案"), without_category("政策文件丨某市便民措施")
    ('某镇防汛预案', '某市便民措施')
    """
    filed = _FILED_AT.match(title)
    return title[filed.end() :] if filed else title


_FILED_AT = re.compile(_FILED)


def unquoted(heading: str) -> str:
    """A heading without the marks that a site sets around it: `《某厅印发〈……方案〉的通知》`, `《某条例》（草案）`."""
    if noted := _NOTED_NAME.fullmatch(heading):
        return noted[1] + noted[2]
    if not (heading.startswith("《") and heading.endswith("》")):
        return heading
    return heading[1:-1].replace("〈", "《").replace("〉", "》")


_NOTED_NAME = re.compile(r"《([^《》]{4,80})》([（(][^（()）]{2,30}[）)])")


def spaced(words: str) -> str:
    """A title without the spaces that layout put in: one stays between words of letters, and where it parts a title.

    >>> spaced("打造一流环境 赋能发展2023 年要点"), spaced("总 体 规 划 条 例"), spaced("AI for Science 行动")
    ('打造一流环境 赋能发展2023年要点', '总体规划条例', 'AI for Science行动')
    >>> spaced("某某部 某某局 某某总局 某某委 关于服务的 通 知")
    '某某部 某某局 某某总局 某某委关于服务的通知'
    """
    kept = _BETWEEN_LETTERS.sub("\0", words)
    pieces = _PARTING.split(kept)
    few = len(pieces) <= _PIECES  # else letters that are set wide, or offices: `总 体 规 划 条 例`, `某部 某局 关于……`
    kept = pieces[0]
    for piece, following in itertools.pairwise(pieces):
        if organisations(piece):
            parts = not following.startswith("关于")
        else:
            parts = few and min(len(bare(piece)), len(bare(following))) > 1  # `（试 行）`, `的 通 知`
        kept += ("\0" if parts else "") + following
    return "".join(kept.split()).replace("\0", " ")
