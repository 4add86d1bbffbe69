"""Titles and headings that lost the end of their line: where the text behind them begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import rows
from policyparse.lexicon.words import choices
from policyparse.stages.outline.background import whole_headings
from policyparse.stages.outline.frame import kind_of
from policyparse.stages.outline.line import Line
from policyparse.stages.outline.titles import type_of
from policyparse.stages.outline.words import any_outline_word, outline_words

_OPENS = re.compile(f"为(?![契目抓主重期准载依基核引统导])|{choices(outline_words('before'))}")
_SAYS = re.compile(rf"{any_outline_word('says')}(?:如下|以下|本)([^\s，。；：、,;:]{{2,8}})")
_TITLE, _OPENING = 60, 400  # characters of a title, and of the sentences in which a document says what it is
_LEAST = 4  # characters of a heading that may run on: `原则按照……` is a sentence


class RunOn(NamedTuple):
    """A row of lexicon/outline/run_on.csv."""

    text: str
    kind: str


@cache
def usual_headings() -> frozenset[str]:
    """Headings that plans have in common: `主要任务`, `保障措施`; none of them is the title of one."""
    named = {r.text for r in rows("outline/run_on.csv", RunOn) if r.kind == "heading"}
    return frozenset(named | {h for h in whole_headings() if len(h) >= _LEAST})


@cache
def run_on_heading() -> tuple[frozenset[str], re.Pattern[str]]:
    """With what a heading begins on which its text follows without a mark, and such a one: `总体要求坚持以……`; where a
    blank parts them, whatever follows (`工作目标 2022年底前……`)."""
    headings = usual_headings()
    opens = choices(r.text for r in rows("outline/run_on.csv", RunOn) if r.kind == "opens")
    begins = frozenset(h[0] for h in headings)
    named = (f"{re.escape(first)}(?:{choices(h[1:] for h in headings if h[0] == first)})" for first in sorted(begins))
    follows = rf"(?={opens}|[ \u3000][一-鿿“《0-9][^\n]{{12}})"
    return begins, re.compile(f"(?:{'|'.join(named)}){follows}")


def with_title_parted(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, one above the first item cut in two where it begins with a title: `……实施方案为做好……，制定本方案。`."""
    found: list[Line] = []
    for at, line in enumerate(lines):
        if line.label is not None:
            return [*found, *lines[at:]]
        end = _end_of_title(text, line) if line.kind is None else None
        found += [line] if end is None else [Line(line.start, end, None), Line(_skipped(text, end), line.end, None)]
    return found


def _skipped(text: str, at: int) -> int:
    """The first character from `at` on that is no white space."""
    return at + len(text[at : at + _BLANKS]) - len(text[at : at + _BLANKS].lstrip())


_BLANKS = 40  # of white space at most


def _end_of_title(text: str, line: Line) -> int | None:
    """Where the title ends with which a paragraph begins that says it of itself, or None."""
    start = line.start
    if text[line.end - 1] in "：:":
        return _end_before_addressees(text, line)
    if line.end - start > _TITLE and (year := _YEAR_AGAIN.match(text, start, start + _TITLE)):
        return year.start(2) if type_of(text[start : year.start(2)]) else None
    for opens in _OPENS.finditer(text, start + _LEAST, min(line.end, start + _TITLE)):
        kind = type_of(text[start : opens.start()])
        if kind is None:
            continue
        said = _SAYS.search(text, opens.end(), min(line.end, start + _OPENING))
        whole = not _MARK.search(text, start, opens.start())
        return opens.start() if whole and said and said[1].endswith(kind) else None
    return None


_MARK = re.compile("[，。；：,;:《》]")
# `某区2021年教育工作要点2021年全区……`
_YEAR_AGAIN = re.compile(r"[^，。；：,;:《》\n]{0,20}?((?:19|20)\d\d)年[^，。；：,;:《》\n]{4,40}?(\1)年")


def _end_before_addressees(text: str, line: Line) -> int | None:
    """Where the title ends behind which the addressees follow on its line: `关于做好服务的通知各区人民政府：`."""
    for said in _SAID.finditer(text, line.start, line.end):
        if kind_of(text[said.end() : line.end]) == "addressee" and text[said.end()] not in "，。；：、》":
            return said.end()
    return None


_SAID = re.compile(f"关于[^。；：]{{4,80}}?的{any_outline_word('said')}")
