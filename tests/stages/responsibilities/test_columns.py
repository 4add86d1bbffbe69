"""Tables whose head says whose a column is; the rows may be parted by bars, tabs or blanks."""

from __future__ import annotations

import pytest

from policyparse.pipeline import parse_fields
from policyparse.stages.responsibilities.columns import _head, _nouns, cells_of, ends_of_cells
from policyparse.stages.responsibilities.line_ends import ends_of_lines

_ROWS = [
    ["序号", "任务", "牵头单位", "责任单位", "时限"],
    ["1", "安排专人值班", "县数据局", "县财政局、民政局", "六月底"],
    ["2", "照常办理业务", "县民政局", "各镇人民政府", "九月底"],
]
_FOUND = [
    ("县数据局", "lead"),
    ("县财政局", "responsible"),
    ("县民政局", "responsible"),
    ("县民政局", "lead"),
    ("各镇人民政府", "responsible"),
]


def named(table: str, above: str = "一、延长时间\n") -> list[tuple[str, str]]:
    document = parse_fields(f"某某县便民任务分解表\n{above}{table}\n", "columns.txt")[0]
    return [(r["agency_text"], r["role"]) for r in document["responsibilities"]]


@pytest.mark.parametrize("gap", [" | ", "\t", "    "])
def test_a_table_in_columns_is_read_whatever_parts_them(gap: str) -> None:
    assert named("\n".join(gap.join(row) for row in _ROWS)) == _FOUND


def test_single_blanks_part_columns_where_nothing_else_does() -> None:
    rows = [["序号", *_ROWS[0][1:]], *_ROWS[1:]]
    assert named("\n".join("\u3000".join(row) for row in rows)) == _FOUND


def test_a_heading_may_stand_between_rows() -> None:
    head, first, second = (" | ".join(row) for row in _ROWS)
    assert named("\n".join([head, "", first, "（一）周末", second])) == _FOUND


def test_a_remark_at_the_head_says_who_leads() -> None:
    head = "序号\t任务\t责任部门（列第一位者为牵头部门）\t时限"
    assert named(f"{head}\n1\t安排专人值班\t县数据局、县财政局\t六月底") == [
        ("县数据局", "lead"),
        ("县财政局", "support"),
    ]


def test_markdown_has_a_line_below_the_head() -> None:
    head, *rows = [f"| {' | '.join(row)} |" for row in _ROWS]
    assert named("\n".join([head, "|---|---|---|---|---|", *rows])) == _FOUND


def test_cells_that_span_rows_leave_empty_ones_before_the_next() -> None:
    head, first, second = _ROWS
    rows = [f"| {' | '.join(row)} |" for row in (head, first, ["", "", *second[2:]])]
    assert named("\n".join([rows[0], "|---|---|---|---|---|", *rows[1:]])) == _FOUND


def test_a_cell_of_markdown_may_have_lines() -> None:
    head, first, second = (f"| {' | '.join(row)} |".replace("、", "<br>") for row in _ROWS)
    assert named("\n".join([head, "|---|---|---|---|---|", first, second])) == _FOUND


def test_members_support_who_leads_where_a_column_says_who() -> None:
    head = "序号\t工作组\t{}\t成员单位"
    row = "1\t物资组\t县商务局\t县财政局"
    assert named(f"{head.format('牵头单位')}\n{row}") == [("县商务局", "lead"), ("县财政局", "support")]
    assert named(f"{head.format('联系单位')}\n{row}") == []


def test_a_label_is_that_of_the_column() -> None:
    document = parse_fields(
        "某某县便民任务分解表\n一、延长时间\n" + "\n".join(" | ".join(r) for r in _ROWS), "columns.txt"
    )[0]
    assert {(c["label"], c["label_origin"]) for c in document["clauses"]} == {
        ("牵头单位", "inherited"),
        ("责任单位", "inherited"),
    }


@pytest.mark.parametrize(
    "table",
    [
        "序号 | 任务 | 责任单位\n1 | 安排专人值班 | 详见附件说明文字",  # nobody is named
        "序号 | 责任单位\n1 | 县数据局",  # two columns are no table
        "责任单位要抓好落实\n1 | 安排 | 县数据局",  # no head
    ],
)
def test_what_is_no_column(table: str) -> None:
    assert named(table) == []


def test_tables_of_attachments_stay_what_they_are() -> None:
    table = "\n".join(" | ".join(row) for row in _ROWS)
    text = f"某某县便民方案\n一、延长时间\n中午不休息。\n某某县数据局\n2024年3月1日\n附件\n任务清单\n{table}\n"
    assert parse_fields(text, "columns.txt")[0]["responsibilities"] == []


def test_a_table_without_any_item_says_who_does_what() -> None:
    table = "\n".join("\t".join(row) for row in _ROWS)
    assert named(table, above="") == _FOUND


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_a_table_may_stand_cell_by_cell_each_on_a_line(blank: str) -> None:
    assert named(blank.join(cell for row in _ROWS for cell in row)) == _FOUND


def test_a_row_without_all_its_cells_ends_such_a_table() -> None:
    rows = [_ROWS[0], _ROWS[1], [*_ROWS[2][:2], "5"], ["3", "安排人员", "县交通局", "县水利局", "九月底"]]
    assert named("\n".join(cell for row in rows for cell in row)) == _FOUND[:3]


def test_a_label_alone_on_a_line_is_no_table() -> None:
    text = "任务\n责任单位\n县数据局\n1\n安排专人值班"
    assert list(cells_of(text, ends_of_cells(text, ends_of_lines(text)))) == []


def test_a_row_without_its_last_cells_ends_no_table() -> None:
    head, *below = ("\t".join(row) for row in _ROWS)
    short = ["一、\t便民\t", "3\t公布电话\t县信访局", "\t公布地址\t县档案馆", "缺少首格的行\t县司法局\t县公安局"]
    assert named("\n".join([head, below[0], *short, below[1]])) == [
        *_FOUND[:3],
        ("县信访局", "lead"),
        ("县档案馆", "lead"),
        *_FOUND[3:],
    ]


def test_cells_may_have_several_lines() -> None:
    table = (
        "序号\t任务\t牵头单位\t责任单位\n"
        "1\t整治河道，\n清理淤泥。\t县水利局\n（县河长办）\t县财政局\n县残联\n各镇人民政府\n"
        "2\t照常办理业务\t县民政局\t县教育局"
    )
    assert named(table) == [
        ("县水利局（县河长办）", "lead"),
        ("县财政局", "responsible"),
        ("县残联", "responsible"),
        ("各镇人民政府", "responsible"),
        ("县民政局", "lead"),
        ("县教育局", "responsible"),
    ]


def test_headings_stand_between_rows_that_stand_cell_by_cell() -> None:
    head, first, second = ("\n".join(row) for row in _ROWS)
    assert named(f"{head}\n一、周末\n{first}\n（二）节日\n{second}") == _FOUND


def test_a_row_without_all_its_cells_is_left_out_where_the_rows_are_numbered() -> None:
    head, first, second = ("\n".join(row) for row in _ROWS)
    assert named(f"{head}\n{first}\n2\n没有责任单位的任务\n{second.replace('2', '3')}") == _FOUND
    rows = [_ROWS[0], _ROWS[1], _ROWS[2][:3], ["3", "安排人员", "县交通局", "县水利局", "九月底"]]
    assert named("\n".join(cell for row in rows for cell in row)) == [
        *_FOUND[:3],
        ("县交通局", "lead"),
        ("县水利局", "responsible"),
    ]


def test_one_column_of_bodies_is_found_in_a_row_with_more_or_fewer_lines() -> None:
    table = "序号\n任务\n责任单位\n时限\n1\n整治河道\n县水利局\n县财政局\n六月底\n2\n照常办理业务\n县民政局\n3\n编制规划\n县教育局\n年底"
    assert named(table) == [(name, "responsible") for name in ("县水利局", "县财政局", "县民政局", "县教育局")]


def test_cells_that_a_page_has_broken_into_lines_are_read_behind_a_sentence() -> None:
    rows = [
        "1\n便民服务\n安排专人\n值班。\n县数据局\n县财政局、县委\n网信办、县大数\n据中心，各镇\n人民政府",
        "2\n照常办理\n业务。\n县住房城乡建\n设局、县民政\n局\n—",
        "3\n公布电话。\n县信访局\n县司法局",
        "4\n收集意见\n县信访局\n县司法局\n县档案馆\n县教育局",
        "5\n编制规划\n县教育局\n县财政局\n",
    ]
    assert named("\n".join(["序号\n事项\n任务\n牵头部门\n责任单位", *rows])) == [
        ("县数据局", "lead"),
        ("县财政局", "responsible"),
        ("县委网信办", "responsible"),
        ("县大数据中心", "responsible"),
        ("各镇人民政府", "responsible"),
        ("县住房城乡建设局", "lead"),
        ("县民政局", "lead"),
        ("县信访局", "lead"),
        ("县司法局", "responsible"),
    ]


def test_numbers_among_the_cells_end_a_table_that_lacks_cells() -> None:
    table = "序号\n任务\n责任单位\n数量\n1\n新建泵站\n县水利局\n2\n2\n改造管网\n县民政局\n3\n编制规划\n县教育局\n5"
    assert named(table) == []


def test_a_cell_that_spans_rows_stands_once() -> None:
    table = (
        "类别\t序号\t任务\t牵头单位\t责任单位\n"
        "周末\t1\t安排专人值班\t县数据局\t县财政局\n2\t照常办理业务\t县民政局\t各镇人民政府"
    )
    assert named(table) == [
        ("县数据局", "lead"),
        ("县财政局", "responsible"),
        ("县民政局", "lead"),
        ("各镇人民政府", "responsible"),
    ]


@pytest.mark.parametrize("head", ["责任单位", "责任分工", "责 任 单 位"])
def test_a_cell_may_say_itself_who_leads(head: str) -> None:
    table = (
        f"序号\t任务\t{head}\n"
        "1\t安排专人值班\t县数据局牵头，县财政局配合\n"
        "2\t照常办理业务\t县民政局（牵头）、县信访局\n"
        "3\t公布电话\t牵头单位：县档案馆；配合单位：各镇人民政府\n"
        "4\t收集意见\t县信访局、县司法局"
    )
    assert named(table) == [
        ("县数据局", "lead"),
        ("县财政局", "support"),
        ("县民政局", "lead"),
        ("县信访局", "responsible"),
        ("县档案馆", "lead"),
        ("各镇人民政府", "support"),
        ("县信访局", "responsible"),
        ("县司法局", "responsible"),
    ]


@pytest.mark.parametrize("noun", _nouns())
@pytest.mark.parametrize("remark", ["", "（列在首位者牵头）", "(盖章)"])
@pytest.mark.parametrize("gap", ["", " ", "\u3000"])
def test_a_head_is_looked_for_behind_every_noun(noun: str, remark: str, gap: str) -> None:
    label = "责任" + gap.join(noun) + remark
    for mark in ("\t时限\n", " | 时限\n", "\u3000时限\n", "  时限\n", "\n"):
        match = _head().search(f"任务\t{label}{mark}")
        assert match is not None
        text = f"任务\t{label}{mark}"
        assert match.end() in ends_of_cells(text, ends_of_lines(text))


def test_a_cell_that_says_as_above_names_those_of_its_column() -> None:
    head, first, _ = _ROWS
    second = ["2", "照常办理业务", "县民政局", "同上", "九月底"]
    found = named("\n".join(" | ".join(row) for row in (head, first, second)))
    assert found[-3:] == [("县民政局", "lead"), ("县财政局", "responsible"), ("县民政局", "responsible")]


def test_a_cell_that_says_as_above_below_the_head_names_nobody() -> None:
    head, *_ = _ROWS
    assert named(" | ".join(head) + "\n1 | 照常办理业务 | 县民政局 | 同上 | 九月底") == [("县民政局", "lead")]


def test_a_column_of_bodies_and_persons_names_the_bodies() -> None:
    table = "序号\t任务\t责任单位及责任人\t时限\n1\t安排专人值班\t县数据局 李某\t六月底\n2\t照常办理业务\t县民政局 王某某、县财政局 张某\t九月底"
    assert named(table) == [("县数据局", "responsible"), ("县民政局", "responsible"), ("县财政局", "responsible")]


@pytest.mark.parametrize("below", ["", "\n"])
def test_a_head_of_two_rows(below: str) -> None:
    head = f"序号\t任务\t责任分工\t\t时限\n{below}\t\t牵头单位\t责任单位"
    assert named("\n".join([head, *("\t".join(row) for row in _ROWS[1:])])) == _FOUND


def test_a_row_of_labels_that_stand_for_nobody_is_no_head() -> None:
    head = "序号\t任务\t责任分工\t时限\n1\t安排专人值班\t县数据局\t六月底"
    assert named(head) == [("县数据局", "responsible")]
