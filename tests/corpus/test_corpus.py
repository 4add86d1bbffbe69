"""Many documents: sums add up, the same bytes however it was run, a bad document costs only itself."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from policyparse.assemble import Tabled
from policyparse.corpus import inputs as corpus_inputs
from policyparse.corpus import near
from policyparse.corpus import publish as publishing
from policyparse.corpus.rows import SIGNATURES
from policyparse.corpus.run import Options, run, status
from policyparse.corpus.shard import Limits
from policyparse.records.errors import InputError

SLOW = bool(os.environ.get("POLICYPARSE_SLOW"))
PLAN = """{place}人民政府关于优化营商环境的实施意见
一、总体要求
坚持问题导向，到{year}年底前企业开办时间压缩至{days}个工作日以内。
二、重点任务
（一）提升开办企业服务水平。推行全程网办，办理时间压缩至{days}个工作日。（责任单位：市市场监管局、市公安局）
（二）优化纳税服务。新增便民服务点{days}个以上。（市税务局牵头，市财政局配合）
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small corpus: 24 plans, one of them twice, an empty file, a binary, a name with odd characters."""
    source = tmp_path / "in"
    for number in range(24):
        place = ("杭州市", "成都市", "武汉市")[number % 3]
        path = source / f"{number % 3}" / f"plan-{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAN.format(place=place, year=2020 + number % 5, days=number + 1), encoding="utf-8")
    shutil.copy(source / "0" / "plan-00.txt", source / "again.txt")
    (source / "empty.txt").write_bytes(b"")
    (source / "binary.txt").write_bytes(b"\x7fELF" + bytes(range(256)) * 9)
    (source / "odd\tname\n.txt").write_text(PLAN.format(place="长沙市", year=2024, days=99), encoding="utf-8")
    return source


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several shards even for a small corpus."""
    monkeypatch.setattr(corpus_inputs, "SMALL_SHARD", 2048)


def digest(release: Path) -> str:
    """One digest over all files of a release."""
    total = hashlib.sha256()
    for path in sorted(p for p in release.rglob("*") if p.is_file()):
        total.update(path.relative_to(release).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def made(source: Path, out: Path, **options: object) -> str:
    run([str(source)], str(out), Options(**options))  # type: ignore[arg-type]
    return digest(out)


def test_inputs_add_up_and_the_bad_ones_are_rows(folder: Path, tmp_path: Path) -> None:
    summary = run([str(folder)], str(tmp_path / "out"), Options(engine="inline"))
    assert (summary.inputs, summary.accepted, summary.refused, summary.duplicate) == (28, 25, 2, 1)
    errors = pq.read_table(tmp_path / "out" / "tables" / "errors").to_pylist()
    assert {e["source_name"]: e["code"] for e in errors}.keys() == {"empty.txt", "binary.txt"}
    assert all(e["message"].startswith(e["source_name"]) for e in errors)
    inputs = pq.read_table(tmp_path / "out" / "tables" / "inputs").to_pylist()
    assert len(inputs) == summary.inputs
    assert {i["duplicate_of"] for i in inputs if i["outcome"] == "duplicate"} <= {"0/plan-00.txt", "again.txt"}


def test_same_bytes_with_any_engine_number_of_workers_and_order(folder: Path, tmp_path: Path) -> None:
    digests = {
        made(folder, tmp_path / "a", engine="inline"),
        made(folder, tmp_path / "b", engine="processes", workers=1),
        made(folder, tmp_path / "c", engine="processes", workers=4),
    }
    listing = tmp_path / "list.txt"
    parts = [str(p) for p in sorted(folder.iterdir(), reverse=True)]
    listing.write_text("".join(p + "\n" for p in parts if "\n" not in p), encoding="utf-8")
    assert len(digests) == 1


def test_a_second_run_writes_nothing_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = made(folder, out, engine="inline")
    shards = tmp_path / "out.work" / "shards"
    before = {p: p.stat().st_mtime_ns for p in shards.rglob("*.parquet")}
    assert made(folder, out, engine="inline") == first
    assert {p: p.stat().st_mtime_ns for p in shards.rglob("*.parquet")} == before


def test_a_changed_input_makes_only_its_own_shards_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made(folder, out, engine="inline")
    (folder / "1" / "plan-01.txt").write_text(PLAN.format(place="西安市", year=2025, days=77), encoding="utf-8")
    changed = made(folder, out, engine="inline")
    assert made(folder, tmp_path / "fresh", engine="inline") == changed


def test_a_document_that_kills_its_process_costs_only_itself(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYPARSE_TEST_DIE_ON", "plan-05")
    (tmp_path / "sitecustomize.py").write_text(_DYING, encoding="utf-8")
    code = _RUN.format(source=str(folder), out=str(tmp_path / "out"))
    environment = {**os.environ, "PYTHONPATH": _first(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=300)
    errors = pq.read_table(tmp_path / "out" / "tables" / "errors").to_pylist()
    lost = [e for e in errors if e["code"] == "worker-lost"]
    assert [e["source_name"].endswith("plan-05.txt") for e in lost] == [True]
    assert "signal 9" in lost[0]["message"]


def test_a_document_that_hangs_its_process_costs_only_itself(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(_DYING, encoding="utf-8")
    code = _RUN.format(source=str(folder), out=str(tmp_path / "out")).replace(
        "Options(workers=2)", "Options(workers=2, limits=Limits(seconds=3))"
    )
    environment = {**os.environ, "PYTHONPATH": _first(tmp_path), "POLICYPARSE_TEST_HANG_ON": "plan-07"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=300)
    errors = pq.read_table(tmp_path / "out" / "tables" / "errors").to_pylist()
    lost = [e for e in errors if e["code"] == "worker-lost"]
    assert [e["source_name"].endswith("plan-07.txt") for e in lost] == [True]
    assert "did not stop" in lost[0]["message"]


@pytest.mark.parametrize("size", [0, 500, 2_000, 6_000, 20_000])
def test_a_full_disk_leaves_the_old_release_and_the_next_run_succeeds(folder: Path, tmp_path: Path, size: int) -> None:
    out = tmp_path / "out"
    old = made(folder, out, engine="inline")
    (folder / "new.txt").write_text(PLAN.format(place="西安市", year=2025, days=77), encoding="utf-8")
    full = f"import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
    code = full + _RUN.format(source=str(folder), out=str(out)).replace("workers=2", 'engine="inline"')
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        assert "run again" in done.stderr.strip().splitlines()[-1], done.stderr
        assert digest(out) == old
    assert made(folder, out, engine="inline") == made(folder, tmp_path / "fresh", engine="inline")


def test_a_disk_that_is_full_for_a_worker_is_said_in_one_line(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    full = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))\n"
    code = full + _RUN.format(source=str(folder), out=str(out))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)
    assert "then run again: what is done stays" in done.stderr.strip().splitlines()[-1]
    assert not out.exists()
    assert made(folder, out) == made(folder, tmp_path / "fresh", engine="inline")


def test_levels_of_merges_give_the_same_bytes(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = made(folder, tmp_path / "once", engine="inline")
    monkeypatch.setattr(publishing, "FAN_IN", 2)
    assert made(folder, tmp_path / "levels", engine="inline") == once


def _first(folder: Path) -> str:
    """The path of modules with `folder` before all others."""
    return os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))


_DYING = """
import os, signal
if os.environ.get("POLICYPARSE_TEST_DIE_ON") or os.environ.get("POLICYPARSE_TEST_HANG_ON"):
    import hashlib
    import policyparse.pipeline as pipeline
    whole = pipeline.parse_columns
    def parse_columns(content, name, *more):
        if os.environ.get("POLICYPARSE_TEST_DIE_ON", "nothing") in name:
            os.kill(os.getpid(), signal.SIGKILL)
        if os.environ.get("POLICYPARSE_TEST_HANG_ON", "nothing") in name:
            hashlib.pbkdf2_hmac("sha256", b"", b"", 1 << 30)  # in C, where no signal handler of Python's runs
        return whole(content, name, *more)
    pipeline.parse_columns = parse_columns
"""

_RUN = """
from policyparse.corpus import inputs, supervise
from policyparse.corpus.shard import Limits
from policyparse.corpus.run import Options, run
if __name__ == "__main__":
    inputs.SMALL_SHARD = 2048
    supervise.GRACE = 1.0
    run([{source!r}], {out!r}, Options(workers=2))
"""


def test_killed_at_random_moments_it_ends_with_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Any process of the run is killed, and half of the times its parent too: the old release stands or the new one."""
    out, old = tmp_path / "out", tmp_path / "old"
    before = made(folder / "1", old, engine="inline")
    expected = made(folder, tmp_path / "whole", engine="inline")
    code = _RUN.format(source=str(folder), out=str(out))
    chance = random.Random(7)
    seen: Counter[str] = Counter()
    begin = time.monotonic()
    subprocess.run([sys.executable, "-c", code.replace("/out'", "/first'")], check=True)
    length = time.monotonic() - begin
    for _ in range(100 if SLOW else 6):
        if chance.random() < 0.3:  # else nothing is left to be done after a few runs
            for path, again in ((out, old), (tmp_path / "out.work", None)):
                shutil.rmtree(path, ignore_errors=True)
                if again:
                    shutil.copytree(again, path)
        child = subprocess.Popen([sys.executable, "-c", code], start_new_session=True, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, 1) * length)
        if victims := _alive(child.pid):
            victim = chance.choice(victims[1:] if len(victims) > 1 and chance.random() < 0.7 else victims)
            seen["parent killed" if victim == child.pid else "child killed"] += 1
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
        if chance.random() < 0.5:
            child.kill()
        child.wait(timeout=120)
        if out.exists():
            found = digest(out)
            assert found in (before, expected)
            seen["old" if found == before else "new"] += 1
    print(dict(seen))
    assert made(folder, out) == expected


def _alive(session: int) -> list[int]:
    """The processes of a session: the run, the server, its children."""
    listing = subprocess.run(["ps", "-o", "pid=", "-s", str(session)], capture_output=True, text=True, check=False)
    return [int(p) for p in listing.stdout.split()]


def test_a_document_is_not_blamed_for_a_server_that_dies(folder: Path, tmp_path: Path) -> None:
    expected = made(folder, tmp_path / "whole", engine="inline")
    code = _RUN.format(source=str(folder), out=str(tmp_path / "out"))
    (tmp_path / "sitecustomize.py").write_text(_SLOW, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": _first(tmp_path)}
    child = subprocess.Popen([sys.executable, "-c", code], start_new_session=True, env=environment)
    deadline = time.monotonic() + 100
    while len(_alive(child.pid)) < 4 and time.monotonic() < deadline:  # parent, tracker, server, a worker
        time.sleep(0.05)
    for pid in _alive(child.pid):
        if pid != child.pid:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    assert child.wait(timeout=200) == 0
    assert digest(tmp_path / "out") == expected


_SLOW = """
import time
import policyparse.pipeline as pipeline
whole = pipeline.parse_columns
def parse_columns(*given):
    time.sleep(0.05)
    return whole(*given)
pipeline.parse_columns = parse_columns
"""


def test_why_inputs_were_refused_is_counted(folder: Path, tmp_path: Path) -> None:
    done = run([str(folder)], str(tmp_path / "out"), Options(engine="inline"))
    assert done.refusals == {"binary": 1, "empty": 1}
    assert sum(done.refusals.values()) == done.refused


def test_a_run_in_which_nothing_could_be_read_leaves_the_old_release(folder: Path, tmp_path: Path) -> None:
    before = made(folder, tmp_path / "out", engine="inline")
    with pytest.raises(InputError, match=r"no document could be read: 1 empty; `policyparse parse"):
        made(folder / "empty.txt", tmp_path / "out", engine="inline")
    assert digest(tmp_path / "out") == before


def test_limits_are_errors_of_the_document(folder: Path, tmp_path: Path) -> None:
    (folder / "large.txt").write_text("一、总体要求\n" * 5000, encoding="utf-8")
    run([str(folder)], str(tmp_path / "out"), Options(engine="inline", limits=Limits(bytes=20_000)))
    errors = pq.read_table(tmp_path / "out" / "tables" / "errors").to_pylist()
    assert [e["code"] for e in errors if e["source_name"] == "large.txt"] == ["size-limit"]


@pytest.mark.parametrize(("busy", "code"), [("work", "time-limit"), ("wait", None)])
def test_the_limit_is_of_processor_time(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, busy: str, code: str | None
) -> None:
    """What becomes of a document does not depend on what else the machine does."""
    from policyparse.corpus import shard

    whole = shard.parse_columns

    def parse(content: bytes, name: str, *more: str | None) -> list[Tabled]:
        if "plan-03" in name:
            clock = time.process_time if busy == "work" else time.monotonic
            end = clock() + 2
            while clock() < end:
                sum(range(1000)) if busy == "work" else time.sleep(0.5)
        return whole(content, name, *more)

    monkeypatch.setattr(shard, "parse_columns", parse)
    run([str(folder)], str(tmp_path / "out"), Options(engine="inline", limits=Limits(seconds=1)))
    errors = pq.read_table(tmp_path / "out" / "tables" / "errors").to_pylist()
    found = [e["code"] for e in errors if "plan-03" in e["source_name"]]
    assert found == ([code] if code else [])


def test_an_input_that_vanishes_is_a_row(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from policyparse.corpus import shard

    def read(location: str) -> bytes:
        if "plan-03" in location:
            raise FileNotFoundError(2, "No such file or directory", location)
        return Path(location).read_bytes()

    monkeypatch.setattr(shard, "read_bytes", read)
    summary = run([str(folder)], str(tmp_path / "out"), Options(engine="inline"))
    assert summary.inputs == summary.accepted + summary.refused + summary.duplicate
    errors = pq.read_table(tmp_path / "out" / "tables" / "errors").to_pylist()
    assert "vanished" in {e["code"] for e in errors}


def test_two_runs_at_once_are_refused(folder: Path, tmp_path: Path) -> None:
    from policyparse.corpus.run import _locked

    with _locked(tmp_path / "out.work"), pytest.raises(InputError, match="another run"):
        run([str(folder)], str(tmp_path / "out"), Options(engine="inline"))


def test_something_else_at_the_target_is_left_alone(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("precious", encoding="utf-8")
    with pytest.raises(InputError, match="not a release"):
        run([str(folder)], str(out), Options(engine="inline"))
    assert (out / "mine.txt").read_text(encoding="utf-8") == "precious"


def test_agencies_are_joined_and_counted(folder: Path, tmp_path: Path) -> None:
    made(folder, tmp_path / "out", engine="inline")
    tables = tmp_path / "out" / "tables"
    agencies = pq.read_table(tables / "agencies.parquet").to_pylist()
    names = pq.read_table(tables / "agency_names").to_pylist()
    assert len({a["agency_id"] for a in agencies}) == len(agencies)
    assert sum(a["mention_count"] for a in agencies) == sum(n["mention_count"] for n in names)
    counted = pq.read_table(tables / "agency_counts.parquet").to_pylist()
    assert sum(c["responsibilities"] for c in counted) == pq.read_table(tables / "responsibilities").num_rows


def test_near_duplicates_are_found(tmp_path: Path) -> None:
    pytest.importorskip("datasketch", reason="near duplicates need the extra policyparse[corpus]")
    source = tmp_path / "in"
    source.mkdir()
    long = PLAN.format(place="杭州市", year=2024, days=3) + "".join(
        f"（{n}）第{n}项任务，围绕第{n}个领域{'甲乙丙丁戊己庚辛壬癸'[n % 10] * 9}开展工作。\n" for n in range(1, 60)
    )
    (source / "one.txt").write_text(long, encoding="utf-8")
    (source / "two.txt").write_text(long.replace("第7项", "第七项"), encoding="utf-8")
    (source / "other.txt").write_text("关于完全不同的事情的通知\n" + "绿水青山就是金山银山。" * 50, encoding="utf-8")
    run([str(source)], str(tmp_path / "out"), Options(engine="inline", near=True))
    rows = pq.read_table(tmp_path / "out" / "tables" / "near_duplicates.parquet").to_pylist()
    assert [{r["document_id"][:3], r["near_id"][:3]} for r in rows] == [{"one", "two"}]


def test_documents_without_letters_are_not_alike(tmp_path: Path) -> None:
    pytest.importorskip("datasketch", reason="near duplicates need the extra policyparse[corpus]")
    (tmp_path / "in").mkdir()
    for number, text in enumerate(("。。。", "！！", "一、总体要求")):
        (tmp_path / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    assert run([str(tmp_path / "in")], str(tmp_path / "out"), Options(engine="inline", near=True)).accepted == 3
    assert pq.read_table(tmp_path / "out" / "tables" / "near_duplicates.parquet").num_rows == 0


def test_near_duplicates_are_those_of_all_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In parts of a few documents, as a corpus larger than memory has it."""
    numpy = pytest.importorskip("numpy")
    monkeypatch.setattr(near, "PART", 4)
    values = numpy.random.default_rng(5).integers(0, 2**32, (40, 64), dtype="<u4")
    for copy, of in ((7, 3), (22, 3), (39, 20), (31, 30)):
        values[copy] = values[of]
        values[copy, :: 3 if copy == 39 else 9] += copy
    rows = [{"document_id": f"d{n}", "minhash": v.tobytes()} for n, v in enumerate(values)]
    for part in range(2):
        table = pa.Table.from_pylist(rows[part * 20 : part * 20 + 20], SIGNATURES)
        pq.write_table(table, tmp_path / f"{part}.parquet")
    files = [tmp_path / "0.parquet", tmp_path / "1.parquet"]
    next(near.near_duplicates(files, tmp_path))  # an attempt that does not come to its end
    found = list(near.near_duplicates(files, tmp_path))
    assert [(r["document_id"], r["near_id"]) for r in found] == [("d7", "d3"), ("d22", "d3"), ("d31", "d30")]
    assert {r["similarity"] for r in found} == {0.875}


def test_status_says_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no run was started"):
        status(str(tmp_path / "out"))
    made(folder, tmp_path / "out", engine="inline")
    found = status(str(tmp_path / "out"))
    assert found["done"] == found["shards"] > 1
    assert found["published"]
    assert json.dumps(found)
