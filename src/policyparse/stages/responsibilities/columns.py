"""Tables whose head says whose a column is: `序号 | 任务 | 牵头单位 | 责任单位`, the rows below it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import rows
from policyparse.stages.responsibilities.body import Body, body
from policyparse.stages.responsibilities.reading import Group, Reading, read
from policyparse.stages.responsibilities.vocabulary import Label, LabelWord, any_of, labels, names
from policyparse.text import Span

_DRAWN, _BLANKS = re.compile(r"[ \u3000]*(?:[|｜]|\t)[ \u3000]*"), re.compile(r"\t|[ \u3000]{2,}")
_RULE = re.compile(r"[\s|｜:—-]+")  # the line below the head in markdown
_TITLE = 12  # characters of what heads a column
_LEAST = 3  # columns of a table
_MOST = 2000  # characters of a row


class Cell(NamedTuple):
    """A cell that names someone: where it stands, its body, and what it says."""

    span: Span
    body: Body
    reading: Reading


def cells_of(text: str) -> Iterator[Cell]:
    """The cells of columns that a label heads, in order of the rows."""
    done = 0
    for match in _head().finditer(text):
        if match.start() < done:
            continue
        start, end = text.rfind("\n", 0, match.start()) + 1, _line_end(text, match.end())
        head = _cells(text, start, end)
        roles = _roles(text, head)
        done = end
        if len(head) < _LEAST or not roles:
            continue
        while done < len(text):
            start, end = done + 1, _line_end(text, done + 1)
            row = _cells(text, start, end)
            if len(row) != len(head) and not _RULE.fullmatch(text, start, end):
                break
            done = end
            if len(row) == len(head):
                yield from _named(text, row, roles)


@cache
def _head() -> re.Pattern[str]:
    """The end of a label (`牵头单位`), where a column may end."""
    table = rows("labels.csv", LabelWord)
    words, nouns = ([w.text for w in table if w.kind == kind] for kind in ("word", "noun"))
    column_ends = "(?=[ \u3000\t]*(?:[|｜\t\n]|[ \u3000]{2}|$))"
    return re.compile(f"{any_of(words)}{any_of(nouns)}{column_ends}")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of a line; none of one that is too long for a row."""
    if not 0 < end - start <= _MOST:
        return []
    line = text[start:end]
    apart = _DRAWN if "|" in line or "｜" in line else _BLANKS
    cells = []
    at = start
    for gap in (*apart.finditer(text, start, end), None):
        cells.append(Span(at, gap.start() if gap else end).trimmed(text))
        at = gap.end() if gap else end
    drawn = apart is _DRAWN
    while drawn and cells and cells[0].start >= cells[0].end:  # `| a | b |` has nothing outside its bars
        cells = cells[1:]
    while drawn and cells and cells[-1].start >= cells[-1].end:
        cells = cells[:-1]
    return cells


def _roles(text: str, head: list[Span]) -> dict[int, Label]:
    """The label of each column that one heads; none where a cell of the head is too long to be one."""
    if any(cell.end - cell.start > _TITLE for cell in head):
        return {}
    found = {}
    for at, cell in enumerate(head):
        label = labels().ending(text, cell.start, cell.end)
        if label is not None and label.start == cell.start and label.kind == "role":
            found[at] = label
    return found


def _named(text: str, row: list[Span], roles: dict[int, Label]) -> Iterator[Cell]:
    for at, label in roles.items():
        if label.role is None or row[at].start >= row[at].end:
            continue
        inside = body(text, row[at].start, row[at].end)
        reading = read(inside.text)
        if reading.form == "list" and _all_bodies(reading):
            groups = tuple(Group(label.role, "label", label.text, g.names, g.comma) for g in reading.groups)
            yield Cell(row[at], inside, Reading(groups, "label", label.text))


def _all_bodies(reading: Reading) -> bool:
    shapes = names()
    return bool(reading.names) and all(shapes.known(n.text) or shapes.body(n.text) for n in reading.names)
