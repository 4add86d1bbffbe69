"""Where a document's body begins and ends, and which labels are none: contents lists, lists of attachments."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from policyparse.stages.outline.frame import (
    date_of,
    is_attachment_head,
    is_attachment_list,
    kind_of,
    signed,
    type_of,
)
from policyparse.stages.outline.inline import split_long
from policyparse.stages.outline.labels import Label, label_at, paragraphs
from policyparse.stages.outline.line import Line
from policyparse.stages.outline.signature import last_signers, signers

_CONTENTS = re.compile(r"[#*\s　]*目[\s　]*录[*\s　]*")
_LISTED, _DOTS = re.compile(r"目[\s　]*录"), ("……", "....", "····")
_PAGE = re.compile(r"\d{1,4}\s*$")
_LEADERS = " \t\xa0\u3000.…·•．-—"
_DOTTED = re.compile(r"(?:…{2}|\.{4}|·{4})\s*\d{1,4}\s*$")
_HEADING = 30  # characters of a heading whose number no mark closes
_ENTRY = 80  # characters of a line that are compared with an entry of the contents
_TITLE_DATE = re.compile(r"[（(][^（(]*日[）)]$")
_COMPILED_NUMBER = frozenset({"arabic", "han"})
_COMPILED = (*_COMPILED_NUMBER, "han_blank")  # with what may be settled to be such


@lru_cache(maxsize=1)  # the text in which plans are looked for is as a rule the one plan
def read_lines(text: str) -> Sequence[Line]:
    """The paragraphs with their labels, without those that only look like labels; the caller changes none of them."""
    lines = [Line(start, end, label_at(text, start, end)) for start, end in split_long(text, paragraphs(text))]
    _drop_menu(text, lines)
    _drop_contents(text, lines)  # its entries count on among themselves
    _drop_contents_without_head(text, lines)
    styles = {line.label.style for line in lines if line.label}  # a text has two or three
    if "han_blank" in styles:
        _settle_blank_numerals(lines)
    if not styles.isdisjoint(_GLUED):
        _settle_glued_numbers(lines)
    if "part" in styles:
        _drop_collected(text, lines)
    if not styles.isdisjoint(_BARE):
        _drop_bare_numbers(text, lines)
    if "附" in text:
        _drop_attachment_lists(text, lines)
    if not styles.isdisjoint(_COMPILED):
        _drop_notice_numbers(text, lines)
    if "article" in styles:
        _drop_cited_articles(lines)
    _drop_repeats(text, lines)
    return tuple(lines)


def _drop_menu(text: str, lines: list[Line]) -> None:
    """Mark the numbered menu of a site above the title: short lines that begin to count more than once."""
    menu = list(itertools.takewhile(_is_of_menu, lines))
    if sum(line.label is not None and line.label.number == 1 for line in menu) < _MENUS or len(menu) == len(lines):
        return
    below = lines[len(menu)]
    if below.label or type_of(below.of(text)[:_TITLE_LINE]) is None:
        return
    for line in menu:
        if line.label:
            line.label, line.kind = None, "layout"


def _is_of_menu(line: Line) -> bool:
    return line.end - line.start <= _ENTRY_OF_MENU and (line.label is None or line.label.style == "arabic")


_MENUS = 2  # series of a menu
_ENTRY_OF_MENU = 24  # characters of a line of it
_TITLE_LINE = 120  # characters of the title below it


def _drop_contents(text: str, lines: list[Line]) -> None:
    """Mark the contents list: from `目录` to where its first entry stands again, and dotted lines anywhere."""
    if not _LISTED.search(text) and not any(dots in text for dots in _DOTS):
        return  # no line is of a contents list
    heads = 0
    for i, line in enumerate(lines):
        first, stop = text[line.start], line.end
        if heads < _MOST_LISTS and (
            (first in "目#*" and stop - line.start < 24 and _CONTENTS.fullmatch(text, line.start, stop))
            or (text.endswith("目录", line.start, stop) and _lists_title(text, lines, i))
        ):
            heads += 1
            _mark_contents(text, lines, i)
        elif text[stop - 1].isdecimal() and stop - line.start < 120 and _DOTTED.search(text, line.start, stop):
            line.label, line.kind = None, "contents"


_MOST_LISTS = 4


def _drop_contents_without_head(text: str, lines: list[Line]) -> None:
    """Mark a contents list above which no `目录` stands: headings alone, from the first on, that all stand again below."""
    at = next((i for i, line in enumerate(lines) if line.label is not None and line.kind is None), None)
    if at is None:
        return
    end = next((i for i in range(at, len(lines)) if not _is_of_contents(text, lines[i])), len(lines))
    if end - at < _ENTRIES:
        return  # a sentence stands below the first headings, as in most documents
    key = _entry(lines[at].of(text))
    far = min(len(lines), end + _BETWEEN)
    again = next((i for i in range(at + 1, far) if _entry(lines[i].of(text)) == key), None)
    if again is None:
        return
    below = {_entry(line.of(text)) for line in lines[again:]}
    listed = [line for line in lines[at : min(again, end)] if line.label]
    if len(listed) < _ENTRIES or 5 * sum(_entry(line.of(text)) in below for line in listed) < 4 * len(listed):
        return
    while again > at + 1 and _entry(lines[again - 1].of(text)) not in below:
        again -= 1  # the title and a preamble, or a heading whose entry has no number
    for line in lines[at:again]:
        line.label, line.kind = None, "contents"


def _is_of_contents(text: str, line: Line) -> bool:
    """True for a line that may be an entry: short, and no sentence."""
    return line.end - line.start <= _CONTENTS_ENTRY and text[line.end - 1] not in "。；;：:，,"


_ENTRIES = 5  # of such a list at least
_BETWEEN = 6  # lines of a title and a preamble between the list and the first heading
_CONTENTS_ENTRY = 45  # characters of one


def _lists_title(text: str, lines: list[Line], at: int) -> bool:
    """True for `某县应急预案目录` below `某县应急预案`: the head of the contents; a list of things may have 目录 for a title."""
    words = _entry(lines[at].of(text))[: -len("目录")]
    return len(words) >= _TITLE and any(_entry(line.of(text)) == words for line in lines[max(0, at - _ABOVE) : at])


_TITLE = 4  # characters of a title at least
_ABOVE = 4  # lines in which it stands above such a head


def _settle_blank_numerals(lines: list[Line]) -> None:
    """`一 总体要求` is an item where such lines, or they and `二、…`, count on; then it numbers as `一、` does."""
    series = [line for line in lines if line.label and line.label.style in _TOP_NUMERALS]
    last = 0
    for line, following in itertools.pairwise([*series, None]):
        label = line.label if line else None
        if line is None or label is None:
            continue
        after = following.label.number if following and following.label else None
        if label.style == "han_blank":
            counts_on = after == 2 if label.number == 1 else label.number == last + 1
            if not counts_on:
                line.label, last = None, 0
                continue
            label.style, label.rank = "han", _TOP_RANK
        last = label.number or last


_TOP_NUMERALS = ("han", "han_blank")


def _settle_glued_numbers(lines: list[Line]) -> None:
    """`1.1编制目的` is an item where such numbers count on; then it numbers as `1.1 …` does, and `1总则` as `1 总则`."""
    glued = [line for line in lines if line.label and line.label.style in _GLUED]
    settled = _counting_on([label for line in lines if (label := line.label) and label.style.startswith("decimal")])
    for line in glued:
        label = line.label
        if label and settled and (label.style == "arabic_glued" or id(label) in settled):
            label.style, label.rank = _GLUED[label.style]
        else:
            line.label = None


_GLUED = {"arabic_glued": ("arabic_blank", 8), "decimal2_glued": ("decimal2", 9), "decimal3_glued": ("decimal3", 10)}


def _counting_on(labels: Sequence[Label]) -> set[int]:
    """The decimals that count on, by identity; none where they do not make most of a series: `3.5公里`, `2.0版`."""
    found: set[int] = set()
    last: list[int] = []
    for label in labels:
        number = [int(part) for part in label.text.replace("．", ".").split(".")]
        if _follows(last, number):
            found.add(id(label))
            last = number
    return found if len(found) >= _SERIES and 5 * len(found) >= 4 * len(labels) else set()


def _follows(last: list[int], number: list[int]) -> bool:
    """True for the next decimal: 1.2 and 1.1.1 behind 1.1, 1.2 behind 1.1.4, 2.1 and 2.1.1 behind 1.4."""
    if not last:
        return number[0] == 1 and set(number[1:]) == {1}
    same = next((i for i, (a, b) in enumerate(zip(last, number, strict=False)) if a != b), min(len(last), len(number)))
    if same == len(last):
        return set(number[same:]) == {1}
    return same < len(number) and number[same] == last[same] + 1 and set(number[same + 1 :]) <= {1}


def _drop_collected(text: str, lines: list[Line]) -> None:
    """`第一篇：某某方案` numbers what a site has collected; the parts of a plan have no colon."""
    for line in lines:
        if line.label and line.label.style == "part" and text[line.label.end : line.label.end + 1] in ("：", ":"):
            line.label, line.kind = None, "layout"


def _drop_bare_numbers(text: str, lines: list[Line]) -> None:
    """`2 重点任务` is a heading where `2.1 …` stands below it or below its like; else a number before a word is none."""
    labelled = [line for line in lines if line.label]
    if not any(line.label and line.label.style == "arabic_blank" for line in labelled):
        return
    decimals = any(line.label and line.label.style == "decimal2" for line in labelled)
    if not decimals and _count_on([line.label for line in labelled if line.label]):
        return
    last = 0
    for line, following in itertools.pairwise([*labelled, None]):
        label = line.label if line else None
        if line is None or label is None or label.style != "arabic_blank":
            continue
        after = following.label if following else None
        goes_on = after is None or after.text.startswith(f"{label.text}.") or after.text == str(last + 2)
        short = label.stop - label.end <= _HEADING and text[label.stop - 1] not in "。；;"
        if decimals and goes_on and short and label.number == last + 1:
            last += 1
        else:
            line.label = None


def _count_on(labels: Sequence[Label]) -> bool:
    """True where all bare numbers count on below items of another style: `一、基地建设`, `1 新建茶园`, `2 改造茶园`."""
    last, kept, above, fresh = 0, 0, False, False
    for label in labels:
        if label.style != "arabic_blank":
            above, fresh = label.style != "box", True
            continue
        if not above or label.text[0] == "0" or not (label.number == last + 1 or (label.number == 1 and fresh)):
            return False
        last, kept, fresh = label.number, kept + 1, False
    return kept >= _SERIES


_SERIES = 3  # numbers that make a series
_BARE = ("arabic_blank", "arabic_glued")  # how they are read, and what is settled to be such


def _mark_contents(text: str, lines: list[Line], head: int) -> None:
    entry = next((i for i in range(head + 1, min(head + 4, len(lines))) if lines[i].kind is None), None)
    if entry is None:
        return
    key = _entry(lines[entry].of(text))
    again = next((i for i in range(entry + 1, len(lines)) if _entry(lines[i].of(text)) == key), None)
    again = head + 1 if again is None else _behind_entries(text, lines, entry, again)
    for line in lines[head:again]:
        line.label, line.kind = None, "contents"


def _behind_entries(text: str, lines: list[Line], entry: int, again: int) -> int:
    """The line behind the last entry: the title or a preamble may stand between the list and its first entry's heading.

    An entry has a label or a page, or stands again in the body.
    """
    known = {_entry(line.of(text)) for line in lines[again:]}
    while again > entry + 1:
        line = lines[again - 1]
        words = line.of(text)
        if line.label or _PAGE.search(words[:_ENTRY]) or _entry(words) in known:
            break
        again -= 1
    return again


def _entry(line: str) -> str:
    """The words of an entry of the contents, without the dots and the page behind them."""
    return re.sub(r"[\s　#*]", "", _PAGE.sub("", line[:_ENTRY]).rstrip(_LEADERS))


def _drop_notice_numbers(text: str, lines: list[Line]) -> None:
    """`6. 某市人民政府办公室关于印发……的通知`: the number is that of a compilation, not of an item."""
    opening = next((i for i, line in enumerate(lines) if kind_of(line.of(text)) not in ("chrome", "meta")), 0)
    for i, line in enumerate(lines[:-1]):
        label = line.label
        if label is None or label.style not in _COMPILED_NUMBER or label.stop - label.end > 120:
            continue
        if _is_notice_heading(text, lines, i, label, i == opening):
            framed = _is_framed(text, lines, i)
            if label.style == "han" and i > opening and not framed:
                continue  # `三、关于……实施方案` in minutes is what they talk about
            line.label, line.notice = None, framed
            _drop_place_headings(lines, i)


def _is_framed(text: str, lines: list[Line], at: int) -> bool:
    """True where a document number or an addressee follows within a few lines."""
    near = (line for line in lines[at + 1 : at + 6] if line.end - line.start <= 200)
    return any(kind_of(line.of(text)) in ("number", "addressee") for line in near)


def _drop_place_headings(lines: list[Line], at: int) -> None:
    """`三、华东` and `（一）某市` above the heading of a notice: headings of the compilation, of no document."""
    while at > 0 and lines[at - 1].kind is None:
        label = lines[at - 1].label
        if label is None or label.stop - label.end > _PLACE:
            return
        at -= 1
        lines[at].label, lines[at].kind = None, "layout"


_PLACE = 8  # characters of the name of a place or a region


def _is_notice_heading(text: str, lines: list[Line], at: int, label: Label, opens: bool) -> bool:
    """True where the lines from `at` on make the title of a notice, or a title that a number or addressee follows.

    `opens`: nothing but what a page prints around a text stands above.
    """
    title = text[label.end : label.stop]
    free = opens or lines[at - 1].label is None or lines[at - 1].kind is not None
    for line in lines[at + 1 : at + 5]:
        words = line.of(text) if line.end - line.start <= 200 else ""
        bare = _TITLE_DATE.sub("", title)
        about = "关于" in bare and (free or "通知" in bare)
        named = (about or opens) and (type_of(bare) is not None or "通知" in bare[-6:])
        if named and (about or bare != title or kind_of(words or "。") in ("number", "addressee")):
            return True
        if line.label is not None or not words:
            return False
        title += words
    return False


def _drop_cited_articles(lines: list[Line]) -> None:
    """`第三条所称服务…` as a paragraph of article 6 cites an article: the number goes back, and the next goes on."""
    articles = [line for line in lines if line.label is not None and line.label.style == "article"]
    last = 0
    for line, following in zip(articles, [*articles[1:], None], strict=False):
        number = line.label.number if line.label else None
        after = following.label.number if following and following.label else None
        if number is None:
            continue
        if 1 < number <= last and (after is None or after in (last, last + 1)) and number != last:
            line.label = None
        else:
            last = number


def _drop_attachment_lists(text: str, lines: list[Line]) -> None:
    """`附件：1.任务清单` and the numbered lines below it name attachments; they are no items."""
    number: int | None = None  # of the last attachment named, while a list goes on
    for line in lines:
        start = line.start
        if text[start] == "附" and line.label is None:
            words = line.of(text)
            named = is_attachment_list(words)
            number = None
            if named or words.rstrip().endswith(("：", ":")):
                number = 1 if named and not words.rstrip().endswith(("：", ":")) else 0
                line.kind = line.kind or "attachment"
        elif number is not None:
            number = _next_attachment(text, line, number)
            if number is not None:
                line.label, line.kind = None, "attachment"


def _next_attachment(text: str, line: Line, number: int) -> int | None:
    """The number of the attachment that a line names, or None where the list has ended."""
    label = line.label
    if label is None or label.style not in ("arabic", "arabic_bracket") or label.number not in (number, number + 1):
        return None
    words = text[label.end : label.stop]
    if len(words) > 80 or words[-1:] in "。；" or "关于印发" in words:
        return None
    return label.number


def _drop_repeats(text: str, lines: list[Line]) -> None:
    """A text that stands twice, word for word, counts once: mark the second copy."""
    seen: dict[str, int] = {}
    done = 0
    for i, line in enumerate(lines):
        label = line.label
        if label is None or label.number != 1 or label.rank > _TOP_RANK or i < done:
            continue
        first = seen.setdefault(line.of(text)[:80], i)
        if first == i:
            continue
        begin, end = _extend_repeat(text, lines, first, i)
        done = end
        if end - begin >= 3 and _is_copy(lines, first, i, begin, end):
            begin = _with_front(text, lines, first - (i - begin), begin)
            for copy in lines[begin:end]:
                copy.label, copy.kind, copy.copy = None, "layout", True


def _is_copy(lines: list[Line], first: int, second: int, begin: int, end: int) -> bool:
    """True where what is repeated is most of what stands between the two, and not a phrase that plans share."""
    length = lines[end - 1].end - lines[begin].start
    return length >= 200 and 2 * length >= lines[second].start - lines[first].start


def _extend_repeat(text: str, lines: list[Line], first: int, second: int) -> tuple[int, int]:
    """The lines `[begin, end)` around `second` that say, word for word, what those around `first` say."""
    begin = second
    while begin > first and first - (second - begin) > 0:
        a, b = lines[first - (second - begin) - 1], lines[begin - 1]
        if a.end - a.start != b.end - b.start or a.of(text) != b.of(text):
            break
        begin -= 1
    return begin, _end_of_repeat(text, lines, first, second)


def _end_of_repeat(text: str, lines: list[Line], first: int, second: int) -> int:
    """Behind the last line of the copy that begins at line `second`; the two may be cut into lines differently."""
    i, j = first, second
    p, q = lines[i].start, lines[j].start
    while i < second and j < len(lines):
        length = min(lines[i].end - p, lines[j].end - q)
        if text[p : p + length] != text[q : q + length]:
            break
        p, q = p + length, q + length
        if p == lines[i].end:
            i += 1
            p = lines[i].start
        if q == lines[j].end:
            j += 1
            q = lines[j].start if j < len(lines) else q
    if j == len(lines):
        return j
    # the last line of a copy may run on into what follows it
    runs_on = q - lines[j].start >= _SURE or (j > second and text[p : p + _ALIKE] == text[q : q + _ALIKE])
    return j + runs_on


def _with_front(text: str, lines: list[Line], first: int, begin: int) -> int:
    """Where the copy begins whose items begin at line `begin`: its title, addressees and preamble, however they are
    cut, say what stands above the items that begin at line `first`."""
    front = "".join(text[: lines[first].start].split())
    while begin > first and lines[begin - 1].label is None:
        words = "".join(lines[begin - 1].of(text).split())
        if words not in front:
            break
        begin -= 1
    return begin


_SURE = 8  # characters that a short last line must share
_ALIKE = 40  # characters in which two copies of a paragraph must agree
_TOP_RANK = 5  # 一、 and what stands above it


def body_of(text: str, lines: list[Line]) -> tuple[int, int]:
    """The lines `[begin, end)` of the body: from the first label to the signature or the attachments."""
    begin = next((i for i, line in enumerate(lines) if line.label is not None), len(lines))
    for i in range(begin, len(lines)):
        if lines[i].kind == "attachment" or (lines[i].label is None and _ends_body(text, lines, i)):
            return begin, _with_signature(text, lines, begin, i)
    end = _without_chrome(text, lines, begin)
    signed = last_signers(text, lines, begin + 1, end)
    return begin, end - len(signed)


def _ends_body(text: str, lines: list[Line], at: int) -> bool:
    line = lines[at]
    if line.end - line.start > 40:
        return text[line.end - 1] == "日" and line.end - line.start <= _COLUMNS and signed(line.of(text)) is not None
    first = text[line.start]
    if first == "附":
        return is_attachment_head(line.of(text))
    if first in "12１２一二（(":
        return date_of(line.of(text)) is not None
    return text[line.end - 1] == "日" and signed(line.of(text)) is not None


_COLUMNS = 90  # characters of a line with an office and, far from it, the day


def _with_signature(text: str, lines: list[Line], begin: int, at: int) -> int:
    """Move the end of the body up over the names that sign."""
    signed = signers(text, lines, begin + 1, at)
    while signed and lines[at - 1].end > signed[0].start:
        at -= 1
    return at


def _without_chrome(text: str, lines: list[Line], begin: int) -> int:
    at = len(lines)
    while at > begin + 1 and lines[at - 1].label is None:
        words = lines[at - 1].of(text)
        if len(words) > 60 or kind_of(words) not in ("chrome", "meta", "release", "number"):
            break
        at -= 1
    return at
