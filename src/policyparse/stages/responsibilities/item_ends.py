"""What stands at the ends of an item of a clause, beside the name: marks, conjunctions, what names nobody."""

import re
from functools import lru_cache

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.lexicon.words import any_of, words
from policyparse.stages.responsibilities.vocabulary import CLOSING, LabelWord, actions, labels, names, verbs

MARKS = frozenset(words("conventions.csv", "mark"))
TRIM = frozenset(" .·　\xa0\t\"'*-•") | MARKS

TIME = re.compile(r"\d年|\d月|年底|季度|月底|[上下]半年|年内")
LONGEST_NAME = 80


@kept
def nouns() -> tuple[str, ...]:
    """How a label ends, be its words known or not: `建设单位：`."""
    return tuple(w.text for w in rows("labels.csv", LabelWord) if w.kind == "noun" and len(w.text) > 1)


@kept
def fillers() -> frozenset[str]:
    """What stands for agencies in a list and names none."""
    return frozenset(words("list_words.csv", "filler"))


@kept
def odd_ends() -> frozenset[str]:
    """The characters with which what is no part of a name may begin."""
    return TRIM.union(w[0] for w in words("list_words.csv", "prefix"))


@kept
def prefix() -> re.Pattern[str]:
    """A word before a name that is no part of it, where more than a character stands behind it."""
    return re.compile(any_of(words("list_words.csv", "prefix")) + "(?=..)")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without blanks and stray marks."""
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return start, end


LEAST_CUT = 4  # characters of a name and a verb


def before_act(text: str, start: int, end: int) -> int:
    """Where a name ends that has what they do together behind it: `市发改委` in `会同市发改委制定办法`."""
    shapes = names()
    if shapes.known(text[start:end]) or shapes.body(text[start:end]):
        return end
    cuts = (at for at in range(start + 3, end - 1) if shapes.known(text[start:at]) and actions().match(text, at))
    return next(cuts, end)


@lru_cache(maxsize=8192)  # a document names the same bodies again and again
def is_bare(item: str) -> bool:
    """True for an item in which nothing but a name stands, whatever stands before and behind it."""
    if not item or len(item) > LONGEST_NAME or item[0] in odd_ends() or item[-1] in TRIM or item[-1] in CLOSING:
        return False
    if item[0].isdecimal() or "由" in item or item in fillers() or TIME.search(item):
        return False
    table = verbs()
    said = table.any.search(item) or table.helping.search(item) or table.joint.search(f"，{item}")
    return not said and labels().opening(f"{item}市市") is None
