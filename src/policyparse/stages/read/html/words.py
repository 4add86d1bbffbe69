"""What sites write around documents, told by its words: toolbars, breadcrumbs, imprints, what a page says of itself."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import rows
from policyparse.lexicon.site_words import site_words
from policyparse.lexicon.words import any_of

LONGEST_LINE = 150  # characters of a site's line; a document's paragraph may well quote one of the words
SURE = 4  # characters of a word that a document does not have as a line
LONGEST_END = 40
_IGNORED = re.compile(r"[\s|【】\[\]（）()·•>»\u00a0]+")
_RULES = "-—=*_~"
_RULED = re.compile(r"[*＊=_~.…—-]*")
_BETWEEN = re.compile(r"[\s\u00a0|｜【】\[\]（）()·•>＞»›→/,，、:：\-—＿_]+")
_DAY = r"\d{2,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?"
_TIME = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_MOMENT = re.compile(f"{_DAY}\\s{_TIME}")  # a document is dated to the day
_NUMBER = re.compile(f"{_DAY}|{_TIME}|星期[一二三四五六日天]|\\d{{1,9}}(?:\\.\\d)?万?次?")
_NUMBERS = re.compile(f"(?:(?=\\d|星期[一二三四五六日天])(?:{_NUMBER.pattern})\\s*+)++")
_DATED = re.compile(r"(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_TRAIL = re.compile(r"[^>＞›»→。，；：〈《]{1,20}(?:\s?[>＞›»→]{1,2}\s?[^>＞›»→。，；：〈《]{1,20})+")
_CLOCK = re.compile(r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s*星期[一二三四五六日天]")
_UNKNOWN = re.compile(r"[^\s|｜【】\[\]。；，：:]{1,20}")
_VALUE = re.compile(r"[ \t\u00a0\u3000]?[^\s|【\[。；，]{0,30}")
_LEADING = " \u3000\u00a0\n\t|"
_ITEM = frozenset("0123456789（(一二三四五六七八九十第附#")  # what begins an item of a list
_FILE = re.compile(r"\.(?:docx?|xlsx?|wps|et|pdf|ofd|zip|rar|pptx?|rtf|txt|7z)\s?$", re.IGNORECASE)


class Region(NamedTuple):
    """A word in a class or an id that says an element is not the document."""

    word: str


def is_site_line(line: str, least: int = 1) -> bool:
    """True for a line that says what a web page writes around documents, and for one that says nothing.

    `least` is how many labels a line must have that is known by its labels alone: behind a document's last sentence a
    single one (`来源：…`, `时间：…`) may well be the document's.

    >>> is_site_line("发布时间：2021-06-18 09:12　来源：市政府办　【字号：大 中 小】"), is_site_line("三、落实责任")
    (True, False)
    """
    words = _words()
    if len(line) > LONGEST_LINE:
        return is_imprint(line)
    bare = _IGNORED.sub("", line).strip(_RULES)
    if _RULED.fullmatch(bare) or bare in words.whole or is_imprint(line):
        return True
    if "。" in line or "；" in line:
        return False
    squeezed = _squeezed(line)
    if squeezed.startswith(words.start) or words.line.search(squeezed):
        return True
    return _says_of_itself(line.lstrip(_LEADING), least)


def is_imprint(line: str) -> bool:
    """True where a line holds what only an imprint or a warning of the site says."""
    return bool(_words().block.search(_squeezed(line)))


def opens_what_follows(line: str) -> bool:
    """True for a line that begins what stands behind documents (`上一篇`, `相关链接`, an imprint)."""
    is_short = len(line) <= LONGEST_LINE and "。" not in line
    return is_imprint(line) or (is_short and _squeezed(line).startswith(_words().start))


def opens_summary(line: str) -> bool:
    """True for the head of what a site itself says a document is about: `智能摘要`, `内容摘要：…`."""
    bare = _squeezed(line[:LONGEST_END])
    return bare.startswith(_words().summary) and (
        bare in _words().summary or bare.partition("：")[0] in _words().summary
    )


def is_sign(line: str) -> bool:
    """True for a short line that ends as the name of a site or its imprint does: `某市政府办公室主办`."""
    if len(line) > LONGEST_END or "\t" in line or line.lstrip(_LEADING)[:1] in _ITEM:
        return False
    return _squeezed(line).endswith(_words().end)


def names_attachment(line: str) -> bool:
    """True for a line of a list of attachments: `附件：…`, or the name of a file."""
    return line.lstrip(_LEADING).startswith("附件") or is_file(line)


def is_file(name: str) -> bool:
    """True for the name of a file that is an office document, a PDF or an archive."""
    return bool(_FILE.search(name[-12:]))


def is_number(line: str) -> bool:
    """True for a line that says nothing but a date, a time or a number."""
    return len(line) < LONGEST_END and bool(_NUMBERS.fullmatch(line.strip(_LEADING)))


def is_region_word(word: str) -> bool:
    """True for a word in a class or an id that says an element is not the document."""
    return word in _regions()


def _says_of_itself(line: str, least: int) -> bool:
    """True for a line of nothing but labels with values, dates, times, numbers and a site's words.

    Beside two of them, or one with a date, the name of a site or an author may stand, too, with a space before it
    (`中小企业` begins with two of a site's words).
    """
    words = _words()
    at = told = unknown = dated = apart = 0  # `apart`: where a run after a space begins
    while at < len(line):
        if between := _BETWEEN.match(line, at):
            at = apart = between.end()
        elif label := words.labels.match(line, at):
            value = _VALUE.match(line, label.end())
            at, told = value.end() if value else label.end(), told + 1
            dated += bool(value and _DATED.search(value.group()))
        elif found := _MOMENT.match(line, at) or words.phrases.match(line, at):
            at, told = found.end(), told + (len(found.group()) > 1)
        elif number := _NUMBER.match(line, at):
            at = number.end()
        elif at == apart and not unknown and (name := _UNKNOWN.match(line, at)):
            at, unknown = name.end(), 1
        else:
            return False
    return told >= least and told + dated > unknown


def is_dated(line: str) -> bool:
    """True for a short line with a date as sites write them, `2021-12-20`; documents write `2021年12月20日`."""
    return len(line) <= LONGEST_LINE // 2 and "\t" not in line and bool(_DATED.search(line))


def is_clock(line: str) -> bool:
    """True for a line that begins with the day of the visit: `2024年6月1日 星期六 晴 18℃~27℃`."""
    return len(line) <= LONGEST_LINE // 2 and bool(_CLOCK.match(line.lstrip(_LEADING)))


def is_site_word(line: str) -> bool:
    """True for a line that is one of a site's words and can be nothing else: `我要留言`, `返回顶部`."""
    bare = _IGNORED.sub("", line)
    return len(bare) >= SURE and bare in _words().whole


def stands_above(line: str) -> bool:
    """True for what a page has above its text, and a document may have as a heading: a column's name, `基本信息`."""
    return len(line) <= LONGEST_END and _IGNORED.sub("", line).rstrip(":：") in _words().above


def is_trail(line: str) -> bool:
    """True for a way through the site: `云山新闻网 >> 时政`."""
    return len(line) <= LONGEST_LINE // 2 and bool(_TRAIL.fullmatch(line.strip(_LEADING)))


def _squeezed(line: str) -> str:
    """A line without spaces: sites space out `版 权 所 有`."""
    return "".join(line.split()).lstrip("|")


class _Words(NamedTuple):
    """The words of sites by where they stand."""

    whole: frozenset[str]
    above: frozenset[str]
    start: tuple[str, ...]
    line: re.Pattern[str]
    end: tuple[str, ...]
    summary: tuple[str, ...]
    block: re.Pattern[str]
    labels: re.Pattern[str]
    phrases: re.Pattern[str]


@cache
def _words() -> _Words:
    kinds = ("whole", "above", "start", "line", "end", "summary", "block", "label")
    whole, above, start, line, end, summary, block, label = map(site_words, kinds)
    start, line, end = (tuple(map(_squeezed, words)) for words in (start, line, end))
    labels = re.compile(any_of(label) + r"[ \u3000\u00a0]?[:：]")
    return _Words(
        frozenset(whole),
        frozenset(above),
        start,
        re.compile(any_of(line)),
        end,
        summary,
        re.compile(any_of(list(map(_squeezed, block)))),
        labels,
        re.compile(any_of(whole)),
    )


@cache
def _regions() -> frozenset[str]:
    return frozenset(row.word for row in rows("pages/regions.csv", Region))
