"""Codes that are no character, which some programs leave out of a run one byte off: `省区主管` is CAA1 C7F8 D6F7 B9DC; from its
second byte on, and without F8D6, it shows as what is 省趋管 when it is read aright: C7 and F7 have come together.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from policyparse.lexicon.characters import UNKNOWN, CharacterModel
from policyparse.stages.restore.candidates import Choice, Chooser
from policyparse.stages.restore.gbk import before_unassigned, character_of, code_of, with_trail

STRANGE = 250
"""What a character and the two behind it cost, in tenths of a bit, where one more may have stood between its bytes."""
GAIN = 20
"""By how much less the two characters must cost that a code left out belonged to."""
FLUENT = 110
"""What each of them and of the two behind them may cost on average."""
OWN = 35
"""What it is worth that the document says them elsewhere with their neighbour."""
FIRSTS, SECONDS, PAIRS = 6, 10, 8
"""How many candidates for the one and for the other are looked at together, and how many pairs of them closely."""


def dropped(pieces: list[str], left: str, right: str, at: int, chooser: Chooser) -> Iterator[tuple[int, Choice]]:
    """The places among the characters of a run, read aright, where two stood for one, and which two.

    `left` and `right` are the two characters before the run and behind it; around `at` the text's own words count. A piece
    that is more than one character is no such place; the first never is.
    """
    model = chooser.model
    before = model.encode(("\n\n" + left)[-2:] + pieces[0])[-2:]
    for n, piece in enumerate(pieces[1:], start=1):
        behind = model.encode(("".join(pieces[n + 1 : n + 3]) + right + "\n\n")[:2])
        around = (*before, *behind)
        code = code_of(piece) if len(piece) == 1 else None
        shown = _cost(model, model.encode(piece), around)
        sides = pieces[n - 1][-1:], "".join((*pieces[n + 1 : n + 2], right))[:1]
        choice = _pair(code, shown, around, sides, at, chooser) if code and shown >= STRANGE else None
        if choice:
            yield n, choice
        before = [*before, *model.encode(choice.character if choice else piece)][-2:]


def _pair(
    code: bytes, shown: int, around: tuple[int, ...], sides: tuple[str, str], at: int, chooser: Chooser
) -> Choice | None:
    """The two characters that begin and end with the bytes of a code that costs `shown`; None where they read no better."""
    model, unwanted = chooser.model, chooser.other_script
    before, behind = around[:2], around[2:]
    firsts = _likeliest(model, before_unassigned(code[0]), around[1], None)[:FIRSTS]
    seconds = _likeliest(model, with_trail(code[1]), None, around[2])[:SECONDS]
    costs = sorted(
        (model.total([*before, i, j, *behind]), one + other)
        for one, i in firsts
        for other, j in seconds
        if one not in unwanted and other not in unwanted and _is_left_out(one, other)
    )
    if not costs or shown - costs[0][0] + 2 * OWN < GAIN:
        return None
    near = chooser.near(at)
    ranked = sorted((cost - _own_words(pair, sides, near), pair) for cost, pair in costs[:PAIRS])
    if shown - ranked[0][0] < GAIN or ranked[0][0] > FLUENT * 4:
        return None
    weights = [2 ** ((ranked[0][0] - cost) / 10) for cost, _ in ranked]
    named = tuple((pair, round(w / sum(weights), 3)) for (_, pair), w in zip(ranked, weights, strict=True))[:3]
    return Choice(ranked[0][1], weights[0] / sum(weights), named, len(costs))


def _own_words(pair: str, sides: tuple[str, str], near: str) -> int:
    """What it is worth that the document says the two elsewhere, with what stands before or behind them."""
    return OWN * ((sides[0] + pair in near) + (pair + sides[1] in near)) if pair in near else 0


def _is_left_out(one: str, other: str) -> bool:
    """True where the end of one character and the beginning of the next are no code of a character."""
    end, start = code_of(one), code_of(other)
    return end is not None and start is not None and character_of(end[1], start[0]) is None


def _cost(model: CharacterModel, ids: list[int], around: tuple[int, ...]) -> int:
    """What characters and the two behind them cost between their neighbours."""
    return model.total([*around[:2], *ids, *around[2:]])


@lru_cache(maxsize=1 << 12)
def _likeliest(
    model: CharacterModel, listed: tuple[str, ...], before: int | None, behind: int | None
) -> tuple[tuple[str, int], ...]:
    """Characters and their ids, those first that the model likes best behind one character, or before one."""
    known = [(c, i) for c, i in zip(listed, model.encode("".join(listed)), strict=True) if i != UNKNOWN]
    ids = [i for _, i in known]
    if before is not None:
        costs = model.after(before, ids)
    else:  # what stands behind says nothing of how usual a character is
        costs = [cost + model.single[i] for cost, i in zip(model.before(behind or 0, ids), ids, strict=True)]
    return tuple(pair for _, pair in sorted(zip(costs, known, strict=True)))
