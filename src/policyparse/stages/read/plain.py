"""Plain text: bytes → decoded text."""

from __future__ import annotations

from policyparse.records.errors import InputError
from policyparse.records.found import Source


def is_plain(data: bytes, name: str) -> bool:
    """True for whatever no other reader takes."""
    return True


def read_plain(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source. Raises InputError `binary` or `encoding`."""
    if b"\x00" in data[:4096]:
        raise InputError("binary", name, "this is not a text file", "give a text, HTML, DOCX or PDF file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "encoding", f"{name}, byte {error.start}", "not valid UTF-8", "save the file as UTF-8"
        ) from None
    return [Source(name, sha256, "text/plain", "utf-8", text)]
