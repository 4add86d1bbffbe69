"""Items → nodes: spans, headings, and whether an item says what is to be done."""

import re
from collections import defaultdict
from typing import Literal

from policyparse.records.found import Node
from policyparse.stages.outline.background import is_background
from policyparse.stages.outline.colons import ANNOUNCES, name_by_colons
from policyparse.stages.outline.frame import says_validity
from policyparse.stages.outline.headings import (
    ASSIGNS,
    FAR,
    HALF,
    LIKELY,
    LINE,
    LONG,
    NOUN,
    OPENING,
    SHORT,
    Lead,
    bracketed,
    lead,
    parted,
)
from policyparse.stages.outline.labels import SPACES
from policyparse.stages.outline.levels import Item
from policyparse.stages.outline.reviews import is_review_of_year
from policyparse.stages.outline.words import any_outline_word, outline_words
from policyparse.text import Span, span_at

# `各区应设置窗口`, `将法规纳入计划`, `占用结束后，及时清理`, `时间缩短至60日` say what is to be done; they name nothing
_RULE = re.compile(
    r"^[将对为各由在按凡除经]|^本[市省县区州盟旗行级]|(?<![响适供对效相反])应(?![用急对])|须|不得|可以|(?<![重主需必])要(?![素点求件])|(?:[后时]|期间)[，,]|：|:|\d\s?[%％个项家日天年月万亿元]"
)
_SHORT = 8  # characters of a heading that is no more than a name
_NAME = 4  # characters of a heading that a blank parts from its text
_BRACKETED = re.compile(r"[（(][^（()）]{0,30}[）)]")


def nodes_of(text: str, items: list[Item], account: bool = False) -> list[Node]:
    """The nodes of the items; all of an account (`统计公报`) tells, and asks nothing."""
    labels = [item.label for item in items]
    ends = [_rstrip(text, label.end, item.stop) for label, item in zip(labels, items, strict=True)]
    # an item's own text ends at its first child, which is the item behind it
    own_ends = [labels[i].start if item.children else ends[i - 1] for i, item in enumerate(items, start=1)]
    leads = [lead(text, label.end, label.stop, end) for label, end in zip(labels, own_ends, strict=True)]
    _name_by_brackets(text, items, leads)
    headings = _headings(text, items, leads, own_ends)
    words = [text[heading.start : heading.end] if heading else None for heading in headings]
    quiet = _quiet(text, items, leads, words, own_ends, account)
    return list(map(_node, items, ends, headings, words, quiet))


def _node(item: Item, end: int, heading: Span | None, words: str | None, quiet: bool) -> Node:
    label = item.label
    start = label.start
    kind: Literal["section", "measure"] = "section" if item.children or quiet else "measure"
    return Node(
        kind,
        item.parent,
        item.depth,
        label.text,
        label.number,
        label.style,
        item.path,
        span_at((start, label.end)),
        words,
        heading,
        span_at((start, end)),
    )


def _name_by_brackets(text: str, items: list[Item], leads: list[Lead | None]) -> None:
    """Where most articles begin with a name in round brackets, that is their heading."""
    articles = [i for i, item in enumerate(items) if item.label.style == "article"]
    if not any((first := leads[i]) and text[first.start] in "（(" for i in articles[:_FIRST]):
        return
    stops = ((i, leads[i], items[i].label.stop) for i in articles)
    found = {i: name for i, first, stop in stops if first and (name := bracketed(text, first.start, stop))}
    if len(found) > 1 and 2 * len(found) > len(articles):
        for i, name in found.items():
            leads[i] = name


_FIRST = 3  # articles of which one has its name so
_MARKS_BEFORE = SPACES | set("#*_>")


def _rstrip(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] in _MARKS_BEFORE:
        stop -= 1
    return stop


def _headings(text: str, items: list[Item], leads: list[Lead | None], own_ends: list[int]) -> list[Span | None]:
    """The heading of each item, or None where it is all running text.

    A leading sentence counts as a heading by its own shortness, or because most items of its style, or most of its
    siblings, open with one.
    """
    groups = _siblings(items)
    named: defaultdict[object, int] = defaultdict(int)  # of each style and of each parent
    all_of: defaultdict[object, int] = defaultdict(int)
    for (style, parent), group in groups.items():
        one = leads[group[0]]
        if one is not None and len(group) > 1 and _has_blank(text, one.start):
            _part_by_blanks(text, items, group, leads)
        opens = [_opens_with_name(text, items[i], first, own_ends[i]) for i in group if (first := leads[i])]
        with_name, without = opens.count(True), opens.count(False)
        for of in (style, parent):
            all_of[of] += with_name + without
            named[of] += with_name
    headings: list[Span | None] = [None] * len(items)
    for (style, parent), group in groups.items():
        alike = 4 * named[parent] >= 3 * all_of[parent]
        usual = all_of[style] >= 3 and 5 * named[style] >= 3 * all_of[style]
        usual = usual or (all_of[parent] >= 4 and alike and style != "article")
        if not usual and style == "han" and parent is None and 2 <= all_of[parent] == named[parent]:
            usual = not any(_RULE.search(first.of(text)) for i in group if (first := leads[i]))
        alike = alike and all_of[parent] >= 2
        if not (alike or usual) and (first := leads[group[0]]) and first.alone and first.closed:
            alike = _all_alone(text, [items[i] for i in group], leads, own_ends)
        running = style == "article" and not usual  # but for what stands alone on its line, or is marked
        for i in group:
            first, item = leads[i], items[i]
            if first is None or (running and not first.alone and not first.marked):
                continue
            if _is_heading(text, item, first, own_ends[i], usual, alike) or (
                first.alone and first.closed and _is_background_alone(text, items, item, first, own_ends[i])
            ):
                headings[i] = span_at((first.start, first.end))
    name_by_colons(text, ([items[i] for i in group] for group in groups.values()), headings)
    return headings


def _has_blank(text: str, start: int) -> bool:
    """True where a blank may part a heading that begins at `start` from its text."""
    begin, end = start + _NAME, start + LIKELY
    return text.find(" ", begin, end) > 0 or text.find("\u3000", begin, end) > 0


def _siblings(items: list[Item]) -> dict[tuple[str, int | None], list[int]]:
    """The items of each style under each parent."""
    groups: defaultdict[tuple[str, int | None], list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        groups[item.label.style, item.parent].append(i)
    return groups


def _part_by_blanks(text: str, items: list[Item], group: list[int], leads: list[Lead | None]) -> None:
    """Where a blank parts a heading from the text behind it in all siblings, that is where their headings end."""
    found: dict[int, Lead] = {}
    for i in group:
        first = leads[i]
        if first is None or first.marked:
            return
        if heading := parted(text, first.start, items[i].label.stop):
            found[i] = heading
        elif not first.alone or first.end - first.start > SHORT:  # else a heading on a line of its own
            return
    if len(found) > 1:
        for i, heading in found.items():
            leads[i] = heading


def _all_alone(text: str, siblings: list[Item], leads: list[Lead | None], own_ends: list[int]) -> bool:
    """True where all siblings open with a short sentence on a line of its own and have text or items below it."""
    if len(siblings) < 2:
        return False
    for item in siblings:
        first = leads[item.index]
        if first is None or not (first.alone and first.closed and first.end - first.start <= SHORT):
            return False
        if not (item.children or _more(text, item, own_ends[item.index])):
            return False
    return True


def _opens_with_name(text: str, item: Item, first: Lead, own_end: int) -> bool | None:
    """Whether an item opens with a sentence that could name it; None where it says nothing of its like."""
    if item.children or text[first.start] == "本":  # `本措施自……施行`
        return None
    if first.alone and not _more(text, item, own_end):
        return False
    names = _names(text, first, LIKELY, 1) or _slogan(text, first)
    return names and (item.label.style != "article" or first.end <= item.label.stop)


def _is_heading(text: str, item: Item, first: Lead, own_end: int, usual: bool, alike: bool) -> bool:
    length = first.end - first.start
    if not length or first.marked:
        return first.marked
    if item.label.style == "article" and not usual and not _is_named_group(text, item, first):
        # `第九条 本办法自2023年1月1日起施行。` is no heading, nor is the first line below `第 5 条`
        return _is_article_heading(text, item, first, own_end)
    if not first.closed and first.alone:  # a line without a closing mark
        # what stands behind the words, be it before a clause in brackets: `按1%补助；（责任单位：市财政局）`
        mark = text[first.end] if first.end < first.stop else text[item.label.stop - 1]
        if mark in "；;，,":
            return item.children > 0 and length <= LONG
        if _is_task_with_clause(text, item, first, own_end) or _goes_on_in_brackets(text, item, first, own_end):
            return False
        if mark in "：:︰" and ANNOUNCES.search(text, first.start, first.end):
            return False  # `符合以下情况之一的：`
        if mark in '”"' and _QUOTES.search(text, first.start, first.end):
            return False  # `增加一项：“（六）负责……”`
        most = NOUN if mark in "：:︰" else LINE if item.children else LONG
        return length <= most and not (length >= _BROKEN_LEAST and first.of(text).endswith(_BROKEN))
    if first.alone and first.closed and text[first.end] in "？?" and length <= LONG:
        return _more(text, item, own_end)  # `为什么要制定本办法？`, the answer below
    if first.alone and not item.children and not ((usual or alike) and _more(text, item, own_end)):
        return text[first.end - 1] in _NAME_ENDS and _is_name(text, item, first)  # else it is running text
    if not item.children and _ASSIGNS.search(text, first.start, first.end):
        return False  # `具体办法，由市财政局会同市教育局另行制定`
    if usual or item.children:
        return _names(text, first, LONG, 2)
    if not _names(text, first, SHORT, 0) and not _slogan(text, first):
        return False
    return not _RULE.search(_without_brackets(first.of(text)))


def _is_task_with_clause(text: str, item: Item, first: Lead, own_end: int) -> bool:
    """True for `新建冷库50座，改造20座（责任单位：市商务局）。`, all that the item says: a sentence, be it short."""
    stop = item.label.stop
    if item.children or first.stop >= stop or text[first.stop] not in OPENING or _more(text, item, own_end):
        return False
    return text[stop - 1] == "。" or (first.end - first.start > SHORT and "，" in first.of(text).replace(",", "，"))


def _goes_on_in_brackets(text: str, item: Item, first: Lead, own_end: int) -> bool:
    """True where layout broke a sentence before a bracket: `鼓励各村` / `（社区）便民站点延长时间。`."""
    if first.end - first.start < _BROKEN_LEAST or item.children or first.stop < item.label.stop:
        return False
    return _BRACKET_BELOW.match(text, item.label.stop, own_end) is not None


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


def _in_article(items: list[Item], item: Item) -> bool:
    """True for an item of an article: be it no more than a name, it lays something down."""
    return item.parent is not None and items[item.parent].label.style == "article"


def _is_background_alone(text: str, items: list[Item], item: Item, first: Lead, own_end: int) -> bool:
    """True for `（一）指导思想。` on a line of its own above its text, be it the only item of its kind."""
    if first.end - first.start > _SHORT or _in_article(items, item):
        return False
    return is_background(first.of(text)) is not None and _more(text, item, own_end)


def _is_named_group(text: str, item: Item, first: Lead) -> bool:
    """True for `第二条　支持企业上规。` with items below: it names them, and lays nothing down itself."""
    if not (item.children and first.closed and first.end - first.start <= NOUN):
        return False
    words = first.of(text)
    return not _RULE.search(words) and not ANNOUNCES.search(words)


def _is_article_heading(text: str, item: Item, first: Lead, own_end: int) -> bool:
    """True for `第五条　适用范围` on a line of its own, text or items below it."""
    if first.closed or first.end > item.label.stop or text[first.stop - 1] in "：:；，":
        return False
    if not item.children:
        return first.end - first.start <= NOUN and _more(text, item, own_end)
    words = first.of(text)
    named = len(words) <= SHORT and not _RULE.search(words) and not ANNOUNCES.search(words)
    return named and not _more(text, item, own_end)  # else layout broke its first line


_QUOTES = re.compile(r'[：:]["“]')


def _more(text: str, item: Item, own_end: int) -> bool:
    """True where paragraphs follow the item's first line that are more than its clause."""
    stop = item.label.stop
    if own_end <= stop or (item.children and _rstrip(text, stop, own_end) == stop):  # else white space is off its end
        return False
    return not _CLAUSE_BELOW.match(text, stop, own_end)


_IN_BRACKETS = r"[（(〔\[［【][^（()）。\n]{2,80}(?:牵头|负责|配合)[^（()）。\n]{0,20}[）)〕\]］】]"
_CLAUSE_BELOW = re.compile(rf"[\s*]*(?:[（(〔\[［【]?{ASSIGNS}|{_IN_BRACKETS}\s*$)")
_CLAUSE = re.compile(rf"[\n。（(〔\[［【][ \xa0　]*{ASSIGNS}|{_IN_BRACKETS}。?$")


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


def _quiet(
    text: str,
    items: list[Item],
    leads: list[Lead | None],
    headings: list[str | None],
    own_ends: list[int],
    account: bool,
) -> list[bool]:
    """For each item whether it asks nothing of anyone; what stands under principles and aims does so neither."""
    quiet = [False] * len(items)
    passes = [False] * len(items)
    for i, (item, first, words) in enumerate(zip(items, leads, headings, strict=True)):
        if words is None and first is not None and first.alone and first.end - first.start <= _SHORT:
            words = None if _in_article(items, item) else first.of(text)  # `（一）指导思想。`
        found: bool | None = None
        if words:
            found = is_background("".join(words.split()))
            if found is None and "年" in words and is_review_of_year(items, headings, i):
                found = True
        inherited = account if item.parent is None else passes[item.parent]
        if inherited or found is not None:
            passes[i] = inherited or found is True
            quiet[i] = item.children > 0 or not _has_clause(text, item.label.end, own_ends[i])
        if first is not None and not quiet[i] and (words or text[first.start] == "本"):
            quiet[i] = _says_validity(text, item, first, words, own_ends[i])
    return quiet


def _says_validity(text: str, item: Item, first: Lead, words: str | None, own_end: int) -> bool:
    """True where the text of an item begins with `本办法自……施行`, be it behind a heading that is no more than a name."""
    if text[first.start] == "本":
        return says_validity(text, item.label.end, own_end)
    at = first.stop + (text[first.stop : first.stop + 1] == "\n")
    named = words is not None and len(words) <= _SHORT
    return named and text[at : at + 1] == "本" and says_validity(text, at, own_end)


def _has_clause(text: str, start: int, end: int) -> bool:
    """True where an item's own text ends in a clause, so that someone has to see to it: an aim may be a task too."""
    return _CLAUSE.search(text, max(start, end - 2 * FAR), end) is not None
