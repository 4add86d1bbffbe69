"""Text that was read as Latin-1 or Windows-1252: UTF-8 (`é”™è¯¯`, also twice), GBK (`´íÎó`), Big5, UTF-16.

A character for each byte: letters with accents, signs, control characters, which Chinese text hardly has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.lexicon.characters import character_model
from policyparse.stages.restore.codes import LATIN, MEANT, windows
from policyparse.stages.restore.multibyte import Found, best, utf8_as

_HIGH = "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
# A byte of 80 to FF before another one, or before the second one of a pair: without it there is no run.
_SHOWN = re.compile(f"[\u00a1-\u00ff][\x40-\x7e{_HIGH}]")
_RUN = re.compile(f"[{_HIGH}]{{2,4000}}")
_PAIRS = re.compile(f"[{_HIGH}][\x40-\x7e{_HIGH}]{{3,4000}}".replace("\u0080-\u00ff", "\u0080-\u009f\u00a1-\u00ff"))
# One character alone: `60ÖÁ69`, `£¨2021`.
_PAIR = re.compile(f"(?<![A-Za-z{_HIGH}])[\u00a1\u00a3\u00b0-\u00f7][\u00a1-\u00fe](?![A-Za-z{_HIGH}])")
MANY, LONG = 4, 8
"""So many runs, or one of so many characters, leave no doubt that the text was read so, and that a pair alone is of it."""
LEAST_PAIRS, ALL_BUT = 3, 0.8
"""So many pairs of a line are of two letters with accents, and such a share of all."""
_BYTES = re.compile("[\x00-\xff]{4,4000}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_PIECES = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){1,2000}")
_TEXT = re.compile(f"[\x20-\x7e{MEANT.pattern[1:]}")
_ASIAN = re.compile(f"[\u3041-\u30ff가-힣{MEANT.pattern[1:]}")
"""Kana and Hangul too: three bytes a character in UTF-8 leave no doubt."""
SHORTEST, LONGEST = 4, 1500
"""How many characters a run of UTF-16 has at least (fewer are read out of any stray bytes), and how many bytes at most
for its bounds to be looked for."""


def utf8_as_latin(text: str) -> Iterator[Found]:
    """Runs of letters with accents and signs that are Chinese (Japanese, Korean) in UTF-8, or are so once more when they
    are read."""
    if not _SHOWN.search(text):
        return
    for run in _RUN.finditer(text):
        pieces = [p for p in _utf8(bytes(windows()[c] for c in run.group())) if _ASIAN.fullmatch(p[2])]
        if sum(length for _, length, _ in pieces) * 2 < len(run.group()):  # GBK has such bytes by chance
            continue
        for at, length, meant in pieces:
            yield Found(run.start() + at, run.start() + at + length, meant)


def _utf8(codes: bytes) -> Iterator[tuple[int, int, str]]:
    """The longest pieces of `codes` that are UTF-8 of two bytes and more a character: where, how many bytes, what."""
    for piece in _PIECES.finditer(codes):
        try:
            meant = piece.group().decode("utf-8")
        except UnicodeDecodeError:  # an overlong form or a surrogate
            continue
        if all(c in windows() for c in meant):
            again = list(_utf8(bytes(windows()[c] for c in meant)))
            if len(again) == 1 and again[0][1] == len(meant):
                meant = again[0][2]
        yield piece.start(), len(piece.group()), meant


def utf8_as_windows(text: str) -> Iterator[Found]:
    """The same with a mark for each code that Windows-1252 does not have."""
    return utf8_as(text, LATIN) if "\ufffd" in text else iter(())


def pairs_as_latin(text: str, written: str) -> Iterator[Found]:
    """Runs that are GBK or Big5, two bytes a character; of two characters and more, and of one where such runs leave no doubt."""
    if not _SHOWN.search(text):
        return
    found = list(_runs_of_pairs(text, written))
    yield from found
    if len(found) >= MANY or any(len(run.meant or "") >= LONG for run in found):
        yield from _single_pairs(text, written, {run.start for run in found})


def _single_pairs(text: str, written: str, taken: set[int]) -> Iterator[Found]:
    """Pairs alone, where the rest of a text leaves no doubt."""
    for pair in _PAIR.finditer(text):
        meant = None if pair.start() in taken else _pairs(pair.group(), written)
        if meant and meant in character_model().ids:
            yield Found(pair.start(), pair.end(), meant)


def lines_of_gbk(text: str) -> Iterator[Found]:
    """The runs of lines that are GBK from their beginning to their end: letters with accents come in pairs, as no language
    has them, and all pairs are codes."""
    found: list[Found] = []
    end = 0
    for shown in _SHOWN.finditer(text):
        if shown.start() >= end:
            start = text.rfind("\n", end, shown.start()) + 1 or end
            end = text.find("\n", shown.start())
            end = len(text) if end < 0 else end
            found += _whole_line(text[start:end], start)
    yield from found
    if sum(len(run.meant or "") for run in found) >= LONG:
        yield from _single_pairs(text, "gbk", {run.start for run in found})


def _whole_line(line: str, start: int) -> list[Found]:
    """The runs of one such line; none of any other, or of one that may be UTF-8."""
    known = windows()
    codes = [known.get(c, ord(c)) for c in line]
    if max(codes) > 0xFF:
        return []
    runs: list[Found] = []
    at = double = 0
    try:
        while at < len(codes):
            begin = at
            while at < len(codes) and codes[at] > 0x7F:
                double += at + 1 < len(codes) and codes[at] > 0xA0 and codes[at + 1] > 0xA0
                at += 2
            if at > begin:
                runs.append(Found(start + begin, start + at, bytes(codes[begin:at]).decode("gbk")))
            at += 1
    except UnicodeDecodeError:
        return []
    pairs = sum(len(run.meant or "") for run in runs)
    if _is_utf8(bytes(codes)):
        return []
    return runs if double >= LEAST_PAIRS and double > ALL_BUT * pairs else []


def _is_utf8(codes: bytes) -> bool:
    try:
        codes.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _runs_of_pairs(text: str, written: str) -> Iterator[Found]:
    for run in _PAIRS.finditer(text):
        start, end = run.span()  # the signs at either end may be the text's own: `“` is 93 in Windows-1252
        bounds = ((s, e) for s in range(start, start + 3) for e in range(end - 2, end + 1) if (e - s) % 2 == 0)
        options = (Found(s, e, meant) for s, e in bounds if e - s > 2 and (meant := _pairs(text[s:e], written)))
        yield from best(text, options)


def _pairs(shown: str, written: str) -> str | None:
    codes = bytes(windows().get(c, ord(c) & 0x7F) for c in shown)
    try:
        meant = codes.decode(written)
    except UnicodeDecodeError:
        return None
    return meant if MEANT.fullmatch(meant) else None


def utf16_as_latin(text: str) -> Iterator[Found]:
    """Runs that are UTF-16, two bytes a character, among them control characters."""
    for region in _BYTES.finditer(text):
        controls = [c.start() for c in _CONTROL.finditer(region.group())]
        if not controls or len(region.group()) > LONGEST:
            continue
        start, end = region.start() + controls[0], region.start() + controls[-1] + 1
        bounds = ((s, e) for s in range(max(region.start(), start - 8), start + 1) for e in range(end, min(region.end(), end + 8) + 1))  # fmt: skip
        yield from best(text, (found for s, e in bounds if (e - s) % 2 == 0 for found in _utf16(text, s, e)))


def _utf16(text: str, start: int, end: int) -> Iterator[Found]:
    """One run in either order of bytes."""
    for codec in ("utf-16-be", "utf-16-le"):
        meant = text[start:end].encode("latin-1").decode(codec, "replace")
        if len(meant) >= SHORTEST and _TEXT.fullmatch(meant):
            yield Found(start, end, meant)
