"""Text → paragraphs, and the label that a paragraph begins with."""

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.slots import slotted

Bounds = tuple[int, int]  # of a paragraph; half a span's cost where there is one for each line
BLANK = r"(?:[\s　]|&nbsp;)"
# What `str.isspace` says yes to: for one character among others a set answers faster than a call.
SPACES = frozenset(
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
TOP_RANK = 6  # of `一、`: what is no deeper may head the items of a whole text
UNSETTLED = frozenset(("arabic_blank", "arabic_glued", "decimal2_glued", "decimal3_glued"))
"""Styles of numbers that are labels only where they count on."""
_LINE_ENDS = "\r\f\u2028\u2029"  # beside \n
_PARAGRAPH = re.compile(r"\S.*(?<=\S)")
_LEAD = r"(?:(?:#{1,6}|\*\*|__|&nbsp;|[>?？\s　])+)?"  # `?` for a blank that a converter lost
_HAN = "零〇一二三四五六七八九十百"
_FORMAL = "壹贰参叁肆伍陆柒捌玖拾"
_NUMERALS = {
    "formal": f"[{_FORMAL}][{_FORMAL}]{{0,2}}",
    "han": f"(?:[一二三四五六七八九十][{_HAN}]{{0,4}}|[—－-](?=、))",  # `—、总体要求`: a dash read for 一
    "arabic": r"\d{1,3}",
    "either": rf"(?:[{_HAN}千]{{1,9}}|\d{{1,4}})(?:之[{_HAN}]{{1,3}}|-\d{{1,3}})?",
    "circled": "[①-⑳㉑-㉟]",
    "arabic_enclosed": "[⑴-⒇]",
    "arabic_stop": "[⒈-⒛]",
    "han_enclosed": "[㈠-㈩]",
    "decimal2": r"\d{1,2}[.．]\d{1,2}",
    "decimal3": r"\d{1,2}(?:[.．]\d{1,2}){2,3}",
}
_BEHIND = {
    "": "",
    "spaced": r"(?=[ \u3000\t]{1,4}[一-鿿])",
    "parted": r"(?=[ \u3000\t]{1,4}[一-鿿“《0-9０-９])",
    "glued": r"(?=[一-鿿“])",
    # `3.2公里`, `2.0版` are no labels.
    "blank": r"(?=[\s　])",
    # `1.5亿元` is no label; `1.5G网络`, `1.12345热线`, `1.2025年底前` are.
    "text": r"(?!\d)|(?=\d{1,2}[GＧ])|(?=\d{4}\s?年)|(?=12\d{3}\D)",
    # `一、二、三产业融合` is no label.
    "list": rf"(?![{_HAN}]{{1,3}}、)",
    # `（一）、（二）项所列材料` cites items.
    "alone": rf"(?![、和及至到]?[（(〔](?:[{_HAN}]{{1,3}}|\d{{1,2}})[）)〕])",
    # `第三条规定的期限`, `第三条修改为：`, `第二章和第三章`, `2.1亿元` are no labels.
    "gap": r"(?!规定|修改为|改为[：:“]|[后中前]?增加[一二三两]|删[去除]|[第款和、至到及与的之，。\d%％.．亿万千元个倍米]|项[^目])",
}
_DIGITS = str.maketrans(
    dict(zip("０１２３４５６７８９（）〔〕【】()—－", "0123456789（）（）（）（）一一", strict=True))
    | {chr(ord(first) + i): str(i + 1) for first in "⑴⒈" for i in range(20)}
    | {chr(ord("㈠") + i): numeral for i, numeral in enumerate("一二三四五六七八九十")}
)
_VALUES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "参": 3}
_VALUES |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
_PLACES = {"十": 10, "拾": 10, "百": 100, "千": 1000}
# `第十七条之一　……`, an article that an amendment put in; `第十条之规定` cites one
_PUT_IN = rf"(?:之[{_HAN}]{{1,3}}(?=\s|$))?"
_PUT_IN_ENDS = re.compile(rf"之[{_HAN}]{{1,3}}$")


class Numbering(NamedTuple):
    """A row of lexicon/numbering.csv."""

    id: str
    rank: int
    opens: tuple[str, ...]
    numerals: str
    closes: tuple[str, ...]
    behind: str
    written: str
    example: str


@slotted
class Label:
    """A label at the beginning of a paragraph: `start` is its first character, `end` the place behind its mark."""

    start: int
    end: int
    style: str
    rank: int
    number: int | None
    text: str  # as in a path
    stop: int  # end of the paragraph


def numberings() -> tuple[Numbering, ...]:
    """The ways to number, as the lexicon has them."""
    return rows("numbering.csv", Numbering)


@kept
def label_pattern() -> re.Pattern[str]:
    """One pattern for all numberings: group n matches in a label of the n-th row alone."""
    alike = itertools.groupby(numberings(), key=lambda row: (row.opens, row.numerals, row.behind))
    return re.compile("|".join(_pattern_of(list(some)) for _, some in alike))


def _pattern_of(alike: Sequence[Numbering]) -> str:
    """The pattern of rows that differ in what closes them, as `第一章` and `第一条` do: the number is read once."""
    row = alike[0]
    opens = "|".join(map(re.escape, row.opens))
    numeral, behind = _NUMERALS[row.numerals], _BEHIND[row.behind]
    gap = r"[ \u3000]?" if row.opens or row.closes else ""
    before = rf"(?:{opens}){gap}" if opens else ""
    if not row.closes:
        return rf"{before}({numeral})(?:{behind})"
    closes = "|".join("(" + "|".join(map(re.escape, row.closes)) + ")" for row in alike)
    put_in = _PUT_IN if row.behind == "gap" else ""
    return rf"{before}(?:{numeral}){gap}(?:{closes}){put_in}(?:{behind})"


@kept
def candidates() -> re.Pattern[str]:
    """Cheap look-ahead for a label anywhere in a line."""
    opens = sorted({o for row in numberings() for o in row.opens})
    firsts = re.escape("".join(sorted({o[0] for o in opens})))
    opened = "|".join(f"(?<={re.escape(o[0])}){re.escape(o[1:])}" for o in opens)
    numeral = "一二三四五六七八九十百"
    # all that it can begin with stands first, so that the search is one for a set of characters
    return re.compile(
        rf"[{firsts}{numeral}\d—－-](?:(?:{opened})[ \u3000]?[{numeral}零0-9]"
        rf"|(?<=[{numeral}])[{numeral}]{{0,3}}[ \u3000]?[、．.]|(?<=[—－-])、|(?<=\d)(?<!\d\d)\d{{0,2}}[.．、])"
    )


@kept
def label_starts() -> frozenset[str]:
    """Every character that a label, or what may stand before it, can begin with."""
    starts = (
        set(_HAN)
        | set(_FORMAL)
        | set("0123456789０１２３４５６７８９—－-")
        | _MARKS
        | {chr(c) for c in range(0x2460, 0x249C)}
    )
    starts |= {chr(c) for c in (*range(0x3220, 0x322A), *range(0x3251, 0x3260))}
    return frozenset(starts | {o[0] for row in numberings() for o in row.opens})


_skip = re.compile(_LEAD).match
_MARKS = frozenset("#*_>&?？")  # with which what is skipped begins, and no label


def paragraphs(text: str) -> list[Bounds]:
    """The lines that hold something, without the white space around them."""
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")  # `.` stops at no other
    return [m.span() for m in _PARAGRAPH.finditer(text)]


def label_at(text: str, start: int, stop: int) -> Label | None:
    """The label that the paragraph `[start, stop)` begins with, behind marks of markdown."""
    m = label_pattern().match(text, start, stop)
    if m is None and text[start] in _MARKS and (lead := _skip(text, start, stop)):
        start = lead.end()
        m = label_pattern().match(text, start, stop)
    if m is None:
        return None
    style, rank, number, written = _reading(m.lastindex or 1, m[0])
    return Label(start, m.end(), style, rank, number, written, stop)


@lru_cache(maxsize=4096)
def _reading(index: int, label: str) -> tuple[str, int, int | None, str]:
    """Style, rank, value and the way in which a path writes it of a label in the `index`-th numbering."""
    row = numberings()[index - 1]
    opening = next((mark for mark in row.opens if label.startswith(mark)), "")
    bare = _PUT_IN_ENDS.sub("", label)
    closing = next((mark for mark in row.closes if bare.endswith(mark)), "")
    number = "".join(bare[len(opening) : len(bare) - len(closing)].split()).translate(_DIGITS)
    number = "一" if number == "-" else number
    written = row.written.replace("N", number) if row.written else "".join(label.split()).translate(_DIGITS)
    return row.id, row.rank, value_of(number), written


def value_of(number: str) -> int | None:
    """The value of a number as labels write it.

    >>> [value_of(n) for n in ("十一", "二十", "一百零三", "12", "③", "2.10", "五之一", "一千二百")]
    [11, 20, 103, 12, 3, 10, 5, 1200]
    """
    number = number.split("之")[0].split("-")[0].replace("．", ".").rsplit(".", 1)[-1]
    if number.isdecimal():
        return int(number)
    if len(number) == 1 and number in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(number) - 0x245F
    if len(number) == 1 and "㉑" <= number <= "㉟":
        return ord(number) - 0x323C
    placed = any(place in number for place in _PLACES)  # else its digits stand one after the other: `一〇五`
    total = digit = 0
    for character in number:
        if place := _PLACES.get(character):
            total += (digit or 1) * place
            digit = 0
        elif character in _VALUES:
            digit = _VALUES[character] if placed else digit * 10 + _VALUES[character]
        else:
            return None
    return total + digit
