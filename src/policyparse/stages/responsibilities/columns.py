"""Tables whose head says whose a column is: `序号 | 任务 | 牵头单位 | 责任单位`, the rows below it."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.stages.responsibilities.body import Body, body
from policyparse.stages.responsibilities.reading import Group, Reading, read
from policyparse.stages.responsibilities.vocabulary import Label, LabelWord, any_of, labels, names
from policyparse.text import Span

_DRAWN, _BLANKS = re.compile(r"[ \u3000]*(?:[|｜]|\t)[ \u3000]*"), re.compile(r"\t|[ \u3000]{2,}")
_BLANK = re.compile("[ \u3000]")  # one that parts columns where head and rows have none but such
_RULE = re.compile(r"[\s|｜:—-]+")  # the line below the head in markdown
_TITLE = 12  # characters of what heads a column
_LEAST = 3  # columns of a table
_MOST = 2000  # characters of a row; cells of a table that stands cell by cell


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
        if len(head) == 1:
            head, table, done = _stacked(text, head[0], end)
        else:
            table, done = _table(text, end, head)
        if len(head) >= _LEAST and (roles := _roles(text, head)):
            for row in table:
                yield from _named(text, row, roles)


def _table(text: str, end: int, head: list[Span]) -> tuple[list[list[Span]], int]:
    """The rows below the head that ends at `end`, without cells that are empty at their ends, and where the last one ends."""
    table: list[list[Span]] = []
    done = end
    while len(head) >= _LEAST and done < len(text):
        start, end = done + 1, _line_end(text, done + 1)
        row = _cells(text, start, end)
        if len(row) < len(head) and (broken := _broken_row(text, row, head, end)):
            row, end = broken
        if len(row) == len(head) or (len(row) < len(head) and _begins_a_row(text, row, head)):
            table.append(row)
        elif not _may_stand_between(text, row, head, start, end):
            break
        done = end
    return table, done


def _broken_row(text: str, row: list[Span], head: list[Span], end: int) -> tuple[list[Span], int] | None:
    """A row that begins with its number and has the lines of its cells below it, where together they have all cells of
    the head, and where it ends: `1\t新建泵站，\n改造管网。\t县水利局\n县财政局\t年底前`."""
    if len(row) < 2 or not _is_number(text, row[0]) or text[head[0].start : head[0].end] not in _NUMBERED:
        return None
    for _ in range(_LINES):
        if end >= len(text):
            return None
        start, end = end + 1, _line_end(text, end + 1)
        more = _cells(text, start, end)
        if (
            not more
            or more[0].start == more[0].end
            or _is_number(text, more[0])
            or "\t" not in text[row[0].end : row[1].start]
        ):
            return None
        row = [*row[:-1], Span(row[-1].start, more[0].end), *more[1:]]
        if len(row) >= len(head):
            break
    if len(row) != len(head):
        return None
    while (more := _cells(text, end + 1, _line_end(text, end + 1))) and len(more) == 1 and _names_more(text, more[0]):
        row, end = [*row[:-1], Span(row[-1].start, more[0].end)], _line_end(text, end + 1)
    return row, end


_LINES = 12  # of a row whose cells have several


def _is_number(text: str, cell: Span) -> bool:
    return text[cell.start : cell.end].isdecimal()


def _names_more(text: str, cell: Span) -> bool:
    """True for a line with nothing but bodies: it goes on with the last cell of the row above."""
    reading = read(text[cell.start : cell.end])
    return reading.form == "list" and not (reading.rest or reading.times) and _all_known(reading)


def _all_known(reading: Reading) -> bool:
    return bool(reading.names) and all(names().known(n.text) for n in reading.names)


def _stacked(text: str, label: Span, end: int) -> tuple[list[Span], list[list[Span]], int]:
    """A table that was copied cell by cell, each on a line: `序号` / … / `责任单位` / … / `1` / … / `2` / ….

    The head, the rows that have all its cells, and where the last one ends.
    """
    head = [*_above(text, label.start), label]
    below = _lines(text, end)
    first = next(below, None)
    while first and text[first.start : first.end] != "1" and len(head) < _COLUMNS:
        if not _is_heading(text, first):
            head.append(first)
        first = next(below, None)
    if first is None or text[first.start : first.end] != "1" or text[head[0].start : head[0].end] not in _NUMBERED:
        return [], [], end
    table = list(_whole_rows(text, [first, *islice(below, _MOST)], head))
    return head, table, table[-1][-1].end if table else end


def _whole_rows(text: str, cells: list[Span], head: list[Span]) -> Iterator[list[Span]]:
    """The rows of a table that stands cell by cell which have all cells of the head.

    Behind one that has not, nobody knows what stands in which column, unless the numbers of the rows are the only ones.
    """
    starts = _starts_of_rows(text, cells)
    numbers = [cell for cell in cells[: starts[-1] + len(head)] if _is_number(text, cell)]
    for at, start in enumerate(starts):
        last = at + 1 == len(starts)
        row = cells[start : start + len(head) if last else starts[at + 1]]
        while len(row) > len(head) and _is_heading(text, row[-1]):
            row.pop()
        if len(row) == len(head):
            yield row
        elif len(numbers) > len(starts):
            return
        elif not last and (named := _one_run(text, row, _roles(text, head))):
            yield named


def _one_run(text: str, row: list[Span], roles: dict[int, Label]) -> list[Span] | None:
    """A row that lacks cells, or has cells of several lines, where one column alone says whose it is and the lines that
    name bodies follow one another: a row with that cell alone."""
    named = [at for at, cell in enumerate(row) if _names_more(text, cell)]
    if len(roles) != 1 or not named or named[-1] - named[0] >= len(named):
        return None
    [column] = roles
    nothing = Span(row[0].start, row[0].start)
    return [*[nothing] * column, Span(row[named[0]].start, row[named[-1]].end)]


def _starts_of_rows(text: str, cells: list[Span]) -> list[int]:
    """Where the rows begin: at 1, the 2 behind it, the 3 behind that."""
    starts: list[int] = []
    for at, cell in enumerate(cells):
        if text[cell.start : cell.end] == str(len(starts) + 1):
            starts.append(at)
    return starts


def _is_heading(text: str, cell: Span) -> bool:
    """True for what stands between rows: `一、教育`, `（二）卫生`."""
    return cell.end - cell.start <= _HEADING and _BETWEEN_ROWS.match(text, cell.start) is not None


_BETWEEN_ROWS = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")


def _above(text: str, at: int) -> list[Span]:
    """The lines above `at` up to the one that heads a column of numbers; at most as many as a table has columns."""
    found: list[Span] = []
    while at > 0 and len(found) < _COLUMNS and not (found and text[found[0].start : found[0].end] in _NUMBERED):
        start = text.rfind("\n", 0, at - 1) + 1
        line = Span(start, at - 1).trimmed(text)
        if line.end > line.start:
            found.insert(0, line)
        at = start
    return found


def _lines(text: str, end: int) -> Iterator[Span]:
    """The lines below the one that ends at `end`, those with nothing in them left out."""
    while end < len(text):
        start, end = end + 1, _line_end(text, end + 1)
        line = Span(start, end).trimmed(text)
        if line.end > line.start:
            yield line


_COLUMNS = 12  # of a table that stands cell by cell
_NUMBERED = frozenset(("序号", "编号", "序 号"))
_HEADING = 30  # characters of a heading that stands between rows


def _begins_a_row(text: str, row: list[Span], head: list[Span]) -> bool:
    """True where a row with fewer cells than the head has its first one, so that those at its end are empty; else one that
    spans rows may be missing."""
    if len(row) < 2 or "\t" not in text[row[0].start - 1 : row[1].start]:
        return False
    first = text[row[0].start : row[0].end]
    return not first or (first.isdecimal() and text[head[0].start : head[0].end] in _NUMBERED)


def _may_stand_between(text: str, row: list[Span], head: list[Span], start: int, end: int) -> bool:
    """True for a heading between the rows, a rule, and a row of which cells are missing."""
    if len(row) == 1:
        return end - start <= _HEADING or _is_rule(text, start, end)
    short = len(row) < len(head) and any(text.find(mark, start, end) >= 0 for mark in "\t|｜")
    return short or _is_rule(text, start, end)


def _is_rule(text: str, start: int, end: int) -> bool:
    return _RULE.fullmatch(text, start, end) is not None or start == end


@kept
def _head() -> re.Pattern[str]:
    """The end of a label (`牵头单位`), where a column may end."""
    table = rows("labels.csv", LabelWord)
    words, nouns = ([w.text for w in table if w.kind == kind] for kind in ("word", "noun"))
    remark = "(?:[（(][^（()）\n]{2,20}[）)])?"  # `责任部门（列第一位者为牵头部门）`
    column_ends = f"{remark}(?=[ \u3000\t]*(?:[|｜\t\n\u3000]|[ \u3000]{{2}}|$))"
    return re.compile(f"{any_of(words)}{any_of(nouns)}{column_ends}")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of a line; none of one that is too long for a row."""
    if not 0 < end - start <= _MOST:
        return []
    line = text[start:end]
    apart = _DRAWN if "|" in line or "｜" in line else _BLANKS if _BLANKS.search(line) else _BLANK
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
    ends = [_without_remark(text, cell) for cell in head]
    if any(end - cell.start > _TITLE for cell, end in zip(head, ends, strict=True)):
        return {}
    found = {}
    for at, (cell, end) in enumerate(zip(head, ends, strict=True)):
        label = labels().ending(text, cell.start, end)
        if label is not None and label.start == cell.start and label.kind == "role":
            found[at] = label
    return found


def _without_remark(text: str, cell: Span) -> int:
    """Where the words of a cell end that a bracket may follow: `责任部门（列第一位者为牵头部门）`."""
    remark = _REMARK.search(text, cell.start, cell.end)
    return remark.start() if remark else cell.end


_REMARK = re.compile("[（(][^（()）]*[）)]$")


def _named(text: str, row: list[Span], roles: dict[int, Label]) -> Iterator[Cell]:
    for at, label in roles.items():
        if label.role is None or at >= len(row) or row[at].start >= row[at].end:
            continue
        inside = _body(text, row[at])
        reading = read(inside.text)
        if reading.form == "list" and _all_bodies(reading):
            groups = tuple(Group(label.role, "label", label.text, g.names, g.comma) for g in reading.groups)
            yield Cell(row[at], inside, Reading(groups, "label", label.text))


def _body(text: str, cell: Span) -> Body:
    """The inside of a cell; the lines of one that has several are names of their own, or parts of one."""
    if text.find("\n", cell.start, cell.end) < 0:
        return body(text, cell.start, cell.end)
    words: list[str] = []
    places: list[int] = []
    for line in _spans_of_lines(text, cell):
        if words and _ends_name("".join(words), text[line.start : line.end]):
            words.append("、")
            places.append(line.start - 1)
        words.append(text[line.start : line.end])
        places += range(line.start, line.end)
    return Body("".join(words), cell.start, tuple(places))


def _spans_of_lines(text: str, cell: Span) -> Iterator[Span]:
    at = cell.start
    while at < cell.end:
        end = min(_line_end(text, at), cell.end)
        yield Span(at, end).trimmed(text)
        at = end + 1


def _ends_name(above: str, below: str) -> bool:
    """True where a line of a cell ends with a whole name and the next one begins one: `市铁路办` above `市教育局`."""
    left = above[above.rfind("、") + 1 :]
    return (names().known(left) or names().levelled(left)) and below[:1] not in _GOES_ON and len(below) > _OFFICE


_GOES_ON = frozenset("（(、，,；;）)")
_OFFICE = 3  # characters of `办公室`, which may go on a name


def _all_bodies(reading: Reading) -> bool:
    shapes = names()
    return bool(reading.names) and all(shapes.known(n.text) or shapes.body(n.text) for n in reading.names)
