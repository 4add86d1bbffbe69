"""The files of a shard: the rows that documents have, in the form that is quick to write and small."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from policyparse.assemble import Tabled
from policyparse.columns import rows_of
from policyparse.corpus.tables import Tables
from policyparse.pipeline import parse_columns

PLAN = """某市人民政府关于优化营商环境的实施意见
一、重点任务
（一）提升开办企业服务水平。办理时间压缩至{days}个工作日。（责任单位：市市场监管局、市公安局）
"""


def documents(count: int) -> list[Tabled]:
    """Small plans that differ in a number."""
    return [d for n in range(count) for d in parse_columns(PLAN.format(days=n + 1), f"plan-{n}.txt")]


def test_what_was_held_when_room_was_made_comes_out_with_the_rest(tmp_path: Path) -> None:
    given = documents(3)
    with Tables(tmp_path, False) as tables:
        for document in given[:2]:
            tables.add_document(document)
        tables.make_room()
        assert not any(cells for of_table in tables.cells.values() for cells in of_table.values())
        assert not any(tables.columns.values())
        tables.add_document(given[2])
    for name in ("segments", "measures", "targets", "responsibilities", "clauses"):
        expected = [row for document in given for row in rows_of(document.tables[name])]
        assert pq.read_table(tmp_path / f"{name}.parquet").to_pylist() == expected
    texts = pq.read_table(tmp_path / "documents.parquet", columns=["text"])["text"].to_pylist()
    assert texts == [document.fields["text"] for document in given]


def test_numbers_that_rise_are_stored_as_differences_and_texts_without_a_dictionary(tmp_path: Path) -> None:
    with Tables(tmp_path, False) as tables:
        for document in documents(2):
            tables.add_document(document)
    group = pq.ParquetFile(tmp_path / "measures.parquet").metadata.row_group(0)
    columns = {(c := group.column(n)).path_in_schema: c for n in range(group.num_columns)}
    assert "DELTA_BINARY_PACKED" in columns["text_start"].encodings
    assert not any("DICTIONARY" in encoding for encoding in columns["text"].encodings)
    assert not columns["text"].is_stats_set
    assert columns["document_id"].statistics.max == "plan-1"


def test_who_waits_is_told_of_each_file_when_it_is_whole(tmp_path: Path) -> None:
    found: dict[str, int] = {}

    def ended(path: Path) -> None:
        found[path.stem] = pq.ParquetFile(path).metadata.num_rows

    with Tables(tmp_path, False, ended) as tables:
        tables.add_document(documents(1)[0])
    assert found == tables.written


def test_a_sum_that_is_known_is_taken(tmp_path: Path) -> None:
    (document,) = parse_columns(PLAN, "plan.txt", "plan", "0" * 64)
    assert document.fields["source_sha256"] == "0" * 64


@pytest.mark.parametrize("limit", ["SOURCE_HELD", "COLUMNS_HELD"])
def test_what_is_let_go_of_early_is_written_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    found, held = [], []
    for name in ("at once", "early"):
        (tmp_path / name).mkdir()
        with Tables(tmp_path / name, False) as tables:
            for document in documents(4):
                tables.add_document(document)
                tables.took(5000)
            held.append(len(tables.cells["measures"]["text"]))
        found.append({path.name: pq.read_table(path).to_pylist() for path in (tmp_path / name).glob("*.parquet")})
        monkeypatch.setattr(f"policyparse.corpus.tables.{limit}", 1)
    assert len(found[0]["documents.parquet"]) == 4
    assert found[1] == found[0]
    assert held == ([4, 0] if limit == "SOURCE_HELD" else [4, 4])


def test_a_failure_among_the_documents_comes_out_as_it_is_even_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = Tables(tmp_path, False)

    def fail() -> None:
        with tables:
            tables.add_document(documents(1)[0])
            tables.make_room()
            for writer in tables.writers.values():
                monkeypatch.setattr(writer, "close", full)
            raise ZeroDivisionError

    def full() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(ZeroDivisionError):
        fail()
    assert tables.writers
    assert not any(writer.is_open for writer in tables.writers.values())
