"""Shards → a release in the place it was asked for: whole, or not at all.

On a disk the release is built beside the old one and exchanged with it in one step; in an object store, which has no
such step, the tables are uploaded first and `manifest.json` last, so that a reader who starts there sees one release.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from policyparse.corpus.merge import JOINED, counts, joined, link_parts, write_rows
from policyparse.corpus.near import near_duplicates
from policyparse.corpus.quality import quality
from policyparse.corpus.rows import COUNTS, NEAR
from policyparse.records import SCHEMA_VERSION, VERSION
from policyparse.records.document import TABLES
from policyparse.records.errors import InputError
from policyparse.release.arrow import schema_of
from policyparse.release.build import SOFTWARE, is_release
from policyparse.release.swap import replace

LAST = ("SHA256SUMS", "manifest.json")


def publish(shards: Sequence[Path], out: str, work: Path, totals: Mapping[str, int], near: bool) -> None:
    """Make `out` the release of `shards`. Raises InputError where the disk fails or something else stands there."""
    folder = work / "release"
    scratch = work / "scratch"
    for path in (folder, scratch):
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
    try:
        tables = dict(_tables(shards, folder / "tables", scratch, near))
        _describe(folder, tables, totals)
        shutil.rmtree(scratch)
        _upload(folder, out) if "://" in out else replace(folder, Path(out), is_release)
    except FileExistsError as error:
        raise InputError("target", out, error.strerror or "", "remove it or name another folder", "corpus") from None
    except OSError as error:
        remedy = "make room or mend the disk, then run again: what is done stays"
        raise InputError("disk", out, error.strerror or str(error), remedy, "corpus") from None


def _tables(shards: Sequence[Path], folder: Path, work: Path, near: bool) -> Iterator[tuple[str, list[Path]]]:
    """Every table's files."""
    folder.mkdir()
    for table in [*TABLES, "inputs"]:
        if table not in JOINED:
            yield table, list(link_parts(shards, table, folder))
    extra = {"agency_counts": (counts(shards, work), COUNTS)}
    extra |= {table: (joined(shards, table, work), schema_of(TABLES[table], table)) for table in JOINED}
    if near:
        extra["near_duplicates"] = (near_duplicates(shards, work), NEAR)
    for table, (rows, schema) in extra.items():
        path = folder / f"{table}.parquet"
        write_rows(rows, schema, path)
        yield table, [path]


def _describe(folder: Path, tables: Mapping[str, list[Path]], totals: Mapping[str, int]) -> None:
    """manifest.json, QUALITY.md and SHA256SUMS."""
    manifest = {
        "software": SOFTWARE,
        "version": VERSION,
        "schema_version": SCHEMA_VERSION,
        "kind": "corpus",
        "inputs": {"given" if k == "inputs" else k: v for k, v in totals.items()},
        "tables": {
            table: {
                "files": [path.relative_to(folder).as_posix() for path in paths],
                "rows": sum(pq.ParquetFile(path).metadata.num_rows for path in paths),
            }
            for table, paths in sorted(tables.items())
        },
    }
    (folder / "QUALITY.md").write_text("\n".join(quality(folder, manifest)) + "\n", encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    lines = (f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _upload(folder: Path, out: str) -> None:
    from pyarrow import fs

    system, root = fs.FileSystem.from_uri(out)
    wanted = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in [*sorted(wanted - set(LAST)), *LAST]:
        fs.copy_files(
            str(folder / name), f"{root}/{name}", source_filesystem=fs.LocalFileSystem(), destination_filesystem=system
        )
    found = system.get_file_info(fs.FileSelector(root, recursive=True))
    _drop(system, [i.path for i in found if i.is_file and i.path[len(root) + 1 :] not in wanted])


def _drop(system: Any, stale: Iterable[str]) -> None:
    """Files of an earlier release that this one does not have."""
    for path in stale:
        system.delete_file(path)
