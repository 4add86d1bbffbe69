"""Word documents that are a single XML file: of Word 2003 (WordprocessingML), and the parts of a DOCX in one (flat OPC)."""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.container import attribute, child, damaged, flat_xml, local
from policyparse.stages.read.docx import read_docx
from policyparse.stages.read.docx.body import NOTES, Body
from policyparse.stages.read.docx.build import run
from policyparse.stages.read.docx.numbering import Numbering
from policyparse.stages.read.docx.styles import Styles

MEDIA_TYPE = "application/vnd.ms-word"
_OWN = range(0xF000, 0xF100)  # codes of symbol fonts, which mean nothing without the font


def read_wordml(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source. Raises InputError `damaged`, `too-large`, `complex`, `doctype` or `empty`, and those of DOCX."""
    root = flat_xml(data, name)
    if local(root) == "package":
        return [source._replace(media_type=MEDIA_TYPE) for source in read_docx(_packed(root, name), name, sha256)]
    body = child(root, "body")
    if body is None:
        raise damaged(name, "it has no body")
    notes = _prepared(body)
    writer = Body(Numbering.of(None), Styles())
    text = "\n".join([*writer.lines(body), *writer.note_lines(notes)])
    if not text.strip():
        raise InputError("empty", name, "the document holds no text", "give a document with text, not pictures")
    return [Source(name, sha256, MEDIA_TYPE, "utf-8", text + "\n")]


def _prepared(body: Element) -> dict[str, dict[str, Element]]:
    """Puts what Word 2003 says in its own way as a DOCX says it: labels are written out, notes stand apart, remarks are gone.

    Gives the notes by kind and number.
    """
    notes: dict[str, dict[str, Element]] = {kind: {} for kind in NOTES}
    for part in list(body.iter()):
        name = local(part)
        if name == "p" and (label := _label(part)):
            part.insert(1, run(label))  # behind the properties
        elif name == "annotation" and attribute(part, "type") == "Word.Comment":
            part.clear()
        elif name == "r":
            for at, inner in enumerate(part):
                if (kind := local(inner)) in NOTES:
                    number = str(len(notes[kind]) + 1)
                    notes[kind][number] = inner
                    part[at] = Element(f"{kind}Reference", id=number)
    return notes


def _label(paragraph: Element) -> str:
    """The label of a paragraph in a list, as Word wrote it beside the list's number."""
    written = child(paragraph, "pPr", "listPr", "t")
    label = (attribute(written, "val") or "") if written is not None else ""
    return "●" if len(label) == 1 and ord(label) in _OWN else label


def _packed(package: Element, place: str) -> bytes:
    """The container that a package's parts make."""
    into = BytesIO()
    with ZipFile(into, "w") as container:
        for name, content in _parts(package, place):
            container.writestr(name, content)
    return into.getvalue()


def _parts(package: Element, place: str) -> Iterator[tuple[str, bytes]]:
    """The names and contents of a package's parts."""
    for part in package:
        name = (attribute(part, "name") or "").lstrip("/")
        written, packed = child(part, "xmlData"), child(part, "binaryData")
        if name and written is not None and len(written):
            yield name, ElementTree.tostring(written[0])
        elif name and packed is not None:
            try:
                yield name, binascii.a2b_base64(packed.text or "")
            except (binascii.Error, ValueError):
                raise damaged(place, f"{name} cannot be unpacked") from None
