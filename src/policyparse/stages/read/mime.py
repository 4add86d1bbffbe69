"""MIME HTML (`.mht`, and what Word embeds as altChunk): the page in it."""

from __future__ import annotations

from policyparse.records.errors import InputError
from policyparse.stages.read.decode import Decoded, declared_in, decode


def is_mime(data: bytes) -> bool:
    """True where the data begin with MIME headers."""
    head = data[:2048].lower()
    return b"mime-version:" in head or (head.lstrip().startswith(b"content-type:") and b"\n" in head)


def page_of_mime(data: bytes, place: str) -> Decoded:
    """The first HTML part of a MIME message, decoded. Raises InputError `damaged` where there is none."""
    from email import message_from_bytes

    message = message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return decode(content, place, part.get_content_charset() or declared_in(content))
    raise InputError("damaged", place, "the message holds no page", "save the page as HTML")
