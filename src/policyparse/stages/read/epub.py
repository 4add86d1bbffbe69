"""E-books (EPUB): the pages that their spine lists, one after the other, as one document."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.container import Container, attribute, damaged, local
from policyparse.stages.read.docx import resolved
from policyparse.stages.read.html import read_html

MEDIA_TYPE = "application/epub+zip"
_INDEX = "META-INF/container.xml"


def read_epub(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source. Raises InputError `empty`, `damaged` where the book's list of pages is missing, and those of the container."""
    container = Container(data, name)
    lines: list[str] = []
    for page in _pages(container):
        try:
            lines += (source.text for source in read_html(container.read(page), f"{name}, {page}", sha256))
        except InputError as error:
            if error.code != "empty":
                raise
    if not lines:
        raise InputError("empty", name, "the book holds no text", "give a book with text, not pictures")
    return [Source(name, sha256, MEDIA_TYPE, "utf-8", "".join(lines))]


def _pages(container: Container) -> list[str]:
    """The members that the spine names, in its order."""
    root = next((e for e in container.xml(_INDEX).iter() if local(e) == "rootfile"), None)
    package = (root is not None and attribute(root, "full-path")) or ""
    if package not in container:
        raise damaged(container.place, "the list of its pages is missing")
    listed = list(container.xml(package).iter())
    folder = package.rpartition("/")[0]
    files = {_of(e, "id"): resolved(folder, _of(e, "href")) for e in listed if local(e) == "item"}
    spine = (files.get(_of(e, "idref"), "") for e in listed if local(e) == "itemref")
    return [page for page in spine if page in container]


def _of(element: Element, name: str) -> str:
    return attribute(element, name) or ""
