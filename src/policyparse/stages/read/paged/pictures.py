"""Pictures that may hold text, as titles, tables and whole pages do: what stands in them is not read, and that is said."""

from __future__ import annotations

from policyparse.records.found import Note
from policyparse.stages.read.paged.page import Page, Rule

NAMED = 12  # pages with pictures that a notice names
MOST = 40  # pictures of a page that are looked at
LEAST = 0.012  # of the page's area: less is a mark; a title of one line takes about as much


def has_pictures(page: Page) -> bool:
    """True where a picture of some size stands on a page without text on it: a seal lies on the text that it seals."""
    if page.invisible:
        return False
    large = [box for box in page.pictures if _is_large(box, page)]
    return any(not _has_text(box, page) for box in large[:MOST])


def picture_notes(pages: list[int]) -> tuple[Note, ...]:
    """What is to be said of the pages with pictures; nothing without any."""
    if not pages:
        return ()
    shown = ", ".join(map(str, pages[:NAMED])) + (" …" if len(pages) > NAMED else "")
    return (Note("picture", "review", f"what stands in the pictures of pages {shown} is not read"),)


def _is_large(box: Rule, page: Page) -> bool:
    return (box.x1 - box.x0) * (box.y1 - box.y0) >= LEAST * page.width * page.height


def _has_text(box: Rule, page: Page) -> bool:
    return any(box.x0 < (g.x0 + g.x1) / 2 < box.x1 and box.y0 < g.y - g.size * 0.35 < box.y1 for g in page.glyphs)
