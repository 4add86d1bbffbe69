"""The sheets of an XLS with their cells as Excel shows them, by way of `xlrd`."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

from policyparse.stages.read.apart import Unreadable
from policyparse.stages.read.xlsx.cells import Sheet, shown
from policyparse.stages.read.xlsx.formats import Format, format_of, known

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(1, 6)  # kinds of cells, as xlrd counts them
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_FROM_1904 = 1462  # days between the two beginnings of Excel's count
_MOST_TEXT = 64 * 2**20  # characters of all cells


def sheets(data: bytes) -> list[Sheet]:
    """The sheets in the order of the workbook. Raises Unreadable `encrypted`, `too-large` or `damaged`."""
    import xlrd  # of the extra `formats`: who reads other files need not have it

    try:
        book = _book(xlrd.open_workbook, data)
        found = [_sheet(book, sheet) for sheet in book.sheets()]
    except (MemoryError, Unreadable):
        raise
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise Unreadable("encrypted", "it is encrypted") from None
        raise Unreadable("damaged", f"not a workbook that can be read ({_line(error)})") from None
    except Exception as error:  # what a damaged file makes of a library is any of them
        raise Unreadable(
            "damaged", f"not a workbook that can be read ({type(error).__name__}: {_line(error)})"
        ) from None
    if sum(len(cell) for sheet in found for row in sheet.rows for cell in row) > _MOST_TEXT:
        raise Unreadable("too-large", "its cells hold too much text")
    return found


def _book(opened: Callable[..., Any], data: bytes) -> Any:
    """The workbook; one that does not say its code page is Chinese."""
    options = {"logfile": StringIO(), "ragged_rows": True, "ignore_workbook_corruption": True}
    for override in (None, "gb18030"):
        for formatting in (True, False):  # a damaged table of formats is no reason to lose the cells
            try:
                return opened(file_contents=data, formatting_info=formatting, encoding_override=override, **options)
            except (UnicodeDecodeError, LookupError, AssertionError, NotImplementedError) as error:
                last = error
    raise last


def _sheet(book: Any, sheet: Any) -> Sheet:
    forms = [_form(book, style) for style in book.xf_list]
    rows = [[_shown(book, cell, forms) for cell in sheet.row(number)] for number in range(sheet.nrows)]
    return Sheet(sheet.name, rows, bool(sheet.visibility), 0)


def _form(book: Any, style: Any) -> Format:
    form = book.format_map.get(style.format_key)
    found = known(style.format_key)
    return format_of(form.format_str) if form is not None and found is Format.GENERAL else found


def _shown(book: Any, cell: Any, forms: list[Format]) -> str:
    """The text of a cell."""
    if cell.ctype == _TEXT:
        return str(cell.value).replace("\r\n", "\n").replace("\r", "\n")
    if cell.ctype == _ERROR:
        return _ERRORS.get(cell.value, "")
    if cell.ctype == _BOOLEAN:
        return str(int(cell.value))
    if cell.ctype not in (_NUMBER, _DATE):
        return ""
    number, style = cell.value, cell.xf_index
    form = forms[style] if style is not None and style < len(forms) else Format.GENERAL
    if cell.ctype == _DATE and book.datemode:
        number += _FROM_1904
    return shown(str(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(number), form)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
