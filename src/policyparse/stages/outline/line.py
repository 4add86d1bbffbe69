"""A paragraph of a document, and what it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from policyparse.slots import slotted
from policyparse.stages.outline.labels import SPACES, Label
from policyparse.text import Span


@slotted
class Line:
    """The paragraph `[start, end)` and its label; `kind` is what it is when it belongs to no item.

    Lines are shared (see `regions.read_lines`): who knows better what one is puts another in its place.
    """

    start: int
    end: int
    label: Label | None
    kind: str | None = None
    copy: bool = False  # part of a text that stands twice
    notice: bool = False  # the heading of a notice in a compilation of documents

    @property
    def span(self) -> Span:
        """Where the paragraph stands."""
        return Span(self.start, self.end)

    def of(self, text: str) -> str:
        """The words of the paragraph."""
        return text[self.start : self.end]

    def as_kind(self, kind: str) -> Line:
        """The same line as a part of the frame."""
        return Line(self.start, self.end, self.label, kind, self.copy, self.notice)


def lines_with(text: str, lines: Sequence[Line], rare: str) -> list[int]:
    """The lines with a rare word, in order: to look for it in the text takes less than a look at each line."""
    found: list[int] = []
    at = text.find(rare)
    while at >= 0:
        line = bisect_right(lines, at, key=_START) - 1
        found.append(line)
        at = text.find(rare, lines[line].end)
    return found


_START = attrgetter("start")


def without_marks(line: str) -> str:
    """The line without the marks of markdown around it, and without what a converter made of the blanks before it."""
    return line.strip(MARKS).lstrip(LOST) or line


MARKS = "*#_ 　|"
LOST = "?？"  # of a blank that a converter lost: `??2018年5月14日`

MARKS_BEHIND = SPACES | set("#*_>")
"""White space and marks of markdown that may stand behind a text."""


def stripped_end(text: str, start: int, end: int) -> int:
    """Where `text[start:end]` ends without the white space and the marks of markdown behind it."""
    while end > start and text[end - 1] in MARKS_BEHIND:
        end -= 1
    return end
