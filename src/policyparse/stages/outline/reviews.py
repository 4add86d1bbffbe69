"""Whether an item tells the work of a year that is over, as a sibling has the work of the next."""

from policyparse.stages.outline.background import is_year_past, names_work
from policyparse.stages.outline.levels import Item

_SIBLINGS = 3  # that are looked at: `“十五五”时期的目标` may stand between


def is_review_of_year(items: list[Item], headings: list[str | None], i: int) -> bool:
    """True for `2025年主要工作` where `2026年重点工作` is one of the siblings that follow it."""
    words, following = headings[i] or "", i
    if not names_work(words):
        return False
    for _ in range(_SIBLINGS):
        own = items[following]
        following = next((j for j in range(following + 1, len(items)) if items[j].label.start >= own.stop), len(items))
        if following == len(items) or items[following].parent != own.parent:
            return False
        if is_year_past(words, headings[following] or ""):
            return True
    return False
