"""What a child notes of its work is what its supervisor hears, however it comes in; what is loaded before it starts."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.corpus import supervise
from policyparse.corpus.jobs import Limits, Task
from policyparse.corpus.supervise import Worker, _Diary, _listen
from policyparse.corpus.watch import Watch
from policyparse.records.errors import InputError


class Notes(Watch):
    """What a watch was told."""

    def __init__(self) -> None:
        self.took_: list[tuple[int, int]] = []
        self.stood_: list[tuple[int, int]] = []

    def took(self, inputs: int, size: int) -> None:
        self.took_.append((inputs, size))

    def stood(self, inputs: int, size: int) -> None:
        self.stood_.append((inputs, size))


Line = tuple[Connection, Connection, Connection, Connection]


@pytest.fixture
def line() -> Iterator[Line]:
    """The supervisor's end of both pipes, and the child's."""
    ours, theirs = multiprocessing.Pipe()
    diary, pen = multiprocessing.Pipe(duplex=False)
    yield ours, diary, theirs, pen
    for end in (ours, diary, theirs, pen):
        end.close()


@given(noted=st.lists(st.tuples(st.sampled_from(["", "a" * 64, "0f" * 32]), st.integers(0, 2**32 - 1)), max_size=30))
def test_what_is_noted_is_read_in_pieces_of_any_length(noted: list[tuple[str, int]]) -> None:
    diary, pen = multiprocessing.Pipe(duplex=False)
    with diary, pen:
        book = _Diary(diary)
        found = []
        for number, (sha256, size) in enumerate(noted):
            _Diary.note(pen.fileno(), sha256, size)
            if number % 3 == 0:
                found += book.news()
        assert found + book.news() == noted


def test_a_line_that_is_torn_waits_for_its_rest() -> None:
    diary, pen = multiprocessing.Pipe(duplex=False)
    with diary, pen:
        book = _Diary(diary)
        whole = b"abc 00000005\n"
        supervise.os.write(pen.fileno(), whole[:6])
        assert book.news() == []
        supervise.os.write(pen.fileno(), whole[6:])
        assert book.news() == [("abc", 5)]


def test_a_job_done_counts_every_input_and_one_that_died_all_but_the_last(line: Line) -> None:
    ours, diary, theirs, pen = line
    notes = Notes()
    book = _Diary(diary)
    for size in (10, 20, 30):
        _Diary.note(pen.fileno(), f"hash{size}", size)
    theirs.send(None)
    assert _listen(ours, book, None, notes) == ("hash30", "done")
    assert notes.took_ == [(3, 60)]
    _Diary.note(pen.fileno(), "first", 1)
    _Diary.note(pen.fileno(), "killer", 2)
    theirs.close()
    assert _listen(ours, book, None, notes) == ("killer", "died")
    assert notes.took_ == [(3, 60), (1, 1)]


def test_silence_is_measured_from_the_last_sign_of_life(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, diary, _, pen = line
    monkeypatch.setattr(supervise, "TICK", 0.001)
    clock = iter(range(10_000))
    monkeypatch.setattr(supervise.time, "monotonic", lambda: next(clock))
    _Diary.note(pen.fileno(), "slow", 7)
    assert _listen(ours, _Diary(diary), 5.0, Watch()) == ("slow", "silent")


def test_nobody_who_reads_is_noticed_by_who_writes() -> None:
    diary, pen = multiprocessing.Pipe(duplex=False)
    diary.close()
    with pen, pytest.raises(ConnectionError):
        _Diary.note(pen.fileno(), "a", 1)


def test_a_child_takes_no_more_than_its_fill_but_for_one_large_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the memory of a child does not depend on how large the corpus is."""
    monkeypatch.setattr(supervise, "LIFE", 100)
    children = []
    worker = Worker()
    for size in (40, 60, 1, 500, 3):
        worker._started(size)
        worker.spent += size
        children.append(worker.child)
    worker.close()
    assert children[0] is children[1]
    assert len(set(children)) == 4


_EMPTY = """
import functools, sys
from policyparse import patterns
patterns.STORE = "none"  # what is stored makes others needless, which are then not asked for
import policyparse.corpus.warm
for name, module in sorted(sys.modules.items()):
    if name.startswith("policyparse.stages"):
        for key, value in vars(module).items():
            if isinstance(value, functools._lru_cache_wrapper) and value.__module__ == name:
                print(name.removeprefix("policyparse.stages."), key, bool(value.cache_info().currsize))
"""


def test_nearly_all_that_is_loaded_late_is_loaded_before_there_are_children() -> None:
    """A table that each child loads for itself costs time and memory in every one of them."""
    listed = subprocess.run([sys.executable, "-c", _EMPTY], capture_output=True, text=True, check=True).stdout
    loaded = [line.endswith("True") for line in listed.splitlines()]
    assert sum(loaded) >= 0.8 * len(loaded), listed


class Shard:
    """A job that is done when a worker has done it."""

    title, size, limits = "shard 7", 10, Limits(seconds=1)

    def __init__(self) -> None:
        self.found: dict[str, object] = {}

    def is_done(self) -> bool:
        return bool(self.found)

    def is_whole(self) -> bool:
        return True

    def result(self) -> dict[str, object]:
        return self.found


class Attempts:
    """A worker whose attempts end as they are told; the last of them does the job."""

    def __init__(self, job: Shard, *ends: tuple[str | None, str]) -> None:
        self.job, self.ends = job, list(ends)
        self.poison: list[dict[str, str]] = []

    def attempt(
        self, job: Shard, poison: dict[str, str], progress: supervise.Progress
    ) -> tuple[str | None, str | None]:
        self.poison.append(dict(poison))
        if self.ends:
            return self.ends.pop(0)
        self.job.found = {"accepted": 3}
        return "last", None


def supervise_with(job: Shard, worker: Attempts) -> dict[str, object]:
    return supervise.supervised(job, worker, Watch())  # type: ignore[arg-type]


def test_an_input_is_set_aside_after_three_deaths_and_a_slow_one_at_once() -> None:
    job = Shard()
    worker = Attempts(
        job, ("bad", "died"), ("other", "died"), ("bad", "died"), ("bad", "died (9)"), ("slow", "took 9 s")
    )
    assert supervise_with(job, worker) == {"accepted": 3}
    aside = {"bad": "died (9)"}
    assert worker.poison == [{}, {}, {}, {}, aside, {**aside, "slow": "took 9 s"}]


def test_a_machine_on_which_nothing_starts_is_said_after_some_attempts() -> None:
    job = Shard()
    worker = Attempts(job, *[(None, "no process could be started")] * 99)
    with pytest.raises(InputError, match=r"shard 7.*no process could be started"):
        supervise_with(job, worker)
    assert len(worker.poison) == supervise.STARTS


def test_an_attempt_that_reads_something_makes_the_machine_good_again() -> None:
    job = Shard()
    gone = [(None, "died")] * (supervise.STARTS - 1)
    assert supervise_with(job, Attempts(job, *gone, ("some", "died"), *gone)) == {"accepted": 3}


def test_what_is_done_is_not_done_again() -> None:
    notes, job = Notes(), Shard()
    job.found = {"accepted": 3, "refused": 1, "duplicate": 2, "bytes": 900}
    found = supervise.supervised(job, Worker(), notes)  # type: ignore[arg-type]
    assert found is job.found
    assert (notes.took_, notes.stood_) == ([], [(6, 900)])


@pytest.mark.parametrize("end", ["silent", "died", "interrupted"])
def test_a_child_that_does_not_end_well_is_gone_afterwards(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    def listen(*given: object) -> tuple[str, str]:
        if end == "interrupted":
            raise KeyboardInterrupt
        return "hash", end

    worker, child = Worker(), Child()
    ours, theirs = multiprocessing.Pipe()
    diary, pen = multiprocessing.Pipe(duplex=False)
    worker.child, worker.pipe, worker.diary = child, ours, _Diary(diary)  # type: ignore[assignment]
    monkeypatch.setattr(supervise, "_listen", listen)
    task = Task(1, "inventory", "target", Limits(seconds=5))
    with theirs, pen:
        if end == "interrupted":
            with pytest.raises(KeyboardInterrupt):
                worker.attempt(task, {}, Watch())
        else:
            last, reason = worker.attempt(task, {}, Watch())
            assert last == "hash"
            assert reason == {"silent": "took longer than 20 s and did not stop"}.get(
                end, "the process that read it died (signal 11)"
            )
    assert child.killed == (end != "died")
    assert (worker.child, worker.pipe, worker.diary) == (None, None, None)
    assert ours.closed


class Child:
    """A process that was killed by a fault of its own."""

    exitcode, killed = -11, False

    def kill(self) -> None:
        self.killed = True

    def join(self) -> None:
        pass


def test_a_server_that_is_gone_is_no_fault_of_an_input(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker()

    def started(size: int) -> object:
        raise EOFError

    monkeypatch.setattr(worker, "_started", started)
    assert worker.attempt(Task(1, "i", "t"), {}, Watch()) == (None, "no process could be started")


def test_a_run_that_was_stopped_starts_no_other_child() -> None:
    worker = Worker()
    worker.child = child = Child()  # type: ignore[assignment]
    worker.close()
    assert child.killed
    with pytest.raises(InputError, match="was stopped"):
        worker._started(1)


def test_a_run_that_is_stopped_while_a_child_is_on_its_way_does_not_wait_for_its_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The server takes seconds to load; whoever is stopped meanwhile would else do its whole shard."""
    worker, started = Worker(), []

    class Context:
        Pipe = staticmethod(multiprocessing.Pipe)

        @staticmethod
        def Process(**given: object) -> Child:
            child = Child()
            child.start = worker.close  # type: ignore[attr-defined]
            started.append(child)
            return child

    monkeypatch.setattr(supervise, "context", Context)
    with pytest.raises(InputError, match="was stopped"):
        worker._started(1)
    assert started[0].killed
    assert worker.child is None


def test_what_only_fails_when_it_is_written_is_said_without_a_traceback(line: Line) -> None:
    def fail(*given: object) -> None:
        raise ValueError("no such column")

    ours, diary, theirs, pen = line
    _Diary.note(pen.fileno(), "bad", 1)
    theirs.send(supervise._outcome(fail, Shard(), {}, lambda sha, size: None))  # type: ignore[arg-type]
    worker = Worker()
    worker.child, worker.pipe, worker.diary = Child(), ours, _Diary(diary)  # type: ignore[assignment]
    last, reason = worker.attempt(Task(1, "i", "t"), {}, Watch())
    assert (last, reason) == ("bad", "the process that read it failed (ValueError: no such column)")
    assert worker.child is None


@pytest.mark.parametrize(
    ("error", "place"), [(OSError(28, "No space left", "/out/a"), "/out/a"), (OSError(28, "No space left"), "shard 7")]
)
def test_a_disk_that_fails_in_a_child_is_said_by_its_parent(line: Line, error: OSError, place: str) -> None:
    def fail(*given: object) -> None:
        raise error

    ours, _, theirs, _ = line
    theirs.send(supervise._outcome(fail, Shard(), {}, lambda sha, size: None))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="No space left") as refused:
        supervise._end_of(ours)
    assert (refused.value.code, refused.value.place) == ("disk", place)


def test_a_child_whose_parent_is_gone_has_nothing_to_say_and_one_that_did_its_job_says_so(line: Line) -> None:
    def alone(*given: object) -> None:
        raise BrokenPipeError

    with pytest.raises(ConnectionError):
        supervise._outcome(alone, Shard(), {}, lambda sha, size: None)  # type: ignore[arg-type]
    ours, _, theirs, _ = line
    theirs.send(supervise._outcome(lambda *given: None, Shard(), {}, lambda sha, size: None))  # type: ignore[arg-type]
    assert supervise._end_of(ours) == "done"
