"""OpenDocument texts (ODT, and FODT as a single XML file): read as the DOCX reader reads what they say."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.container import Container, child, damaged, flat_xml
from policyparse.stages.read.docx.body import Body
from policyparse.stages.read.docx.build import box
from policyparse.stages.read.docx.styles import Styles as WordStyles
from policyparse.stages.read.odt.story import Stories
from policyparse.stages.read.odt.styles import Styles
from policyparse.stages.read.signs import is_zip

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"


def read_odt(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source. Raises InputError `damaged`, `encrypted`, `too-large`, `complex`, `doctype` or `empty`."""
    root, *others = parts_of(data, name)
    text = child(root, "body", "text")
    if text is None:
        raise damaged(name, "it has no body")
    stories = Stories(Styles([*others, root]), name)
    blocks = box(stories.blocks(text))
    body = Body(stories.lists.numbering, WordStyles())
    found = "\n".join([*body.lines(blocks), *body.note_lines(stories.notes)])
    if not found.strip():
        raise InputError("empty", name, "the document holds no text", "give a document with text, not pictures")
    return [Source(name, sha256, MEDIA_TYPE, "utf-8", found + "\n")]


def parts_of(data: bytes, name: str) -> list[Element]:
    """The part with the text, and that with styles of its own where there is one; a flat file is both."""
    if not is_zip(data):
        return [flat_xml(data, name)]
    container = Container(data, name)
    if _MANIFEST in container and b"encryption-data" in container.read(_MANIFEST):
        raise InputError("encrypted", name, "it is encrypted", "give it without a password")
    return [container.xml(part) for part in ("content.xml", "styles.xml") if part in container or part == "content.xml"]
