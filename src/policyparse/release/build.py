"""Sources → a release: parsed, validated, written in whole."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyparse.records import SCHEMA_VERSION, VERSION
from policyparse.records.errors import InputError
from policyparse.release.arrow import parquet, schema_of
from policyparse.release.codebook import codebook
from policyparse.release.croissant import croissant
from policyparse.release.datapackage import datapackage
from policyparse.release.dataset_card import dataset_card
from policyparse.release.describe import PUBLISHED
from policyparse.release.explorer import page
from policyparse.release.forms import json_text, yaml_text
from policyparse.release.json_schema import schema, schema_text
from policyparse.release.licences import citation, licence
from policyparse.release.manifest import SOFTWARE, is_release
from policyparse.release.overview_row import overview_csv
from policyparse.release.quality import quality
from policyparse.release.registry import registry_rows
from policyparse.release.sources import Parsed, Progress, files_in, parse_all
from policyparse.release.swap import publish, refuse_other
from policyparse.release.tables import content_hash, table_file, table_rows

EXPLORED = 200_000  # characters of text that one page shows; `policyparse explore` makes pages of single documents


@dataclass(frozen=True, slots=True)
class Release:
    """A release that was built: where, how many documents, and what became of the inputs."""

    path: Path
    documents: int
    given: int
    accepted: int
    refused: int
    duplicate: int
    refusals: tuple[str, ...]


def build(
    sources: str | Path | Iterable[str | Path] = "source",
    target: str | Path = "dist",
    progress: Progress | None = None,
) -> Release:
    """Parse the files that `sources` name and make the folder `target` hold the release of them.

    Files that cannot be read are set aside with their reason in the table `errors`. Raises InputError where a source
    is not there, no file could be read, `target` holds something else, or the disk fails; `target` is then as before.
    """
    paths = files_in(sources)
    _refuse_inside(paths, Path(target))
    with _told_of(target):
        refuse_other(Path(target), is_release)  # before the time that parsing takes
    results = parse_all(paths, progress)
    if not any(r.status == "accepted" for r in results):
        raise next(r.refusal for r in results if r.refusal)
    with _told_of(target):
        publish(Path(target), with_checksums(release_files(results)), is_release)
    return _summary(Path(target), results)


@contextmanager
def _told_of(target: str | Path) -> Iterator[None]:
    """What goes wrong with the target, as an InputError."""
    try:
        yield
    except FileExistsError as error:
        reason = error.strerror or "it is there already"
        raise InputError("target", str(target), reason, "remove it or name another folder", "release") from None
    except OSError as error:
        remedy = "nothing was changed; make room or mend the disk and run again"
        raise InputError("disk", str(target), error.strerror or str(error), remedy, "release") from None


def _refuse_inside(paths: Iterable[Path], target: Path) -> None:
    """A source inside the target would be swapped away with it."""
    home = Path(os.path.realpath(target))
    for path in paths:
        if home in Path(os.path.realpath(path)).parents:
            raise InputError("target", str(path), f"lies in {target}, which is replaced", "name another folder")


def _summary(target: Path, results: list[Parsed]) -> Release:
    counts = input_counts(results)
    refusals = tuple(f"{r.name}: {r.refusal.reason}; {r.refusal.remedy}" for r in results if r.refusal)
    return Release(target, sum(len(r.documents) for r in results), **counts, refusals=refusals)


def input_counts(results: list[Parsed]) -> dict[str, int]:
    """How many inputs were given, accepted, refused, duplicate; the last three add up to the first."""
    counts = {"given": len(results)}
    counts |= {status: sum(r.status == status for r in results) for status in ("accepted", "refused", "duplicate")}
    return counts


def release_files(results: list[Parsed]) -> Iterator[tuple[str, bytes]]:
    """Every file of a release but the checksums: its path and content."""
    documents = [fields for result in results for fields in result.documents]
    for fields in documents:
        yield f"documents/{fields['document_id']}.json", json_text(fields).encode()
        yield f"documents/{fields['document_id']}.yaml", yaml_text(fields).encode()
    tables = table_rows(documents, _error_rows(results), registry_rows())
    data = list(_data_files(tables))
    yield from data
    manifest = manifest_of(results, tables)
    sizes = {name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in data}
    explorer = _explorer(documents)
    words = {
        **explorer,
        "document.schema.json": schema_text(schema()),
        "manifest.json": json.dumps(manifest, ensure_ascii=False, indent=2) + "\n",
        "datapackage.json": datapackage(manifest, sizes),
        "croissant.json": croissant(manifest, sizes),
        "README.md": dataset_card(manifest, explorer=bool(explorer)),
        "CODEBOOK.md": codebook(tables),
        "QUALITY.md": quality(manifest, tables),
        "CITATION.cff": citation(manifest),
        "LICENSE": licence("LICENSE"),
        "LICENSE-DATA": licence("LICENSE-DATA"),
    }
    yield from ((name, text.encode()) for name, text in words.items())


def _explorer(documents: list[dict[str, Any]]) -> dict[str, str]:
    """The page of all documents; none where it would be too large for a browser to open at ease."""
    if sum(fields["character_count"] for fields in documents) > EXPLORED:
        return {}
    return {"explorer.html": page(sorted(documents, key=lambda d: str(d["document_id"])))}


def _data_files(tables: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[tuple[str, bytes]]:
    """The tables as Parquet, and the overview also as CSV."""
    for name, rows in tables.items():
        yield table_file(name), parquet(rows, schema_of(PUBLISHED[name], name))
    yield "overview.csv", overview_csv(tables["overview"])


def _error_rows(results: Iterable[Parsed]) -> list[dict[str, Any]]:
    return [
        {
            "source_name": r.name,
            "source_sha256": r.sha256,
            "stage": r.refusal.stage,
            "code": r.refusal.code,
            "message": str(r.refusal),
        }
        for r in results
        if r.refusal
    ]


def manifest_of(results: list[Parsed], tables: Mapping[str, list[Mapping[str, Any]]]) -> dict[str, Any]:
    """What a release is made of and what it holds."""
    return {
        "software": SOFTWARE,
        "version": VERSION,
        "schema_version": SCHEMA_VERSION,
        "inputs": input_counts(results),
        "sources": [
            {
                "name": r.name,
                "sha256": r.sha256,
                "bytes": r.size,
                "status": r.status,
                "documents": [fields["document_id"] for fields in r.documents],
            }
            for r in results
        ],
        "tables": {
            name: {"file": table_file(name), "rows": len(rows), "content_sha256": content_hash(rows)}
            for name, rows in tables.items()
        },
    }


def with_checksums(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files, and after them `SHA256SUMS`, which `sha256sum -c` reads."""
    sums = []
    for name, data in files:
        sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        yield name, data
    yield "SHA256SUMS", "".join(sorted(sums, key=lambda line: line[66:])).encode()


__all__ = ["Release", "build", "is_release"]
