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

    def trimmed(self, text: str) -> "Span":
        """This span without the white space at its ends; empty at its start where it holds nothing else."""
        start, end = self
        if start < end and not text[start].isspace() and not text[end - 1].isspace():
            return self
        piece = text[start:end]
        stripped = piece.strip()
        if not stripped:
            return Span(start, start)
        start += len(piece) - len(piece.lstrip())
        return Span(start, start + len(stripped))


# The span of a pair of offsets, at about half of the cost of `Span(start, end)`: for loops that make one for each line.
span_at: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
