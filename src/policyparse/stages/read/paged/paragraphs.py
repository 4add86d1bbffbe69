"""Lines of pages → paragraphs: what a line's end only broke is joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from policyparse.stages.read.paged.block import Block
from policyparse.stages.read.paged.margins import Margins


def paragraphs(
    blocks: list[Block], notes: Mapping[int, list[str]] = MappingProxyType({})
) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The paragraphs of a document, each with the pages that begin in it: page and offset.

    The notes of a page follow the paragraph at its end.
    """
    margins = Margins(blocks)
    text, page, noted = "", -1, 0
    marks: list[tuple[int, int]] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and not margins.runs_on(before, block):
            yield text, marks
            text, marks = "", []
            for number in range(noted, block.page):
                yield from ((note, []) for note in notes.get(number, ()))
            noted = max(noted, block.page)
        if block.page != page:
            page = block.page
            marks.append((page, len(text)))
        text += ("" if not text or not _spaced(text, block.line.text) else " ") + block.line.text
        before = block
    if before is not None:
        yield text, marks
    for number in range(noted, max(notes, default=-1) + 1):
        yield from ((note, []) for note in notes.get(number, ()))


def _spaced(before: str, after: str) -> bool:
    """True where two joined lines need a space: between Latin words, not within `20` and `25年`."""
    return before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
