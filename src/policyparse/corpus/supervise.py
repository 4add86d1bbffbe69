"""Jobs in a process of their own: a document that kills it costs itself, not the run.

The child says which input it takes before it takes it. When it dies there three times, or does not come back within
the limit, that input is left out with the reason, and the shard is written again from its start; so the bytes depend
on the inputs alone, however often an innocent process was killed.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
from collections import Counter
from collections.abc import Callable
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

from policyparse.corpus.jobs import Job, Task
from policyparse.records.errors import InputError

STRIKES = 3
STARTS = 20  # attempts in a row that die before their first input: something is wrong with the machine
GRACE = 10.0  # seconds over twice the limit of a document before a process that is silent is killed
LIFE = 8 * 1024 * 1024  # bytes of inputs after which a child is replaced: what it remembers does not grow for ever
_PRELOAD = ["policyparse.corpus.warm"]

_ALIVE = ("", 0)  # what a child says between inputs: the work goes on

Progress = Callable[[int, int], None]  # inputs and bytes that were taken since it was last called
Perform = Callable[[Job, dict[str, str], Callable[[str, int], None]], None]


def context() -> BaseContext:
    """How children start: from a server that has the package loaded, so that one costs milliseconds."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(_PRELOAD)
    return found


def start_server() -> None:
    """Let the server load while the inputs are listed."""
    context()
    forkserver.ensure_running()


def supervised(job: Job, worker: Worker, progress: Progress) -> dict[str, Any]:
    """Have the job done, unless it is already: its result. Raises InputError, `worker` where it cannot be done."""
    if job.is_done():
        found = job.result()
        progress(sum(found.get(k, 0) for k in ("accepted", "refused", "duplicate")), found.get("bytes", 0))
        return found
    strikes: Counter[str] = Counter()
    poison: dict[str, str] = {}
    starts = 0
    while not job.is_done():
        last, reason = worker.attempt(job, poison, progress)
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


class Worker:
    """A child that does one job after the other, replaced when it dies, hangs or has lived long enough."""

    def __init__(self) -> None:
        self.child: BaseProcess | None = None
        self.pipe: Connection | None = None
        self.spent = 0
        self.closed = False

    def attempt(self, job: Job, poison: dict[str, str], progress: Progress) -> tuple[str | None, str | None]:
        """Have the child try: the hash of the input it held when it failed, and why; (…, None) where it ended well."""
        patience = 2 * job.limits.seconds + GRACE if isinstance(job, Task) else None
        try:
            pipe = self._started()
            pipe.send((job, poison))
        except (OSError, EOFError):  # the child, or the server that was to start it, is gone
            return None, self._end()
        try:
            last, end = _listen(pipe, patience, progress)
        except BaseException:
            self._end(kill=True)
            raise
        if end == "silent":
            self._end(kill=True)
            return last, f"took longer than {patience or 0:g} s and did not stop"
        if end == "died":
            return last, self._end()
        self.spent += job.size
        if self.spent >= LIFE:
            self._end()
        return last, None

    def close(self) -> None:
        """End the child, in the middle of a job too; there will be no other."""
        self.closed = True
        if (child := self.child) is not None:
            child.kill()

    def _started(self) -> Connection:
        if self.closed:
            raise InputError("stopped", "the run", "was stopped", "run again: what is done stays", "corpus")
        if self.pipe is None:
            ctx = context()
            ours, theirs = ctx.Pipe()
            child = ctx.Process(target=_child, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
            with theirs:
                child.start()
            self.child, self.pipe, self.spent = child, ours, 0
        return self.pipe

    def _end(self, kill: bool = False) -> str:
        """Let the child go: what became of it."""
        child, pipe = self.child, self.pipe
        self.child = self.pipe = None
        if child is None or pipe is None:
            return "no process could be started"
        pipe.close()
        if kill:
            child.kill()
        child.join()
        code = child.exitcode or 0
        cause = f"signal {-code}" if code < 0 else f"exit status {code}"
        return f"the process that read it died ({cause})"


def _listen(pipe: Connection, patience: float | None, progress: Progress) -> tuple[str | None, str]:
    """Hear the child out: the input it held last, and the end: "done", "died", or "silent" for `patience`."""
    last: tuple[str, int] | None = None
    end = "silent"
    try:
        while pipe.poll(patience):
            message = pipe.recv()
            if isinstance(message, InputError):
                raise message
            if last is not None and message != _ALIVE:
                progress(1, last[1])
            if message is None:
                end = "done"
                break
            last = message if message != _ALIVE else last
    except (EOFError, ConnectionError):
        end = "died"
    return (last[0] if last else None), end


def _child(pipe: Connection) -> None:
    """The child's whole work: jobs as they come, until nobody is there any more."""
    from policyparse.corpus.work import perform  # only a child needs what parses and writes

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    gc.set_threshold(100_000)  # a document makes no garbage that goes in circles: a tenth of a shard's time
    try:
        while True:
            job, poison = pipe.recv()
            ceiling = job.limits.memory if hard == resource.RLIM_INFINITY else min(job.limits.memory, hard)
            resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
            pipe.send(_outcome(perform, job, poison, lambda sha256, size: pipe.send((sha256, size))))
    except (EOFError, ConnectionError):
        os._exit(0)


def _outcome(perform: Perform, job: Job, poison: dict[str, str], before: Callable[[str, int], None]) -> object:
    """Do it: None, or what is to be said of a disk that fails."""
    try:
        perform(job, poison, before)
    except ConnectionError:
        raise  # nobody is there any more
    except OSError as error:
        remedy = "make room or mend the disk, then run again: what is done stays"
        return InputError("disk", str(error.filename or job.title), error.strerror or str(error), remedy, "corpus")
    return None
