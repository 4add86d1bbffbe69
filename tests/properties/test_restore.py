"""What must always hold of the restore stage: total, reversible, idempotent, nothing done to clean text."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "stages" / "restore"))
from gbk_damage import NARROWED, damage

from policyparse.stages.restore import STEPS, restore
from policyparse.stages.restore.lost_byte import lost_bytes
from policyparse.stages.restore.places import in_turn
from policyparse.text import AlignedText

SENTENCES = (
    "健全信用监管机制，加强失信惩戒。",
    "推动政务数据有序共享、依法开放；",
    "（三）完善公共法律服务体系",
    "支持企业建设研发机构，到2027年达到120家。",
    "由市财政局会同有关部门负责落实。\n",
    "主管機關應依本法規定辦理，並公告之。",
    "第十二條　申請人應檢附證明文件。\n",
    "　　（二）優化電子證照應用（責任單位：市數據局）\n",
)
CLEAN = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map("".join)
HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("??？\ufffd €;^|ABz09(),.\n\r\u3000一。、“”傻眯嬖銮"),
        st.characters(min_codepoint=0xE000, max_codepoint=0xE864),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.characters(),
    ),
    max_size=120,
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Clean text with one or two runs damaged."""
    text = draw(CLEAN)
    for _ in range(draw(st.integers(1, 2))):
        places = [n for n, c in enumerate(text) if len(c.encode("gbk", "ignore")) == 2]
        if not places:
            break
        at = draw(st.sampled_from(places))
        piece = text[at:].split("\ue000")[0]
        if any(not c.encode("gbk", "ignore") for c in piece):
            break
        text = damage(text, at, narrow=draw(st.booleans())).shown
    return text


@given(
    st.one_of(HOSTILE, damaged(), CLEAN, st.text(st.sampled_from("&amp;#38;?(āí)一。\ue010\u200b㎡ﬁ\n1"), max_size=40))
)
@settings(max_examples=150, deadline=None)
def test_a_step_that_is_left_out_would_have_done_nothing(text: str) -> None:
    aligned = AlignedText.of(text)
    assert restore(aligned) == in_turn(aligned, STEPS)


@given(st.one_of(HOSTILE, damaged()))
@settings(max_examples=150, deadline=None)
def test_every_edit_can_be_taken_back(text: str) -> None:
    restored = restore(AlignedText.of(text))
    assert restored.aligned.source == text
    assert restored.aligned.inverted().text == text
    assert restored.aligned.replayed() == restored.aligned.text
    for note in restored.notes:
        assert note.span is None or 0 <= note.span.start <= note.span.end <= len(restored.aligned.text)


@given(st.one_of(HOSTILE, damaged()))
@settings(max_examples=150, deadline=None)
def test_a_second_time_changes_nothing(text: str) -> None:
    once = lost_bytes(AlignedText.of(text)).aligned.text
    assert lost_bytes(AlignedText.of(once)).aligned.text == once


@given(CLEAN)
@settings(max_examples=60, deadline=None)
def test_clean_text_is_left_alone(text: str) -> None:
    for form in (text, text.translate(NARROWED)):
        assert lost_bytes(AlignedText.of(form)).aligned.text == form


@given(CLEAN, st.data())
@settings(max_examples=100, deadline=None)
def test_what_lies_outside_the_run_stays(text: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([n for n, c in enumerate(text) if len(c.encode("gbk")) == 2]))
    item = damage(text, at, narrow=False)
    aligned = lost_bytes(AlignedText.of(item.shown)).aligned
    assert aligned.text[: item.start] == text[: item.start]
    tail = text[item.end :]
    assert aligned.text.endswith(tail)


@settings(deadline=None)  # the first text reads the tables
@given(
    st.text(alphabet="\\u4e00一年0Ol15.&#;amp92x 　\n︵﹠﹟\u0301e\ue5e5（）〉", max_size=60).map(lambda text: text * 3)
)
def test_restore_again_changes_nothing_of_what_it_has_mended(text: str) -> None:
    once = restore(AlignedText.of(text)).aligned.text
    assert restore(AlignedText.of(once)).aligned.text == once


@pytest.mark.parametrize(
    "text", ["&#92;u4e00" * 9, "\\u005c\\u0075\\u0034\\u0065\\u0030\\u0030\\u4e00" * 9, "﹠amp;nbsp;﹟"]
)
def test_what_restore_writes_is_no_damage(text: str) -> None:
    once = restore(AlignedText.of(text)).aligned.text
    assert restore(AlignedText.of(once)).aligned.text == once
