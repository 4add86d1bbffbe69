"""A list of bodies → one name each: separators, `和`, `等`, groups of places, shared heads and tails."""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.words import any_of, words
from policyparse.stages.responsibilities import regions
from policyparse.stages.responsibilities.regions import Part, joins_nothing
from policyparse.stages.responsibilities.shared import ONLY_TAIL, governed, headed, leveled, shares_nothing, tailed
from policyparse.stages.responsibilities.vocabulary import CLOSING, OPENING, names


class Name(NamedTuple):
    """A name as it is meant (`text`) and where it is written."""

    text: str
    start: int
    end: int


# The name of its three fields, as `span_at` makes a span of a pair.
name_at: Callable[[tuple[str, int, int]], Name] = partial(tuple.__new__, Name)


def named(parts: list[Part]) -> list[Name]:
    """The bodies of a list that was cut at its separators, completed where they share a part.

    >>> [n.text for n in named([Part("市委组织部", 0, 5, ""), Part("宣传部和市教育局等部门", 6, 17, "、")])]
    ['市委组织部', '市委宣传部', '市教育局']
    """
    if all(map(_stays, [part.text for part in parts])):
        return [name_at(part[:3]) for part in parts]
    pieces: list[Part] = []
    for part in parts:
        pieces += [part] if _is_one(part.text) else _pieces_of(part)
    if len(pieces) > 1:
        pieces = regions.joined(pieces)
    texts = [p.text for p in pieces]
    if len(texts) > 1:
        tailed(texts, pieces)
        headed(texts, pieces)
        governed(texts, pieces)
    return [
        name_at((_wide(text), start, end))
        for text, (_, start, end, separator) in zip(texts, pieces, strict=True)
        if separator != ONLY_TAIL
    ]


@lru_cache(maxsize=8192)  # a document names the same bodies again and again
def _stays(text: str) -> bool:
    """True for a name that is one and complete in any list, and makes no other one so: `市财政局`, `市发展和改革委员会`."""
    if text[-1] in CLOSING or not (joins_nothing(text) and shares_nothing(text)) or _wide(text) != text:
        return False
    return _is_one(text)


@lru_cache(maxsize=8192)
def _is_one(text: str) -> bool:
    """True for a part of a list that is one piece as it is."""
    whole = Part(text, 0, len(text), "、")
    return _pieces_of(whole) == [whole]


def _pieces_of(part: Part) -> list[Part]:
    """The pieces of a part, without a bracket that gives it another name."""
    if part.text[-1:] in CLOSING and (short := _NAMING.search(part.text)):
        part = Part(part.text[: short.start()], part.start, part.start + short.start(), part.separator)
    if not _patterns().may_join.search(part.text):
        return [part]
    return [piece for one in _parted(part) for piece in _pieces(one)]


# `市发展和改革委员会（以下简称市发改委）`, `各区管委会（以下统称各区、县（市））`, `市交通运输局（按职责分工）`
_NAMING = re.compile(
    "(?<=..)[（(](?:(?:以下|下)(?:简称|统称|合称|称)|简称|按|依)(?:[^（()）]|[（(][^（()）]*[）)]){1,40}[）)]$"
)
_TWO = re.compile("(?<=..[局厅])[省市县区州](?=..)")


def _parted(part: Part) -> list[Part]:
    """A part, or two where two bodies stand without a mark between them: `市住建局市水利局`."""
    cut = _TWO.search(part.text)
    if not cut or not leveled(part.text) or not leveled(part.text[cut.start() :]) or not names().strong(part.text):
        return [part]
    at = part.start + cut.start()
    return [
        Part(part.text[: cut.start()], part.start, at, part.separator),
        Part(part.text[cut.start() :], at, part.end, "、"),
    ]


class _Patterns(NamedTuple):
    may_join: re.Pattern[str]
    conjunction: re.Pattern[str]
    et_cetera: re.Pattern[str]
    bare: re.Pattern[str]
    noun: re.Pattern[str]


@kept
def _patterns() -> _Patterns:
    table = "list_words.csv"
    conjunctions = words(table, "conjunction")
    joining = "".join(c[0] for c in conjunctions if c != "以及")
    conjunction, bare = any_of(conjunctions), any_of(words(table, "bare"))
    region = any_of(words("agency_words.csv", "region"))
    governments = f"{region}(?:{regions.BRACKET}{region}?)?(?:人民)?政府"  # `奉化、宁海等区（县、市）政府`
    count = "(?:[0-9]{1,3}|[一二三四五六七八九十两多]{1,3})"
    return _Patterns(
        re.compile(f"[等{joining}局厅](?:(?<=[等{joining}])|[省市县区州]..)"),  # one set of characters to search for
        re.compile(conjunction),
        re.compile(f"(?<![{''.join(words(table, 'not_et_cetera'))}])等"),
        re.compile(f"^(?:{count}[个家]?)?(?:{bare}(?:(?:{conjunction}|、)?{bare}){{0,3}}|{governments})?$"),
        re.compile(f"{bare}(?=$|{conjunction}|、|等)"),
    )


def _pieces(part: Part) -> list[Part]:
    """The pieces of a part: cut at `等` and at a conjunction that stands behind a whole name."""
    patterns, text = _patterns(), part.text
    pieces: list[Part] = []
    at, separator = 0, part.separator
    for cut in patterns.et_cetera.finditer(text):
        if not _inside(text, cut.start()):
            pieces += _cut(part, at, cut.start(), separator)
            at, separator = cut.end(), "等"
    if separator == "等" and patterns.bare.match(text[at:]):
        return [*pieces, Part(text[at:], part.start + at, part.end, ONLY_TAIL)]
    return pieces + _cut(part, at, len(text), separator)


def _inside(text: str, at: int) -> bool:
    """True where a bracket or a quotation mark is open at `at`."""
    depth = 0
    for mark in text[:at]:
        depth += (mark in OPENING or mark == "“") - (mark in CLOSING or mark == "”")
    return depth > 0


def _cut(part: Part, start: int, end: int, separator: str) -> list[Part]:
    """The pieces of `part.text[start:end]` between conjunctions; `等` with nothing but `部门` behind it gives none."""
    text, patterns = part.text, _patterns()
    pieces: list[Part] = []
    for match in patterns.conjunction.finditer(text, start, end):
        left, right = text[start : match.start()], text[match.end() : end]
        if not left and regions.is_place(text, match.start()):
            continue
        if left and not (_whole(left, match[0], right) and right and not patterns.noun.match(right)):
            continue
        if _inside(text, match.start()):
            continue
        if left:
            shared = separator == "等" and patterns.bare.match(left)  # `财政等部门和各镇政府`
            separator = ONLY_TAIL if shared else separator
            pieces.append(Part(left, part.start + start, part.start + match.start(), separator))
        start, separator = match.end(), match[0]
    rest = text[start:end]
    if rest and not (separator == "等" and patterns.bare.match(rest)):
        pieces.append(Part(rest, part.start + start, part.start + end, separator))
    return pieces


def _whole(left: str, conjunction: str, right: str) -> bool:
    """True where `left` is a name of its own, so that the conjunction behind it parts two names.

    `发展和改革委员会` and `文化和旅游局` stay whole: `发展` and `文化` name nobody; nor does `农业农村`, though it ends
    like a place.
    """
    if left.endswith(words("list_words.csv", "not_place")):
        return False
    shapes = names()
    if shapes.whole(left) or regions.is_by_place(left):
        return True
    return shapes.body(left) and (conjunction in ("及", "以及") or (shapes.local(right) and shapes.strong(right)))


_ONWARD = re.compile("[，,、；;]?以?下同(?=[）)〕〉])")


def _wide(text: str) -> str:
    """The name with round brackets full-width, without the `下同` of a bracket that explains it."""
    if "同" in text:
        text = _ONWARD.sub("", text)
    return text.replace("(", "（").replace(")", "）") if "(" in text or ")" in text else text
