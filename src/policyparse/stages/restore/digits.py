"""What a program that reads pictures makes of numbers (`2O21年`, `l0个`, `58. 6%`, `1 2 0 0人`) → the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE = "restore.digit"
# A digit and such a letter side by side, or such a letter as the number of an item: one pattern a letter, for most texts
# have neither, and a search for one character takes a fifth of the time that one for two takes.
_SIGNS = {
    "O": re.compile("O(?:(?<=[0-9]O)|[.．、）)])"),
    "l": re.compile("l(?:(?<=[0-9]l)|[0-9.．、）)])"),
}
_UNITS = "年月日个家亿万千百元人户名项亩吨所条处台辆座次倍套株头只床场件起宗例份%％‰"
# Letters within a number or at its end, where Chinese characters or marks stand on both sides: no name of a model, no
# formula, no litres (`5l`), no ozone (`O3`), no degrees (`25o以上`).
_NUMBER = re.compile(
    "(?<![A-Za-z0-9.\\-_/])(?=[0-9l.]{1,6}[Ol]|l[0-9])([0-9]{1,8}[0-9Ol.]{0,8}[0-9O]|l[0-9][0-9Ol.]{0,8})"
    f"(?=[{_UNITS}．，。、；）)]|公[里顷斤]|平[方米]|立方|小时|以[上下])"
)
GAP = "restore.number-gap"
_GAP = re.compile(" (?<=[0-9.,] )[0-9]")
_BEHIND_DIGIT = re.compile(" (?<=[0-9.,] )[0-9.．、]")
_INNER = frozenset("0123456789.,")
LONGEST = 12  # characters before a gap that may be of its number
# A digit at a time; a decimal point or the comma of thousands with a blank behind it. What is counted follows.
_BROKEN = re.compile(
    r"(?:([0-9](?: [0-9]){1,7}|[0-9]{1,3}(?:, [0-9]{3}){1,3})"
    rf"(?= ?(?:[{_UNITS}]|公[里顷斤]|平[方米]|立方|小时))"
    r"|([0-9]{1,4}\. [0-9]{1,2})(?= ?(?:[%％‰万亿元倍吨]|个百分点|公[里顷斤]|平[方米]|立方|小时)))"
)
_NUMBERED = "第表图圖件款条條项項号號注栏欄"
_HAN = re.compile("[㐀-鿿]")
SURE = 3  # single digits that are one number also behind a blank; two may stand in two columns
# Letters in the number of an item: `l.`, `（lO）`; no Latin text has a line that begins with `l.` and a Chinese character.
_LABEL = re.compile(
    "^[ \u3000\t]*[（(]?(?=[0-9lO]{0,2}[lO])(l|[0-9l][0-9lO])(?=[.．、）)][ \u3000]?[㐀-鿿“《])", re.MULTILINE
)
_LABEL_GAP = re.compile("^[ \u3000\t]*[0-9]{1,2}( )(?=[.．、][ \u3000]?[㐀-鿿“《])", re.MULTILINE)
BRACKET = "restore.number-bracket"
# The bracket behind the year of a document's number, lost with what stood beside it: `〔201846号`, and `〔201846` at a line's end.
_YEAR = re.compile(r"〔(?<=[㐀-鿿]〔)((?:19|20)[0-9]{2})([0-9]{1,4})(?:(?=[号號])|[ \u3000]*$)", re.MULTILINE)
# `二◯二三年`, with a circle of geometry or a letter of Greek or Russian for 〇
_WRITTEN_YEAR = re.compile("年(?<=(?:一九|二[◯ΟОo〇○])[◯ΟОo〇○零一二三四五六七八九]{2}年)")
_ZEROS = "◯ΟОo"
ZEROS = str.maketrans(dict.fromkeys(_ZEROS, "〇"))
_DIGITS = str.maketrans("Ol", "01")


def digits(aligned: AlignedText) -> Restored:
    """The text with such letters as the digits that they look like, and numbers without the blanks in them."""
    text = aligned.text
    if any(letter in text and sign.search(text) for letter, sign in _SIGNS.items()):
        aligned = aligned.apply(_replacements(text), "restore")
    if any(map(text.__contains__, _ZEROS)):
        aligned = aligned.apply(_years(aligned.text), "restore")
    has_gap = " " in text and _BEHIND_DIGIT.search(aligned.text)
    if has_gap and any(mark in text for mark in (" .", " ．", " 、")) and (labels := list(_labels(aligned.text))):
        aligned = aligned.apply(labels, "restore")
    if "〔" in text and (numbers := list(_numbers(aligned.text))):
        aligned = aligned.apply(numbers, "restore")
    if has_gap and _GAP.search(aligned.text) and (gaps := list(_gaps(aligned.text))):
        aligned = aligned.apply(gaps, "restore")
    return Restored(aligned)


def _replacements(text: str) -> list[Replacement]:
    found = {
        number.start(1): Replacement(*number.span(1), number[1].translate(_DIGITS), RULE, 0.9, True)
        for pattern in (_LABEL, _NUMBER)
        for number in pattern.finditer(text)
        if not number[1].replace(".", "").isdecimal()
    }
    return [found[at] for at in sorted(found)]


def _years(text: str) -> Iterator[Replacement]:
    """The zeros of a year in Chinese numerals that look like 〇."""
    for year in _WRITTEN_YEAR.finditer(text):
        start, end = year.start() - 4, year.start()
        if (meant := text[start:end].translate(ZEROS)) != text[start:end]:
            yield Replacement(start, end, meant, RULE, 0.95)


def _labels(text: str) -> Iterator[Replacement]:
    """The blank before the full stop of an item's number: `1 .`."""
    for label in _LABEL_GAP.finditer(text):
        yield Replacement(*label.span(1), "", GAP, 0.95)


def _numbers(text: str) -> Iterator[Replacement]:
    """The bracket that closes the year of a document's number, and 号 where the line ends without it."""
    for number in _YEAR.finditer(text):
        start, end = number.span(2)
        yield Replacement(start, start, "〕", BRACKET, 0.9, True)
        if text[number.end() : number.end() + 1] not in tuple("号號"):
            yield Replacement(end, number.end(), "号", BRACKET, 0.9, True)


def _gaps(text: str) -> Iterator[Replacement]:
    """The blanks within numbers that stand behind a Chinese character and before what they count."""
    done = 0
    for gap in _GAP.finditer(text):
        start = gap.start()
        if start < done:
            continue
        least = max(done, start - LONGEST)
        while start > least and text[start - 1] in _INNER:
            start -= 1
        number = _BROKEN.match(text, start)
        if number and _stands_free(text, start, number.group()):
            done = number.end()
            blanks = (start + n for n, c in enumerate(number.group()) if c == " ")
            yield from (Replacement(at, at + 1, "", GAP, 0.9, True) for at in blanks)


def _stands_free(text: str, start: int, number: str) -> bool:
    """True behind a Chinese character that is not numbered (`表1 2所`), or behind one and a blank where the digits are enough."""
    if number.count(" ") >= SURE:
        start -= text[start - 1 : start] == " "
    elif text[start - 1 : start] in _NUMBERED:
        return False
    return bool(start) and bool(_HAN.match(text, start - 1))
