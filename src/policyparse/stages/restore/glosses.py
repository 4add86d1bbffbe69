"""Readings that a page sets above characters, and that copying leaves in the text: `川辦(bàn)發` → `川辦發`."""

from __future__ import annotations

import re

from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE = "restore.pinyin-gloss"
LEAST = 2
"""How many syllables with a tone a text must have in such brackets: one alone may be meant."""
TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_GLOSS = re.compile(f"[(（] ?[a-zü]{{0,4}}[{TONES}][a-zü]{{0,3}} ?[)）]")  # also `社會(huì )資本`


def glosses(aligned: AlignedText) -> Restored:
    """The text without such readings: a syllable with a tone, behind its character."""
    if "(" not in aligned.text and "（" not in aligned.text:
        return Restored(aligned)
    text = aligned.text
    found = [gloss for gloss in _GLOSS.finditer(text) if "㐀" <= text[gloss.start() - 1 : gloss.start()] <= "鿿"]
    if len(found) < LEAST:
        return Restored(aligned)
    readings = [Replacement(gloss.start(), gloss.end(), "", RULE, 0.95) for gloss in found]
    return Restored(aligned.apply(readings, "restore"))
