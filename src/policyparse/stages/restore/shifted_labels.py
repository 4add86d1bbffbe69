"""Labels that are read one byte off where a program left out the codes that are no character: `?。ㄊ┨嵘` is `　（十）提升`,
`　（十二）提升`, `（十三）` or `（十六）`: which one, the labels around it say. The codes are put back, and the run can be read.

`　（十二）` is A1A1 A3A8 CAAE B6FE A3A9; of it A1A3 (。), A8CA (ㄊ) and the first byte of the last pair stay to be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from policyparse.lexicon.small_numbers import small_number
from policyparse.lexicon.words import any_of
from policyparse.stages.restore.gbk import code_of, shown_as
from policyparse.text import AlignedText, Replacement

RULE = "restore.lost-byte"
MOST = 99
_TENS = ["", "十", *(f"{ten}十" for ten in "二三四五六七八九")]
_ONES = ["", *"一二三四五六七八九"]
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LAST = 0xA9  # of `）`; a character that begins with it is a line of a drawn table, or a sign that is as rare
_NO_LABEL = frozenset((0xA1, 0xD0))  # of `（省` and `（市`, of which ㄊ is to be seen as of `（十`
_SOUND = r"[（(](?P<sound>[一二三四五六七八九十]{1,3})[）)]"


class _Shown(NamedTuple):
    """A label at the beginning of a line: where what is shown of it stands, the numbers that it may have, and whether it
    surely is one."""

    start: int
    end: int
    numbers: tuple[int, ...]
    is_sure: bool = True


def with_codes_of_labels(aligned: AlignedText) -> AlignedText:
    """The text with the codes that were left out of the labels in brackets that begin its lines; one that shows such
    codes elsewhere has left none out."""
    text = aligned.text
    if ("?。" not in text and "\ufffd。" not in text) or _PRIVATE.search(text):
        return aligned
    labels = list(_labels(text))
    numbers = _in_turn(labels)
    found = [
        Replacement(label.start, label.end, _codes()[number], RULE, 0.9, len(label.numbers) > 1)
        for label, number in zip(labels, numbers, strict=True)
        if number and text[label.start : label.end] not in ("", _codes()[number])
    ]
    return aligned.apply(found, "restore") if found else aligned


def _labels(text: str) -> Iterator[_Shown]:
    """The labels in brackets at the beginnings of lines, sound ones (of no length) among them."""
    for label in _pattern().finditer(text):
        if label["sound"]:
            yield _Shown(label.start(), label.start(), (small_number(label["sound"]) or 0,))
        else:
            shown, end = label["left"] or "", label.end()
            # a full stop stands before the label, so that even one of which nothing is to be seen has a length
            code = code_of(text[end : end + 1]) if end < len(text) else None
            if code and code[0] not in _NO_LABEL:
                yield _Shown(label.start("stop"), end, _numbers()[shown], code[0] == _LAST)


def _in_turn(labels: list[_Shown]) -> list[int]:
    """Of each label the number that counts on, or begins, or that before the one which the next label has; 0 where it may
    be no label."""
    found: list[int] = []
    last = 0
    for at, label in enumerate(labels):
        behind = labels[at + 1].numbers[0] - 1 if at + 1 < len(labels) else 0
        wanted = (number for number in (last + 1, 1, behind) if number in label.numbers)
        number = next(wanted, label.numbers[0] if label.is_sure else 0)
        found.append(number)
        last = number or last
    return found


@cache
def _codes() -> dict[int, str]:
    """For each number what shows all codes of its label in brackets that is read one byte off, up to the last byte of it."""
    return {
        number: shown_as(f"\u3000（{_TENS[number // 10]}{_ONES[number % 10]}）".encode("gbk")[1:-1])
        for number in range(1, MOST + 1)
    }


@cache
def _numbers() -> dict[str, tuple[int, ...]]:
    """The numbers by what is left to be seen of their labels, without the full stop before it."""
    found: dict[str, tuple[int, ...]] = {}
    for number, codes in _codes().items():
        left = _PRIVATE.sub("", codes)[1:]
        found[left] = (*found.get(left, ()), number)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """What may be such a label, or a sound one; nothing is to be seen of `（六）`."""
    shown = any_of(filter(None, _numbers()))
    return re.compile(f"^[ \t\u00a0\u3000]*(?:{_SOUND}|[?\ufffd](?P<stop>。)(?P<left>{shown})?)", re.MULTILINE)
