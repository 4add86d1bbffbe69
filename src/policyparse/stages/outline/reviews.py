"""Whether an item tells the work of a year that is over, as a sibling has the work of the next."""

from policyparse.stages.outline.background import is_year_past, names_work
from policyparse.stages.outline.levels import Item

_SIBLINGS = 3  # that are looked at: `“十五五”时期的目标` may stand between


def is_review_of_year(text: str, items: list[Item], words: str, i: int) -> bool:
    """True for the words `2025年主要工作` where `2026年重点工作` is one of the siblings that follow item `i`."""
    if not names_work(words):
        return False
    following = i
    for _ in range(_SIBLINGS):
        own = items[following]
        following = next((j for j in range(following + 1, len(items)) if items[j].label.start >= own.end), len(items))
        if following == len(items) or items[following].parent != own.parent:
            return False
        heading = items[following].heading
        if heading is not None and is_year_past(words, heading.of(text)):
            return True
    return False
