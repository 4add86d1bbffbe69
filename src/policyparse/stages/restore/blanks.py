"""Blanks that copying sets into running text, anywhere in a word: `环境保 护部牵头`, `认真贯彻执 行`.

Chinese has no blanks between words. Those of running text are taken out where a text has several of them within
words, as the character model tells: it expects what stands behind such a blank after what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.lexicon.characters import CharacterModel, character_model
from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE = "restore.stray-blank"
LEAST = 6
"""How many blanks within words a text must have; fewer may be a writer's."""
LINE = 40  # characters of a line that is running text: titles, signatures and cells are shorter
HEAD = 3  # characters at the start of a line in which a blank stands behind a label: `一 总则`
TITLE = 80  # characters of a book title, in which a blank may part it
WITHIN = 130  # cost of the two characters behind a blank within a word, in tenths of a bit
# Not behind the label of an article, nor behind a date: `第二条 本办法`, `2019年11月27日 北京市……通过`.
_BLANK = re.compile(" (?<=[㐀-鿿].)(?<![条章节编年月日号].)(?=[㐀-鿿]{2})")


def blanks(aligned: AlignedText) -> Restored:
    """The text without blanks within its words, where it has many such."""
    text = aligned.text.replace("\u00a0", " ")
    found = list(_running(text)) if text.count(" ") >= LEAST else []
    if len(found) < LEAST:
        return Restored(aligned)
    within = list(_within(text, found, character_model()))
    if len(within) < LEAST or 2 * len(within) < len(found):
        return Restored(aligned)
    return Restored(aligned.apply([Replacement(at, at + 1, "", RULE, 0.9) for at in within], "restore"))


def _running(text: str) -> Iterator[int]:
    """The blanks between two Chinese characters of running text, those within book titles aside."""
    line = end = -1
    for blank in _BLANK.finditer(text):
        at = blank.start()
        if at >= end:
            line = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
        if end - line < LINE or at - line <= HEAD:
            continue
        low = max(line, at - TITLE)
        if text.rfind("《", low, at) <= text.rfind("》", low, at):
            yield at


def _within(text: str, found: list[int], model: CharacterModel) -> Iterator[int]:
    """Those of the blanks behind which stands what the model expects after the characters before them."""
    for at in found:
        a, b, c, d = model.encode(text[at - 2 : at] + text[at + 1 : at + 3])
        if model.cost(a, b, c) + model.cost(b, c, d) <= WITHIN:
            yield at
