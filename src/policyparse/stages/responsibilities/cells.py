"""The cells of tables: what heads their columns, and whom they name."""

import re
from collections.abc import Iterator

from policyparse.lexicon.words import words
from policyparse.stages.responsibilities.body import Body, body
from policyparse.stages.responsibilities.reading import Reading, read
from policyparse.stages.responsibilities.vocabulary import Label, labels, names
from policyparse.text import Span
from policyparse.text.cells import line_end

_BLANK = re.compile("[ \u3000]")
_TITLE = 12  # characters of what heads a column
NUMBERED = frozenset(("序号", "编号", "序 号"))
HEADING = 30  # characters of a heading that stands between rows


def roles_of(text: str, head: list[Span]) -> dict[int, Label]:
    """The label of each column that one heads; none where a cell of the head is too long to be one."""
    ends = [_without_remark(text, cell) for cell in head]
    if any(end - cell.start > _TITLE for cell, end in zip(head, ends, strict=True)):
        return {}
    found: dict[int, Label] = {}
    for at, (cell, end) in enumerate(zip(head, ends, strict=True)):
        words = _BLANK.sub("", text[cell.start : end])
        label = labels().ending(words, 0, len(words))
        if label is None or label.start:
            continue
        if label.kind == "member" and any(other.role == "lead" for other in found.values()):
            label = label._replace(kind="role", role="support")
        if label.kind == "role":
            found[at] = label
    return found


def _without_remark(text: str, cell: Span) -> int:
    """Where the words of a cell end that a bracket may follow: `责任部门（列第一位者为牵头部门）`."""
    remark = _REMARK.search(text, cell.start, cell.end)
    return remark.start() if remark else cell.end


_REMARK = re.compile("[（(][^（()）]*[）)]$")


def is_number(text: str, cell: Span) -> bool:
    """True for a cell that holds a number alone."""
    return text[cell.start : cell.end].isdecimal()


def names_more(text: str, cell: Span) -> bool:
    """True for a line with nothing but bodies."""
    reading = read(body_of(text, cell).text)
    return reading.form == "list" and not (reading.rest or reading.times) and _all_known(reading)


def _all_known(reading: Reading) -> bool:
    return bool(reading.names) and all(names().known(n.text) for n in reading.names)


def body_of(text: str, cell: Span) -> Body:
    """The inside of a cell; the lines of one that has several are names of their own, or parts of one."""
    if text.find("\n", cell.start, cell.end) < 0:
        return body(text, cell.start, cell.end)
    pieces: list[str] = []
    places: list[int] = []
    left = ""
    for line in _spans_of_lines(text, cell):
        below = text[line.start : line.end]
        if pieces and ends_name(left, below):
            pieces.append("、")
            places.append(line.start - 1)
            left = ""
        pieces.append(below)
        left = (left + below)[-_LONGEST_NAME:]
        places += range(line.start, line.end)
    return Body("".join(pieces), cell.start, tuple(places))


def with_persons(text: str, cell: Span) -> Body:
    """The inside of a cell of bodies and those who answer for them, blanks as separators: `县民政局 李某某`."""
    words: list[str] = []
    places: list[int] = []
    for at in range(cell.start, cell.end):
        mark = "、" if text[at].isspace() else text[at]
        if mark != "、" or words[-1:] != ["、"]:
            words.append(mark)
            places.append(at)
    return Body("".join(words), cell.start, tuple(places))


def _spans_of_lines(text: str, cell: Span) -> Iterator[Span]:
    at = cell.start
    while at < cell.end:
        end = min(line_end(text, at), cell.end)
        yield Span(at, end).trimmed(text)
        at = end + 1


def ends_name(above: str, below: str) -> bool:
    """True where a line of a cell ends with a whole name and the next one begins one: `市铁路办` above `市教育局`."""
    left = _SEPARATOR.split(above)[-1]
    item = _SEPARATOR.split(below, maxsplit=1)[0]
    if not item or below[0] in _GOES_ON or not (names().known(left) or names().levelled(left)):
        return False
    if names().place(left) and item.startswith(words("list_words.csv", "government_tail")):  # `各区` above `人民政府`
        return False
    return len(item) > _OFFICE or item.startswith(tuple(_LEVELS))


_SEPARATOR = re.compile("[、，,；;]")
_LEVELS = "省市县区州盟旗镇乡各"
_GOES_ON = frozenset("（(、，,；;）)")
_OFFICE = 3  # characters of `办公室`, which may go on a name
_LONGEST_NAME = 40
