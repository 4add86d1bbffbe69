"""What a single paragraph of an official document's frame is: number, date, addressee, signature, title …"""

import re
from functools import lru_cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.endings import any_ending
from policyparse.lexicon.load import rows
from policyparse.stages.outline.card import is_fact
from policyparse.stages.outline.chrome import is_chrome
from policyparse.stages.outline.dates import DATE, ISO_DATE
from policyparse.stages.outline.document_number import is_number
from policyparse.stages.outline.line import LOST, MARKS, without_marks
from policyparse.stages.outline.offices import PRINTED, RED_HEAD, is_second_name, organisations, signed
from policyparse.stages.outline.titles import is_title_line, type_of
from policyparse.stages.outline.words import any_outline_word

_MARKED = MARKS + LOST
_RELEASE = re.compile(
    r"[（(]\s?(?:(?:此|本文)[^）)]{2,30}|(?:信息公开|联系)[^）)]{2,50}|(?:主动|依申请)公开|共印[^）)]{1,10}份)\s?[）)]|联系[人电单方][^，。]{0,40}"
)
_ATTACHMENT = re.compile(r"附\s?[件表录]?\s?[0-9０-９一二三四五六七八九十]{0,3}(?:-\d)?\s?")
_ADDRESSED = re.compile(any_ending("addressee"))
# `本办法自印发之日起施行。` asks nothing
_VALIDITY = re.compile(
    rf"[\s　]*(?:&nbsp;)*本[^，。；：]{{1,12}}?(?:自[^，。；：]{{2,24}}{any_outline_word('in_force')}|由[^，。；：]{{2,30}}负责解释)"
)
_NOT_ADDRESSED = re.compile(
    rf"^{any_outline_word('not_addressee')}|[。，](?:现就|现将|特)|。|{any_outline_word('announces')}[：:]$"
)


class Closing(NamedTuple):
    """A row of lexicon/outline/closings.csv."""

    begins: str
    kind: str


@kept
def closing_words() -> tuple[str, ...]:
    """How paragraphs begin that close a document."""
    return tuple(r.begins for r in rows("outline/closings.csv", Closing))


def says_validity(text: str, start: int, stop: int) -> bool:
    """True where `text[start:stop]` begins by saying from when the document holds, or who explains it."""
    return _VALIDITY.match(text, start, stop) is not None


@lru_cache(maxsize=256)  # a line of the frame is looked at for where plans begin, and again for what it is
def kind_of(line: str) -> str:
    """What a paragraph of the frame is: number, date, release, attachment, meta, chrome, addressee, organisation, title or text.

    >>> [kind_of(x) for x in ("杭政〔2023〕1号", "2023年5月6日", "各区人民政府：", "附件", "关于优化服务的若干措施")]
    ['number', 'date', 'addressee', 'attachment', 'title']
    """
    if len(line) > 200:
        return "text"
    line = without_marks(line) if line[0] in _MARKED or line[-1] == "|" else line
    if is_number(line):
        return "number"
    # a character that each must have is looked for before its pattern
    if ("日" in line and DATE.fullmatch(line)) or (line[:1] in "12" and ISO_DATE.fullmatch(line)):
        return "date"
    if line[-1:] == "日" and signed(line) is not None:
        return "signed"
    if line[:1] in "（(联" and _RELEASE.fullmatch(line):
        return "release"
    if is_attachment_head(line):
        return "attachment"
    if is_chrome(line):
        return "chrome"
    if is_fact(line) or (line.endswith("文件") and RED_HEAD.fullmatch(line)) or _is_paper(line):
        return "meta"
    return _kind_of_words(line)


def _is_paper(line: str) -> bool:
    """True for `某县第十八届人民代表大会第三次会议文件（一）`, above a report."""
    return "会议文件" in line and _PAPER.fullmatch(line) is not None


_PAPER = re.compile(r"[^，。；：《》]{4,40}会议文件(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?)?")


def _kind_of_words(line: str) -> str:
    if line[-1] in "：:" and (line[0] == "各" or _ADDRESSED.search(line)) and not _NOT_ADDRESSED.search(line):
        return "addressee"
    if line.endswith("印发") and PRINTED.fullmatch(line):
        return "release"
    if len(line) <= _SIGNED and (organisations(line) or line.endswith(("代章）", "代章)")) or is_second_name(line)):
        return "organisation"
    if is_title_line(line):
        return "title"
    return "text"


_SIGNED = 90  # characters of a line with the names of several offices side by side


def is_attachment_head(line: str) -> bool:
    """True for `附件`, `附件1`, `附件：` alone on a line, and for `附件2 任务清单`."""
    m = _ATTACHMENT.match(line) if line.startswith("附") else None
    if m is None:
        return False
    rest = line[m.end() :].strip()
    return rest in ("", "：", ":") or (m[0][-1].isspace() and is_title_line(rest) and type_of(rest) is not None)


def is_attachment_list(line: str) -> bool:
    """True for `附件：1.任务清单`, `附件1：名单（略）`."""
    m = _ATTACHMENT.match(line)
    return m is not None and len(line) < 200 and line[m.end() : m.end() + 1] in ("：", ":", ".", "．", "、")
