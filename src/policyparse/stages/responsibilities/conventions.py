"""Rules that a document sets for its clauses: who stands first leads, who bears every later item, `下同`."""

import re
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Literal, NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.words import any_of, words
from policyparse.stages.responsibilities.lists import Name
from policyparse.stages.responsibilities.position import explains, located
from policyparse.stages.responsibilities.reading import read
from policyparse.stages.responsibilities.vocabulary import CLOSING, OPENING, names
from policyparse.text import Span

Kind = Literal["first", "comma", "mark", "every", "above", "label"]  # every later item; every item before
_LONGEST_SENTENCE = 300
_REACH = 90  # a rule's words stand together
_MOST = 3  # rules of one kind in one sentence


@kept
def anchors() -> tuple[str, ...]:
    """The patterns of which every rule holds one."""
    return tuple(_anchor_patterns())


@kept
def _anchor() -> re.Pattern[str]:
    return re.compile("|".join(anchors()))  # flat, so that the engine looks at first characters only


def _anchor_patterns() -> Iterator[str]:
    kinds = ("who", "becomes", "counter", "first")
    who, becomes, counter, first = (any_of(words("conventions.csv", kind)) for kind in kinds)
    for word in words("conventions.csv", "first"):
        yield f"{re.escape(word)}{counter}?{who}{{0,3}}{becomes}"
    plain = sorted(word for kind in ("comma", "unlisted", "onward") for word in words("conventions.csv", kind))
    for initial, those in groupby(plain, key=lambda word: word[0]):
        yield re.escape(initial) + any_of(word[1:] for word in those)
    for word in words("conventions.csv", "placed"):
        yield f"{re.escape(word)}{first}"
    for mark in words("conventions.csv", "mark"):
        yield f"{re.escape(mark)}[”]?号?{who}{{0,3}}{becomes}"


class Convention(NamedTuple):
    """A rule: its kind, where it is written in the body, whom it adds, and whether it holds for its part only."""

    kind: Kind
    start: int
    end: int
    names: tuple[Name, ...] = ()
    part_only: bool = False


class _Patterns(NamedTuple):
    first: re.Pattern[str]  # `列第一位的为牵头单位，下同`, `牵头单位列首位`
    comma: re.Pattern[str]  # `逗号前为牵头单位`
    mark: re.Pattern[str]  # `标★的为牵头单位`
    unlisted: re.Pattern[str]  # what ends a sentence about every later item: `不再列出`
    every: re.Pattern[str]  # `均需`: whom follows
    all_are: re.Pattern[str]  # `均为责任单位`: whom stands before
    onward: re.Pattern[str]  # `下同` at the end of a sentence
    part: re.Pattern[str]
    hint: re.Pattern[str]  # what each of them holds


@kept
def _patterns() -> _Patterns:
    kinds = (
        "first",
        "becomes",
        "lead",
        "onward",
        "comma",
        "mark",
        "every",
        "all_are",
        "unlisted",
        "part",
        "counter",
        "who",
        "others",
        "marked",
        "placed",
    )
    word = {k: any_of(words("conventions.csv", k)) for k in kinds}
    gap = "[^，,。；;（()）\n]"
    onward = f"(?:[，,、；;]?{word['onward']})?"
    core = f"{word['first']}{word['counter']}?{word['who']}{{0,3}}{word['becomes']}{gap}{{0,4}}{word['lead']}"
    turned = f"{word['lead']}{word['who']}{{0,2}}{gap}{{0,3}}{word['placed']}{word['first']}{word['counter']}?"
    comma = f"{word['comma']}{gap}{{0,10}}{word['becomes']}{gap}{{0,4}}{word['lead']}"
    mark = f"{word['marked']}?[“]?{word['mark']}[”]?号?{word['who']}{{0,3}}{word['becomes']}{gap}{{0,4}}{word['lead']}"
    every = f"(?:{word['every']}|{word['all_are']})[^。；;\n]{{0,60}}{word['onward']}"
    return _Patterns(
        re.compile(
            f"(?:{gap}{{0,10}}{word['who']}中[，,])?{gap}{{0,16}}{core}{gap}{{0,10}}(?:[，,、；;]{word['others']}{gap}{{0,16}})?{onward}"
            f"|{gap}{{0,8}}{turned}{onward}"
        ),
        re.compile(f"{gap}{{0,10}}{comma}[^。；;（()）\n]{{0,40}}"),
        re.compile(f"{mark}{gap}{{0,10}}{onward}"),
        re.compile(f"{word['unlisted']}|{every}"),
        re.compile(word["every"]),
        re.compile(word["all_are"]),
        re.compile(f"[，,、；;。]?{word['onward']}(?=$|[。，,；;）)])"),
        re.compile(word["part"]),
        re.compile("|".join((core, turned, comma, mark, word["unlisted"], every))),
    )


def conventions(text: str) -> list[Convention]:
    """The rules in the inside of a clause, or in a sentence, in order.

    >>> [c.kind for c in conventions("市发改委、市教育局，列第一位的为牵头单位，下同")]
    ['first']
    """
    patterns = _patterns()
    found: list[Convention] = []
    if _anchor().search(text) and patterns.hint.search(text):
        for kind, pattern in _by_place(patterns):
            found += [
                Convention(kind, m.start(), m.end(), (), _in_part(m[0])) for m in islice(pattern.finditer(text), _MOST)
            ]
        found += [c for m in islice(patterns.unlisted.finditer(text), _MOST) if (c := _bearers(text, m))]
    if not found and "同" in text:
        onward = next((m for m in patterns.onward.finditer(text) if not _inner(text, m)), None)
        found += [Convention("label", onward.start(), onward.end())] if onward else []
    return found


def _inner(text: str, match: re.Match[str]) -> bool:
    """True where `下同` closes a bracket that explains a name: `各市（含定州、辛集市，下同）`, `市金融局（市金融办，下同）`."""
    if text[match.end() : match.end() + 1] not in CLOSING:
        return False
    opened = max(text.rfind(mark, max(0, match.start() - _LONGEST_SENTENCE), match.start()) for mark in OPENING)
    inside = text[opened + 1 : match.start()]
    return opened >= 0 and (
        explains(text[opened + 1 : match.end()]) or names().known(inside) or names().levelled(inside)
    )


def _by_place(patterns: _Patterns) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return ("comma", patterns.comma), ("first", patterns.first), ("mark", patterns.mark)


def _in_part(text: str) -> bool:
    return _patterns().part.search(text) is not None


def _bearers(text: str, match: re.Match[str]) -> Convention | None:
    """The rule that names who bears every later item, in the sentence that `match` closes."""
    patterns, low = _patterns(), max(0, match.start() - _LONGEST_SENTENCE)
    start = max(low, *(text.rfind(mark, low, match.start()) + 1 for mark in "。；;\n"))
    after = patterns.every.search(text, start, match.end())
    if after and (onward := text.rfind("以下", start, after.start())) >= 0:
        start = onward  # `责任单位：A、B，以下均需…`
    before = patterns.all_are.search(text, start, match.end())
    if before:
        first, last = start, before.start()
    elif after:
        first, last = after.end(), match.end() if match.start() <= after.start() else match.start()
    else:
        return None
    inside = text[first:last].rstrip("，,、以下")
    found = [n for n in read(_patterns().onward.sub("", inside)).names if names().known(n.text)]
    moved = tuple(Name(n.text, n.start + first, n.end + first) for n in found)
    kind: Kind = "above" if text[start:first].lstrip(" \t\xa0　（(").startswith(("以上", "上述")) else "every"
    return Convention(kind, start, match.end(), moved, _in_part(text[start : match.end()])) if moved else None


_COLONS = (":", "：")


def blanked(text: str, rules: tuple[Convention, ...]) -> str:
    """The text with its rules made stops, so that the rest reads as before."""
    for rule in rules:
        start, end = rule.start, rule.end
        if text[start - 1 : start] in OPENING and text[end : end + 1] in CLOSING:  # `A、B（第一位的为牵头单位，下同）`
            start, end = start - 1, end + 1
        blank = " " if text[end : end + 1] in _COLONS else "。"  # `责任单位（列首位的为牵头单位，下同）：A、B`
        text = text[:start] + blank * (end - start) + text[end:]
    if "同" not in text:
        return text
    return _patterns().onward.sub(lambda m: m[0] if _inner(text, m) else "。" * len(m[0]), text)


def rule_sentences(text: str, places: list[int], free: list[Span]) -> Iterator[Span]:
    """The sentences in the `free` spans of the text that set a rule, in order; `places` is where it has `anchors`."""
    hint, done = _patterns().hint, 0
    for at, span in located(places, free):
        match = (
            hint.search(text, max(done, span.start, at - _REACH), min(span.end, at + _REACH)) if at >= done else None
        )
        if match is None:
            continue
        low, high = (
            max(done, span.start, match.start() - _LONGEST_SENTENCE),
            min(span.end, match.end() + _LONGEST_SENTENCE),
        )
        start = max(low, *(text.rfind(mark, low, match.start()) + 1 for mark in "。；;\n"))
        ends = [i for mark in "。；;\n" if (i := text.find(mark, match.end(), high)) >= 0]
        done = min(ends, default=high)
        yield Span(start, done).trimmed(text)
