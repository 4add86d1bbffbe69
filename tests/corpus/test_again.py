"""Run again: what may have passed is tried again, what was damaged is made again, all else stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policyparse.corpus import jobs, shard
from policyparse.corpus.run import Options, Summary, run
from policyparse.release.verify import verify

PLAN = "杭州市人民政府关于做好工作的意见\n一、主要任务\n（一）完善机制。到{0}年完成。（责任单位：市财政局）\n"


@pytest.fixture
def make(tmp_path: Path) -> Callable[[], Summary]:
    (tmp_path / "in").mkdir()
    for number in range(4):
        (tmp_path / "in" / f"plan-{number}.txt").write_text(PLAN.format(2030 + number), encoding="utf-8")
    return lambda: run([str(tmp_path / "in")], str(tmp_path / "out"), Options(engine="inline"))


def test_an_input_that_was_away_is_taken_when_it_is_back(
    make: Callable[[], Summary], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(location: str) -> bytes:
        if "plan-2" in location:
            raise FileNotFoundError(2, "No such file or directory", location)
        return Path(location).read_bytes()

    with monkeypatch.context() as patched:
        patched.setattr(shard, "read_bytes", read)
        assert make().refusals == {"vanished": 1}
    assert make().accepted == 4


@pytest.mark.parametrize(
    ("reason", "again"), [("the process that read it died (signal 9)", True), ("took longer", False)]
)
def test_what_killed_its_process_is_tried_again_but_not_what_hung(
    make: Callable[[], Summary], tmp_path: Path, reason: str, again: bool
) -> None:
    make()
    done = tmp_path / "out.work" / "shards" / "00000" / "done.json"
    done.write_text(done.read_text().replace('"poison": {}', f'"poison": {{"0": "{reason}"}}'))
    before = done.stat().st_ino
    make()
    assert (done.stat().st_ino != before) == again


@pytest.mark.parametrize("table", ["targets", "agencies"])
@pytest.mark.parametrize("damage", ["changed", "lost"])
def test_what_was_damaged_is_made_again(make: Callable[[], Summary], tmp_path: Path, table: str, damage: str) -> None:
    make()
    sums = (tmp_path / "out" / "SHA256SUMS").read_bytes()
    part = tmp_path / "out.work" / "shards" / "00000" / f"{table}.parquet"
    if damage == "lost":
        part.unlink()
    else:  # the release has the same file
        with part.open("r+b") as file:
            file.write(b"XXXX")
    make()
    assert verify(tmp_path / "out") == []
    assert (tmp_path / "out" / "SHA256SUMS").read_bytes() == sums


def test_a_merge_of_this_run_is_whole(tmp_path: Path) -> None:
    assert jobs.Merge("agencies", (), str(tmp_path / "a")).is_whole()
