"""A sound release passes; whatever is moved, missing or strange in one is named with its file, record and field."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from check_release import check
from releases import edit_json, parsed, rewrite, write_release
from sample_document import sample

from policyparse import assemble
from policyparse.records.contents import opened
from policyparse.records.document import Document
from policyparse.records.errors import InputError
from policyparse.release.laws import breaches, last_day, record_name
from policyparse.release.verify import verify

ARRAYS = ("sections", "measures", "segments", "clauses", "responsibilities", "targets", "edits", "notices", "alignment")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("sound") / "dist", parsed(sample(), sample("other.txt", "臨河市")))


@pytest.fixture
def release(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "dist"))


def offsets() -> Iterator[tuple[str, int, str]]:
    """Every offset of the document: table, row, field."""
    fields = sample()
    for table in ARRAYS:
        for index, row in enumerate(fields[table]):
            for field, value in row.items():
                if field.endswith(("_start", "_end")) and value is not None:
                    yield table, index, field


def test_a_sound_release_has_no_problem(sound: Path) -> None:
    assert verify(sound) == []
    checked, wrong = check(sound)
    assert checked > 100
    assert wrong == []


def some_offsets(step: int) -> list[tuple[str, int, str]]:
    """All offsets where time is no matter, else a different fifth of them for each step."""
    found = list(offsets())
    return found if os.environ.get("POLICYPARSE_SLOW") == "1" else found[step % 3 :: 5]


@pytest.mark.parametrize("step", [1, -1])
def test_every_offset_that_is_moved_is_named(release: Path, step: int) -> None:
    whole = (release / "documents/plan.json").read_bytes()
    for table, index, field in some_offsets(step):

        def move(value: Any, table: str = table, index: int = index, field: str = field) -> None:
            value[table][index][field] += step

        edit_json(release, "plan", move)
        row = sample()[table][index]
        name, shown = f"alignment[{index}]" if table == "alignment" else record_name(table, row), field
        if row[field] + step < 0:  # the schema says so before the laws do
            name, shown = f"{table}/{index}/{field}", ""
        named = {(p.record, p.field) for p in verify(release) if p.file == "documents/plan.json"}
        assert (name, shown) in named, (table, index, field, named)
        rewrite(release, "documents/plan.json", whole)
    assert verify(release) == []


def test_the_document_alone_gives_moved_offsets_away() -> None:
    """Without a second form to compare with: the laws hold every offset but those that only the outline knows."""
    missed = []
    for table, index, field in offsets():
        fields = Document.model_validate(sample()).model_dump(mode="json")
        fields[table][index][field] += 1
        if not list(breaches(fields)):
            missed.append((table, field))
    assert missed == []


def test_the_independent_check_finds_a_moved_offset(release: Path) -> None:
    def move(value: Any) -> None:
        value["targets"][0]["text_start"] += 1

    edit_json(release, "plan", move)
    assert any("plan/一.（一）#t1 text_start" in w for w in check(release)[1])


def test_a_moved_offset_is_said_in_one_line(release: Path) -> None:
    def move(value: Any) -> None:
        value["responsibilities"][0]["text_start"] += 1

    edit_json(release, "plan", move)
    lines = [str(p) for p in verify(release)]
    assert any(line.startswith("documents/plan.json: plan/一.（一）#r1, text_start: is ") for line in lines)


@pytest.mark.parametrize(
    ("file", "what"),
    [
        ("manifest.json", "is missing"),
        ("SHA256SUMS", "is missing"),
        ("documents/plan.json", "is missing"),
        ("documents/plan.yaml", "is missing"),
        ("tables/targets.parquet", "is missing"),
        ("README.md", "is missing"),
    ],
)
def test_a_missing_file_is_named(release: Path, file: str, what: str) -> None:
    (release / file).unlink()
    assert any(p.file == file and p.what.startswith(what) for p in verify(release))


def test_a_file_too_many_is_named(release: Path) -> None:
    (release / "documents/stray.json").write_text("{}")
    assert ("documents/stray.json", "does not belong to the release") in {(p.file, p.what) for p in verify(release)}


@pytest.mark.parametrize(
    "file", ["manifest.json", "documents/plan.json", "documents/plan.yaml", "tables/targets.parquet"]
)
@pytest.mark.parametrize("content", [b"", b"[1, 2", b"\xff\xfe\x00", b"{}", b"[" * 100_000])
def test_a_spoiled_file_is_named(release: Path, file: str, content: bytes) -> None:
    rewrite(release, file, content)
    assert file in {p.file for p in verify(release)}


def test_a_flipped_byte_is_found_by_its_checksum(release: Path) -> None:
    data = bytearray((release / "README.md").read_bytes())
    data[0] ^= 1
    (release / "README.md").write_bytes(bytes(data))
    assert [str(p) for p in verify(release)] == ["README.md: is not the file that SHA256SUMS lists"]


def test_a_changed_cell_of_a_table_is_named(release: Path) -> None:
    path = release / "tables/measures.parquet"
    table = pq.read_table(path)
    rows = table.to_pylist()
    rows[0]["label"] = "（九）"
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    rewrite(release, "tables/measures.parquet", path.read_bytes())
    said = {str(p) for p in verify(release)}
    assert any("tables/measures.parquet: other/一.（一）, label: is '（九）'" in line for line in said)
    assert "tables/measures.parquet: its rows are not those of the manifest's hash" in said


def test_a_row_too_few_is_named(release: Path) -> None:
    path = release / "tables/targets.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)
    assert any(p.file == "tables/targets.parquet" and "has 3 rows" in p.what for p in verify(release))


def test_wrong_columns_are_named(release: Path) -> None:
    path = release / "tables/targets.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["value"]), path)
    assert any("its columns are not those of the schema" in p.what for p in verify(release))


@pytest.mark.parametrize(
    ("change", "record", "field"),
    [
        (lambda v: v["segments"].pop(), "plan", "segments"),
        (lambda v: v["sections"][0].update(position=2), "plan/一", "position"),
        (lambda v: v["measures"][1].update(section_id="plan/九"), "plan/一.（二）", "section_id"),
        (lambda v: v["targets"][0].update(baseline_id="plan#t9"), "plan/一.（一）#t1", "baseline_id"),
        (lambda v: v["agencies"][0].update(mention_count=7), "330100/finance", "mention_count"),
        (lambda v: v["agency_names"][0].update(mention_count=7), "330100/finance 市財政局", "mention_count"),
        (lambda v: v.update(character_count=1), "plan", "character_count"),
        (lambda v: v["edits"].pop(), "plan", "edits"),
        (lambda v: v["edits"].reverse(), "plan", "edits"),
        (lambda v: v["alignment"].pop(), "plan", "alignment"),
        (lambda v: v["measures"].append(v["measures"][0]), "plan/一.（一）", "measure_id"),
        (lambda v: v["clauses"][0].update(document_id="x"), "plan/一.（一）#c1", "document_id"),
        (lambda v: v["targets"][0].update(indicator_end=None), "plan/一.（一）#t1", "indicator_start"),
        (lambda v: v["responsibilities"][0].update(text_start=0), "plan/一.（一）#r1", "text_start"),
        (lambda v: v["segments"][1].update(position=7), "plan#s7", "position"),
        (
            lambda v: v["measures"][0].update(text_start=0, text=v["text"][0 : v["measures"][0]["text_end"]]),
            "plan/一.（一）",
            "text_start",
        ),
        (lambda v: v["targets"][0].update(evidence="压縮"), "plan/一.（一）#t1", "text_start"),
        (lambda v: v["measures"][0].update(heading="不在文中"), "plan/一.（一）", "heading"),
        (lambda v: v["sections"][0].update(heading="不在文中"), "plan/一", "heading"),
        (lambda v: v["responsibilities"][0].update(measure_id="plan/一.（二）"), "plan/一.（一）#r1", "measure_id"),
        (lambda v: v["responsibilities"][0].update(section_id=None), "plan/一.（一）#r1", "section_id"),
        (lambda v: v["targets"][0].update(path="一/（二）"), "plan/一.（一）#t1", "path"),
        (lambda v: v["targets"][0].update(deadline_date="2031-01-01"), "plan/一.（一）#t1", "deadline_date"),
        (lambda v: v["targets"][0].update(deadline="2025-Q9"), "plan/一.（一）#t1", "deadline"),
    ],
)
def test_each_law_names_what_breaks_it(release: Path, change: Any, record: str, field: str) -> None:
    edit_json(release, "plan", change)
    assert ("documents/plan.json", record, field) in {(p.file, p.record, p.field) for p in verify(release)}


def test_a_list_of_checksums_that_is_none_is_named_by_its_lines(release: Path) -> None:
    (release / "SHA256SUMS").write_text("hello\n", encoding="utf-8")
    said = [str(p) for p in verify(release)]
    assert said[0] == "SHA256SUMS: line 1: is no checksum and name of a file"
    assert not any(line.startswith(":") for line in said)


def test_what_the_manifest_says_is_held(release: Path) -> None:
    manifest = json.loads((release / "manifest.json").read_bytes())
    manifest["inputs"]["given"] = 9
    manifest["sources"][0]["documents"] = ["gone"]
    rewrite(release, "manifest.json", json.dumps(manifest).encode())
    said = {str(p) for p in verify(release)}
    assert "manifest.json: inputs, given: accepted + refused + duplicate differ" in said
    assert "manifest.json: sources, gone: is not in documents/" in said
    assert "manifest.json: sources, plan: is not in the manifest" in said


def test_a_file_that_cannot_be_read_is_named(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: str) -> BinaryIO:
        if path.endswith("README.md"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path)

    monkeypatch.setattr("policyparse.release.files.opened", denied)
    assert [str(p) for p in verify(release)] == ["README.md: Permission denied"]


def test_a_document_under_another_name_is_named(release: Path) -> None:
    edit_json(release, "plan", lambda v: v.update(document_id="plot"))
    assert ("documents/plan.json", "plan", "document_id") in {(p.file, p.record, p.field) for p in verify(release)}


def test_a_row_of_errors_too_many_is_named(release: Path) -> None:
    path = release / "tables/errors.parquet"
    schema = pq.read_schema(path)
    row = {"source_name": "x", "source_sha256": None, "stage": "read", "code": "empty", "message": "m"}
    pq.write_table(pa.Table.from_pylist([row], schema=schema), path)
    assert any("has not one row for each refused input" in p.what for p in verify(release))


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no release in this folder"):
        verify(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        verify(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="this is no folder"):
        verify(tmp_path / "file")


def test_a_wrong_reckoning_of_last_days_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check has its own: one that asked the same function would agree with whatever it says."""
    monkeypatch.setattr(assemble, "last_day", lambda deadline: deadline and date(2025, 12, 30))
    assert ("plan/一.（一）#t1", "deadline_date") in {(b.record, b.field) for b in breaches(sample())}


def test_both_reckonings_of_last_days_agree() -> None:
    parts = ("", "-H1", "-H2", *(f"-Q{n}" for n in range(1, 5)), *(f"-{n:02}" for n in range(1, 13)), "-02-28")
    for deadline in (f"{year}{part}" for year in range(1949, 2101) for part in parts):
        assert last_day(deadline) == assemble.last_day(deadline), deadline


@pytest.mark.parametrize(
    "written", ["", "25", "2025-", "2025-6", "2025-00", "2025-13", "2025-02-30", "2025-Q5", "2025-H3"]
)
def test_what_is_no_deadline_has_no_last_day(written: str) -> None:
    with pytest.raises(ValueError, match=r"deadline|day is out of range"):
        last_day(written)
