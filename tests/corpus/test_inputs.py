"""Which files a corpus is made of, whatever they are called and wherever links lead."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from policyparse.corpus import inputs
from policyparse.corpus.inputs import Entry, entries, shards_for
from policyparse.corpus.run import Options, run
from policyparse.records.errors import InputError

TEXT = "杭州市人民政府关于做好工作的意见\n一、主要任务\n（一）完善机制。到{0}年完成。（责任单位：市财政局）\n"
NAMES = ("a\u2028b.txt", "c\x0cd\x1ce.txt", "f\tg\nh\\n.txt", "-.txt", "计划.txt")


def test_names_may_hold_anything(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number, name in enumerate(NAMES):
        (source / name).write_text(TEXT.format(2030 + number), encoding="utf-8")
    with open(os.fsencode(source) + b"/bad\xff.txt", "wb") as file:
        file.write(TEXT.format(2040).encode())
    summary = run([str(source)], str(tmp_path / "out"), Options(engine="inline"))
    assert summary.accepted == len(NAMES) + 1
    rows = pq.read_table(tmp_path / "out" / "tables" / "inputs", partitioning=None).to_pylist()
    assert {row["source_name"] for row in rows} == {*NAMES, "bad?.txt"}


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_is_a_line_and_comes_back(name: str) -> None:
    entry = Entry(f"/in/{name}", name, 5, None, "gone")
    assert entry.line().count("\n") == 0
    assert Entry.of(entry.line() + "\n") == entry


def test_links_are_followed_but_not_in_circles_and_a_broken_one_is_an_input(tmp_path: Path) -> None:
    source, other = tmp_path / "in", tmp_path / "other"
    (source / "deep").mkdir(parents=True)
    other.mkdir()
    (other / "one.txt").write_text("一", encoding="utf-8")
    (source / "deep" / "around").symlink_to(source)
    (source / "itself").symlink_to(source)
    (source / "beside").symlink_to(other)
    (source / "broken.txt").symlink_to(source / "nowhere")
    (source / ".hidden").write_text("x", encoding="utf-8")
    os.mkfifo(source / "pipe")
    found = {entry.name: entry.problem for entry in entries([str(source)])}
    assert found.keys() == {"beside/one.txt", "broken.txt", "pipe"}
    assert found["beside/one.txt"] is None
    assert found["broken.txt"]
    assert found["pipe"] == "this is no file: a pipe, a socket or a device"


def test_links_that_lead_to_one_another_hide_no_file_beside_them(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    for name in ("a.txt", "m.txt", "z.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = {entry.name: entry.problem for entry in entries([str(tmp_path)])}
    assert found.keys() == {"one", "other", "a.txt", "m.txt", "z.txt"}
    assert sorted(map(bool, found.values())) == [False, False, False, True, True]
    assert all((found["one"], found["other"]))


def test_links_across_two_folders_are_followed_once(tmp_path: Path) -> None:
    for here, there in (("a", "b"), ("b", "a")):
        (tmp_path / here).mkdir()
        (tmp_path / here / f"{here}.txt").write_text(here, encoding="utf-8")
        (tmp_path / here / "over").symlink_to(tmp_path / there)
    found = {entry.name for entry in entries([str(tmp_path)])}
    assert found == {"a/a.txt", "b/b.txt", "a/over/b.txt", "b/over/a.txt"}


def test_folders_that_all_lead_to_one_another_come_to_an_end(tmp_path: Path) -> None:
    """There are more ways through twelve of them than could be walked in a year."""
    for here in range(12):
        (tmp_path / f"{here:02}").mkdir()
        (tmp_path / f"{here:02}" / "a.txt").write_text(str(here))
        for there in range(12):
            (tmp_path / f"{here:02}" / f"to-{there:02}").symlink_to(f"../{there:02}")
    found = [entry.name for entry in entries([str(tmp_path)])]
    assert len(found) == len(set(found)) <= 12 * 12 + 12
    assert {f"{here:02}/a.txt" for here in range(12)} < set(found)
    assert {f"{here:02}/to-{there:02}/a.txt" for here in range(12) for there in range(12) if here != there} < set(found)


def test_a_list_names_locations_of_every_kind(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/a.txt", "in/deep/b.txt", "alone.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    names = tmp_path / "计划.list"
    names.write_text(
        f"# this year's\n{tmp_path}/in\n\n{tmp_path}/alone.txt\n{(tmp_path / 'in').as_uri()}\n", encoding="utf-8"
    )
    found = list(entries([f"@{names}"]))
    assert sorted(entry.name for entry in found) == ["a.txt", "a.txt", "alone.txt", "deep/b.txt", "deep/b.txt"]
    assert all(inputs.read_bytes(entry.location) for entry in found)
    assert len({entry.sha256 for entry in found}) == 3  # a file is the same by path and by URI


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "no text"])
def test_a_list_that_cannot_be_read_is_said(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "names").write_bytes(content)
    with pytest.raises(InputError, match="the list cannot be read"):
        list(entries([f"@{tmp_path}/names"]))


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    file = tmp_path / "计划.txt"
    file.write_text("一", encoding="utf-8")
    here, stored = entries([str(file), file.as_uri()])
    assert (here.name, stored.name) == ("计划.txt", "计划.txt")
    assert here.sha256 == stored.sha256
    assert here.size == stored.size == 3


@pytest.mark.parametrize("uri", [False, True])
def test_a_location_that_is_not_there_is_said(tmp_path: Path, uri: bool) -> None:
    where = tmp_path / "none"
    with pytest.raises(InputError, match="no such file or folder"):
        list(entries([where.as_uri() if uri else str(where)]))


def test_a_store_that_nobody_knows_is_said() -> None:
    with pytest.raises(InputError, match="s3://bucket/folder"):
        list(entries(["gopher://example.org/plans"]))


def test_a_folder_that_may_not_be_read_is_an_input_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "closed").mkdir()
    (tmp_path / "open" / "a.txt").write_text("一", encoding="utf-8")
    real = os.scandir

    def scandir(folder: str) -> object:
        if folder.endswith("closed"):
            raise PermissionError(13, "Permission denied", folder)
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    found = {entry.name: entry.problem for entry in entries([str(tmp_path)])}
    assert found == {"open/a.txt": None, "closed": "Permission denied"}


def test_an_object_that_cannot_be_fetched_is_an_input_with_its_reason(tmp_path: Path) -> None:
    class Store:
        def open_input_stream(self, path: str, compression: None) -> object:
            raise OSError("When reading: slow down")

    class Info:
        path, size = "bucket/a.txt", 7

    found = inputs._fetched(Store(), Info(), "a.txt", "s3://bucket?region=cn-north-1")  # type: ignore[arg-type]
    assert found == Entry("s3://bucket/a.txt?region=cn-north-1", "a.txt", 7, None, "When reading: slow down")


def test_a_small_corpus_is_cut_into_enough_shards_for_several_workers() -> None:
    assert [shards_for(size) for size in (0, 1, 600_000)] == [1, 1, 2]
    assert shards_for(18_000_000) == inputs.FEW
    assert shards_for(400 << 20) == 100
    assert shards_for(64 << 30) == inputs.MANY
    assert shards_for(128 << 30) == 2 * inputs.MANY


def test_whoever_plans_loads_neither_parser_nor_arrow() -> None:
    heavy = ("pyarrow", "numpy", "pydantic", "policyparse.pipeline")
    code = f"import sys, policyparse.corpus.run; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_line_of_a_list_that_leads_nowhere_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT.format(2030), encoding="utf-8")
    (tmp_path / "names").write_text(f"{tmp_path}/one.txt\n{tmp_path}/gone.txt\n", encoding="utf-8")
    done = run([f"@{tmp_path}/names"], str(tmp_path / "out"), Options(engine="inline"))
    assert (done.inputs, done.accepted, done.refusals) == (2, 1, {"unreadable": 1})
    with pytest.raises(InputError, match="no such file or folder"):
        list(entries([f"{tmp_path}/gone.txt"]))


@pytest.mark.parametrize(("out", "work"), [("in/out", None), ("in/deep/out", None), ("out", "in/work"), ("in", None)])
def test_nothing_is_written_where_inputs_are_read(tmp_path: Path, out: str, work: str | None) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "one.txt").write_text(TEXT.format(2030), encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match="in, which is read; name a place beside it"):
        run([str(tmp_path / "in")], str(tmp_path / out), Options(engine="inline", work=work and str(tmp_path / work)))
    assert sorted(tmp_path.rglob("*")) == before
