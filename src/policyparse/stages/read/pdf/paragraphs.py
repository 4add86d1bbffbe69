"""Lines of pages → paragraphs: what repeats on every page is left out, what a line's end only broke is joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policyparse.stages.read.pdf.lines import Line

_DIGITS = re.compile(r"[0-9０-９〇一二三四五六七八九十]+")
_PAGE_NUMBER = re.compile(
    r"[-—–－·•~～\s\u3000]*(?:第\s*)?(?:[0-9０-９]{1,4}|[ivxIVX]{1,5})(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*(?:共\s*)?[0-9０-９]{1,4}\s*页?)?[-—–－·•~～\s\u3000]*"
)
_TERMINAL = "。！？；：.!?;:”）)》…"
_LEADER = re.compile(r"[.．·…。]{4}[\s\u3000]*[0-9０-９]{1,4}$")  # an entry of a table of contents
_WORD = re.compile(r"[!-~]+")
BAND = 0.12  # of a page's height at its top and bottom: where running heads and page numbers stand
INDENT = 0.8  # characters from the left margin: the first line of a paragraph
FAR = 6.0  # characters from the left margin: a line that is centred or set to the right
SHORT = 1.7  # characters from the right margin: the last line of a paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text, or a row of a table that stands by itself."""

    line: Line
    page: int
    column: int = 0
    whole: bool = False  # a row of a table: never joined with anything


def without_running_heads(blocks: list[Block], heights: list[float]) -> list[Block]:
    """The blocks without page numbers, and without what stands at the top or bottom of most pages alike."""
    edges: dict[int, list[Block]] = {}
    for block in blocks:
        if not block.whole and _in_band(block, heights):
            edges.setdefault(block.page, []).append(block)
    counts = Counter(key for page in edges.values() for key in {_key(b) for b in page})
    often = max(2, len(heights) // 2)
    dropped = {
        id(b)
        for page in edges.values()
        for b in page
        if _PAGE_NUMBER.fullmatch(b.line.text) or (len(heights) > 2 and counts[_key(b)] > often)
    }
    return [b for b in blocks if id(b) not in dropped]


def _in_band(block: Block, heights: list[float]) -> bool:
    height = heights[block.page]
    return block.line.y < BAND * height or block.line.y > (1 - BAND) * height


def _key(block: Block) -> tuple[str, int]:
    """What a running head says, whatever the number in it, and where it stands."""
    return _DIGITS.sub("0", block.line.text), round(block.line.y / 10)


def paragraphs(blocks: list[Block]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The paragraphs of a document, each with the pages that begin in it: page and offset."""
    margins = _Margins(blocks)
    text, page = "", -1
    marks: list[tuple[int, int]] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and not margins.runs_on(before, block):
            yield text, marks
            text, marks = "", []
        if block.page != page:
            page = block.page
            marks.append((page, len(text)))
        text += ("" if not text or not _spaced(text, block.line.text) else " ") + block.line.text
        before = block
    if before is not None:
        yield text, marks


def _spaced(before: str, after: str) -> bool:
    """True where two joined lines need a space: between Latin words."""
    return before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()


class _Margins:
    """The margins of the text on each page and column, and how lines of a paragraph follow one another."""

    def __init__(self, blocks: list[Block]) -> None:
        lines = [b.line for b in blocks if not b.whole]
        self.size = median([line.size for line in lines]) if lines else 10.0
        self._sides = {place: self._side(found) for place, found in _by_place(blocks).items()}
        gaps = [
            b.line.y - a.line.y
            for a, b in pairwise(blocks)
            if a.page == b.page and a.column == b.column and b.line.y > a.line.y and not (a.whole or b.whole)
        ]
        self.pitch = median(gaps) if gaps else 2 * self.size
        starts = [self._indent(b) for b in blocks if not b.whole]
        self.indented = sum(INDENT < s < 4 for s in starts) >= 0.1 * len(starts)

    def _side(self, lines: list[Line]) -> tuple[float, float]:
        """Left and right margin: where lines of body text most often begin, and the furthest that several reach."""
        body = [line for line in lines if abs(line.size - self.size) < 0.2 * self.size] or lines
        left = Counter(round(line.x0 / 3) for line in body)
        most = max(left.values())
        first = min(x for x, count in left.items() if count >= max(1, most // 3)) * 3.0
        ends = sorted(line.x1 for line in body)
        return first, ends[-max(1, len(ends) // 8)] if len(ends) > 4 else ends[-1]

    def _indent(self, block: Block) -> float:
        return (block.line.x0 - self._sides[block.page, block.column][0]) / self.size

    def _room(self, block: Block) -> float:
        return (self._sides[block.page, block.column][1] - block.line.x1) / self.size

    def runs_on(self, before: Block, block: Block) -> bool:
        """True where a line goes on with the paragraph of the line before it."""
        if before.whole or block.whole or _LEADER.search(before.line.text) or self._indent(before) > FAR:
            return False
        if abs(before.line.size - block.line.size) > 0.15 * self.size:
            return False
        same = before.page == block.page and before.column == block.column
        if same and block.line.y - before.line.y > 1.6 * self.pitch:
            return False
        indent, room = self._indent(block), self._room(before)
        if indent > INDENT and not self._hangs(before, block):
            return False
        if room <= SHORT:
            return True
        word = _WORD.match(block.line.text)
        if word and room < len(word.group()) * 0.6 + 0.5:
            return True  # the word did not fit
        if not self.indented or before.line.text[-1:] in _TERMINAL:
            return False
        return room < 0.3 * (self._sides[before.page, before.column][1] - before.line.x0) / self.size

    def _hangs(self, before: Block, block: Block) -> bool:
        """True for a line of an indented block: it begins where the line before it begins, which is full."""
        return abs(before.line.x0 - block.line.x0) < 0.4 * self.size and self._room(before) <= SHORT


def _by_place(blocks: list[Block]) -> dict[tuple[int, int], list[Line]]:
    """The lines by page and column; a place without lines of text has those of its rows."""
    found: dict[tuple[int, int], list[Line]] = {}
    for block in blocks:
        if not block.whole:
            found.setdefault((block.page, block.column), []).append(block.line)
    return found
