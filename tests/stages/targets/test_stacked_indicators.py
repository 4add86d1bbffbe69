"""Tables of indicators of which a page left each cell on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from target_reading import read

from policyparse.records.found import FoundTarget
from policyparse.stages.targets import stacked
from policyparse.text import Span

PLAN = "青川县“十四五”水利发展规划"


def shown(record: FoundTarget) -> str:
    """A record as `indicator comparator value unit kind deadline`."""
    return f"{record.indicator} {record.comparator} {record.value:g} {record.unit} {record.kind} {record.deadline}"


def lines(*cells: str, between: str = "\n") -> str:
    """Cells, each on a line."""
    return between.join(cells) + "\n"


NUMBERED = ("序号 指标 预期值 属性", "1 自来水普及率 92% 约束性", "2 水土流失率 15%以内 预期性")


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n  "])
def test_rows_that_are_numbered(between: str) -> None:
    text = lines("专栏1 水利发展主要指标", *" ".join(NUMBERED).split(), between=between)
    assert [shown(t) for t in read(text, title=PLAN).targets] == [
        "自来水普及率 eq 92 % target None",
        "水土流失率 le 15 % target None",
    ]


def test_head_set_apart_and_groups_that_span_rows() -> None:
    head = ["类别", "序号", "指　　标", "单位", "2020年", "2025年", "属性"]
    rows = ["防洪", "1", "堤防长度", "公里", "40", "60", "约束性", "2", "水库库容", "万立方米", "—", "80", "预期性"]
    more = ["供水", "3", "供水能力", "万立方米", "120", "260", "预期性"]
    assert [shown(t) for t in read(lines(*head, *rows, *more), title=PLAN).targets] == [
        "堤防长度 eq 40 km baseline None",
        "堤防长度 eq 60 km target 2025",
        "水库库容 eq 800000 m3 target 2025",
        "供水能力 eq 1.2e+06 m3 baseline None",
        "供水能力 eq 2.6e+06 m3 target 2025",
    ]


def test_rows_told_by_what_kind_they_are() -> None:
    cells = ["类别", "指标", "2025年", "属性", "节水", "节水率", "6%以上", "约束性", "漏损率", "9%以内", "预期性"]
    assert [shown(t) for t in read(lines(*cells, "二、保障措施", "建成水库3座。")).targets] == [
        "节水率 ge 6 % target 2025",
        "漏损率 le 9 % target 2025",
        "水库 eq 3 座 target None",
    ]


def test_rows_told_by_their_cells() -> None:
    cells = ["领域", "指标名称", "单位", "现状值", "目标值", "节水", "节水率", "%", "4", "6", "漏损率", "%", "—", "9"]
    records = read(lines(*cells, "上述指标由县水利局解释，每年公布1次。")).targets
    assert [shown(t) for t in records][:3] == [
        "节水率 eq 4 % baseline None",
        "节水率 eq 6 % target None",
        "漏损率 eq 9 % target None",
    ]


def test_a_target_points_at_the_level_of_its_row_and_quotes_its_cell() -> None:
    head = ["序号", "指标", "单位", "2020年", "2025年"]
    text = lines("目标：建成水库3座。", *head, "1", "节水率", "%", "4", "6", "2", "漏损率", "%", "—", "9")
    records = read(text, title=PLAN).targets
    assert [(t.value, t.baseline) for t in records] == [(3, None), (4, None), (6, 1), (9, None)]
    assert [t.span.of(text) for t in records] == ["3座", "4", "6", "9"]


@pytest.mark.parametrize(
    "cells",
    [
        ["指标"],  # a heading, and nothing else
        ["序号", "指标", "内容", "1", "节水率", "基本完善"],  # no column of values
        ["序号", "指标", "目标值", "节水率", "制度健全", "2", "漏损率", "机制完善"],  # rows that do not begin at 1
        ["指标", "2025年", "县水利局应当在每年一月底以前公布上一年度全县用水总量控制情况并接受社会监督，公布的内容应当真实准确完整且便于查阅"],
    ],
)  # fmt: skip
def test_what_is_no_such_table(cells: list[str]) -> None:
    assert not [t for t in read(lines(*cells)).targets if t.rule == "targets.table"]


def test_many_tables_below_one_another_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_lines = 0
    whole = stacked.lines_below

    def counted(text: str, end: int) -> Iterator[Span]:
        nonlocal read_lines
        for line in whole(text, end):
            read_lines += 1
            yield line

    monkeypatch.setattr(stacked, "lines_below", counted)
    text = lines(*["序号", "指标", "目标值", "1", "节水率", "6%"] * 300)
    assert len(read(text).targets) == 300
    assert read_lines < 3 * text.count("\n")
