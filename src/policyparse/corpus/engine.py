"""Who writes the shards: this process, processes of this machine, or a Ray cluster. All run the same function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

from policyparse.corpus.shard import Task, write_shard
from policyparse.corpus.supervise import Progress, supervised
from policyparse.records.errors import InputError

Engine = Callable[[Sequence[Task], int, Progress], Iterator[dict[str, Any]]]


def inline(tasks: Sequence[Task], workers: int, progress: Progress) -> Iterator[dict[str, Any]]:
    """One shard after the other in this process; a document that kills it kills the run."""
    for task in tasks:
        if not task.is_done():
            write_shard(task, {}, lambda _, size: progress(1, size))
        yield task.summary()


def processes(tasks: Sequence[Task], workers: int, progress: Progress) -> Iterator[dict[str, Any]]:
    """`workers` shards at a time, each in a process of its own, watched by a thread of this one."""
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(supervised, task, progress) for task in tasks]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            for future in futures:
                future.cancel()
            raise


def ray(tasks: Sequence[Task], workers: int, progress: Progress) -> Iterator[dict[str, Any]]:
    """The shards as a Ray Data set, on the cluster that RAY_ADDRESS names, or on `workers` local ones.

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
    cluster.data.DataContext.get_current().enable_progress_bars = False
    rows = cluster.data.from_items([{"task": task} for task in tasks], override_num_blocks=max(1, len(tasks)))
    for row in rows.map(_ray_shard, concurrency=workers).iter_rows():
        progress(sum(row["summary"][k] for k in ("accepted", "refused", "duplicate")), row["summary"]["bytes"])
        yield row["summary"]


def _ray_shard(row: dict[str, Any]) -> dict[str, Any]:
    return {"summary": supervised(row["task"], lambda inputs, size: None)}


ENGINES: dict[str, Engine] = {"inline": inline, "processes": processes, "ray": ray}
"""Every engine by the name that `--engine` takes."""
