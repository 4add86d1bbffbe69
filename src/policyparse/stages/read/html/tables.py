"""Tables of pages: which cells of a row stand in which column, and which tables are tables."""

from __future__ import annotations

from collections.abc import Iterator

from policyparse.stages.read.html.markup import Element

MOST_COLUMNS = 60  # more are a mistake, or malice
MOST_ROWS = 2000  # that a cell may reach over
_BEFORE = "\0before"
_BEHIND = "\0behind"
_DATA = "\0data"


def spread(table: Element) -> None:
    """Notes at the cells of a table how many columns are taken by cells from the rows above, and by their own width.

    Notes at the rows of a table with lines or heads that it is one: others may only lay out a page.
    """
    rows = list(_rows(table))
    if _is_ruled(table) or any(cell.tag == "th" for row in rows for cell in cells_of(row)):
        for row in rows:
            row.attributes[_DATA] = ""
    if any("span" in cell.written.lower() for row in rows for cell in cells_of(row)):
        _place(rows)


def _place(rows: list[Element]) -> None:
    taken: dict[int, int] = {}  # columns → rows for which they are taken
    for row in rows:
        column = 0
        fresh: dict[int, int] = {}
        for cell in cells_of(row):
            begin = column
            while taken.get(column, 0) and column < MOST_COLUMNS:
                column += 1
            cell.attributes[_BEFORE] = "\t" * (column - begin)
            width = min(_span(cell, "colspan"), max(MOST_COLUMNS - column, 1))
            cell.attributes[_BEHIND] = "\t" * (width - 1)
            fresh.update(dict.fromkeys(range(column, column + width), min(_span(cell, "rowspan"), MOST_ROWS)))
            column += width
        taken = {c: left - 1 for c, left in {**taken, **fresh}.items() if left > 1}


def placed(cell: Element, text: str) -> str:
    """A cell's text with a tab for each column beside it that it or a cell from above takes."""
    return cell.attributes.get(_BEFORE, "") + text + cell.attributes.get(_BEHIND, "")


def is_data(row: Element) -> bool:
    """True for a row of a table with lines or heads."""
    return _DATA in row.attributes


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row that are shown."""
    for cell in row.children:
        if isinstance(cell, Element) and cell.tag in ("td", "th") and not cell.hidden:
            yield cell


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables in it."""
    for part in table.children:
        if isinstance(part, Element):
            if part.tag == "tr":
                yield part
            elif part.tag in ("tbody", "thead", "tfoot"):
                yield from (row for row in part.children if isinstance(row, Element) and row.tag == "tr")


def _is_ruled(table: Element) -> bool:
    border = table.attributes.get("border", "0").strip()
    return border not in ("", "0", "0px", "none") or "MsoTable" in table.attributes.get("class", "")


def _span(cell: Element, name: str) -> int:
    written = cell.attributes.get(name, "1") if "span" in cell.written.lower() else "1"
    return max(int(written), 1) if written.isdecimal() and len(written) < 5 else 1
