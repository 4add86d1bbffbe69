"""Words of Taiwan in mainland texts: cases, every row of the table, and what must hold of any text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.lexicon.load import rows
from policyparse.stages.simplify import simplify
from policyparse.stages.simplify.words import RULE, Word, mainland_words
from policyparse.text import AlignedText, Span

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/simplify/words.jsonl").read_text("utf-8").splitlines()
]
ROWS = rows("variants/converted.csv", Word)
SHOWN = "县人民政府要求最佳化环境，接入网际网路。"
PIECES = [
    "人民政府",
    "最佳化",
    "網際網路",
    "大資料",
    "支援",
    "程式",
    "市委",
    "檔案",
    "優化",
    "行政院",
    "民",
    "眾",
    "。",
    "着",
    "后",
    "𠀀",
    "\n",
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_words_of_a_converter_are_given_back_and_counted(case: dict[str, str]) -> None:
    found = simplify(AlignedText.of(case["text"]))
    assert found.aligned.text == case["expected"]
    edits = [e for e in found.aligned.edits if RULE in e.rule]
    assert (len(edits), sum(e.needs_review for e in edits)) == (case["changed"], case["doubtful"])
    assert [n.code for n in found.notes if n.code != "script"] == ["converted-words"] * bool(edits)


def test_an_edit_of_its_own_leads_both_ways() -> None:
    source = "縣委要求：市工業和資訊化局負責"
    aligned = simplify(AlignedText.of(source)).aligned
    (edit,) = [e for e in aligned.edits if e.rule == RULE]
    assert source[edit.source_start : edit.source_end] == "工業和資訊化"
    assert aligned.text[edit.text_start : edit.text_end] == "工业和信息化"
    at = aligned.text.index("负责")
    assert aligned.source_span(Span(at, at + 2)) == Span(source.index("負責"), len(source))
    assert aligned.text_offset(source.index("負責")) == at


@pytest.mark.parametrize("row", [r for r in ROWS if r.becomes and r.use != "thorough"], ids=lambda row: row.text)
def test_every_word_comes_back(row: Word) -> None:
    example = row.example or row.becomes
    assert row.becomes in example
    text = SHOWN + example.replace(row.becomes, row.text)
    assert _given_back(text) == SHOWN.replace("最佳化", "优化").replace("网际网路", "互联网") + example


@pytest.mark.parametrize("row", [r for r in ROWS if r.use == "proof"], ids=lambda row: row.text)
def test_proof_is_enough(row: Word) -> None:
    assert row.becomes in _given_back(f"县委要求：{row.text}。")


@pytest.mark.parametrize("row", [r for r in ROWS if r.use == "mainland"], ids=lambda row: row.text)
def test_a_text_of_the_mainland_says_so(row: Word) -> None:
    text = f"{row.text}：最佳化环境，接入网际网路。"
    assert "优化环境，接入互联网" in _given_back(text)


@pytest.mark.parametrize("row", [r for r in ROWS if r.use == "elsewhere"], ids=lambda row: row.text)
def test_a_text_from_elsewhere_stays(row: Word) -> None:
    assert mainland_words(SHOWN + row.text) == []


@pytest.mark.parametrize("row", [r for r in ROWS if r.use == "thorough"], ids=lambda row: row.text)
def test_a_converter_that_knows_more(row: Word) -> None:
    assert "设备采购" in _given_back(f"{SHOWN}{row.text}。医疗装置采购")
    assert "装置采购" in _given_back(f"{SHOWN}医疗装置采购")


@settings(deadline=None)
@given(TEXT)
def test_the_way_back_holds_whatever_the_words(text: str) -> None:
    once, again = simplify(AlignedText.of(text)), simplify(AlignedText.of(text))
    assert once == again
    assert once.aligned.inverted().text == text
    assert once.aligned.replayed() == once.aligned.text


def _given_back(text: str) -> str:
    return AlignedText.of(text).apply(mainland_words(text), "simplify").text
