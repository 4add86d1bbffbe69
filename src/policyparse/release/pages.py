"""What `explore` shows: the documents of a release or file, a comparison of two, or the index of a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from policyparse.records.document import Document
from policyparse.records.errors import InputError
from policyparse.release.diff import compare_releases
from policyparse.release.explorer import index, page
from policyparse.release.files import Files
from policyparse.release.load import documents_at
from policyparse.release.stored import LISTED, how_many, is_corpus, listing, stored

MOST = 10_000  # rows of an index


def page_of(what: str | Path, document: str | None = None) -> str:
    """The page, as HTML, of a release, of a file, or of a corpus: one `document` of it, or its index. Raises InputError where
    there is nothing to show."""
    files = Files(what)
    if not is_corpus(files):
        return page_of_documents(documents_at(what))
    if document is None:
        total = how_many(files)
        note = f"policyparse explore {files.name()} --document ID shows one of them"
        note += f"; the first {MOST} are listed, `policyparse sql` finds the others" if total > MOST else ""
        return index(listing(files, MOST), LISTED, total, note)
    found = list(stored(files, document))
    if not found:
        raise InputError("not-found", document, f"no such document in {what}", "see the index for ids", "release")
    return page(found)


def page_of_documents(documents: Sequence[Document], earlier: Sequence[Document] | None = None) -> str:
    """The page of documents; where `earlier` ones are given, also of what changed since."""
    fields = [document.model_dump() for document in documents]
    if earlier is None:
        return page(fields)
    return page(fields, [asdict(change) for change in compare_releases(earlier, documents)])
