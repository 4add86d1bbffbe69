"""What is known at a place of an RTF file: the text that is being read, its open row, and what holds within the group."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element

from policyparse.stages.read.docx.build import Builder, Row, run

MOST_BORDERS = 200  # of a row; Word has 63 cells at most


class Story:
    """One of the texts, while it is read."""

    def __init__(self, place: str, kind: str, outer: Story | None) -> None:
        self.kind, self.outer = kind, outer
        self.builder = Builder(place)
        self._parts: list[Element] = []  # of the paragraph that is not ended
        self._written: list[str] = []  # of the run that is not ended
        self._raised = False
        self.label = ""  # as the program that wrote the file wrote it
        self.rows = {False: Cells(), True: Cells()}  # how rows are laid out: of the outer table, of one within

    def write(self, text: str, raised: bool) -> None:
        """Adds text to the paragraph."""
        if raised is not self._raised:
            self._end_run()
            self._raised = raised
        self._written.append(text)

    def add(self, part: Element) -> None:
        """Adds what is no text to the paragraph."""
        self._end_run()
        self._parts.append(part)

    def take(self) -> list[Element]:
        """The parts of the paragraph, which is at its end."""
        self._end_run()
        parts, self._parts = self._parts, []
        return parts

    def _end_run(self) -> None:
        if self._written:
            self._parts.append(run("".join(self._written), self._raised))
            self._written = []


class Cells:
    """How the row that is being described is laid out."""

    def __init__(self) -> None:
        self.borders: list[int] = []
        self.merged: set[int] = set()
        self._row: Row | None = None

    def add(self, border: int) -> None:
        """The right border of the next cell."""
        if len(self.borders) < MOST_BORDERS:
            self.borders.append(border)
            self._row = None

    def row(self, deleted: bool) -> Row:
        """The row; the left border is not said, and matters only by being left of the others."""
        if self._row is None:
            self._row = Row((min([0, *self.borders]) - 1000, *self.borders), frozenset(self.merged))
        return self._row._replace(deleted=True) if deleted else self._row


class State(NamedTuple):
    """What holds within a group, until it ends."""

    story: Story
    takes: str = "text"  # what becomes of text: text, label, code, font, level; nothing, or also of groups within
    font: int | None = None
    fallbacks: int = 1  # characters for old programs behind each by number
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    in_table: bool = False
    depth: int = 1
    list: int = 0
    level: int = 0
    inner: bool = False  # what is said of rows holds for a table within a table
    lists: bool = False  # in a table of lists
