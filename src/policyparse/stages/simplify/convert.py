"""A text converted as OpenCC's configurations say, and where two texts of one length differ."""

from __future__ import annotations

from itertools import compress
from typing import Literal

from policyparse.stages.simplify.dictionary import Step, step
from policyparse.text import AlignedText, Replacement

Config = Literal["t2s", "tw2s", "tw2sp", "hk2s", "hk2sp"]
STEPS: dict[Config, tuple[str, ...]] = {
    "t2s": ("t2s",),
    "tw2s": ("tw", "t2s"),
    "tw2sp": ("twp", "t2s"),
    "hk2s": ("hk", "t2s"),
    "hk2sp": ("hkp", "t2s"),
}
_MARKED = bytes((0, *[1] * 255))


def convert(aligned: AlignedText, config: Config) -> AlignedText:
    """The text under an OpenCC configuration, whatever script it is in; a replacement may change the length.

    >>> convert(AlignedText.of("用滑鼠點選"), "tw2sp").text
    '用鼠标点击'
    """
    for name in STEPS[config]:
        aligned = aligned.apply(
            _replacements(aligned.text, step(name), f"opencc.{config}"), "simplify", positional=True
        )
    return aligned


def differences(before: str, after: str) -> list[tuple[int, int]]:
    """The runs `[start, end)` in which two texts of one length differ, in order.

    >>> differences("業務人員", "业务人员")
    [(0, 2), (3, 4)]
    """
    size = len(before) * 4
    one = int.from_bytes(before.encode("utf-32-le", "surrogatepass"), "little")
    other = int.from_bytes(after.encode("utf-32-le", "surrogatepass"), "little")
    # Comparing character by character in a loop would cost as much as the whole conversion: the code points are
    # compared as two long numbers, and the three bytes of each code point that can differ are folded into one.
    different = (one ^ other).to_bytes(size, "little")
    low, middle, high = (int.from_bytes(different[i::4], "little") for i in range(3))
    folded = int.from_bytes((low | middle | high).to_bytes(len(before), "little").translate(_MARKED), "little")
    # and where that goes from equal to different or back, a run begins or ends
    bounds = list(compress(range(len(before) + 1), (folded ^ folded << 8).to_bytes(len(before) + 1, "little")))
    return list(zip(bounds[0::2], bounds[1::2], strict=True))


def _replacements(text: str, table: Step, rule: str) -> list[Replacement]:
    """What `table` replaces in `text`: phrases whole where their length changes, else the characters that change."""
    found: list[Replacement] = []
    at = 0
    for patch in [*table.patches(text), None]:
        end = patch.start if patch else len(text)
        found += _between(text, at, text[at:end].translate(table.characters), rule)
        if patch:
            if len(patch.after) == patch.end - patch.start:
                found += _between(text, patch.start, patch.after, rule)
            else:
                found.append(Replacement(patch.start, patch.end, patch.after, rule))
            at = patch.end
    return found


def _between(text: str, start: int, after: str, rule: str) -> list[Replacement]:
    """The replacements that make `after` of as many characters of `text` from `start` on."""
    before = text[start : start + len(after)]
    return [Replacement(start + s, start + e, after[s:e], rule) for s, e in differences(before, after)]
