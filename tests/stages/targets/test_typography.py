"""Numbers set apart with spaces, tables, whose spaces keep cells apart, marks of other kinds, dates in characters."""

import pytest

from policyparse.pipeline import parse_fields
from policyparse.stages.targets.typography import tightened


@pytest.mark.parametrize(
    ("text", "tight"),
    [
        ("到 2025 年底，建成 30 个以上", "到2025年底，建成30个以上"),
        ("增长 6.5% 左右", "增长6.5%左右"),
        ("缩短至 2 ～ 3 个月", "缩短至 2 ～ 3个月"),
        ("首台（ 套 ）装备、 部件 10 台", "首台（套）装备、部件10台"),
        ("到二〇二五年六月底", "到2025年6月底"),
        ("二○二一—二○二五年，十二月三十一日前", "2021—2025年，12月31日前"),
        ("一九九八年十月中旬，每月十日前，三个月内", "1998年10月中旬，每月十日前，三个月内"),
        ("自一九九八年十月一日起施行，三个月内", None),
        ("常住人口 500 620 700", None),
        ("常住人口 500", None),
        ("到2025年底", None),
    ],
)
def test_what_is_left_out(text: str, tight: str | None) -> None:
    found = tightened(text)
    assert (found and found.text) == tight


def test_a_record_lies_where_it_is_written() -> None:
    text = "某市工作方案\n一、目标\n力争到 2026 年底，全市新建成 30 个以上社区食堂和 12 个公园。\n"
    (document,) = parse_fields(text)
    (canteens, parks) = document["targets"]
    assert (canteens["indicator"], canteens["deadline"]) == ("社区食堂", "2026")
    assert canteens["evidence"] == "30 个以上"
    assert parks["evidence"] == "12 个"
    for row in document["targets"]:
        assert text[row["text_start"] : row["text_end"]] == row["evidence"]
        assert text[row["indicator_start"] : row["indicator_end"]] == row["indicator"]


@pytest.mark.parametrize("marks", ["“”", '""', "「」", "＂＂"])
def test_marks_of_quotation_are_alike(marks: str) -> None:
    opened, closed = marks
    text = (
        f"某市工作方案\n一、目标\n推广{opened}一件事一次办{closed}，"
        f"打造{opened}微创园{closed}5家以上，推动{opened}零材料办{closed}事项60个。\n"
    )
    (document,) = parse_fields(text)
    named = [(row["indicator"], row["value"]) for row in document["targets"]]
    assert named == [(f"{opened}微创园{closed}", 5), (f"{opened}零材料办{closed}事项", 60)]


def test_an_indent_is_no_cell() -> None:
    (document,) = parse_fields("某市工作方案\n一、目标\n\t建成20个以上公园。\n")
    assert [row["indicator"] for row in document["targets"]] == ["公园"]


def test_narrow_marks_part_clauses_as_wide_ones_do() -> None:
    plan = "某市工作方案\n一、目标\n到2026年,建成公园20个;其中:社区公园12个以上,投资1,200万元,8:00前开放。\n"
    wide = plan.replace(",", "，").replace("1，200", "1,200").replace(";", "；").replace("中:", "中：")
    kept = ("value", "unit", "comparator", "kind", "deadline", "indicator")
    narrow, full = ([[row[name] for name in kept] for row in parse_fields(text)[0]["targets"]] for text in (plan, wide))
    assert narrow == full
    assert [row[0] for row in full] == [20, 12, 12_000_000]


def test_a_date_in_characters_is_a_deadline() -> None:
    text = "某市工作方案\n一、目标\n到二〇二六年六月底，全市社区食堂达到30个以上；二○二七年覆盖率达到60%。\n"
    (document,) = parse_fields(text)
    assert [(row["indicator"], row["deadline"]) for row in document["targets"]] == [
        ("全市社区食堂", "2026-06"),
        ("覆盖率", "2027"),
    ]


def test_what_is_measured_stands_in_the_cell_of_its_number_or_in_the_one_before() -> None:
    rows = "1\t新增学位\t新增公办学位3000个\t区教育局\n2\t老旧小区\t改造小区15个，加装电梯20部\t区住建局\n3\t公园绿地面积\t20公顷\t区园林局\n"
    (document,) = parse_fields(f"某区民生实事任务表\n序号\t项目\t目标\t牵头单位\n{rows}")
    assert [t["indicator"] for t in document["targets"]] == ["新增公办学位", "小区", "加装电梯", "公园绿地面积"]
