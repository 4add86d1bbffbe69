"""One shard: its inputs → a folder of Parquet files that appears whole or not at all.

The same inputs, version, schema and options give the same bytes, whoever writes them and however often he was stopped.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import secrets
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from policyparse.assemble import Tabled
from policyparse.corpus.inputs import Entry, read_bytes
from policyparse.corpus.jobs import DONE, Limits, Task, sha256_of
from policyparse.corpus.rows import InputRow
from policyparse.corpus.tables import SOURCE_HELD, Tables
from policyparse.pipeline import parse_columns
from policyparse.records.errors import InputError
from policyparse.records.names import document_stem
from policyparse.release.swap import flush


class TooLong(Exception):
    """A document took longer than its limit."""


def write_shard(task: Task, poison: Mapping[str, str], before: Callable[[str, int], None]) -> None:
    """Write the shard. `poison` gives inputs (by hash) that may not be touched, with the reason; `before(hash, size)` is
    told of each input before it is."""
    target = Path(task.target)
    folder = target.with_name(f".tmp-{target.name}-{secrets.token_hex(6)}")  # an orphan of a killed run keeps its own
    folder.mkdir(parents=True)
    with ThreadPoolExecutor(4) as pool:  # each file goes to the disk while the next ones are ended and all are summed
        flushed: list[Future[None]] = []
        with Tables(folder, task.near, lambda path: flushed.append(pool.submit(flush, path))) as tables:
            counts = _fill(tables, task, poison, before)
        pa.default_memory_pool().release_unused()  # before the next shard, lest the one come on top of the other
        files = {path.stem: {"rows": tables.written[path.stem], "sha256": sha256_of(path)} for path in _parquet(folder)}
        done = {"fingerprint": task.fingerprint(), **counts, "poison": dict(poison)}
        done |= {"tables": files, "tally": tables.tally.counts}
        (folder / DONE).write_text(json.dumps(done, sort_keys=True), encoding="utf-8")
        for file in flushed:
            file.result()
    for path in (folder / DONE, folder):
        flush(path)
    if not task.is_done():
        shutil.rmtree(target, ignore_errors=True)
        os.rename(folder, target)


def _parquet(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.parquet"))


def _fill(tables: Tables, task: Task, poison: Mapping[str, str], before: Callable[[str, int], None]) -> dict[str, int]:
    """Take every input of the shard; what became of them."""
    counts = {"accepted": 0, "refused": 0, "duplicate": 0, "documents": 0, "bytes": 0}
    for entry, duplicate_of in _entries(Path(task.inventory)):
        before(entry.sha256 or "", entry.size)
        if entry.size >= SOURCE_HELD:
            tables.make_room()
        outcome, documents = _take(entry, duplicate_of, task.limits, poison, tables)
        row = InputRow(entry.name, entry.sha256, entry.size, outcome, documents, duplicate_of)
        tables.add("inputs", row._asdict())
        counts[outcome] += 1
        counts["documents"] += documents
        counts["bytes"] += entry.size
        tables.took(entry.size)
    return counts


def _entries(inventory: Path) -> Iterator[tuple[Entry, str | None]]:
    """The inputs of a shard, each with the name of the first input that has the same bytes."""
    first: Entry | None = None
    with inventory.open(encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            entry = Entry.of(line)
            if first is not None and entry.sha256 and entry.sha256 == first.sha256:
                yield entry, first.name
            else:
                first = entry
                yield entry, None


def _take(
    entry: Entry, duplicate_of: str | None, limits: Limits, poison: Mapping[str, str], tables: Tables
) -> tuple[str, int]:
    """Parse one input into the tables: its outcome, and how many documents it gave."""
    if duplicate_of is not None:
        return "duplicate", 0
    try:
        documents = _parse(entry, limits, poison)
    except InputError as error:
        row = {
            "source_name": entry.name,
            "source_sha256": entry.sha256,
            "stage": error.stage,
            "code": error.code,
            "message": str(error),
        }
        tables.add("errors", row)
        return "refused", 0
    for document in documents:
        tables.add_document(document)
    return "accepted", len(documents)


def _parse(entry: Entry, limits: Limits, poison: Mapping[str, str]) -> list[Tabled]:
    """The documents of an input. Raises InputError, also for what a limit or the world outside forbids."""
    if entry.problem is not None or entry.sha256 is None:
        raise InputError("unreadable", entry.name, str(entry.problem), "check the file and its rights", "corpus")
    if entry.sha256 in poison:
        raise InputError("worker-lost", entry.name, poison[entry.sha256], "look at the file alone, with care", "corpus")
    if entry.size > limits.bytes:
        reason = f"{entry.size} bytes are more than the limit of {limits.bytes}"
        raise InputError("size-limit", entry.name, reason, "raise --megabytes, or split the file", "corpus")
    return _parse_within(entry, limits)


def _read(entry: Entry) -> bytes:
    """The bytes of an input, if they are still what they were."""
    try:
        data = read_bytes(entry.location)
    except OSError as error:
        reason = f"cannot be read any more ({error.strerror or error})"
        raise InputError("vanished", entry.name, reason, "run again when it is there", "corpus") from None
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise InputError("changed", entry.name, "changed while the corpus was read", "run again", "corpus")
    return data


def _parse_within(entry: Entry, limits: Limits) -> list[Tabled]:
    stem = f"{document_stem(entry.name)}-{(entry.sha256 or '')[:10]}"
    try:
        with ceiling(limits.memory):
            data = _read(entry)
            with _alarm(limits.seconds):
                return parse_columns(data, entry.name, stem, entry.sha256)
    except TooLong:
        reason = f"took more than {limits.seconds:g} s of processor time"
        raise InputError("time-limit", entry.name, reason, "raise --seconds, or look at it alone", "corpus") from None
    except MemoryError:
        reason = "needs more memory than it may have"
        raise InputError("memory-limit", entry.name, reason, "raise --memory, or split the file", "corpus") from None
    except InputError:
        raise
    except Exception as error:
        reason = f"the parser failed on it ({type(error).__name__}: {error})"
        raise InputError("defect", entry.name, reason, "report it with the file", "corpus") from None


@contextmanager
def ceiling(memory: int) -> Iterator[None]:
    """Raises MemoryError where so many bytes more are asked for than the process has now. What it has is counted apart:
    libraries and threads reserve a gigabyte and more of addresses that they never use."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = min(
        _addresses() + memory, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY), sys.maxsize
    )
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _addresses() -> int:
    """Bytes of addresses that this process has; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raises TooLong in the main thread after `seconds` of processor time, so that what becomes of a document does not
    depend on what else the machine does; elsewhere, and where it waits for ever, the supervisor's own watch must do."""

    def ring(*_: object) -> None:
        raise TooLong

    try:
        old = signal.signal(signal.SIGPROF, ring)
    except ValueError:  # not the main thread
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
