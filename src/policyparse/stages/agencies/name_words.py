"""The words of which names of bodies and places are made: `lexicon/agencies/name_words.csv`, by the part they play."""

from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows


class NameWord(NamedTuple):
    """A row of `agencies/name_words.csv`; the head of the table says what `part` and `means` are."""

    text: str
    part: str
    means: str


@kept
def name_words(part: str) -> tuple[str, ...]:
    """The words that play a part (`task`, `zone` …), in the order of the table."""
    return tuple(meanings(part))


@kept
def meanings(part: str) -> dict[str, str]:
    """The words that play a part → what each means, in the order of the table."""
    return {row.text: row.means for row in rows("agencies/name_words.csv", NameWord) if row.part == part}


@kept
def words_at(part: str) -> dict[str, tuple[str, ...]]:
    """First character → the words of a part that begin so; most texts begin like none."""
    found: dict[str, tuple[str, ...]] = {}
    for word in name_words(part):
        found[word[0]] = (*found.get(word[0], ()), word)
    return found
