"""The lines of a document without the site's at its head and its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyparse.stages.read.html.titles import is_headline, is_title
from policyparse.stages.read.html.words import (
    is_clock,
    is_dated,
    is_number,
    is_sign,
    is_site_line,
    is_trail,
    names_attachment,
    opens_what_follows,
    stands_above,
)
from policyparse.stages.read.metadata import NUMBERED, are_facts_of

_SENTENCE = re.compile("[，。；]")
_TIMES = r"\s?\d{0,9}\s?次?"
# How often a file was loaded.
_LOADED = re.compile(rf"[（(\[]?\s?(?:已下载{_TIMES}|下载次数[:：]?{_TIMES}|下载[:：]\s?\d{{1,9}}\s?次?)\s?[)）\]]?$")
_EMPTY = re.compile(r"(?:附件|附件下载|附件列表|相关附件|下载附件|文件下载)[:：]?")  # above a list that is empty
_COUNT = re.compile(r"[（(]\d{1,6}[）)]|\d{1,3}%")  # how many liked a page
TOP = 4  # lines: the names of site and document
_TITLE_LINES = 4  # that a title is broken into


def trimmed(lines: Sequence[str], title: str | None = None) -> list[str]:
    """The lines, without what a site says of the page before the first sentence and behind the last.

    Behind a line that opens other pages (`上一篇`, `相关链接`) or the imprint only attachments are the document's.
    A title that is said twice is said once: the page's own heading goes, the document's stays. One with a comma is no
    sentence.
    """
    bare = _bare(title or "")
    bodies = [
        i
        for i, line in enumerate(lines)
        if _SENTENCE.search(line) and not (_bare(line) == bare or is_headline(line) or is_site_line(line))
    ]
    first, last = (bodies[0], bodies[-1]) if bodies else (len(lines), len(lines))
    head = _head(lines[:first])
    return [*_titled_once(_unsigned(head), lines[first:]), *lines[first : last + 1], *_foot(lines[last + 1 :])]


def _head(lines: Sequence[str]) -> list[str]:
    """What is the document's of the lines before its first sentence; a page speaks of itself near the top."""
    found: list[str] = []
    for line in lines:
        is_top = len(found) < TOP
        is_of_page = is_trail(line) or is_clock(line) or (is_dated(line) and not is_title(line))
        is_of_page = is_of_page or stands_above(line) or are_facts_of(line)
        if not line.strip() or not (is_site_line(line, 1 if is_top else 2) or (is_top and is_of_page)):
            found.append(line)
    return found


def _unsigned(head: list[str]) -> list[str]:
    """The lines before the first sentence without the site's name right above the title."""
    filled = [i for i, line in enumerate(head) if line.strip()]
    if len(filled) > 1 and is_sign(head[filled[0]]) and "关于" not in head[filled[0]] and is_title(head[filled[1]]):
        return head[filled[1] :]
    return head


def _foot(lines: Sequence[str]) -> list[str]:
    """What is the document's of the lines behind its last sentence."""
    past = next((i for i, line in enumerate(lines) if opens_what_follows(line) or is_sign(line)), len(lines))
    end = past
    while end and (is_site_line(lines[end - 1]) or is_sign(lines[end - 1]) or _COUNT.fullmatch(lines[end - 1].strip())):
        end -= 1
    kept = [line for line in lines[:end] if not line.strip() or not is_site_line(line, 2)]
    found = [*map(_uncounted, kept), *map(_uncounted, filter(names_attachment, lines[past:]))]
    while found and (not found[-1].strip() or _EMPTY.fullmatch(found[-1].strip())):
        found.pop()
    return found


def _uncounted(line: str) -> str:
    """A line that names an attachment without how often it was loaded: `附件【任务清单.doc】已下载12次`."""
    return _LOADED.sub("", line) if names_attachment(line) else line


def _titled_once(head: list[str], behind: Sequence[str]) -> list[str]:
    """The lines before the first sentence, without a first one that the next say again, nor the day between the two."""
    filled = [i for i, line in enumerate(head) if line.strip()]
    if not filled:
        return head
    bare = _bare(head[filled[0]])
    begin = filled[0] + 1
    while begin < len(head) and (not head[begin].strip() or is_number(head[begin])):
        begin += 1
    following = [line for line in (*head[begin:], *behind[:1]) if line.strip()][:_TITLE_LINES]
    numbered = NUMBERED.search(bare)
    shorter = bare[: numbered.start()] if numbered and numbered[1] in map(_bare, following) else bare
    said = ""
    for line in following:
        said += _bare(line)
        if said in (bare, shorter) and len(said) > 1:
            return head[begin:]
    return head


def _bare(line: str) -> str:
    return "".join(line.split())
