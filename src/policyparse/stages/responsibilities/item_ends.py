"""What stands at the ends of an item of a clause, beside the name: marks, conjunctions, what names nobody."""

import re

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.lexicon.words import any_of, words
from policyparse.stages.responsibilities.vocabulary import LabelWord

MARKS = frozenset(words("conventions.csv", "mark"))
TRIM = frozenset(" .·　\xa0\t\"'*-•") | MARKS


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
