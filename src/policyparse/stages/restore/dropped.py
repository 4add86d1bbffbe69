"""Codes that are no character, which some programs leave out of a run one byte off: `省区主管` is CAA1 C7F8 D6F7 B9DC; from its
second byte on, and without F8D6, it shows as what is 省趋管 when it is read aright: C7 and F7 have come together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

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
Known = tuple[str, int]  # a character and its id
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
    firsts = _likeliest(chooser.model, before_unassigned(code[0]), around[1], None)[:FIRSTS]
    seconds = _likeliest(chooser.model, with_trail(code[1]), None, around[2])[:SECONDS]
    costs = _costs(firsts, seconds, around, min(shown - GAIN, FLUENT * 4) + 2 * OWN, chooser)
    if not costs:
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


def _costs(
    firsts: Sequence[Known], seconds: Sequence[Known], around: tuple[int, ...], most: int, chooser: Chooser
) -> list[tuple[int, str]]:
    """What each first with each second costs between the characters `around`, the least first; nothing where all cost
    more than `most`, as nearly everywhere: what of a pair is known is added up before more is looked up."""
    costs, unwanted = chooser.model.costs, chooser.other_script
    a, b, d, e = around
    begin = [(one, i, code[1]) for one, i in firsts if one not in unwanted and (code := code_of(one))]
    finish = [(two, j, code[0]) for two, j in seconds if two not in unwanted and (code := code_of(two))]
    begun = [*zip(costs([(a, b, i) for _, i, _ in begin]), begin, strict=True)]
    ended = [*zip(costs([(j, d, e) for _, j, _ in finish]), finish, strict=True)]
    pairs = [
        (one_cost + other_cost, i, j, one + two)
        for one_cost, (one, i, end) in begun
        for other_cost, (two, j, start) in ended
        if character_of(end, start) is None  # the code that was left out
    ]
    pairs.sort()
    few = bisect_right(pairs, most, key=itemgetter(0))  # which alone may be cheap enough
    found = _in_full(chooser.model, pairs[:few], b, d)
    if all(cost > most for cost, _ in found):
        return []
    return sorted(found + _in_full(chooser.model, pairs[few:], b, d))


def _in_full(
    model: CharacterModel, pairs: Sequence[tuple[int, int, int, str]], b: int, d: int
) -> list[tuple[int, str]]:
    """Pairs with what they cost between `b` and `d`, from what is known of that and from their ids."""
    inner = zip(
        model.costs([(b, i, j) for _, i, j, _ in pairs]), model.costs([(i, j, d) for _, i, j, _ in pairs]), strict=True
    )
    return [(outer + one + other, pair) for (outer, _, _, pair), (one, other) in zip(pairs, inner, strict=True)]


def _cost(model: CharacterModel, ids: list[int], around: tuple[int, ...]) -> int:
    """What characters and the two behind them cost between their neighbours."""
    return model.total([*around[:2], *ids, *around[2:]])


@lru_cache(maxsize=1 << 12)
def _likeliest(
    model: CharacterModel, listed: tuple[str, ...], before: int | None, behind: int | None
) -> tuple[Known, ...]:
    """Characters and their ids, those first that the model likes best behind one character, or before one."""
    known = [(c, i) for c, i in zip(listed, model.encode("".join(listed)), strict=True) if i != UNKNOWN]
    ids = [i for _, i in known]
    if before is not None:
        costs = model.after(before, ids)
    else:  # what stands behind says nothing of how usual a character is
        costs = [cost + model.single[i] for cost, i in zip(model.before(behind or 0, ids), ids, strict=True)]
    return tuple(pair for _, pair in sorted(zip(costs, known, strict=True)))
