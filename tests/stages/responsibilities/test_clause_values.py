"""What clauses say beside names: form, label, origin, scope, spans, notes; and which node they belong to."""

from __future__ import annotations

from datetime import date

import pytest

from policyparse.pipeline import parse_fields
from policyparse.records.found import Node, Outline, Parts, Segment
from policyparse.stages.responsibilities import responsibilities
from policyparse.stages.responsibilities.body import body
from policyparse.stages.responsibilities.brackets import pairs
from policyparse.text import Span

NO_OUTLINE = Outline(Parts(), (), ())


def node(text: str, path: str, kind: str, parent: int | None, start: int, end: int) -> Node:
    label = path.rsplit("/", 1)[-1]
    depth = path.count("/") + 1
    span = Span(start, end)
    return Node(kind, parent, depth, label, 1, "x", path, Span(start, start + 1), None, None, span)  # type: ignore[arg-type]


def test_forms_and_labels() -> None:
    text = "甲。（牵头单位：市教育局）乙。（市财政局负责）丙。（市民政局）"
    clauses = responsibilities(text, NO_OUTLINE).clauses
    assert [(c.form, c.label, c.label_origin, c.span.of(text)) for c in clauses] == [
        ("label", "牵头单位", "written", "（牵头单位：市教育局）"),
        ("verb", "负责", "written", "（市财政局负责）"),
        ("list", None, "none", "（市民政局）"),
    ]
    assert {c.scope for c in clauses} == {"document"}


def test_inherited_label_and_its_remark() -> None:
    text = "甲。(主要责任单位:市教育局)(下同)\n乙。(市财政局)"
    found = responsibilities(text, NO_OUTLINE)
    assert [c.label_origin for c in found.clauses] == ["written", "inherited"]
    assert found.clauses[1].label == "主要责任单位"
    assert [s.span.of(text) for s in found.conventions] == ["(下同)"]
    assert found.clauses[0].span.of(text) == "(主要责任单位:市教育局)(下同)"
    assert [m.role_origin for m in found.mentions] == ["label", "convention"]


def test_origins_and_ranks() -> None:
    text = "甲。（市教育局、市民政局牵头，市财政局配合）"
    found = responsibilities(text, NO_OUTLINE)
    assert [(m.agency, m.role, m.role_origin, m.rank) for m in found.mentions] == [
        ("市教育局", "lead", "verb", 1),
        ("市民政局", "lead", "verb", 2),
        ("市财政局", "support", "verb", 1),
    ]


def test_mention_is_as_written_and_completed() -> None:
    text = "甲。（责任单位：市委组织\n部、宣传部）"
    first, second = responsibilities(text, NO_OUTLINE).mentions
    assert (first.agency, first.span.of(text)) == ("市委组织部", "市委组织\n部")
    assert (second.agency, second.span.of(text)) == ("市委宣传部", "宣传部")


def test_a_clause_belongs_to_the_node_whose_own_text_it_stands_in() -> None:
    text = "一、总则（市教育局牵头）\n1.甲。（市财政局负责）\n2.乙。\n"
    second, third = text.index("1."), text.index("2.")
    nodes = (
        node(text, "一", "section", None, 0, len(text) - 1),
        node(text, "一/1", "measure", 0, second, third - 1),
        node(text, "一/2", "measure", 0, third, len(text) - 1),
    )
    found = responsibilities(text, Outline(Parts(), nodes, ()))
    assert [(m.agency, m.node) for m in found.mentions] == [("市教育局", 0), ("市财政局", 1)]
    assert [c.scope for c in found.clauses] == ["section", "measure"]


def test_a_clause_behind_the_last_node_is_that_nodes() -> None:
    text = "1.甲。\n乙。（市财政局负责）"
    nodes = (node(text, "1", "measure", None, 0, 4),)
    for kind, expected in (("closing", 0), ("attachment", None)):
        segments = (Segment("body", 0, Span(0, 5)), Segment(kind, None, Span(5, len(text))))  # type: ignore[arg-type]
        (mention,) = responsibilities(text, Outline(Parts(), nodes, segments)).mentions
        assert mention.node == expected


def test_every_later_item_gets_the_bearers_but_no_heading() -> None:
    text = "一、甲（市教育局牵头）\n1.甲。（市财政局负责。以下均需各区政府落实，不再列出）\n2.乙。（市民政局负责）\n二、丙（市司法局牵头）\n"
    starts = [text.index(s) for s in ("一、", "1.", "2.", "二、")]
    nodes = (
        node(text, "一", "section", None, starts[0], starts[3] - 1),
        node(text, "一/1", "measure", 0, starts[1], starts[2] - 1),
        node(text, "一/2", "measure", 0, starts[2], starts[3] - 1),
        node(text, "二", "section", None, starts[3], len(text) - 1),
    )
    found = responsibilities(text, Outline(Parts(), nodes, ()))
    added = [(m.node, m.role_origin, m.span.of(text)) for m in found.mentions if m.agency == "各区政府"]
    assert added == [(1, "convention", "各区政府"), (2, "convention", "各区政府")]
    assert [s.span.of(text) for s in found.conventions] == ["以下均需各区政府落实，不再列出"]


def test_a_rule_for_a_part_stays_in_its_part() -> None:
    text = "一、甲。（市教育局、市民政局，本部分列第一位的为牵头单位，下同）\n二、乙。（市财政局、市司法局）\n"
    second = text.index("二、")
    nodes = (
        node(text, "一", "measure", None, 0, second - 1),
        node(text, "二", "measure", None, second, len(text) - 1),
    )
    roles = [m.role for m in responsibilities(text, Outline(Parts(), nodes, ())).mentions]
    assert roles == ["lead", "support", "responsible", "responsible"]


def test_a_rule_outside_a_clause_holds_too() -> None:
    text = "责任单位中列第一位的为牵头单位。\n甲。（市教育局、市民政局）"
    found = responsibilities(text, NO_OUTLINE)
    assert [m.role for m in found.mentions] == ["lead", "support"]
    assert [s.span.of(text) for s in found.conventions] == ["责任单位中列第一位的为牵头单位"]


def test_laws_say_nothing_in_running_text() -> None:
    text = "".join(f"第{n}条 由市教育局负责组织实施。\n" for n in "一二三")
    starts = [i for i, c in enumerate(text) if c == "第"]
    ends = [*[s - 1 for s in starts[1:]], len(text) - 1]
    nodes = tuple(node(text, f"第{n}条", "measure", None, s, e) for n, s, e in zip("一二三", starts, ends, strict=True))
    assert responsibilities(text, Outline(Parts(), nodes, ())).clauses == ()


def test_a_document_without_clauses_is_believed_only_where_it_says_by_whom() -> None:
    text = "1.有关部门负责组织实施。市教育局会同有关部门做好工作。\n2.由市财政局牵头制定方案。\n"
    second = text.index("2.")
    nodes = (node(text, "1", "measure", None, 0, second - 1), node(text, "2", "measure", None, second, len(text) - 1))
    found = responsibilities(text, Outline(Parts(), nodes, ()))
    assert [(m.agency, m.role, m.node, m.confidence < 1) for m in found.mentions] == [("市财政局", "lead", 1, True)]


def test_a_document_without_clauses_is_believed_where_one_leads_and_others_support() -> None:
    text = "1.市委组织部牵头，市教育局、市科技局配合，建设学院。\n2.市教育局牵头推进，成效明显。\n"
    second = text.index("2.")
    nodes = (node(text, "1", "measure", None, 0, second - 1), node(text, "2", "measure", None, second, len(text) - 1))
    found = responsibilities(text, Outline(Parts(), nodes, ()))
    assert [(m.agency, m.role, m.node) for m in found.mentions] == [
        ("市委组织部", "lead", 0),
        ("市教育局", "support", 0),
        ("市科技局", "support", 0),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("市教育局牵头做好校园安全检查。", [("市教育局", "lead")]),
        ("市教育局牵头制定了校园安全条例。", []),
        ("去年市教育局牵头制定校园安全条例。", []),
        ("市教育局牵头推进改革。", []),
    ],
)
def test_a_document_without_clauses_is_believed_where_one_shall_lead(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    text = f"1.{sentence}\n"
    found = responsibilities(text, Outline(Parts(), (node(text, "1", "measure", None, 0, len(text) - 1),), ()))
    assert [(m.agency, m.role) for m in found.mentions] == expected


def test_what_looks_like_a_clause_but_names_nobody_is_a_note() -> None:
    text = "甲。（责任单位：　）乙。"
    found = responsibilities(text, NO_OUTLINE)
    assert found.clauses == ()
    assert [(n.code, n.span.of(text)) for n in found.notes if n.span] == [("clause.unread", "（责任单位：　）")]


def test_a_time_alone_is_a_clause_without_mentions() -> None:
    text = "甲。（完成时限：2024年4月底前）"
    found = responsibilities(text, NO_OUTLINE)
    assert [(c.deadline, c.label) for c in found.clauses] == [("2024-04", "完成时限")]
    assert found.mentions == ()


def test_a_month_has_the_year_of_the_plan() -> None:
    text = "甲。（6月底完成，牵头单位：市教育局）"
    issued = date(2022, 12, 30)
    for title, expected in (
        ("2023年工作要点", "2023-06"),
        ("三年行动方案（2023—2025年）", "2022-06"),
        (None, "2022-06"),
    ):
        parts = Parts(title=title, date_issued=issued)
        assert responsibilities(text, Outline(parts, (), ())).clauses[0].deadline == expected
    assert responsibilities(text, NO_OUTLINE).clauses[0].deadline is None


def test_brackets_close_by_family_and_give_up_what_nothing_closes() -> None:
    assert [s.of("（甲(乙乙）丙") for s in pairs("（甲(乙乙）丙")] == ["(乙乙）"]
    assert pairs("[甲甲）") == [Span(0, 4)]
    assert pairs("（（甲甲）") == [Span(1, 5)]
    assert pairs("（甲）") == []
    assert pairs("）甲（") == []
    text = "〔甲（乙、丙）丁〕"
    assert [s.of(text) for s in pairs(text)] == [text, "（乙、丙）"]
    assert pairs("（" * 5000 + "甲甲）")[0] == Span(4999, 5003)


def test_body_leads_back_through_blanks() -> None:
    text = "（市 教\n育局）"
    inside = body(text, 1, len(text) - 1)
    assert inside.text == "市教育局"
    assert inside.span(0, 2).of(text) == "市 教"
    assert inside.span(2, 4).of(text) == "育局"


def test_a_rule_that_opens_an_item_leaves_the_item_its_label() -> None:
    text = "某市便民要点\n一、办理。\n抓好办理。\n二、任务中，列第一位的单位为牵头单位，下同。要及时报告。\n三、加强宣传。（市司法局、市财政局）\n"
    (document,) = parse_fields(text)
    rule = next(c for c in document["clauses"] if c["rule"] == "clause.rule")
    assert rule["text"].startswith("任务中")
    heading = next(s for s in document["segments"] if s["kind"] == "heading" and s["node_id"].endswith("/二"))
    assert text[heading["text_start"] : heading["text_end"]] == "二、"


@pytest.mark.parametrize("time", ["5个工作日", "由5个工作日压缩至3个工作日", "20日", "自受理之日起20日", "不超过2小时"])
def test_how_long_a_service_takes_is_a_target_and_no_clause(time: str) -> None:
    (fields,) = parse_fields(
        f"江城市便民方案\n一、任务\n（一）企业开办。\n办理时限：{time}\n责任单位：市财政局\n", "plan.txt"
    )
    assert [c["text"] for c in fields["clauses"]] == ["责任单位：市财政局"]
    assert fields["targets"][-1]["indicator"] == "办理时限"
    (fields,) = parse_fields("江城市便民方案\n一、任务\n（一）企业开办。\n办理时限：2024年12月底前\n", "plan.txt")
    assert [c["deadline"] for c in fields["clauses"]] == ["2024-12"]
