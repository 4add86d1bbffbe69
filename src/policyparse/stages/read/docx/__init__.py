"""Word documents (DOCX): the body's text as Word shows it, labels that it numbers by itself included."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.container import Container, attribute, child, local
from policyparse.stages.read.decode import decode
from policyparse.stages.read.docx.body import NOTES, Body
from policyparse.stages.read.docx.numbering import Numbering
from policyparse.stages.read.docx.styles import Styles
from policyparse.stages.read.html.layout import lines as lines_of
from policyparse.stages.read.html.markup import tree
from policyparse.stages.read.mime import page_of_mime
from policyparse.stages.read.signs import is_mime, is_zip

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST_CHUNK = 3  # documents embedded in embedded documents


def read_docx(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source. Raises InputError `damaged`, `encrypted`, `too-large`, `complex`, `doctype` or `empty`."""
    text = "\n".join(docx_lines(data, name))
    if not text.strip():
        raise InputError("empty", name, "the document holds no text", "give a document with text, not pictures")
    return [Source(name, sha256, MEDIA_TYPE, "utf-8", text + "\n", title=_title(data, name, text))]


def docx_lines(data: bytes, place: str, depth: int = 0) -> list[str]:
    """The lines of a document: its body, then the notes that it refers to, in their order."""
    container = Container(data, place)
    main = _main_part(container)
    folder = main.rpartition("/")[0]
    relations = _relations(container, main)
    numbering = Numbering.of(_part(container, relations, "numbering"))
    styles = Styles.of(_part(container, relations, "styles"), numbering)
    targets = {identifier: target for identifier, (_, target) in relations.items()}

    def chunk(relation: str) -> list[str]:
        target = resolved(folder, targets.get(relation, ""))
        if target not in container:
            return []
        if depth >= _DEEPEST_CHUNK:
            raise InputError("nested", place, "documents within documents", "give the inner documents themselves")
        return _chunk_lines(container.read(target), f"{place}, {target}", depth + 1)

    body = Body(numbering, styles, chunk)
    root = child(container.xml(main), "body")
    lines = list(body.lines(root)) if root is not None else []
    lines += body.note_lines({kind: _notes(container, relations, kind) for kind in NOTES})
    return lines


def _chunk_lines(data: bytes, place: str, depth: int) -> list[str]:
    """The lines of an embedded part: HTML, MIME HTML, another document, or text."""
    if is_zip(data):
        return docx_lines(data, place, depth)
    if is_mime(data):
        return lines_of(tree(page_of_mime(data, place).text, place))
    found = decode(data, place)
    return lines_of(tree(found.text, place)) if "<" in found.text[:4096] else found.text.splitlines()


def _notes(container: Container, relations: dict[str, tuple[str, str]], kind: str) -> dict[str, Element]:
    root = _part(container, relations, f"{kind}s")
    found = [e for e in root if local(e) == kind] if root is not None else []
    return {attribute(e, "id") or "": e for e in found}


def _main_part(container: Container) -> str:
    """The name of the part that holds the body."""
    if "_rels/.rels" in container:
        for relation in container.xml("_rels/.rels"):
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                return (attribute(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


def _relations(container: Container, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part: id → kind and target. What lies outside of the file is never followed."""
    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels".lstrip("/")
    found = {}
    for relation in container.xml(name) if name in container else ():
        if attribute(relation, "TargetMode") != "External":
            kind = (attribute(relation, "Type") or "").rpartition("/")[2]
            target = resolved(folder, attribute(relation, "Target") or "")
            found[attribute(relation, "Id") or ""] = (kind, target)
    return found


def resolved(folder: str, target: str) -> str:
    """The member that a relation's target names: beside its part, or from the root of the container."""
    if target.startswith("/"):
        return target.lstrip("/")
    steps: list[str] = [] if not folder or target.startswith(f"{folder}/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _part(container: Container, relations: dict[str, tuple[str, str]], kind: str) -> Element | None:
    for found, target in relations.values():
        if found == kind and target in container:
            return container.xml(target)
    return None


def _title(data: bytes, place: str, text: str) -> str | None:
    """The title of the file's properties, where it stands at the head of the text: templates leave theirs behind."""
    container = Container(data, place)
    if "docProps/core.xml" not in container:
        return None
    title = "".join((c.text or "") for c in container.xml("docProps/core.xml") if local(c) == "title").strip()
    head = "".join(text[:1000].split())
    return title if title and "".join(title.split()) in head else None
