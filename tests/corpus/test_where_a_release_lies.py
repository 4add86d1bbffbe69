"""Places are looked at before anything is done: nothing that is not ours is swept, and no run fails at its end for its place."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from policyparse.corpus import places
from policyparse.corpus.inputs import entries
from policyparse.corpus.run import Options, run, status
from policyparse.records.errors import InputError
from policyparse.release import swap
from policyparse.release.stored import stored
from policyparse.release.verify import verify

PLAN = "杭州市人民政府关于做好工作的意见\n一、主要任务\n（一）完善机制。到2030年完成。（责任单位：市财政局）\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(out: str = "out", work: str | None = None, inputs: str = "in") -> None:
    run([inputs], out, Options(engine="inline", work=work))


@pytest.mark.parametrize(
    ("out", "work", "words"),
    [
        ("release", ".", "would lie in one another"),
        ("w/out", "w", "would lie in one another"),
        ("out", "out/work", "would lie in one another"),
        ("w", "w", "would lie in one another"),
        ("out", "mine", "holds other things"),
        ("mine", None, "this is not a release"),
        ("mine/file/out", "w", "nothing can be written"),
    ],
)
def test_what_is_no_place_of_ours_is_refused_and_left_as_it_is(
    here: Path, out: str, work: str | None, words: str
) -> None:
    (here / "mine" / "release").mkdir(parents=True)
    (here / "mine" / "file").write_text("precious")
    before = sorted(here.rglob("*"))
    with pytest.raises(InputError, match=words):
        make(out, work)
    assert sorted(here.rglob("*")) == before


def test_a_work_folder_may_be_empty_and_is_known_again_after_a_move(here: Path) -> None:
    (here / "w").mkdir()
    make(work="w")
    (here / "w").rename(here / "elsewhere")
    before = (here / "elsewhere" / "shards" / "00000" / "done.json").stat().st_mtime_ns
    make(work="elsewhere")
    assert (here / "elsewhere" / "shards" / "00000" / "done.json").stat().st_mtime_ns == before


def test_a_folder_where_nothing_can_be_written_is_said_before_the_work(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "shut").mkdir()
    monkeypatch.setattr(places.os, "access", lambda path, mode: not str(path).endswith("shut"))
    with pytest.raises(InputError, match="shut nothing can be written; name another place"):
        make("shut/deep/out", "w")
    assert not (here / "w").exists()


def test_a_file_system_of_its_own_cannot_be_exchanged(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places.os.path, "ismount", lambda path: path == "out")
    with pytest.raises(InputError, match="name a folder in it"):
        make()


def test_a_link_is_followed_to_the_release(here: Path) -> None:
    (here / "real").mkdir()
    (here / "link").symlink_to("real")
    (here / "dangling").symlink_to("later")
    for name in ("link", "link", "dangling"):
        make(name)
        assert (here / name).is_symlink()
        assert verify(here / name) == []
    assert (here / "later" / "manifest.json").is_file()


@pytest.mark.parametrize("older", [False, True])
def test_the_work_may_lie_on_another_file_system(here: Path, monkeypatch: pytest.MonkeyPatch, older: bool) -> None:
    exchange = swap._exchange

    def apart(folder: Path, target: Path) -> None:
        if folder.parent != target.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(folder))
        exchange(folder, target)

    if older:
        make()
        (here / "in" / "plan.txt").write_text(PLAN.replace("2030", "2031"), encoding="utf-8")
    monkeypatch.setattr(swap, "_exchange", apart)
    make(work="far/work")
    assert verify(here / "out") == []
    (found,) = stored(here / "out")
    assert ("2031" in found["text"]) == older
    assert not [p for p in here.iterdir() if p.name.startswith(".tmp-")]


def test_a_disk_that_fails_is_not_taken_for_another(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(swap, "_exchange", full)
    with pytest.raises(InputError, match="No space left"):
        make()


def test_a_file_uri_is_a_path_like_any_other(here: Path) -> None:
    (here / "in").rename(here / "计划 100%")
    make((here / "out").as_uri(), inputs=(here / "计划 100%").as_uri())
    assert verify(here / "out") == []
    assert status((here / "out").as_uri())["published"]


def test_a_name_that_is_empty_is_not_this_folder() -> None:
    with pytest.raises(InputError, match="one of them is empty"):
        make(inputs="")


@pytest.mark.parametrize(
    ("out", "work"),
    [("s3://bucket/deep/plans/?region=x&a=b", "plans.work"), ("s3://key:word@bucket?region=x", "bucket.work")],
)
def test_the_work_for_a_store_lies_here_without_its_options(out: str, work: str) -> None:
    assert places.work_beside(out) == work


def test_a_bucket_is_around_what_lies_in_it(here: Path) -> None:
    for out in ("s3://docs/in/out?region=x", "s3://key:word@docs/in"):
        with pytest.raises(InputError, match="lies in s3://docs/in, which is read"):
            places.refuse_inside("s3://docs/in/?region=y", [out])
    places.refuse_inside("s3://docs/in", ["s3://docs/inside", "out"])


def test_status_knows_whose_release_it_is(here: Path) -> None:
    make()
    assert status("out")["published"]
    (here / "in" / "second.txt").write_text(PLAN.replace("2030", "2031"), encoding="utf-8")
    make("other", work="w")
    assert not status("out", "w")["published"]
    done = here / "w" / "shards" / "00000" / "done.json"
    for content in ("{cut", "[1]", "{}", '{"accepted": null}'):
        done.write_text(content)
        assert status("other", "w")["done"] == 0
    os.rename(here / "w" / "inventory", here / "w" / "inventory.new")
    with pytest.raises(InputError, match="being listed"):
        status("other", "w")


def test_a_key_in_a_uri_is_not_shown(here: Path) -> None:
    (here / "names.txt").write_text("s3://key:pass/word@/x\nin/plan.txt\n", encoding="utf-8")
    with pytest.raises(InputError) as said:
        list(entries(["xx://key:pass/word@bucket/in"]))
    assert str(said.value).startswith("xx://key:…@bucket/in: ")
    assert "word" not in str(said.value)
    (wrong,) = [entry for entry in entries(["@names.txt"]) if entry.problem]
    assert wrong.name == "s3://key:…@/x"
    assert "word" not in str(wrong.problem)
