"""Laws of the outline: segments tile, nodes nest, and what does not touch the structure changes nothing of it."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.records.found import Node, Outline
from policyparse.stages.outline import outline, plans
from policyparse.stages.outline.labels import SPACES
from policyparse.stages.restore.layout import layout
from policyparse.text import AlignedText, Span

DOCUMENTS = Path(__file__).parents[4] / "shared" / "corpus" / "docs"
HAN = "一二三四五六七八九十"
VERBS = ("推进", "完善", "优化", "健全", "开展", "建立")
NOUNS = ("登记服务", "审批流程", "信用监管", "数据共享", "就业培训", "医疗保障", "市政设施")
SENTENCES = (
    "各县区结合实际制定清单，逐项明确时限和要求，每季度通报一次进展情况。",
    "依托现有平台，统一标准，打通数据，做到一处登录、全市通行，不得另建同类系统。",
    "到2026年，覆盖率达到90%以上，办理时间压缩至3个工作日以内。",
    "鼓励企业参与，支持行业协会制定团体标准，培育一批专业服务机构和示范项目。",
)
PIECES = st.sampled_from(
    [
        "一、",
        "（一）",
        "(二)",
        "1.",
        "２．",
        "（1）",
        "①",
        "第一章",
        "第二条",
        "专栏3",
        "目录",
        "附件1",
        "附件：",
        "\n",
        "\n\n",
        "\x0c",
        "。",
        "：",
        "（",
        "）",
        "**",
        "# ",
        "&nbsp;",
        "\u3000",
        "关于印发",
        "方案",
        "某市人民政府",
        "2024年3月1日",
        "某政〔2024〕3号",
        "各县区：",
        "（此件公开发布）",
        "《某方案》",
        "…………3",
    ]
)
texts = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=80).map("".join))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A plan of two to four sections with measures, as clean text."""
    lines = ["某某市便民服务实施方案", "为做好服务，方便企业和群众办事，制定本方案。"]
    number = 0
    for section in range(draw(st.integers(2, 4))):
        lines.append(f"{HAN[section]}、{draw(st.sampled_from(VERBS))}{draw(st.sampled_from(NOUNS))}")
        for item in range(draw(st.integers(1, 4))):
            number += 1
            heading = draw(st.sampled_from(VERBS)) + draw(st.sampled_from(NOUNS))
            text = "".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4)))
            label = f"（{HAN[item]}）" if section % 2 else f"{number}."
            lines.append(f"{label}{heading}。{text}（责任单位：市数据局、市财政局）")
    return "\n".join(lines)


def structure(found: Outline) -> list[tuple[str, str, str | None]]:
    return [
        (node.path, node.kind, node.heading and node.heading.replace("(", "（").replace(")", "）"))
        for node in found.nodes
    ]


def check(text: str, found: Outline) -> None:
    """The laws that hold for the outline of any text."""
    assert [s.span.start for s in found.segments] == [0, *(s.span.end for s in found.segments)][: len(found.segments)]
    assert (found.segments[-1].span.end if found.segments else 0) == len(text)
    assert all(s.span.start < s.span.end for s in found.segments)
    for node in found.nodes:
        check_node(text, node, found)
    paths = [node.path for node in found.nodes]
    assert len(set(paths)) == len(paths)


def check_node(text: str, node: Node, found: Outline) -> None:
    assert 0 <= node.span.start < node.span.end <= len(text)
    assert node.span.holds(node.label_span)
    if node.heading_span is not None:
        assert node.heading_span.of(text) == node.heading
        assert node.span.holds(node.heading_span)
    if node.parent is not None:
        above = found.nodes[node.parent]
        assert above.span.holds(node.span)
        assert above.depth == node.depth - 1
        assert above.kind == "section"


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_text_has_an_outline(text: str) -> None:
    spans = plans(text)
    assert [spans[0].start, spans[-1].end] == [0, len(text)]
    assert all(a.end == b.start for a, b in itertools.pairwise(spans))
    for span in spans:
        check(span.of(text), outline(span.of(text)))


@given(texts)
@settings(max_examples=200, deadline=None)
def test_layout_can_be_undone_and_is_done_once(text: str) -> None:
    restored = layout(AlignedText.of(text)).aligned
    assert restored.inverted().text == text
    assert layout(AlignedText.of(restored.text)).aligned.edits == ()


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A plan as PDF text shows it: rows of one width, some of them in fragments, some with a blank line behind them."""
    width = draw(st.sampled_from([20, 24, 28, 32, 36, 40, 44, 60]))
    chances = st.lists(
        st.sampled_from([(0, False), (0, False), (0, True), (3, False), (9, False)]), min_size=8, max_size=8
    )
    chance = itertools.cycle(draw(chances))
    lines = []
    for paragraph in draw(documents()).split("\n"):
        for row in (paragraph[i : i + width] for i in range(0, len(paragraph), width)):
            cut, blank = next(chance)
            lines += [row[:cut], row[cut:]] if 0 < cut < len(row) else [row]
            lines += [""] * blank
    return "\n".join(lines)


@given(broken(), st.sampled_from([0, 16, 30]))
@settings(max_examples=300, deadline=None)
def test_joining_lines_is_done_once(text: str, width: int) -> None:
    """Also where a text was wrapped, and then once more."""
    rows = [line[i : i + width or None] for line in text.split("\n") for i in range(0, max(1, len(line)), width or 999)]
    restored = layout(AlignedText.of("\n".join(rows))).aligned
    assert layout(AlignedText.of(restored.text)).aligned.edits == ()


@given(documents())
@settings(max_examples=60, deadline=None)
def test_a_clean_text_passes_layout(text: str) -> None:
    assert layout(AlignedText.of(text)).aligned.edits == ()


@given(documents(), st.sampled_from([36, 40, 44]))
@settings(max_examples=60, deadline=None)
def test_wrapped_lines_change_nothing(text: str, width: int) -> None:
    wrapped = "\n".join(line[i : i + width] for line in text.split("\n") for i in range(0, len(line), width))
    assert structure(outline(layout(AlignedText.of(wrapped)).aligned.text)) == structure(outline(text))


@given(documents())
@settings(max_examples=60, deadline=None)
def test_the_width_of_brackets_changes_nothing(text: str) -> None:
    narrow = text.replace("（", "(").replace("）", ")").replace("：", ":").replace("，", ",")
    assert structure(outline(narrow)) == structure(outline(text))


@given(documents())
@settings(max_examples=60, deadline=None)
def test_a_further_measure_changes_nothing_before_it(text: str) -> None:
    more = text + "\n十、附加任务\n（一）开展志愿服务。组织青年参加，每月一次。\n"
    assert structure(outline(more))[:-2] == structure(outline(text))


@given(documents())
@settings(max_examples=20, deadline=None)
def test_line_ends_change_nothing(text: str) -> None:
    assert structure(outline(text.replace("\n", "\r\n\r\n　　"))) == structure(outline(text))


def test_traditional_script_changes_nothing() -> None:
    import opencc

    from policyparse.stages.simplify import simplify

    text = "关于优化服务的实施方案\n一、总体要求\n坚持问题导向。\n二、重点任务\n（一）优化审批流程。减少两个环节。（责任单位：市数据局）"
    traditional = opencc.OpenCC("s2t").convert(text)
    assert traditional != text
    again = simplify(AlignedText.of(traditional)).aligned.text
    assert structure(outline(again)) == structure(outline(text))


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the corpus of ../shared is not here")
@pytest.mark.parametrize("name", ["006", "013", "032", "066", "077", "079"])
def test_wrapped_documents_have_the_outline_of_the_clean_ones(name: str) -> None:
    text = next(DOCUMENTS.glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    clean = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    wrapped = "\n".join(line[i : i + 40] for line in clean.split("\n") for i in range(0, len(line), 40))
    assert structure(outline(layout(AlignedText.of(wrapped)).aligned.text)) == structure(outline(clean))


def test_spans_are_of_the_text_given() -> None:
    text = "　　一、任务　\n　　抓好落实。\n\n"
    found = outline(text)
    assert found.nodes[0].span == Span(2, len(text.rstrip()))
    assert found.nodes[0].heading_span == Span(4, 6)


def test_spaces_are_those_of_the_language() -> None:
    assert frozenset(c for c in map(chr, range(sys.maxunicode + 1)) if c.isspace()) == SPACES


BOX = "{}\n1.支持企业建设智能工厂和数字化车间，推动重点行业企业开展设备更新和技术改造，提升产业链供应链韧性。\n"


def test_boxes_do_not_nest() -> None:
    found = outline("".join(BOX.format(f"专栏{n}") for n in range(1, 40)))
    assert len(found.nodes) == 78
    assert max(node.depth for node in found.nodes) == 2
