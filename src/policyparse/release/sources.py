"""Files and folders → the inputs of a release: each is accepted, refused with its reason, or a duplicate."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyparse.pipeline import parse_fields
from policyparse.records.contents import content_at
from policyparse.records.document import Document
from policyparse.records.errors import InputError, unreadable
from policyparse.records.folders import files_below
from policyparse.records.names import document_stem, name_of

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was given: its name without folders, its content, and why it cannot be read where it cannot."""

    name: str
    data: bytes
    sha256: str | None
    refusal: InputError | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of an input: `status` accepted, refused or duplicate, and the documents or the refusal."""

    name: str
    sha256: str | None
    size: int
    status: str
    documents: tuple[dict[str, Any], ...] = ()
    refusal: InputError | None = None


def files_in(sources: str | Path | Iterable[str | Path]) -> list[Path]:
    """The files that `sources` (one, or several) name, those in folders included (all levels; hidden ones are left out).

    Raises InputError where a source is not there, or where there is no file at all.
    """
    sources = [sources] if isinstance(sources, str | Path) else list(sources)
    found = [path for source in sources for path in _files(Path(source))]
    if not found:
        raise InputError("no-input", ", ".join(map(str, sources)), "no file in it", "name files or a folder with files")
    return found


def _files(source: Path) -> Iterator[Path]:
    if not source.exists():
        raise InputError("not-found", str(source), "no such file or folder", "check the path")
    if not source.is_dir():
        yield source
        return
    yield from sorted(Path(path) for path, _ in files_below(str(source)))  # a folder that cannot be listed is refused


def parse_all(paths: Sequence[Path], progress: Progress | None = None) -> list[Parsed]:
    """What became of each file, in an order that depends on names and contents only."""
    inputs = sorted((_read(path) for path in paths), key=lambda i: (i.name, i.sha256 or ""))
    clashing = _clashing(inputs)
    seen: set[str] = set()
    results = []
    for number, item in enumerate(inputs, start=1):
        results.append(_parsed(item, seen, clashing))
        if progress:
            progress(number, len(inputs))
    return results


def _read(path: Path) -> Input:
    name = name_of(path)
    try:
        data = content_at(path)
    except OSError as error:
        return Input(name, b"", None, unreadable(name, error))
    return Input(name, data, hashlib.sha256(data).hexdigest())


def _clashing(inputs: Sequence[Input]) -> frozenset[str]:
    """The ids that different files would share, also on file systems that ignore case."""
    distinct = {(_folded(item.name), item.sha256) for item in inputs}
    counts = Counter(key for key, _ in distinct)
    return frozenset(key for key, count in counts.items() if count > 1)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", document_stem(name)).casefold()


def _parsed(item: Input, seen: set[str], clashing: frozenset[str]) -> Parsed:
    if item.refusal or item.sha256 is None:
        return Parsed(item.name, item.sha256, len(item.data), "refused", refusal=item.refusal)
    if item.sha256 in seen:
        return Parsed(item.name, item.sha256, len(item.data), "duplicate")
    seen.add(item.sha256)
    try:
        documents = _documents(item, item.sha256, _folded(item.name) in clashing)
    except InputError as error:
        return Parsed(item.name, item.sha256, len(item.data), "refused", refusal=error)
    except Exception as error:  # a defect of ours in one file must not cost the other files
        return Parsed(item.name, item.sha256, len(item.data), "refused", refusal=_defect(item.name, error))
    return Parsed(item.name, item.sha256, len(item.data), "accepted", documents)


def _documents(item: Input, sha256: str, clash: bool) -> tuple[dict[str, Any], ...]:
    """The documents of an input; where its id is taken by another file too, each gets a part of its hash."""
    stem = f"{document_stem(item.name)}-{sha256[:8]}" if clash else None
    return tuple(_validated(fields) for fields in parse_fields(item.data, item.name, stem))


def _validated(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields, checked against the models: nothing is published that they refuse."""
    return Document.model_validate(fields).model_dump()


def _defect(name: str, error: Exception) -> InputError:
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return InputError("defect", name, f"policyparse failed on it ({reason})", "report it with the file", "pipeline")
