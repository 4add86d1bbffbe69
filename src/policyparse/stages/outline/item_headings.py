"""Which items have a heading: a line, or a leading sentence, that names all of the item and is not what it says."""

import itertools
import re
from collections import defaultdict

from policyparse.stages.outline.background import is_background
from policyparse.stages.outline.colons import ANNOUNCES, name_by_colons
from policyparse.stages.outline.headings import (
    ASSIGNS,
    HALF,
    LIKELY,
    LINE,
    LONG,
    NOUN,
    OPENING,
    SHORT,
    Lead,
    bracketed,
    parted,
)
from policyparse.stages.outline.levels import Item
from policyparse.stages.outline.line import stripped_end
from policyparse.stages.outline.words import any_outline_word, outline_words
from policyparse.text import span_at

# `各区应设置窗口`, `将法规纳入计划`, `占用结束后，及时清理`, `时间缩短至60日` say what is to be done; they name nothing
_RULE = re.compile(
    r"^[将对为各由在按凡除经]|^本[市省县区州盟旗行级]|(?<![响适供对效相反])应(?![用急对])|须|不得|可以|(?<![重主需必])要(?![素点求件])|(?:[后时]|期间)[，,]|：|:|\d\s?[%％个项家日天年月万亿元]"
)
NAME = 8
"""Characters of a heading that is no more than a name."""
_PARTED = 4  # characters of a name that a blank parts from its text
_BRACKETED = re.compile(r"[（(][^（()）]{0,30}[）)]")


def set_headings(text: str, items: list[Item]) -> None:
    """Give each item its heading, or None where it is all running text.

    A leading sentence counts as a heading by its own shortness, or because most items of its style, or most of its
    siblings, open with one.
    """
    _name_by_brackets(text, items)
    groups = _siblings(items)
    named: defaultdict[object, int] = defaultdict(int)  # of each style and of each parent
    all_of: defaultdict[object, int] = defaultdict(int)
    for (style, parent), group in groups.items():
        _part_by_blanks(text, group)
        telling, with_name = _opening_with_names(text, group)
        for of in (style, parent):
            all_of[of] += telling
            named[of] += with_name
    for (style, parent), group in groups.items():
        alike = 4 * named[parent] >= 3 * all_of[parent]
        usual = all_of[style] >= 3 and 5 * named[style] >= 3 * all_of[style]
        usual = usual or (all_of[parent] >= 4 and alike and style != "article")
        if not usual and style == "han" and parent is None and 2 <= all_of[parent] == named[parent]:
            usual = not any(_RULE.search(item.lead.of(text)) for item in group if item.lead)
        alike = (alike and all_of[parent] >= 2) or (not usual and _all_alone(text, group))
        running = style == "article" and not usual  # but for what stands alone above its text, or is marked
        for item in group:
            first = item.lead
            if first is None or (
                running and not (first.marked or (first.alone and (item.children or not first.whole)))
            ):
                continue
            if _is_heading(text, item, first, usual, alike) or (
                first.alone and first.closed and _is_background_alone(text, items, item, first)
            ):
                item.heading = span_at((first.start, first.end))
    name_by_colons(text, groups.values())


def _siblings(items: list[Item]) -> dict[tuple[str, int | None], list[Item]]:
    """The items of each style under each parent."""
    groups: defaultdict[tuple[str, int | None], list[Item]] = defaultdict(list)
    for item in items:
        groups[item.label.style, item.parent].append(item)
    return groups


def _opening_with_names(text: str, siblings: list[Item]) -> tuple[int, int]:
    """How many siblings say something of how their like open, and how many of these with a sentence that could name them."""
    telling = with_name = 0
    for item in siblings:
        first = item.lead
        if first is None or item.children or text[first.start] == "本":  # `本措施自……施行`
            continue
        telling += 1
        if not first.whole and _opens_with_name(text, item, first):
            with_name += 1
    return telling, with_name


def _opens_with_name(text: str, item: Item, first: Lead) -> bool:
    """True for an item that opens with a sentence that could name it."""
    if first.alone and not _more(text, item):
        return False
    names = _names(text, first, LIKELY, 1) or _slogan(text, first)
    return names and (item.label.style != "article" or first.end <= item.label.stop)


def _name_by_brackets(text: str, items: list[Item]) -> None:
    """Where most articles begin with a name in round brackets, that is how their text begins."""
    first = itertools.islice((item for item in items if item.label.style == "article"), _FIRST)
    if not any(item.lead and text[item.lead.start] in "（(" for item in first):
        return
    articles = [item for item in items if item.label.style == "article"]
    found = [(item, bracketed(text, item.lead.start, item.label.stop)) for item in articles if item.lead]
    named = [(item, name) for item, name in found if name]
    if len(named) > 1 and 2 * len(named) > len(articles):
        for item, name in named:
            item.lead = name


_FIRST = 3  # articles of which one has its name so


def _part_by_blanks(text: str, siblings: list[Item]) -> None:
    """Where a blank parts a heading from the text behind it in all siblings, that is where their headings end."""
    one = siblings[0].lead
    if one is None or len(siblings) < 2 or not _has_blank(text, one.start):
        return
    found: list[tuple[Item, Lead]] = []
    for item in siblings:
        first = item.lead
        if first is None or first.marked:
            return
        if heading := parted(text, first.start, item.label.stop):
            found.append((item, heading))
        elif not first.alone or first.end - first.start > SHORT:  # else a heading on a line of its own
            return
    if len(found) > 1:
        for item, heading in found:
            item.lead = heading


def _has_blank(text: str, start: int) -> bool:
    """True where a blank may part a heading that begins at `start` from its text."""
    begin, end = start + _PARTED, start + LIKELY
    return text.find(" ", begin, end) > 0 or text.find("\u3000", begin, end) > 0


def _all_alone(text: str, siblings: list[Item]) -> bool:
    """True where all siblings open with a short sentence on a line of its own and have text or items below it."""
    if len(siblings) < 2:
        return False
    for item in siblings:
        first = item.lead
        if first is None or not (first.alone and first.closed and first.end - first.start <= SHORT):
            return False
        if not (item.children or _more(text, item)):
            return False
    return True


def _is_heading(text: str, item: Item, first: Lead, usual: bool, alike: bool) -> bool:
    length = first.end - first.start
    if not length or first.marked:
        return first.marked
    if item.label.style == "article" and not usual and not _is_named_group(text, item, first):
        # `第九条 本办法自2023年1月1日起施行。` is no heading, nor is the first line below `第 5 条`
        return _is_article_heading(text, item, first)
    if not first.closed and first.alone:  # a line without a closing mark
        # what stands behind the words, be it before a clause in brackets: `按1%补助；（责任单位：市财政局）`
        mark = text[first.end] if first.end < first.stop else text[item.label.stop - 1]
        if mark in "；;，,":
            return item.children > 0 and length <= LONG
        if _is_task_with_clause(text, item, first) or _goes_on_in_brackets(text, item, first):
            return False
        if mark in "：:︰" and ANNOUNCES.search(text, first.start, first.end):
            return False  # `符合以下情况之一的：`
        if mark in '”"' and _QUOTES.search(text, first.start, first.end):
            return False  # `增加一项：“（六）负责……”`
        most = NOUN if mark in "：:︰" else LINE if item.children else LONG
        return length <= most and not (length >= _BROKEN_LEAST and first.of(text).endswith(_BROKEN))
    if first.alone and first.closed and text[first.end] in "？?" and length <= LONG:
        return _more(text, item)  # `为什么要制定本办法？`, the answer below
    if first.alone and not item.children and not ((usual or alike) and _more(text, item)):
        return text[first.end - 1] in _NAME_ENDS and _is_name(text, item, first)  # else it is running text
    if not item.children and _ASSIGNS.search(text, first.start, first.end):
        return False  # `具体办法，由市财政局会同市教育局另行制定`
    if usual or item.children:
        return _names(text, first, LONG, 2)
    if not _names(text, first, SHORT, 0) and not _slogan(text, first):
        return False
    return not _RULE.search(_without_brackets(first.of(text)))


def _is_task_with_clause(text: str, item: Item, first: Lead) -> bool:
    """True for `新建冷库50座，改造20座（责任单位：市商务局）。`, all that the item says: a sentence, be it short."""
    stop = item.label.stop
    if item.children or first.stop >= stop or text[first.stop] not in OPENING or _more(text, item):
        return False
    return text[stop - 1] == "。" or (first.end - first.start > SHORT and "，" in first.of(text).replace(",", "，"))


def _goes_on_in_brackets(text: str, item: Item, first: Lead) -> bool:
    """True where layout broke a sentence before a bracket: `鼓励各村` / `（社区）便民站点延长时间。`."""
    if first.end - first.start < _BROKEN_LEAST or item.children or first.stop < item.label.stop:
        return False
    return _BRACKET_BELOW.match(text, item.label.stop, item.own_end) is not None


_BRACKET_BELOW = re.compile(
    rf"\s{{1,40}}[（(](?![^（()）\n]{{0,8}}{any_outline_word('clause')})[^（()）\n]{{1,8}}[）)](?=[一-鿿])"
)


def _is_name(text: str, item: Item, first: Lead) -> bool:
    """True for `宣传发动阶段（4月至5月）`, and for `宣传教育组` with a clause behind it: names, though they are all that the
    item says."""
    name = _without_brackets(first.of(text))
    if name.endswith(_STAGES):
        return True
    assigned = first.stop < item.label.stop and name.endswith(_TEAMS) and len(name) <= SHORT
    return assigned and not name.startswith(_SETS_UP)


_STAGES, _TEAMS, _SETS_UP = outline_words("stage"), outline_words("team"), outline_words("sets_up")
_NAME_ENDS = frozenset(word[-1] for word in (*_STAGES, *_TEAMS)) | frozenset("）)")


_BROKEN = outline_words("broken")  # how a line ends that layout broke
_BROKEN_LEAST = 14  # characters of such a line
_ASSIGNS = re.compile("[，,]由")


def is_in_article(items: list[Item], item: Item) -> bool:
    """True for an item of an article: be it no more than a name, it lays something down."""
    return item.parent is not None and items[item.parent].label.style == "article"


def _is_background_alone(text: str, items: list[Item], item: Item, first: Lead) -> bool:
    """True for `（一）指导思想。` on a line of its own above its text, be it the only item of its kind."""
    if first.end - first.start > NAME or is_in_article(items, item):
        return False
    return is_background(first.of(text)) is not None and _more(text, item)


def _is_named_group(text: str, item: Item, first: Lead) -> bool:
    """True for `第二条　支持企业上规。` with items below: it names them, and lays nothing down itself."""
    if not (item.children and first.closed and first.end - first.start <= NOUN):
        return False
    words = first.of(text)
    return not _RULE.search(words) and not ANNOUNCES.search(words)


def _is_article_heading(text: str, item: Item, first: Lead) -> bool:
    """True for `第五条　适用范围` on a line of its own, text or items below it."""
    if first.closed or first.end > item.label.stop or text[first.stop - 1] in "：:；，":
        return False
    if not item.children:
        return first.end - first.start <= NOUN and _more(text, item)
    words = first.of(text)
    named = len(words) <= SHORT and not _RULE.search(words) and not ANNOUNCES.search(words)
    return named and not _more(text, item)  # else layout broke its first line


_QUOTES = re.compile(r'[：:]["“]')


def _more(text: str, item: Item) -> bool:
    """True where paragraphs follow the item's first line that are more than its clause."""
    stop, own_end = item.label.stop, item.own_end
    if own_end <= stop or (
        item.children and stripped_end(text, stop, own_end) == stop
    ):  # else white space is off its end
        return False
    return not _CLAUSE_BELOW.match(text, stop, own_end)


CLAUSE_IN_BRACKETS = r"[（(〔\[［【][^（()）。\n]{2,80}(?:牵头|负责|配合)[^（()）。\n]{0,20}[）)〕\]］】]"
_CLAUSE_BELOW = re.compile(rf"[\s*]*(?:[（(〔\[［【]?{ASSIGNS}|{CLAUSE_IN_BRACKETS}\s*$)")


_PARTS = 3  # of a slogan at most
_SLOGAN = 2 * HALF + NOUN + 2  # characters of one


def _slogan(text: str, first: Lead) -> bool:
    """True for `高度重视，强化责任意识`, `加强督办，狠抓落实，确保如期完成`: two or three short parts."""
    if first.end - first.start > _SLOGAN:
        return False
    parts = first.of(text).replace(",", "，").split("，")
    return 2 <= len(parts) <= _PARTS and len(parts[-1]) <= NOUN and all(2 < len(part) <= HALF for part in parts[:-1])


def _names(text: str, first: Lead, most: int, commas: int) -> bool:
    """True where a sentence is short enough to name an item, what stands in brackets aside."""
    if first.end - first.start > 2 * most:
        return False
    words = _without_brackets(text[first.start : first.end])
    return len(words) <= most and words.count("，") + words.count(",") <= commas


def _without_brackets(words: str) -> str:
    return _BRACKETED.sub("", words) if "）" in words or ")" in words else words
