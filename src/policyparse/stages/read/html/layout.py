"""A tree of elements → lines of text, as a reader of the page sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyparse.stages.read.html.lists import LABEL, number
from policyparse.stages.read.html.markup import Element
from policyparse.stages.read.html.tables import cells_of, is_data, placed, spread
from policyparse.stages.read.raised import raised

_SPACE = re.compile(r"[ \t\r\f\n]+")
# The end of a line of markup between two Chinese characters or marks is no space that anybody sees.
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_JOIN = re.compile(f"(?<=[{_WIDE}])\v+(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \v]+")
# What a line of the source holds that was typed as a line: a sentence to its end, or a heading with its number.
_TYPED = re.compile(
    r"[ \v]*(?:\S.*[。；：:！？]|(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])\S{2,28})[ \v]*"
)
_TYPED_LINES = 4  # so many leave no doubt
MOST_LINES = 12  # in a cell of a table that is one: a task with its measures; more is a page's column
_NOTES = ("#_ftn", "#_edn", "#fn", "#ftn", "#footnote", "#endnote", "#_msocom")  # what places of notes are called
_RAISED = "raised"  # closes signs, whatever element has raised them
_UNREAD = frozenset({"rt", "rp", "rtc", "del"})  # how a word is read aloud; what a change has struck out


@dataclass(slots=True)
class _Lines:
    """Finished lines, and the line that is being written."""

    done: list[str] = field(default_factory=list)
    here: list[str] = field(default_factory=list)
    label: str = ""  # of an item whose text has not begun
    preformatted: int = 0  # elements that are open in which lines end as they are written
    raised: int = 0  # elements that are open in which signs are raised

    def write(self, text: str) -> None:
        """Text as the elements that are open show it."""
        if self.preformatted:
            first, *rest = text.split("\n")
            self.here.append(first)
            for line in rest:
                self.end(keep_blank=True)
                self.here.append(line)
        else:
            shown = _SPACE.sub(_shown, text)
            self.here.append(raised(shown) if self.raised else shown)

    def leave(self, tag: str) -> None:
        """The end of a block, or of what raises signs."""
        if tag == _RAISED:
            self.raised -= 1
            return
        self.preformatted -= tag == "pre"
        self.end()
        if tag == "li":
            self.label = ""

    def end(self, keep_blank: bool = False) -> None:
        """The end of the line; one of blanks is none, unless it is to be kept."""
        written = "".join(self.here)
        self.here.clear()
        for line in map(tidy, _typed(written) if written.count("\v") >= _TYPED_LINES - 1 else (written,)):
            if line:
                self.done.append(self.label + line)
                self.label = ""
            elif keep_blank:
                self.done.append(line)


def _typed(written: str) -> list[str]:
    """The lines that whoever filled the page typed, where a style sheet shows them: all are whole sentences or headings."""
    parts = [part for part in written.split("\v") if part.strip()]
    return parts if len(parts) >= _TYPED_LINES and all(map(_TYPED.fullmatch, parts)) else [written]


def tidy(line: str) -> str:
    """A line with its spaces as they are shown: runs are one, none at the ends, none where only the markup broke."""
    return _BLANKS.sub(" ", _JOIN.sub("", line)).strip(" \v")


def lines(element: Element, dropped: frozenset[int] = frozenset(), most: int | None = None) -> list[str]:
    """The lines under `element`, without the elements whose `id()` is in `dropped`, and without what is hidden; where
    the first few are enough, no more than about `most`.

    A block and `<br>` end a line; a row of a table with more than one filled cell is one line with tabs between the
    cells, a table that only lays out the page gives the lines of its cells.
    """
    into = _Lines()
    _write(element, into, dropped, most)
    into.end()
    return into.done


def _write(root: Element, into: _Lines, dropped: frozenset[int], most: int | None) -> None:
    """Walks the tree without recursion: elements may be nested as deep as memory allows."""
    work: list[Element | str | _Close] = [root]
    while work and (most is None or len(into.done) < most):
        item = work.pop()
        if isinstance(item, str):
            into.write(item)
        elif isinstance(item, _Close):
            into.leave(item.tag)
        elif item.tag == "br":
            into.end(keep_blank=not into.here)
        elif id(item) in dropped:
            into.end()
        elif item.tag in _UNREAD or item.hidden or _is_reference(item):
            continue
        elif item.tag == "span" and "mso-list" in item.written:
            into.here.append(_label(item))
        elif item.tag == "tr" and (cells := _cells(item, dropped)) is not None:
            into.end()
            into.done.append("\t".join(cells).rstrip("\t"))
        else:
            work += _entered(item, into)
            work.extend(reversed(item.children))


def _entered(element: Element, into: _Lines) -> list[_Close]:
    """Begins what an element begins: a line, raised signs, a list, a table; what closes it, where anything does."""
    if element.tag == "ol":
        number(element)
    elif element.tag == "table":
        spread(element)
    if element.is_block:
        into.end()
        into.preformatted += element.tag == "pre"
        if label := element.attributes.get(LABEL):
            into.label = label
        return [_Close(element.tag)]
    if element.tag == "sup" or ("super" in element.written and _is_raised(element)):
        into.raised += 1
        return [_Close(_RAISED)]
    return []


@dataclass(frozen=True, slots=True)
class _Close:
    """Where a block ends."""

    tag: str


def _label(element: Element) -> str:
    """A label that Word wrote by itself, without the spaces that stand for its tab."""
    texts = [c for part in (element, *descendants(element)) for c in part.children if isinstance(c, str)]
    return "".join("".join(texts).split())


def _is_reference(element: Element) -> bool:
    """True for the number of a note where the text refers to it: in the flow of a sentence it is no text."""
    if element.tag != "a" or "#" not in element.written:
        return False
    target = element.attributes.get("href", "")
    return target.startswith(_NOTES) and "ref" not in target


def _is_raised(element: Element) -> bool:
    return "vertical-align:super" in element.attributes.get("style", "").replace(" ", "").lower()


def _shown(space: re.Match[str]) -> str:
    return "\v" if "\n" in space.group() else " "


def _cells(row: Element, dropped: frozenset[int]) -> list[str] | None:
    """The texts of a row's cells; none for a row that only lays out the page (a table inside of one without lines,
    one filled cell, a cell as long as an article)."""
    texts, filled = [], 0
    for cell in cells_of(row):
        if id(cell) in dropped:
            continue
        if not _is_flat(cell, is_data(row)):
            return None
        content = [line.replace("\t", " ") for line in lines(cell, dropped) if line]
        if len(content) > MOST_LINES:
            return None
        filled += bool(content)
        texts.append(placed(cell, " ".join(content)))
    return texts if filled > 1 else None


def _is_flat(cell: Element, may_hold_table: bool) -> bool:
    """True for a cell without a table in it, or with tables that hold none."""
    for part in descendants(cell):
        if part.tag in ("table", "tr"):
            return may_hold_table and part.tag == "table" and not any(d.tag == "table" for d in descendants(part))
    return True


def descendants(element: Element) -> Iterator[Element]:
    """All elements under `element`, in the order of their start tags."""
    work = [child for child in reversed(element.children) if isinstance(child, Element)]
    while work:
        part = work.pop()
        yield part
        work.extend(child for child in reversed(part.children) if isinstance(child, Element))
