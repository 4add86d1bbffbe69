"""Titles over several lines: set in larger type, each line in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from policyparse.lexicon.endings import any_ending
from policyparse.lexicon.words import any_word
from policyparse.stages.read.paged.block import Block, body_size, commonest_size

LARGER = 1.12  # times the size of the text
MOST_LINES = 6
PITCH = 2.7  # sizes: how far apart the lines of a title may stand
# what is no line of a title: the head of the paper with its issuers, a number, a date, an annex, a heading, a sentence
_ALONE = re.compile(
    "文件$|^目[\\s\u3000]*录$|^附[件表录][0-9０-９一二三四五六七八九十]{0,2}[:：]?$|[〔［\\[(（][0-9０-９]{4}[〕］\\])）][0-9０-９]+号"
    "|[0-9０-９〇○ＯO零一二三四五六七八九]{4}年[0-9０-９一二三四五六七八九十]{1,3}月"
    "|^第[一二三四五六七八九十百零〇0-9]{1,6}[章节条编編]|^[一二三四五六七八九十]{1,3}、|^[（(][一二三四五六七八九十]{1,3}[）)]|^[0-9０-９]{1,2}[.．、]|^专栏|[。；：]"
)
_ISSUER = re.compile(f"{any_ending('paper')}$")
_ENDS = re.compile(f"{any_word('layout_words.csv', 'large_title')}$")
_ADDED = re.compile("[（(〔][^）)〕]{1,30}[）)〕]|的.{2,20}")  # what may still follow: `（试行）`, `的通知`
_SENTENCE = re.compile("[。；：，]")


def with_titles_joined(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, the lines of a title as one."""
    whole = body_size(blocks)
    for _, group in groupby(blocks, lambda b: (b.page, b.column)):
        part = list(group)
        lines = [b.line for b in part if not b.whole]
        size = min(whole, commonest_size(part))
        left, right = min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0)
        at = 0
        while at < len(part):
            count = _large_lines(part, at, LARGER * size, left)
            if count < 2:
                count = _middle_lines(part, at, size, left, right)
            yield part[at] if count < 2 else _joined(part[at : at + count])
            at += count


def _large_lines(blocks: list[Block], at: int, size: float, left: float) -> int:
    """How many blocks of a page from `at` on are a title in large type; 1 where none begins there."""
    count = 0
    while count < MOST_LINES and at + count < len(blocks):
        block = blocks[at + count]
        if block.whole or block.line.size < size or _ALONE.search(block.line.text):
            break
        if count and not _is_below(blocks[at + count - 1], block):
            break
        if count and _ENDS.search(blocks[at + count - 1].line.text) and not _ADDED.fullmatch(block.line.text):
            break
        count += 1
    while count and _ISSUER.search(blocks[at + count - 1].line.text):
        count -= 1  # names of issuers are the head of the paper, and no end of a title
    last = blocks[at + count - 1].line
    return count if count > 1 and last.x0 > left + 0.5 * last.size else 1  # else a paragraph in large type


def _middle_lines(blocks: list[Block], at: int, size: float, left: float, right: float) -> int:
    """How many blocks from `at` on are a title in type as large as the text: they stand in the middle, far from both
    margins, and end as titles do."""
    for count, block in enumerate(blocks[at : at + MOST_LINES]):
        line = block.line
        far = 2.5 * line.size
        if block.whole or not 0.9 * size < line.size or line.x0 - left < far or right - line.x1 < far:
            break
        if abs((line.x0 + line.x1) - (left + right)) / 2 > line.size or _ALONE.search(line.text):
            break
        if _SENTENCE.search(line.text) or (count and not _is_below(blocks[at + count - 1], block)):
            break
        if _ENDS.search(line.text):
            return count + 1
    return 1


def _is_below(before: Block, block: Block) -> bool:
    """True where a line stands under the one before as those of a title do: as large, near, and in the same middle."""
    a, b = before.line, block.line
    if abs(a.size - b.size) > 0.08 * a.size:
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
