"""Blanks that copying sets into running text, anywhere in a word: `环境保 护部牵头`, `认真贯彻执 行`.

Chinese has no blanks between words. Those of running text are taken out where a text has several of them within
words, as the character model tells: it expects what stands behind such a blank after what stands before it. In such a text
those between words go as well, and those in labels (`（二十 四）`).
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
LINE = 40  # characters of a line that is running text: titles, signatures and cells are shorter, and are no sentences
_SENTENCE = re.compile("[。；：:](?! *$)|。$", re.MULTILINE)
HEAD = 3  # characters at the start of a line in which a blank stands behind a label: `一 总则`
CELL = 8  # characters between two blanks that may be a cell
TITLE = 80  # characters of a book title, in which a blank may part it
WITHIN = 130  # cost of the two characters behind a blank within a word, in tenths of a bit
BETWEEN = 220  # the same behind a blank between two words
# Not behind the label of an article, nor behind a date: `第二条 本办法`, `2019年11月27日 北京市……通过`.
_BLANK = re.compile(" (?<=[㐀-鿿].)(?<![条章节编年月日号].)(?=[㐀-鿿]\\S)")
_OFFICES = frozenset("局厅廳委部办辦会會院行府司室处處站所")  # behind which a blank may part two offices
_LABEL = re.compile(
    "^ *(?:[（(]|第 ?)(?=[一二三四五六七八九十]{0,3} )([一二三四五六七八九十 ]{2,6})(?=[）)条條章节節])",
    re.MULTILINE,
)


def blanks(aligned: AlignedText) -> Restored:
    """The text without blanks within its words, where it has many such."""
    text = aligned.text.replace("\u00a0", " ").replace("\u3000", " ")
    found = list(_running(text)) if " " in text else []
    if len(found) < LEAST:
        return Restored(aligned)
    costs = _costs(text, found, character_model())
    within = sum(cost <= WITHIN for cost in costs)
    if within < LEAST or 3 * within < len(found):
        return Restored(aligned)
    taken = {at for at, cost in zip(found, costs, strict=True) if cost <= _most(text, at)}
    taken |= {at for label in _LABEL.finditer(text) for at in range(*label.span(1)) if text[at] == " "}
    return Restored(aligned.apply([Replacement(at, at + 1, "", RULE, 0.9) for at in sorted(taken)], "restore"))


def _most(text: str, at: int) -> int:
    """What the two characters behind a blank may cost: more where it does not seem to part offices, or cells of a row."""
    is_row = " " in text[max(0, at - CELL) : at] and " " in text[at + 1 : at + 1 + CELL]
    return WITHIN if is_row or text[at - 1] in _OFFICES else BETWEEN


def _running(text: str) -> Iterator[int]:
    """The blanks between two Chinese characters of running text, those within book titles aside."""
    line = end = -1
    for blank in _BLANK.finditer(text):
        at = blank.start()
        if at >= end:
            line = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
        if at - line <= HEAD or (end - line < LINE and not _SENTENCE.search(text, line, end)):
            continue
        low = max(line, at - TITLE)
        if text.rfind("《", low, at) <= text.rfind("》", low, at):
            yield at


def _costs(text: str, found: list[int], model: CharacterModel) -> list[int]:
    """For each of the blanks what the two characters behind it cost after those before it."""
    costs = []
    for at in found:
        a, b, c, d = model.encode(text[at - 2 : at] + text[at + 1 : at + 3])
        costs.append(model.cost(a, b, c) + model.cost(b, c, d))
    return costs
