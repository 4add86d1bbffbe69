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
from policyparse.corpus.supervise import Worker, _Diary, _listen

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
    took: list[tuple[int, int]] = []
    book = _Diary(diary)
    for size in (10, 20, 30):
        _Diary.note(pen.fileno(), f"hash{size}", size)
    theirs.send(None)
    assert _listen(ours, book, None, lambda *news: took.append(news)) == ("hash30", "done")
    assert took == [(3, 60)]
    _Diary.note(pen.fileno(), "first", 1)
    _Diary.note(pen.fileno(), "killer", 2)
    theirs.close()
    assert _listen(ours, book, None, lambda *news: took.append(news)) == ("killer", "died")
    assert took == [(3, 60), (1, 1)]


def test_silence_is_measured_from_the_last_sign_of_life(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, diary, _, pen = line
    monkeypatch.setattr(supervise, "TICK", 0.001)
    clock = iter(range(10_000))
    monkeypatch.setattr(supervise.time, "monotonic", lambda: next(clock))
    _Diary.note(pen.fileno(), "slow", 7)
    assert _listen(ours, _Diary(diary), 5.0, lambda *_: None) == ("slow", "silent")


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
