"""Who does the jobs: this process, processes of this machine, or a Ray cluster. All do them with the same functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager
from queue import SimpleQueue
from typing import Any

from policyparse.corpus.jobs import Job, is_standing
from policyparse.corpus.supervise import Worker, start_server, supervised, taken_by
from policyparse.corpus.watch import Watch
from policyparse.records.errors import InputError

Do = Callable[[Sequence[Job], Watch], Iterator[dict[str, Any]]]
"""Does jobs in any order; gives their results as they come."""
Engine = Callable[[int], AbstractContextManager[Do]]


@contextmanager
def inline(workers: int) -> Iterator[Do]:
    """One job after the other in this process; a document that kills it kills the run."""
    from policyparse.corpus.work import perform

    def do(jobs: Sequence[Job], watch: Watch) -> Iterator[dict[str, Any]]:
        for job in jobs:
            if is_standing(job):
                watch.stood(*taken_by(job.result()))
            else:
                perform(job, {}, lambda sha256, size: watch.took(1, size) if sha256 else None)
            yield job.result()

    yield do


@contextmanager
def processes(workers: int) -> Iterator[Do]:
    """`workers` jobs at a time, each in a process of its own, watched by a thread of this one."""
    start_server()
    free: SimpleQueue[Worker] = SimpleQueue()
    hands = [Worker() for _ in range(workers)]
    for hand in hands:
        free.put(hand)

    def one(job: Job, watch: Watch) -> dict[str, Any]:
        worker = free.get()
        try:
            return supervised(job, worker, watch)
        finally:
            free.put(worker)

    with ThreadPoolExecutor(workers) as pool:

        def do(jobs: Sequence[Job], watch: Watch) -> Iterator[dict[str, Any]]:
            largest_first = sorted(jobs, key=lambda job: -job.size)
            for future in as_completed([pool.submit(one, job, watch) for job in largest_first]):
                yield future.result()

        try:
            yield do
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for hand in hands:
                hand.close()


@contextmanager
def ray(workers: int) -> Iterator[Do]:
    """The jobs as tasks of Ray, on the cluster that RAY_ADDRESS names, or on `workers` local ones.

    The folders of inventory and shards must be seen by every node under the same name.
    """
    try:
        import ray as cluster
    except ImportError:
        raise InputError(
            "ray", "--engine ray", "Ray is not installed", "pip install 'policyparse[ray]'", "corpus"
        ) from None
    if not cluster.is_initialized():
        cluster.init(num_cpus=workers, log_to_driver=False, include_dashboard=False, configure_logging=False)
    remote = cluster.remote(_ray_job)

    def do(jobs: Sequence[Job], watch: Watch) -> Iterator[dict[str, Any]]:
        waiting = [remote.remote(job) for job in sorted(jobs, key=lambda job: -job.size)]
        while waiting:
            (ready,), waiting = cluster.wait(waiting)
            try:
                found = cluster.get(ready)
            except cluster.exceptions.RayTaskError as error:
                raise error.cause from None
            watch.took(*taken_by(found))
            yield found

    yield do


_hand = Worker()  # of a process of Ray's: its child does every job that Ray gives it


def _ray_job(job: Job) -> dict[str, Any]:
    return supervised(job, _hand, Watch())


ENGINES: dict[str, Engine] = {"inline": inline, "processes": processes, "ray": ray}
"""Every engine by the name that `--engine` takes."""
