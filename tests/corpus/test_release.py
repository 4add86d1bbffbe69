"""The release of a corpus is one that verify, sql, explore and diff take."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from policyparse.corpus.run import Options, run
from policyparse.pipeline import parse_fields
from policyparse.records.errors import InputError
from policyparse.release import pages
from policyparse.release.diff import compare_releases
from policyparse.release.load import documents_at
from policyparse.release.pages import page_of
from policyparse.release.stored import listing, stored
from policyparse.release.verify import verify

PLAN = "臺州市人民政府關於做好第{0}項工作的意見\n一、主要任務\n（一）完善機制。到2025年達到{0}%以上。（責任單位：市財政局，各區、縣（市）政府）\n"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "in").mkdir()
    for number in range(10, 16):
        (folder / "in" / f"plan-{number}.txt").write_text(PLAN.format(number), encoding="utf-8")
    (folder / "in" / "empty.txt").write_bytes(b"")
    run([str(folder / "in")], str(folder / "out"), Options(engine="inline"))
    return folder / "out"


def test_the_release_of_a_corpus_is_sound(release: Path) -> None:
    assert verify(release) == []


def test_a_document_comes_back_as_it_was_parsed(release: Path) -> None:
    for found in stored(release):
        again = parse_fields(
            (release.parent / "in" / found["source_name"]).read_bytes(), found["source_name"], found["document_id"]
        )
        own = {k: v for k, v in again[0].items() if k not in ("agencies", "group_members", "pages")}
        assert {k: found[k] for k in own} == own
        assert found["edits"][0]["text_start"] == 0  # 臺 → 台: no run that is the same stands before it
        assert {a["agency_id"] for a in found["agencies"]} == {a["agency_id"] for a in again[0]["agencies"]}
        assert len(found["group_members"]) == len(again[0]["group_members"])


def test_an_index_of_many_documents_ends_where_it_should(release: Path) -> None:
    whole = listing(release, 10)
    assert listing(release, 4) == whole[:4]
    assert len({row["document_id"] for row in whole}) == 6


def test_one_changed_value_is_found(release: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    part = next((copy / "tables" / "targets").iterdir())
    table = pq.read_table(part, partitioning=None)
    moved = table.set_column(
        table.schema.get_field_index("text_start"),
        table.schema.field("text_start"),
        [[v + 1 for v in table["text_start"].to_pylist()]],
    )
    pq.write_table(moved, part)
    assert "is not the file that SHA256SUMS lists" in str(verify(copy)[0])
    sign(copy, part)
    assert any("#t1" in str(problem) for problem in verify(copy))


def test_a_missing_file_is_named(release: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    (copy / "tables" / "agencies.parquet").unlink()
    assert "tables/agencies.parquet: is missing" in str(verify(copy)[0])


def test_a_file_too_many_is_named(release: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    shutil.copy(next((copy / "tables" / "targets").iterdir()), copy / "tables" / "targets" / "part-99999.parquet")
    assert said(copy) == ["tables/targets/part-99999.parquet: does not belong to the release"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "no text"])
def test_a_list_of_checksums_that_cannot_be_read_is_named(release: Path, tmp_path: Path, content: bytes | None) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    (copy / "SHA256SUMS").unlink()
    if content is not None:
        (copy / "SHA256SUMS").write_bytes(content)
    (only,) = said(copy)
    assert only.startswith("SHA256SUMS: cannot be read")


def test_counts_that_do_not_add_up_are_named(release: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    manifest = json.loads((copy / "manifest.json").read_bytes())
    manifest["inputs"]["accepted"] += 1
    manifest["tables"]["measures"]["rows"] += 2
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    sign(copy, copy / "manifest.json")
    assert said(copy) == [
        "manifest.json: inputs, given: accepted + refused + duplicate differ",
        "tables/measures: has 6 rows, the manifest says 8",
        "tables/inputs: outcome: has not the counts of the manifest",
    ]


@pytest.mark.parametrize("content", [b"", b"PAR1 cut short"], ids=["empty", "torn"])
@pytest.mark.parametrize("table", ["agencies", "inputs", "documents"])
def test_a_table_that_cannot_be_read_is_named(release: Path, tmp_path: Path, table: str, content: bytes) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    part = next((copy / "tables").rglob(f"{table}.parquet"), None) or next((copy / "tables" / table).iterdir())
    part.write_bytes(content)
    sign(copy, part)
    (only,) = said(copy)
    assert only.startswith(f"tables/{table}: ")
    assert "\n" not in only


@pytest.mark.parametrize("damage", ["torn", "lost"])
def test_what_cannot_be_read_is_no_defect_of_ours(release: Path, tmp_path: Path, damage: str) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    place = copy / "tables" / "agencies.parquet"
    place.write_bytes(b"torn") if damage == "torn" else place.unlink()
    with pytest.raises(InputError, match=r"agencies\.parquet: .*; see what `policyparse verify` says") as said:
        documents_at(copy)
    assert said.value.code == "torn"


def test_sql_names_the_table_that_is_torn(release: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="needs the extra policyparse[sql]")
    from policyparse.release.sql import query

    copy = Path(shutil.copytree(release, tmp_path / "out"))
    (copy / "tables" / "agencies.parquet").write_bytes(b"torn")
    with pytest.raises(InputError, match=r"agencies\.parquet: .*; see what `policyparse verify` says"):
        query("SELECT 1", copy)


@pytest.mark.parametrize(
    ("table", "column", "what"),
    [
        ("inputs", "documents", "adds up to 12, where 6 are counted elsewhere"),
        ("inputs", "size", "are counted elsewhere"),
        ("agency_counts", "responsibilities", "are counted elsewhere"),
        ("agencies", "mention_count", "are counted elsewhere"),
        ("errors", "", "adds up to 2, where 1 are counted elsewhere"),
    ],
)
def test_sums_over_other_tables_are_checked(release: Path, tmp_path: Path, table: str, column: str, what: str) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    part = next((copy / "tables").rglob(f"{table}.parquet"), None) or next((copy / "tables" / table).iterdir())
    rows = pq.read_table(part, partitioning=None)
    if column:
        doubled = [2 * value for value in rows[column].to_pylist()]
        place = rows.schema.get_field_index(column)
        pq.write_table(rows.set_column(place, rows.schema.field(column), [doubled]), part)
    else:
        pq.write_table(pa.concat_tables([rows, rows]), part)
        manifest = json.loads((copy / "manifest.json").read_bytes())
        manifest["tables"][table]["rows"] *= 2
        (copy / "manifest.json").write_text(json.dumps(manifest))
        sign(copy, copy / "manifest.json")
    sign(copy, part)
    (only,) = [problem for problem in verify(copy) if problem.file == f"tables/{table}"]
    assert only.field == column
    assert only.what.endswith(what)


def test_a_column_that_is_not_there_is_no_defect_of_ours(release: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    part = next((copy / "tables" / "inputs").iterdir())
    pq.write_table(pq.read_table(part, partitioning=None).drop_columns(["outcome"]), part)
    sign(copy, part)
    (only,) = said(copy)
    assert only.startswith("tables: a column is not there")


def test_what_is_no_file_in_a_release_is_named_and_not_waited_for(release: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    (copy / "dangling").symlink_to("nowhere")
    (copy / "QUALITY.md").unlink()
    os.mkfifo(copy / "QUALITY.md")
    found = said(copy)
    assert found == [
        "dangling: does not belong to the release",
        "QUALITY.md: this is no file: a pipe, a socket or a device",
    ]


def sign(release: Path, file: Path) -> None:
    """Replace the checksum of a file, so that only its content can give it away."""
    sums, name = release / "SHA256SUMS", file.relative_to(release).as_posix()
    lines = [line for line in sums.read_text().splitlines() if not line.endswith(f"  {name}")]
    lines.append(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {name}")
    sums.write_text("\n".join(lines) + "\n")


def said(release: Path) -> list[str]:
    return [str(problem) for problem in verify(release)]


def test_an_index_says_how_many_there_are_beyond_it(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    total = len(listing(release, 100))
    assert f"<h1>{total} documents<small>" in pages.page_of(release)
    assert "are listed" not in pages.page_of(release)
    monkeypatch.setattr(pages, "MOST", 2)
    shown = pages.page_of(release)
    assert f"<h1>{total} documents<small>" in shown
    assert "the first 2 are listed" in shown
    assert shown.count("<tr>") == 3


def test_sql_explore_and_diff_take_it(release: Path) -> None:
    pytest.importorskip("duckdb", reason="needs the extra policyparse[sql]")
    from policyparse.release.sql import query

    assert query("SELECT count(*) FROM documents", release)[1] == [(6,)]
    rows = listing(release, 10)
    assert [r["targets"] for r in rows] == [1] * 6
    assert rows[0]["document_id"] in page_of(release)
    assert "完善机制" in page_of(release, document=rows[0]["document_id"])
    with pytest.raises(InputError, match="no such document"):
        page_of(release, document="nobody")
    assert compare_releases(documents_at(release), documents_at(release)) == []


@pytest.mark.parametrize("gone", ["tables", "inputs", "given", "documents", "files", "rows"])
def test_a_manifest_that_lacks_something_is_named(release: Path, tmp_path: Path, gone: str) -> None:
    copy = Path(shutil.copytree(release, tmp_path / "out"))
    manifest = json.loads((copy / "manifest.json").read_bytes())
    for part in (manifest, manifest["inputs"], manifest["tables"], manifest["tables"]["targets"]):
        part.pop(gone, None)
    written = json.dumps(manifest).encode()
    (copy / "manifest.json").write_bytes(written)
    sums = (copy / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    kept = [line for line in sums if not line.endswith("  manifest.json")]
    (copy / "SHA256SUMS").write_text(
        "\n".join([*kept, f"{hashlib.sha256(written).hexdigest()}  manifest.json"]) + "\n", encoding="utf-8"
    )
    assert [(p.file, p.what) for p in verify(copy)] == [
        ("manifest.json", "is no manifest of a release; run the corpus again")
    ]
