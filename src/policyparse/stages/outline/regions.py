"""Where a document's body begins and ends, and which labels are none: contents lists, lists of attachments."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from policyparse.stages.outline.contents import drop_contents, drop_contents_without_head, drop_menu
from policyparse.stages.outline.copies import drop_repeats
from policyparse.stages.outline.dates import date_of
from policyparse.stages.outline.document_number import number_of
from policyparse.stages.outline.frame import is_attachment_head, is_attachment_list, kind_of
from policyparse.stages.outline.inline import split_long
from policyparse.stages.outline.labels import TOP_RANK, Label, label_at, label_starts, paragraphs
from policyparse.stages.outline.line import Line, lines_with
from policyparse.stages.outline.offices import signed
from policyparse.stages.outline.signature import last_signers, signers
from policyparse.stages.outline.supplement import label_supplement
from policyparse.stages.outline.table_rows import drop_table_rows
from policyparse.stages.outline.titles import speaks_for_itself, type_of
from policyparse.stages.outline.words import outline_words

_HEADING = 30  # characters of a heading whose number no mark closes
_TITLE_DATE = re.compile(r"[（(][^（(]*日[）)]$")
_COMPILED_NUMBER = frozenset({"arabic", "han"})
_COMPILED = (*_COMPILED_NUMBER, "han_blank")  # with what may be settled to be such


@lru_cache(maxsize=1)  # the text in which plans are looked for is as a rule the one plan
def read_lines(text: str) -> Sequence[Line]:
    """The paragraphs with their labels, without those that only look like labels; the caller changes none of them."""
    starts = label_starts()
    lines = [
        Line(start, end, label_at(text, start, end) if text[start] in starts else None)
        for start, end in split_long(text, paragraphs(text))
    ]
    drop_menu(text, lines)
    drop_contents(text, lines)  # its entries count on among themselves
    drop_contents_without_head(text, lines)
    drop_table_rows(text, lines)
    styles = {line.label.style for line in lines if line.label}  # a text has two or three
    if "arabic_bracket" in styles:
        _drop_year(text, lines)
    if "han_blank" in styles:
        _settle_blank_numerals(lines)
    if not styles.isdisjoint(_GLUED):
        _settle_glued_numbers(lines)
    if "part" in styles:
        _drop_collected(text, lines)
    if not styles.isdisjoint(_BARE):
        _drop_bare_numbers(text, lines)
    if attached := lines_with(text, lines, "附"):
        _drop_attachment_lists(text, lines, attached)
        _drop_attached_list(text, lines)
        label_supplement(text, lines, attached)
    if not styles.isdisjoint(_COMPILED):
        _drop_notice_numbers(text, lines)
    if "article" in styles:
        _drop_cited_articles(lines)
    drop_repeats(text, lines)
    return tuple(lines)


def _drop_year(text: str, lines: Sequence[Line]) -> None:
    """`（85）某法字第12号` above the first item is the number of an old document."""
    first = next(line for line in lines if line.label)
    if first.label and first.label.style == "arabic_bracket" and number_of(first.of(text)[:_NUMBER]):
        first.label = None


_NUMBER = 40  # characters of a document number


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
            label.style, label.rank = "han", TOP_RANK
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


_GLUED = {"arabic_glued": ("arabic_blank", 12), "decimal2_glued": ("decimal2", 13), "decimal3_glued": ("decimal3", 14)}


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
        number = label.number or 0
        has_own = after is not None and after.text.startswith(f"{label.text}.")
        goes_on = number == last + 1 and (after is None or after.text == str(last + 2))
        short = label.stop - label.end <= _HEADING and text[label.stop - 1] not in "。；;"
        if (
            decimals and short and ((has_own and number > last) or goes_on)
        ):  # where chapters are left out, more than next
            last = number
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
    """True where a document number or an addressee follows within a few lines, or, behind a title with its day in
    brackets, a text that counts from one; in a list of documents the next of them follows."""
    near = [line for line in lines[at + 1 : at + 6] if line.end - line.start <= 200]
    if any(kind_of(line.of(text)) in ("number", "addressee") for line in near):
        return True
    dated = any(_TITLE_DATE.search(line.of(text)) for line in [lines[at], *near[:_TITLE_LINES]])
    first = next((line.label for line in lines[at + 1 : at + _TO_ITEMS] if line.label), None)
    return dated and first is not None and first.number == 1 and first.rank <= TOP_RANK


_TITLE_LINES = 2  # that a long title goes on for
_TO_ITEMS = 20  # lines from the heading of a notice to the first item


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
    marked = text[label.stop - 1] in "）)" or text.find("关于", label.end, label.stop) >= 0
    if not (opens or marked) and lines[at + 1].label is not None:
        return False  # it does not go on, and only `关于` or a day in brackets would make it one
    title = text[label.end : label.stop]
    free = opens or lines[at - 1].label is None or lines[at - 1].kind is not None
    for line in lines[at + 1 : at + 5]:
        words = line.of(text) if line.end - line.start <= 200 else ""
        bare = _TITLE_DATE.sub("", title)
        dated = bare != title
        if opens or dated or "关于" in title:  # nothing else is named
            about = "关于" in bare and (free or "通知" in bare)
            named = type_of(bare) is not None or "通知" in bare[-6:] or ("印发《" in bare and bare[-1] == "》")
            begins = opens and (dated or kind_of(words or "。") in ("number", "addressee"))
            if named and (about or begins or (dated and _is_framed(text, lines, at))):
                return True
        if line.label is not None or not words:
            return False
        title += words
    return False


def _drop_cited_articles(lines: list[Line]) -> None:
    """`第三条所称服务…` as a paragraph of article 6 cites an article: the number goes back, and the next goes on."""
    last = 0
    for at, line in enumerate(lines):
        label = line.label
        if label is None or label.style != "article" or (number := label.number) is None:
            continue
        if 1 < number < last:
            below = (lines[i].label for i in range(at + 1, len(lines)))
            after = next((label for label in below if label and label.style == "article"), None)
            if after is None or after.number in (None, last, last + 1):
                line.label = None
                continue
        last = number


def _drop_attachment_lists(text: str, lines: list[Line], attached: Sequence[int]) -> None:
    """`附件：1.任务清单` and the numbered lines below it name attachments; they are no items. `attached`: lines with 附."""
    for at in attached:
        line = lines[at]
        if line.label is not None or text[line.start] != "附":
            continue
        words = line.of(text)
        if words.endswith(("：", ":")):  # alone: the head of a list where one follows, else of the attachment itself
            if not is_attachment_head(words):  # `附注：`
                line.kind = line.kind or "attachment"
            if _drop_listed(text, lines, at + 1, 0):
                line.kind = line.kind or "attachment"
        elif is_attachment_list(words):
            line.kind = line.kind or "attachment"
            _drop_listed(text, lines, at + 1, 1)


def _drop_listed(text: str, lines: list[Line], begin: int, number: int) -> bool:
    """Mark the attachments that lines name from `begin` on, behind that of a number; False where there is none."""
    at = begin
    while at < len(lines) and (following := _next_attachment(text, lines[at], number)) is not None:
        lines[at].label, lines[at].kind = None, "attachment"
        at, number = at + 1, following
    return at > begin


def _drop_attached_list(text: str, lines: list[Line]) -> None:
    """`附件` / `先进单位名单` above the first item, below a document that is complete: the numbers are those of a list."""
    begin = next((i for i, line in enumerate(lines) if line.label is not None), 0)
    head = next((i for i in range(begin) if lines[i].kind is None and is_attachment_head(lines[i].of(text))), None)
    if head is None:
        return
    title = "".join(line.of(text) for line in lines[head + 1 : begin][:3])
    if not title.endswith(outline_words("list")):
        return
    above = (line.of(text) for line in lines[:head] if line.end - line.start <= _TITLE)
    if not speaks_for_itself("".join(words for words in above if kind_of(words) == "title")):
        return
    for line in lines[begin:]:
        if line.label is None and is_attachment_head(line.of(text)):
            return
        line.label = None


_TITLE = 100  # characters of a line of a title


def _next_attachment(text: str, line: Line, number: int) -> int | None:
    """The number of the attachment that a line names, or None where the list has ended."""
    label = line.label
    if label is None or label.style not in ("arabic", "arabic_bracket") or label.number not in (number, number + 1):
        return None
    words = text[label.end : label.stop]
    if len(words) > 80 or words[-1:] in "。；" or "关于印发" in words:
        return None
    return label.number


def body_of(text: str, lines: list[Line]) -> tuple[int, int]:
    """The lines `[begin, end)` of the body: from the first label to the signature or the attachments."""
    begin = next((i for i, line in enumerate(lines) if line.label is not None), len(lines))
    for i, line in enumerate(lines[begin:], begin):
        if line.label is None and (line.kind == "attachment" or _ends_body(text, line)):
            return begin, _with_signature(text, lines, begin, i)
    end = _without_chrome(text, lines, begin)
    signed = last_signers(text, lines, begin + 1, end)
    return begin, end - len(signed)


def _ends_body(text: str, line: Line) -> bool:
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
