"""Workbooks that are tables: tasks, indicators; what their cells show."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read

from .files import xlsx, zipped

HEADS = ["序号", "任务", "责任单位"]
STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="176"/></cellXfs>'
    "</styleSheet>"
)


def workbook(sheets: Mapping[str, str], hidden: str = "", styles: str = STYLES) -> bytes:
    """A workbook of sheets, each with its rows as XML; one of them hidden."""
    members = {"xl/styles.xml": styles}
    listed = relations = ""
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if name == hidden else ""
        listed += f'<sheet name="{name}" id="x{number}"{state} xmlns:r="r" r:id="rId{number}"/>'
        relations += f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.xml"/>'
        members[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    members["xl/workbook.xml"] = f"<workbook><sheets>{listed}</sheets></workbook>"
    members["xl/_rels/workbook.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    return zipped(members)


def text(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(place: str, value: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def test_a_table_of_tasks_is_one_document() -> None:
    rows = [
        ["某区重点任务清单"],
        HEADS,
        [1, "新建公园\n（含绿道）", "区园林局、区水务局"],
        ["", "", ""],
        [2, "改造管网", "区水务局"],
    ]
    (source,) = read(xlsx(rows), "tasks.xlsx")
    assert source.text == (
        "某区重点任务清单\n序号\t任务\t责任单位\n1\t新建公园 （含绿道）\t区园林局、区水务局\n2\t改造管网\t区水务局\n"
    )


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (["附件2", "2024年资金 分配表", "单位：万元"], "2024年资金 分配表"),
        (["附件2：某区重点任务"], None),
        (["分配表"], None),
        ([], None),
    ],
)
def test_the_title_stands_above_the_table(above: list[str], title: str | None) -> None:
    (source,) = read(
        xlsx([*([line] for line in above), HEADS, ["1", "改造管网并建成公园", "区水务局"], ["全区重点任务合计"]]),
        "a.xlsx",
    )
    assert source.title == title


def test_a_column_of_contents_beside_tasks_makes_no_documents() -> None:
    rows = [
        ["序号", "任务", "内容", "责任单位"],
        [1, "公园", "新建公园3处。", "区园林局"],
        [2, "管网", "改造管网。", "区水务局"],
    ]
    (source,) = read(xlsx(rows), "tasks.xlsx")
    assert source.text.startswith("序号\t任务\t内容\t责任单位\n1\t公园\t新建公园3处。\t区园林局\n")


def test_a_column_of_texts_with_numbers_is_a_list_of_documents() -> None:
    assert (
        len(read(xlsx([["id", "正文"], [1, "各市：\n现通知如下。"], [2, "各县：\n现通知如下。"]]), "texts.xlsx")) == 2
    )


def test_merged_cells_stand_where_they_begin() -> None:
    rows = row(text("A1", "序号"), text("B1", "目标值"), text("D1", "单位")) + row(
        text("B2", "2024年"), text("C2", "2026年")
    )
    (source,) = read(workbook({"Sheet1": rows}), "plan.xlsx")
    assert source.text == "序号\t目标值\t\t单位\n\t2024年\t2026年\n"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (number("B1", "0.96", 1), "96%"),
        (number("B1", "0.28999999999999998", 1), "29%"),
        (number("B1", "45657", 2), "2024-12-31"),
        (number("B1", "45657", 3), "2024年12月31日"),
        (number("B1", "45657", 4), "2024年12月"),
        (number("B1", "95.199999999999989"), "95.2"),
        (number("B1", "45657"), "45657"),
        (number("B1", "45657", 99), "45657"),
        (number("B1", "-3", 2), "-3"),
        ('<c r="B1" t="str" s="1"><v>0.5</v></c>', "0.5"),
    ],
)
def test_a_number_is_what_its_format_shows(cell: str, shown: str) -> None:
    (source,) = read(workbook({"a": row(text("A1", "普及率"), cell)}), "plan.xlsx")
    assert source.text == f"普及率\t{shown}\n"


def test_sheets_follow_each_other_under_their_names() -> None:
    sheets = {
        "民生": row(text("A1", "新建学校")),
        "Sheet2": row(text("A1", "改造管网")),
        "经济": row(text("A1", "经济任务")),
    }
    (source,) = read(workbook(sheets), "plan.xlsx")
    assert source.text == "民生\n新建学校\n改造管网\n经济任务\n"


def test_what_is_not_read_is_said() -> None:
    sheets = {"任务": row(text("A1", "新建学校"), text("IZ1", "远处")), "底稿": row(text("A1", "未定"))}
    (source,) = read(workbook(sheets, hidden="底稿"), "plan.xlsx")
    assert source.text == "新建学校\n"
    assert [(note.code, note.severity) for note in source.notes] == [("sheet-unread", "review")] * 2
    assert "底稿 is hidden" in source.notes[1].message


def test_figures_without_a_word_are_no_document() -> None:
    with pytest.raises(InputError) as refused:
        read(xlsx([[1, 2], [3, 4]]), "figures.xlsx")
    assert refused.value.code == "no-documents"


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyparse.stages.read.xlsx.cells.MOST_ROWS", 2)
    with pytest.raises(InputError) as refused:
        read(xlsx([["甲"], ["乙"], ["丙"]]), "rows.xlsx")
    assert refused.value.code == "too-large"
