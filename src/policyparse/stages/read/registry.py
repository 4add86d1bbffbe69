"""Which reader fits a file: one row per format, tried in order."""

import hashlib
from codecs import BOM_UTF8
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import NamedTuple

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.signs import (
    is_data,
    is_delimited,
    is_doc,
    is_docx,
    is_epub,
    is_html,
    is_mime,
    is_ods,
    is_odt,
    is_ofd,
    is_office,
    is_pdf,
    is_plain,
    is_rtf,
    is_spreadsheetml,
    is_wordml,
    is_xls,
    is_xlsx,
    is_zip,
    no_text,
)  # fmt: skip

Read = Callable[[bytes, str, str], list[Source]]


class Reader(NamedTuple):
    """A format: `fits(data, name)` says whether a file is of it; its module here has `read_<format>(data, name, sha256)`,
    which gives the sources, and is loaded for the first file of the format."""

    format: str
    fits: Callable[[bytes, str], bool]

    def load(self) -> Read:
        """The function that reads the format."""
        return _reader_of(self.format)


@cache
def _reader_of(format: str) -> Read:
    module = import_module(f"policyparse.stages.read.{format}")
    reader: Read = getattr(module, f"read_{format}")
    return reader


def read(content: str | bytes, name: str, sha256: str | None = None) -> list[Source]:
    """The sources in a file's content; a file may hold several documents.

    `name` is the file's name: its ending decides where the content does not. Text is read as it is, pages, office
    files, spreadsheets of documents and archives by their readers. `sha256` of the content, where it is known already.
    Raises InputError with a code, and nothing else, where the content cannot be read; TypeError for what is no content.
    """
    if not isinstance(content, str | bytes | bytearray | memoryview):
        raise TypeError(f"content is text or bytes, not {type(content).__name__}; parse_file takes a path")
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content)
    if not data or data.isspace():
        raise InputError("empty", name, "the file holds no text", "give a file with a document in it")
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    if isinstance(content, str) and not data.startswith(BOM_UTF8):
        data = BOM_UTF8 + data  # what is a text already is not to be guessed at
    if kind := no_text(data):
        raise InputError("binary", name, f"this is {kind[0]}, not a text file", kind[1])
    if is_data(data, name):
        remedy = "give the text it was made from; `show`, `diff`, `explore` and `validate` take published documents"
        raise InputError("data", name, "this is JSON or YAML, not a document", remedy)
    for reader in READERS:
        if reader.fits(data, name):
            return reader.load()(data, name, sha256)
    raise InputError("format", name, "no reader knows this kind of file", "give a text, HTML, DOCX or PDF file")


READERS: tuple[Reader, ...] = (
    Reader("pdf", is_pdf),
    Reader("docx", is_docx),
    Reader("xlsx", is_xlsx),
    Reader("ofd", is_ofd),
    Reader("doc", is_doc),
    Reader("rtf", is_rtf),
    Reader("odt", is_odt),
    Reader("ods", is_ods),
    Reader("xls", is_xls),
    Reader("office", is_office),
    Reader("epub", is_epub),
    Reader("archive", is_zip),
    Reader("mime", is_mime),
    Reader("wordml", is_wordml),
    Reader("spreadsheetml", is_spreadsheetml),
    Reader("html", is_html),
    Reader("delimited", is_delimited),
    Reader("plain", is_plain),
)
