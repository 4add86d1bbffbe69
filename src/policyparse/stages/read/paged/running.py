"""Running heads and page numbers: left out."""

from __future__ import annotations

import re
from collections import Counter

from policyparse.stages.read.paged.block import Block, body_size

_DIGITS = re.compile(r"[0-9０-９〇一二三四五六七八九十]+")
_PAGE_NUMBER = re.compile(
    r"[-—–－―─·•~～\s\u3000]*(?:第\s*)?(?:[0-9０-９]{1,4}|[ivxIVX]{1,5})(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*(?:共\s*)?[0-9０-９]{1,4}\s*页?)?[-—–－―─·•~～\s\u3000]*"
)
_MISREAD = re.compile(r"[!-~—–－·•～\s\u3000]{1,8}")  # what is read from a picture of a page number
BAND = 0.13  # of a page's height at its top and bottom: where running heads and page numbers stand
SMALL = 0.8  # times the size of the text: a head in such type is told from two pages
OFTEN = 0.3  # of the pages; left and right pages have heads of their own


def without_running_heads(blocks: list[Block], heights: list[float]) -> list[Block]:
    """The blocks without page numbers, and without what stands at the top or bottom of many pages alike."""
    edges: dict[int, list[Block]] = {}
    for block in blocks:
        if not block.whole and _in_band(block, heights):
            edges.setdefault(block.page, []).append(block)
    counts = Counter(key for page in edges.values() for key in {_key(b) for b in page})
    often, small = max(3, OFTEN * len(heights)), SMALL * body_size(blocks)
    dropped = {
        id(b)
        for page in edges.values()
        for b in page
        if _PAGE_NUMBER.fullmatch(b.line.text)
        or (b.rough and _MISREAD.fullmatch(b.line.text))
        or counts[_key(b)] >= (2 if b.line.size <= small else often)
    }
    return [b for b in blocks if id(b) not in dropped]


def _in_band(block: Block, heights: list[float]) -> bool:
    height = heights[block.page]
    return block.line.y < BAND * height or block.line.y > (1 - BAND) * height


def _key(block: Block) -> tuple[str, int]:
    """What a running head says, whatever the number in it, and where it stands."""
    return _DIGITS.sub("0", block.line.text), round(block.line.y / 10)
