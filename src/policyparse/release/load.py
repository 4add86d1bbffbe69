"""A published document, JSON or YAML → `Document`, validated."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from policyparse.pipeline import content_of, parse
from policyparse.records.document import Document
from policyparse.records.errors import InputError, unreadable
from policyparse.records.names import name_of
from policyparse.release.files import Files
from policyparse.release.forms import read_json, read_yaml
from policyparse.release.stored import is_corpus, stored
from policyparse.stages.read.signs import is_data

_YAML_END = re.compile(r"^---[ \t]*$", re.MULTILINE)


def load(path: str | Path) -> Document:
    """The document in the JSON or YAML file at `path`. Raises InputError that says where it breaks the schema."""
    return document_of(content_of(path), str(path))


def documents_at(path: str | Path) -> list[Document]:
    """The documents of a release, of a published file, or of a source that is parsed for it."""
    files = Files(path)
    if not files.is_folder:
        return documents_in(_content(files), files.path())
    if is_corpus(files):
        return [Document.model_validate(fields) for fields in stored(files)]
    names = [name for name in files.names("documents") if name.endswith(".json")]
    if not names and not files.exists("manifest.json"):
        raise InputError("not-found", str(path), "no release in this folder", "name a release or a file", "release")
    return [document_of(_content(files, name), files.path(name)) for name in names]


def _content(files: Files, name: str = "") -> bytes:
    """The bytes of a file of a release, or of the file that was named instead of one."""
    if files.system is None:
        return content_of(files.path(name))
    try:
        return files.read(name)
    except OSError as error:
        raise unreadable(files.path(name), error) from None


def documents_in(data: bytes, name: str) -> list[Document]:
    """The documents in a file's content: published ones as they are, a source parsed for them."""
    return documents_of(data, name) if is_data(data, name) else parse(data, name_of(name))


def documents_of(data: bytes, name: str) -> list[Document]:
    """The documents that a published file says: one, or several as `parse` writes them (JSON lines, a YAML stream)."""
    form, text = _form(data, name), _text(data, name)
    parts = _YAML_END.split(text) if form == "YAML" else text.splitlines()
    parts = [part for part in parts if part.strip()]
    if len(parts) < 2 or (form == "JSON" and not parts[0].rstrip().endswith("}")):
        return [_document(text, form, name)]
    return [_document(part, form, f"{name}, document {number}") for number, part in enumerate(parts, start=1)]


def document_of(data: bytes, name: str) -> Document:
    """The document that `data` says; `name` chooses JSON or YAML by its ending and stands in errors."""
    return _document(_text(data, name), _form(data, name), name)


def _document(text: str, form: str, name: str) -> Document:
    text = _plain_json(_value(text, form, name), name)
    try:
        return Document.model_validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = "/".join(str(part) for part in first["loc"]) or "(whole)"
        count = error.error_count()
        reason = first["msg"] + (f" (and {count - 1} more)" if count > 1 else "")
        raise InputError("schema", f"{name}, {place}", reason, "see `policyparse schema`", "release") from None


def _plain_json(value: Any, name: str) -> str:
    """The value as JSON for the validator. Raises InputError for what JSON cannot say (YAML's sets, bytes, NaN)."""
    if not isinstance(value, dict):
        raise InputError("schema", name, "not an object", "give a document as `build` writes it", "release")
    try:
        return json.dumps(value, default=_iso, allow_nan=False)
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError("schema", name, _one_line(error), "see `policyparse schema`", "release") from None


def _form(data: bytes, name: str) -> str:
    """JSON or YAML: by the name's ending; where that says neither, JSON is what begins with a brace."""
    if name.lower().endswith((".yaml", ".yml")):
        return "YAML"
    return "JSON" if name.lower().endswith((".json", ".jsonl")) or data.lstrip()[:1] == b"{" else "YAML"


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        form = _form(data, name)
        place = f"{name}, byte {error.start}"
        raise InputError(form.lower(), place, "not UTF-8", f"give a {form} file", "release") from None


def _value(text: str, form: str, name: str) -> Any:
    try:
        return (read_yaml if form == "YAML" else read_json)(text)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else _one_line(error)
        raise InputError(form.lower(), name, f"not good {form}: {reason}", "mend the file", "release") from None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _iso(value: Any) -> Any:
    """Dates that a person wrote bare in YAML, as JSON says them."""
    if isinstance(value, date):
        return value.isoformat()
    raise ValueError(f"{type(value).__name__} is no value of a document")
