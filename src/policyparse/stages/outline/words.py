"""The words by which the outline tells the parts of a document: rows of lexicon/outline/words.csv and handing.csv, by kind."""

from policyparse.lexicon.words import any_word, words

_WORDS, _HANDING = "outline/words.csv", "outline/handing.csv"


def outline_words(*kinds: str) -> tuple[str, ...]:
    """The words of some kinds, as `startswith` takes them; the head of the table says what each kind is."""
    return words(_WORDS, *kinds)


def any_outline_word(*kinds: str) -> str:
    """A pattern for one of these words."""
    return any_word(_WORDS, *kinds)


def handing_words(*kinds: str) -> tuple[str, ...]:
    """The words with which an office gives a document to others, of some kinds."""
    return words(_HANDING, *kinds)


def any_handing(*kinds: str) -> str:
    """A pattern for one of these words."""
    return any_word(_HANDING, *kinds)
