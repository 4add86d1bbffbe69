"""The process that reads a PDF: bytes on standard input, JSON on standard output, within the limits of its parent."""

from __future__ import annotations

import json
import sys
from typing import Any

from policyparse.stages.read.pdf.glyphs import Page, Unreadable, pages
from policyparse.stages.read.pdf.lines import Line, columns, lines
from policyparse.stages.read.pdf.paragraphs import Block, paragraphs, without_running_heads
from policyparse.stages.read.pdf.tables import Table, tables


def text_of(found: list[Page]) -> dict[str, Any]:
    """The text of pages, where each page begins in it, and how many of them hold text read from a picture."""
    blocks = [block for number, page in enumerate(found) for block in _blocks(page, number)]
    blocks = without_running_heads(blocks, [page.height for page in found])
    text = ""
    begins: list[tuple[int, int]] = []
    for paragraph, marks in paragraphs(blocks):
        begins += [(page + 1, len(text) + at) for page, at in marks]
        text += paragraph + "\n"
    invisible = sum(page.invisible and bool(page.glyphs) for page in found)
    return {"text": text, "pages": begins, "count": len(found), "invisible": invisible}


def _blocks(page: Page, number: int) -> list[Block]:
    """The lines of a page and the rows of its tables, in reading order."""
    on_page = [g for g in page.glyphs if 0 <= g.y <= page.height and -1 <= g.x0 <= page.width]
    ruled, rest = tables(on_page, page.rules)
    found: list[Block] = []
    for column, glyphs in enumerate(columns(rest, page.width)):
        found += [Block(line, number, column) for line in lines(glyphs)]
    for table in ruled:
        at = next((i for i, b in enumerate(found) if b.column == 0 and b.line.y > table.y0), len(found))
        found[at:at] = [Block(_row(row, table), number, whole=True) for row in table.rows]
    return found


def _row(text: str, table: Table) -> Line:
    return Line(text, table.x0, table.x1, table.y0, 10.0)


def main() -> None:
    """Reads standard input, writes what was found or why not."""
    try:
        found: dict[str, Any] = text_of(list(pages(sys.stdin.buffer.read())))
    except Unreadable as error:
        found = {"code": error.code, "reason": error.reason}
    except MemoryError:
        found = {"code": "too-large", "reason": "it needs too much memory"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
