"""The cells of a table: those of a row that stands on one line of a text, or lines that are a cell each."""

import re
from collections.abc import Iterator

from policyparse.text.span import Span

MOST = 2000  # characters of a row; cells of a table that stands cell by cell
_DRAWN, _BLANKS = re.compile(r"[ \u3000]*(?:[|｜]|\t)[ \u3000]*"), re.compile(r"\t|[ \u3000]{2,}")
_BLANK = re.compile("[ \u3000]")  # one that parts columns where head and rows have none but such


def line_end(text: str, at: int) -> int:
    """Where the line ends that `at` stands in."""
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def cells_in(text: str, start: int, end: int) -> list[Span]:
    """The cells of a line; none of one that is too long for a row."""
    if not 0 < end - start <= MOST:
        return []
    line = text[start:end]
    apart = _DRAWN if "|" in line or "｜" in line else _BLANKS if _BLANKS.search(line) else _BLANK
    cells = []
    at = start
    for gap in (*apart.finditer(text, start, end), None):
        cells.append(Span(at, gap.start() if gap else end).trimmed(text))
        at = gap.end() if gap else end
    # `| a | b |` has nothing outside its bars; `| | a | b |` has an empty cell
    outer = apart is _DRAWN and len(cells) > 1
    first = 1 if outer and cells[0].start >= cells[0].end else 0
    return cells[first:-1] if outer and cells[-1].start >= cells[-1].end else cells[first:]


def lines_below(text: str, end: int) -> Iterator[Span]:
    """The lines below the one that ends at `end`, those with nothing in them left out."""
    while end < len(text):
        start, end = end + 1, line_end(text, end + 1)
        line = Span(start, end).trimmed(text)
        if line.end > line.start:
            yield line


def lines_above(text: str, start: int) -> Iterator[Span]:
    """The lines above the one that begins at `start`, from below, those with nothing in them left out."""
    while start > 0:
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
        line = Span(start, end).trimmed(text)
        if line.end > line.start:
            yield line
