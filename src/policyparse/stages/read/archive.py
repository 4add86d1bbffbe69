"""ZIP archives of documents: every member that is one, by the reader that fits it."""

from __future__ import annotations

from policyparse.records.errors import InputError
from policyparse.records.found import Note, Source
from policyparse.stages.read.container import Container

DEEPEST = 3  # archives in archives
_PASSED_OVER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read_archive(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources of all members, in the order of their names: `plans.zip/a/1.docx`.

    A member that is refused is said in a note on the first source; where all are, the first refusal is raised.
    Raises InputError `no-documents` for an archive without files, `nested` for archives within archives within
    archives, and those of the container.
    """
    from policyparse.stages.read.registry import read  # the registry loads this module

    if name.count(".zip/") >= DEEPEST:
        raise InputError("nested", name, "archives within archives", "unpack it and give the documents themselves")
    container = Container(data, name)
    sources: list[Source] = []
    refusals: list[InputError] = []
    for member in sorted(container.members):
        if member.endswith("/") or any(part in member for part in _PASSED_OVER):
            continue
        inner = f"{name}/{member}" if name.lower().endswith(".zip") else f"{name}.zip/{member}"
        try:
            sources += read(container.read(member), inner)
        except InputError as refusal:
            if refusal.code in ("too-large", "nested"):
                raise
            refusals.append(refusal)
    if not sources:
        raise (
            refusals[0]
            if refusals
            else InputError("no-documents", name, "the archive holds no file", "give an archive with documents in it")
        )
    notes = tuple(Note("refused-member", "review", f"{r.place}: {r.code}: {r.reason}") for r in refusals)
    return [sources[0]._replace(notes=(*sources[0].notes, *notes)), *sources[1:]]
