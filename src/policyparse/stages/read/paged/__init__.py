"""Pages of placed characters → text in reading order (PDF and OFD)."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from policyparse.stages.read.paged.block import Block
from policyparse.stages.read.paged.lines import Line, columns, lines
from policyparse.stages.read.paged.notes import without_notes
from policyparse.stages.read.paged.page import Page
from policyparse.stages.read.paged.paragraphs import paragraphs
from policyparse.stages.read.paged.pictures import has_pictures
from policyparse.stages.read.paged.running import without_running_heads
from policyparse.stages.read.paged.signatures import with_signatures_parted
from policyparse.stages.read.paged.table_pages import with_tables_joined
from policyparse.stages.read.paged.tables import Row, Table, row_text, tables
from policyparse.stages.read.paged.titles import with_titles_joined
from policyparse.stages.read.paged.vertical import level

WIDTHS = 20.0  # points within which pages are as wide as one another


class Paged(NamedTuple):
    """The text of a document and what is known of its pages."""

    text: str
    pages: list[tuple[int, int]]  # number from 1, and where it begins in the text
    total: int
    invisible: int  # pages whose text is not shown: read from a picture of the page
    unmapped: int  # characters of which the file does not say what they are
    pictured: list[int]  # numbers of the pages with pictures that may hold text
    fontless: int  # pages of which characters may be missing for want of a font


def text_of(found: list[Page]) -> Paged:
    """The text of pages: paragraphs a line each, without what repeats on every page."""
    found = [level(page) for page in found]
    widths = list(dict.fromkeys(round(page.width / WIDTHS) for page in found))
    blocks = [
        replace(block, column=block.column + 3 * widths.index(round(page.width / WIDTHS)))
        for number, page in enumerate(found)
        for block in _blocks(page, number)
    ]
    blocks = without_running_heads(blocks, [page.height for page in found])
    blocks = list(with_tables_joined(blocks))
    blocks = list(with_signatures_parted(list(with_titles_joined(blocks))))
    blocks, notes = without_notes(blocks)
    pieces: list[str] = []
    length = 0
    begins: list[tuple[int, int]] = []
    for paragraph, marks in paragraphs(blocks, notes):
        begins += [(page + 1, length + at) for page, at in marks]
        pieces.append(paragraph + "\n")
        length += len(pieces[-1])
    invisible = sum(page.invisible and bool(page.glyphs) for page in found)
    unmapped = sum(page.unmapped for page in found)
    pictured = [number for number, page in enumerate(found, start=1) if has_pictures(page)]
    fontless = sum(page.fontless for page in found)
    return Paged("".join(pieces), begins, len(found), invisible, unmapped, pictured, fontless)


def _blocks(page: Page, number: int) -> list[Block]:
    """The lines of a page and the rows of its tables, in reading order."""
    on_page = [g for g in page.glyphs if 0 <= g.y <= page.height and -1 <= g.x0 <= page.width]
    ruled, rest = tables(on_page, page.rules)
    found: list[Block] = []
    for column, glyphs in columns(rest, page.width):
        found += [Block(line, number, column, rough=page.invisible) for line in lines(glyphs, not page.invisible)]
    for table in ruled:
        at = next((i for i, b in enumerate(found) if b.column == 0 and b.line.y > table.y0), len(found))
        found[at:at] = [_row(row, table, number) for row in table.rows]
    return found


def _row(row: Row, table: Table, page: int) -> Block:
    line = Line(row_text(row), table.xs[0], table.xs[-1], table.y0, 10.0)
    return Block(line, page, whole=True, row=row, edges=tuple(table.xs))
