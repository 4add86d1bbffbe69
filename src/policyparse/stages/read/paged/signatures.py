"""Signatures of several issuers beside each other: each name on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from policyparse.lexicon.endings import any_ending
from policyparse.stages.read.paged.block import Block
from policyparse.stages.read.paged.lines import Part

BEFORE_DATE = 12  # lines: how far above its date a signature begins
PITCH = 2.5  # sizes: how far apart two halves of a name may stand
_DATE = re.compile(
    "[0-9０-９〇○ＯO零一二三四五六七八九]{4}年[0-9０-９一二三四五六七八九十]{1,3}月[0-9０-９一二三四五六七八九十]{1,3}日$"
)
_NAME = re.compile(f"[\u4e00-\u9fff]{{2,40}}{any_ending('signature')}")
_HAN = re.compile("[\u4e00-\u9fff]{2,40}")


def with_signatures_parted(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, names that stand beside each other above a date one after the other.

    Where a name is broken over two lines, its halves stand under each other: `某某自治区　某某自治区` / `财政厅　教育厅`.
    """
    at = 0
    while at < len(blocks):
        block = blocks[at]
        parts = block.line.parts
        if len(parts) < 2 or not all(_HAN.fullmatch(p.text) for p in parts) or not _is_above_date(blocks, at):
            yield block
            at += 1
            continue
        halves = _halves(block, blocks[at + 1]) if at + 1 < len(blocks) else []
        names = halves or [p for p in parts if _NAME.fullmatch(p.text)]
        if len(names) < len(parts):
            yield block
        else:
            yield from (_name(block, name) for name in names)
        at += 2 if halves else 1


def _is_above_date(blocks: list[Block], at: int) -> bool:
    return any(_DATE.fullmatch("".join(b.line.text.split())) for b in blocks[at + 1 : at + 1 + BEFORE_DATE])


def _halves(upper: Block, lower: Block) -> list[Part]:
    """The names of which two lines hold the upper and lower halves, the lower one of some only; none where they are not
    that."""
    above, below = upper.line.parts, lower.line.parts or _single(lower)
    if lower.line.y - upper.line.y > PITCH * upper.line.size or upper.page != lower.page or len(below) > len(above):
        return []
    if all(_NAME.fullmatch(p.text) for p in above) or not all(_NAME.fullmatch(p.text) for p in below):
        return []
    names = list(above)
    for half in below:
        at = min(range(len(above)), key=lambda i: _apart(above[i], half))
        if _apart(above[at], half) > 2 * upper.line.size or names[at] is not above[at]:
            return []
        names[at] = Part(above[at].text + half.text, above[at].x0, above[at].x1)
    return names if all(_NAME.fullmatch(p.text) for p in names) else []


def _single(block: Block) -> tuple[Part, ...]:
    return (Part(block.line.text, block.line.x0, block.line.x1),)


def _apart(a: Part, b: Part) -> float:
    """How far the middles of two parts are apart."""
    return abs((a.x0 + a.x1) - (b.x0 + b.x1)) / 2


def _name(block: Block, part: Part) -> Block:
    return replace(block, line=block.line._replace(text=part.text, x0=part.x0, x1=part.x1, parts=()), whole=True)
