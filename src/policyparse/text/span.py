"""Half-open ranges of code points."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple


class Span(NamedTuple):
    """The code points `[start, end)` of a text.

    >>> Span(2, 4).of("一二三四五")
    '三四'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` in this span."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """True where the span `other` lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def trimmed(self, text: str) -> "Span":
        """This span without the white space at its ends; empty at its start where it holds nothing else."""
        piece = text[self.start : self.end]
        if piece and not piece[0].isspace() and not piece[-1].isspace():
            return self
        left = len(piece) - len(piece.lstrip())
        if left == len(piece):
            return Span(self.start, self.start)
        return Span(self.start + left, self.start + len(piece.rstrip()))


# The span of a pair of offsets, at about half of the cost of `Span(start, end)`: for loops that make one for each line.
span_at: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
