"""What a single paragraph of an official document's frame is: number, date, addressee, signature, title …"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.endings import any_ending, endings, last_characters
from policyparse.lexicon.load import rows
from policyparse.lexicon.site_words import site_words
from policyparse.lexicon.small_numbers import small_number
from policyparse.stages.outline.card import is_fact
from policyparse.stages.outline.words import any_outline_word, handing_words

IN_YEAR = r"[〔﹝\[［【（(„]\s?(?:19|20)\d{2}\s?[〕﹞\]］】）)‟]\s?(?:第\s?)?\d{1,4}\s?号"  # `〔2020〕5号`
_NUMBER = re.compile(
    r"[（(]?([^\s〔（(\[【。，：:]{1,18}(?:[（(][^\s（()）\d]{1,6}[）)][^\s〔（(\[【。，：:]{0,6})?\s?"
    rf"{IN_YEAR})[）)]?"
)
_IN_SERIES = r"第\s?(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,7})\s?号"  # `第61号`, `第二十五号`
# `财政部 税务总局公告2022年第10号`, `国家市场监督管理总局令第61号`
_NUMBER_OF_YEAR = re.compile(
    rf"[（(]?([^，。；：《》]{{2,40}}(?:公告|通告|令)\s?(?:(?:19|20)\d{{2}}\s?年\s?)?{_IN_SERIES})[）)]?"
)
# `海关总署公告（2026年第18号）`, `中华人民共和国主席令（九届第37号）`
_NUMBER_IN_BRACKETS = re.compile(
    rf"([^，。；：《》（()）]{{2,40}}(?:公告|通告|令)\s?[（(](?:(?:19|20)\d{{2}}\s?年\s?|[一二三四五六七八九十]{{1,3}}届)?{_IN_SERIES}[）)])"
)
_NUMBER_BARE = re.compile(
    rf"[（(]?(?:(?:(?:19|20)\d{{2}}\s?年\s?)?{_IN_SERIES}|[〔\[].{{2,8}}[〕\]]\s?第?\s?\d{{1,4}}\s?号)[）)]?"
)
# `(87)法研字第12号`, `某发〔84〕31号`, `府授社长字第1080012345号函`, as old papers and those of Taiwan are numbered
_NUMBER_OLD = re.compile(
    r"[（(]?((?:[（(〔\[]\d{2}[）)〕\]][^\s\d，。；：（()）]{1,12}字第?|[^\s\d，。；：（()）〔\[]{1,12}[（(〔\[]\d{2}[）)〕\]]字?第?)\s?\d{1,4}\s?号)[）)]?"
    r"|(?:中华民国\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)?([^\s\d，。；：（()）]{2,20}字第\s?\d{4,12}\s?号)[函令]?"
)
# `〔2022〕18号`, `2023年第5号` on a line of their own, as minutes and public notices are numbered
_NUMBER_OF_MINUTES = re.compile(
    r"[（(]?((?:[〔\[](?:19|20)\d{2}[〕\]]\s?第?|(?:19|20)\d{2}\s?年\s?第)\s?\d{1,4}\s?[号期])[）)]?"
)
_DATE = re.compile(
    r"(?:[（(]此[件文][^（()）]{2,24}[）)]\s*)?"  # `（此件发至乡）　　2017年6月13日`
    r"[（(]?\s*((?:19|20)\d{2}|[二一][〇零○ＯO0一二三四五六七八九]{3})\s?年\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?月\s?"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})\s?日(?:印发|发布|公布)?\s*[）)]?"
)
_REPUBLIC = re.compile(r"中华民国\s?(\d{2,3})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_REPUBLIC_BEGAN = 1911  # the year before its first
_ISO_DATE = re.compile(r"((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})(?:\s\d{1,2}:\d{2}(?::\d{2})?)?")
_RELEASE = re.compile(
    r"[（(]\s?(?:(?:此|本文)[^）)]{2,30}|(?:信息公开|联系)[^）)]{2,50}|(?:主动|依申请)公开)\s?[）)]|联系[人电单方][^，。]{0,40}"
)
_ATTACHMENT = re.compile(r"附\s?[件表录]?\s?[0-9０-９一二三四五六七八九十]{0,3}(?:-\d)?\s?")
_ORGANISATION = re.compile(
    rf"(?![已经由报并为请按根])(?:[^，。；：、《》“”—0-9]|“[^”]{{2,8}}”){{1,24}}{any_ending('name')}"
    r"(?:[（(][^）)]{1,22}[）)])?"
)
_NAME_ENDS = last_characters("name")
ORGANISATION_ENDS = _NAME_ENDS | frozenset("）)")
ISSUER_ENDS = ORGANISATION_ENDS | frozenset(endings("issuer"))
"""With what the name of who gives out a document ends, in the heading of one: `信息公开详情` is no name."""
_ADDRESSED = re.compile(any_ending("addressee"))
_RED_HEAD = re.compile(
    rf"[^，。；：《》]{{2,30}}{any_ending('red_head')}(?:文件|办公[室厅]文件)"
)  # `某某市人民政府文件`
# `本办法自印发之日起施行。` asks nothing
_VALIDITY = re.compile(
    rf"[\s　]*(?:&nbsp;)*本[^，。；：]{{1,12}}?(?:自[^，。；：]{{2,24}}{any_outline_word('in_force')}|由[^，。；：]{{2,30}}负责解释)"
)
_HAN = re.compile("[一-鿿]")
_NOT_ADDRESSED = re.compile(
    rf"^{any_outline_word('not_addressee')}|[。，](?:现就|现将|特)|。|{any_outline_word('announces')}[：:]$"
)
_SIGNED_LINE = re.compile(
    r"([^，。；：\d]{2,60}?)[\s　]+((?:(?:19|20)\d{2}|[二一][〇零○ＯO0一二三四五六七八九]{3})\s?年[^，。；：]{2,9}日)"
)
_PRINTED = re.compile(r"([^，。；：]{2,30}?)\s*((?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)印发")
_LONGEST_TAIL = 120  # characters of a title in which its last word is looked for
_TAIL = re.compile(r"(?:[（(〔\[][^（()）〔〕]{1,40}[）)〕\]]|[》”\"’」』\s*_])+$")
_TAIL_ENDS = frozenset('）)〕]》”"’」』*_')
_TITLE_MARKS = re.compile(r"[。；;！？@|]|[：:，,](?![^《]*》|[^“”]*”)")  # `开展“收好官，开好局”专项行动` may be one
_HAN_DIGITS = {c: str(i % 10) for i, c in enumerate("〇一二三四五六七八九零")} | {
    "○": "0",
    "Ｏ": "0",
    "O": "0",
    "零": "0",
}


def red_head(line: str) -> str | None:
    """The office of the red head of a paper.

    >>> red_head("某某市人民政府文件"), red_head("关于印发文件")
    ('某某市人民政府', None)
    """
    if not line.endswith("文件") or not _RED_HEAD.fullmatch(line):
        return None
    office = line[: -len("文件")].rstrip()
    return office if len(organisations(office)) == 1 else None


class DocumentType(NamedTuple):
    """A row of lexicon/outline/types.csv."""

    word: str
    weak: bool


class Closing(NamedTuple):
    """A row of lexicon/outline/closings.csv."""

    begins: str
    kind: str


@kept
def _types() -> dict[str, tuple[str, ...]]:
    """Last character → the words that name a kind of document and end so, the longest first."""
    words = sorted((r.word for r in rows("outline/types.csv", DocumentType)), key=len, reverse=True)
    return {last: tuple([w for w in words if w[-1] == last]) for last in {w[-1] for w in words}}


def speaks_for_itself(heading: str) -> bool:
    """True for the heading of a document that hands on no other: `关于表扬先进单位的通报`."""
    hands_on = any(word in heading for word in handing_words("heading", "note"))
    return "关于" in heading and type_of(heading) is not None and not hands_on


@kept
def closing_words() -> tuple[str, ...]:
    """How paragraphs begin that close a document."""
    return tuple(r.begins for r in rows("outline/closings.csv", Closing))


def says_validity(text: str, start: int, stop: int) -> bool:
    """True where `text[start:stop]` begins by saying from when the document holds, or who explains it."""
    return _VALIDITY.match(text, start, stop) is not None


@lru_cache(maxsize=256)  # a line of the frame is looked at for where plans begin, and again for what it is
def kind_of(line: str) -> str:
    """What a paragraph of the frame is: number, date, release, attachment, meta, chrome, addressee, organisation, title or text.

    >>> [kind_of(x) for x in ("杭政〔2023〕1号", "2023年5月6日", "各区人民政府：", "附件", "关于优化服务的若干措施")]
    ['number', 'date', 'addressee', 'attachment', 'title']
    """
    if len(line) > 200:
        return "text"
    line = _bare(line) if line[0] in _MARKS or line[-1] == "|" else line
    if len(line) <= _SHORT_NUMBER and "期" in line and _NUMBER_OF_MINUTES.fullmatch(line):
        return "number"
    if "号" in line and (
        _NUMBER.fullmatch(line)
        or _NUMBER_OF_YEAR.fullmatch(line)
        or _NUMBER_IN_BRACKETS.fullmatch(line)
        or _NUMBER_BARE.fullmatch(line)
        or (len(line) <= _OLD and _NUMBER_OLD.fullmatch(line))
        or (line[-1] in "日）)" and number_and_day(line))
    ):
        return "number"
    # a character that each must have is looked for before its pattern
    if ("日" in line and _DATE.fullmatch(line)) or (line[:1] in "12" and _ISO_DATE.fullmatch(line)):
        return "date"
    if line[-1:] == "日" and signed(line) is not None:
        return "signed"
    if line[:1] in "（(联" and _RELEASE.fullmatch(line):
        return "release"
    if is_attachment_head(line):
        return "attachment"
    if is_chrome(line):
        return "chrome"
    if is_fact(line) or (line.endswith("文件") and _RED_HEAD.fullmatch(line)):
        return "meta"
    return _kind_of_words(line)


def _bare(line: str) -> str:
    """The line without the marks of markdown around it."""
    return line.strip(_MARKS) or line


_MARKS = "*#_ 　|"


def _kind_of_words(line: str) -> str:
    if line[-1] in "：:" and (line[0] == "各" or _ADDRESSED.search(line)) and not _NOT_ADDRESSED.search(line):
        return "addressee"
    if line.endswith("印发") and _PRINTED.fullmatch(line):
        return "release"
    if len(line) <= _SIGNED and (organisations(line) or line.endswith(("代章）", "代章)")) or _second_name(line)):
        return "organisation"
    if is_title_line(line):
        return "title"
    return "text"


_SIGNED = 90  # characters of a line with the names of several offices side by side
_NAME = 30  # characters of a line that is one name
_SHORT_NUMBER = 20  # characters of the number of minutes
_OLD = 50  # characters of an old document number, with the day before it
_SECOND = 8  # characters of the shortest second name, with its brackets


def printed(line: str) -> tuple[str, str] | None:
    """The office and the day of an imprint (版记), the last line of a paper; None for another line.

    >>> printed("某市人民政府办公厅　　2019年1月3日印发")
    ('某市人民政府办公厅', '2019年1月3日')
    """
    m = _PRINTED.fullmatch(line.strip()) if line.rstrip().endswith("印发") else None
    offices = organisations(m[1].strip()) if m else []
    return (offices[0], m[2]) if m and len(offices) == 1 else None


def signed(line: str) -> tuple[str, str] | None:
    """The office and the day of a line with both, as minutes are headed and texts in columns are signed.

    >>> signed("某某市人民政府办公室　　　2022年7月15日"), signed("某市2022年7月15日")
    (('某某市人民政府办公室', '2022年7月15日'), None)
    """
    m = _SIGNED_LINE.fullmatch(line) if line[-1:] == "日" else None
    offices = organisations(m[1].strip()) if m else []
    return (m[1].strip(), m[2]) if m and offices else None


def organisations(line: str) -> list[str]:
    """The offices that a line names, alone or side by side; none where it says anything else.

    >>> organisations("教育部  国家发展改革委"), organisations("国 务 院"), organisations("关于印发方案的通知")
    (['教育部', '国家发展改革委'], ['国务院'], [])
    """
    cells = line.split()
    if len(cells) > _LETTERED and max(map(len, cells)) <= 2 and (wide := _lettered(line)):
        return wide
    if len(cells) > 1 and all(cell in _LEADING or _ORGANISATION.fullmatch(cell) for cell in cells):
        return cells
    if line[-1:] not in ORGANISATION_ENDS:
        return []
    if len(cells) == 1 and len(several := _run_together(line)) > 1:
        return several
    if len(line) > _NAME:
        return []
    spread = len(cells) > _LETTERED and max(map(len, cells)) == 1  # `某 县 人 民 政 府`
    return ["".join(cells)] if _ORGANISATION.fullmatch("".join(cells) if spread else line) else []


def _second_name(line: str) -> bool:
    """True for `（某部屠宰技术中心）` on a line of its own: the other name of who signs above it."""
    if len(line) < _SECOND or line[0] not in "（(" or line[-1] not in "）)":  # `（试行）` is no bank
        return False
    return line.count(line[0]) == 1 and bool(organisations(line[1:-1]))


def _lettered(line: str) -> list[str]:
    """The offices of a line whose names have blanks between their characters: `民　政　部　　财　政　部`."""
    wide = ["".join(cell.split()) for cell in _COLUMNS.split(line) if cell]
    return wide if len(wide) > 1 and all(_ORGANISATION.fullmatch(cell) for cell in wide) else []


def _run_together(line: str) -> list[str]:
    """The offices of a line that lost the blanks between its columns: a name ends where the next begins with the same
    place or with the state; a body of the state has its branch behind it.

    >>> _run_together("东海市财政局东海海关国家税务总局东海市税务局"), _run_together("东海市公安局东海港分局")
    (['东海市财政局', '东海海关', '国家税务总局东海市税务局'], ['东海市公安局东海港分局'])
    """
    place, names = line[:_PLACE], [""]
    for part in _NAME_END.split(line):
        begins = part.startswith(_STATE) or (part.startswith(place) and not names[-1].startswith(_STATE))
        goes_on = part.startswith(place) and names[-1].startswith(_STATE) and place in names[-1]
        if (begins or goes_on) and _ORGANISATION.fullmatch(names[-1]):
            names.append(part)
        else:
            names[-1] += part
    return names if all(_ORGANISATION.fullmatch(n) and not n.endswith(_BRANCHES) for n in names) else [line]


_NAME_END = re.compile(f"(?<=[{''.join(sorted(_NAME_ENDS))}])")
_STATE = ("国家", "中国", "中华")
_PLACE = 2  # characters by which the names of one place are known
_BRANCHES = endings("branch")
_COLUMNS = re.compile(r"\s{2,}")
_LETTERED = 3  # pieces of a line that are two such names at least
_LEADING = ("中共中央", "国务院", "全国人大常委会")


def is_chrome(line: str) -> bool:
    """True for what a web page prints around a document, and for page numbers.

    >>> [is_chrome(x) for x in ("打印本页 关闭窗口", "发布时间：2024-05-06 来源：办公室 浏览次数：123", "- 3 -", "分享服务工作方案")]
    [True, True, True, False]
    """
    whole, starts, first = _of_sites()
    bare = line.lstrip(_BULLETS)
    return (
        (len(bare) <= _WORD and "".join(bare.split()).strip("[]【】") in whole)
        or (bare[:1] in first and bare.startswith(starts))
        or (len(line) < 12 and not any(c.isalpha() for c in line))
        or (len(line) <= _BAR and _BAR_PARTS.search(line) is not None and _is_bar(line))
    )


_BULLETS = "•· \t　"
_WORD = 16  # characters of a word of a site, with blanks and brackets


@kept
def _of_sites() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """What sites say in a line of its own, how their other lines begin, and with which characters."""
    starts = (*site_words("start"), *site_words("copied-start"))
    return frozenset((*site_words("whole"), *site_words("copied"))), starts, frozenset(s[0] for s in starts)


def _is_bar(line: str) -> bool:
    """True for a line of several things that a page says of itself: `打印本页 关闭窗口`, `来源：办公室 浏览次数：123`."""
    words, labels = _of_pages()
    parts = list(filter(None, _BAR_PARTS.split(line)))
    known = [part in words or part.partition("：")[0].partition(":")[0] in labels for part in parts]
    return sum(known) > 1 and all(k or not _HAN.search(part) for k, part in zip(known, parts, strict=True))


_BAR = 100  # characters of such a line
_BAR_PARTS = re.compile(r"[\s|｜【】\[\]]+")


@kept
def _of_pages() -> tuple[frozenset[str], frozenset[str]]:
    """What pages say in lines of their own, and what they say with a value behind a colon."""
    return frozenset(site_words("whole")), frozenset(site_words("label"))


def is_attachment_head(line: str) -> bool:
    """True for `附件`, `附件1`, `附件：` alone on a line, and for `附件2 任务清单`."""
    m = _ATTACHMENT.match(line) if line.startswith("附") else None
    if m is None:
        return False
    rest = line[m.end() :].strip()
    return rest in ("", "：", ":") or (m[0][-1].isspace() and is_title_line(rest) and type_of(rest) is not None)


def is_attachment_list(line: str) -> bool:
    """True for `附件：1.任务清单`, `附件1：名单（略）`."""
    m = _ATTACHMENT.match(line)
    return m is not None and len(line) < 200 and line[m.end() : m.end() + 1] in ("：", ":", ".", "．", "、")


def is_title_line(line: str) -> bool:
    """True where a line could be a title or a part of one: no sentence, not long."""
    return 3 <= len(line) <= 90 and not _TITLE_MARKS.search(line) and bool(_HAN.search(line))


def type_of(title: str) -> str | None:
    """The kind of document that a title names with its last word.

    >>> type_of("关于优化服务的若干措施（征求意见稿）"), type_of("全市要闻")
    ('措施', None)
    """
    end = title[-_LONGEST_TAIL:]
    if end and (end[-1] in _TAIL_ENDS or end[-1].isspace()):
        end = _TAIL.sub("", end)
    if end[-2:-1].isspace():  # `……的 通 知`
        end = "".join(end.split())
    words = _types().get(end[-1:], ())  # of most lines none
    return next((word for word in words if end.endswith(word)), None) if words else None


@kept
def weak_types() -> frozenset[str]:
    """The types after which a title may go on in the next line."""
    return frozenset(r.word for r in rows("outline/types.csv", DocumentType) if r.weak)


def number_of(line: str) -> str | None:
    """The document number that a line is, without its brackets' spaces."""
    line = line.strip(_MARKS)
    for number in (_NUMBER, _NUMBER_OF_YEAR, _NUMBER_IN_BRACKETS, _NUMBER_OF_MINUTES):
        if m := number.fullmatch(line):
            return m[1]
    if m := _NUMBER_OLD.fullmatch(line):
        return m[1] or m[2]
    return None


def issuer_in(number: str) -> list[str]:
    """The offices that an order or a public notice has in its number.

    >>> issuer_in("某某市人民政府令第16号"), issuer_in("财政部 税务总局公告2022年第10号"), issuer_in("某政发〔2020〕5号")
    (['某某市人民政府'], ['财政部', '税务总局'], [])
    """
    m = _ORDER.match(number)
    return organisations(m[1].strip()) if m else []


_ORDER = re.compile(r"([^，。；：、《》（()〔\[\d]{2,40}?)[ 　]?(?:令|公告|通告)\s?[第〔\[（(\d]")


def number_and_day(line: str) -> tuple[str, date] | None:
    """The document number and the day of a line with both.

    >>> number_and_day("某政发〔2009〕59号　二○○九年十二月八日")
    ('某政发〔2009〕59号', datetime.date(2009, 12, 8))
    """
    number, _, day = line.strip(_MARKS).partition("号")
    known = number_of(number + "号")
    dated = date_of(day) if known and day else None
    return (known, dated) if known and dated else None


def number_beside(title: str) -> tuple[str, str] | None:
    """A title and the number that stands behind it in brackets, or before its marks or a blank.

    >>> number_beside("便民工作要点（某办发〔2017〕2号）"), number_beside("某办发〔2017〕2号《便民工作要点》")
    (('便民工作要点', '某办发〔2017〕2号'), ('《便民工作要点》', '某办发〔2017〕2号'))
    >>> number_beside("某办发〔2017〕2号 便民工作要点")
    ('便民工作要点', '某办发〔2017〕2号')
    """
    if title[-1:] in "）)" and (m := _NUMBER_BEHIND.search(title)):
        number, rest = number_of(m[1]), title[: m.start()]
    elif title[-1:] == "》" and (found := title.find("号《")) > 0:
        number, rest = number_of(title[: found + 1]), title[found + 1 :]
    elif m := _NUMBER_BEFORE.match(title):
        number, rest = number_of(m[1]), title[m.end() :]
    elif "号" in title and (m := _ORDER_BEFORE.match(title)):
        rest = title[m.end() :]
        at = max(m[1].find(rest.partition("关于")[0]), 0)  # `法规某局公告2018年第5号 某局关于……`: a site's category
        number = number_of(m[1][at:])
    else:
        return None
    return (rest, number) if number else None


# `某政办发〔2020〕35号某某市便民方案`: a number cited in a title has a word before it, or `文件` behind it
_NUMBER_BEFORE = re.compile(
    rf"(?:[^\s（()）。，：〔\[【]{{4,30}}文件)?((?!{any_outline_word('cites')})[^\s（()）。，：〔\[【]{{1,14}}\s?{IN_YEAR})(?:[ \u3000]+|(?!文|[、和及》]))(?=\S{{4}})"
)
_ORDER_BEFORE = re.compile(
    rf"((?!关于|贯彻|落实|根据|按照|转发)[^\s，。；：《》（()]{{2,40}}(?:公告|通告|令)(?:(?:19|20)\d{{2}}年)?{_IN_SERIES})[ \u3000]+(?=\S{{4}})"
)
_NUMBER_BEHIND = re.compile(rf"[（(]\s?([^\s（()）。，：〔\[【]{{1,14}}{IN_YEAR})\s?[）)]$")


def date_of(line: str) -> date | None:
    """The date that a line is, or None where there is no such day.

    >>> date_of("二〇二三年十月八日"), date_of("（2023 年5 月6 日）"), date_of("2023年13月1日")
    (datetime.date(2023, 10, 8), datetime.date(2023, 5, 6), None)
    """
    line = _bare(line)
    m = _DATE.fullmatch(line) or _ISO_DATE.fullmatch(line)
    if not m:
        return None
    year = "".join(_HAN_DIGITS.get(c, c) for c in m[1])
    month, day = small_number(m[2]), small_number(m[3])
    return _day(int(year), month, day) if month and day else None


def _day(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_in(line: str) -> date | None:
    """The first whole date in a line."""
    if m := _REPUBLIC.search(line):
        return _day(int(m[1]) + _REPUBLIC_BEGAN, int(m[2]), int(m[3]))
    m = _DATE.search(line) or _ISO_DATE.search(line)
    return date_of(m[0]) if m else None
