"""Lines that a program put behind one another, with a blank between them (`一、总体要求 以……为指导。 二、重点任务 （一）……`)
→ the lines.

Most texts have lines; one that has hardly any ends them where a blank stands before a label, behind the end of a sentence,
behind a heading, and, in what stands above the first heading, between its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.lexicon.words import any_word
from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE = "restore.line-end"
AVERAGE = 400
"""How many characters the lines of such a text have on average at least, and one that is looked at."""
FEWEST = 5
"""How many labels stand behind a blank in such a line."""
HEADING = 40  # characters that a heading has at most
_GAP = re.compile("[ \t\u00a0\u3000]+")
_LABEL = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]"
    r"|第 ?[一二三四五六七八九十百0-9０-９]{1,5} ?[章条節节條]"
)
_WITHOUT = re.compile(rf"[。；](?:{_LABEL.pattern})")
_GLUED = 6  # labels behind a blank to one without
_DAY = r"20\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
# What else begins a line: a clause, the day below a signature.
_BEGINS = re.compile(
    rf"{any_word('layout_words.csv', 'clause')}{any_word('layout_words.csv', 'clause_end')}[：:]"
    rf"|{_DAY}(?=[ \t\u00a0\u3000]|$)|附件"
)
# Behind a day, and behind the title of a notice, the parts of another document's head stand.
_HEAD = re.compile(rf"{_DAY}$|(?:关于|關[于於]).{{4,100}}(?:通知|公告|意见|意見|决定|決定)(?:[（(].{{2,20}}[）)])?$")
_ARTICLE = re.compile("第 ?[一二三四五六七八九十百0-9０-９]{1,5} ?[章条節节條]$")
_ENDS = frozenset("。；！？）)")
_BODY = frozenset("。；：:")
_PART = re.compile("[㐀-鿿《“（〔：）》”〕号號]")


def one_line(aligned: AlignedText) -> Restored:
    """The text with the ends of its lines, where it has hardly any; a text with lines passes unchanged."""
    text = aligned.text
    if AVERAGE * (text.count("\n") + 1) > len(text):
        return Restored(aligned)
    found = [Replacement(*gap, "\n", RULE, 0.9) for line in _long(text) for gap in _line_ends(text, *line)]
    return Restored(aligned.apply(found, "restore") if found else aligned)


def _long(text: str) -> Iterator[tuple[int, int]]:
    """Where the long lines of a text stand in which several labels stand behind a blank, and hardly any behind the end of
    a sentence without one: how such a line is to be read the outline knows."""
    at = 0
    for line in text.splitlines(keepends=True):
        labels = sum(_LABEL.match(line, gap.end()) is not None for gap in _GAP.finditer(line))
        if len(line) >= AVERAGE and labels >= FEWEST and _GLUED * len(_WITHOUT.findall(line)) <= labels:
            yield at, at + len(line)
        at += len(line)


def _line_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The blanks of a line that stand where one ended."""
    begun, label, is_front = start, _LABEL.match(text, start), True
    for gap in _GAP.finditer(text, start + 2, end - 1):
        follows = _LABEL.match(text, gap.end())
        if not follows and (_is_within(text, gap.start()) or (label and gap.start() <= label.end())):
            continue
        shown = text[begun : gap.start()]
        is_head = _HEAD.search(shown) is not None
        part = is_front and _PART.match(text, gap.start() - 1) and _PART.match(text, gap.end())
        ends = shown[-1:] in _ENDS or _BEGINS.match(text, gap.end()) is not None
        if follows or is_head or part or ends or (label and _is_heading(shown)):
            yield gap.span()
            is_front = follows is None and (is_front or is_head)
            begun, label = gap.end(), follows


def _is_within(text: str, at: int) -> bool:
    """True for a blank behind the label of an article, and behind one character alone: `第一章 总 则`."""
    alone = text[at - 2].isspace() and not text[at - 3 : at - 2].isdecimal()
    return alone or _ARTICLE.search(text, max(0, at - 8), at) is not None


def _is_heading(line: str) -> bool:
    return len(line) <= HEADING and _BODY.isdisjoint(line) and not line[-1].isascii()
