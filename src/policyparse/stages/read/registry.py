"""Which reader fits a file: one row per format, tried in order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.docx import is_docx, read_docx
from policyparse.stages.read.html import is_html, read_html
from policyparse.stages.read.office import is_office, read_office
from policyparse.stages.read.pdf import is_pdf, read_pdf
from policyparse.stages.read.plain import is_plain, read_plain
from policyparse.stages.read.xlsx import is_xlsx, read_xlsx


class Reader(NamedTuple):
    """A format: `fits(data, name)` says whether it is for this reader, `read(data, name, sha256)` gives the sources."""

    format: str
    fits: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, str], list[Source]]


READERS: tuple[Reader, ...] = (
    Reader("pdf", is_pdf, read_pdf),
    Reader("docx", is_docx, read_docx),
    Reader("xlsx", is_xlsx, read_xlsx),
    Reader("office", is_office, read_office),
    Reader("html", is_html, read_html),
    Reader("plain", is_plain, read_plain),
)


def read(content: str | bytes, name: str) -> list[Source]:
    """The sources in a file's content. Raises InputError with a code where it cannot be read."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if not data.strip():
        raise InputError("empty", name, "the file holds no text", "give a file with a document in it")
    sha256 = hashlib.sha256(data).hexdigest()
    for reader in READERS:
        if reader.fits(data, name):
            return reader.read(data, name, sha256)
    raise InputError("format", name, "no reader knows this kind of file", "give a text, HTML, DOCX or PDF file")
