"""The same corpus from and to an object store, and on a cluster: the same bytes as on one disk."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from policyparse.corpus import inputs as corpus_inputs
from policyparse.corpus.run import Options, run, status
from policyparse.records.errors import InputError

PLAN = "{0}市人民政府关于做好第{1}项工作的意见\n一、主要任务\n（一）完善机制。到2025年达到{1}%以上。（责任单位：市财政局）\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(12):
        (source / f"plan-{number:02}.txt").write_text(PLAN.format("甲乙丙"[number % 3], number + 10), encoding="utf-8")
    return source


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_inputs, "SMALL_SHARD", 512)


def contents(release: Path) -> dict[str, bytes]:
    """Every file of a release on a disk."""
    return {p.relative_to(release).as_posix(): p.read_bytes() for p in release.rglob("*") if p.is_file()}


def test_from_a_bucket_to_a_bucket(folder: Path, tmp_path: Path, store: str) -> None:
    from pyarrow import fs

    run([str(folder)], str(tmp_path / "local"), Options(engine="inline"))
    system, root = fs.FileSystem.from_uri(f"s3://docs?{store}")
    for path in folder.iterdir():
        with system.open_output_stream(f"{root}/in/{path.name}") as stream:
            stream.write(path.read_bytes())
    options = Options(engine="inline", work=str(tmp_path / "work"))
    summary = run([f"s3://docs/in?{store}"], f"s3://docs/out?{store}", options)
    assert summary.accepted == 12
    found = system.get_file_info(fs.FileSelector(f"{root}/out", recursive=True))
    stored = {i.path.split("/out/", 1)[1]: system.open_input_file(i.path).read() for i in found if i.is_file}
    assert stored == contents(tmp_path / "local")


ODD = ("计划 1.txt", "100%.txt", "a?b.txt", "a#b.txt", "a+b.txt", "[x].txt", "x&y=1.txt", "a\\b.txt", "%41.txt")


def test_objects_may_be_called_anything(tmp_path: Path, store: str) -> None:
    from pyarrow import fs

    system, root = fs.FileSystem.from_uri(f"s3://docs?{store}")
    for number, name in enumerate(ODD):
        with system.open_output_stream(f"{root}/计划 2023/{name}") as stream:
            stream.write(PLAN.format("甲", number + 10).encode())
    done = run([f"s3://docs/计划 2023?{store}"], str(tmp_path / "out"), Options(engine="inline"))
    assert (done.accepted, done.refusals) == (len(ODD), {})
    names = pq.read_table(tmp_path / "out" / "tables" / "inputs", partitioning=None)["source_name"].to_pylist()
    assert sorted(names) == sorted(ODD)


def test_what_else_lies_in_a_bucket_is_left_alone(folder: Path, tmp_path: Path, store: str) -> None:
    from pyarrow import fs

    system, root = fs.FileSystem.from_uri(f"s3://docs?{store}")
    for name in ("other/mine.txt", "mixed/tables/mine.txt", "file"):
        with system.open_output_stream(f"{root}/{name}") as stream:
            stream.write(b"precious")
    work = tmp_path / "work"
    for out in ("s3://docs", "s3://docs/other", "s3://docs/mixed", "s3://docs/file", "s3://docs/file/"):
        with pytest.raises(InputError, match=r"no part of a release|this is not a release"):
            run([str(folder)], f"{out}?{store}", Options(engine="inline", work=str(work)))
    for out, words in (("s3://nobody/out", "no such bucket"), ("s3://", "names no bucket")):
        with pytest.raises(InputError, match=words):
            run([str(folder)], f"{out}?{store}", Options(engine="inline", work=str(work)))
    assert not work.exists()
    assert system.open_input_file(f"{root}/other/mine.txt").read() == b"precious"


def test_a_second_release_takes_the_place_of_the_first(folder: Path, tmp_path: Path, store: str) -> None:
    from pyarrow import fs

    out, options = f"s3://docs/out/?{store}", Options(engine="inline", work=str(tmp_path / "work"))
    run([str(folder)], out, options)
    for path in sorted(folder.iterdir())[1:]:
        path.unlink()
    assert run([str(folder)], out, options).accepted == 1
    assert status(out, str(tmp_path / "work"))["published"]
    run([str(folder)], str(tmp_path / "local"), Options(engine="inline"))
    system, root = fs.FileSystem.from_uri(f"s3://docs?{store}")
    found = system.get_file_info(fs.FileSelector(f"{root}/out", recursive=True))
    assert sorted(i.path.split("/out/", 1)[1] for i in found if i.is_file) == sorted(contents(tmp_path / "local"))


def test_an_upload_that_stops_leaves_no_new_manifest(
    folder: Path, tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyarrow import fs

    system, root = fs.FileSystem.from_uri(f"s3://docs?{store}")
    whole = fs.copy_files
    copied: list[str] = []

    def copy(source: str, destination: str, **options: object) -> None:
        if len(copied) == 5:
            raise OSError(28, "No space left on device")
        copied.append(destination)
        whole(source, destination, **options)

    monkeypatch.setattr(fs, "copy_files", copy)
    with pytest.raises(ValueError, match="No space"):
        run([str(folder)], f"s3://docs/out?{store}", Options(engine="inline", work=str(tmp_path / "work")))
    assert not system.get_file_info(f"{root}/out/manifest.json").is_file


def test_ray_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray.data", reason="the engine needs the extra policyparse[ray]")
    run([str(folder)], str(tmp_path / "local"), Options(engine="processes"))
    run([str(folder)], str(tmp_path / "ray"), Options(engine="ray", workers=2))
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")
