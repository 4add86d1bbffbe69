"""What web pages write around a document: the words of `pages/chrome.csv`, for readers of pages and of copied text."""

from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows


class SiteWord(NamedTuple):
    """A row of `pages/chrome.csv`; the head of the table says what `where` means."""

    text: str
    where: str


@kept
def site_words(where: str) -> tuple[str, ...]:
    """The words that stand so: `whole`, `start`, `line` and the others that the head of the table explains."""
    return tuple(row.text for row in rows("pages/chrome.csv", SiteWord) if row.where == where)
