"""The whole run: inputs → inventory → shards → release. Stop it at any moment and run it again: only what is missing
is done, and the bytes at the end are those of a run that was never stopped."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policyparse.corpus.engine import ENGINES
from policyparse.corpus.inventory import inventory
from policyparse.corpus.jobs import DONE, Limits, Task, stored
from policyparse.corpus.places import LOCK, readable_store, refuse_places, work_beside
from policyparse.corpus.publish import publish
from policyparse.corpus.watch import Watch
from policyparse.records.errors import InputError
from policyparse.records.names import without_secret
from policyparse.release.store import local

SUMS = ("accepted", "refused", "duplicate", "documents", "bytes")
_MAY_PASS = frozenset({"vanished", "changed", "unreachable"})


@dataclass(frozen=True, slots=True)
class Options:
    """How a corpus is run; nothing here but limits and near duplicates touches the bytes of the result."""

    engine: str = "processes"
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    limits: Limits = field(default_factory=Limits)
    near: bool = False
    work: str | None = None  # where inventory and shards are kept; by default beside the release


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: inputs = accepted + refused + duplicate; `refusals` says by code why inputs were refused."""

    inputs: int
    accepted: int
    refused: int
    duplicate: int
    documents: int
    bytes: int
    shards: int
    release: str
    refusals: dict[str, int] = field(default_factory=dict)


def run(locations: Sequence[str], out: str, options: Options, watch: Watch | None = None) -> Summary:
    """Make the release `out` of all documents under `locations`. Raises InputError where nothing can be done, also where
    no input could be read: what stands at `out` then stays."""
    if options.engine not in ENGINES:
        raise InputError("engine", options.engine, "no such engine", f"choose one of {', '.join(ENGINES)}", "corpus")
    work = Path(options.work or work_beside(out))
    out = local(out)
    refuse_places(locations, out, work)
    try:
        with _locked(work):
            return _run(locations, out, work, options, watch or Watch())
    except OSError as error:
        place = str(error.filename or work)
        remedy = "make room or mend the disk, then run again: what is done stays"
        raise InputError("disk", place, error.strerror or str(error), remedy, "corpus") from None


def _run(locations: Sequence[str], out: str, work: Path, options: Options, watch: Watch) -> Summary:
    with ENGINES[options.engine](options.workers) as do:
        tasks = _tasks(work, inventory(locations, work, watch, (out, str(work))), options)
        _sweep(work, len(tasks))
        totals = dict.fromkeys(SUMS, 0)
        refusals: Counter[str] = Counter()
        for summary in do(tasks, watch):
            watch.shard(summary)
            totals = {name: total + summary[name] for name, total in totals.items()}
            refusals.update(summary["tally"].get("errors.code", {}))
        if not totals["accepted"]:
            raise _all_refused(locations, refusals)
        inputs = totals["accepted"] + totals["refused"] + totals["duplicate"]
        watch.publishing()
        publish(tasks, out, work, {"inputs": inputs, **totals}, do)
    return Summary(
        inputs=inputs, **totals, shards=len(tasks), release=without_secret(out), refusals=dict(sorted(refusals.items()))
    )


def _all_refused(locations: Sequence[str], refusals: Counter[str]) -> InputError:
    """A release of nothing would take the place of one that holds something."""
    reasons = ", ".join(f"{count} {code}" for code, count in sorted(refusals.items()))
    reason = f"no document could be read: {reasons}"
    return InputError(
        "refused", ", ".join(locations), reason, "`policyparse parse FILE` says more of one file", "corpus"
    )


def status(out: str, work: str | None = None) -> dict[str, Any]:
    """How far a run is: shards done and in all, the sums of those that are done, and whether the release of just these
    stands."""
    folder = Path(work or work_beside(out))
    inventories = sorted((folder / "inventory").glob("*.tsv"))
    if not inventories:
        listing = (folder / "inventory.new").exists()
        reason = "its inputs are being listed" if listing else f"no run was started for this release in {folder}"
        remedy = "ask again later" if listing else "start one: policyparse corpus INPUTS -o OUT, or name its --work"
        raise InputError("no-run", out, reason, remedy, "corpus")
    said = (stored(folder / "shards" / path.stem / DONE) for path in inventories)
    found = [shard for shard in said if all(isinstance(shard.get(name), int) for name in SUMS)]
    sums = {name: sum(shard[name] for shard in found) for name in SUMS}
    published = len(found) == len(inventories) and _released(local(out)) == sums
    return {"shards": len(inventories), "done": len(found), **sums, "published": published}


def _released(out: str) -> dict[str, Any] | None:
    """The sums of the release that stands at `out`, if one does."""
    try:
        if "://" in out:
            place, mark, options = out.partition("?")
            content = readable_store(f"{place.rstrip('/')}/manifest.json{mark}{options}")
        else:
            content = Path(out, "manifest.json").read_bytes()
        inputs = json.loads(content or b"")["inputs"]
        return {name: inputs[name] for name in SUMS}
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def _locked(work: Path) -> Iterator[None]:
    """Only one run at a time may write here; the lock dies with the process. A folder that was made for a run which is
    refused before it has an inventory is removed again: a next run could not go on from it."""
    new = not work.exists()
    try:
        work.mkdir(parents=True, exist_ok=True)
        handle = os.open(work / LOCK, os.O_RDWR | os.O_CREAT)
    except OSError as error:
        raise InputError("work", str(work), error.strerror or str(error), "give another --work", "corpus") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise InputError(
            "locked", str(work), "another run is writing here", "wait for it, or stop it", "corpus"
        ) from None
    try:
        yield
    except InputError:
        if new and not (work / "inventory").exists():
            shutil.rmtree(work, ignore_errors=True)
        raise
    finally:
        os.close(handle)


def _tasks(work: Path, sizes: Sequence[int], options: Options) -> list[Task]:
    return [
        Task(
            number,
            str((work / "inventory" / f"{number:05}.tsv").absolute()),
            str((work / "shards" / f"{number:05}").absolute()),
            options.limits,
            options.near,
            size,
        )
        for number, size in enumerate(sizes)
    ]


def _sweep(work: Path, shards: int) -> None:
    """Remove what killed runs left, shards beyond today's number, and those that are to be tried again."""
    folder = work / "shards"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        name = path.name
        if name.startswith(".tmp-") or not name.isdigit() or int(name) >= shards or _passing(stored(path / DONE)):
            shutil.rmtree(path, ignore_errors=True)


def _passing(shard: Mapping[str, Any]) -> bool:
    """True where an input was refused for what may have passed by the next run: it was away, or its process was killed."""
    codes = shard.get("tally", {}).get("errors.code", {})
    killed = any("died" in reason for reason in shard.get("poison", {}).values())
    return killed or not _MAY_PASS.isdisjoint(codes)
