"""Shards → a release in the place it was asked for: whole, or not at all.

On a disk the release is built beside the old one and exchanged with it in one step; in an object store, which has no
such step, the tables are uploaded first and `manifest.json` last, so that a reader who starts there sees one release.
Most tables are the shards' files under one folder (a partitioned Parquet data set); rows that are joined over documents
are merged from the shards' sorted runs, by jobs that run beside one another.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from policyparse.corpus.engine import Do
from policyparse.corpus.jobs import Job, Merge, Task
from policyparse.corpus.places import OURS, in_the_way
from policyparse.corpus.quality import quality
from policyparse.corpus.watch import Watch
from policyparse.records import SCHEMA_VERSION, VERSION
from policyparse.records.errors import InputError
from policyparse.release import swap
from policyparse.release.manifest import SOFTWARE, is_release
from policyparse.release.store import filesystem

LAST = ("SHA256SUMS", "manifest.json")
JOINED = ("agencies", "agency_counts", "group_members")
FAN_IN = 32  # files that are merged into one at a time

Files = dict[str, dict[str, Any]]  # by name within the release: rows and SHA-256


def publish(tasks: Sequence[Task], out: str, work: Path, totals: Mapping[str, int], do: Do) -> None:
    """Make `out` the release of the shards of `tasks`. Raises InputError where the disk fails or something else stands
    there."""
    folder = work / "release"
    scratch = work / f"scratch-{secrets.token_hex(6)}"  # what a killed run's children still write goes elsewhere
    for path in (folder, *work.glob("scratch-*")):
        shutil.rmtree(path, ignore_errors=True)
    try:
        (folder / "tables").mkdir(parents=True)
        scratch.mkdir()
        files = dict(_merged(tasks, folder, scratch, do)) | dict(_linked(tasks, folder))
        _describe(folder, files, totals, tasks)
        shutil.rmtree(scratch)
        _upload(folder, out) if "://" in out else swap.replace(folder, Path(out), is_release)
    except FileExistsError as error:
        raise in_the_way(out, error.strerror or "") from None
    except OSError as error:
        remedy = "make room or mend the disk, then run again: what is done stays"
        raise InputError("disk", out, error.strerror or str(error), remedy, "corpus") from None


def _linked(tasks: Sequence[Task], folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The shards' files under one folder a table, linked where the file system can, else copied; empty ones left out,
    but for the last where all are, so that a table always has its schema."""
    kept: set[str] = set()
    for task in tasks:
        for table, found in task.result()["tables"].items():
            if table in (*JOINED, "signatures") or not (found["rows"] or (task is tasks[-1] and table not in kept)):
                continue
            kept.add(table)
            name = f"tables/{table}/part-{task.number:05}.parquet"
            source, part = Path(task.target) / f"{table}.parquet", folder / name
            part.parent.mkdir(exist_ok=True)
            try:
                os.link(source, part)
            except OSError:
                shutil.copyfile(source, part)
            yield name, found


def _merged(tasks: Sequence[Task], folder: Path, scratch: Path, do: Do) -> Iterator[tuple[str, dict[str, Any]]]:
    """The tables that are one file each."""
    near = tasks[0].near
    tables = [*JOINED, *(["near_duplicates"] if near else [])]
    shards = [Path(task.target) for task in tasks]
    runs = {table: [str(shard / f"{table}.parquet") for shard in shards] for table in JOINED}
    limits = tasks[0].limits
    while any(len(files) > FAN_IN for files in runs.values()):
        jobs = {
            table: [
                Merge(table, tuple(files[n : n + FAN_IN]), f"{scratch}/{table}-{len(files)}-{n}.parquet", limits)
                for n in range(0, len(files), FAN_IN)
            ]
            for table, files in runs.items()
        }
        _all(do, [job for of_table in jobs.values() for job in of_table])
        runs = {table: [job.target for job in of_table] for table, of_table in jobs.items()}
    if near:
        runs["near_duplicates"] = [str(shard / "signatures.parquet") for shard in shards]
    last = [Merge(table, tuple(runs[table]), f"{scratch}/{table}.parquet", limits) for table in tables]
    _all(do, last)
    for job in last:
        name = f"tables/{job.table}.parquet"
        os.rename(job.target, folder / name)
        yield name, job.result()


def _all(do: Do, jobs: Sequence[Job]) -> None:
    for _ in do(jobs, Watch()):
        pass


def _describe(folder: Path, files: Files, totals: Mapping[str, int], tasks: Sequence[Task]) -> None:
    """manifest.json, QUALITY.md and SHA256SUMS."""
    manifest = {
        "software": SOFTWARE,
        "version": VERSION,
        "schema_version": SCHEMA_VERSION,
        "kind": "corpus",
        "inputs": {"given" if k == "inputs" else k: v for k, v in totals.items()},
        "tables": _tables(files),
    }
    tallies = (task.result()["tally"] for task in tasks)
    sums = {name: found["sha256"] for name, found in files.items()}
    texts = {
        "QUALITY.md": "\n".join(quality(manifest, tallies)) + "\n",
        "manifest.json": json.dumps(manifest, indent=1, sort_keys=True) + "\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        sums[name] = hashlib.sha256(text.encode()).hexdigest()
    lines = (f"{sums[name]}  {name}\n" for name in sorted(sums))
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _tables(files: Files) -> dict[str, dict[str, Any]]:
    """The files and rows of every table, for the manifest."""
    tables: dict[str, dict[str, Any]] = {}
    for name in sorted(files):
        entry = tables.setdefault(name.split("/")[1].removesuffix(".parquet"), {"files": [], "rows": 0})
        entry["files"].append(name)
        entry["rows"] += files[name]["rows"]
    return tables


def _upload(folder: Path, out: str) -> None:
    """Copy the finished `folder` to the URI `out`, the manifest last; then remove what an earlier release left there."""
    from pyarrow import fs

    system, root = filesystem(out)
    wanted = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in [*sorted(wanted - set(LAST)), *LAST]:
        fs.copy_files(
            str(folder / name), f"{root}/{name}", source_filesystem=fs.LocalFileSystem(), destination_filesystem=system
        )
    names = {
        info.path[len(root) + 1 :]
        for info in system.get_file_info(fs.FileSelector(root, recursive=True))
        if info.is_file
    }
    for name in sorted(name for name in names - wanted if OURS.fullmatch(name)):
        system.delete_file(f"{root}/{name}")
