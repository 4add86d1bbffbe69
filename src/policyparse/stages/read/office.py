"""What no reader here reads (ODS, DOC of Word 6 and 95): through LibreOffice to DOCX or XLSX, where it is installed;
else a refusal that says so."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from policyparse.records.errors import InputError
from policyparse.records.found import Note, Source
from policyparse.stages.read.child import MEMORY, SECONDS, run
from policyparse.stages.read.docx import read_docx
from policyparse.stages.read.signs import is_ods
from policyparse.stages.read.xlsx import read_xlsx

_PROGRAMS = ("soffice", "libreoffice")


def read_office(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources as the DOCX or XLSX reader finds them in what LibreOffice makes of the file.

    Raises InputError `encrypted`, `format` (slides, mail), `needs-libreoffice`, `too-slow`, `unreadable`, `empty`.
    """
    ending, media_type = _kind(data, name)
    target = "xlsx" if ending == "ods" else "docx"
    converted = _converted(data, name, ending, target)
    sources = (read_xlsx if target == "xlsx" else read_docx)(converted, name, sha256)
    note = Note("converted", "info", f"{ending.upper()} read through LibreOffice, as {target.upper()}")
    return [source._replace(media_type=media_type, notes=(*source.notes, note)) for source in sources]


def _kind(data: bytes, name: str) -> tuple[str, str]:
    """The ending that tells LibreOffice what the file is, and its media type."""
    if is_ods(data):
        return "ods", "application/vnd.oasis.opendocument.spreadsheet"
    if _stream("EncryptedPackage") in data:
        raise InputError("encrypted", name, "it is encrypted", "give it without a password")
    if _stream("WordDocument") in data:
        # WPS Office writes what Word writes, under another name
        return "doc", "application/wps-office.wps" if name.lower().endswith(".wps") else "application/msword"
    raise InputError("format", name, "neither a text nor a spreadsheet", "give a text, HTML, DOCX or PDF file")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _converted(data: bytes, name: str, ending: str, target: str) -> bytes:
    """The file as LibreOffice saves it, in a folder and with a profile of its own, without a network."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if not program:
        raise InputError(
            "needs-libreoffice", name, f"a {ending.upper()} file", "install LibreOffice, or save the file as DOCX"
        )
    with tempfile.TemporaryDirectory(prefix="policyparse-") as folder:
        given, made = Path(folder, f"given.{ending}"), Path(folder, "made", f"given.{target}")
        given.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
                   "--convert-to", target, "--outdir", str(made.parent), str(given)]  # fmt: skip
        nowhere = {f"{kind}_proxy": "http://127.0.0.1:9" for kind in ("http", "https", "ftp")}
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder, **nowhere}
        run(command, b"", name, SECONDS, MEMORY, environment)
        if not made.exists():
            raise InputError("unreadable", name, "LibreOffice cannot read it", "get the file again, or save it as DOCX")
        return made.read_bytes()
