"""Tables of indicators: the head says what a cell is, in which unit and by when (主要指标表)."""

from __future__ import annotations

import pytest
from target_reading import read

from policyparse.records.found import FoundTarget

PLAN = "青川县“十三五”水利发展规划"


def shown(record: FoundTarget) -> str:
    """A record as `indicator comparator value unit kind change deadline`."""
    change = f" {record.direction}" if record.change else ""
    return (
        f"{record.indicator} {record.comparator} {record.value:g} {record.unit} {record.kind}{change} {record.deadline}"
    )


@pytest.mark.parametrize("mark", ["\t", " | ", "  ", " "], ids=["tabs", "bars", "blanks", "single blanks"])
def test_head_gives_unit_year_and_kind(mark: str) -> None:
    rows = [
        "指标 单位 2015年 2020年 属性",
        "农村自来水普及率 % 68.5 ≥80 预期性",
        "新增供水能力 万立方米 120 260左右 约束性",
    ]
    text = "\n".join(row.replace(" ", mark) for row in rows)
    assert [shown(t) for t in read(text, title=PLAN).targets] == [
        "农村自来水普及率 eq 68.5 % baseline None",
        "农村自来水普及率 ge 80 % target 2020",
        "新增供水能力 eq 1.2e+06 m3 baseline None",
        "新增供水能力 approx 2.6e+06 m3 target 2020",
    ]


def test_a_target_points_at_the_level_of_its_row() -> None:
    text = "目标：建成水库3座。\n指标\t单位\t2015年\t2020年\n水土流失率\t%\t9\t6\n灌区数量\t个\t—\t4\n"
    records = read(text, title=PLAN).targets
    assert [(t.value, t.baseline) for t in records] == [(3, None), (9, None), (6, 1), (4, None)]


def test_quote_and_name_are_the_cells() -> None:
    text = "指标名称\t计量单位\t现状值\t目标值\n1.万元产值用水量¹\t立方米\t58\t45以内\n"
    goal = read(text).targets[1]
    assert (goal.span.of(text), goal.indicator_span and goal.indicator_span.of(text)) == ("45以内", "万元产值用水量")
    assert (goal.kind, goal.comparator) == ("target", "le")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # the unit stands behind the name
        ("指标\t2020年\t2025年\n城镇污水处理率（%）\t91\t95", ["城镇污水处理率 eq 95 % target 2025"]),
        # or in the cell
        ("指标\t现状\t目标\n堤防达标率\t62%\t80%以上", ["堤防达标率 ge 80 % target None"]),
        # a sum over the years of the plan
        ("指标\t单位\t2020年\t2025年\n用水总量下降\t%\t—\t[8]", ["用水总量下降 eq 8 % target down 2025"]),
        # a change by its name
        ("指标\t单位\t2020年\t2025年\n水利投资增长\t%\t—\t6.5", ["水利投资增长 eq 6.5 % target up 2025"]),
        # the first cell spans rows above
        ("类别\t指标\t单位\t2025年\n防洪\t堤防长度\t公里\t40\n水库库容\t万立方米\t50", [
            "堤防长度 eq 40 km target 2025", "水库库容 eq 500000 m3 target 2025"]),
    ],
)  # fmt: skip
def test_forms_of_rows(rows: str, expected: list[str]) -> None:
    assert [shown(t) for t in read(rows).targets if t.kind == "target"] == expected


def test_a_row_for_each_year() -> None:
    text = "| 序号 | 年度 | 渠道衬砌（公里） | 节水率 | 备注 |\n|---|---|---|---|---|\n| 1 | 2019年 | 12 | 4% | 已完成 |\n| 2 | 2020年 | 30 | 6%以上 | |\n"
    records = read(text, title="青川县节水行动方案", date_issued="2020-01-10").targets
    assert [shown(t) for t in records] == [
        "渠道衬砌 eq 12 km baseline None",
        "节水率 eq 4 % baseline None",
        "渠道衬砌 eq 30 km target 2020",
        "节水率 ge 6 % target 2020",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "指标\t单位\t2025年\n制度建设\t—\t基本完善\n",  # no number
        "指标\t单位\t2025年\n综合得分\t分值\t88\n",  # no unit that measures
        "时间\t地点\t活动\n上午\t广场\t展演 3\n",  # no years
        "单位\t姓名\t职务\n县水利局\t李某\t局长 3\n",  # no indicators
        "各项指标 较好 完成 情况 如下\n水库 个 12 14\n",  # a sentence set with blanks
    ],
)
def test_what_is_no_row_of_indicators(text: str) -> None:
    assert read(text).targets == ()


def test_a_table_ends_where_its_rows_do() -> None:
    text = "指标\t单位\t2025年\n防洪能力\t年\t20\n\n\n\n一\t二\t三\n水库\t座\t5\n"
    assert [t.value for t in read(text).targets] == [20]


def test_a_head_in_two_lines() -> None:
    text = "序号\t指标\t单位\t现状\t目标\t属性\n\t\t\t2015年\t2020年\n1\t森林覆盖率\t%\t42.1\t≥45\t约束性\n"
    assert [shown(t) for t in read(text, title=PLAN).targets] == [
        "森林覆盖率 eq 42.1 % baseline None",
        "森林覆盖率 ge 45 % target 2020",
    ]


def test_a_goal_that_spans_the_years_below_it() -> None:
    text = (
        "类别\t指标名称\t2015年\t规划目标\t属性\n\t\t实际\t2018年\t2020年\n生态\t湿地保护率（%）\t50\t55\t60\t预期性\n"
    )
    assert [shown(t) for t in read(text, title=PLAN).targets] == [
        "湿地保护率 eq 50 % baseline None",
        "湿地保护率 eq 55 % target 2018",
        "湿地保护率 eq 60 % target 2020",
    ]


def test_a_row_below_the_head_is_no_second_line_of_it() -> None:
    text = "指标\t单位\t现状\t目标\n森林覆盖率\t%\t42\t45\n"
    assert [shown(t) for t in read(text, title=PLAN).targets] == [
        "森林覆盖率 eq 42 % baseline None",
        "森林覆盖率 eq 45 % target None",
    ]
