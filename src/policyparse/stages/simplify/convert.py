"""A text converted as OpenCC's configurations say, and where two texts of one length differ."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from policyparse.stages.simplify.dictionary import Step, step
from policyparse.text import AlignedText, Replacement, runs_of

Config = Literal["t2s", "tw2s", "tw2sp", "hk2s", "hk2sp"]
# After the compatibility ideographs, in this order.
STEPS: dict[Config, tuple[str, ...]] = {
    "t2s": ("t2s",),
    "tw2s": ("tw", "t2s"),
    "tw2sp": ("twp", "t2s"),
    "hk2s": ("hk", "t2s"),
    "hk2sp": ("hkp", "t2s"),
}
_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_MARKED = bytes((0, *[1] * 255))


def convert(aligned: AlignedText, config: Config) -> AlignedText:
    """The text under an OpenCC configuration, whatever script it is in; a replacement may change the length.

    >>> convert(AlignedText.of("用滑鼠點選"), "tw2sp").text
    '用鼠标点击'
    """
    rule, names = f"opencc.{config}", STEPS[config]
    if _COMPATIBILITY.search(aligned.text):
        aligned = aligned.apply(_replacements(aligned.text, step("compatibility"), rule), "simplify", positional=True)
    cuts = _cuts(aligned.text) if len(names) > 1 else [0, len(aligned.text)]
    for name in names:
        found = [r for bounds in pairwise(cuts) for r in _replacements(aligned.text, step(name), rule, *bounds)]
        aligned = aligned.apply(found, "simplify", positional=True)
        cuts = _moved(cuts, found)
    return aligned


def _cuts(text: str) -> list[int]:
    """Where OpenCC divides a text before it goes through two steps: around each phrase of `t2s`. No word of another
    step crosses such a place: `畫素` is 像素, but `畫素藉由` 画素借由, for `素藉` is such a phrase."""
    phrases = step("t2s").phrases_of(text, 0, len(text))
    return sorted({0, len(text), *(place for phrase in phrases for place in phrase[:2])})


def _moved(cuts: list[int], done: list[Replacement]) -> list[int]:
    """The offsets in the text after replacements that cross none of them."""
    moved, grown, at = [], 0, 0
    for cut in cuts:
        while at < len(done) and done[at].end <= cut:
            grown += len(done[at].after) - (done[at].end - done[at].start)
            at += 1
        moved.append(cut + grown)
    return moved


def changed(before: str, after: str) -> bytes:
    """For each character of two texts of one length 1 where they differ, else 0.

    >>> changed("業務人員", "业务人员")
    b'\\x01\\x01\\x00\\x01'
    """
    one, other = before.encode("utf-16-le", "surrogatepass"), after.encode("utf-16-le", "surrogatepass")
    width = 2
    if len(one) != 2 * len(before) or len(other) != 2 * len(before):  # characters beyond the basic plane
        one, other = before.encode("utf-32-le", "surrogatepass"), after.encode("utf-32-le", "surrogatepass")
        width = 4
    # Comparing character by character in a loop would cost as much as the whole conversion: the code points are
    # compared as two long numbers, and the bytes of each are gathered in its first.
    different = int.from_bytes(one, "little") ^ int.from_bytes(other, "little")
    for bits in (16, 8)[width == 2 :]:
        different |= different >> bits
    return different.to_bytes(len(one), "little")[::width].translate(_MARKED)


def replaced(text: str, changes: list[Replacement]) -> str:
    """A text after replacements that are in order."""
    pieces: list[str] = []
    taken = 0
    for change in changes:
        pieces += (text[taken : change.start], change.after)
        taken = change.end
    return "".join((*pieces, text[taken:]))


def _replacements(text: str, table: Step, rule: str, start: int = 0, end: int | None = None) -> list[Replacement]:
    """What `table` replaces in a piece of `text`: phrases whole where their length changes, else the characters that
    change."""
    piece = text[start:end]
    found: list[Replacement] = []
    at = 0
    for patch in [*table.patches(piece), None]:
        to = patch.start if patch else len(piece)
        found += _between(piece[at:to], start + at, piece[at:to].translate(table.characters), rule)
        if patch:
            if len(patch.after) == patch.end - patch.start:
                found += _between(piece[to : patch.end], start + to, patch.after, rule)
            else:
                found.append(Replacement(start + to, start + patch.end, patch.after, rule))
            at = patch.end
    return found


def _between(before: str, start: int, after: str, rule: str) -> list[Replacement]:
    """The replacements that make `after` of `before`, as long, which stands at `start`."""
    if before == after:
        return []
    return [Replacement(start + s, start + e, after[s:e], rule) for s, e in runs_of(changed(before, after))]
