"""What `explore` shows: the documents of a release or file, a comparison of two, or the index of a corpus."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from policyparse.records.errors import InputError
from policyparse.release.diff import compare_releases
from policyparse.release.explorer import index, page
from policyparse.release.load import documents_at
from policyparse.release.stored import LISTED, how_many, is_corpus, listing, stored

MOST = 10_000  # rows of an index


def page_of(what: Path, against: Path | None = None, document: str | None = None) -> str:
    """The page as HTML. Raises InputError where there is nothing to show."""
    if against is not None:
        new = documents_at(what)
        changes = compare_releases(documents_at(against), new)
        return page([d.model_dump() for d in new], [asdict(c) for c in changes])
    if not is_corpus(what):
        return page([d.model_dump() for d in documents_at(what)])
    if document is None:
        total = how_many(what)
        note = f"policyparse explore {what.name} --document ID shows one of them"
        note += f"; the first {MOST} are listed, `policyparse sql` finds the others" if total > MOST else ""
        return index(listing(what, MOST), LISTED, total, note)
    found = list(stored(what, document))
    if not found:
        raise InputError("not-found", document, f"no such document in {what}", "see the index for ids", "release")
    return page(found)
