"""What pages, spreadsheets and files say of a document beside its text: title, issuer, date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from policyparse.lexicon.heads import field_of

_FACT = re.compile(r"^\s*([^:：\t]{2,12})[:：\t]\s*(.*)$", re.DOTALL)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")


class Facts(NamedTuple):
    """What is said of a document; null where nothing is."""

    title: str | None = None
    issuer: str | None = None
    date_issued: date | None = None


def are_facts(cells: Iterable[str]) -> bool:
    """True where cells or lines do little but tell facts of a document: `发文机关：国务院`, or a head and its value.

    Three heads and more may stand beside half as many cells that nothing is known of.
    """
    heads = unknown = 0
    headed = False
    for cell in filter(str.strip, cells):
        found = _FACT.match(cell)
        if field_of(found[1] if found else cell) is not None:
            heads += 1
            headed = not (found and found[2].strip())
        else:
            unknown += not headed
            headed = False
    return heads > 0 and unknown <= (heads // 2 if heads > 2 else 0)


def facts_in(cells: Iterable[str]) -> Facts:
    """The facts in a run of cells or lines: `发文机关：国务院`, or the head in one and its value in the next."""
    found: dict[str, str] = {}
    head: str | None = None
    for cell in cells:
        if head:
            if field_of(cell) is None and cell.strip():
                found.setdefault(head, cell.strip())
            head = None
        match = _FACT.match(cell)
        if (field := field_of(match[1] if match else cell)) is not None:
            if match and (value := match[2].strip()):
                found.setdefault(field, value)
            else:
                head = field
    day = date_in(found.get("date")) or date_in(found.get("published"))
    return Facts(found.get("title"), found.get("issuer"), day)


def date_in(text: str | None) -> date | None:
    """The first date in a text (`2018-03-14 11:30`, `2019年01月24日`); none where there is none.

    >>> date_in("2019年01月24日")
    datetime.date(2019, 1, 24)
    """
    found = _DATE.search(text) if text else None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
