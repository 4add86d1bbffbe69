"""A full stop that PDF text shows one character late (`核验各。级政务部门`) → the stop before the word it cut off; full stops
that were made points, in a text that has hardly any others → full stops.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE, POINT = "restore.displaced-stop", "restore.point"
FEWEST = 8
"""How many points that end a sentence a text must have, and five times as many as full stops."""
_POINTS = re.compile(r"\.(?<=[㐀-鿿）)”》%％]\.)(?=\s*(?:\n|\Z|[㐀-鿿“（(《]))")
_NUMERAL = re.compile("\\s*[一二三四五六七八九十]{1,3}")  # of a heading: `一.总则`


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
    written = aligned.text.count(".")
    least = max(FEWEST, 5 * aligned.text.count("。")) if written >= FEWEST else FEWEST
    if written >= least and len(points := list(_points(aligned.text))) >= least:
        aligned = aligned.apply(points, "restore")
    found = sorted(_replacements(aligned.text), key=lambda r: r.start)
    return Restored(aligned.apply(found, "restore") if found else aligned)


def _points(text: str) -> Iterator[Replacement]:
    """The points that end a sentence."""
    for point in _POINTS.finditer(text):
        at = point.start()
        if not _NUMERAL.fullmatch(text, max(text.rfind("\n", max(0, at - 9), at) + 1, at - 9), at):
            yield Replacement(at, at + 1, "。", POINT, 0.9)


def _replacements(text: str) -> Iterator[Replacement]:
    for sign, pattern in _displaced():
        if sign in text:
            for m in pattern.finditer(text):
                yield Replacement(m.start(), m.end(), f"。{sign[0]}", RULE, 0.9, True)
