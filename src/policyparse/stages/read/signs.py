"""By what a file's first bytes or its name tell its format; nothing here loads a reader."""

from __future__ import annotations

import re
from io import BytesIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE, _PACKED = "give the text that it shows", "unpack it and give the documents themselves"
_NO_TEXT = (
    (b"\x89PNG", "a picture (PNG)", _PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _PICTURE),
    (b"GIF8", "a picture (GIF)", _PICTURE),
    (b"II*\x00", "a picture (TIFF)", _PICTURE),
    (b"MM\x00*", "a picture (TIFF)", _PICTURE),
    (b"Rar!\x1a", "an archive (RAR)", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", _PACKED),
    (b"\x1f\x8b\x08", "a packed file (gzip)", _PACKED),
)
_DATA = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,9}(?:\{\s{0,9}\"document_id\"|document_id): ?\S")
_DATA_NAMES = (".json", ".jsonl", ".yaml", ".yml")
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_PIECE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}<(?:p|div|table|span|section|article|center|font|h[1-6]|style|!--)[\s>-]",
    re.IGNORECASE,
)
_TAGS = re.compile(rb"</(?:p|div|td|tr|table|section)>|<br\s?/?>", re.IGNORECASE)
FEWEST_TAGS = 3  # in the head of a piece of a page
_PAGE_NAMES = (".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".asp", ".aspx", ".jsp", ".php")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]{2,40}:[ \t]")
_MIME = re.compile(rb"^(?:MIME-Version|Content-Type):", re.MULTILINE | re.IGNORECASE)


def no_text(data: bytes) -> tuple[str, str] | None:
    """What a file is that begins as no document does, and what to do; none for any other."""
    return next(((kind, remedy) for sign, kind, remedy in _NO_TEXT if data.startswith(sign)), None)


def is_data(data: bytes, name: str) -> bool:
    """True for what is made of documents and is none: JSON and YAML by their names, a published document by its begin."""
    return name.lower().endswith(_DATA_NAMES) or _DATA.match(data) is not None


def is_pdf(data: bytes, name: str) -> bool:
    """True where `%PDF-` stands in the first 1,024 bytes."""
    return b"%PDF-" in data[:1024]


def is_zip(data: bytes, name: str = "") -> bool:
    """True for the beginning of a ZIP container (`PK`, also an empty one)."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def is_docx(data: bytes, name: str) -> bool:
    """True for a ZIP container with a part `word/doc…`."""
    return _holds(data, "word/doc")


def is_xlsx(data: bytes, name: str) -> bool:
    """True for a ZIP container with a part `xl/workbook…`."""
    return _holds(data, "xl/workbook")


def is_ofd(data: bytes, name: str) -> bool:
    """True for a ZIP container with a part `OFD.xml`."""
    return _holds(data, "OFD.xml")


def is_doc(data: bytes, name: str) -> bool:
    """True for an OLE container with a stream `WordDocument` (DOC, WPS)."""
    return data.startswith(OLE) and "WordDocument".encode("utf-16-le") in data


def is_rtf(data: bytes, name: str) -> bool:
    """True where the data begin with `{\\rtf`."""
    return data.startswith(b"{\\rtf")


def is_odt(data: bytes, name: str) -> bool:
    """True for a ZIP container whose first member says that it is an OpenDocument text."""
    return is_zip(data) and b"vnd.oasis.opendocument.text" in data[:200]


def is_office(data: bytes, name: str) -> bool:
    """True for OLE containers (XLS, slides, mail, encrypted files) and what OpenDocument has beside texts."""
    return data.startswith(OLE) or (is_zip(data) and b"vnd.oasis.opendocument" in data[:200])


def is_epub(data: bytes, name: str) -> bool:
    """True for a ZIP container whose first member says `application/epub+zip`."""
    return is_zip(data) and b"application/epub+zip" in data[:200]


def is_mime(data: bytes, name: str = "") -> bool:
    """True where the data begin with MIME headers, one of them that of the message's type or version."""
    head = data[:2048].lstrip()
    return bool(_HEADER.match(head)) and bool(_MIME.search(head))


def is_html(data: bytes, name: str) -> bool:
    """True where the first 4,096 bytes hold a page's beginning, or the name says HTML and there is a tag; also for a piece of
    a page, as programs cut it out: it begins with a tag, and paragraphs end."""
    head = data[:4096].replace(b"\x00", b"")
    if _PAGE.search(head) or (name.lower().endswith(_PAGE_NAMES) and b"<" in head):
        return True
    return bool(_PIECE.match(head)) and len(_TAGS.findall(head)) >= FEWEST_TAGS


def is_plain(data: bytes, name: str) -> bool:
    """True for whatever no other reader takes."""
    return True


def _holds(data: bytes, beginning: str) -> bool:
    """True for a ZIP container with a member whose name begins so; by its bytes where its directory is damaged.

    An archive may hold another container as it is, with the names of the other's members in its bytes.
    """
    if not is_zip(data) or beginning.encode() not in data:
        return False
    from zipfile import BadZipFile, ZipFile

    try:
        return any(member.lstrip("/").startswith(beginning) for member in ZipFile(BytesIO(data)).namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return True
