"""The pieces that a document of pages is made of: lines of text, and rows of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from policyparse.stages.read.paged.lines import Line
from policyparse.stages.read.paged.tables import Row


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text, or what stands by itself: a row of a table, a title, a name in a signature."""

    line: Line
    page: int
    column: int = 0  # 0: of the whole width; 1 left, 2 right; three more for each other width that pages have
    whole: bool = False  # never joined with anything
    row: Row | None = None  # the cells of a row of a table
    edges: tuple[float, ...] = ()  # where the columns of its table are divided
    rough: bool = False  # of a page read from a picture: sizes and places are estimates


def body_size(blocks: Iterable[Block]) -> float:
    """The size of the text: the largest that three in ten of the characters have, or the commonest; 0 without any."""
    counts = _counts(blocks)
    share = 0.3 * sum(counts.values())
    return max((size for size, count in counts.items() if count >= share), default=_commonest(counts)) / 2


def commonest_size(blocks: Iterable[Block]) -> float:
    """The size that most of the characters have; 0 without any."""
    return _commonest(_counts(blocks)) / 2


def _counts(blocks: Iterable[Block]) -> Counter[int]:
    """How many characters have each size, in half points."""
    counts: Counter[int] = Counter()
    for block in blocks:
        if not block.whole:
            counts[round(block.line.size * 2)] += len(block.line.text)
    return counts


def _commonest(counts: Counter[int]) -> int:
    return max(counts, key=lambda size: (counts[size], size), default=0)
