"""What a whole file's stages noted, among the documents of the file."""

from policyparse.assemble import file_notes
from policyparse.columns import rows_of
from policyparse.pipeline import parse_columns, parse_fields
from policyparse.records.document import TABLES
from policyparse.records.found import Note, Restored, Simplified, Source
from policyparse.text import AlignedText, Replacement, Span


def test_a_note_goes_to_the_document_that_it_stands_in() -> None:
    source = Source(
        "两份.txt", "", "text/plain", "utf-8", "甲乙 丙丁戊己", notes=(Note("c", "info", "of the file", None),)
    )
    restored = Restored(
        AlignedText.of(source.text).apply([Replacement(2, 3, "", "layout.blank")], "restore"),
        (Note("a", "review", "in the first", Span(1, 2)), Note("b", "review", "over both", Span(2, 5))),
    )
    simplified = Simplified(restored.aligned, "simplified", (Note("d", "info", "at the end", Span(6, 6)),))
    first, second = file_notes(source, restored, simplified, [Span(0, 3), Span(3, 6)])
    assert [(n.code, n.span) for n in first] == [("c", None), ("a", Span(1, 2)), ("b", Span(2, 3))]
    assert [(n.code, n.span) for n in second] == [("c", None), ("d", Span(3, 3))]


PLAN = """臨江市人民政府關於優化服務的實施方案
一、重點任務
（一）提升開辦服務水平。2025年前開辦時間由2天壓縮至0.5個工作日以內，新增服務點20個以上。（責任單位：市財政局、各縣政府）
（二）便利退出。2024年6月底前完成。（市稅務局牽頭，市財政局配合）
"""


def test_the_columns_of_a_document_hold_what_its_rows_hold() -> None:
    (rows,), (columns,) = parse_fields(PLAN), parse_columns(PLAN, "document.txt")
    assert columns.fields == {name: rows[name] for name in columns.fields}
    assert {name: rows_of(table) for name, table in columns.tables.items()} == {n: rows[n] for n in columns.tables}
    assert all(rows[name] for name in columns.tables if name != "group_members")


def test_columns_are_named_as_the_records_name_them_also_where_there_is_no_row() -> None:
    for text in (PLAN, "通知"):
        (document,) = parse_columns(text, "document.txt")
        found = {"documents": document.fields, **document.tables}
        assert {name: list(table) for name, table in found.items()} == {
            name: list(model.model_fields) for name, model in TABLES.items() if name != "errors"
        }
