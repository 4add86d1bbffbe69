"""What a program that reads pictures makes of digits (`2O21年`, `l0个`, `5O万`) → the digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE = "restore.digit"
# A digit and such a letter side by side: most texts have none, and are left at that.
_SIGN = re.compile("[0-9][Ol]|l[0-9]")
# Letters within a number or at its end, where Chinese characters or marks stand on both sides: no name of a model, no
# formula, no litres (`5l`), no ozone (`O3`), no degrees (`25o以上`).
_NUMBER = re.compile(
    "(?<![A-Za-z0-9.\\-_/])(?=[0-9l.]{1,6}[Ol]|l[0-9])([0-9]{1,8}[0-9Ol.]{0,8}[0-9O]|l[0-9][0-9Ol.]{0,8})"
    "(?=[年月日个家亿万千百元人户名项亩吨所条处台辆座次倍%％‰％．，。、；）)]|公里|平方|以[上下])"
)
_DIGITS = str.maketrans("Ol", "01")


def digits(aligned: AlignedText) -> Restored:
    """The text with such letters as the digits that they look like."""
    text = aligned.text
    if ("O" not in text and "l" not in text) or not _SIGN.search(text):
        return Restored(aligned)
    return Restored(aligned.apply(_replacements(aligned.text), "restore"))


def _replacements(text: str) -> Iterator[Replacement]:
    for number in _NUMBER.finditer(text):
        if not number[1].replace(".", "").isdecimal():
            yield Replacement(*number.span(1), number[1].translate(_DIGITS), RULE, 0.9, True)
