"""Laws of the targets stage, on texts that Hypothesis makes from the pieces of such documents."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policyparse.records.found import Clause, FoundTarget, Node, Outline, Parts, Responsibilities, Segment
from policyparse.stages.targets import targets
from policyparse.text import Span

NOTHING = Responsibilities((), ())
PIECES = [
    *"0123456789０９一二两三十百千万亿半点，。；：、（）()“”《》\n 年月日个项家次元%％以上内至到—-/×第",
    *[
        "到2025年",
        "达到",
        "不少于",
        "超过",
        "力争",
        "分别",
        "以上",
        "以内",
        "左右",
        "万元",
        "亿元",
        "个工作日",
        "百分之",
        "分之",
        "翻一番",
        "一半",
        "年底前",
        "十四五",
        "由",
        "提高到",
    ],
    *[
        "企业",
        "营业收入",
        "占比",
        "给予",
        "补助",
        "的企业",
        "等",
        "每年",
        "目标",
        "责任单位",
        "基础上",
        "对",
        "满",
        "有效期",
        "增长",
        "下降",
        "较2020年",
    ],
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.text(max_size=80))


def found(text: str, split: int | None = None, clause: Span | None = None) -> tuple[FoundTarget, ...]:
    """The targets of a text as one body, or as preamble and one section from `split` on."""
    whole = Span(0, len(text))
    clauses = (Clause(None, clause, None, "none", "list", "document", "2025", "test"),) if clause else ()
    duties = Responsibilities(clauses, ())
    if split is None:
        return targets(text, Outline(Parts(), (), (Segment("body", None, whole),)), duties).targets
    at = min(split, len(text))
    heading = Span(at, min(at + 5, len(text)))
    node = Node("section", None, 1, "一", 1, "han", "一", Span(at, at), heading.of(text), heading, Span(at, len(text)))
    segments = [Segment("preamble", None, Span(0, at)), Segment("body", 0, Span(at, len(text)))]
    return targets(text, Outline(Parts(title="2024年工作要点"), (node,), tuple(segments)), duties).targets


@example("0 一翻一番", None, 0, 0)  # the blank is read as none
@given(TEXTS, st.none() | st.integers(0, 60), st.integers(0, 60), st.integers(0, 30))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_records_with_exact_spans(text: str, split: int | None, low: int, length: int) -> None:
    clause = Span(min(low, len(text)), min(low + length, len(text)))
    records = found(text, split, clause)
    assert list(records) == sorted(records, key=lambda t: (t.span.end, t.span.start))
    for index, record in enumerate(records):
        assert 0 <= record.span.start < record.span.end <= len(text)
        assert record.evidence.start <= record.span.end <= max(record.evidence.end, record.span.end)
        if record.indicator_span is None:
            assert record.indicator is None
        else:
            assert record.indicator == record.indicator_span.of(text)
            assert record.indicator
        if record.unit_text is not None:
            assert record.unit_text == "倍" or record.unit_text[-1] in text  # 翻一番 is 2倍
        if record.value_high is not None:
            assert record.comparator == "between"
        assert record.baseline is None or record.baseline < index
        assert record.value == record.value
        assert abs(record.value) != float("inf")
        if record.kind in ("condition", "baseline"):
            assert record.deadline is None


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_records(text: str) -> None:
    assert found(text) == found(text)


SENTENCES = st.sampled_from(
    [
        "到2026年，粮食产量达到20万吨以上。",
        "对首次上规的企业给予10万元奖励。",
        "将办理时限压缩至3个工作日以内。",
        "新建停车场12处、充电站5座。",
        "补贴期限为2年。",
        "失业率由6%下降到5%。",
    ]
)


@given(st.lists(SENTENCES, max_size=6).map("\n".join), SENTENCES)
@settings(max_examples=100, deadline=None)
def test_an_appended_paragraph_leaves_the_others_as_they_were(text: str, more: str) -> None:
    assert found(text + "\n" + more)[: len(found(text))] == found(text)


@given(st.integers(1, 10**9), st.sampled_from(["家", "万元", "%", "个工作日", "公里", "万吨"]))
@settings(max_examples=100, deadline=None)
def test_a_written_value_is_read_back(value: int, unit: str) -> None:
    (record,) = found(f"总量达到{value}{unit}以上。")
    assert record.value == value * (10_000 if unit.startswith("万") else 1)
    assert record.unit_text == unit


HOSTILE = [
    "1", "1,", "1，", "1、", "一、", "1至", "一", "半", "百分之", "1.", "1万", "10个", "10个、", "达到", "第1个", "第一个",
    "2025年", "到2025年，", "由1%到", "（", "（10个", "“10个", "《10个", "超过10元的", "的，给予", "1/", "10元/吨", "不少于", "等",
    "年底前", "翻", "一半", "1 ", "　", "10个。", "目标：", "2024年、", "较", "以上", "10年以上",
]  # fmt: skip


def calls(text: str) -> int:
    """How many functions are called to find the targets of a text."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        found(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece", [*HOSTILE, "5%", "5元", "5%，", "1小时", "1元2角", "¥5", "港币1万", "三四千人", "1块2", "个半月"]
)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    once, twice = (calls(piece * (size // len(piece))) for size in (1 << 11, 1 << 12))
    assert twice <= 2.5 * once + 200


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_is_read(piece: str) -> None:
    text = piece * ((1 << 14) // len(piece))
    for record in found(text):
        assert 0 <= record.span.start < record.span.end <= len(text)
        assert record.unit_text is None or record.span.of(text)
        assert record.indicator_span is None or record.indicator == record.indicator_span.of(text)
