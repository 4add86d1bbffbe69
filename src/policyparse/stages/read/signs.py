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
_TABLE_NAMES = (".csv", ".tsv", ".tab")
_DATA_NAMES = (".json", ".jsonl", ".yaml", ".yml")
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_PIECE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}<(?:p|div|table|span|section|article|center|font|h[1-6]|style|!--)[\s>-]",
    re.IGNORECASE,
)
_TAGS = re.compile(rb"</(?:p|div|td|tr|table|section)>|<br\s?/?>", re.IGNORECASE)
FEWEST_TAGS = 3  # in the head of a piece of a page
_PAGE_NAMES = (".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".asp", ".aspx", ".jsp", ".php")
# The root of an XML file behind its declaration, instructions and comments.
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,200}"
    rb"(?:(?:<!--[^>]{0,400}>|<[?!][^<>\[\]]{0,400}(?:\[[^\]]{0,4000}\]\s{0,20})?>)\s{0,200}){0,9}"
    rb"<(?:[\w-]{1,40}:)?([A-Za-z-]{1,40})[\s/>]"
)
_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
)  # workbooks of Excel 2 to 4, without a container
_OPENDOCUMENT = b"vnd.oasis.opendocument."
_DOCUMENT = "save it as DOCX or PDF"
# What a ZIP container holds that is no archive of documents, and what to do.
_UNREAD = (
    ("ppt/presentation", "slides (PPTX)", _DOCUMENT),
    ("xl/workbook.bin", "a binary workbook (XLSB)", "save it as XLSX"),
    ("Index/Document.iwa", "a file of Pages, Numbers or Keynote", "export it as DOCX, XLSX or PDF"),
    ("uof.xml", "a UOF file", _DOCUMENT),
)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]{2,40}:[ \t]")
_MIME = re.compile(rb"^(?:MIME-Version|Content-Type):", re.MULTILINE | re.IGNORECASE)


def no_text(data: bytes) -> tuple[str, str] | None:
    """What a file is that begins as no document does, and what to do; none for any other."""
    if is_zip(data):
        return next(((kind, remedy) for sign, kind, remedy in _UNREAD if _holds(data, sign)), None)
    if _root(data) == b"UOF":
        return "a UOF file", _DOCUMENT
    return next(((kind, remedy) for sign, kind, remedy in _NO_TEXT if data.startswith(sign)), None)


def is_data(data: bytes, name: str) -> bool:
    """True for what is made of documents and is none: JSON and YAML by their names, a published document by its begin."""
    return name.lower().endswith(_DATA_NAMES) or _DATA.match(data) is not None


def is_delimited(data: bytes, name: str) -> bool:
    """True for the name of a table as text; a text may well have commas in all its lines."""
    return name.lower().endswith(_TABLE_NAMES)


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
    return data.startswith(OLE) and _names(data, "WordDocument")


def is_rtf(data: bytes, name: str) -> bool:
    """True where the data begin with `{\\rtf`."""
    return data.startswith(b"{\\rtf")


def is_odt(data: bytes, name: str) -> bool:
    """True for a ZIP container that says that it is an OpenDocument text, and for one written as a single XML file (FODT)."""
    return _opendocument(data) == "text"


def is_ods(data: bytes, name: str) -> bool:
    """True for an OpenDocument spreadsheet, in a ZIP container or as a single XML file (FODS)."""
    return _opendocument(data) == "spreadsheet"


def is_xls(data: bytes, name: str) -> bool:
    """True for an OLE container with a stream `Workbook` or `Book` (XLS, ET), and for a workbook of Excel 2 to 4."""
    if data[:4] in _BIFF:
        return True
    if not data.startswith(OLE) or _names(data, "EncryptedPackage") or _names(data, "PowerPoint Document"):
        return False
    return _names(data, "Workbook") or _names(data, "Book")


def is_office(data: bytes, name: str) -> bool:
    """True for OLE containers (slides, mail, encrypted files) and what OpenDocument has beside texts and spreadsheets."""
    return data.startswith(OLE) or _opendocument(data) is not None


def is_wordml(data: bytes, name: str) -> bool:
    """True for a Word document as a single XML file: that of Word 2003, or the parts of a DOCX in one."""
    root = _root(data)
    return (root == b"wordDocument" and b"/wordml" in _head(data)) or (
        root == b"package" and b"xmlPackage" in _head(data)
    )


def is_spreadsheetml(data: bytes, name: str) -> bool:
    """True for a workbook as a single XML file, as Excel 2003 writes it."""
    return _root(data) == b"Workbook" and b"office:spreadsheet" in _head(data)


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
    if b"<" not in data[:4096]:
        return False
    head = data[:4096].replace(b"\x00", b"")
    if _PAGE.search(head) or name.lower().endswith(_PAGE_NAMES):
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


def _names(data: bytes, stream: str) -> bool:
    """True where an OLE container names a stream so."""
    return stream.encode("utf-16-le") in data


def _head(data: bytes) -> bytes:
    """The beginning of a file, of UTF-16 its ASCII characters."""
    return data[:8192].replace(b"\x00", b"")


def _root(data: bytes) -> bytes | None:
    """The name of the root of an XML file, without its namespace's prefix."""
    found = _ROOT.match(_head(data)) if b"<" in data[:400] else None
    return found[1] if found else None


def _opendocument(data: bytes) -> str | None:
    """What kind of OpenDocument a file is (`text`, `spreadsheet` …): by its first member, as the format asks; where a program
    packed it anew, by the member `mimetype` wherever it stands, or by the list of its parts; by the root of a flat file."""
    head = data[:200] if is_zip(data) else _head(data) if _root(data) == b"document" else b""
    if is_zip(data) and _OPENDOCUMENT not in head and b"content.xml" in data:
        head = _member(data, "mimetype") or _member(data, "META-INF/manifest.xml")
    begin = head.find(_OPENDOCUMENT)
    found = re.match(rb"[a-z]{1,20}", head[begin + len(_OPENDOCUMENT) :]) if begin >= 0 else None
    return found[0].decode() if found else None


def _member(data: bytes, name: str) -> bytes:
    """The first bytes of a member of a ZIP container; none where it cannot be read."""
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as container, container.open(name) as member:
            return member.read(4096)
    except (BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError, NotImplementedError, RuntimeError):
        return b""
