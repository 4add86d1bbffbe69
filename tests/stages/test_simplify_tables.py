"""The rows of lexicon/variants: each does something, and none can be dropped or changed unnoticed.

`cases/simplify/opencc.tsv` holds what OpenCC 1.4.2 itself answers (written by tools/opencc_roundtrip.py, Apache-2.0),
`ours.tsv` what is right where OpenCC is silent or wrong. That every row is needed by a case is a test as well.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from policyparse.lexicon.load import rows
from policyparse.stages.simplify import convert, dictionary, simplify
from policyparse.stages.simplify.convert import STEPS
from policyparse.stages.simplify.dictionary import Step, Variant, step
from policyparse.stages.simplify.script import Shared, script_of
from policyparse.text import AlignedText

FOLDER = Path(__file__).parents[1] / "cases/simplify"
OPENCC, OURS = (
    [tuple(line.split("\t")) for line in (FOLDER / name).read_text("utf-8").splitlines()]
    for name in ("opencc.tsv", "ours.tsv")
)
# What simplified text writes, word by word: each holds a character that `simplify` changes in a traditional text.
SIMPLIFIED = (
    "乾县、哪吒、获益甚夥、后稷与後氏、宫商角徵羽、捱过、摺（姓）、於氏、榘、菸（旧）、蒜薹、醣类、麴氏、幺麽、毕昇、陞、束脩、蒐狩、氾氏、"
    "祕氏、剋架、目劄、勃谿、袷袢、扞格、拚搏、牴牾、空濛、瞭望、狼藉、神祇、彷徨"
)
# The tables of each step, in the order in which a later row wins, and what a case of the step is converted with.
USED = {
    "t2s": ("t2s", "any"),
    "forms": ("any",),
    "tw": ("tw", "twp", "regional"),
    "tw_words": ("twp",),
    "hk": ("hk", "hkp"),
    "hk_words": ("hkp",),
}


def converted(config: str, text: str) -> str:
    """The text under a configuration of OpenCC, or as a document's text is simplified."""
    aligned = AlignedText.of(text)
    return simplify(aligned).aligned.text if config == "simplify" else convert(aligned, config).text  # type: ignore[arg-type]


@pytest.mark.parametrize("cases", [OPENCC, OURS], ids=["OpenCC 1.4.2", "ours"])
def test_every_case_comes_out_right(cases: list[tuple[str, str, str]]) -> None:
    wrong = {(config, text): got for config, text, meant in cases if (got := converted(config, text)) != meant}
    assert not wrong


@pytest.mark.parametrize("table", USED)
def test_every_row_is_needed_by_a_case(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = rows(f"variants/{table}.csv", Variant)
    texts = {text for _, text, _ in OPENCC + OURS}
    idle = []
    for row in listed:
        probes = [text for text in texts if row.text in text]
        before = _answers(table, probes)
        with monkeypatch.context() as patch:
            patch.setattr(dictionary, "rows", _without(row))
            step.cache_clear()
            if _answers(table, probes) == before:
                idle.append(row.text)
        step.cache_clear()
    assert not idle, idle
    assert all(row.reason for row in listed)


def _answers(table: str, probes: list[str]) -> list[str]:
    """What the steps that read the table make of some texts."""
    return [_through(name, probe) for name in USED[table] for probe in probes]


def _through(name: str, text: str) -> str:
    table: Step = step(name)
    return step("t2s").translated(table.translated(text)) if name in _REGIONS else table.translated(text)


_REGIONS = {names[0] for names in STEPS.values() if len(names) > 1}


def _without(left_out: Variant) -> Callable[..., tuple[object, ...]]:
    return lambda name, row_type: tuple(row for row in rows(name, row_type) if row is not left_out)


def test_what_simplified_text_writes_stays() -> None:
    """Each row of shared.csv has its word here, so that a dropped row shows."""
    text = f"业务、{SIMPLIFIED}"
    assert script_of(text).script == "simplified"
    assert simplify(AlignedText.of(text)).aligned.edits == ()
    idle = [row.text for row in rows("variants/shared.csv", Shared) if row.text not in text]
    assert not idle
    unchanged = [row.text for row in rows("variants/shared.csv", Shared) if ord(row.text) not in step("any").characters]
    assert not unchanged
