"""A text without line breaks → paragraphs: where labels stand in the middle of the line, in the order that they count."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left

from policyparse.lexicon.endings import any_ending
from policyparse.stages.outline.document_number import IN_YEAR
from policyparse.stages.outline.frame import kind_of
from policyparse.stages.outline.labels import BLANK, TOP_RANK, UNSETTLED, Bounds, Label, candidates, label_at
from policyparse.stages.outline.titles import type_of
from policyparse.text import Span

_SENTENCE_ENDS = frozenset("。；：！？）)〕］]》”;:!? \t\n\u3000\xa0")
_RUN = 45  # characters: a heading on which the first item below follows without a mark
_LEAST = 120  # characters: shorter lines are paragraphs
_RUN_ON = 500  # characters: lines longer on average are no paragraphs (work reports have about 250)
_TAIL = 800  # characters at the end of a text in which its signature stands
_DATE = re.compile(
    r"(?:(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}|[二一][〇零○ＯO0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3})"
    r"\s?日(?=[^，。；、）)]|$)"
)
_SIGNER = re.compile(rf"([^，。；：、《》（）()&;\s]{{2,24}}){BLANK}*$")
_NAMED = re.compile(r"《([^《》]{6,80})》")
_RELEASE = re.compile(r"[（(]\s?此件[^）)]{2,12}[）)]|抄送(?=[：:])")
_ADDRESSEE_END = re.compile(f"{any_ending('addressed')}[：:]")
# the heading, the number in brackets, then the addressees
_NOTICE_END = re.compile(
    rf"关于[^。；：]{{4,100}}的(?:通知|意见)(?:[ \u3000]?([（(][^\s，。；：（()）]{{1,14}}{IN_YEAR}[）)]))?(?=[ \u3000]?各[^。；]{{2,60}}[：:])"
)
_TITLED = 30  # characters before the first item in which a title's last word is looked for
# `某省人民政府关于……的意见 某政发〔2009〕69号 2009-11-03 为……`: the title, the number, and a day
_NUMBERED = re.compile(
    rf"([^。；\n]{{8,120}}?)[ \u3000]+([^\s，。；：《》（()]{{1,12}}{IN_YEAR})(?=\s)"
    r"(?:\s+(?:(?:19|20)\d{2}|[二一][〇零○ＯO0一二三四五六七八九]{3})\s?[-./年][^\s，。；]{3,9}(?=\s))?"
)


def split_long(text: str, lines: list[Bounds]) -> list[Bounds]:
    """The paragraphs, with a line that is most of the document cut at its labels and at the parts of the frame.

    A text of few and very long lines is one such line that was broken somewhere.
    """
    if len(lines) > 1 and len(text) >= _RUN_ON * len(lines):
        return _pieces(text, Span(lines[0][0], lines[-1][1]), lines)
    least = max(_LEAST, (len(text) + 1) // 2)
    middle = bisect_left(lines, (len(text) // 2, len(text)))  # the line at the middle of the text, or the one behind it
    for i in range(min(middle, len(lines) - 1), max(middle - 3, -1), -1):
        start, end = lines[i]
        if end - start >= least:
            lines[i : i + 1] = _pieces(text, Span(start, end), [(start, end)])
    return lines


def _pieces(text: str, span: Span, lines: list[Bounds]) -> list[Bounds]:
    cuts = _cuts(text, span)
    if len(cuts) < 2:
        return lines
    cuts = sorted({*cuts, *_frame_cuts(text, span, cuts), *(start for start, _ in lines)})
    bounds = [span.start, *(c for c in cuts if c > span.start), span.end]
    return [p for a, b in itertools.pairwise(bounds) if (p := Span(a, b).trimmed(text)).end > p.start]


def _cuts(text: str, span: Span) -> list[int]:
    """The labels that continue a series, or begin one, where a sentence or a heading has ended."""
    cuts: list[int] = []
    last: dict[str, int] = {}
    open_styles: list[str] = []
    firsts: dict[str, int] = {}
    heading_until = behind = span.start  # `behind` the label before
    for m in candidates().finditer(text, span.start, span.end):
        at = m.start()
        label = label_at(text, at, span.end)
        if label is None or label.number is None or label.start != at:
            continue
        if label.style in UNSETTLED and not _goes_on_below(text, at, label, last, behind):
            continue
        before = text[at - 1] if at > span.start else "。"
        if not (before in _SENTENCE_ENDS or at <= heading_until or _strong(text, label) or _titled(text, span, label)):
            continue
        if not _expected(label, last, open_styles) and not _again(text, label, firsts):
            continue
        firsts.setdefault(label.style, label.end)
        if label.style in open_styles:
            del open_styles[open_styles.index(label.style) + 1 :]
        else:
            open_styles.append(label.style)
        last[label.style] = label.number
        cuts.append(at)
        behind = label.end
        stop = text.find("。", label.end, label.end + _RUN)
        heading_until = stop if stop >= 0 else label.end + _RUN
    return cuts


def _goes_on_below(text: str, at: int, label: Label, last: dict[str, int], behind: int) -> bool:
    """True for a decimal before a word that its chapter names, behind a blank, a sentence or the heading of that chapter,
    which begins at `behind`: `1.1编制目的` below the open `1.`, `1.1.1坚持预防为主` right behind `1.1工作原则`."""
    if label.style not in _DECIMALS:
        return False
    over = [last.get("arabic") or last.get("chapter"), last.get("decimal2_glued") or last.get("decimal2")]
    chapter = label.text.replace("．", ".").split(".")[:-1]
    if chapter != list(map(str, over[: len(chapter)])):
        return False
    return text[at - 1].isspace() or text[at - 1] == "。" or _HEADED.fullmatch(text, behind, at) is not None


_DECIMALS = ("decimal2_glued", "decimal3_glued")
_HEADED = re.compile(r"\s?[^，。；：、,;:！？（）()《》“”\d\s]{2,14}")


def _again(text: str, label: Label, firsts: dict[str, int]) -> bool:
    """True where the whole text stands a second time: the first item of a style with the same words behind it."""
    first = firsts.get(label.style)
    return label.number == 1 and first is not None and text[first : first + 20] == text[label.end : label.end + 20]


def _titled(text: str, span: Span, label: Label) -> bool:
    """True for the first label behind a title: `……服务暂行办法一、延长时间`."""
    if label.number != 1 or (label.rank > TOP_RANK and not _CHAPTER.match(text, label.start)):
        return False
    return type_of(text[max(span.start, label.start - _TITLED) : label.start]) is not None


_CHAPTER = re.compile(r"1[.．、][^，。；：、,;:！？（）()《》“”\d\s]{2,14}1[.．]1")  # `1、总则1.1编制目的`


def _strong(text: str, label: Label) -> bool:
    """A chapter or an article that white space follows needs no mark before it."""
    return label.rank <= 4 and (text[label.end : label.end + 1].isspace() or text.startswith("&nbsp;", label.end))


def _expected(label: Label, last: dict[str, int], open_styles: list[str]) -> bool:
    """The next number of its style; or the first, of a style that is not open or whose level was left."""
    number = label.number or 0
    if number == last.get(label.style, 0) + 1:
        return True
    if number != 1:
        return False
    if label.style not in open_styles:
        return True
    return open_styles.index(label.style) > 0 and open_styles[-1] != label.style


def _frame_cuts(text: str, span: Span, cuts: list[int]) -> list[int]:
    """Where addressees, signature, date, release mark and title part in the running line."""
    found = []
    head = min(cuts[0], span.start + 400)
    if heading := _NOTICE_END.search(text, span.start, head):
        found += [heading.end(), heading.start(1)] if heading[1] else [heading.end()]
    if (numbered := _NUMBERED.match(text, span.start, head)) and type_of(numbered[1]) is not None:
        found += [numbered.start(2), numbered.end(2), numbered.end()]
    m = _ADDRESSEE_END.search(text, span.start, head)
    if m and text.find("。", span.start, m.start()) < 0:
        found.append(m.end())
    again = text.find(text[span.start : span.start + 20], cuts[0], span.end)  # the whole text stands a second time
    ends = [span.end, again] if again >= 0 else [span.end]
    for begin, end in ((span.start, cuts[0]), *((max(cuts[0], end - _TAIL), end) for end in ends)):
        found += _signature_cuts(text, begin, end)
    if again >= 0:
        found.append(again)
    return found + _title_cuts(text, span.start, cuts[0])


def _signature_cuts(text: str, begin: int, end: int) -> list[int]:
    """Around `……认真执行。某市人民政府办公室2013年10月12日（此件公开发布）`: before the name, the date and behind."""
    found = []
    for m in itertools.islice(_DATE.finditer(text, begin, end), 8):
        signer = _SIGNER.search(text, max(begin, m.start() - 200), m.start())
        if signer and kind_of(signer[1]) == "organisation":
            found += [signer.start(), m.start(), m.end()]
        elif (
            text[m.start() - 1].isspace()
            and text[max(0, m.start() - 8) : m.start()].rstrip()[-1:] == "。"
            and text[m.end() : m.end() + 1].isspace()
        ):
            found += [m.start(), m.end()]  # nobody signs
    for m in itertools.islice(_RELEASE.finditer(text, begin, end), 8):
        found += [m.start(), m.end()] if m[0][-1] in "）)" else [m.start()]
    return found


def _title_cuts(text: str, begin: int, end: int) -> list[int]:
    """The two ends of the name in 《》 of the notice, where it stands again without the marks."""
    end = min(end, begin + 6000)
    for m in _NAMED.finditer(text, begin, end):
        at = text.find(m[1], m.end(), end)
        if (
            at >= 0
            and text[at - 1] not in "《〈“"
            and text.rfind("《", m.end(), at) <= text.rfind("》", m.end() - 1, at)
        ):
            return [at, at + len(m[1])]
    return []
