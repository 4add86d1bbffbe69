"""What reading documents beside their records showed: counts of works, frames of time, levels that are not the past's."""

from __future__ import annotations

import pytest

from policyparse.pipeline import parse_fields


def targets(sentence: str) -> list[tuple[str | None, float, str]]:
    (fields,) = parse_fields(f"某市行动计划\n一、主要任务\n（一）{sentence}\n".encode(), "plan.txt")
    return [(t["indicator"], t["value"], t["kind"]) for t in fields["targets"]]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("实施60个农村饮水安全工程，解决吃水难。", [("农村饮水安全工程", 60.0, "target")]),
        ("实施5个重点工程，解决吃水难。", []),  # known ones
        ("加快12个乡镇敬老院项目建设任务。", [("乡镇敬老院项目建设任务", 12.0, "target")]),
        ("提升万岁山景区服务水平。", []),
        ("未来3—5年，是产业转型的关键时期。", []),
        ("今后5至10年，要打好基础。", []),
        ("发挥6个产业园区的示范带动作用，扩大就业。", []),
        ("选择不超过8个品种且不超过15个规格的产品。", [("品种", 8.0, "target")]),
    ],
)
def test_counts_and_frames(sentence: str, found: list[tuple[str | None, float, str]]) -> None:
    assert targets(sentence)[: len(found) or None] == found


def test_what_builds_on_last_year_looks_ahead() -> None:
    found = targets("要在保持去年考核权重不低于5%的基础上，继续加大力度，绿色信贷权重要提高至12%以上。")
    assert [(value, kind) for _, value, kind in found] == [(5.0, "baseline"), (12.0, "target")]


def test_a_size_beside_another_is_a_condition_like_it() -> None:
    found = targets("年用水量在3000吨或年用电量20万千瓦时以上的企业，要安装计量设施。")
    assert [(value, kind) for _, value, kind in found] == [(3000.0, "condition"), (2e5, "condition")]


def test_a_case_that_is_not_supported_is_a_condition() -> None:
    assert [kind for *_, kind in targets("园区已建部分利用率未达到40%的，不支持扩建。")] == ["condition"]


def test_a_sentence_that_says_who_bears_it_keeps_its_numbers() -> None:
    plan = "江城市便民方案\n一、任务\n1.市林业局负责采伐审批，办理时间不超过4个工作日，市财政局配合。\n"
    (fields,) = parse_fields(plan, "plan.txt")
    assert [(t["indicator"], t["comparator"], t["value"]) for t in fields["targets"]] == [("办理时间", "le", 4.0)]
    assert {(r["role"], r["agency_text"]) for r in fields["responsibilities"]} == {
        ("lead", "市林业局"),
        ("support", "市财政局"),
    }
