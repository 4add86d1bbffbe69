"""The margins of the text of pages, and by them: which line goes on with the paragraph of the line before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median, median_low

from policyparse.lexicon.endings import any_ending
from policyparse.lexicon.words import any_word
from policyparse.stages.read.paged.block import Block, body_size
from policyparse.stages.read.paged.lines import Line
from policyparse.stages.read.paged.widths import first_width

_TERMINAL = "。！？；：.!?;:”）)》…"
_LEADER = re.compile(r"[.．·…。]{4}[\s\u3000]*[0-9０-９]{1,4}$")  # an entry of a table of contents
_LABEL = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]{1,6}[章节条编編]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]"
)
_ITEM = re.compile(r"[0-9０-９]{1,2}[.．、](?![0-9０-９])|[①-⑳]|——")  # stands within a paragraph, too
_BEGINS = re.compile("[•●■◆▪▲★※◇□➢✓]|附[件表][0-9０-９一二三四五六七八九十]{0,2}[:：]?$")
_TITLE_END = re.compile(f"{any_word('layout_words.csv', 'page_title')}$")
_ISSUER_END = re.compile(f"(?:文件|中心|{any_ending('paper')})$")
_OWN_LINE = re.compile(
    "[^，。]{0,20}[〔［]|[0-9０-９二〇○Ｏ零一]{4}年[0-9０-９一二三四五六七八九十]{1,3}月[^，。]{1,4}$"
)  # a number or a date
_HAN = re.compile("[\u3400-\u9fff]")
FEW = 4  # characters: too few to know their size by
_RECIPIENTS = re.compile("(?:各|市|省|区|县|中)[^。；]{1,80}[：:、，,]")  # under a title
_ANNEX = re.compile("附件[:：]")  # what it is called hangs under its name
A_FEW = 8  # lines of a page of which none may begin at the left margin
LOW = 8.0  # characters: where a page begins so far below the others' beginning, something else begins
INDENT = 1.3  # characters from the left margin: the first line of a paragraph
FAR = 6.0  # characters from the left margin: a line that is centred or set to the right
SHORT = 1.7  # characters from the right margin: the last line of a paragraph
OPEN = 0.4  # of the width of a line: how far from the right margin one that ends within brackets may end
ALIKE = 0.4  # characters: how far apart lines may begin that begin at the same place
SET_IN = 4  # lines of which most are full that begin at the same place: a block that is set in


class Margins:
    """The margins of the text on each page and column, and how far apart lines of a paragraph stand."""

    def __init__(self, blocks: list[Block]) -> None:
        self._larger = 1.3 * body_size(blocks)
        places = _by_place(blocks, self._larger)
        columns = {b.column for b in blocks}
        reach = {column: _reach([b.line for b in blocks if b.column == column]) for column in columns}
        lefts = _lefts(places, reach)
        self._sides = {place: (lefts[place], max(_reach(found), reach[place[1]])) for place, found in places.items()}
        self._pitches = _pitches(blocks)
        self._reach = _reach_by_size([b.line for b in blocks if not b.whole])
        self._top = median(tops) if (tops := _tops(blocks)) else 0.0
        self._first = self._usual_first(blocks)
        self._set_in = {id(b) for lines in _runs(blocks) if self._is_set_in(lines) for b in lines}
        starts = [self._indent(b) for b in blocks if not b.whole]
        self.indented = sum(INDENT < s < 4 for s in starts) >= 0.1 * len(starts)

    def _indent(self, block: Block) -> float:
        return (block.line.x0 - self._sides[block.page, block.column][0]) / block.line.size

    def _room(self, block: Block) -> float:
        side = self._sides[block.page, block.column][1]
        own = self._reach.get(round(block.line.size), side)  # a box set in smaller type has a margin of its own
        return (min(side, own) - block.line.x1) / block.line.size

    def _is_apart(self, before: Block, block: Block) -> bool:
        """True where more space is between two lines of a page than between lines of a paragraph, or above the first of one
        than above that of other pages."""
        if before.page != block.page:
            return block.line.y - self._top > LOW * block.line.size
        if before.column != block.column:
            return False
        size = before.line.size if len(block.line.text) <= FEW else block.line.size
        pitch = self._pitches.get(round(size), 1.8 * size)
        return block.line.y - before.line.y > 1.35 * pitch

    def runs_on(self, before: Block, block: Block) -> bool:
        """True where a line goes on with the paragraph of the line before it."""
        if before.whole or block.whole or _LEADER.search(before.line.text) or self._indent(before) > FAR:
            return False
        if _BEGINS.match(block.line.text) or self._is_issuer(before) or self._is_apart(before, block):
            return False
        if abs(before.line.size - block.line.size) > _tolerance(block) * max(before.line.size, block.line.size):
            return False
        if _RECIPIENTS.match(block.line.text) and _TITLE_END.search(before.line.text):
            return False
        indent, room = self._indent(block), self._room(before)
        if indent > INDENT and not self._hangs(before, block):
            return False
        if _LABEL.match(block.line.text) and before.line.text[-1:] in ("。" if self._is_within(block) else "。；：;"):
            return False
        if room <= max(SHORT, first_width(block.line.text) + 0.4):
            return True
        width = (self._sides[before.page, before.column][1] - before.line.x0) / before.line.size
        if _is_open(before.line.text) and room < OPEN * width:
            return True
        if before.line.text[-1:] in _TERMINAL or _ITEM.match(block.line.text):
            return False
        if self.indented:
            return room < 0.3 * width
        # a heading may be as long, and what follows it is not set in
        return room < 0.15 * width and not _LABEL.match(before.line.text) and not _TITLE_END.search(before.line.text)

    def _is_within(self, block: Block) -> bool:
        """True for a line with a lesser label that is not set in where first lines are: `…设施；` / `（四）…` in a paragraph."""
        return self.indented and block.line.text[:1] in "（("

    def _is_issuer(self, block: Block) -> bool:
        """True for a name in the head of a paper, in large type and often as wide as the text."""
        return block.line.size > self._larger and bool(_ISSUER_END.search(block.line.text))

    def _hangs(self, before: Block, block: Block) -> bool:
        """True for a line that is set in, but goes on with the full line before it: in a block that is set in, under the
        first line of its paragraph, or in the midst of a sentence or a title (`附件：…（2021` / `年版）`)."""
        if _LABEL.match(block.line.text) or _ITEM.match(block.line.text):
            return False
        further = (block.line.x0 - before.line.x0) / block.line.size
        if self._room(before) > SHORT:
            return bool(_ANNEX.match(before.line.text)) and 2.5 < further < 6
        if abs(further) < ALIKE:
            return id(before) in self._set_in and id(block) in self._set_in
        if before.line.text[-1:] in _TERMINAL or _TITLE_END.search(before.line.text):
            return -3 < further < 0
        return further > -3 and not _OWN_LINE.match(block.line.text)

    def _is_set_in(self, lines: list[Block]) -> bool:
        """True where most of the lines that begin alike are full: not those of a list, each of them its own."""
        full = sum(self._room(b) <= SHORT for b in lines[:-1])
        least = SET_IN if abs(self._indent(lines[0]) - self._first) > ALIKE else 2 * SET_IN
        return len(lines) >= least and full >= 0.6 * (len(lines) - 1)

    def _usual_first(self, blocks: list[Block]) -> float:
        """How far the first lines of paragraphs are usually set in."""
        pairs = ((a, b) for a, b in pairwise(blocks) if not (a.whole or b.whole))
        found = [self._indent(a) for a, b in pairs if self._indent(b) < ALIKE and INDENT < self._indent(a) < 4]
        return median(found) if found else 0.0


def _is_open(text: str) -> bool:
    """True for a line that ends within brackets: `…（责任单位：`."""
    return text.rfind("（") > text.rfind("）")


def _tops(blocks: list[Block]) -> list[float]:
    """How far down the pages begin."""
    first: dict[int, float] = {}
    for block in blocks:
        first.setdefault(block.page, block.line.y)
    return list(first.values())


def _tolerance(block: Block) -> float:
    """How much the sizes of lines of a paragraph may differ: little where they are known."""
    if len(block.line.text) <= FEW or not _HAN.search(block.line.text):
        return 0.5
    return 0.3 if block.rough else 0.15


def _runs(blocks: list[Block]) -> Iterator[list[Block]]:
    """The lines that follow each other on a page and begin at the same place."""
    for _, part in groupby((b for b in blocks if not b.whole), lambda b: (b.page, b.column)):
        run: list[Block] = []
        for block in part:
            if run and abs(block.line.x0 - run[0].line.x0) >= ALIKE * block.line.size:
                yield run
                run = []
            run.append(block)
        yield run


def _left(lines: list[Line]) -> float:
    """Where the lines that are not indented begin: the leftmost place that is common."""
    starts = Counter(round(line.x0 / 3) for line in lines)
    most = max(starts.values())
    return min(at for at, count in starts.items() if count >= max(1, most // 5)) * 3.0


def _lefts(places: dict[tuple[int, int], list[Line]], reach: dict[int, float]) -> dict[tuple[int, int], float]:
    """The left margin of each page and column: where most lines of a page are set in (a list of names), the usual one.

    A page with a few first lines only has the usual one as well, where its margins are not moved: none reaches further.
    """
    found = {place: _left(lines) for place, lines in places.items()}
    usual = {column: median_low(left for (_, c), left in found.items() if c == column) for _, column in found}
    size = median(line.size for lines in places.values() for line in lines) if places else 0.0
    for place, left in found.items():
        further = left - usual[place[1]]
        is_as_far = max(line.x1 for line in places[place]) < reach[place[1]] + size / 2
        if further > 2 * size or (further > INDENT * size and is_as_far and len(places[place]) <= A_FEW):
            found[place] = usual[place[1]]
    return found


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


def _by_place(blocks: list[Block], larger: float) -> dict[tuple[int, int], list[Line]]:
    """The lines by page and column, without headlines where there are others."""
    found: dict[tuple[int, int], list[Line]] = {}
    for block in blocks:
        if not block.whole:
            found.setdefault((block.page, block.column), []).append(block.line)
    return {place: [line for line in lines if line.size <= larger] or lines for place, lines in found.items()}
