"""`同上` stands for the bodies of the clause before, where it is said of bodies."""

from __future__ import annotations

import pytest

from policyparse.pipeline import parse_fields

PLAN = """江城市绿化方案
一、任务
1.建设公园。（牵头单位：市园林局；责任单位：市财政局）
2.种植树木。（{}）
3.修建道路。（责任单位：市交通局）
"""


@pytest.mark.parametrize(
    ("clause", "bodies"),
    [
        ("责任单位：同上", {"市园林局", "市财政局"}),
        ("责任单位：同上。", {"市园林局", "市财政局"}),
        ("完成时限：同上", set()),  # said of a day
        ("同上", set()),  # of what is not said
        ("工作要求：同上", set()),
    ],
)
def test_the_bodies_of_the_clause_before(clause: str, bodies: set[str]) -> None:
    (fields,) = parse_fields(PLAN.format(clause), "plan.txt")
    found = {r["agency_text"] for r in fields["responsibilities"] if r["path"] == "一/2"}
    assert found == bodies
    assert {r["agency_text"] for r in fields["responsibilities"] if r["path"] == "一/3"} == {"市交通局"}
