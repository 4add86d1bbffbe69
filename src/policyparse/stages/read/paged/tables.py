"""Ruled tables of a page: their cells, and the rows of text in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple

from policyparse.stages.read.paged.lines import Line, lines
from policyparse.stages.read.paged.page import WIDE_FROM, Glyph, Rule
from policyparse.stages.read.paged.widths import first_width

NEAR = 3.0  # points: rules that are no further apart are one
SHORTEST = 8.0
PADDING = 1.0  # characters between the rules of a cell and its text
FIRST = 1.5  # characters of room at the end of a line more than the next needed to begin in it
LONG = 6  # characters: a shorter line in a cell may be a piece of a word, broken for its looks
MOST_LINES = 400  # rules in one direction: more are a drawing


Row = dict[int, str]  # the cells of a row by the column where each begins; empty ones, too


class Table(NamedTuple):
    """A table: where it begins and ends, where its columns are divided, its rows."""

    y0: float
    y1: float
    xs: list[float]
    rows: list[Row]


def row_text(row: Row) -> str:
    """A row as a line of text: its cells divided by tabs; what stands alone in it without them.

    >>> row_text({0: "1", 1: "", 3: "市数据局", 4: ""})
    '1\\t\\t市数据局'
    """
    cells = list(row.values())
    return "\t".join(cells).rstrip("\t") if sum(map(bool, cells)) > 1 else "".join(cells)


def tables(glyphs: list[Glyph], rules: list[Rule]) -> tuple[list[Table], list[Glyph]]:
    """The ruled tables of a page with two columns and rows at least, and the characters outside of them."""
    across = [r for r in rules if r.y1 - r.y0 <= NEAR and r.x1 - r.x0 >= SHORTEST]
    down = [r for r in rules if r.x1 - r.x0 <= NEAR and r.y1 - r.y0 >= SHORTEST]
    found: list[Table] = []
    rest = glyphs
    for group_across, group_down in _groups(across, down):
        grid = _Grid.of(group_across, group_down)
        if grid is None:
            continue
        inside = [g for g in rest if grid.holds(g)]
        if not inside:
            continue
        rows = grid.rows(inside)
        if any("\t" in row_text(row) for row in rows):
            found.append(Table(grid.ys[0], grid.ys[-1], grid.xs, rows))
            taken = set(map(id, inside))
            rest = [g for g in rest if id(g) not in taken]
    return found, rest


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules by the tables that they make: vertical ranges in which vertical rules follow without a break."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    if not (2 <= len(across) <= 4 * MOST_LINES and 2 <= len(down) <= 20 * MOST_LINES):
        return groups
    end = -1.0
    for rule in sorted(down, key=lambda r: r.y0):
        if rule.y0 > end + 2 * NEAR:
            groups.append(([], []))
        groups[-1][1].append(rule)
        end = max(end, rule.y1) if groups[-1][1][:-1] else rule.y1
    for rule in across:
        for group_across, group_down in groups:
            top, bottom = min(r.y0 for r in group_down), max(r.y1 for r in group_down)
            if top - NEAR <= rule.y0 <= bottom + NEAR:
                group_across.append(rule)
                break
    return groups


class _Grid(NamedTuple):
    """The elementary cells between the rules of a table, and which of them are divided."""

    xs: list[float]
    ys: list[float]
    right: set[tuple[int, int]]  # cells (row, column) with a rule at their right side
    below: set[tuple[int, int]]  # cells with a rule at their lower side

    @classmethod
    def of(cls, across: list[Rule], down: list[Rule]) -> _Grid | None:
        """The grid of the rules that run across and down a page; None for too few or too many of them."""
        ys, xs = _distinct([r.y0 for r in across]), _distinct([r.x0 for r in down])
        if not (2 <= len(ys) <= MOST_LINES and 3 <= len(xs) <= MOST_LINES):
            return None
        right: set[tuple[int, int]] = set()
        below: set[tuple[int, int]] = set()
        for rule in down:
            column = _nearest(xs, rule.x0) - 1
            for row in range(len(ys) - 1):
                if rule.y0 < (ys[row] + ys[row + 1]) / 2 < rule.y1:
                    right.add((row, column))
        for rule in across:
            row = _nearest(ys, rule.y0) - 1
            for column in range(len(xs) - 1):
                if rule.x0 < (xs[column] + xs[column + 1]) / 2 < rule.x1:
                    below.add((row, column))
        return cls(xs, ys, right, below)

    def holds(self, glyph: Glyph) -> bool:
        """True where the middle of a character lies within the table."""
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - glyph.size * 0.35
        return self.xs[0] - NEAR <= x <= self.xs[-1] + NEAR and self.ys[0] - NEAR <= y <= self.ys[-1] + NEAR

    def rows(self, glyphs: list[Glyph]) -> list[Row]:
        """The rows with text: a cell that runs over several rows or columns stands where it begins."""
        parents = self._merged()
        cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - glyph.size * 0.35
            row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
            column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
            cells[parents[row, column]].append(glyph)
        columns = range(len(self.xs) - 1)
        found = []
        for row in range(len(self.ys) - 1):
            texts: Row = {}
            for start in (c for c in columns if parents[row, c][1] == c):
                width = sum(self.xs[c + 1] - self.xs[c] for c in columns if parents[row, c] == (row, start))
                texts[start] = _joined(cells[row, start], width) if (row, start) in cells else ""
            if any(texts.values()):
                found.append(texts)
        return found

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each elementary cell the first one of the cell that it belongs to."""
        parents: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                left, above = (row, column - 1), (row - 1, column)
                if column and left not in self.right:
                    parents[row, column] = parents[left]
                elif row and above not in self.below:
                    parents[row, column] = parents[above]
                else:
                    parents[row, column] = (row, column)
        return parents


def _joined(glyphs: list[Glyph], width: float) -> str:
    """The lines of a cell as one: between Chinese characters nothing, between words and between its paragraphs a space."""
    text = ""
    before: Line | None = None
    for line in lines(glyphs):
        latin = text and text[-1] < WIDE_FROM and line.text[0] < WIDE_FROM and text[-1] not in "-/"
        text += (" " if latin or (before and _is_paragraph(before, line, width)) else "") + line.text
        before = line
    return text


def _is_paragraph(before: Line, line: Line, width: float) -> bool:
    """True where the line before had room for the beginning of this one, and this is no piece of a word (`土壤` / `生态环境`)."""
    room = (width - (before.x1 - before.x0)) / before.size - PADDING
    if room < first_width(line.text) + FIRST:
        return False
    return before.text[-1] < WIDE_FROM or before.text[-1] in "。；：" or len(line.text) >= LONG


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _nearest(values: list[float], value: float) -> int:
    return min(range(len(values)), key=lambda i: abs(values[i] - value))
