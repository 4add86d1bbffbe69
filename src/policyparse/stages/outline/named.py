"""What a text without a heading of its own says of it: `……印发了《关于……的意见》。……全文如下。`."""

import re
from functools import cache
from typing import NamedTuple

from policyparse.stages.outline.titles import type_of
from policyparse.stages.outline.words import any_handing, outline_words
from policyparse.text import Span

_NAME = r"《([^《》\n]{6,100}(?:〈[^〉\n]{1,80}〉[^《》\n]{0,40})?)》"
_FAR = 3000  # characters in which a text says what it is


@cache
def _given() -> re.Pattern[str]:
    """`《……意见》全文如下`, `现将《……方案》印发给你们`, `制定了《……办法》，现予印发`: what stands below is what is named."""
    given = any_handing("note")
    return re.compile(
        rf"{_NAME}(?:的?{any_handing('whole')}{given}?如下|[^。；\n]{{0,40}}?{any_handing('heading', 'note')}{any_handing('to')}|"
        rf"[^。；\n]{{0,20}}，现(?:予以?|将[^。；，\n]{{0,6}})?{given})"
    )


@cache
def _issuing() -> re.Pattern[str]:
    """`某某厅 某某局近日联合印发了《`."""
    return re.compile(
        r"(?:^|[，,。；\s])([^，,。；：《》\s]{4,40}?(?:[ 　、][^，,。；：《》\s]{2,40}?)?)"
        rf"{any_handing('lately')}?(?:联合)?{any_handing('note')}了?《"
    )


@cache
def _further() -> re.Pattern[str]:
    """What a letter has to say of its own: its plan stands elsewhere."""
    return re.compile(any_handing("further"))


class Named(NamedTuple):
    """A title as the text says it, where it stands, and who the text says issued it."""

    words: str
    span: Span
    issuer: str | None
    issuer_span: Span | None


def named_below(text: str, end: int) -> Named | None:
    """The document that `text[:end]` hands on and that stands below; None where it says no such thing."""
    end = min(end, _FAR)
    if "《" not in text[:end]:
        return None
    for given in _given().finditer(text, 0, end):
        words = given[1]
        if type_of(words) is None or _further().search(text, given.end(), end):
            continue
        if words.endswith(outline_words("list")):
            continue  # `现将《任务分解表》印发给你们`: the items below are the notice's, not a table's
        issuer, span = issued_by(text, end, words) or (None, None)
        return Named(words, Span(*given.span(1)), issuer, span)
    return None


def issued_by(text: str, end: int, title: str) -> tuple[str, Span] | None:
    """Who gave out the document of this title, as `text[:end]` says: `日前，某市财政局印发《……》`."""
    if "《" + title not in text[:end]:
        return None
    by = next((m for m in _issuing().finditer(text, 0, end) if text.startswith(title, m.end())), None)
    return (by[1], Span(*by.span(1))) if by else None
