"""The lines before the first item → title, number, addressees, covering notice, preamble."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from policyparse.lexicon.endings import any_ending
from policyparse.slots import slotted
from policyparse.stages.outline.card import Facts, cards, facts_of
from policyparse.stages.outline.frame import (
    ISSUER_ENDS,
    date_in,
    date_of,
    kind_of,
    number_and_day,
    number_beside,
    number_of,
    organisations,
    red_head,
    signed,
    speaks_for_itself,
    type_of,
    weak_types,
)
from policyparse.stages.outline.line import Line
from policyparse.stages.outline.named import named_below
from policyparse.stages.outline.running_on import usual_headings
from policyparse.stages.outline.signature import signers
from policyparse.stages.outline.words import any_handing, any_outline_word, handing_words, outline_words
from policyparse.text import Span

_NAMED = re.compile(r"[《«]([^《》«»]{4,120}(?:〈[^〉]{1,80}〉[^《》]{0,40})?)[》»]")
# `【教育】`, `“三农” ` before an office, `政策文件丨`: what a site files the document under
_FILED = r"【[^【】]{2,12}】|“[^”]{2,10}”[ \u3000]+(?=[^“《，。]{2,30}(?:关于|印发))|[^\s丨｜《》，。]{2,8}[丨｜]"
_LEADING_NUMBER = re.compile(
    rf"^(?:\*\*|#{{1,6}}|\s)*(?:{_FILED})?\s*(?:\d{{1,3}}\s?[.．、]|[一二三四五六七八九十]{{1,3}}、)?\s*"
)
# `（2016年4月21日）`, and when a law was passed, on the line of its title
_TRAILING_DATE = re.compile(
    r"[（(]\s*(?:19|20)\d{2}\s?年[^（()）]{1,12}日\s*[）)]$"
    rf"|[（(]\s*(?:19|20)\d{{2}}\s?年[^（()）]{{4,200}}{any_outline_word('enacted')}\s*[）)]$"
)
_PARTING = re.compile(r"(?<=[一-鿿])[ \u3000\xa0]+(?=[一-鿿“])")
_PIECES = 3  # of a title that blanks part; more are offices, or letters
_DIGIT = re.compile(r"\d")
_TOLD = 8  # characters at the start of a line in which `发布日期` stands
_HEADING = 6  # characters of a heading without a number
_PARAGRAPH = 45  # characters: shorter lines may be headings


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


@cache
def _issued() -> re.Pattern[str]:
    """`某厅、某办公厅印发《……意见》`, the heading of a text that says no other title."""
    return re.compile(rf"[^《》，。；]{{2,60}}{any_handing('heading')}《([^《》]{{4,100}})》")


@slotted
class Front:
    """What the lines before the body say."""

    meta: dict[str, str]  # what the lines of meta data say
    title: Span | None = None
    words: str | None = None
    above: Sequence[Span] = ()  # names of offices at the head of the page, above the title
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
    kinds = [_kind(text, line) for line in lines[:end]]
    for i in (said := cards([line.of(text) for line in lines[:end]])):
        kinds[i] = "meta"
    _read_facts(text, lines, kinds, front, said)
    names = {_bare(name) for line in lines[:end] for name in _NAMED.findall(line.of(text)[:600])}
    blocks = _title_blocks(text, lines, kinds, names)
    if told:
        blocks = [part for block in blocks for part in _without_site(text, lines, block, _bare(told))]
    title = _choose(text, lines, kinds, blocks, names)
    _set_title(text, lines, blocks, title, front)
    _set_attached(text, lines[end - 1] if 0 < end < len(lines) else None, names, front)
    front.above = _heads_page(text, lines, kinds, blocks[title][0] if title is not None else len(kinds))
    if title is None and 0 < end < len(lines) and (named := named_below(text, lines[end].start)):
        front.title, front.words = named.span, named.words
        front.by = (named.issuer, named.issuer_span) if named.issuer and named.issuer_span else None
    _set_kinds(lines, kinds, blocks, title)
    return front


def _set_attached(text: str, above: Line | None, names: set[str], front: Front) -> None:
    """`附：某某办法` right above the first item, as the notice names it: nothing else says the title of what follows."""
    attached = _ATTACHED.match(text, above.start, above.end) if above and above.kind == "attachment" else None
    if attached and type_of(attached[1]) and _bare(attached[1]) in names and front.words != attached[1]:
        front.words, front.title = _unquoted(attached[1]), Span(*attached.span(1))


_ATTACHED = re.compile(r"附\s?[件表录]?\s?\d?\s?[：:]\s*([^\s，。；：]{4,80})")


def _heads_page(text: str, lines: list[Line], kinds: list[str], end: int) -> list[Span]:
    """The names of offices with which the page begins, or between two prints of the title."""
    between = [i for i in range(len(kinds)) if _stands_between(text, lines, kinds, i)]
    if between:
        return [lines[between[0]].span]
    begin = next((i for i, kind in enumerate(kinds[:end]) if kind not in _FURNITURE), end)
    stop = begin
    while stop < end and kinds[stop] == "organisation":
        stop += 1
    if begin == stop < end and (head := _HEAD.match(text, lines[begin].start, lines[begin].end)):
        return [Span(*head.span(1))]
    return [line.span for line in lines[begin:stop]]


_HEAD = re.compile(
    rf"(?:中华人民共和国(?=国务院))?([^\s，。；：、《》（(]{{2,30}}(?:{any_ending('order')}|常委会)|国务院)[ 　]?(?:令|公告|通告)(?=\s|$|[（(第])"
)  # `某某县人民政府令`, `中华人民共和国国务院令`
_FURNITURE = frozenset(("chrome", "meta", "number", "contents"))

_COUNTED = "0123456789.．、 \t"  # before the title of one of several documents


def _kind(text: str, line: Line) -> str:
    if line.kind in ("contents", "layout"):
        return "contents" if line.kind == "contents" else "chrome"
    if line.kind == "attachment":
        return "listed"  # its words may be those of a title
    words = line.of(text)
    kind = kind_of(words) if line.end - line.start <= 200 else "text"
    row = "\t" in words.strip().lstrip(_COUNTED)  # of a table; `6.\t关于……的通知` is one of several documents
    noted = words[0] in "（(" and _TRAILING_DATE.match(words)  # who passed a law, on a line of its own
    return "text" if kind == "title" and (row or noted) else kind


def _read_facts(text: str, lines: list[Line], kinds: list[str], front: Front, said: dict[int, Facts]) -> None:
    of_page: date | None = None  # `2024-05-06` as pages print it: a day written out is that of the document
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=False)):
        words = line.of(text)
        if kind == "number":
            both = number_and_day(words)
            front.number = front.number or (
                both[0] if both else number_of(words) or _ordered(text, lines, kinds, number, front)
            )
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
            front.signed = front.signed or [Span(line.start, line.start + len(by[0]))]
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
    r"[—（(\s]*((?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)在[^，。；：]{4,60}会议?上[）)]?"
)  # `——2026年2月4日在某省第十四届人民代表大会第五次会议上`, below the title of a report

# `1988年1月6日，某某部`, below the title in collections of laws
_DAY_FIRST = re.compile(r"[（(]?(\d{4}年\d{1,2}月\d{1,2}日)[，,][ 　]?([^\s，。；：（()）\d]{2,30})[）)]?")


def _ordered(text: str, lines: list[Line], kinds: list[str], at: int, front: Front) -> str | None:
    """The number of an order over two lines, `某某县人民政府令` / `第8号`, the first of which says whose it is."""
    if at == 0 or not (head := _HEAD.fullmatch(text, lines[at - 1].start, lines[at - 1].end)):
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


def _title_blocks(text: str, lines: list[Line], kinds: list[str], names: set[str]) -> list[tuple[int, int]]:
    """Runs of lines that could be a title, or parts of one; a name of an office may be the first part."""
    blocks: list[tuple[int, int]] = []
    i = 0
    while i < len(kinds):
        i += _stands_between(text, lines, kinds, i)
        j = i
        while j < min(len(kinds), i + 6) and (
            kinds[j] == "title" or (kinds[j] == "organisation" and _goes_on(kinds, j))
        ):
            j += 1
            if _is_whole(text, lines, kinds, i, j, names) or _begins(text, lines, kinds, j):
                break
        if j > i:
            blocks.append((i, j))
        i = max(j, i + 1)
    return blocks


def _stands_between(text: str, lines: list[Line], kinds: list[str], at: int) -> bool:
    """True for an office between two prints of one title, as law databases set it: it is no part of the second."""
    if kinds[at] not in ("organisation", "title") or not 0 < at < len(kinds) - 1:
        return False
    if kinds[at] == "title" and text[lines[at].end - 1] not in ISSUER_ENDS:  # `某某证券交易所`
        return False
    return _bare(lines[at - 1].of(text)) == _bare(lines[at + 1].of(text))


def _without_site(text: str, lines: list[Line], block: tuple[int, int], told: str) -> list[tuple[int, int]]:
    """A block, in two where only its last lines are the title that the file tells: above it stands the site's name."""
    begin, end = block
    parting = (at for at in range(begin + 1, end) if _bare(_joined(text, lines, at, end)) == told)
    at = next(parting, None)
    return [block] if at is None else [(begin, at), (at, end)]


def _is_whole(text: str, lines: list[Line], kinds: list[str], begin: int, end: int, names: set[str]) -> bool:
    """True where the lines `[begin, end)` are a title, and the next line does not go on with it.

    `names` is what the notice calls by name: `《……扶持办法操作规程》` says where a title of two lines ends.
    """
    words = _joined(text, lines, begin, end)
    kind = type_of(words)
    if kind is None or _open_quote(words):
        return False
    if end == len(kinds) or kinds[end] != "title":
        return True
    following = lines[end].of(text)
    if _bare(words) not in names and _bare(words + following) in names:
        return False
    if len("".join(following.split())) <= _ADDED and following.startswith(("（", "(", "的")):
        return False
    if kind in weak_types() or (words[-1] == "》" and "关于" in words.partition("《")[0]):
        return type_of(following) is None  # `关于印发《政府工作报告》` / `分工的通知`
    return True


_ADDED = 13  # characters of a line that belongs to the title above it: `（2021—2025年）`, `的实施意见`


def _begins(text: str, lines: list[Line], kinds: list[str], at: int) -> bool:
    """True where line `at` is a heading of its own, from its office to its last word: above it stands the site's name."""
    if at == len(kinds) or kinds[at] != "title" or kinds[at - 1] != "title":
        return False
    if type_of(lines[at].of(text)) is None:
        return False
    above = lines[at - 1].of(text).rstrip()
    if above.endswith(handing_words("heading", "joins")):
        return False
    if text.startswith("关于", lines[at].start):  # `信息公开详情` / `关于做好服务的通知`
        return not (above[-1] in ISSUER_ENDS or above[-1] in _PLACE_ENDS or _open_quote(above))
    heading = _OFFICE_ON.match(text, lines[at].start, lines[at].end)
    return heading is not None and bool(organisations(heading[1]))


_PLACE_ENDS = frozenset("省市县区州盟旗镇乡村道")
_OFFICE_ON = re.compile(r"([^\s《》，。；：]{3,30})关于")


def _goes_on(kinds: list[str], at: int) -> bool:
    return (
        at + 1 < len(kinds) and kinds[at + 1] == "title" and (at == 0 or kinds[at - 1] not in ("text", "organisation"))
    )


def _open_quote(words: str) -> bool:
    return words.count("《") > words.count("》") or words.count("（") > words.count("）")


def _joined(text: str, lines: list[Line], begin: int, end: int) -> str:
    words = _TRAILING_DATE.sub("", "".join(line.of(text) for line in lines[begin:end]))
    titled = number_beside(words)
    return (titled[0] if titled else words).replace("*", "").strip().lstrip("?？")  # of a blank that a converter lost


def _choose(
    text: str, lines: list[Line], kinds: list[str], blocks: list[tuple[int, int]], named: set[str]
) -> int | None:
    """The block that is the title of the text itself: the last one that a title's last word or the notice vouches for."""
    attached = max((i for i, kind in enumerate(kinds) if kind == "attachment"), default=-1)
    order = [i for i, block in enumerate(blocks) if block[0] > attached >= 0]  # the first below `附件`
    for index in order + list(range(len(blocks) - 1, -1, -1)):
        words = _joined(text, lines, *blocks[index])
        quoted = words.startswith("《") and words.endswith("》") and _goes_on_about(text, lines, blocks[index][1])
        if len(words) <= _HEADING and index > 0 and blocks[index - 1][1] == blocks[index][0]:
            continue  # `工作任务` right below the title is a heading without a number
        if blocks[index][0] > attached >= 0 and words.endswith(outline_words("list")) and words not in named:
            above = [_joined(text, lines, *block) for block in blocks[:index] if block[0] < attached]
            if any(speaks_for_itself(heading) for heading in above):
                continue  # `先进单位名单` is an attachment of the notice, which is the document
        if words in usual_headings() or (_HEAD.fullmatch(words) and len(blocks) > 1):
            continue  # `主要任务` without a number; `某省人大常委会公告` above the text of the order
        cites = words.startswith(_CITING) and "《" in words
        if (type_of(words) or _bare(words) in named) and not quoted and not cites:
            return index
    if blocks and _opens_text(text, lines, kinds, blocks[0]):
        return 0
    return None


_CITING = outline_words("opens_text")


def _goes_on_about(text: str, lines: list[Line], below: int) -> bool:
    """True where the line below a name in marks goes on about it: `《……方案》` / `已经……同意`."""
    return below < len(lines) and text[lines[below].start] in "已经业现是自将"


def _opens_text(text: str, lines: list[Line], kinds: list[str], block: tuple[int, int]) -> bool:
    """True where the first words of a text are a line of their own above a paragraph, or markdown's own title."""
    begin, end = block
    first = next((i for i, kind in enumerate(kinds) if kind not in ("chrome", "meta")), -1)
    alone = first == begin and (end == len(kinds) or lines[end].end - lines[end].start > _PARAGRAPH)
    return text[lines[begin].start] == "#" or (alone and lines[end - 1].end - lines[begin].start >= 8)


def _bare(words: str) -> str:
    return re.sub(r"[^\w]", "", words.replace("〈", "").replace("〉", ""))


def _set_title(text: str, lines: list[Line], blocks: list[tuple[int, int]], chosen: int | None, front: Front) -> None:
    if chosen is None:
        return
    begin, end = blocks[chosen]
    first, last = lines[begin].span, lines[end - 1].span
    words = _joined(text, lines, begin, end)
    lead = _LEADING_NUMBER.match(words)
    skipped = lead.end() if lead else 0
    bare = _unquoted(words[skipped:])
    marks = bare != words[skipped:]
    front.words = _spaced(bare)
    at = text.find(bare, first.start, last.end)
    front.title = Span(at, at + len(bare)) if at >= 0 else Span(first.start + skipped + marks, last.end - marks)
    if issued := _issued().fullmatch(front.words):
        front.words, front.notice = issued[1], front.words
        at = text.find(issued[1], first.start, last.end)
        front.title = Span(at, at + len(issued[1])) if at >= 0 else front.title
    for index in range(chosen + 1):
        heading = _unquoted(_joined(text, lines, *blocks[index]))
        if ("关于" in heading or _hands_on().match(heading)) and type_of(heading):
            front.notice = _LEADING_NUMBER.sub("", heading)
            front.dated = front.dated or date_in(_as_written(text, lines, blocks[index]))
            break
    if behind := _DAY_BEHIND.search(_as_written(text, lines, blocks[chosen])):
        front.dated = front.dated or date_of(behind[1])


_DAY_BEHIND = re.compile(r"[（(]([^（()）]{6,20})[）)]\s*$")  # `…方案的通知（2023年3月29日）`, as collections print it


def without_category(title: str) -> str:
    """A title without what a site files it under.

    >>> without_category("【应急预案】某镇防汛预案"), without_category("政策文件丨某市便民措施")
    ('某镇防汛预案', '某市便民措施')
    """
    filed = _FILED_AT.match(title)
    return title[filed.end() :] if filed else title


_FILED_AT = re.compile(_FILED)


def _as_written(text: str, lines: list[Line], block: tuple[int, int]) -> str:
    return "".join(line.of(text) for line in lines[block[0] : block[1]])


def _unquoted(heading: str) -> str:
    """A heading without the marks that a site sets around it: `《某厅印发〈……方案〉的通知》`."""
    if not (heading.startswith("《") and heading.endswith("》")):
        return heading
    return heading[1:-1].replace("〈", "《").replace("〉", "》")


def _spaced(words: str) -> str:
    """A title without the spaces that layout put in: one stays between words of letters, and where it parts a title.

    >>> _spaced("打造一流环境 赋能发展2023 年要点"), _spaced("总 体 规 划 条 例"), _spaced("AI for Science 行动")
    ('打造一流环境 赋能发展2023年要点', '总体规划条例', 'AI for Science行动')
    >>> _spaced("某某部 某某局 某某总局 某某委 关于服务的 通 知")
    '某某部 某某局 某某总局 某某委关于服务的通知'
    """
    kept = re.sub(r"(?<=[A-Za-z])\s+(?=[A-Za-z])", "\0", words)
    pieces = _PARTING.split(kept)
    few = len(pieces) <= _PIECES  # else letters that are set wide, or offices: `总 体 规 划 条 例`, `某部 某局 关于……`
    kept = pieces[0]
    for piece, following in itertools.pairwise(pieces):
        if organisations(piece):
            parts = not following.startswith("关于")
        else:
            parts = few and min(len(_bare(piece)), len(_bare(following))) > 1  # `（试 行）`, `的 通 知`
        kept += ("\0" if parts else "") + following
    return "".join(kept.split()).replace("\0", " ")


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
