"""Tags of a page that a site shows as text, or a program left in it → the lines that they make.

`<p>各县人民政府：</p><p style="text-align: right;">某市人民政府</p>`: one line that no stage can read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE = "restore.markup"
FEWEST = 3
"""How many tags that end a line a text must have: one or two may be what it is about."""
_BLOCKS = "p|br|div|tr|li|h[1-6]|center|section|article|table|tbody|thead|ul|ol|dl|dt|dd|hr"
_INLINE = "span|strong|b|i|em|u|font|a|sup|sub|td|th|img|o:p|label|small|big"
_END = re.compile(f"</(?:{_BLOCKS})\\s?>|<br\\s?/?>", re.IGNORECASE)
_TAG = f"</?(?:{_BLOCKS}|{_INLINE})(?:\\s[^<>]{{0,1000}})?/?>"
_TAGS = re.compile(f"{_TAG}(?:\\s{{0,100}}{_TAG})*", re.IGNORECASE)
_BLOCK = re.compile(f"</?(?:{_BLOCKS})[\\s/>]", re.IGNORECASE)
_CELL = re.compile("</t[dh]>", re.IGNORECASE)


def markup(aligned: AlignedText) -> Restored:
    """The text without tags, a line for each paragraph and row, a tab between the cells of a row."""
    text = aligned.text
    if "<" not in text or len(_END.findall(text)) < FEWEST:
        return Restored(aligned)
    return Restored(aligned.apply(list(_replacements(text)), "restore"))


def _replacements(text: str) -> Iterator[Replacement]:
    for tags in _TAGS.finditer(text):
        shown = tags.group()
        after = "\n" if _BLOCK.search(shown) else "\t" if _CELL.search(shown) else ""
        yield Replacement(*tags.span(), after, RULE, 0.95)
