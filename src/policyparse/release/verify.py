"""A release checked against itself: files, checksums, every document's laws, JSON = YAML = Parquet, counts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyparse.records.errors import InputError, unreadable
from policyparse.records.names import name_of
from policyparse.release.arrow import read_parquet, schema_of
from policyparse.release.describe import PUBLISHED
from policyparse.release.files import Files
from policyparse.release.forms import read_json
from policyparse.release.laws import breaches, record_name
from policyparse.release.load import document_of
from policyparse.release.registry import REGISTRY
from policyparse.release.stored import is_corpus
from policyparse.release.tables import content_hash, table_file, table_rows
from policyparse.release.verify_corpus import corpus_problems

Row = Mapping[str, Any]
Progress = Callable[[int, int], None]

_MISSING = "is missing; build the release again"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a release: the file, the record and field where there is one, and what."""

    file: str
    record: str
    field: str
    what: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.record, self.field) if part)
        return f"{self.file}: {place}: {self.what}" if place else f"{self.file}: {self.what}"


def verify(release: str | Path = "dist", progress: Progress | None = None) -> list[Problem]:
    """All problems of the release in a folder, or at the URI of one, none where it is sound. InputError where there is no
    such folder.

    `progress` is told how many files of documents are checked, of how many.
    """
    files = Files(release)
    if not files.is_folder:
        reason = "this is no folder" if files.system or Path(release).exists() else "no such folder"
        raise InputError("not-found", str(release), reason, "name the folder of a release", "release")
    if not files.exists("manifest.json") and not files.exists("SHA256SUMS"):
        raise InputError("not-found", str(release), "no release in this folder", "build one", "release")
    progress = progress or (lambda done, total: None)
    try:
        if is_corpus(files):
            return [Problem(*found) for found in corpus_problems(files, progress)]
        return list(dict.fromkeys(_Check(files, progress).problems()))
    except OSError as error:  # a store that does not answer any more
        raise unreadable(str(release), error) from None


class _Check:
    """One release: its files, read once."""

    def __init__(self, files: Files, progress: Progress) -> None:
        self.release, self.progress = files, progress
        self.files = {"/".join(map(name_of, name.split("/"))): name for name in files.names()}
        self.data: dict[str, bytes] = {}

    def problems(self) -> Iterator[Problem]:
        """Every check, the coarse ones first."""
        yield from self._readable()
        yield from self._checksums()
        manifest, faults = self._manifest()
        yield from faults
        if manifest is None:
            return
        documents, faults = self._documents()
        yield from faults
        tables, faults = self._tables()
        yield from faults
        yield from self._inputs(manifest, documents, tables)
        yield from self._contents(manifest, tables)
        yield from self._three_forms(documents, tables)

    def _readable(self) -> Iterator[Problem]:
        for name, path in self.files.items():
            try:
                self.data[name] = self.release.read(path)
            except OSError as error:
                yield Problem(name, "", "", error.strerror or str(error))

    def _checksums(self) -> Iterator[Problem]:
        """Every file is listed, and is what the list says."""
        if "SHA256SUMS" not in self.data:
            yield Problem("SHA256SUMS", "", "", _MISSING)
            return
        listed: dict[str, str] = {}
        for number, line in enumerate(self.data["SHA256SUMS"].decode("utf-8", "replace").splitlines(), start=1):
            digest, _, name = line.partition("  ")
            if not name:
                yield Problem("SHA256SUMS", f"line {number}", "", "is no checksum and name of a file")
                continue
            listed[name] = digest
        for name, digest in listed.items():
            if name not in self.files:
                yield Problem(name, "", "", _MISSING)
            elif name in self.data and hashlib.sha256(self.data[name]).hexdigest() != digest:
                yield Problem(name, "", "", "is not the file that SHA256SUMS lists")
        for name in self.files:
            if name not in listed and name != "SHA256SUMS":
                yield Problem(name, "", "", "does not belong to the release")

    def _manifest(self) -> tuple[dict[str, Any] | None, list[Problem]]:
        name = "manifest.json"
        if name not in self.data:
            return None, [Problem(name, "", "", _MISSING)]
        try:
            manifest = read_json(self.data[name].decode())
            counts = manifest["inputs"]
            wrong = counts["given"] != counts["accepted"] + counts["refused"] + counts["duplicate"]
            states = Counter(source["status"] for source in manifest["sources"])
            wrong |= any(states[s] != counts[s] for s in ("accepted", "refused", "duplicate"))
            assert set(manifest["tables"]) >= set(PUBLISHED)
        except (ValueError, KeyError, TypeError, AssertionError, RecursionError):
            return None, [Problem(name, "", "", "is no manifest of a release; build it again")]
        return manifest, [Problem(name, "inputs", "given", "accepted + refused + duplicate differ")] if wrong else []

    def _documents(self) -> tuple[dict[str, dict[str, Row]], list[Problem]]:
        """The documents by id and form (json, yaml), and what is wrong within each."""
        found: dict[str, dict[str, Row]] = {}
        faults: list[Problem] = []
        names = [name for name in self.data if name.startswith("documents/")]
        for number, name in enumerate(names, start=1):
            self.progress(number, len(names))
            data = self.data[name]
            stem, _, form = name.removeprefix("documents/").rpartition(".")
            found.setdefault(stem, {})
            try:
                fields = document_of(data, name).model_dump()
            except InputError as error:
                faults.append(Problem(name, error.place.removeprefix(name).lstrip(", "), "", error.reason))
                continue
            if fields["document_id"] != stem:
                faults.append(Problem(name, stem, "document_id", f"is {fields['document_id']}"))
                continue
            found[stem][form] = fields
            if form == "json":
                faults += [Problem(name, *breach) for breach in breaches(fields)]
        for stem, forms in found.items():
            absent = (f"documents/{stem}.{form}" for form in ("json", "yaml") if form not in forms)
            faults += [Problem(name, "", "", _MISSING) for name in absent if name not in self.files]
        return found, faults

    def _tables(self) -> tuple[dict[str, list[dict[str, Any]]], list[Problem]]:
        """The rows of every table that can be read, and what is wrong with the others."""
        tables, faults = {}, []
        for table, model in PUBLISHED.items():
            name = table_file(table)
            if name not in self.data:
                faults.append(Problem(name, "", "", _MISSING))
                continue
            try:
                rows, schema = read_parquet(self.data[name])
            except ValueError as error:
                faults.append(Problem(name, "", "", f"is no Parquet file: {error}"))
                continue
            if not schema.equals(schema_of(model, table), check_metadata=True):
                faults.append(Problem(name, "", "", "its columns are not those of the schema"))
                continue
            tables[table] = rows
        return tables, faults

    def _inputs(self, manifest: Row, documents: Mapping[str, Any], tables: Mapping[str, Any]) -> Iterator[Problem]:
        """What the manifest says of the sources is what the release holds."""
        promised = [name for source in manifest["sources"] for name in source["documents"]]
        for name in sorted(set(promised) ^ set(documents)):
            where = "is not in documents/" if name in promised else "is not in the manifest"
            yield Problem("manifest.json", "sources", name, where)
        if "errors" in tables and len(tables["errors"]) != manifest["inputs"]["refused"]:
            yield Problem("tables/errors.parquet", "", "", "has not one row for each refused input")
        hashes = {source["sha256"]: source for source in manifest["sources"] if source["status"] == "accepted"}
        for name, forms in documents.items():
            for form, fields in forms.items():
                if name not in hashes.get(fields["source_sha256"], {"documents": ()})["documents"]:
                    yield Problem(f"documents/{name}.{form}", name, "source_sha256", "is not that of its source")

    def _contents(self, manifest: Row, tables: Mapping[str, Sequence[Row]]) -> Iterator[Problem]:
        for table, rows in tables.items():
            said = manifest["tables"][table]
            if said["rows"] != len(rows):
                yield Problem(table_file(table), "", "", f"has {len(rows)} rows, the manifest says {said['rows']}")
            elif said["content_sha256"] != content_hash(rows):
                yield Problem(table_file(table), "", "", "its rows are not those of the manifest's hash")

    def _three_forms(
        self, documents: Mapping[str, Mapping[str, Row]], tables: Mapping[str, Sequence[Row]]
    ) -> Iterator[Problem]:
        """JSON = YAML = Parquet, record by record; the odd one of three is the one that is named."""
        whole = {name: forms for name, forms in documents.items() if "json" in forms and "yaml" in forms}
        for name, forms in whole.items():
            yield from _unequal_beyond_tables(name, forms["json"], forms["yaml"])
        given = tables.get("errors", ()), {table: tables[table] for table in REGISTRY if table in tables}
        from_json = table_rows((f["json"] for f in whole.values()), *given)
        from_yaml = table_rows((f["yaml"] for f in whole.values()), *given)
        for table, rows in tables.items():
            if len(whole) == len(documents) or "document_id" in PUBLISHED[table].model_fields:
                there = [r for r in rows if r.get("document_id") in whole or "document_id" not in r]
                yield from _unequal(table, from_json[table], from_yaml[table], there)


def _unequal_beyond_tables(name: str, one: Row, other: Row) -> Iterator[Problem]:
    """What stands only in the nested forms."""
    for field in ("schema_version", "pages", "alignment", "agencies", "group_members"):
        if one[field] != other[field]:
            yield Problem(f"documents/{name}.yaml", name, field, f"differs from documents/{name}.json")


def _unequal(table: str, json: Sequence[Row], yaml: Sequence[Row], parquet: Sequence[Row]) -> Iterator[Problem]:
    if list(json) == list(yaml) == list(parquet):
        return
    file = table_file(table)
    if not len(json) == len(yaml) == len(parquet):
        yield Problem(file, "", "", f"has {len(parquet)} rows, the JSON files {len(json)}, the YAML files {len(yaml)}")
        return
    for rows in zip(json, yaml, parquet, strict=True):
        for field in rows[2]:
            values = [row[field] for row in rows]
            if not values[0] == values[1] == values[2]:
                yield _odd_one(table, rows, field, values)


def _odd_one(table: str, rows: tuple[Row, Row, Row], field: str, values: list[Any]) -> Problem:
    """Which of the three says something else, and what."""
    odd = next((i for i in range(3) if values[i - 1] == values[i - 2]), 0)
    document = rows[2].get("document_id", "")
    files = (f"documents/{document}.json", f"documents/{document}.yaml", table_file(table))
    if not document:
        files = ("documents/*.json", "documents/*.yaml", files[2])
    said, others = _short(values[odd]), _short(values[odd - 1])
    return Problem(files[odd], record_name(table, rows[2]), field, f"is {said}, but {others} in the other two forms")


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:20]}…{text[-18:]}"
