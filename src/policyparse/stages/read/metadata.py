"""What pages, spreadsheets and files say of a document beside its text: title, issuer, date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import NamedTuple

from policyparse.lexicon.heads import field_of
from policyparse.lexicon.site_words import site_words

LONGEST = 400  # characters of a line of facts
_FACT = re.compile(r"^\s*([^:：\t]{2,12})[:：\t]\s*(.*)$", re.DOTALL)
_BRACKETED = re.compile(r"^\s*[\[【]\s*([^\[\]【】]{2,12})[\]】]\s*[:：]?\s*(.*)$", re.DOTALL)
# Between facts of one line; a head may be spaced out: `文　　号：`.
_BESIDE = re.compile(r"\s*[|｜]\s*|(?<=\S\S)\s+(?=(?:[^\s:：|]{2,12}|[^\s:：|](?:\s+[^\s:：|]){1,4})\s?[:：])")
_BRACKETS = re.compile(r"\s*(?=[\[【]\s?[^\[\]【】]{2,12}[\]】])")
# a title with its number behind it, as sites list documents
NUMBERED = re.compile(r"[（(]([^（()）]{2,30}\d号)[）)]$")
_HAN = re.compile("[\u3400-\u9fff]")
_NUMBER = re.compile(r"[^\s，。；]{0,40}\d[^，。；]{0,40}号[函令]?")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")


class Facts(NamedTuple):
    """What is said of a document; null where nothing is."""

    title: str | None = None
    issuer: str | None = None
    date_issued: date | None = None
    document_number: str | None = None


def are_facts(cells: Iterable[str]) -> bool:
    """True where cells or lines do little but tell facts of a document: `发文机关：国务院`, or a head and its value.

    Three heads and more may stand beside half as many cells that nothing is known of.
    """
    heads, strangers = told_by(cells)
    return heads > 0 and len(strangers) <= (heads // 2 if heads > 2 else 0)


def told_by(cells: Iterable[str]) -> tuple[int, list[str]]:
    """How many heads of facts there are in cells or lines, and those that are neither a head nor the value of one."""
    heads = 0
    strangers: list[str] = []
    headed = False
    for cell in filter(str.strip, cells):
        field, value = _told(cell)
        if field is not None:
            heads += 1
            headed = not value
        else:
            if not headed:
                strangers.append(cell)
            headed = False
    return heads, strangers


def facts_in(cells: Iterable[str]) -> Facts:
    """The facts in a run of cells or lines: `发文机关：国务院`, or the head in one and its value in the next."""
    found: dict[str, str] = {}
    head: str | None = None
    for cell in chain.from_iterable(map(_side_by_side, cells)):
        field, value = _told(cell)
        if head:
            if field is None and cell.strip() and not cell.strip().isdecimal():  # the first row of a list
                found.setdefault(head, cell.strip())
            head = None
        if field is not None:
            if value:
                found.setdefault(field, value)
            else:
                head = field
    day = date_in(found.get("date")) or date_in(found.get("published"))
    return Facts(found.get("title"), issuer_in(found.get("issuer")), day, number_in(found.get("number")))


def are_facts_of(line: str) -> bool:
    """True for a line of several facts side by side, and nothing else."""
    pieces = _side_by_side(line)
    return len(pieces) > 1 and are_facts(pieces)


def _side_by_side(cell: str) -> list[str]:
    """The facts that stand in one line, `文号：某政发〔2020〕5号 | 发布机构：某市人民政府`; else the line itself."""
    if len(cell) > LONGEST:
        return [cell]
    if cell.count("：") + cell.count(":") > 1:
        pieces = _BESIDE.split(cell)
    elif cell.count("[") + cell.count("【") > 1:
        pieces = list(filter(None, _BRACKETS.split(cell)))
    else:
        return [cell]
    return pieces if sum(_told(piece)[0] is not None for piece in pieces) > 1 else [cell]


def _told(cell: str) -> tuple[str | None, str]:
    """The field that a cell tells of, and its value; no value where the cell is the head alone.

    >>> _told("发文机关：国务院"), _told("[ 发文字号 ]"), _told("【成文日期】2021-06-18"), _told("责任单位：市水利局")
    (('issuer', '国务院'), ('number', ''), ('date', '2021-06-18'), (None, ''))
    """
    found = _FACT.match(cell) or _BRACKETED.match(cell)
    field = field_of(found[1] if found else cell)
    return field, found[2].strip() if found and field is not None else ""


def issuer_in(text: str | None) -> str | None:
    """A text that may name an issuer; none for who has only put a page up.

    >>> issuer_in(" 某市教育局"), issuer_in("网站管理员"), issuer_in("admin"), issuer_in("某市政府网")
    ('某市教育局', None, None, None)
    """
    name = (text or "").strip()
    return name if _HAN.search(name) and not name.endswith(site_words("nobody")) else None


def number_in(text: str | None) -> str | None:
    """A text that is a document number; none for what stands in its place (`无`, `暂无`, the number of a catalogue).

    >>> number_in("某政发〔2020〕 5号"), number_in("无"), number_in("2020-00011")
    ('某政发〔2020〕5号', None, None)
    """
    bare = "".join((text or "").split())
    return bare if _NUMBER.fullmatch(bare) else None


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
