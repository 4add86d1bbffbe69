"""Measures that the one pattern does not find: words (`一半`, `翻番`), and numbers behind a currency (`¥300`)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from policyparse.kept import kept
from policyparse.stages.targets.amounts import currencies, named_amounts
from policyparse.stages.targets.measure import Measure
from policyparse.stages.targets.numerals import digits, number
from policyparse.stages.targets.pattern import units
from policyparse.text import Span, span_at

WORDS = ("半", "番", "百分百", "/")  # one of them is in each that is a measure by itself
SIGNS = "￥¥$€£币"  # one of them is in each name of a currency that may stand before a number
_MONEY_SIGN = re.compile(f"[{SIGNS}]")
_BEHIND = "以左上整及至和或、"  # may follow an amount that has no unit of its own


def places(text: str, marks: Iterable[str]) -> list[int]:
    """Where in a text some marks stand, in reading order."""
    found = []
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            found.append(at)
            at = text.find(mark, at + 1)
    return sorted(found)


def has_words(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """True where a word may stand that is a measure by itself: 一半, 翻番, 百分百."""
    return any(text.find(word, start, end) >= 0 for word in WORDS)


def worded(text: str, start: int, end: int) -> Iterator[Measure]:
    """`一半` and `减半` (0.5, no unit), `翻一番` (2倍), `翻两番` (4倍), `1/3`."""
    for match in _word_pattern().finditer(text, start, end):
        span = span_at(match.span())
        if match["full"]:
            yield Measure(span, 100.0, None, units()["%"], "百分", False)
        elif match["of"]:
            yield Measure(span, int(match[0][0]) / int(match["of"]), None, None, None, True)
        elif match["half"]:
            yield Measure(span, 0.5, None, None, None, False)
        else:
            times = number(match["times"] or "一") or 1.0
            doubled = match[0].rstrip("多").endswith("番")
            yield Measure(span, 2.0**times if doubled else times, None, units()["倍"], "倍", False, bool(match["more"]))


@kept
def _word_pattern() -> re.Pattern[str]:
    count = "".join(digits()) + "0-9"
    return re.compile(  # begins with one set of characters, so that all others are passed at once
        f"[1-9翻百一半减折对](?:(?<=[1-9])(?<![0-9./].)/(?P<of>[2-9])(?![0-9./％%A-Za-z])(?:(?<=[的占于过达到约为少低近超有中按]...)|(?=以上|以下|以内|左右))"
        f"|(?<=翻)了?(?P<times>[{count}])?[番倍](?P<more>多)?|(?<=百)(?P<full>分百)|(?P<half>(?<=[一减折对])半|(?<=半)数)(?!天|年|月|个|小|导|径))"
    )


def has_names(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """True where a currency may stand before its number: ¥300, 港币500万."""
    return _MONEY_SIGN.search(text, start, end) is not None


def in_currencies(text: str, start: int, end: int) -> Iterator[Measure]:
    """`¥300`, `港币500万`: the currency before a number that has no unit."""
    for match in named_amounts().finditer(text, start, end):
        behind = text[match.end() : match.end() + 1]
        value = number(match["number"] + match["scale"])
        if value is None or (behind.isalnum() and behind not in _BEHIND):
            continue
        unit, unit_text = currencies()[match["name"]], match["scale"] + match["name"]
        yield Measure(Span(*match.span()), value, None, unit, unit_text, True, head=match.start())


def with_named(found: list[Measure], named: list[Measure]) -> list[Measure]:
    """All of them in reading order; a number that has a unit keeps it, one without gives way to its currency."""
    own = {m.span.end for m in found if m.unit is not None}
    named = [m for m in named if m.span.end not in own]
    ends = {m.span.end for m in named}
    return sorted([*(m for m in found if m.span.end not in ends), *named], key=lambda m: m.span)
