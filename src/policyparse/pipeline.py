"""The way of a document: one line per stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from policyparse.assemble import (
    Stages,
    Tabled,
    assemble,
    assemble_columns,
    file_notes,
)
from policyparse.records.contents import content_at
from policyparse.records.errors import InputError, unreadable
from policyparse.records.found import Context, Parts, Restored, Source
from policyparse.records.names import document_id, document_stem, legible, name_of
from policyparse.stages.agencies import agencies
from policyparse.stages.outline import outline, plans
from policyparse.stages.read import read
from policyparse.stages.responsibilities import responsibilities
from policyparse.stages.restore import restore
from policyparse.stages.simplify import simplify
from policyparse.stages.targets import targets
from policyparse.text import AlignedText, plain

if TYPE_CHECKING:
    from pathlib import Path

    from policyparse.records.document import Document

Found = TypeVar("Found")
Form = Callable[[str, Stages], Found]  # what a document becomes, from its id and what the stages found


def parse(content: str | bytes, name: str = "document.txt") -> list[Document]:
    """The documents in a file's content, in order; a file may hold several plans.

    `name` is the file's name: its ending helps to choose the reader, its stem makes the ids.
    Raises InputError where the content cannot be read.
    """
    from policyparse.records.document import Document  # the models take longer to load than a document to parse

    # Every field is validated; that there is none beyond them, `assemble` is tested for: looking takes a fifth more.
    return [Document.model_validate(fields, extra="ignore") for fields in parse_fields(content, name)]


def parse_file(path: str | Path) -> list[Document]:
    """The documents in the file at `path`; InputError `not-found`, `folder` or `unreadable` where there is none."""
    return parse(content_of(path), name_of(path))


def content_of(path: str | Path) -> bytes:
    """The bytes of the file at `path`. Raises InputError, saying what to do."""
    try:
        return content_at(path)
    except FileNotFoundError:
        raise InputError("not-found", str(path), "no such file", "check the path") from None
    except IsADirectoryError:
        raise InputError("folder", str(path), "this is a folder", "name the files in it, or use `build`") from None
    except (OSError, ValueError) as error:
        raise unreadable(str(path), error) from None


def parse_fields(content: str | bytes, name: str = "document.txt", stem: str | None = None) -> list[dict[str, Any]]:
    """The same documents as plain values, in the order of their fields, without loading the models.

    Ids begin with `stem`, by default what `name` gives; sources of one file that share it are numbered on.
    """
    return _parsed(content, name, stem, assemble)


def parse_columns(content: str | bytes, name: str, stem: str | None = None, sha256: str | None = None) -> list[Tabled]:
    """The same documents with their tables as columns, for whoever writes columns; `sha256` of the content where it is
    known."""
    return _parsed(content, name, stem, assemble_columns, sha256)


def _parsed(
    content: str | bytes, name: str, stem: str | None, form: Form[Found], sha256: str | None = None
) -> list[Found]:
    name = legible(name)
    found: list[Found] = []
    counts: Counter[str] = Counter()
    for source in read(content, name, sha256):
        base = stem or document_stem(source.name)
        documents = source_documents(source, base, counts[base] + 1, form)
        counts[base] += len(documents)
        found += documents
    return found


def restored(content: str | bytes, name: str) -> list[Restored]:
    """The texts of the sources in a file's content with their damage undone, as they are before `simplify`."""
    return [restore(AlignedText.of(source.text)) for source in read(content, legible(name))]


def source_documents(source: Source, stem: str, first: int, form: Form[Found]) -> list[Found]:
    """The documents in a source, numbered from `first`, in the form that `form` gives them: one line per stage."""
    restored = restore(AlignedText.of(source.text))
    simplified = simplify(restored.aligned)
    documents = []
    context = Context(source.issuer, source.date_issued, document_number=source.document_number)
    whole = plain(simplified.aligned.text)
    parts = plans(whole)
    notes = file_notes(source, restored, simplified, parts)
    for number, (span, noted) in enumerate(zip(parts, notes, strict=True), start=first):
        aligned = simplified.aligned.slice(span.start, span.end)
        text = whole[span.start : span.end]
        outlined = outline(text, source.title if number == first else None, context)
        duties = responsibilities(text, outlined)
        who = agencies(text, outlined, duties, context)
        numbers = targets(text, outlined, duties)
        found = Stages(source, simplified, noted, span, aligned, outlined, duties, who, numbers)
        documents.append(form(document_id(stem, number), found))
        context = _after(context, who.issuer, outlined.parts)
    return documents


def _after(context: Context, issuer: str | None, parts: Parts) -> Context:
    """What is known behind a document of a file, for the next."""
    called = (parts.consultation_start, parts.consultation_end)
    return Context(
        issuer or context.issuer,
        parts.date_issued or context.date_issued,
        called if any(called) else context.consultation,
    )
