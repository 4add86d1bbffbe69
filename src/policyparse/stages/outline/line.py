"""A paragraph of a document, and what it is."""

from __future__ import annotations

from policyparse.slots import slotted
from policyparse.stages.outline.labels import Label
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


def without_marks(line: str) -> str:
    """The line without the marks of markdown around it, and without what a converter made of the blanks before it."""
    return line.strip(MARKS).lstrip(LOST) or line


MARKS = "*#_ 　|"
LOST = "?？"  # of a blank that a converter lost: `??2018年5月14日`
