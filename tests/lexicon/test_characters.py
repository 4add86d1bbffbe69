"""The character model: its file is what its builder makes, and its costs tell text from garbage."""

import importlib.util
import json
import os
import sys
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest

from policyparse.lexicon.characters import (
    BACKOFF,
    FILE,
    FIRST,
    UNKNOWN,
    UNKNOWN_COST,
    CharacterModel,
    Tables,
    character_model,
    ids_of,
    pack,
    pair_key,
    triple_key,
)

ROOT = Path(__file__).resolve().parents[2]
LAWS = ROOT.parent / "shared" / "corpus" / "laws"


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_character_model", ROOT / "tools/build_character_model.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_what_is_packed_is_read_again() -> None:
    ids = ids_of("，政府", "")
    a, b, c = ids["政"], ids["府"], ids["，"]
    pair, triple = pair_key(a, b), triple_key(a, b, c)
    model = CharacterModel(pack(Tables("，政府", "", bytes([230] * 4 + [50, 60, 70]), {pair: 5, triple: 9}), ["x"]))
    assert model.cost(UNKNOWN, a, b) == 5 + BACKOFF
    assert model.cost(a, b, c) == 9
    assert model.cost(b, c, a) == 60 + 2 * BACKOFF
    assert model.cost(a, b, UNKNOWN) == UNKNOWN_COST
    several = [(UNKNOWN, a, b), (a, b, c), (b, c, a), (a, b, UNKNOWN)]
    assert model.costs(several) == [model.cost(*triple) for triple in several]
    assert model.after(a, [b, c]) == [5, 50 + BACKOFF]
    assert model.before(b, [a, c]) == [5, 70 + BACKOFF]


def test_one_spelling() -> None:
    model = character_model()
    assert model.encode("牽頭（１２，ABC") == model.encode("牵头(34,xyz")
    assert model.encode("\n\r") == [1, 1]
    assert model.encode("\ue000") == [UNKNOWN]
    assert min(model.encode("市场监管。；“")) >= FIRST


@pytest.mark.parametrize("text", ["暢通市場準入", "优化营商环境", "责任单位：市税务局", "（二）依法查處"])
def test_text_costs_less_than_half_of_what_garbage_does(text: str) -> None:
    model = character_model()
    shifted = text.encode("gbk")[1:-1].decode("gbk", "replace")
    costs = [model.total([1, 1, *model.encode(t)]) / len(t) for t in (text, shifted)]
    assert costs[0] * 2 < costs[1]


def test_the_file_is_small_and_says_what_it_holds() -> None:
    blob = files("policyparse.lexicon").joinpath(FILE).read_bytes()
    assert len(blob) < 1_700_000
    notes = json.loads(blob.split(b"\n", 1)[0])["notes"]
    assert notes == [builder().NOTE]


def test_the_halves_are_apart() -> None:
    names = [f"b{n:05}.txt" for n in range(1, 2000, 5)]
    share = sum(builder().is_for_training(n) for n in names) / len(names)
    assert 0.4 < share < 0.6


@pytest.mark.skipif(not LAWS.is_dir(), reason=f"{LAWS} is not there")
@pytest.mark.skipif("RESTORE_DAMAGES" not in os.environ, reason="takes seven seconds; set RESTORE_DAMAGES")
def test_the_file_is_what_the_builder_makes() -> None:
    built, there = CharacterModel(builder().build(LAWS)), character_model()
    assert (built.alphabet, built.single, built.ids) == (there.alphabet, there.single, there.ids)
    assert (built._low, built._high) == (there._low, there._high)
    assert built._costs == there._costs
