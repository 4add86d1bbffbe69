"""Tables: their columns, their order, and that they say what the documents say."""

from datetime import date
from typing import Any, Literal

import pyarrow as pa
import pytest
from releases import parsed
from sample_document import sample

from policyparse.records.document import TABLES, Document
from policyparse.release.arrow import parquet, read_parquet, schema_of
from policyparse.release.build import release_files
from policyparse.release.columns import description_of, kind_of
from policyparse.release.tables import content_hash, table_rows


def two() -> list[dict[str, Any]]:
    return [Document.model_validate(d).model_dump() for d in (sample(), sample("other.txt", "臨河市"))]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_its_type_and_its_description(table: str) -> None:
    schema = schema_of(TABLES[table], table)
    assert schema.names == list(TABLES[table].model_fields)
    for field in schema:
        assert field.metadata[b"description"].decode() == description_of(TABLES[table], field.name)
        assert field.nullable == kind_of(TABLES[table].model_fields[field.name].annotation)[1]
        assert field.type in (pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32())
    assert schema.metadata[b"description"]


def test_codes_are_text_and_dates_are_dates() -> None:
    assert kind_of(Literal["a", "b"]) == (str, False)
    assert schema_of(TABLES["targets"], "targets").field("comparator").type == pa.string()
    assert schema_of(TABLES["targets"], "targets").field("deadline_date").type == pa.date32()


def test_the_order_of_inputs_does_not_matter() -> None:
    documents = two()
    assert table_rows(documents, (), {}) == table_rows(documents[::-1], (), {})


def test_documents_stand_in_the_order_of_their_ids_and_records_in_reading_order() -> None:
    rows = table_rows(two(), (), {})
    assert [r["document_id"] for r in rows["documents"]] == ["other", "plan"]
    assert [r["measure_id"] for r in rows["measures"]] == [
        "other/一.（一）", "other/一.（二）", "plan/一.（一）", "plan/一.（二）",
    ]  # fmt: skip


def test_agencies_are_joined_and_their_mentions_added_up() -> None:
    rows = table_rows(two(), (), {})
    assert [(r["agency_id"], r["mention_count"]) for r in rows["agencies"]] == [
        ("330100/counties", 2),
        ("330100/finance", 2),
    ]
    assert len(rows["group_members"]) == 1
    assert len(rows["agency_names"]) == 4


def test_a_renamed_agency_has_the_name_of_the_latest_document() -> None:
    old, new = two()
    old["date_issued"], new["date_issued"] = date(2018, 1, 1), date(2024, 1, 1)
    new["agencies"][0]["name"] = "临江市财政与税务局"
    for order in ([old, new], [new, old]):
        assert "临江市财政与税务局" in {r["name"] for r in table_rows(order, (), {})["agencies"]}


@pytest.mark.parametrize("table", TABLES)
def test_parquet_gives_the_rows_back_and_is_the_same_every_time(table: str) -> None:
    errors = [{"source_name": "b", "source_sha256": None, "stage": "read", "code": "empty", "message": "m"}]
    rows = table_rows(two(), errors, {})[table]
    schema = schema_of(TABLES[table], table)
    data = parquet(rows, schema)
    assert data == parquet(rows, schema)
    back, schema_back = read_parquet(data)
    assert back == rows
    assert schema_back.equals(schema, check_metadata=True)


def test_what_is_no_parquet_is_a_value_error() -> None:
    for data in (b"", b"PAR1", b"x" * 100):
        with pytest.raises(ValueError, match=r"\w"):
            read_parquet(data)


def test_the_content_hash_follows_the_rows() -> None:
    rows = table_rows(two(), (), {})["targets"]
    assert content_hash(rows) == content_hash([dict(r) for r in rows])
    assert content_hash(rows) != content_hash(rows[::-1])


def test_the_release_is_the_same_bytes_in_any_order() -> None:
    results = parsed(sample(), sample("other.txt", "臨河市"))
    one, other = dict(release_files(results)), dict(release_files(results))
    assert one == other
