"""Lines of pages → paragraphs: what repeats on every page is left out, what a line's end only broke is joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policyparse.stages.read.paged.lines import Line

_DIGITS = re.compile(r"[0-9０-９〇一二三四五六七八九十]+")
_PAGE_NUMBER = re.compile(
    r"[-—–－·•~～\s\u3000]*(?:第\s*)?(?:[0-9０-９]{1,4}|[ivxIVX]{1,5})(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*(?:共\s*)?[0-9０-９]{1,4}\s*页?)?[-—–－·•~～\s\u3000]*"
)
_TERMINAL = "。！？；：.!?;:”）)》…"
_LEADER = re.compile(r"[.．·…。]{4}[\s\u3000]*[0-9０-９]{1,4}$")  # an entry of a table of contents
_WORD = re.compile(r"[!-~]+")
_LABEL = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]{1,6}[章节条編编]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]"
)
_TITLE_END = re.compile("(?:通知|意见|方案|办法|规定|决定|公告|通告|细则|措施|计划|规划|纲要|条例|批复|函)$")
_OWN_LINE = re.compile(
    "[^，。]{0,20}[〔［]|[0-9０-９二〇○Ｏ零一]{4}年[0-9０-９一二三四五六七八九十]{1,3}月[^，。]{1,4}$"
)  # a number or a date
_CLOSING = "，。；：、！？）》〉”’」』〕】％…,.;:!?)%"
_OPENING = "（《〈“‘「『〔【("
BAND = 0.12  # of a page's height at its top and bottom: where running heads and page numbers stand
INDENT = 1.3  # characters from the left margin: the first line of a paragraph
FAR = 6.0  # characters from the left margin: a line that is centred or set to the right
SHORT = 1.7  # characters from the right margin: the last line of a paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text, or a row of a table that stands by itself."""

    line: Line
    page: int
    column: int = 0  # 0: of the whole width; 1 left, 2 right
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


def _first_width(text: str) -> float:
    """How much room, in characters, the beginning of a line takes that can stand on no line's end alone."""
    word = _WORD.match(text)
    if word:
        return len(word.group()) * 0.6
    at = 0
    while at < len(text) - 1 and text[at] in _OPENING:
        at += 1
    end = at + 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return float(end)


def _spaced(before: str, after: str) -> bool:
    """True where two joined lines need a space: between Latin words, not within `20` and `25年`."""
    return before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()


class _Margins:
    """The margins of the text on each page and column, and how far apart lines of a paragraph stand."""

    def __init__(self, blocks: list[Block]) -> None:
        places = _by_place(blocks)
        reach = {column: _reach([b.line for b in blocks if b.column == column]) for column in (0, 1, 2)}
        self._sides = {
            (page, column): (_left(found), max(_reach(found), reach[column]))
            for (page, column), found in places.items()
        }
        self._pitches = _pitches(blocks)
        self._reach = _reach_by_size([b.line for b in blocks if not b.whole])
        starts = [self._indent(b) for b in blocks if not b.whole]
        self.indented = sum(INDENT < s < 4 for s in starts) >= 0.1 * len(starts)

    def _indent(self, block: Block) -> float:
        return (block.line.x0 - self._sides[block.page, block.column][0]) / block.line.size

    def _room(self, block: Block) -> float:
        side = self._sides[block.page, block.column][1]
        own = self._reach.get(round(block.line.size), side)  # a box set in smaller type has a margin of its own
        return (min(side, own) - block.line.x1) / block.line.size

    def _is_apart(self, before: Block, block: Block) -> bool:
        """True where more space is between two lines of a page than between lines of a paragraph."""
        if before.page != block.page or before.column != block.column:
            return False
        pitch = self._pitches.get(round(block.line.size), 1.8 * block.line.size)
        return block.line.y - before.line.y > 1.35 * pitch

    def runs_on(self, before: Block, block: Block) -> bool:
        """True where a line goes on with the paragraph of the line before it."""
        if before.whole or block.whole or _LEADER.search(before.line.text) or self._indent(before) > FAR:
            return False
        if abs(before.line.size - block.line.size) > 0.15 * block.line.size or self._is_apart(before, block):
            return False
        indent, room = self._indent(block), self._room(before)
        if indent > INDENT and not self._hangs(before, block):
            return False
        if before.line.text[-1:] in "。；：;" and _LABEL.match(block.line.text):
            return False
        if room <= max(SHORT, _first_width(block.line.text) + 0.4):
            return True
        if not self.indented or before.line.text[-1:] in _TERMINAL:
            return False
        return room < 0.3 * (self._sides[before.page, before.column][1] - before.line.x0) / before.line.size

    def _hangs(self, before: Block, block: Block) -> bool:
        """True for a line of an indented block, which begins where the full line before it begins, and for one that
        hangs under a full line in the midst of a sentence or a title (`附件：…（2021` / `年版）`)."""
        midst = before.line.text[-1:] not in _TERMINAL and not _TITLE_END.search(before.line.text)
        further = block.line.x0 - before.line.x0 > 0.4 * block.line.size
        if midst and further and self._room(before) <= SHORT and not _LABEL.match(block.line.text):
            return not _OWN_LINE.match(block.line.text)
        return abs(before.line.x0 - block.line.x0) < 0.4 * block.line.size and self._room(before) <= SHORT


def _left(lines: list[Line]) -> float:
    """Where the lines that are not indented begin: the leftmost place that is common."""
    starts = Counter(round(line.x0 / 3) for line in lines)
    most = max(starts.values())
    return min(at for at, count in starts.items() if count >= max(1, most // 3)) * 3.0


def _reach(lines: list[Line]) -> float:
    """How far full lines reach; some marks hang over the margin, so not the furthest of many."""
    ends = sorted(line.x1 for line in lines)
    return ends[-max(1, len(ends) // 8)] if ends else 0.0


def _reach_by_size(lines: list[Line]) -> dict[int, float]:
    """For each font size where many of its lines end alike, near the others' margin: their own right margin.

    Short lines that happen to end alike, as in a list, are no sign of one.
    """
    ends: dict[int, Counter[int]] = {}
    for line in lines:
        ends.setdefault(round(line.size), Counter())[round(line.x1 / 3)] += 1
    left, right = min((line.x0 for line in lines), default=0.0), _reach(lines)
    found = {}
    for size, counts in ends.items():
        at, most = max(counts.items(), key=lambda item: (item[1], item[0]))
        if most >= max(4, sum(counts.values()) // 4) and at * 3.0 - left > 0.8 * (right - left):
            found[size] = at * 3.0
    return found


def _pitches(blocks: list[Block]) -> dict[int, float]:
    """For each font size how far apart the lines of a paragraph stand: most lines stand within one."""
    gaps: dict[int, list[float]] = {}
    for before, block in pairwise(blocks):
        gap = block.line.y - before.line.y
        size = round(block.line.size)
        alike = before.page == block.page and before.column == block.column and round(before.line.size) == size
        if alike and gap > 0.8 * block.line.size and not (before.whole or block.whole):
            gaps.setdefault(size, []).append(gap)
    return {size: sorted(found)[len(found) // 3] for size, found in gaps.items() if len(found) > 3}


def _by_place(blocks: list[Block]) -> dict[tuple[int, int], list[Line]]:
    """The lines by page and column; a place without lines of text has those of its rows."""
    found: dict[tuple[int, int], list[Line]] = {}
    for block in blocks:
        if not block.whole:
            found.setdefault((block.page, block.column), []).append(block.line)
    return found
