"""MIME HTML (`.mht`, and what Word embeds as altChunk): the page in it."""

from __future__ import annotations

from dataclasses import replace

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.decode import Decoded, declared_in, decode
from policyparse.stages.read.html import read_html


def page_of_mime(data: bytes, place: str) -> Decoded:
    """The first HTML part of a MIME message, decoded. Raises InputError `damaged` where there is none."""
    from email import message_from_bytes

    try:
        parts = list(message_from_bytes(data).walk())
    except RecursionError:
        raise InputError("complex", place, "messages within messages", "save the page as HTML") from None
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return decode(content, place, part.get_content_charset() or declared_in(content))
    raise InputError("damaged", place, "the message holds no page", "save the page as HTML")


def read_mime(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources of the page that a MIME message holds, as the page's reader finds them."""
    page = page_of_mime(data, name)
    sources = read_html(page.text.encode("utf-8", "surrogatepass"), name, sha256)
    return [replace(s, media_type="multipart/related", encoding=page.encoding) for s in sources]
