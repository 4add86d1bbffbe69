"""Tables as text: documents by the row, or a table of tasks."""

from __future__ import annotations

from datetime import date

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read

LISTED = """title,content,publish_date,文号
关于春耕的通知,"各乡镇：
一、管好秧田。",2022-03-01,某农发〔2022〕1号
关于防汛的通知,"关于防汛的通知
各乡镇：请备足物资，""人、机、料""齐全。",2022-06-01,
"""


def test_each_row_with_a_text_is_a_document() -> None:
    first, second = read(LISTED, "plans.csv")
    assert (first.title, first.date_issued, first.document_number) == (
        "关于春耕的通知",
        date(2022, 3, 1),
        "某农发〔2022〕1号",
    )
    assert first.text == "关于春耕的通知\n各乡镇：\n一、管好秧田。\n"
    assert second.text.endswith("“人、机、料”齐全。\n".replace("“", '"').replace("”", '"'))
    assert (second.document_number, second.media_type) == (None, "text/csv")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tasks.csv", "序号,任务,责任单位\r\n1,修建水渠5公里,县水利局\r\n"),
        ("tasks.csv", "sep=;\n序号;任务;责任单位\n1;修建水渠5公里;县水利局\n"),
        ("tasks.TSV", "序号\t任务\t责任单位\n1\t修建水渠5公里\t县水利局"),
    ],
)
def test_a_table_keeps_its_cells_whatever_stands_between_them(name: str, text: str) -> None:
    (source,) = read(text.encode("gb18030"), name)
    assert source.text == "序号\t任务\t责任单位\n1\t修建水渠5公里\t县水利局\n"
    assert source.encoding == "gb18030"
    assert [note.code for note in source.notes] == ["encoding"]


def test_lines_without_a_second_cell_are_a_text() -> None:
    (source,) = read("各镇：\n一、修好水渠。\n", "note.csv")
    assert (source.text, source.media_type) == ("各镇：\n一、修好水渠。\n", "text/plain")


def test_figures_alone_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        read("a,b\n1,2\n", "figures.csv")
    assert refused.value.code == "no-documents"


def test_more_rows_than_a_sheet_may_have_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        read("任务,单位\n" + "修路,县交通局\n" * 100_001, "long.csv")
    assert refused.value.code == "too-large"
