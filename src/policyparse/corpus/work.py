"""Every kind of job and the function that does it. Loads what parses and writes: only whoever does a job imports it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policyparse.corpus.jobs import Job, Task
from policyparse.corpus.merge import write_merged
from policyparse.corpus.shard import write_shard

Before = Callable[[str, int], None]


def perform(job: Job, poison: Mapping[str, str], before: Before) -> None:
    """Do the job. `poison` gives inputs (by hash) that may not be touched, with the reason; `before(hash, size)` is
    told of each input before it is, and now and then, with an empty hash, that the work goes on."""
    if isinstance(job, Task):
        write_shard(job, poison, before)
    else:
        write_merged(job, before)
