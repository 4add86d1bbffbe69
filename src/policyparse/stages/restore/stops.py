"""A full stop that PDF text shows one character late (`核验各。级政务部门`) → the stop before the word it cut off."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE = "restore.displaced-stop"


class Opener(NamedTuple):
    """A row of lexicon/damage/openers.csv."""

    word: str
    goes_on: str
    unless: str


@kept
def _displaced() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each opener: it and the full stop, which are rare together, and the whole of what tells."""
    return tuple(
        (f"{r.word}。", re.compile(rf"(?<=[一-鿿])(?<![{r.unless}。]){r.word}。(?=\s{{0,8}}[{r.goes_on}])"))
        for r in rows("damage/openers.csv", Opener)
    )


def stops(aligned: AlignedText) -> Restored:
    """The text with such full stops back in their place; a sentence that no opener ends passes unchanged."""
    found = sorted(_replacements(aligned.text), key=lambda r: r.start)
    return Restored(aligned.apply(found, "restore") if found else aligned)


def _replacements(text: str) -> Iterator[Replacement]:
    for sign, pattern in _displaced():
        if sign in text:
            for m in pattern.finditer(text):
                yield Replacement(m.start(), m.end(), f"。{sign[0]}", RULE, 0.9, True)
