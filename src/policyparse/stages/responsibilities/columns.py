"""Tables whose head says whose a column is: `序号 | 任务 | 牵头单位 | 责任单位`, the rows below it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.records.found import Role
from policyparse.stages.responsibilities.body import Body
from policyparse.stages.responsibilities.cells import (
    HEADING,
    NUMBERED,
    body_of,
    is_number,
    names_more,
    roles_of,
    with_persons,
)
from policyparse.stages.responsibilities.lists import Name
from policyparse.stages.responsibilities.reading import SAME, Group, Reading, read
from policyparse.stages.responsibilities.stacked import stacked
from policyparse.stages.responsibilities.vocabulary import Label, LabelWord, names
from policyparse.text import Span
from policyparse.text.cells import cells_in, line_end

_RULE = re.compile(r"[\s|｜:—-]+")  # the line below the head in markdown
_LEAST = 3  # columns of a table


class Cell(NamedTuple):
    """A cell that names someone: where it stands, its body, and what it says."""

    span: Span
    body: Body
    reading: Reading


def cells_of(text: str, ends: list[int]) -> Iterator[Cell]:
    """The cells of columns that a label heads, in order of the rows; `ends` as `ends_of_cells` gives them."""
    if not ends:
        return
    closed, done = f"{text}\n", 0
    for at in ends:
        end = line_end(text, at)
        match = _head().search(closed, max(done, at - _LONGEST), end + 1) if at > done else None
        if match is None:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        head = cells_in(text, start, end)
        if len(head) == 1:
            head, table, done = stacked(text, head[0], end)
        else:
            head, end = _whole_head(text, head, end)
            table, done = _table(text, end, head)
        if len(head) >= _LEAST and (roles := roles_of(text, head)):
            above: dict[int, Reading] = {}
            for row in table:
                yield from _named(text, row, roles, above)


def _whole_head(text: str, head: list[Span], end: int) -> tuple[list[Span], int]:
    """The head that ends at `end`, and where it ends with the row that parts one of its cells: `责任分工` above `牵头单位`
    and `责任单位`."""
    below = end
    for _ in range(_HEAD_LINES):
        start, below = below + 1, line_end(text, below + 1)
        parts = cells_in(text, start, below)
        if parts and any(part.start < part.end for part in parts) and not _is_rule(text, start, below):
            break
    else:
        return head, end
    filled = {at for at, part in enumerate(parts) if part.start < part.end}
    if len(parts) > len(head) or len(filled) < _LEAST - 1 or filled != set(roles_of(text, parts)):
        return head, end
    return [parts[at] if at in filled else cell for at, cell in enumerate(head)], below


_HEAD_LINES = 2  # of which the first may be blank or a rule


def _table(text: str, end: int, head: list[Span]) -> tuple[list[list[Span]], int]:
    """The rows below the head that ends at `end`, without cells that are empty at their ends, and where the last one ends."""
    table: list[list[Span]] = []
    done = end
    while len(head) >= _LEAST and done < len(text):
        start, end = done + 1, line_end(text, done + 1)
        row = cells_in(text, start, end)
        if len(row) < len(head) and (broken := _broken_row(text, row, head, end)):
            row, end = broken
        row = _padded(text, row, head)
        if len(row) == len(head) or (len(row) < len(head) and _begins_a_row(text, row, head)):
            table.append(row)
        elif not _may_stand_between(text, row, head, start, end):
            break
        done = end
    return table, done


def _padded(text: str, row: list[Span], head: list[Span]) -> list[Span]:
    """A row that lacks the cells before its number, as a cell that spans rows leaves them: `2` below `一、产业 | 1`."""
    before = len(head) - len(row)
    if not 0 < before < len(head) or not is_number(text, row[0]):
        return row
    if text[head[before].start : head[before].end] not in NUMBERED:
        return row
    return [*[Span(row[0].start, row[0].start)] * before, *row]


def _broken_row(text: str, row: list[Span], head: list[Span], end: int) -> tuple[list[Span], int] | None:
    """A row that begins with its number and has the lines of its cells below it, where together they have all cells of
    the head, and where it ends: `1\t新建泵站，\n改造管网。\t县水利局\n县财政局\t年底前`."""
    if len(row) < 2 or not is_number(text, row[0]) or text[head[0].start : head[0].end] not in NUMBERED:
        return None
    if "\t" not in text[row[0].end : row[1].start]:
        return None
    for _ in range(_LINES):
        start, end = end + 1, line_end(text, end + 1)
        more = cells_in(text, start, end)
        if not more or more[0].start == more[0].end or is_number(text, more[0]):
            return None
        row = [*row[:-1], Span(row[-1].start, more[0].end), *more[1:]]
        if len(row) >= len(head):
            break
    if len(row) != len(head):
        return None
    while (more := cells_in(text, end + 1, line_end(text, end + 1))) and len(more) == 1 and names_more(text, more[0]):
        row, end = [*row[:-1], Span(row[-1].start, more[0].end)], line_end(text, end + 1)
    return row, end


_LINES = 12  # of a row whose cells have several


def _begins_a_row(text: str, row: list[Span], head: list[Span]) -> bool:
    """True where a row with fewer cells than the head has its first one, so that those at its end are empty; else one that
    spans rows may be missing."""
    if len(row) < 2 or "\t" not in text[row[0].start - 1 : row[1].start]:
        return False
    first = text[row[0].start : row[0].end]
    return not first or (first.isdecimal() and text[head[0].start : head[0].end] in NUMBERED)


def _may_stand_between(text: str, row: list[Span], head: list[Span], start: int, end: int) -> bool:
    """True for a heading between the rows, a rule, and a row of which cells are missing."""
    if len(row) == 1:
        return end - start <= HEADING or _is_rule(text, start, end)
    short = len(row) < len(head) and any(text.find(mark, start, end) >= 0 for mark in "\t|｜")
    return short or _is_rule(text, start, end)


def _is_rule(text: str, start: int, end: int) -> bool:
    return _RULE.fullmatch(text, start, end) is not None or start == end


@kept
def _head() -> re.Pattern[str]:
    """The end of a label (`牵头单位`), where a column may end."""
    remark = f"(?:[（(][^（()）\n]{{2,{_REMARK}}}[）)])?"  # `责任部门（列第一位者为牵头部门）`
    column_ends = f"{remark}(?=[ \u3000\t]*(?:[|｜\t\n\u3000]|[ \u3000]{{2}}|$))"
    person = f"(?:[及和与、/]{_spread(_words('person'))})?"  # `责任单位及责任人`
    return re.compile(f"{_spread([*_words('word'), *_OF_DIVISION])}{_GAP}{_spread(_nouns())}{person}{column_ends}")


def ends_of_cells(text: str, line_ends: list[int]) -> list[int]:
    """Where something parts columns or ends a line behind what may be a label: few places, among which one is looked for."""
    found = [at for at in line_ends if text[at - 1] in ends_of_labels()]
    found += [m.start() for mark, end in _ends().items() if mark in text for m in end.finditer(text)]
    return sorted([at for at in found if _may_be_label(text, at)])


@kept
def ends_of_labels() -> frozenset[str]:
    """The characters with which a label that heads a column may end."""
    return frozenset(word[-1] for word in (*_nouns(), *_words("person"), "（）", "()"))


@kept
def _ends() -> dict[str, re.Pattern[str]]:
    """What may part a label from the next column, each behind a character with which that may end."""
    lasts = re.escape("".join(sorted(ends_of_labels())))
    return {mark: re.compile(f"{re.escape(mark)}(?<=[{lasts}]{re.escape(mark)})") for mark in "\t|｜ \u3000"}


def _may_be_label(text: str, end: int) -> bool:
    """True where what stands before the bracket that closes at `end`, if one does, may be of a label."""
    if text[end - 1] not in "）)":
        return True
    low = max(0, end - _REMARK - 2)
    opened = max(text.rfind("（", low, end), text.rfind("(", low, end))
    return opened > 0 and text[opened - 1] in _in_nouns()


@kept
def _in_nouns() -> frozenset[str]:
    return frozenset("".join((*_nouns(), *_words("person")))) | {" ", "\u3000"}


def _nouns() -> list[str]:
    return [*_words("noun"), _DIVISION]


def _words(kind: str) -> list[str]:
    return [w.text for w in rows("labels.csv", LabelWord) if w.kind == kind]


_REMARK = 20  # characters of a remark in brackets
_LONGEST = 48  # characters of a label with blanks between its own, and of the remark
_DIVISION, _OF_DIVISION = "分工", ("职责",)  # `责任分工`, `职责分工`
_GAP = "[ \u3000]?"  # `责 任 单 位`


def _spread(texts: Iterable[str]) -> str:
    """A pattern of literal texts, the longest first, with a blank between their characters or none."""
    ordered = sorted(set(texts), key=lambda t: (-len(t), t))
    return "(?:" + "|".join(_GAP.join(map(re.escape, text)) for text in ordered) + ")"


def _named(text: str, row: list[Span], roles: dict[int, Label], above: dict[int, Reading]) -> Iterator[Cell]:
    """The cells of a row that name someone; `above` keeps what each column said last, for a cell that says 同上."""
    for at, label in roles.items():
        if label.role is None or at >= len(row) or row[at].start >= row[at].end:
            continue
        persons = label.text.endswith("人")
        inside = with_persons(text, row[at]) if persons else body_of(text, row[at])
        if inside.text in _DITTO:
            if at in above:
                yield Cell(row[at], inside, _again(above[at], len(inside.text)))
            continue
        reading = _bodies_of(read(inside.text)) if persons else read(inside.text)
        if _all_bodies(reading) and (reading.form == "list" or not reading.rest):
            groups = tuple(_under(label, label.role, group) for group in reading.groups)
            above[at] = Reading(groups, "label", label.text)
            yield Cell(row[at], inside, above[at])


_DITTO = frozenset((SAME, "〃", "″"))


def _again(reading: Reading, length: int) -> Reading:
    """What the cell above says, written where this one says 同上."""
    groups = [g._replace(names=[Name(n.text, 0, length) for n in g.names], comma=None) for g in reading.groups]
    return reading._replace(groups=tuple(groups))


def _under(label: Label, role: Role, group: Group) -> Group:
    """The names of a cell: what it says of them itself (`县水利局牵头`), else what the head of its column says."""
    if group.origin == "position":
        return Group(role, "label", label.text, group.names, group.comma)
    return group


def _bodies_of(reading: Reading) -> Reading:
    """A reading without the persons that answer for the bodies."""
    known = names().known
    groups = [g._replace(names=[n for n in g.names if known(n.text)]) for g in reading.groups]
    return reading._replace(groups=tuple(g for g in groups if g.names))


def _all_bodies(reading: Reading) -> bool:
    shapes = names()
    return bool(reading.names) and all(shapes.known(n.text) or shapes.body(n.text) for n in reading.names)
