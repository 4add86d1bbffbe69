"""Jobs in a process of their own: a document that kills it costs itself, not the run.

The child notes which input it takes before it takes it. When it dies there three times, or does not come back within
the limit, that input is left out with the reason, and the shard is written again from its start; so the bytes depend
on the inputs alone, however often an innocent process was killed.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

from policyparse.corpus.jobs import Job, Task, is_standing
from policyparse.corpus.watch import Watch
from policyparse.records.errors import InputError

STRIKES = 3
STARTS = 20  # attempts in a row that die before their first input: something is wrong with the machine
GRACE = 10.0  # seconds over twice the limit of a document before a process that is silent is killed
LIFE = 8 * 1024 * 1024  # bytes of inputs after which a child is replaced: what it remembers does not grow for ever
_PRELOAD = ["policyparse.corpus.warm"]

TICK = 0.1  # seconds between two looks into a diary

Perform = Callable[[Job, dict[str, str], Callable[[str, int], None]], None]


def context() -> BaseContext:
    """How children start: from a server that has the package loaded, so that one costs milliseconds."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(_PRELOAD)
    return found


def start_server() -> None:
    """Let the server load while the inputs are listed. Ctrl-C is for the run, which ends its children: none of them hears
    it, from its first instruction on."""
    context()
    resource_tracker.ensure_running()  # it lets the signal through again when it has started
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def supervised(job: Job, worker: Worker, watch: Watch) -> dict[str, Any]:
    """Have the job done, unless it is already: its result. Raises InputError, `worker` where it cannot be done."""
    if is_standing(job):
        found = job.result()
        watch.stood(*taken_by(found))
        return found
    strikes: Counter[str] = Counter()
    poison: dict[str, str] = {}
    starts = 0
    while not job.is_done():
        last, reason = worker.attempt(job, poison, watch)
        if reason is None:
            continue
        if last is None:
            starts += 1
            if starts >= STARTS:
                remedy = "check memory and disk, then run again: what is done stays"
                raise InputError("worker", job.title, f"cannot be written ({reason})", remedy, "corpus")
            continue
        starts = 0
        strikes[last] += STRIKES if reason.startswith("took") else 1
        if strikes[last] >= STRIKES:
            poison[last] = reason
    return job.result()


def taken_by(found: Mapping[str, Any]) -> tuple[int, int]:
    """The inputs and bytes of a job, by what it says of itself."""
    return sum(found.get(k, 0) for k in ("accepted", "refused", "duplicate")), found.get("bytes", 0)


class Worker:
    """A child that does one job after the other, replaced when it dies, hangs or has lived long enough."""

    def __init__(self) -> None:
        self.child: BaseProcess | None = None
        self.pipe: Connection | None = None
        self.diary: _Diary | None = None
        self.spent = 0
        self.closed = False

    def attempt(self, job: Job, poison: dict[str, str], watch: Watch) -> tuple[str | None, str | None]:
        """Have the child try: the hash of the input it held when it failed, and why; (…, None) where it ended well."""
        patience = 2 * job.limits.seconds + GRACE if isinstance(job, Task) else None
        try:
            pipe, diary = self._started(job.size)
            pipe.send((job, poison))
        except (OSError, EOFError):  # the child, or the server that was to start it, is gone
            return None, self._end()
        try:
            last, end = _listen(pipe, diary, patience, watch)
        except BaseException:
            self._end(kill=True)
            raise
        if end == "silent":
            self._end(kill=True)
            return last, f"took longer than {patience or 0:g} s and did not stop"
        if end == "died":
            return last, self._end()
        if end != "done":
            self._end(kill=True)
            return last, f"the process that read it failed ({end})"
        self.spent += job.size
        return last, None

    def close(self) -> None:
        """End the child, in the middle of a job too; there will be no other."""
        self.closed = True
        if (child := self.child) is not None:
            child.kill()

    def _started(self, size: int) -> tuple[Connection, _Diary]:
        """The way to the child that is to take `size` bytes, and its diary; a new one where the old one had its fill."""
        self._refuse_closed()
        if self.spent and self.spent + size > LIFE:
            self._end()
        if self.pipe is None or self.diary is None:
            ctx = context()
            ours, theirs = ctx.Pipe()
            diary, pen = ctx.Pipe(duplex=False)
            child = ctx.Process(target=_child, args=(theirs, pen), daemon=True)  # type: ignore[attr-defined]
            with theirs, pen:
                child.start()
            self.child, self.pipe, self.diary, self.spent = child, ours, _Diary(diary), 0
            self._refuse_closed()  # the run may have been stopped while the child was on its way
        return self.pipe, self.diary

    def _refuse_closed(self) -> None:
        if self.closed:
            self._end(kill=True)
            raise InputError("stopped", "the run", "was stopped", "run again: what is done stays", "corpus")

    def _end(self, kill: bool = False) -> str:
        """Let the child go: what became of it."""
        child, pipe, diary = self.child, self.pipe, self.diary
        self.child = self.pipe = self.diary = None
        if child is None or pipe is None or diary is None:
            return "no process could be started"
        pipe.close()
        diary.close()
        if kill:
            child.kill()
        child.join()
        code = child.exitcode or 0
        cause = f"signal {-code}" if code < 0 else f"exit status {code}"
        return f"the process that read it died ({cause})"


class _Diary:
    """What a child takes, a line an input, in a pipe of its own that is read now and then: to be told of each input at
    once would cost the two processes a fiftieth of their time."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe, self.torn = pipe, b""
        os.set_blocking(pipe.fileno(), False)

    def news(self) -> list[tuple[str, int]]:
        """The inputs noted since the last look, by hash and size; a sign of life between inputs has no hash."""
        read = b""
        try:
            while block := os.read(self.pipe.fileno(), 1 << 16):
                read += block
        except BlockingIOError:
            pass
        *lines, self.torn = (self.torn + read).split(b"\n")
        return [(line[:-9].decode(), int(line[-8:], 16)) for line in lines]

    def close(self) -> None:
        """Nobody reads it any more."""
        self.pipe.close()

    @staticmethod
    def note(pen: int, sha256: str, size: int) -> None:
        """Write of an input in the child. Raises ConnectionError where nobody reads it."""
        os.write(pen, f"{sha256} {min(size, 0xFFFFFFFF):08x}\n".encode())


def _listen(pipe: Connection, diary: _Diary, patience: float | None, watch: Watch) -> tuple[str | None, str]:
    """Hear the child out: the input it held last, and the end: "done", "died", why it failed, or "silent" for `patience`."""
    last: tuple[str, int] | None = None
    heard = time.monotonic()
    while True:
        end = _end_of(pipe)
        if news := diary.news():
            heard = time.monotonic()
        taken = [*([last] if last else []), *(entry for entry in news if entry[0])]
        last = taken[-1] if taken else None
        if end != "done":
            taken = taken[:-1]
        if taken:
            watch.took(len(taken), sum(size for _, size in taken))
        if end is None and patience is not None and time.monotonic() - heard > patience:
            end = "silent"
        if end is not None:
            return (last[0] if last else None), end


def _end_of(pipe: Connection) -> str | None:
    """What the child says of its job, waited for no longer than a tick: "done", "died", why it failed, or nothing yet."""
    try:
        if not pipe.poll(TICK):
            return None
        message: InputError | str | None = pipe.recv()
    except (EOFError, ConnectionError):
        return "died"
    if isinstance(message, InputError):
        raise message
    return message or "done"


def _child(pipe: Connection, diary: Connection) -> None:
    """The child's whole work: jobs as they come, until nobody is there any more."""
    from policyparse.corpus.work import perform  # only a child needs what parses and writes

    gc.set_threshold(100_000)  # a document makes no garbage that goes in circles: a tenth of a shard's time
    note = partial(_Diary.note, diary.fileno())
    try:
        while True:
            job, poison = pipe.recv()
            pipe.send(_outcome(perform, job, poison, note))
    except (EOFError, ConnectionError):
        os._exit(0)


def _outcome(perform: Perform, job: Job, poison: dict[str, str], before: Callable[[str, int], None]) -> object:
    """Do it: None, or what is to be said of a disk that fails, or of what else does."""
    try:
        perform(job, poison, before)
    except ConnectionError:
        raise  # nobody is there any more
    except OSError as error:
        remedy = "make room or mend the disk, then run again: what is done stays"
        return InputError("disk", str(error.filename or job.title), error.strerror or str(error), remedy, "corpus")
    except Exception as error:  # what an input brings about that only comes to light when it is written
        return f"{type(error).__name__}: {error}"[:200]
    return None
