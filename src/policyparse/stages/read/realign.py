"""GB 18030 with a byte missing: what stands behind it is read in the right pairs again.

Where a byte is missing, every pair behind it is read one byte off, up to an ASCII character, before which one byte is
left over: `加强水源保护21` with a byte of 水 gone reads `加强幢…で\ufffd21`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from policyparse.lexicon.characters import UNKNOWN, character_model

CODEC = "gb18030"
LONGEST = 500  # characters in a run that is looked at
BETTER = 200  # by how much the other pairs must read better, in tenths of a bit
_CHUNK = 4096  # bytes decoded at a time: after each error the next one begins


def realigned(data: bytes) -> tuple[str, int]:
    """The text of bytes that are not all valid, U+FFFD for what has no character, and how often pairs were set right."""
    pieces: list[str] = []
    mended = 0
    for text, left in _pieces(data):
        run = _run(text) if left else ""
        better = _mended(run.encode(CODEC) + left[:1]) if run else None
        pieces.append(text[: len(text) - len(run)] + better if better else text + _alone(left))
        mended += better is not None
    return "".join(pieces), mended


def _alone(left: bytes) -> str:
    """What a byte that begins no character stands for: the euro sign of Windows (code page 936), else nothing known."""
    return "€" if left[:1] == b"\x80" else "\ufffd" * bool(left)


def _pieces(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What can be read, each with the bytes behind it that cannot; none behind the last."""
    at = 0
    text: list[str] = []
    while at < len(data):
        chunk = data[at : at + _CHUNK]
        try:
            text.append(chunk.decode(CODEC))
            at += len(chunk)
        except UnicodeDecodeError as error:
            text.append(chunk[: error.start].decode(CODEC))
            at += error.start
            if error.start and error.start + 4 > len(chunk):
                continue  # the chunk may end within a character
            length = error.end - error.start
            yield "".join(text), data[at : at + length]
            at += length
            text = []
    yield "".join(text), b""


def _run(text: str) -> str:
    """The characters of two bytes at the end of a text."""
    begin = len(text)
    least = max(0, begin - LONGEST)
    while begin > least and text[begin - 1] > "\x7f" and len(text[begin - 1].encode(CODEC)) == 2:
        begin -= 1
    return text[begin:]


def _mended(run: bytes) -> str | None:
    """A run of pairs and one byte left over as text, with U+FFFD where a byte is missing; none where its pairs are right."""
    shown, meant = run[:-1].decode(CODEC), _valid_end(run[1:])
    skipped = len(shown) - len(meant)
    before = _sums(shown)  # of the first so many characters as shown
    behind = _sums(meant)
    whole = behind[-1]
    totals = [before[skipped + at] + whole - behind[at] for at in range(len(meant))]
    best = min(range(len(totals)), key=totals.__getitem__, default=0)
    if not totals or totals[best] + BETTER > before[-1]:
        return None
    return f"{shown[: skipped + best]}\ufffd{meant[best:]}"


def _sums(text: str) -> list[int]:
    """What the first so many characters of a text cost, from none to all."""
    model = character_model()
    ids = [UNKNOWN, UNKNOWN, *model.encode(text)]
    return [0, *accumulate(map(model.cost, ids, ids[1:], ids[2:]))]


def _valid_end(data: bytes) -> str:
    """The characters at the end of pairs of which some may be none."""
    found: list[str] = []
    for at in range(len(data) - 2, -1, -2):
        try:
            found.append(data[at : at + 2].decode(CODEC))
        except UnicodeDecodeError:
            break
    return "".join(reversed(found))
