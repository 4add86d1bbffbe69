"""Runs of GBK text that were read one byte off: mended where they are damaged, left alone where they are text."""

import json
from pathlib import Path

import pytest
from gbk_damage import NARROWED, damage

from policyparse.stages.restore import lost_byte, restore
from policyparse.stages.restore.lost_byte import RULE, lost_bytes
from policyparse.text import AlignedText

ROOT = Path(__file__).resolve().parents[3]
CASES = [json.loads(line) for line in (ROOT / "tests/cases/restore/lost_byte.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_a_run_that_lost_a_byte_reads_as_it_was_and_can_be_undone(case: dict[str, str]) -> None:
    aligned = lost_bytes(AlignedText.of(case["shown"])).aligned
    got, expected = aligned.text, case["expected"]
    if "narrowed" in case:  # a mended run has its full-width forms again
        got, expected = got.translate(NARROWED), expected.translate(NARROWED)
    assert got == expected
    assert aligned.inverted().text == case["shown"]


def test_a_third_of_the_cases_are_negative() -> None:
    assert sum(c["shown"] == c["expected"] for c in CASES) * 3 >= len(CASES)


SEED = [
    (" ?。ㄒ唬", "　（一）暢通市場準入退出（牽頭"),
    (" ?。ǘ", "　（二）便利企業"),
    (" ?。ㄈ", "　（三）優化市政公用服務（牽頭"),
    ("轉帶?", "保”一體"),
    (" ?。ㄋ", "　（四）保障高質"),
    (" ?。ㄎ", "　（五）提升金融服務可得性"),
    (" ?。\ue7c9", "　（六）構建更加開"),
    (" ?。ㄆ", "　（七）提高稅費"),
    (" ?。ò", "　（八）推動商事糾"),
    ("平臺?", "。籌"),
    (" ?。ň", "　（九）促進"),
    (" ?。ㄊ\ue17a", "　（十）提升破產"),
    (" ?。ㄊ\ue1a9", "　（十一）擦亮杭州營"),
    ("醫?", "保“視頻"),
]


def test_the_first_source() -> None:
    text = (ROOT / "source/hangzhou-2023-business-environment.txt").read_text("utf-8")
    restored = lost_bytes(AlignedText.of(text))
    edits = restored.aligned.edits
    assert [restored.aligned.text[e.text_start : e.text_end] for e in edits] == [after for _, after in SEED]
    for edit, (before, _) in zip(edits, SEED, strict=True):
        assert text[: edit.source_start + len(before)].endswith(before[before.index("?") :]) or before in text
        assert (edit.rule, edit.needs_review, edit.stage) == (RULE, True, "restore")
        assert 0 < edit.confidence < 1
    assert "?" not in restored.aligned.text
    assert not [c for c in restored.aligned.text if "\ue000" <= c <= "\uf8ff"]
    assert restored.aligned.inverted().text == text
    assert len(restored.notes) == 15  # one of the runs lost two bytes


def test_a_note_names_the_candidates_and_stands_at_the_run() -> None:
    item = damage("健全信用监管机制，加强失信惩戒，推行信用承诺。\n", 10, narrow=False)
    restored = restore(AlignedText.of(item.shown))
    note = restored.notes[0]
    assert note.code == "restore.lost-byte"
    assert note.severity == "review"
    assert "强" in note.message
    assert note.span is not None
    assert note.span.start == 10


def test_notes_keep_their_place_when_an_earlier_run_is_mended() -> None:
    first = damage("推行告知承诺制，\n", 2, narrow=False).shown
    second = damage("健全信用监管机制。\n", 2, narrow=False).shown
    restored = lost_bytes(AlignedText.of(first + second))
    assert restored.aligned.text == "推行告知承诺制，\n健全信用监管机制。\n"
    starts = [n.span.start for n in restored.notes if n.span]
    assert starts == sorted(starts)
    assert starts[0] == 2
    assert starts[-1] == 11


def test_a_text_full_of_questions_is_not_looked_at_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"第{n}问怎样办理第{n}项业务?答复请到{n}号窗口。\n" for n in range(30))
    case = next(c for c in CASES if c["shown"] != c["expected"] and "narrowed" not in c)
    whole = lost_bytes(AlignedText.of(text + case["shown"]))
    assert whole.aligned.text == text + case["expected"]
    assert lost_byte.UNCHECKED not in [note.code for note in whole.notes]
    monkeypatch.setattr(lost_byte, "MOST_REFUSED", 5)
    some = lost_bytes(AlignedText.of(text + case["shown"]))
    assert some.aligned.text == text + case["shown"]
    assert [(note.code, note.message.split()[0]) for note in some.notes] == [(lost_byte.UNCHECKED, "5")]
