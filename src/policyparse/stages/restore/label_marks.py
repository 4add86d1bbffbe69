"""Labels whose marks a program that reads pictures, or one that converts marks, took for others (`一，总则`, `1。修渠`, `〈一〉`)
→ the labels.

Lines that begin so are labels where they count on, one after the other, as nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress
from typing import NamedTuple

from policyparse.lexicon.small_numbers import small_number
from policyparse.records.found import Restored
from policyparse.stages.restore.lines import firsts_of, lines_of
from policyparse.text import AlignedText, Replacement

RULE = "restore.label-mark"
FEWEST = 3
"""How many such labels count on in a text, at least."""
_LEFT_OUT = 2  # labels one after the other that may be no such


class _Kind(NamedTuple):
    """A kind of label: the pattern of one in a line, damaged or not, how it is written, and what tells a sound one."""

    pattern: re.Pattern[str]
    written: str
    sound: re.Pattern[str]


def _at_line(pattern: str, digits: str = "") -> re.Pattern[str]:
    return re.compile(rf"^[ \t\u00a0\u3000]*({pattern})(?=[ \t\u00a0\u3000]*[㐀-鿿“《「{digits}])", re.MULTILINE)


_NUMERAL, _DIGITS = "([一二三四五六七八九十]{1,3})", "([0-9]{1,2})"
_KINDS = (
    _Kind(
        _at_line(f"{_NUMERAL}[、.．，,：:。]", "0-9"),
        "{}、",
        re.compile("[、.．]$"),
    ),
    _Kind(
        _at_line(f"{_DIGITS}[.．、，,：:。·]"),
        "{}.",
        re.compile("[.．、]$"),
    ),
    _Kind(
        _at_line(f"[（(〔【〈<\\[［｛{{]{_NUMERAL}[）)〕】〉>\\]］｝}}]", "0-9"),
        "（{}）",
        re.compile("^[（(〔【]"),
    ),
)


_DAMAGED = re.compile(
    "[一二三四五六七八九十]{1,3}[，,：:。]|[0-9]{1,2}[，,：:。·](?![0-9])|[〈<\\[［｛{][一二三四五六七八九十]"
)
_BEGINS = frozenset("一二三四五六七八九十0123456789〈<[［｛{")


def label_marks(aligned: AlignedText) -> Restored:
    """The text with such labels as they are written in official documents."""
    labelled = compress(lines_of(aligned.text), map(_BEGINS.__contains__, firsts_of(aligned.text)))
    if not any(map(_DAMAGED.match, labelled)):
        return Restored(aligned)
    for kind in _KINDS:
        found = list(_labels(aligned.text, kind))
        aligned = aligned.apply(found, "restore") if found else aligned
    return Restored(aligned)


def _labels(text: str, kind: _Kind) -> Iterator[Replacement]:
    """The damaged labels of a kind that count on, from 1 and from 1 again, where enough do, and few others stand among them."""
    labels = [(label, small_number(label[2]) or 0) for label in kind.pattern.finditer(text)]
    sound = [kind.sound.search(label[1]) is not None for label, _ in labels]
    last, counted = 0, []
    for at, (_, number) in enumerate(labels):
        behind = labels[at + 1][1] if at + 1 < len(labels) else 1
        if sound[at] or _counts_on(last, number, behind, any(sound)):
            counted.append(at)
            last = number
    if (
        len(counted) >= FEWEST
        and 5 * len(counted) >= 4 * len(labels)
        and max(labels[at][1] for at in counted) >= FEWEST
    ):
        for label in (labels[at][0] for at in counted if not sound[at]):
            yield Replacement(*label.span(1), kind.written.format(label[2]), RULE, 0.9, True)


def _counts_on(last: int, number: int, behind: int, among_sound: bool) -> bool:
    """True for the number that is the next one, or 1 once more; where all are damaged some may be left out, and among sound
    ones the label behind must count on as well."""
    if not among_sound:
        return number == 1 or last < number <= last + _LEFT_OUT + 1
    return number in (1, last + 1) and behind in (1, number + 1)
