"""Titles over several lines: set in larger type, each line in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from policyparse.stages.read.paged.block import Block, body_size

LARGER = 1.12  # times the size of the text
MOST_LINES = 6
PITCH = 2.3  # sizes: how far apart the lines of a title may stand
# what stands by itself in large type: the head of the paper with its issuers, a number, a date, an annex, a heading
_ALONE = re.compile(
    "文件$|^目[\\s\u3000]*录$|^附[件表录][0-9０-９一二三四五六七八九十]{0,2}[:：]?$|[〔［\\[(（][0-9０-９]{4}[〕］\\])）][0-9０-９]+号"
    "|[0-9０-９〇○ＯO零一二三四五六七八九]{4}年[0-9０-９一二三四五六七八九十]{1,3}月"
    "|^第[一二三四五六七八九十百零〇0-9]{1,6}[章节条编編]|^[一二三四五六七八九十]{1,3}、|^[（(][一二三四五六七八九十]{1,3}[）)]|^专栏"
)
_ISSUER = re.compile("[厅局委会室部院行署府办]$")
_ENDS = re.compile("(?:通知|意见|方案|办法|规定|决定|公告|通告|细则|条例|批复|的函)$")
_ADDED = re.compile("[（(〔][^）)〕]{1,30}[）)〕]$")


def with_titles_joined(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, the lines of a title as one."""
    whole = body_size(blocks)
    for _, group in groupby(blocks, lambda b: (b.page, b.column)):
        part = list(group)
        lines = [b.line for b in part if not b.whole]
        size = LARGER * min(whole, body_size(part))
        left = min((line.x0 for line in lines), default=0.0)
        at = 0
        while at < len(part):
            count = _title_lines(part, at, size, left)
            yield part[at] if count < 2 else _joined(part[at : at + count])
            at += count


def _title_lines(blocks: list[Block], at: int, size: float, left: float) -> int:
    """How many blocks of a page from `at` on are a title; 1 where none begins there."""
    count = 0
    while count < MOST_LINES and at + count < len(blocks):
        block = blocks[at + count]
        if block.whole or block.line.size < size or _ALONE.search(block.line.text):
            break
        if count and not _is_below(blocks[at + count - 1], block, left):
            break
        if count and _ENDS.search(blocks[at + count - 1].line.text) and not _ADDED.fullmatch(block.line.text):
            break
        count += 1
    while count and _ISSUER.search(blocks[at + count - 1].line.text):
        count -= 1  # names of issuers are the head of the paper, and no end of a title
    return max(count, 1)


def _is_below(before: Block, block: Block, left: float) -> bool:
    """True where a line stands under the one before as those of a title do: as large, near, and in the same middle,
    not at the left margin, as those of a paragraph in large type."""
    a, b = before.line, block.line
    if abs(a.size - b.size) > 0.08 * a.size or b.x0 <= left + 0.5 * b.size:
        return False
    if not 0 < b.y - a.y <= PITCH * a.size:
        return False
    return abs((a.x0 + a.x1) - (b.x0 + b.x1)) / 2 <= a.size


def _joined(part: list[Block]) -> Block:
    text = part[0].line.text
    for before, block in pairwise(part):
        names = _ISSUER.search(before.line.text) and _ISSUER.search(block.line.text.split("关于")[0])
        text += (" " if names else "") + block.line.text
    line = part[0].line._replace(
        text=text, x0=min(b.line.x0 for b in part), x1=max(b.line.x1 for b in part), y=part[0].line.y, parts=()
    )
    return replace(part[0], line=line, whole=True)
