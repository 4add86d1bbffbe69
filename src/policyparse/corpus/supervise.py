"""A shard in a process of its own: a document that kills it costs itself, not the run.

The child says which input it takes before it takes it. When it dies there three times, or does not come back within
the limit, that input is left out with the reason, and the shard is written again from its start; so the bytes depend
on the inputs alone, however often an innocent process was killed.
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

from policyparse.corpus.shard import Task, write_shard
from policyparse.records.errors import InputError

STRIKES = 3
STARTS = 50  # attempts in a row that die before their first input: something is wrong with the machine
GRACE = 10.0  # seconds over twice the limit of a document before a process that is silent is killed
_PRELOAD = ["policyparse.corpus.warm"]

Progress = Callable[[int, int], None]  # inputs and bytes that were taken since it was last called


def context() -> BaseContext:
    """How children start: from a server that has the package loaded, so that one costs milliseconds."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(_PRELOAD)
    return found


def supervised(task: Task, progress: Progress) -> dict[str, Any]:
    """Write the shard of `task`, unless it stands already: what it says of itself. Raises InputError `worker`."""
    if task.is_done():
        summary = task.summary()
        progress(sum(summary[k] for k in ("accepted", "refused", "duplicate")), summary["bytes"])
        return summary
    strikes: Counter[str] = Counter()
    poison: dict[str, str] = {}
    starts = 0
    while not task.is_done():
        last, reason = _attempt(task, poison, progress)
        if reason is None:
            continue
        if last is None:
            starts += 1
            if starts >= STARTS:
                remedy = "check memory and disk, then run again: what is done stays"
                raise InputError("worker", f"shard {task.number}", f"cannot be written ({reason})", remedy, "corpus")
            continue
        starts = 0
        strikes[last] += STRIKES if reason.startswith("took") else 1
        if strikes[last] >= STRIKES:
            poison[last] = reason
    return task.summary()


def _attempt(task: Task, poison: dict[str, str], progress: Progress) -> tuple[str | None, str | None]:
    """One child's life: the hash of the input it held when it died, and why; (…, None) where it ended well."""
    ctx = context()
    ours, theirs = ctx.Pipe(duplex=False)
    child: BaseProcess = ctx.Process(target=_child, args=(task, poison, theirs), daemon=True)  # type: ignore[attr-defined]
    child.start()
    theirs.close()
    last, silent = _listen(ours, 2 * task.limits.seconds + GRACE, progress)
    if silent:
        child.kill()
    child.join()
    ours.close()
    if silent:
        return last, f"took longer than {2 * task.limits.seconds + GRACE:g} s and did not stop"
    return last, f"the process that read it died ({_cause(child.exitcode)})" if child.exitcode else None


def _listen(pipe: Connection, patience: float, progress: Progress) -> tuple[str | None, bool]:
    """Hear the child out: the input it held last, and whether it fell silent for longer than `patience` seconds."""
    last: tuple[str, int] | None = None
    try:
        while pipe.poll(patience):
            message = pipe.recv()
            if isinstance(message, InputError):
                raise message
            if last is not None:
                progress(1, last[1])
            last = message
    except EOFError:
        if last is not None:
            progress(1, last[1])
        return (last[0] if last else None), False
    return (last[0] if last else None), True


def _cause(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit status {code}"


def _child(task: Task, poison: dict[str, str], pipe: Connection) -> None:
    """The child's whole work."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = task.limits.memory if hard == resource.RLIM_INFINITY else min(task.limits.memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
    # What the server loaded is no garbage, and a document makes none that goes in circles: looking for it less often
    # saves a tenth of a shard's time.
    gc.freeze()
    gc.set_threshold(100_000)
    try:
        write_shard(task, poison, lambda sha256, size: pipe.send((sha256, size)))
    except OSError as error:
        place = str(error.filename or task.target)
        pipe.send(
            InputError("disk", place, error.strerror or str(error), "make room, then run again: what is done stays")
        )
