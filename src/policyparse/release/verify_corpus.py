"""A corpus release checked against itself, file by file and document by document, without holding it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa

from policyparse.release.files import Files
from policyparse.release.laws import breaches
from policyparse.release.stored import stored

Found = tuple[str, str, str, str]  # file, record, field, what
OUTCOMES = ("accepted", "refused", "duplicate")


def corpus_problems(files: Files, progress: Callable[[int, int], None]) -> Iterator[Found]:
    """What is wrong in the release of a corpus: checksums, counts, and the laws of every document."""
    problems = [*_checksums(files)]
    yield from problems
    if problems:
        return  # the rest would only repeat it
    manifest = json.loads(files.read("manifest.json"))
    if not _is_whole(manifest):
        yield "manifest.json", "", "", "is no manifest of a release; run the corpus again"
        return
    rows, torn = _rows(files, manifest)
    yield from torn
    if torn:
        return  # neither inputs nor documents can be read in whole
    yield from _counts(files, manifest, rows)
    total = manifest["tables"]["documents"]["rows"]
    for number, fields in enumerate(stored(files), start=1):
        progress(number, total)
        yield from (("tables", *breach) for breach in breaches(fields))


def _is_whole(manifest: dict[str, Any]) -> bool:
    """True where the manifest has all that the checks look up."""
    try:
        inputs, tables = manifest["inputs"], manifest["tables"]
        said = [*tables.values(), tables["documents"], tables["inputs"]]
        numbers = [inputs["given"], *(inputs[outcome] for outcome in OUTCOMES), *(table["rows"] for table in said)]
        names = [name for table in said for name in table["files"]]
    except (KeyError, TypeError, AttributeError):
        return False
    return all(isinstance(n, int) for n in numbers) and all(isinstance(name, str) for name in names)


def _checksums(files: Files) -> Iterator[Found]:
    """Every file is listed, and is what the list says."""
    try:
        lines = files.read("SHA256SUMS").decode().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        yield "SHA256SUMS", "", "", f"cannot be read ({error})"
        return
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = set(files.names()) - {"SHA256SUMS"}
    for name in sorted(listed.keys() - there):
        yield name, "", "", "is missing; run the corpus again"
    for name in sorted(there - listed.keys()):
        yield name, "", "", "does not belong to the release"
    for name in sorted(there & listed.keys()):
        try:
            with files.opened(name) as file:
                same = hashlib.file_digest(file, "sha256").hexdigest() == listed[name]  # type: ignore[arg-type]
        except OSError as error:
            yield name, "", "", error.strerror or str(error)
            continue
        if not same:
            yield name, "", "", "is not the file that SHA256SUMS lists"


def _rows(files: Files, manifest: dict[str, Any]) -> tuple[dict[str, int], list[Found]]:
    """How many rows the tables have, and those that cannot be read."""
    rows, torn = {}, []
    for table, said in manifest["tables"].items():
        try:
            rows[table] = sum(map(files.rows, said["files"]))
        except (OSError, pa.ArrowException) as error:
            torn.append((f"tables/{table}", "", "", " ".join(str(error).split())))
    return rows, torn


def _counts(files: Files, manifest: dict[str, Any], rows: dict[str, int]) -> Iterator[Found]:
    """Inputs add up, and every table has the rows that the manifest says."""
    inputs = manifest["inputs"]
    if inputs["given"] != sum(inputs[outcome] for outcome in OUTCOMES):
        yield "manifest.json", "inputs", "given", "accepted + refused + duplicate differ"
    for table, said in manifest["tables"].items():
        if rows[table] != said["rows"]:
            yield f"tables/{table}", "", "", f"has {rows[table]} rows, the manifest says {said['rows']}"
    try:
        found = Counter(_cells(files, manifest, "inputs", "outcome"))
        if any(found[outcome] != inputs[outcome] for outcome in OUTCOMES):
            yield "tables/inputs", "", "outcome", "has not the counts of the manifest"
        yield from _sums(files, manifest, rows)
    except pa.ArrowException as error:
        yield "tables", "", "", f"a column is not there or not what it should be ({' '.join(str(error).split())})"


def _sums(files: Files, manifest: dict[str, Any], rows: dict[str, int]) -> Iterator[Found]:
    """What one table counts of another is what stands there."""
    inputs = manifest["inputs"]
    counted = (
        ("errors", "", rows.get("errors"), inputs["refused"]),
        ("documents", "", rows["documents"], inputs.get("documents")),
        ("inputs", "documents", sum(_cells(files, manifest, "inputs", "documents")), inputs.get("documents")),
        ("inputs", "size", sum(_cells(files, manifest, "inputs", "size")), inputs.get("bytes")),
        (
            "agency_counts",
            "responsibilities",
            sum(_cells(files, manifest, "agency_counts", "responsibilities")),
            rows.get("responsibilities"),
        ),
        (
            "agencies",
            "mention_count",
            sum(_cells(files, manifest, "agencies", "mention_count")),
            sum(_cells(files, manifest, "agency_names", "mention_count")),
        ),
    )
    for table, column, found, wanted in counted:
        if found != wanted:
            yield f"tables/{table}", "", column, f"adds up to {found}, where {wanted} are counted elsewhere"


def _cells(files: Files, manifest: dict[str, Any], table: str, column: str) -> Iterator[Any]:
    """The values of a column, a file at a time."""
    for name in manifest["tables"].get(table, {"files": ()})["files"]:
        yield from files.table(name, columns=[column])[column].to_pylist()
