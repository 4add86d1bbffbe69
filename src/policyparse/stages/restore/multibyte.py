"""Text that was read as GBK, Big5 or Shift-JIS: UTF-8 in any of them, GBK and Big5 in one another and in Shift-JIS.

What is UTF-8 shows by its bytes: three that begin as a character does and go on so are hardly ever text. Of GBK and
Big5 nearly all bytes are characters in both; there the character model decides which of two readings is text.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, takewhile
from math import prod
from typing import NamedTuple

from policyparse.lexicon.characters import character_model
from policyparse.stages.restore.candidates import Choice, Chooser
from policyparse.stages.restore.codes import MEANT, Meant, Run, can_begin, codes_of, utf8_from

SIDE = 60
"""How many characters on either side of a lost byte bear on it."""
BETTER, BETTER_EACH = 150, 40
"""How much cheaper what is meant must be than what stands there, in all and for each character that stands there."""
EACH = 60
"""What it is worth that a character of the text is part of a run: Latin letters and digits cost next to nothing."""
FLUENT = 130
"""What a character of what is meant may cost on average, in tenths of a bit."""
LOST_AMONG = 3
"""One character in so many may lack a byte; where more do, nothing is chosen."""
SHORT = 12
"""A run of more characters that is no text is not looked at again from its second character on."""
MANY = 40
"""So many characters of a text leave no doubt that it was read so, and that one alone with a lost byte is of it: `2023 骞\ufffd`."""
BLANK = "\u3000"
_KANA = re.compile("[\uff61-\uff9f]")
_JAPANESE = re.compile("[\u3041-\u30ff]+")
"""Kana alone may be Japanese: `カナ` has the bytes of 市瓜 in Big5."""
_REGION = re.compile("[^\\x00-\\x7f\ufffd]{2,}")


class Found(NamedTuple):
    """A run `[start, end)`, what it says (None where too much of it is lost), and what had to be chosen for it."""

    start: int
    end: int
    meant: str | None
    choices: tuple[Choice, ...] = ()

    @property
    def confidence(self) -> float:
        """How sure the reading is, and each choice in it."""
        return round(prod([0.98, *(choice.confidence for choice in self.choices)]), 4)


def utf8_as(text: str, shown: str) -> Iterator[Found]:
    """The runs of a text that are UTF-8 when their bytes in the encoding `shown` are looked at."""
    runs: list[Run] = []
    single: list[Run] = []
    end = 0
    for at, character in enumerate(text):
        if at < end or not can_begin(character, shown):
            continue
        run = utf8_from(text, at, shown)
        if run and _is_better(text, run):
            runs.append(run)
            end = run.end
        elif run and run.end - at > SHORT:
            end = run.end
        elif run and "\ufffd" in text[run.start : run.end]:
            single.append(run)
    if sum(len(run.pieces) for run in runs) >= MANY:
        starts = {run.start for run in runs} | {run.end for run in runs}
        runs = sorted((*runs, *(run for run in single if run.start not in starts)), key=lambda run: run.start)
    if runs:
        yield from _filled(text, runs)


def _is_better(text: str, run: Run) -> bool:
    """True where two characters and more are known, and the text around reads much better with what is meant."""
    known = sum(isinstance(p, str) and not p.isascii() for p in run.pieces)
    meant = "".join(p if isinstance(p, str) else "\n" for p in run.pieces)
    return known > 1 and reads_better(text, run.start, run.end, meant)


def reads_better(text: str, start: int, end: int, meant: str) -> bool:
    """True where `meant` instead of what stands at `[start, end)` makes much better text of a place."""
    left, right = ("\n\n" + text[max(0, start - 2) : start])[-2:], (text[end : end + 2] + "\n\n")[:2]
    model = character_model()
    shown, better = (model.total(model.encode(left + piece + right)) for piece in (text[start:end], meant))
    return shown - better >= max(BETTER, BETTER_EACH * (end - start)) and better <= FLUENT * (len(meant) + 2)


def _filled(text: str, runs: list[Run]) -> Iterator[Found]:
    """The runs with each character that lacks a byte chosen, by the words of the whole text."""
    known, place = [], []
    taken = length = 0
    for run in runs:
        pieces = [text[taken : run.start], *(p for p in run.pieces if isinstance(p, str))]
        place.append(length + len(pieces[0]))
        length += sum(map(len, pieces))
        known += pieces
        taken = run.end
    chooser = Chooser("".join((*known, text[taken:])), character_model())
    for run, at in zip(runs, place, strict=True):
        lost = sum(isinstance(p, tuple) for p in run.pieces)
        if lost * LOST_AMONG > len(run.pieces) + 2:
            yield Found(run.start, run.end, None)
        else:
            yield _chosen(text, run, chooser, at)


def _chosen(text: str, run: Run, chooser: Chooser, at: int) -> Found:
    """One run; `at` is its place in the chooser's text."""
    done = text[max(0, run.start - SIDE) : run.start]
    before = len(done)
    choices = []
    for number, piece in enumerate(run.pieces):
        if isinstance(piece, tuple):
            right = _behind(text, run, run.pieces[number + 1 :])
            choice = _indent(piece, done) or chooser.choose(piece, done, right, at)
            if choice is None:
                return Found(run.start, run.end, None)
            choices.append(choice)
            piece = choice.character
        done += piece
    return Found(run.start, run.end, done[before:], tuple(choices))


def _indent(possible: tuple[str, ...], left: str) -> Choice | None:
    """The blank that sets a line in, where it may be one: `、` and `。` have its first two bytes, and begin no line."""
    begins = BLANK in possible and not left[left.rfind("\n") + 1 :].strip()
    return Choice(BLANK, 0.95, ((BLANK, 1.0),), len(possible)) if begins else None


def _behind(text: str, run: Run, pieces: list[Meant]) -> str:
    """What follows a lost character, as far as it is known."""
    known = [str(piece) for piece in takewhile(lambda piece: isinstance(piece, str), pieces[:SIDE])]
    return "".join(known) + (text[run.end : run.end + SIDE] if len(known) == len(pieces) else "")


def pairs_as(text: str, written: str, shown: str, signs: re.Pattern[str]) -> Iterator[Found]:
    """The runs that are text when each of their characters, two bytes in both encodings, is read in the other one.

    They are looked for where a sign stands, or beside a lost byte."""
    table = _other(written, shown)
    for region in _REGION.finditer(text):
        if not signs.search(text, max(0, region.start() - 1), region.end() + 1):
            continue
        meant = region.group().translate(table)
        start, end = _gain(region.group(), meant)
        while start < end and ord(region.group()[end - 1]) not in table:  # it reads better behind what is meant
            end -= 1
        if end - start < 2 or any(ord(c) not in table for c in region.group()[start:end]):
            continue
        if _JAPANESE.fullmatch(region.group(), start, end) or len(set(region.group()[start:end])) == 1:
            continue  # `﹏﹏﹏` is a line, not 姊姊姊
        start, end, meant = region.start() + start, region.start() + end, meant[start:end]
        yield Found(start, end, meant if reads_better(text, start, end, meant) else None)


@cache
def _other(written: str, shown: str) -> dict[int, str]:
    """Each two-byte character of the encoding `shown` with what its bytes are in the encoding `written`."""
    found = {}
    for code in (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)):
        try:
            there, meant = code.decode(shown), code.decode(written)
        except UnicodeDecodeError:
            continue
        if len(there) == len(meant) == 1 and MEANT.fullmatch(meant) and codes_of(there, shown) == tuple(code):
            found[ord(there)] = meant
    return found


def _gain(shown: str, meant: str) -> tuple[int, int]:
    """The part of two readings of one length in which the second is the most cheaper."""
    model = character_model()
    ids = [[0, 0, *model.encode(reading)] for reading in (shown, meant)]
    gains = (
        model.cost(*ids[0][n : n + 3]) - model.cost(*ids[1][n : n + 3]) - BETTER_EACH // 2 for n in range(len(shown))
    )
    sums = [0, *accumulate(gains)]
    lowest, best = 0, (0, 0)
    for n, value in enumerate(sums):
        lowest = n if value < sums[lowest] else lowest
        best = (lowest, n) if value - sums[lowest] > sums[best[1]] - sums[best[0]] else best
    return best


def gbk_as_shift_jis(text: str) -> Iterator[Found]:
    """The runs around half-width kana that are GBK: its bytes A1 to DF are such kana, E0 and more begin a character."""
    for region in _REGION.finditer(text):
        kana = [k.start() for k in _KANA.finditer(region.group())]
        if not kana:
            continue
        options = (
            Found(region.start() + start, region.start() + end, meant)
            for start in range(max(0, kana[0] - 3), kana[0] + 1)
            for end in range(kana[-1] + 1, min(len(region.group()), kana[-1] + 4) + 1)
            if (meant := _as_gbk(region.group()[start:end]))
        )
        yield from best(text, options)


def _as_gbk(shown: str) -> str | None:
    codes = [codes_of(c, "cp932") for c in shown]
    try:
        meant = bytes(code for found in codes for code in found if code is not None).decode("gbk")
    except UnicodeDecodeError:
        return None
    return meant if all(codes) and len(meant) > 1 and MEANT.fullmatch(meant) else None


def best(text: str, options: Iterable[Found]) -> Iterator[Found]:
    """Of several bounds of one run the ones with which the place reads best, if they read much better than it does."""
    listed = list(options)
    if not listed:
        return
    low, high = max(0, min(o.start for o in listed) - 5), max(o.end for o in listed) + 5
    found = min(
        listed, key=lambda o: _cost(f"{text[low : o.start]}{o.meant}{text[o.end : high]}") - EACH * (o.end - o.start)
    )
    if found.meant and reads_better(text, found.start, found.end, found.meant):
        yield found


def _cost(text: str) -> int:
    model = character_model()
    return model.total([0, 0, *model.encode(text)])
