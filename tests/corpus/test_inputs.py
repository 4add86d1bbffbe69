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
