"""The lines before the first item → title, number, addressees, covering notice, preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from policyparse.slots import slotted
from policyparse.stages.outline.card import Facts, cards, facts_of
from policyparse.stages.outline.dates import date_in, date_of
from policyparse.stages.outline.document_number import is_issue, number_and_day, number_beside, number_of
from policyparse.stages.outline.frame import kind_of
from policyparse.stages.outline.line import Line
from policyparse.stages.outline.named import named_below
from policyparse.stages.outline.offices import organisations, red_head, signed
from policyparse.stages.outline.signature import signers
from policyparse.stages.outline.title_blocks import (
    HEAD,
    as_written,
    chosen_block,
    joined,
    stands_between,
    title_blocks,
    without_site,
)
from policyparse.stages.outline.title_words import LEADING_NUMBER, TRAILING_DATE, bare, issued_in, spaced, unquoted
from policyparse.stages.outline.titles import type_of
from policyparse.stages.outline.words import any_handing
from policyparse.text import Span

_NAMED = re.compile(r"[《«]([^《》«»]{4,120}(?:〈[^〉]{1,80}〉[^《》]{0,40})?)[》»]")
_DIGIT = re.compile(r"\d")
_MARKED = 90  # characters of a title that markdown marks
_TOLD = 8  # characters at the start of a line in which `发布日期` stands


@cache
def _noted() -> re.Pattern[str]:
    """`（2016年4月21日某某领导小组印发）` below the title, also with the number of an order behind the name, and
    `（某某办公厅1996年5月3日印发）`."""
    handed = any_handing("note")
    day, name = r"(\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)", r"([^\s\d，。；：（()）]{3,40}?)"
    order = r"(?:令\s?第?\s?(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s?号)?"
    return re.compile(
        rf"[（(]\s?{day}[\s　]?{name}{order}{handed}[）)]"
        rf"|[（(]\s?(?:经[^\s\d，。；：（()）]{{2,20}}批准[，,\s]?)?{name}[\s　]?{day}{handed}[）)]"
    )


@cache
def _hands_on() -> re.Pattern[str]:
    """`某市政府办公厅印发……方案的通知`."""
    return re.compile(rf"[^《》，。；]{{4,30}}{any_handing('heading')}[^，。；]{{4,80}}的?通知$")


@slotted
class Front:
    """What the lines before the body say."""

    meta: dict[str, str]  # what the lines of meta data say
    title: Span | None = None
    words: str | None = None
    above: Sequence[Span] = ()  # names of offices at the head of the page, above the title
    below: Sequence[Span] = ()  # names of offices right below the title, above the text
    red_head: Span | None = None  # the office of `某某市人民政府文件`
    undated: Sequence[Span] = ()  # names below running text that gives no day
    by: tuple[str, Span] | None = None  # who a text without a heading says it is from
    notice: str | None = None  # the heading of the covering notice
    number: str | None = None
    signed: Sequence[Span] = ()
    dated: date | None = None


def front_of(text: str, lines: list[Line], end: int, told: str | None = None) -> Front:
    """Read `lines[:end]`, and set the kind of each. `told` is the title that the file's own metadata say."""
    front = Front(meta={})
    written = [line.of(text) for line in lines[:end]]
    kinds = [_kind(line, words) for line, words in zip(lines, written, strict=False)]
    for i in (said := cards(written)):
        kinds[i] = "meta"
    _read_facts(text, lines, kinds, front, said)
    quoting = (words for words in written if "《" in words or "«" in words)
    names = {bare(name) for words in quoting for name in _NAMED.findall(words[:600])}
    blocks = title_blocks(text, lines, kinds, names | {bare(told)} if told else names)
    if told:
        blocks = [part for block in blocks for part in without_site(text, lines, block, bare(told))]
    title = chosen_block(text, lines, kinds, blocks, names)
    _set_title(text, lines, blocks, title, front)
    _set_attached(text, lines[0 if title is None else end - 1] if 0 < end < len(lines) else None, names, front)
    if "contents" in kinds:
        _set_listed(text, lines[kinds.index("contents")], names, front)
    front.above = _heads_page(text, lines, kinds, blocks[title][0] if title is not None else len(kinds))
    if title is not None:
        front.below = _right_below(lines, kinds, blocks[title][1])
    if title is not None and not front.above and kinds[blocks[title][0]] == "organisation":
        front.above = [lines[blocks[title][0]].span]  # `某某市交通运输局` / `2023年工作报告`
    if title is None and 0 < end < len(lines) and (named := named_below(text, lines[end].start)):
        front.title, front.words = named.span, named.words
        front.by = (named.issuer, named.issuer_span) if named.issuer and named.issuer_span else None
    _set_kinds(lines, kinds, blocks, title)
    return front


def _set_attached(text: str, above: Line | None, names: set[str], front: Front) -> None:
    """`附：某某办法` right above the first item, as the notice names it, or on the first line of a text without a title:
    nothing else says the title of what follows."""
    attached = _ATTACHED.match(text, above.start, above.end) if above and above.kind == "attachment" else None
    known = front.words is None or (attached is not None and bare(attached[1]) in names)
    if attached and known and type_of(attached[1]) and front.words != attached[1]:
        front.words, front.title = unquoted(attached[1]), Span(*attached.span(1))


def _set_listed(text: str, head: Line, names: set[str], front: Front) -> None:
    """`某县应急预案目录`, the head of the contents of what the notice names: the title stands nowhere else."""
    words = head.of(text).removesuffix("目录").strip()
    if type_of(words) and bare(words) in names and bare(words) != bare(front.words or ""):
        at = text.find(words, head.start, head.end)
        front.words, front.title = spaced(words), Span(at, at + len(words))


_ATTACHED = re.compile(r"附\s?[件表录]?\s?\d?\s?[：:]\s*([^\s，。；：]{4,80})")


def _heads_page(text: str, lines: list[Line], kinds: list[str], end: int) -> list[Span]:
    """The names of offices with which the page begins, or between two prints of the title."""
    between = [i for i in range(len(kinds)) if stands_between(text, lines, kinds, i)]
    if between:
        return [lines[between[0]].span]
    begin = next((i for i, kind in enumerate(kinds[:end]) if kind not in _FURNITURE), end)
    stop = begin
    while stop < end and kinds[stop] == "organisation":
        stop += 1
    if begin == stop < end and (head := HEAD.match(text, lines[begin].start, lines[begin].end)):
        return [Span(*head.span(1))]
    return [line.span for line in lines[begin:stop]]


def _right_below(lines: list[Line], kinds: list[str], begin: int) -> list[Span]:
    """The names of offices between the title and the text: `某某情况的通报` / `某某委员会办公室` / `近日，……`."""
    end = begin
    while end < len(kinds) and kinds[end] == "organisation":
        end += 1
    return [line.span for line in lines[begin:end]] if end < len(kinds) and kinds[end] == "text" else []


_FURNITURE = frozenset(("chrome", "meta", "number", "contents"))
_COUNTED = "0123456789.．、 \t"  # before the title of one of several documents


def _kind(line: Line, words: str) -> str:
    if line.kind in ("contents", "layout"):
        return "contents" if line.kind == "contents" else "chrome"
    if line.kind == "attachment":
        return "listed"  # its words may be those of a title
    kind = kind_of(words) if line.end - line.start <= 200 else "text"
    row = "\t" in words.strip().lstrip(_COUNTED)  # of a table; `6.\t关于……的通知` is one of several documents
    noted = words[0] in "（(" and TRAILING_DATE.match(words)  # who passed a law, on a line of its own
    if kind == "text" and words.startswith("# ") and len(words) <= _MARKED and "。" not in words:
        return "title"  # markdown says so, whatever its marks: `# 问答：为什么延长时间？`
    return "text" if kind == "title" and (row or noted) else kind


def _read_facts(text: str, lines: list[Line], kinds: list[str], front: Front, said: dict[int, Facts]) -> None:
    of_page: date | None = None  # `2024-05-06` as pages print it: a day written out is that of the document
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=False)):
        words = line.of(text)
        if kind == "number":
            both = number_and_day(words)
            if front.number is None or is_issue(front.number):
                known = both[0] if both else number_of(words)
                if known is None or known[0].isdigit():  # `某某局公告` / `2024年第5号`
                    known = _ordered(text, lines, kinds, number, front) or known
                front.number = known or front.number
            front.dated = front.dated or (both[1] if both else date_in(words) if words.startswith("中华民国") else None)
        elif kind == "title" and front.number is None and (titled := number_beside(words)):
            front.number = titled[1]
        elif kind == "meta" and front.red_head is None and (office := red_head(words)):
            front.red_head = Span(line.start, line.start + len(office))
        elif kind == "meta" or (kind == "chrome" and "日" in words[:_TOLD]):
            for field, value in said.get(number) or facts_of(words):
                if value and (kind == "meta" or field == "published") and (field != "number" or _DIGIT.search(value)):
                    front.meta.setdefault(field, value)
        elif kind == "date" and "年" in words:
            front.dated = front.dated or date_of(words)
        elif kind == "date":
            of_page = of_page or date_of(words)
        elif kind == "signed" and (by := signed(words)):
            front.dated = front.dated or date_of(by[1])
            above = signers(text, lines, 0, number)
            front.signed = front.signed or [*above, Span(line.start, line.start + len(by[0]))]
        elif spoken := _SPOKEN.fullmatch(words):
            front.dated = front.dated or date_of(spoken[1])
        elif (first := _DAY_FIRST.fullmatch(words)) and organisations(first[2]):
            front.dated = front.dated or date_of(first[1])
            front.by = front.by or (first[2], Span(line.start + first.start(2), line.end))
        elif words[0] in "（(":
            _read_note(line, words, front)
    front.dated = front.dated or (None if front.meta.get("date") else of_page)
    _read_signature(text, lines, kinds, front)


def _read_note(line: Line, words: str, front: Front) -> None:
    """Who gave the document out and when, or with which order, as the line in brackets below its title says."""
    if noted := _noted().fullmatch(words):
        day, name = (1, 2) if noted[1] else (4, 3)
        front.dated = front.dated or date_in(noted[day])
        front.by = front.by or (noted[name], Span(line.start + noted.start(name), line.start + noted.end(name)))
    elif (proclaimed := _PROCLAIMED.search(words)) and not _AMENDED.search(words):
        front.dated = front.dated or date_in(proclaimed[1])
        front.number = front.number or "".join(proclaimed[2].split())


# `（某年某月某日国务院常务会议通过　某年某月某日国务院令第332号公布　自……施行）`, below the title of a regulation
_PROCLAIMED = re.compile(
    r"(\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)[\s　]?([^\s\d，。；：（()）]{2,30}?令\s?第?\s?(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s?号)(?:公布|发布)"
)
_AMENDED = re.compile("修[订正改]")  # then it is of another day
_SPOKEN = re.compile(
    r"[—（(\s]*((?:(?:19|20)\d{2}|[二一][〇零○一二三四五六七八九]{3})\s?年[^，。；：]{2,8}日)在[^，。；：]{4,60}会议?上[）)]?"
)  # `——2026年2月4日在某省第十四届人民代表大会第五次会议上`, below the title of a report
# `1988年1月6日，某某部`, below the title in collections of laws
_DAY_FIRST = re.compile(r"[（(]?(\d{4}年\d{1,2}月\d{1,2}日)[，,][ 　]?([^\s，。；：（()）\d]{2,30})[）)]?")


def _ordered(text: str, lines: list[Line], kinds: list[str], at: int, front: Front) -> str | None:
    """The number of an order over two lines, `某某县人民政府令` / `第8号`, the first of which says whose it is."""
    if at == 0 or not (head := HEAD.fullmatch(text, lines[at - 1].start, lines[at - 1].end)):
        return None
    kinds[at - 1] = "number"
    front.by = front.by or (head[1], Span(*head.span(1)))
    return "".join((head[0] + lines[at].of(text)).split())


def _read_signature(text: str, lines: list[Line], kinds: list[str], front: Front) -> None:
    """The names right above a date below running text: who signs the covering notice."""
    for i, kind in enumerate(kinds):
        if kind == "organisation" and i > 0 and kinds[i - 1] in ("text", "listed"):
            front.undated = [lines[i].span]
        if kind != "date" or text[lines[i].start : lines[i].end].isascii():
            continue  # nobody signs above `2021-04-01`: so a page says when it was put up
        signed = signers(text, lines, 0, i)
        if signed:
            front.signed = signed


def _set_title(text: str, lines: list[Line], blocks: list[tuple[int, int]], chosen: int | None, front: Front) -> None:
    if chosen is None:
        return
    begin, end = blocks[chosen]
    first, last = lines[begin].span, lines[end - 1].span
    words = joined(text, lines, begin, end)
    lead = LEADING_NUMBER.match(words)
    skipped = lead.end() if lead else 0
    bare = unquoted(words[skipped:])
    marks = bare != words[skipped:] and words.endswith("》")
    front.words = spaced(bare)
    at = text.find(bare, first.start, last.end)
    front.title = Span(at, at + len(bare)) if at >= 0 else Span(first.start + skipped + marks, last.end - marks)
    if issued := issued_in().fullmatch(front.words):
        front.words, front.notice = issued[1], front.words
        at = text.find(issued[1], first.start, last.end)
        front.title = Span(at, at + len(issued[1])) if at >= 0 else front.title
    for index in range(chosen + 1):
        heading = unquoted(joined(text, lines, *blocks[index]))
        if ("关于" in heading or _hands_on().match(heading)) and type_of(heading):
            front.notice = LEADING_NUMBER.sub("", heading)
            front.dated = front.dated or date_in(as_written(text, lines, blocks[index]))
            break
    if behind := _DAY_BEHIND.search(as_written(text, lines, blocks[chosen])):
        front.dated = front.dated or date_of(behind[1])


_DAY_BEHIND = re.compile(r"[（(]([^（()）]{6,20})[）)]\s*$")  # `…方案的通知（2023年3月29日）`, as collections print it
_SEGMENT = {
    "chrome": "layout",
    "meta": "layout",
    "contents": "contents",
    "date": "signature",
    "signed": "signature",
    "organisation": "signature",
    "release": "closing",
    "addressee": "addressee",
    "number": "title",
    "attachment": "attachment",
    "listed": "attachment",
}


def _set_kinds(lines: list[Line], kinds: list[str], blocks: list[tuple[int, int]], chosen: int | None) -> None:
    """Before the title all is notice; behind it, preamble. Without a title all running text is preamble."""
    begin, end = blocks[chosen] if chosen is not None else (0, 0)
    in_block = {i for b in blocks for i in range(*b)}
    for i, kind in enumerate(kinds):
        if begin <= i < end:
            segment = "title"
        elif kind in _SEGMENT and not (kind == "organisation" and i in in_block):  # `某市政府` above `关于印发……`
            segment = _SEGMENT[kind]
        elif i < begin:
            segment = "notice"
        else:
            segment = "preamble" if kind == "text" or i in in_block else "unparsed"
        lines[i] = lines[i].as_kind(segment)
