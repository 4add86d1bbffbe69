"""Reads a run one byte on: from the mark of a lost byte to where both readings meet, or says that it is text."""

import re
from functools import lru_cache
from typing import NamedTuple

from policyparse.lexicon.characters import FIRST, LETTER, UNKNOWN, UNKNOWN_COST
from policyparse.stages.restore.candidates import Choice, Chooser, likeliest
from policyparse.stages.restore.dropped import dropped
from policyparse.stages.restore.gbk import before_unassigned, character_of, code_of, widened, with_lead, with_trail

_PRIVATE = re.compile("[\ue000-\uf8ff]")
MARKS = frozenset("?\ufffd")
NEVER = 1 << 30
"""More than any way costs."""
AHEAD = 6
"""How many characters are read on before two ways to read one are compared."""
TRIAL = 20
"""How many characters must read better than what stands there before a run is taken for damaged."""
FIRST_LOOK, GARBAGE = 6, 160
"""After so many characters a run is given up that costs more than this a character."""
DENSE, MOST_MARKS = 12, 3
"""Among so many characters more marks than this are no bytes lost here and there."""
MARGIN, SHORT_MARGIN, LETTER_MARGIN = 150, 60, 150
"""By how much, in tenths of a bit: in the trial, where both readings meet before, where they meet behind one letter."""
DROPPED, DROPPED_CODE = 150, 60
"""Cost of a byte that was lost without a mark, and of a code that is no character."""
UNSEEN = -1
"""The byte that is carried where a code of two was dropped whole, for it is assigned to no character: `要點》` without AA FC
shows `饕c》`."""
NARROWED_MARK, NARROWED = 40, 100
"""Cost of taking `?` for a narrowed `？`, and of taking ASCII for narrowed where the text's commas are full-width."""
QUESTION = 60
"""Cost of a question mark."""
SIDE = 60
"""How many characters behind a lost byte bear on it: the next two, a line's end and its indent, closing brackets."""
FLUENT = 130
"""What a character of a mended run may cost on average, in tenths of a bit: three times what one of a law costs."""


class Step(NamedTuple):
    """One character read: itself or, where a byte of it is lost, the characters that it may be.

    `carry` is the byte left over for the next character; None where both readings meet behind this one.
    """

    characters: str | tuple[str, ...]
    carry: int | None
    width: int  # of what was read, in characters of the text as shown
    cost: int = 0


class Mended(NamedTuple):
    """The run `[start, end)` of a text, what it said, and what was chosen."""

    start: int
    end: int
    text: str
    choices: tuple[Choice, ...]


def mended_run(text: str, mark: int, chooser: Chooser) -> Mended | None:
    """The damaged run that begins at the mark of a lost byte; None where reading on gives no better text."""
    return _Reading(text, mark, chooser).run()


class _Reading:
    """One attempt at one mark."""

    def __init__(self, text: str, mark: int, chooser: Chooser) -> None:
        self.text, self.mark, self.chooser, self.model = text, mark, chooser, chooser.model
        self.steps: list[Step] = []
        self.ids: list[int] = [UNKNOWN, UNKNOWN]

    def run(self) -> Mended | None:
        """The whole run, given up early where its beginning does not read well."""
        near = self.text[self.mark : self.mark + DENSE]
        if near.count("?") + near.count("\ufffd") > MOST_MARKS:
            return None
        at: int = self.mark + 1
        carry: int | None = None
        while True:
            step = self._step(at, carry)
            if step is None:
                return None
            self.steps.append(step)
            self.ids.append(self._id(step.characters))
            at, carry = at + step.width, step.carry
            if carry is None:
                return self._mended(at)
            if len(self.steps) == FIRST_LOOK and self.model.total(self.ids, 3) > GARBAGE * FIRST_LOOK:
                return None
            if len(self.steps) == TRIAL and not self._is_better(at):
                return None

    def _step(self, at: int, carry: int | None) -> Step | None:
        """The way to read the character at `at` that reads on best."""
        ways = _ways(self.text[at : at + 1], carry, self.chooser.narrowed)
        if len(ways) < 2:
            return ways[0] if ways else None
        first, second = self.ids[-2:]
        return self._cheapest(ways, at, first, second, AHEAD, NEVER)[1]

    def _cheapest(
        self, ways: tuple[Step, ...], at: int, first: int, second: int, left: int, limit: int
    ) -> tuple[int, Step | None]:
        """The first of the ways that cost least, and what it costs; none where all cost `limit` and more."""
        chosen: Step | None = None
        for way in ways:
            if (total := self._ahead(way, at, first, second, left, limit)) < limit:
                limit, chosen = total, way
        return limit, chosen

    def _ahead(self, way: Step, at: int, first: int, second: int, left: int, limit: int) -> int:
        """Cost of the next `left` characters when the character at `at` is read in this way; from `limit` on it is no
        longer counted how much more."""
        total, cost, step = 0, self.model.cost, way
        while total + step.cost < limit:
            best = self._id(step.characters, second)
            total += step.cost + cost(first, second, best)
            at, first, second = at + step.width, second, best
            left -= step.carry != UNSEEN  # one more is read than stands there
            if left <= 0:
                return total
            if step.carry is None:
                return total + self._as_shown(at, first, second, left)
            ways = _ways(self.text[at : at + 1], step.carry, self.chooser.narrowed)
            if not ways:
                return total + left * UNKNOWN_COST
            if len(ways) > 1 and left > 1:
                total += max(0, left - 3) * 70
                return total + self._cheapest(ways, at, first, second, min(left, 3), limit - total)[0]
            step = ways[0]
        return limit

    def _id(self, characters: str | tuple[str, ...], before: int = UNKNOWN) -> int:
        """The id of what was read, or of the likeliest of what it may be after `before`."""
        if isinstance(characters, str):
            return self.model.ids.get(characters[0], UNKNOWN)
        return UNKNOWN if before == UNKNOWN else likeliest(self.model, characters, before)

    def _as_shown(self, at: int, first: int, second: int, count: int) -> int:
        """Cost of the next `count` characters as they stand."""
        ids = [first, second, *self.model.encode((self.text[at : at + count] + "\n" * count)[:count])]
        return self.model.total(ids)

    def _is_better(self, end: int) -> bool:
        """True where the run without the lost byte reads well, and much better than what stands there."""
        shown = self._shown("  ", self.text[self.mark + 1 : end])
        mended = self.model.total(self.ids, 3)
        return shown - mended >= MARGIN and mended <= FLUENT * len(self.steps)

    def _mended(self, end: int) -> Mended | None:
        """The run up to `end`, where both readings meet."""
        short = len(self.steps) <= TRIAL
        most = self._most(end) if short and self._is_possible(end) else None
        if short and (most is None or most <= len(self.steps)):  # each character costs something
            return None
        text, choices = self._filled(end)
        if not choices or (most is not None and not self._fits(text, end, most)):
            return None
        return Mended(self.mark, end, text, tuple(choices))

    def _is_possible(self, end: int) -> bool:
        """A cheap look at a short run: one Latin letter or digit is damage only among Chinese characters, and so is one
        behind two marks, of which the second is a narrowed `？`: `工作??h的` is 工作。縣的, A1A3 BF68."""
        if len(self.steps) > 1 and (self.text[self.mark + 1] not in MARKS or len(self.steps) > 3):
            return True
        left, right = self.text[max(0, self.mark - 1) : self.mark], self.text[end : end + 1]
        around = self.model.encode((left or "\n") + (right or "\n"))
        return max(around) >= FIRST and not {UNKNOWN, LETTER} & set(around)

    def _most(self, end: int) -> int:
        """The most that a short run and the two characters behind it may cost to read much better than what stands there."""
        shown = self._shown(self._left(), self.text[self.mark : end] + self._behind(end))
        return shown - (SHORT_MARGIN if self._is_longer() else LETTER_MARGIN) - sum(s.cost for s in self.steps)

    def _fits(self, text: str, end: int, most: int) -> bool:
        """True where a short run, the lost bytes chosen, costs no more in its place, and is text."""
        if len(text) == 1 and text in self.chooser.other_script:
            return False
        mended = self.model.total(self.model.encode(self._left() + text + self._behind(end)))
        return mended <= min(most, FLUENT * (len(text) + 2) - sum(s.cost for s in self.steps))

    def _left(self) -> str:
        """The two characters before the run."""
        return ("\n\n" + self.text[max(0, self.mark - 2) : self.mark])[-2:]

    def _behind(self, end: int) -> str:
        """The two characters behind it."""
        return (self.text[end : end + 2] + "\n\n")[:2]

    def _is_longer(self) -> bool:
        """True where more than one letter is read, with or without a second mark before it."""
        return len(self.steps) > 1 + (self.text[self.mark + 1] in MARKS)

    def _shown(self, left: str, text: str) -> int:
        """Cost of `text` after `left` when it is taken as it stands: a mark is a question mark that ends a sentence."""
        ids = self.model.encode(left + text.replace("?", "\n").replace("\ufffd", "\n"))
        cost = self.model.cost
        return sum(QUESTION if shown in MARKS else cost(ids[n], ids[n + 1], ids[n + 2]) for n, shown in enumerate(text))

    def _filled(self, end: int) -> tuple[str, list[Choice]]:
        """What the steps say, with a character chosen wherever a byte is lost."""
        pieces: list[str] = []
        choices: list[Choice] = []
        for n, step in enumerate(self.steps):
            if isinstance(step.characters, str):
                pieces.append(step.characters)
                continue
            choice = self.chooser.choose(step.characters, *self._sides(n, pieces, end), self.mark)
            if choice is None:
                return "", []
            pieces.append(choice.character)
            choices.append(choice)
        shows = not self.chooser.leaves_out and _PRIVATE.search(self.text, self.mark, end)
        if choices and not shows:  # a program that shows them leaves none out
            left, right = self.text[max(0, self.mark - 2) : self.mark], self.text[end : end + 2]
            for n, choice in dropped(pieces, left, right, self.mark, self.chooser):
                pieces[n] = choice.character
                choices.append(choice)
        return "".join(pieces), choices

    def _sides(self, n: int, pieces: list[str], end: int) -> tuple[str, str]:
        """What stands before and behind the n-th character of the run, read aright, as far as it bears on it."""
        line = self.chooser.before(self.mark)
        right = ""
        for later in self.steps[n + 1 : n + 1 + SIDE]:
            if not isinstance(later.characters, str):
                return line + "".join(pieces), right
            right += later.characters
        return line + "".join(pieces), (right + self.text[end : end + SIDE])[:SIDE]


@lru_cache(maxsize=1 << 14)
def _ways(shown: str, carry: int | None, narrowed: bool) -> tuple[Step, ...]:
    """The ways to read one character when the byte `carry` comes before it; None is the lost byte."""
    ways: list[Step] = []
    code = code_of(shown) if shown else None
    if code:
        _read_pair(ways, carry, code)
    wide = widened(shown) if shown else None
    if wide:
        _read_pair(ways, carry, wide, (NARROWED_MARK if shown == "?" else 0) + (0 if narrowed else NARROWED))
    if shown == "€":
        _read_byte(ways, carry, 0x80)
    elif "@" <= shown <= "~":
        _read_byte(ways, carry, ord(shown))
    if carry is not None and carry != UNSEEN and not code:
        marked = shown in MARKS
        ways.append(Step(with_lead(carry), None, int(marked), 0 if marked else DROPPED))
    if carry is not None and carry >= 0 and ("@" <= shown <= "~" or (code and not ways)):
        ways.append(Step(before_unassigned(carry), UNSEEN, 0, DROPPED_CODE))
    return tuple(ways)


def _read_pair(ways: list[Step], carry: int | None, pair: bytes, cost: int = 0) -> None:
    """Reads the first byte of `pair` as the end of a character; the second begins the next one or is ASCII."""
    here = _with(carry, pair[0])
    if not here:
        return
    if pair[1] > 0x80:
        ways.append(Step(here, pair[1], 1, cost))
    elif pair[1] < 0x80 and isinstance(here, str):
        ways.append(Step(here + chr(pair[1]), None, 1, cost))


def _read_byte(ways: list[Step], carry: int | None, byte: int) -> None:
    here = _with(carry, byte)
    if here:
        ways.append(Step(here, None, 1))


def _with(carry: int | None, byte: int) -> str | tuple[str, ...] | None:
    return with_trail(byte) if carry is None or carry == UNSEEN else character_of(carry, byte)
