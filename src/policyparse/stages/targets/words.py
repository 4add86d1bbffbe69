"""The word lists around a number, composed into patterns once."""

import re
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.records.found import Comparator
from policyparse.stages.targets.pattern import any_of

HAN = re.compile("[\u4e00-\u9fff]")
_SLOT = re.compile(r"\{([a-z_]+)\}")


class WordRow(NamedTuple):
    """A word near a number and the role that it has there."""

    role: str
    written: str


class ComparatorRow(NamedTuple):
    """A word that says how a value is meant, and on which side of the number it stands."""

    written: str
    place: str
    comparator: str
    reach: str


@kept
def words(*roles: str) -> frozenset[str]:
    """All words of some roles."""
    return frozenset([written for role in roles for written in _by_role()[role]])


@kept
def _by_role() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role, written in rows("target_words.csv", WordRow):
        found.setdefault(role, []).append(written)
    return found


class Form:
    """An expression in which `{role}` stands for the words of a role; composed when it is first asked for."""

    def __init__(self, written: str) -> None:
        self._written = written

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression with the words of its roles in it."""
        return composed(self._written)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """`search` of the pattern."""
        return self.pattern.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """`match` of the pattern."""
        return self.pattern.match


@kept
def composed(written: str) -> re.Pattern[str]:
    """The pattern of an expression in which `{role}` stands for the words of a role: at once, for one that most documents
    need; asking a `Form` costs a little more each time."""
    return re.compile(_SLOT.sub(lambda slot: any_of(words(slot[1])), written))


@kept
def listed(role: str) -> tuple[str, ...]:
    """All words of a role, as `startswith` and `endswith` take them."""
    return tuple(sorted(words(role)))


_ALL_OF_IT = re.compile("(?:一次性|全部|全额|分期|逐步|按期)+")
_VERBS_OF_CHANGE = ("up", "down", "moves")


def starting(text: str, start: int, end: int, role: str) -> int:
    """Length of the longest word of a role at `start` within `text[start:end]`; 0 for none.

    The roles are those of the word list, `change` for all verbs of change, and `before` for the comparators that
    stand before a number.
    """
    for words in _by_first(role).get(text[start : start + 1], ()):
        if text.startswith(words, start, end):
            return len(words[0])
    return 0


def settled(text: str, start: int) -> bool:
    """`1年内缴清`, `两年内动工`: an act that a time of years is a limit for, not the frame of another number."""
    at = _ALL_OF_IT.match(text, start)
    begin = at.end() if at else start
    return starting(text, begin, begin + 4, "settle") > 0


def first_characters(role: str) -> Collection[str]:
    """The characters that the words of a role begin with."""
    return _by_first(role)


def behind_words(text: str, start: int, end: int, role: str) -> int:
    """Where the words of a role that follow one another from `start` on end; words that only begin so stay whole."""
    row = _row(role).match(text, start, end)
    return row.end() if row else start


@kept
def _row(role: str) -> re.Pattern[str]:
    """Words of a role in a row, with blanks behind them; none of them begins a longer word that stays whole."""
    return re.compile(
        f"(?:(?=[{''.join(sorted(first_characters(role)))}])(?!{any_of(words('whole'))}){any_of(words(role))}[ 　]*+)+"
    )


@kept
def anywhere(role: str) -> re.Pattern[str]:
    """A word of a role."""
    return re.compile(any_of(words(role)))


@kept
def comparators(place: str) -> dict[str, tuple[Comparator, str]]:
    """Comparator words on one side of the number → comparator and reach."""
    return {r.written: (r.comparator, r.reach) for r in rows("comparators.csv", ComparatorRow) if r.place == place}


@kept
def after() -> re.Pattern[str]:
    """A comparator behind a number."""
    bracket = (
        "(?:[（(](?:[^（()）\\n0-9]{1,10}|不?含[^（()）\\n]{1,8})[)）])?"  # 套（间）以上, 万元（人民币，下同）及以上
    )
    within = "(?:(?<!内)|(?![容蒙外涵陆资设]|部(?!分)))"  # 1年内, not 1个内容; but 5亿元以上外贸企业
    return re.compile(f"[ 　]?{bracket}({any_of(comparators('after'))}){within}")


@kept
def after_begins() -> frozenset[str]:
    """The characters that a comparator behind a number may begin with, its blank and its bracket among them."""
    return frozenset(word[0] for word in comparators("after")) | frozenset(" 　（(")


@kept
def far() -> re.Pattern[str]:
    """A comparator that may stand before the noun that its number belongs to."""
    return re.compile(any_of(far_words()) + "(?![性口])")  # 突破性, 突破口


@kept
def far_words() -> tuple[str, ...]:
    """The comparators that may stand before the noun that their number belongs to."""
    return tuple(word for word, (_, reach) in comparators("before").items() if reach == "far")


def ending(text: str, start: int, end: int, role: str) -> int:
    """Length of the longest word of a role (as `starting` has them) at the end of `text[start:end]`; 0 for none."""
    if end <= start:
        return 0
    for words in _by_last(role).get(text[end - 1], ()):
        if text.endswith(words, start, end):
            return len(words[0])
    return 0


_ByLength = tuple[tuple[str, ...], ...]  # words of one length together, the longest first


@kept
def _by_last(role: str) -> dict[str, _ByLength]:
    """The words of a role by their last characters."""
    return _by_character(role, -1)


@kept
def _by_first(role: str) -> dict[str, _ByLength]:
    """The words of a role by their first characters."""
    return _by_character(role, 0)


def _by_character(role: str, place: int) -> dict[str, _ByLength]:
    if role == "before":
        among: Iterable[str] = comparators("before")
    else:
        among = words(*_VERBS_OF_CHANGE) if role == "change" else words(role)
    found: dict[str, list[str]] = {}
    for word in sorted(among, key=lambda w: (-len(w), w)):
        found.setdefault(word[place], []).append(word)
    return {
        character: tuple(tuple(alike) for _, alike in groupby(written, len)) for character, written in found.items()
    }
