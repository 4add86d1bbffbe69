"""Workbooks of Excel 97 to 2003 without LibreOffice: cells as Excel shows them, or one line that says what to do."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import date

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read
from policyparse.stages.read import xls as reader

from .word_files import compound
from .xls_files import Shown, record, xls

needs_xlrd = pytest.mark.skipif(reader.find_spec("xlrd") is None, reason="xlrd is not installed")
TASKS = [
    ["某县节水任务表"],
    ["序号", "任务", "责任单位", "时限", "比例", "开工"],
    [1, "改造灌区。\n更换水表。", "县水利局", Shown(45838, 164), Shown(0.955, 10), Shown(45658, 14)],
    [2.5, "公布用水定额", "县发展改革局", "", "", Shown(0.1 + 0.2, 0)],
]


@needs_xlrd
def test_a_workbook_of_tasks_is_one_document() -> None:
    data = xls({"任务": TASKS, "草稿": [["不要读"]]}, {164: 'yyyy"年"m"月"'}, hidden=["草稿"])
    (source,) = read(data, "plan.xls")
    assert source.text.splitlines() == [
        "某县节水任务表",
        "序号\t任务\t责任单位\t时限\t比例\t开工",
        "1\t改造灌区。 更换水表。\t县水利局\t2025年6月\t95.5%\t2025-01-01",
        "2.5\t公布用水定额\t县发展改革局\t\t\t0.3",
    ]
    assert (source.title, source.media_type) == ("某县节水任务表", "application/vnd.ms-excel")
    assert [note.code for note in source.notes] == ["sheet-unread"]


@needs_xlrd
def test_a_workbook_of_documents_is_a_document_each() -> None:
    rows = [
        ["标题", "发布日期", "正文"],
        ["节水办法", Shown(45292, 14), "第一条　节约用水。"],
        ["用水定额", "", "一、定额如下。"],
    ]
    first, second = read(xls({"a": rows}), "plans.et")
    assert (first.text, first.date_issued) == ("节水办法\n第一条　节约用水。\n", date(2024, 1, 1))
    assert second.text == "用水定额\n一、定额如下。\n"


@needs_xlrd
def test_days_that_count_from_1904() -> None:
    (source,) = read(xls({"a": [["开工", Shown(44196, 14)]]}, extra=record(0x0022, struct.pack("<H", 1))), "plan.xls")
    assert source.text == "开工\t2025-01-01\n"


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"policyparse\[formats\]") as refused:
        read(xls({"a": TASKS}), "plan.xls")
    assert refused.value.code == "needs-xlrd"


def refusals() -> Iterator[tuple[str, bytes, str]]:
    whole = xls({"a": TASKS})
    yield "locked", xls({"a": TASKS}, extra=record(0x002F, struct.pack("<HHH", 0, 1, 2))), "encrypted"
    yield "cut", whole[:-600], "damaged"
    yield "no records", compound({"Workbook": b"\0" * 5000}), "damaged"
    yield "no container", b"\x09\x02\x06\x00" + b"\0" * 200, "damaged"
    yield "figures", xls({"a": [[1, 2], [3, 4]]}), "no-documents"
    yield "ring", whole[:512].replace(b"\xff\xff\xff\xff" * 20, b"\0\0\0\0" * 20) + whole[512:], "damaged"


@needs_xlrd
@pytest.mark.parametrize(("data", "code"), [pytest.param(d, c, id=i) for i, d, c in refusals()])
def test_what_is_no_xls_is_refused_in_one_line(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data, "plan.xls")
    assert refused.value.code == code
    assert "\n" not in str(refused.value)
