"""OpenDocument spreadsheets without LibreOffice: what their cells show."""

from __future__ import annotations

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read

from .files import zipped

KIND = "application/vnd.oasis.opendocument.spreadsheet"
STYLES = '<automatic-styles><style name="no"><table-properties display="false"/></style></automatic-styles>'
TASKS = """<table-header-rows><table-row><table-cell number-columns-spanned="2"><p>任务</p></table-cell><covered-table-cell/>
<table-cell><p>比例</p></table-cell><table-cell number-columns-repeated="1000"/></table-row></table-header-rows>
<table-row number-rows-repeated="1000000"><table-cell number-columns-repeated="1024"/></table-row><shapes/>
<table-row-group><table-row><table-cell><p>1</p></table-cell><table-cell><annotation><p>请核对</p></annotation><p>补水<s/>清淤</p><p>护岸</p></table-cell>
<table-cell value="0.9"><p>90<span>%</span></p></table-cell></table-row></table-row-group>
<table-row number-rows-repeated="2"><table-cell number-columns-repeated="2"><p>同上</p></table-cell></table-row>"""


def sheet(rows: str, style: str = "", name: str = "分工") -> str:
    return f'<table name="{name}" style-name="{style}"><table-column/>{rows}</table>'


def ods(tables: str, kind: str = "document-content") -> str:
    return f'<{kind} mimetype="{KIND}">{STYLES}<body><spreadsheet>{tables}</spreadsheet></body></{kind}>'


def packed(tables: str) -> bytes:
    return zipped({"mimetype": KIND, "content.xml": ods(tables)})


@pytest.mark.parametrize("flat", [False, True])
def test_a_workbook_of_tasks(flat: bool) -> None:
    tables = sheet(TASKS) + sheet("<table-row><table-cell><p>草稿</p></table-cell></table-row>", "no", "草稿")
    (source,) = read(ods(tables, "document").encode() if flat else packed(tables), "plan.ods")
    assert source.text.splitlines() == ["任务\t\t比例", "1\t补水 清淤 护岸\t90%", "同上\t同上", "同上\t同上"]
    assert (source.media_type, [note.code for note in source.notes]) == (KIND, ["sheet-unread"])


def test_cells_far_to_the_right_are_said() -> None:
    far = "<table-row><table-cell><p>甲</p></table-cell><table-cell number-columns-repeated='99999999999'/><table-cell><p>乙</p></table-cell></table-row>"
    (source,) = read(packed(sheet(far)), "plan.ods")
    assert (source.text, [note.code for note in source.notes]) == ("甲\n", ["sheet-unread"])


ROW = "<table-row number-rows-repeated='{}'><table-cell number-columns-repeated='{}'><p>{}</p></table-cell></table-row>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(sheet(ROW.format(10**9, 1, "甲"))), "too-large"),
        (packed(sheet(ROW.format(90_000, 10**9, "甲乙丙丁"))), "too-large"),
        (packed(sheet(ROW.format(1, 1, "7"))), "no-documents"),
        (packed(sheet("<table-row-group>" * 200 + "</table-row-group>" * 200)), "complex"),
        (zipped({"mimetype": KIND, "content.xml": "<document-content/>"}), "damaged"),
        (
            zipped({"mimetype": KIND, "content.xml": ods(""), "META-INF/manifest.xml": "<encryption-data/>"}),
            "encrypted",
        ),
    ],
)
def test_what_is_no_ods_is_refused_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data, "plan.ods")
    assert refused.value.code == code
