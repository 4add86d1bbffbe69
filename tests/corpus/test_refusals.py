"""Whatever is wrong with an input costs that input alone: it becomes a row with a code and the way out."""

from __future__ import annotations

import hashlib
import resource
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from policyparse.corpus import merge, shard
from policyparse.corpus.inputs import Entry
from policyparse.corpus.jobs import Limits, Merge, Task
from policyparse.corpus.run import Options, run, status
from policyparse.records.errors import InputError
from policyparse.release.verify import verify

PLAN = "杭州市人民政府关于做好工作的意见\n一、主要任务\n（一）完善机制。（责任单位：市财政局）\n".encode()
SHA = hashlib.sha256(PLAN).hexdigest()


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    (tmp_path / "plan.txt").write_bytes(PLAN)
    return Entry(str(tmp_path / "plan.txt"), "plan.txt", len(PLAN), SHA)


def refusal(entry: Entry, limits: Limits | None = None, poison: dict[str, str] | None = None) -> str:
    """The code and the words with which an input is refused."""
    with pytest.raises(InputError) as caught:
        shard._parse(entry, limits or Limits(), poison or {})
    assert caught.value.place == entry.name
    return f"{caught.value.code}: {caught.value}"


def failing(error: type[Exception] | Exception) -> Callable[..., object]:
    def parse_columns(*given: object) -> object:
        raise error

    return parse_columns


def test_a_sound_input_gives_its_document_an_id_with_its_hash(entry: Entry) -> None:
    (document,) = shard._parse(entry, Limits(), {})
    assert document.fields["document_id"] == f"plan-{SHA[:10]}"


def test_what_the_inventory_could_not_read_is_refused_with_its_reason(entry: Entry) -> None:
    gone = Entry(entry.location, entry.name, 0, None, "Permission denied")
    assert refusal(gone).startswith("unreadable: ")
    assert "Permission denied" in refusal(gone)


def test_what_killed_a_process_is_not_tried_again(entry: Entry) -> None:
    said = refusal(entry, poison={SHA: "its process was killed by signal 9"})
    assert said.startswith("worker-lost: ")
    assert "signal 9" in said


def test_what_is_larger_than_the_limit_is_not_read(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard, "read_bytes", failing(AssertionError))
    said = refusal(entry, Limits(bytes=10))
    assert said.startswith("size-limit: ")
    assert "--megabytes" in said
    assert str(len(PLAN)) in said


def test_what_changed_since_it_was_hashed_is_not_taken_for_what_it_was(entry: Entry) -> None:
    Path(entry.location).write_bytes(PLAN + b"\n")
    assert refusal(entry).startswith("changed: ")


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (MemoryError, "memory-limit", "--memory"),
        (RecursionError("maximum recursion depth exceeded"), "defect", "RecursionError: maximum recursion depth"),
        (shard.TooLong, "time-limit", "--seconds"),
        (InputError("empty", "plan.txt", "it holds no text", "give a text"), "empty", "it holds no text"),
    ],
)
def test_what_the_parser_cannot_do_is_said(
    entry: Entry, monkeypatch: pytest.MonkeyPatch, error: type[Exception] | Exception, code: str, words: str
) -> None:
    monkeypatch.setattr(shard, "parse_columns", failing(error))
    said = refusal(entry)
    assert said.startswith(f"{code}: ")
    assert words in said


def test_a_document_that_takes_too_long_is_stopped_and_the_alarm_is_put_back(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forever(*given: object) -> object:
        while True:
            pass

    before = signal.getsignal(signal.SIGPROF)
    monkeypatch.setattr(shard, "parse_columns", forever)
    assert refusal(entry, Limits(seconds=0.05)).startswith("time-limit: ")
    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_the_limit_of_memory_is_what_a_document_takes_and_not_what_its_process_has(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, asked = shard.parse_columns, [1 << 20]

    def parse_columns(*given: object) -> object:
        bytearray(asked[0])
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(shard, "parse_columns", parse_columns)
    before = resource.getrlimit(resource.RLIMIT_AS)
    limits = Limits(memory=256 << 20)  # less than any process with Arrow in it has
    assert len(shard._parse(entry, limits, {})) == 1
    asked[0] = 300 << 20
    assert refusal(entry, limits).startswith("memory-limit: ")
    assert len(shard._parse(entry, Limits(memory=10**18), {})) == 1
    assert len(shard._parse(entry, Limits(memory=10**30), {})) == 1
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_in_a_thread_there_is_no_alarm_but_a_document_is_read(entry: Entry) -> None:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(shard._parse(entry, Limits(seconds=60), {})))
    thread.start()
    thread.join()
    assert len(found) == 1


def test_a_run_that_cannot_be_one_is_said(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    out = str(tmp_path / "out")
    with pytest.raises(InputError, match="choose one of"):
        run([str(tmp_path / "in")], out, Options(engine="abacus"))
    with pytest.raises(InputError, match="no run was started"):
        status(out)
    with pytest.raises(InputError, match="no file was found"):
        run([str(tmp_path / "in")], out, Options(engine="inline"))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match="give another --work"):
        run([str(tmp_path / "in")], out, Options(engine="inline", work=str(tmp_path / "file" / "work")))
    assert not (tmp_path / "out").exists()


def test_a_disk_that_is_full_while_inputs_are_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "in"
    source.mkdir()

    def no_space(*given: object) -> object:
        raise OSError(28, "No space left on device", "/out.work/inventory")

    monkeypatch.setattr("policyparse.corpus.run.inventory", no_space)
    with pytest.raises(InputError, match="No space left on device") as refused:
        run([str(source)], str(tmp_path / "out"), Options(engine="inline"))
    assert (refused.value.code, refused.value.place) == ("disk", "/out.work/inventory")
    monkeypatch.undo()
    (source / "plan.txt").write_bytes(PLAN)
    assert run([str(source / "plan.txt")], str(tmp_path / "out"), Options(engine="inline")).accepted == 1


def test_a_merged_table_is_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema = pa.schema([("agency_id", pa.string())])
    rows = [{"agency_id": f"330100/{n}"} for n in range(7)]
    monkeypatch.setattr(merge, "GROUP", 3)
    assert merge._write_rows(rows, schema, tmp_path / "a.parquet") == 7
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == rows
    assert merge._write_rows(rows[:6], schema, tmp_path / "b.parquet") == 6
    assert pq.read_table(tmp_path / "b.parquet").to_pylist() == rows[:6]


@pytest.mark.parametrize("content", [b"", b"[1]", b"{cut", b"\xff"])
def test_a_shard_that_does_not_say_what_it_is_counts_as_not_done(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "shard").mkdir()
    (tmp_path / "shard" / "done.json").write_bytes(content)
    (tmp_path / "inventory.tsv").write_bytes(b"")
    task = Task(4, str(tmp_path / "inventory.tsv"), str(tmp_path / "shard"))
    assert task.result() == {}
    assert not task.is_done()
    assert (task.title, Merge("agencies", (), "t").title) == ("shard 4", "table agencies")


def test_without_ray_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    (tmp_path / "plan.txt").write_bytes(PLAN)
    with pytest.raises(InputError, match=r"policyparse\[ray\]"):
        run([str(tmp_path / "plan.txt")], str(tmp_path / "out"), Options(engine="ray"))


def test_a_file_system_without_links_gets_the_same_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*given: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    (tmp_path / "plan.txt").write_bytes(PLAN)
    run([str(tmp_path / "plan.txt")], str(tmp_path / "linked"), Options(engine="inline"))
    monkeypatch.setattr("os.link", link)
    run([str(tmp_path / "plan.txt")], str(tmp_path / "copied"), Options(engine="inline"))
    one, other = ((tmp_path / name / "SHA256SUMS").read_text() for name in ("linked", "copied"))
    assert one == other
    assert verify(tmp_path / "copied") == []
