"""Plain text: bytes → decoded text, as it is."""

from __future__ import annotations

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.decode import decode


def read_plain(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source with every character of the file. Raises InputError `binary`, `encoding` or `empty`."""
    found = decode(data, name)
    if not found.text or found.text.isspace():
        raise InputError("empty", name, "the file holds no text", "give a file with a document in it")
    return [Source(name, sha256, "text/plain", found.encoding, found.text, notes=found.notes)]
