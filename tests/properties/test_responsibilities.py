"""Laws of the stage: total on any text, exact spans, and what must not matter does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.records.found import Node, Outline, Parts, Responsibilities
from policyparse.stages.responsibilities import responsibilities
from policyparse.text import Span

PIECES = [
    "市教育局",
    "市财政局",
    "市委组织部",
    "宣传部",
    "各区、县（市）政府",
    "各有关部门",
    "市商务局（自贸委）",
    "责任单位：",
    "牵头单位：",
    "配合单位：",
    "完成时限：",
    "牵头",
    "配合",
    "负责",
    "按职责分工负责",
    "会同",
    "由",
    "等",
    "和",
    "及",
    "、",
    "，",
    "；",
    "。",
    "（",
    "）",
    "(",
    ")",
    "〔",
    "〕",
    "[",
    "]",
    "“",
    "”",
    "下同",
    "2024年10月",
    "6月底前",
    "列第一位的为牵头单位",
    "以下均需",
    "不再列出",
    "均为责任单位",
    "主体责任",
    "要",
    "1.",
    "一、",
]
TEXTS = st.lists(st.sampled_from([*PIECES, "\n", " ", "甲"]), max_size=40).map("".join) | st.text(max_size=60)
AGENCIES = st.sampled_from(
    ["市教育局", "市财政局", "市水务局", "市司法局", "省民政厅", "各区政府", "钱湖海关", "市商务局（自贸委）"]
)
WORDS = st.sampled_from(
    ["牵头单位：{0}；配合单位：{1}", "责任单位：{0}、{1}", "{0}牵头，{1}配合", "{0}、{1}按职责分工负责", "{0}、{1}"]
)


def outline_of(text: str) -> Outline:
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    ends = [*(s - 1 for s in starts[1:]), len(text)]
    nodes = tuple(
        Node("measure", None, 1, str(n), n, "x", str(n), Span(s, s), None, None, Span(s, e))
        for n, (s, e) in enumerate(zip(starts, ends, strict=True), start=1)
    )
    return Outline(Parts(), nodes, ())


def plain(found: Responsibilities) -> list[tuple[int | None, str, str]]:
    return [(m.node, m.agency, m.role) for m in found.mentions]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_value_with_exact_spans(text: str) -> None:
    found = responsibilities(text, outline_of(text))
    last = 0
    for clause in found.clauses:
        assert last <= clause.span.start < clause.span.end <= len(text)
        last = clause.span.end
    for mention in found.mentions:
        assert found.clauses[mention.clause].span.holds(mention.span)
        assert mention.agency
        assert mention.rank >= 1
    assert found == responsibilities(text, outline_of(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, AGENCIES, AGENCIES), min_size=1, max_size=4))
def test_bracket_width_and_added_items_do_not_matter(items: list[tuple[str, str, str]]) -> None:
    text = "\n".join(f"做好工作。（{w.format(a, b)}）" for w, a, b in items)
    found = plain(responsibilities(text, outline_of(text)))
    assert len(found) == 2 * len(items)
    narrow = text.replace("（", "(").replace("）", ")").replace("：", ":").replace("，", ",").replace("；", ";")
    assert plain(responsibilities(narrow, outline_of(narrow))) == found
    more = text + "\n推广电子票据，压缩办理时间。"
    assert plain(responsibilities(more, outline_of(more))) == found


@settings(max_examples=60, deadline=None)
@given(st.tuples(WORDS, AGENCIES, AGENCIES), st.integers(2, 12))
def test_lines_broken_inside_a_clause_do_not_matter(item: tuple[str, str, str], width: int) -> None:
    word, first, second = item
    inside = word.format(first, second)
    broken = "\n".join(inside[i : i + width] for i in range(0, len(inside), width))
    whole = responsibilities(f"做好工作。（{inside}）", Outline(Parts(), (), ()))
    assert plain(responsibilities(f"做好工作。（{broken}）", Outline(Parts(), (), ()))) == plain(whole)


HOSTILE = {
    "open brackets": "（",
    "brackets": "（）",
    "nested": "（" * 300 + "）" * 300,
    "separators": "、",
    "colons": "：",
    "labels": "责任单位：",
    "labelled": "责任单位：市教育局、",
    "verbs": "牵头",
    "joints": "市教育局会同",
    "sentences": "市教育局会同市财政局组织开展工作。",
    "clauses": "甲。（牵头单位：市教育局）",
    "rules": "以下均需各区政府落实，不再列出。",
    "places": "各区、县（市）、",
    "one line": "由市教育局负责",
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_hostile_shape_is_read(shape: str) -> None:
    text = (HOSTILE[shape] * (1 << 14))[: 1 << 14]
    found = responsibilities(text, Outline(Parts(), (), ()))
    assert all(clause.span.end <= len(text) for clause in found.clauses)
