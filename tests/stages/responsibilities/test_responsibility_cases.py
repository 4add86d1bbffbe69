"""The cases of tests/cases/clauses and tests/cases/lists: text, expected, and what each is for."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policyparse.records.found import Node, Outline, Parts, Responsibilities
from policyparse.stages.responsibilities import responsibilities
from policyparse.stages.responsibilities.lists import named
from policyparse.stages.responsibilities.regions import Part
from policyparse.text import Span

CASES = Path(__file__).parents[2] / "cases"


def load(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=f"{n}-{case.get('case', '')}") for n, case in enumerate(map(json.loads, lines), 1)]


def outlined(items: list[str], year: int | None = None) -> tuple[str, Outline]:
    """A text of numbered measures, and its outline."""
    text, nodes = "", []
    for number, item in enumerate(items, start=1):
        start = len(text)
        text += f"{number}.{item}\n"
        label, span = str(number), Span(start, len(text) - 1)
        nodes.append(Node("measure", None, 1, label, number, "dot", label, Span(start, start + 2), None, None, span))
    issued = date(year, 1, 1) if year else None
    return text, Outline(Parts(date_issued=issued), tuple(nodes), ())


def told(found: Responsibilities, node: int) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for mention in found.mentions:
        if mention.node == node:
            roles.setdefault(mention.role, []).append(mention.agency)
    return roles


def wanted(expect: str) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for part in filter(None, expect.split("; ")):
        role, names = part.split(": ")
        roles.setdefault(role, []).extend(names.split("|"))
    return roles


def proven(text: str, found: Responsibilities) -> None:
    """Every span is evidence: a clause holds its mentions, a name is made of what is written."""
    for mention in found.mentions:
        written = re.sub(r"[\s*　]|[，,]下同", "", mention.span.of(text)).replace("(", "（").replace(")", "）")
        assert written
        if written == "同上":  # stands for the names of the clause before
            continue
        assert set(written) <= set(mention.agency)
        assert mention.agency.startswith(written[:1]) or mention.agency.endswith(written)
        assert found.clauses[mention.clause].span.holds(mention.span)
    for convention in found.conventions:
        assert convention.span.start < convention.span.end


@pytest.mark.parametrize(
    "case", load("clauses/labels.jsonl") + load("clauses/verbs.jsonl") + load("clauses/bare_lists.jsonl")
)
def test_a_clause_says_who_bears_what_in_which_role(case: dict[str, str]) -> None:
    text, outline = outlined([case["text"]])
    found = responsibilities(text, outline)
    assert told(found, 0) == wanted(case["expect"])
    assert bool(found.mentions) == bool(case["expect"])
    proven(text, found)


@pytest.mark.parametrize("case", load("clauses/running_text.jsonl"))
def test_running_text(case: dict[str, str]) -> None:
    text, outline = outlined(["建设大厅。（市商务局负责）", case["text"]])
    found = responsibilities(text, outline)
    assert told(found, 1) == wanted(case["expect"])
    proven(text, found)


@pytest.mark.parametrize("case", load("clauses/conventions.jsonl"))
def test_a_rule_of_the_document_holds_for_its_clauses(case: dict[str, Any]) -> None:
    text, outline = outlined(case["items"])
    found = responsibilities(text, outline)
    assert [told(found, n) for n in range(len(case["items"]))] == [wanted(e) for e in case["expect"]]
    assert bool(found.conventions) == bool(case["rule"])
    by_rule = {m.role_origin for m in found.mentions}
    assert ("convention" in by_rule) == bool(case["rule"])
    for convention in found.conventions:
        assert any(c.span.holds(convention.span) for c in found.clauses)


@pytest.mark.parametrize("case", load("clauses/deadlines.jsonl"))
def test_a_clause_says_by_when(case: dict[str, Any]) -> None:
    text, outline = outlined(["建设大厅。" + case["text"]], case["year"])
    (clause,) = responsibilities(text, outline).clauses
    assert clause.deadline == case["deadline"]


@pytest.mark.parametrize("case", load("lists/names.jsonl"))
def test_a_list_is_its_names_in_full(case: dict[str, str]) -> None:
    text = "建设大厅。（责任单位：" + case["list"] + "）"
    found = responsibilities(*outlined([text]))
    assert [m.agency for m in found.mentions] == case["names"].split("|")
    assert {m.role for m in found.mentions} == {"responsible"}


def test_named_keeps_places() -> None:
    names = named([Part("市教育局", 3, 7, ""), Part("财政局等部门", 8, 14, "、")])
    assert [(n.text, n.start, n.end) for n in names] == [("市教育局", 3, 7), ("市财政局", 8, 11)]


def test_an_item_that_says_what_one_of_the_offices_does() -> None:
    """In a document without clauses an item opens so; within a sentence the same words only describe."""
    text, outline = outlined(
        ["卫生部门负责发放许可证。", "经批准后，卫生部门负责发放许可证。", "按照规定，由申请人办理。"]
    )
    found = responsibilities(text, outline)
    assert [told(found, n) for n in range(3)] == [{"responsible": ["卫生部门"]}, {}, {}]


def test_lists_in_brackets_count_within_a_sentence_where_the_document_writes_so() -> None:
    within = "整治河道（市水利局、各区政府），新建水闸。有关部门（市教育局、市财政局）参加。"
    items = ["增设站点。（市交通局、市公安局）", "延长时间。（市教育局）", "公布电话。（市信访局）", within]
    found = responsibilities(*outlined(items))
    assert told(found, 3) == {"responsible": ["市水利局", "各区政府"]}
    found = responsibilities(*outlined([*items[1:3], within]))
    assert told(found, 2) == {}


def test_who_bears_two_duties_in_a_sentence_is_named_once() -> None:
    found = responsibilities(*outlined(["县水利局：承担工程建设的主体责任，负责日常管护。"]))
    assert [(m.agency, m.role) for m in found.mentions] == [("县水利局", "responsible")]


def test_towns_beside_a_body_bear_what_stands_behind_the_colon() -> None:
    text, outline = outlined(["城东街道办事处、城南镇：负责土地流转。", "城南镇、城北镇：负责土地流转。"])
    found = responsibilities(text, outline)
    assert [told(found, n) for n in range(2)] == [{"responsible": ["城东街道办事处", "城南镇"]}, {}]


def test_a_heading_that_is_a_name_says_who() -> None:
    items = ["县（市）区政府\n具体负责本辖区场馆的全面管理。", "管理要求\n负责人到岗，具体负责场馆开放。"]
    text, outline = outlined(items)
    found = responsibilities(text, outline)
    assert [told(found, n) for n in range(2)] == [{"responsible": ["县（市）区政府"]}, {}]


def test_a_bracket_that_nothing_opens_begins_no_clause_before_the_text() -> None:
    text = "责任单位】市财政局，（"
    outline = Outline(Parts(), (), ())
    assert all(clause.span.start >= 0 for clause in responsibilities(text, outline).clauses)


def test_lists_that_end_paragraphs_count_where_the_document_writes_so() -> None:
    items = ["增设站点。市交通局、市公安局", "延长时间。市教育局，各区政府。", "公布电话。市信访局、市数据局"]
    text, outline = outlined(items)
    found = responsibilities(text, outline)
    assert [told(found, n)["responsible"] for n in range(3)] == [
        ["市交通局", "市公安局"],
        ["市教育局", "各区政府"],
        ["市信访局", "市数据局"],
    ]
    proven(text, found)
    for other in ("公布电话。", "公布电话。市信访局要公布，市数据局", "公布电话。办公室：市信访局、市数据局"):
        text, outline = outlined([*items[:2], other])
        assert not responsibilities(text, outline).mentions
