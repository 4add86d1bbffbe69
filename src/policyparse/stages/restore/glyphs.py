"""What drawing leaves in a text: glyphs set twice for bold type, an icon glyph for a number's full stop, letters spread
over a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress
from operator import eq, itemgetter

from policyparse.lexicon.characters import character_model
from policyparse.records.found import Restored
from policyparse.stages.restore.lines import firsts_of, lines_of
from policyparse.text import AlignedText, Replacement

DOUBLED, STOP = "restore.doubled-glyphs", "restore.private-use-stop"
LEAST = 4
"""How many different Chinese characters a doubled line must have."""
_LINE = re.compile(r"[^\n\r]+")
_SECOND = itemgetter(slice(1, 2))  # the second character, where there is one
_HAN = re.compile("[㐀-鿿]")
SPREAD = "restore.spread-line"
# `关 于 印 发 …`, `到 2 0 2 5 年 ，…`: five characters and more of a line, each with one blank behind it.
_SPREAD = re.compile("^[ \u3000\t]*((?:[^\\s] ){4,4000}[^\\s]) *$", re.MULTILINE)
SHORT, FLUENT = 8, 82
"""A line of fewer characters is spread where they make words: so much a character, in tenths of a bit, for the model."""
# The same of two characters and more; a blank that was typed has one on either side.
_APART = re.compile("^[ \u3000\t]*((?:[^\\s] (?:  )?){1,4000}[^\\s]) *$", re.MULTILINE)
_GAP = re.compile("(?<=[^ ])( {3}| )(?=[^ ])")
_MAY_BE_SPREAD = re.compile(
    " [㐀-鿿（）《》“”、—] [㐀-鿿（）《》“”、—] "
)  # found from blank to blank, in most texts not at all
_ONE_AT_A_TIME = frozenset("一二三四五六七八九十日甲乙丙丁戊己庚辛壬癸有无是否上中下左右东南西北")
PRIVATE = "\ue000-\uf8ff"
_PRIVATE = re.compile(f"[{PRIVATE}]")
# `1\ue010突破关键技术`, `（略）。2\ue010加快…`
_NUMBER = re.compile("(?:^|(?<=[\n\r。；）)\u3000 ]))([0-9０-９]{1,3})([\ue000-\uf8ff])(?=[㐀-鿿“《])")


# A bullet of a symbol font before a number that Word or a person wrote: `\uf0d8（一）`.
_BULLET = re.compile(
    "^[ \u3000\t]*([\uf020-\uf0ff][ \t]*)(?=[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]"
    "|第[一二三四五六七八九十百]{1,5}[章节節条條]|[0-9]{1,2}[.．、])",
    re.MULTILINE,
)
BULLET = "restore.private-use-bullet"


def doubled(aligned: AlignedText) -> Restored:
    """The text with doubled lines single."""
    lines = lines_of(aligned.text)
    twice = compress(lines, map(eq, firsts_of(aligned.text), map(_SECOND, lines)))
    if any(len(line) >= 2 * LEAST and line[::2] == line[1::2] for line in twice):
        aligned = aligned.apply(_doubled(aligned.text), "restore")
    return Restored(aligned)


def icons(aligned: AlignedText) -> Restored:
    """The text with a full stop behind each number that had an icon glyph, and without such glyphs before numbers."""
    if _PRIVATE.search(aligned.text):
        found = [*_stops(aligned.text), *_bullets(aligned.text)]
        aligned = aligned.apply(sorted(found, key=lambda r: r.start), "restore")
    return Restored(aligned)


def spread(aligned: AlignedText) -> Restored:
    """The text with lines that are spread over their width as one would type them."""
    likely = _MAY_BE_SPREAD.search(aligned.text)
    return Restored(aligned.apply(_spread(aligned.text), "restore") if likely else aligned)


def _doubled(text: str) -> Iterator[Replacement]:
    """`关关于于印印发发` as one line: every glyph of it stands twice."""
    for line in _LINE.finditer(text):
        words = line.group().strip()
        if len(words) % 2 == 0 and words[::2] == words[1::2] and len(set(_HAN.findall(words))) >= LEAST:
            start = line.start() + line.group().index(words)
            yield Replacement(start, start + len(words), words[::2], DOUBLED, 0.95)


def _spread(text: str) -> Iterator[Replacement]:
    """The blanks of spread lines; where they are half of a text, of short ones as well, and those that were typed stay.

    Heads of a table, each of one character, are none: `甲 乙 丙 丁 …`.
    """
    found = [line for line in _SPREAD.finditer(text) if _is_spread(line[1].split(" "))]
    apart = list(_APART.finditer(text)) if found else []
    if 2 * sum(len(line[1]) for line in apart) >= len(text):
        found = apart
    for start, end in (gap.span(1) for line in found for gap in _GAP.finditer(text, *line.span(1))):
        yield Replacement(start, end, " " * (end - start > 1), SPREAD, 0.95)


def _is_spread(words: list[str]) -> bool:
    columns = sum(map(_ONE_AT_A_TIME.__contains__, words))
    han = sum(_HAN.match(word) is not None for word in words)
    if len(words) <= 2 * columns or len(words) >= 3 * (han - columns):
        return False
    return len(words) >= SHORT or (han == len(words) and _cost("".join(words)) <= FLUENT * len(words))


def _cost(line: str) -> int:
    model = character_model()
    return model.total(model.encode(f"\n\n{line}\n"))


def _stops(text: str) -> Iterator[Replacement]:
    for number in _NUMBER.finditer(text):
        yield Replacement(number.start(2), number.end(2), ".", STOP, 0.9, True)


def _bullets(text: str) -> Iterator[Replacement]:
    for bullet in _BULLET.finditer(text):
        yield Replacement(*bullet.span(1), "", BULLET, 0.9, True)
