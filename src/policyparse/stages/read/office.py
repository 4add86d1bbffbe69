"""What no reader here reads (DOC of Word 6 and 95): through LibreOffice to DOCX, where it is installed; else a refusal that says so."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from policyparse.records.errors import InputError
from policyparse.records.found import Note, Source
from policyparse.stages.read.child import MEMORY, SECONDS, run
from policyparse.stages.read.docx import read_docx

_PROGRAMS = ("soffice", "libreoffice")


def read_office(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources as the DOCX reader finds them in what LibreOffice makes of the file.

    Raises InputError `encrypted`, `format` (slides, mail), `needs-libreoffice`, `too-slow`, `unreadable`, `empty`.
    """
    media_type = _media_type(data, name)
    note = Note("converted", "info", "DOC read through LibreOffice, as DOCX")
    sources = read_docx(_converted(data, name), name, sha256)
    return [source._replace(media_type=media_type, notes=(*source.notes, note)) for source in sources]


def _media_type(data: bytes, name: str) -> str:
    """The media type of a document of Word or WPS Office, which writes what Word writes, under another name."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError("encrypted", name, "it is encrypted", "give it without a password")
    if "WordDocument".encode("utf-16-le") in data:
        return "application/wps-office.wps" if name.lower().endswith(".wps") else "application/msword"
    raise InputError("format", name, "neither a text nor a spreadsheet", "give a text, HTML, DOCX or PDF file")


def _converted(data: bytes, name: str) -> bytes:
    """The file as LibreOffice saves it, in a folder and with a profile of its own, without a network."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if not program:
        raise InputError("needs-libreoffice", name, "a DOC file", "install LibreOffice, or save the file as DOCX")
    with tempfile.TemporaryDirectory(prefix="policyparse-") as folder:
        given, made = Path(folder, "given.doc"), Path(folder, "made", "given.docx")
        given.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
                   "--convert-to", "docx", "--outdir", str(made.parent), str(given)]  # fmt: skip
        nowhere = {f"{kind}_proxy": "http://127.0.0.1:9" for kind in ("http", "https", "ftp")}
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder, **nowhere}
        run(command, b"", name, SECONDS, MEMORY, environment)
        if not made.exists():
            raise InputError("unreadable", name, "LibreOffice cannot read it", "get the file again, or save it as DOCX")
        return made.read_bytes()
