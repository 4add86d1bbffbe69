"""A release in an object store is checked, asked, shown and compared where it lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import fs

from policyparse.corpus.run import Options, run
from policyparse.records.errors import InputError
from policyparse.release.build import build
from policyparse.release.diff import compare_releases
from policyparse.release.files import Files
from policyparse.release.load import documents_at
from policyparse.release.pages import page_of
from policyparse.release.verify import verify

PLAN = "{0}市人民政府關於做好工作的意見\n一、主要任務\n（一）完善機制。到2025年達到{1}%以上。（責任單位：市財政局）\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with two plans, an empty file, and the release of them on this disk."""
    source = tmp_path / "in"
    source.mkdir()
    for number, place in enumerate("甲乙", start=10):
        (source / f"plan-{number}.txt").write_text(PLAN.format(place, number), encoding="utf-8")
    (source / "empty.txt").write_bytes(b"")
    run([str(source)], str(tmp_path / "local"), Options(engine="inline"))
    return tmp_path


@pytest.fixture
def out(here: Path, store: str) -> str:
    """The same release in a store."""
    place = f"s3://docs/out?{store}"
    run([str(here / "in")], place, Options(engine="inline", work=str(here / "work")))
    return place


def test_it_is_verified(out: str, store: str) -> None:
    assert verify(out) == []
    system, root = fs.FileSystem.from_uri(f"s3://docs/out?{store}")
    with system.open_output_stream(f"{root}/QUALITY.md") as stream:
        stream.write(b"something else")
    with system.open_output_stream(f"{root}/more.txt") as stream:
        stream.write(b"mine")
    system.delete_file(f"{root}/tables/agencies.parquet")
    assert sorted(map(str, verify(out))) == [
        "QUALITY.md: is not the file that SHA256SUMS lists",
        "more.txt: does not belong to the release",
        "tables/agencies.parquet: is missing; run the corpus again",
    ]


def test_its_tables_are_asked(here: Path, out: str) -> None:
    pytest.importorskip("duckdb", reason="needs the extra policyparse[sql]")
    from policyparse.release.sql import query

    for statement in (
        "SELECT outcome, count(*) FROM inputs GROUP BY outcome ORDER BY outcome",
        "SELECT document_id, value, unit FROM targets WHERE value > 10 ORDER BY document_id",
        "SELECT name FROM agencies JOIN agency_counts USING (agency_id) ORDER BY name",
        "DESCRIBE targets",
    ):
        assert query(statement, out) == query(statement, here / "local")
    with pytest.raises(InputError, match="Cannot access file"):
        query(f"SELECT * FROM read_text('{here}/in/plan-10.txt')", out)


def test_it_is_shown_and_compared(here: Path, out: str) -> None:
    local = str(here / "local")
    found = documents_at(out)
    assert [d.document_id for d in found] == [d.document_id for d in documents_at(local)]
    assert compare_releases(found, documents_at(local)) == []
    identifier = found[0].document_id
    assert page_of(out, identifier) == page_of(local, identifier)
    assert "policyparse explore out --document ID" in page_of(out)


def test_a_release_of_one_document_was_copied_there(here: Path, store: str) -> None:
    build([here / "in" / "plan-10.txt"], here / "dist")
    system, root = fs.FileSystem.from_uri(f"s3://docs/dist?{store}")
    fs.copy_files(str(here / "dist"), root, destination_filesystem=system)
    assert verify(f"s3://docs/dist?{store}") == []
    (found,) = documents_at(f"s3://docs/dist?{store}")
    assert found.title == "甲市人民政府关于做好工作的意见"
    assert documents_at(f"s3://docs/dist/documents/{found.document_id}.json?{store}") == [found]


def test_a_store_that_does_not_answer_any_more_is_no_defect_of_ours(out: str) -> None:
    files = Files(out)
    files.system = Silent()  # type: ignore[assignment]
    for ask in (lambda: files.names(), lambda: files.exists("manifest.json")):
        with pytest.raises(InputError, match="no answer; check the network"):
            ask()


class Silent:
    """A store that is gone."""

    def get_file_info(self, asked: object) -> None:
        raise OSError("no answer")


def test_what_is_not_there_is_said(out: str, store: str) -> None:
    for place, words in (("s3://docs/none", "no release in this folder"), ("s3://nobody/out", "no release|bucket")):
        with pytest.raises(InputError, match=words):
            verify(f"{place}?{store}")
        with pytest.raises(InputError, match=words):
            documents_at(f"{place}?{store}")
    for ask in (verify, documents_at, page_of):
        with pytest.raises(InputError, match="names no bucket"):
            ask(f"s3://?{store}")
    with pytest.raises(InputError, match="this is no folder"):
        verify(f"s3://docs/out/manifest.json?{store}")
