"""The few candidates for a lost byte that are looked at closely are those that all together would give."""

from __future__ import annotations

import pytest

from policyparse.lexicon.characters import UNKNOWN, character_model
from policyparse.stages.restore.candidates import SHORT_LIST, _short_list
from policyparse.stages.restore.gbk import all_characters, with_lead, with_trail


@pytest.mark.parametrize("possible", [with_trail(0xBB), with_lead(0xD2), with_lead(0xFE), all_characters()[::9]])
@pytest.mark.parametrize("around", ["加快建设", "，到年底", "\n\n各县", "ab12", "甪龘，\n"])
def test_those_are_listed_that_fit_both_neighbours_best(possible: tuple[str, ...], around: str) -> None:
    model = character_model()
    a, b, d, e = model.encode(around)
    known = [c for c in possible if model.ids.get(c, UNKNOWN) != UNKNOWN]
    ids = model.encode("".join(known))
    sums = [one + other for one, other in zip(model.after(b, ids), model.before(d, ids), strict=True)]
    best = sorted(range(len(ids)), key=sums.__getitem__)[:SHORT_LIST]
    expected = [(known[n], model.total([a, b, ids[n], d, e])) for n in best]
    assert list(_short_list(model, possible, (a, b, d, e))) == expected
