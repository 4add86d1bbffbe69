"""Items → nodes: spans, headings, and whether an item says what is to be done."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Literal, NamedTuple

from policyparse.lexicon.load import rows
from policyparse.records.found import Node
from policyparse.stages.outline.frame import says_validity
from policyparse.stages.outline.headings import HALF, LIKELY, LINE, LONG, NOUN, SHORT, Lead, lead
from policyparse.stages.outline.levels import Item
from policyparse.text import Span

# `各区应设置窗口`, `将法规纳入计划`, `时间缩短至60日` say what is to be done; they name nothing
_RULE = re.compile(
    r"^[将对为各由在按凡除经]|(?<![响适供对效相反])应(?![用急对])|须|不得|可以|(?<![重主需必])要(?![素点求件])|：|:|\d\s?[%％个项家日天年月万亿元]"
)
_SHORT = 8  # characters of a heading of background that is no more than a name
_BRACKETED = re.compile(r"[（(][^（()）]{0,30}[）)]")


class Background(NamedTuple):
    """A row of lexicon/outline/background.csv."""

    words: str
    where: str
    passes: bool


@cache
def _background() -> tuple[dict[str, bool], tuple[Background, ...], tuple[str, ...]]:
    """Whole headings with what they pass on; rows that say how headings end; the words of the latter."""
    known = rows("outline/background.csv", Background)
    ends = tuple(r for r in known if r.where != "whole")
    return {r.words: r.passes for r in known if r.where != "short"}, ends, tuple(r.words for r in ends)


def _is_background(heading: str) -> bool | None:
    """Whether what stands under a heading of background is background too; None for any other heading."""
    whole, ends, words = _background()
    if heading in whole:
        return whole[heading]
    if not heading.endswith(words):
        return None
    fits = (r for r in ends if heading.endswith(r.words) and (r.where == "ends" or len(heading) <= _SHORT))
    return next((r.passes for r in fits), None)


def nodes_of(text: str, items: list[Item], end: int) -> list[Node]:
    """The nodes of the items, whose text ends at `end`."""
    spans = _spans(text, items, end)
    own_ends = _own_ends(items, spans)
    leads = [lead(text, item.label.end, item.label.stop, own_ends[i]) for i, item in enumerate(items)]
    headings = _headings(text, items, leads, own_ends)
    _name_by_colons(text, items, headings)
    words = [h or _name_alone(items, i, leads[i]) for i, h in enumerate(headings)]
    quiet = _quiet(text, items, words, own_ends)
    return [_node(text, item, spans[i], headings[i], quiet[i]) for i, item in enumerate(items)]


def _node(text: str, item: Item, span: Span, heading: Span | None, quiet: bool) -> Node:
    label = item.label
    kind: Literal["section", "measure"] = "section" if item.children or quiet else "measure"
    return Node(
        kind,
        item.parent,
        item.depth,
        label.text,
        label.number,
        label.style,
        item.path,
        Span(label.start, label.end),
        heading.of(text) if heading else None,
        heading,
        span,
    )


def _spans(text: str, items: list[Item], end: int) -> list[Span]:
    """From each label to where the next item that is not under it begins."""
    stops = [end] * len(items)
    open_items: list[int] = []
    for i, item in enumerate(items):
        while open_items and items[open_items[-1]].depth >= item.depth:
            stops[open_items.pop()] = item.label.start
        open_items.append(i)
    return [Span(item.label.start, _rstrip(text, item.label.end, stops[i])) for i, item in enumerate(items)]


_MARKS_BEFORE = "#*_> "


def _rstrip(text: str, start: int, stop: int) -> int:
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in _MARKS_BEFORE):
        stop -= 1
    return stop


def _own_ends(items: list[Item], spans: list[Span]) -> list[int]:
    """Where each item's own text ends: at its first child."""
    ends = [span.end for span in spans]
    for item in reversed(items):
        if item.parent is not None:
            ends[item.parent] = item.label.start
    return ends


def _headings(text: str, items: list[Item], leads: list[Lead | None], own_ends: list[int]) -> list[Span | None]:
    """The heading of each item, or None where it is all running text.

    A leading sentence counts as a heading by its own shortness, or because most items of its style, or most of its
    siblings, open with one.
    """
    named, all_of = Counter[object](), Counter[object]()
    for item, first, own_end in zip(items, leads, own_ends, strict=True):
        if first is not None and not item.children and not text.startswith("本", first.first.start):  # `本措施自……施行`
            names = (not first.alone or _more(text, item, own_end)) and _names(text, first.first, LIKELY, 1)
            names = names and (item.label.style != "article" or first.first.end <= item.label.stop)
            for group in (item.label.style, item.parent):
                all_of[group] += 1
                named[group] += names
    headings: list[Span | None] = []
    for item, first, own_end in zip(items, leads, own_ends, strict=True):
        style, siblings = item.label.style, item.parent
        alike = 4 * named[siblings] >= 3 * all_of[siblings]
        usual = all_of[style] >= 3 and 5 * named[style] >= 3 * all_of[style]
        usual = usual or (all_of[siblings] >= 4 and alike and style != "article")
        headings.append(_heading(text, item, first, own_end, usual, all_of[siblings] >= 2 and alike))
    return headings


def _heading(text: str, item: Item, first: Lead | None, own_end: int, usual: bool, alike: bool) -> Span | None:
    if first is None or first.first.end <= first.first.start:
        return None
    if item.label.style == "article" and not usual and not _is_named_group(text, item, first):
        # `第九条 本办法自2023年1月1日起施行。` is no heading, nor is the first line below `第 5 条`
        return first.first if _is_article_heading(text, item, first, own_end) else None
    length = first.first.end - first.first.start
    if not first.closed and first.alone:  # a line without a closing mark
        mark = text[item.label.stop - 1]
        if mark in "；;，,":
            return first.first if item.children and length <= LONG else None
        most = NOUN if mark in "：:︰" else LINE if item.children else LONG
        return first.first if length <= most and not _BROKEN.search(first.first.of(text)) else None
    if first.alone and not item.children and not ((usual or alike) and _more(text, item, own_end)):
        return None  # a single sentence is all running text
    if not item.children and _ASSIGNS.search(first.first.of(text)):
        return None  # `具体办法，由市财政局会同市教育局另行制定`
    if usual or item.children:
        return first.first if _names(text, first.first, LONG, 2) else None
    if _RULE.search(_BRACKETED.sub("", first.first.of(text))):
        return None
    return first.first if _names(text, first.first, SHORT, 0) or _slogan(text, first.first) else None


_BROKEN = re.compile("^.{12,}(?:按照|根据|依据|以及|关于|或者|并且)$")  # a line that layout broke
_ASSIGNS = re.compile("[，,]由")


def _name_alone(items: list[Item], at: int, first: Lead | None) -> Span | None:
    """The words of an item that is no more than a name: `（一）指导思想。`; in an article it lays something down."""
    parent = items[at].parent
    if first is None or not first.alone or (parent is not None and items[parent].label.style == "article"):
        return None
    return first.first if first.first.end - first.first.start <= _SHORT else None


def _is_named_group(text: str, item: Item, first: Lead) -> bool:
    """True for `第二条　支持企业上规。` with items below: it names them, and lays nothing down itself."""
    words = first.first.of(text)
    named = item.children > 0 and first.alone and first.closed and len(words) <= NOUN
    return named and not _RULE.search(words) and not _ANNOUNCES.search(words)


def _is_article_heading(text: str, item: Item, first: Lead, own_end: int) -> bool:
    """True for `第五条　适用范围` on a line of its own, text below it."""
    same_line = first.first.end <= item.label.stop
    short = first.first.end - first.first.start <= NOUN
    return (
        same_line
        and short
        and first.alone
        and not first.closed
        and text[first.stop - 1] not in "：:；，"
        and _more(text, item, own_end)
    )


def _name_by_colons(text: str, items: list[Item], headings: list[Span | None]) -> None:
    """`1.便利就医：新建……` has a heading where its siblings, all but one in four, open so too."""
    siblings: dict[tuple[object, str], list[int]] = {}
    for i, item in enumerate(items):
        if not item.children:
            siblings.setdefault((item.parent, item.label.style), []).append(i)
    for group in siblings.values():
        if len(group) < 2 or all(headings[i] for i in group):
            continue
        found = ((i, _COLON.match(text, items[i].label.end, items[i].label.stop)) for i in group)
        spans = {i: m.span(1) for i, m in found if m and not _ANNOUNCES.search(m[1])}
        if 4 * len(spans) >= 3 * len(group):
            for i, span in spans.items():
                headings[i] = headings[i] or Span(*span)


_COLON = re.compile(r"[\s　*]*([^。；：:，,、（(\s*]{4,14})\*{0,2}[：:](?=[^\s*])(?!是?指)")
_ANNOUNCES = re.compile("下列|以下|包括$|如[下左次右]$|为$")  # `静态信息主要包括：`, `将第三条修改为：`


def _more(text: str, item: Item, own_end: int) -> bool:
    """True where paragraphs follow the item's first line."""
    return _rstrip(text, item.label.stop, own_end) > item.label.stop


def _slogan(text: str, span: Span) -> bool:
    """True for `高度重视，强化责任意识`: two short halves."""
    halves = span.of(text).replace(",", "，").split("，")
    return len(halves) == 2 and all(2 < len(half) <= HALF for half in halves)


def _names(text: str, span: Span, most: int, commas: int) -> bool:
    """True where a sentence is short enough to name an item, what stands in brackets aside."""
    if span.end - span.start > 2 * most:
        return False
    words = _BRACKETED.sub("", span.of(text))
    return len(words) <= most and words.count("，") + words.count(",") <= commas


def _quiet(text: str, items: list[Item], headings: list[Span | None], own_ends: list[int]) -> list[bool]:
    """For each item whether it asks nothing of anyone; what stands under principles and aims does so neither."""
    quiet = [False] * len(items)
    passes = [False] * len(items)
    for i, item in enumerate(items):
        span = headings[i]
        found = _is_background("".join(span.of(text).split())) if span else None
        inherited = item.parent is not None and passes[item.parent]
        valid = says_validity(text, item.label.end, own_ends[i])
        quiet[i] = found is not None or inherited or valid
        passes[i] = bool(found) or inherited
    return quiet
