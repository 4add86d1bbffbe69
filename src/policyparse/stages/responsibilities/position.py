"""What the text around a bracket or a label says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policyparse.kept import kept
from policyparse.lexicon.endings import endings
from policyparse.lexicon.load import rows
from policyparse.lexicon.words import any_of, words
from policyparse.stages.responsibilities.vocabulary import CLOSING, OPENING, Label, LabelWord, VerbWord, labels, names
from policyparse.text import Span, span_at

_SENTENCE_END = frozenset("。；！？;!?”）)")
_LONGEST_RUN = 1500
COLONS = ":：∶﹕︰"
SHUT = "】］〕]"  # `【责任单位】市交通局`
_NAMED_BY = "位门室体班限间"  # how a label ends that brackets set apart
_COLON = re.compile(
    f"[{COLONS}]|[为是](?<=[位门][为是])(?=[省市县区州盟旗镇乡各])|(?<=[{_NAMED_BY}])[{re.escape(SHUT)}]"
)
# `责任单位：市交通局`, `责任单位——市交通局`
LABEL_ENDS = (*COLONS, "—(?<=[位门室体]—)—")
_FOR_COLON = re.compile("[ \u3000\n](?<=(?:单位|部门|处室|科室).)[ \u3000]{0,3}(?=[省市县区州盟旗镇各])", re.DOTALL)
_OPENERS = frozenset("。；;！？\n|")
_NUMBERED = re.compile("[（(〔][一二三四五六七八九十0-9]{1,3}[）)〕]$|[0-9]{1,3}[.．、]$")
_OUTLINE_LABEL = re.compile("[（(][一二三四五六七八九十0-9]{1,3}[）)]")
_WHITE = " \t\xa0　"
_BLANK = _WHITE + "*|"


@kept
def hint() -> re.Pattern[str]:
    """What a clause in brackets holds at least, unless it is a bare list: a word of responsibility."""
    label = [w.text for w in rows("labels.csv", LabelWord) if w.kind in ("word", "time")]
    return re.compile(any_of(label + [w.text for w in rows("verbs.csv", VerbWord) if w.kind in ("verb", "joint")]))


@kept
def _explaining() -> tuple[tuple[str, ...], re.Pattern[str]]:
    return words("list_words.csv", "explaining"), re.compile(any_of(words("list_words.csv", "naming")))


def explains(inside: str) -> bool:
    """True where a bracket explains the word before it: `（以下简称…）`, `（含…，下同）`."""
    opening, naming = _explaining()
    return inside.startswith(opening) or ("称" in inside and naming.search(inside) is not None)


def behind_sentence(text: str, span: Span) -> bool:
    """True where a bracket stands behind a sentence, or opens a line."""
    return _ends_sentence(_words_before(text, span))


def stands_alone(text: str, span: Span) -> bool:
    """True where a bracket stands behind a sentence or closes a line: there a bare list says who bears the task.

    `市审管办（市公资办）` is a name: its bracket stands right behind a body.
    """
    before = _words_before(text, span)
    if _ends_sentence(before):
        return True
    after = text[span.end : span.end + 3].lstrip(_WHITE + "。；")
    return after[:1] in ("", "\n") and not names().body(before) and not names().known(before)


def _words_before(text: str, span: Span) -> str:
    return text[max(0, span.start - 14) : span.start].rstrip(_WHITE)


def _ends_sentence(before: str) -> bool:
    return not before or before[-1] == "\n" or before[-1] in _SENTENCE_END


def free_spans(taken: list[Span], length: int) -> list[Span]:
    """The spans of a text of `length` characters that lie between the spans in `taken`, which are in order."""
    free: list[Span] = []
    at = 0
    for span in taken:
        if span.start > at:
            free.append(span_at((at, span.start)))
        at = max(at, span.end)
    return [*free, Span(at, length)] if at < length else free


def located(places: Iterable[int], free: list[Span]) -> Iterator[tuple[int, Span]]:
    """Those of the `places` that lie in a `free` span, with this; both are in order."""
    index = 0
    for at in places:
        while index < len(free) and free[index].end <= at:
            index += 1
        if index == len(free):
            return
        if free[index].start <= at:
            yield at, free[index]


def label_runs(text: str, ends: list[int], taken: list[Span]) -> list[Span]:
    """The spans of labels outside `taken` with what they name, to the end of the line or sentence.

    `ends` is where the text has what may end a label.
    `责任单位：A、B。完成时限：2023年12月。` is one run; labels on lines that follow one another too.
    """
    runs: list[Span] = []
    index, done = 0, 0
    for at in ends:
        while index < len(taken) and taken[index].end <= at:
            index += 1
        limit = taken[index].start if index < len(taken) else len(text)
        if at < done or at >= limit:
            continue
        label = labels().ending(text, done, at) or _spread(text, done, at) or _remarked(text, done, at)
        if label is None or label.kind not in ("role", "time"):
            continue
        if label.kind == "time" and _TAKES.match(text, at + 1):
            continue
        if not _opens(text, label.start) and not (
            text[at] in "为是" and text.startswith(words("list_words.csv", "the_task"), label.start - 2)
        ):
            continue
        if len(label.text) < SHORT_LABEL and (label.kind == "time" or not _stands_free(text, label.start)):
            continue
        done = min(_run_end(text, at + 1), limit)
        apart = label.start > 0 and text[at] in SHUT and text[label.start - 1] in OPENING
        start = label.start - apart
        runs.append(Span(start, done).trimmed(text))
    return runs


_TAKES = re.compile(  # `办理时限：5个工作日` promises how long it takes, and nobody has to do it by then
    "[ \u3000]*(?:由|从|不超过|最长|自[^。；，、\n]{2,16}起)?[0-9０-９一二三四五六七八九十两半]{1,4}(?:[.．][0-9])?个?(?:工作日|自然日|工作时|小时|分钟|[日天](?![前内之]))"
)

_IS = {
    said: re.compile(f"{said}(?=[省市县区州盟旗镇乡各])") for said in ("单位为", "单位是", "部门为", "部门是")
}  # four searches for a literal text, each in a fraction of the time of one for any of them


def said_of(text: str) -> list[int]:
    """Where 为 or 是 stands for the colon of a label, in no order: `责任单位为市交通局`."""
    return [m.end() - 1 for said, pattern in _IS.items() if said in text for m in pattern.finditer(text)]


def stands_for_colon(text: str, at: int) -> bool:
    """True for a blank behind a label, before a body: `责任单位 市交通局`, `3.责任单位` above `市交通局`."""
    return _FOR_COLON.match(text, at) is not None


def closes_label(text: str, at: int) -> bool:
    """True where the bracket of `SHUT` that closes at `at` may have set a label apart: `【责任单位】市交通局`."""
    return text[at - 1] in _NAMED_BY


def label_before(text: str, at: int) -> Label | None:
    """The label whose names stand in the bracket that opens at `at`: `责任单位（市教育局、市财政局）`."""
    if at < SHORT_LABEL or text[at - 1] not in _NAMED_BY:
        return None
    label = labels().ending(text, max(0, at - _SPREAD), at)
    if label is None or label.kind != "role" or label.text[0] == "各" or not _opens(text, label.start):
        return None
    return label


def _spread(text: str, low: int, at: int) -> Label | None:
    """The label that ends at `at` with blanks in it or behind it: `责 任 单 位：`, `牵头单位 ：`."""
    if not at or not (text[at - 1] in _WHITE or text[at - 2] in _WHITE):
        return None
    low = max(low, at - _SPREAD)
    start = max(low, *(text.rfind(mark, low, at) + 1 for mark in "\n。；;|"))
    places = [i for i in range(start, at) if text[i] not in _WHITE]
    words = "".join(text[i] for i in places)
    label = labels().ending(words, 0, len(words))
    return label._replace(start=places[label.start]) if label else None


_SPREAD = 24  # characters of such a label


def _remarked(text: str, low: int, at: int) -> Label | None:
    """The label that ends at `at` with a remark in brackets: `责任单位（列首位的为牵头单位，下同）：`."""
    if not at or text[at - 1] not in "）)":
        return None
    opened = max(text.rfind(mark, max(low, at - _REMARK), at) for mark in "（(")
    return labels().ending(text, low, opened) if opened > low else None


_REMARK = 40  # characters of such a remark


SHORT_LABEL = 4  # `牵头：` counts at the start of a line or behind a sentence, before nothing but bodies


def _stands_free(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(_WHITE)
    return not before or before[-1] in "\n。"


_TEAM = 24  # characters of a team's name, what stands before it and the colon
_OF_TEAM = re.compile(
    f"(?:^|[\n。；;）)、.．])[ \u3000]*[^\n。；;，,{COLONS}]{{1,16}}[组班][{COLONS}][ \u3000]*$"
)  # `医疗组：牵头单位：县卫健局`


_POINTS = "*#>-—•●◆■□▲△★☆※▶·"  # what points at a line


def _opens(text: str, start: int) -> bool:
    """True where a label begins a line or a column, follows a sentence, or opens a bracket that nothing closes."""
    before = text[max(0, start - 8) : start].rstrip(_WHITE + _POINTS)
    if not before or before[-1] in _OPENERS or before[-1] in OPENING:
        return True
    if before[-1] in COLONS and _OF_TEAM.search(text, max(0, start - _TEAM), start):
        return True
    apart = before[-1] in "，," or text[start - 1] in _WHITE  # `责任人：王某，责任单位：镇环卫所`, a blank instead
    if apart and text.find("：", max(0, start - _PERSON), start) >= 0:
        return True
    if text[start - 1] == "\t" or (text[start - 1] in _WHITE and text[start - 2] in _WHITE):
        return True  # columns: `新建茶园2000亩    责任单位：县农业农村局`
    return _NUMBERED.search(before) is not None


def _run_end(text: str, at: int) -> int:
    """Where the names behind a label end; a further label carries on."""
    limit = min(len(text), at + _LONGEST_RUN)
    while True:
        end = after = _item_end(text, at, limit)
        while after < limit and (text[after] in _BLANK or text[after] in _BETWEEN):
            after += 1
        colon = _next_colon(text, after)
        if colon < 0:
            return end
        at = colon + 1


_BETWEEN = "。；;\n" + _POINTS  # labels that follow one another
_PERSON = 10  # characters that a person's name and the colon before it take


_DIGITS = frozenset("0123456789")
_GLUED = re.compile("[0-9]{1,2}[.．、](?=[\u4e00-\u9fff“])")  # the next item: `各县（市、区）人民政府3.建立…`
_BEFORE_ITEM = frozenset(("\n", *endings("last_name")))


def _item_end(text: str, at: int, limit: int) -> int:
    """The end of the sentence or line that begins at `at`; a line that ends with a separator goes on."""
    below = False  # the names have lines of their own
    while at < limit and (text[at] in _BLANK or text[at] == "\n"):
        below = below or text[at] == "\n"
        at += 1
    depth = 0
    while at < limit:
        mark = text[at]
        if mark == "。":
            return at + 1
        if mark in _DIGITS and _GLUED.match(text, at) and text[at - 1] in _BEFORE_ITEM:
            return at
        if mark == "\n" and _stops(text, at, limit, below):
            return at
        if mark in OPENING:
            if _OUTLINE_LABEL.match(text, at):
                return at
            depth += 1
        elif mark in CLOSING:
            depth -= 1
            if depth < 0:
                return at
        at += 1
    return at


def _stops(text: str, newline: int, limit: int, below: bool) -> bool:
    """True where a list ends with its line; `below`: its names have lines of their own."""
    if text[newline - 1] in "、，,：:" or (below and _is_next(text, newline)):
        return False
    return not _carries_on(text, newline, limit)


def _is_next(text: str, newline: int) -> bool:
    """True where the line below holds a further name and nothing else: `市教育局` below `责任单位：` and `市财政局`."""
    match = _LINE.match(text, newline + 1)
    return match is not None and names().alone(match[1]) and names().alone(text[max(0, newline - 12) : newline])


_LINE = re.compile("[ \u3000]*([\u4e00-\u9fff（）()]{3,20})[ \u3000]*(?=\n|$)")
_DIGIT = re.compile("[0-9０-９]")
_LONGEST_REST = 30
_ITEM = re.compile("[^、，,；;。：:\n（(]{1,30}")


def _carries_on(text: str, newline: int, limit: int) -> bool:
    """True where layout broke a name: `市文体旅` at the end of the line, `局` at the start of the next."""
    if text[newline + 1 : newline + 2] in OPENING and _rest_of_place().match(text, newline + 1):
        return text[newline - 1] in "区县市"
    left = max(text.rfind(mark, max(0, newline - 40), newline) for mark in "、，,；;：:") + 1
    right = _ITEM.match(text, newline + 1, limit)
    shapes = names()
    if (
        right is None
        or not left
        or shapes.known(text[left:newline])
        or text[right.end() : right.end() + 1] in tuple(COLONS)
    ):
        return False
    if _DIGIT.search(text, left, newline + 2):  # `完成时限：2023年底前` and `24.加快整合政府性…` below it
        return False
    start, whole = newline + 1, len(right[0].rstrip())
    for length in range(1, min(whole, _LONGEST_REST) + 1):
        if length < whole and _next_colon(text, start + length) < 0:
            continue
        if shapes.known(text[left:newline] + text[start : start + length].strip()):
            return True
    return False


@kept
def _rest_of_place() -> re.Pattern[str]:
    """What goes on in a line of its own behind a place: `（投资区）管委会` below `开发区`, `（市、区）政府` below `各县`."""
    tails = any_of(words("list_words.csv", "zone_tail", "government"))
    return re.compile(f"[（(][^（()）\n]{{0,9}}[区县市州旗][）)]{tails}(?=[、，,；;。\n]|$)")


def _next_colon(text: str, at: int) -> int:
    """The colon of the label that begins at `at`, or -1."""
    window = text[at : at + 16]
    colon = _COLON.search(window)
    if colon is None:
        return -1
    end = colon.start()
    words = "".join(window[window[0] in OPENING and window[end] in SHUT : end].split())
    label = labels().ending(words, 0, len(words)) if words else None
    return at + end if label is not None and label.start == 0 and label.kind != "level" else -1
