"""What a text without a heading of its own says of it: `……印发了《关于……的意见》。……全文如下。`."""

import re
from typing import NamedTuple

from policyparse.stages.outline.frame import type_of
from policyparse.text import Span

_NAME = r"《([^《》\n]{6,100}(?:〈[^〉\n]{1,80}〉[^《》\n]{0,40})?)》"
# `《……意见》全文如下`, `现将《……方案》印发给你们`, `制定了《……办法》，现予印发`: what stands below is what is named
_GIVEN = re.compile(
    rf"{_NAME}(?:的?(?:全文|主要内容|内容|原文)(?:公布|发布)?如下|[^。；\n]{{0,40}}?(?:印发|下发|颁发|公布|发布|转发)(?:给你们|实施|施行|执行)|"
    r"[^。；\n]{0,20}，现(?:予以?|将[^。；，\n]{0,6})?(?:印发|下发|公布|发布|颁发))"
)
_ISSUING = re.compile(
    r"(?:^|[，,。；\s])([^，,。；：《》\s]{4,40}?(?:[ 　、][^，,。；：《》\s]{2,40}?)?)(?:日前|近日)?(?:联合)?(?:印发|下发|发布)了?《"
)
_FURTHER = re.compile(
    "有关事项|有关工作|事项通知|事项公告"
)  # a letter with things of its own to say, the plan elsewhere
_FAR = 3000  # characters in which a text says what it is


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
    for given in _GIVEN.finditer(text, 0, end):
        words = given[1]
        if type_of(words) is None or _FURTHER.search(text, given.end(), end):
            continue
        by = next((m for m in _ISSUING.finditer(text, 0, end) if text.startswith(words, m.end())), None)
        issuer, span = (by[1], Span(*by.span(1))) if by else (None, None)
        return Named(words, Span(*given.span(1)), issuer, span)
    return None
