"""MIME HTML (`.mht`, and what Word embeds as altChunk): the page in it."""

from __future__ import annotations

from collections.abc import Iterator

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.decode import Decoded, declared_in, decode
from policyparse.stages.read.html import read_html


def pages_of_mime(data: bytes, place: str) -> Iterator[Decoded]:
    """The HTML parts of a MIME message, decoded: the page, then its frames. Raises InputError `complex`."""
    from email import message_from_bytes

    try:
        parts = list(message_from_bytes(data).walk())
    except RecursionError:
        raise InputError("complex", place, "messages within messages", "save the page as HTML") from None
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield decode(content, place, part.get_content_charset() or declared_in(content))


def page_of_mime(data: bytes, place: str) -> Decoded:
    """The first HTML part of a MIME message. Raises InputError `damaged` where there is none."""
    for page in pages_of_mime(data, place):
        return page
    raise no_page(place)


def read_mime(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources of the first page with text in a MIME message (a frameset has none), as the page's reader finds them."""
    refused = no_page(name)
    for page in pages_of_mime(data, name):
        try:
            sources = read_html(page.text.encode("utf-8", "surrogatepass"), name, sha256)
        except InputError as error:
            if error.code != "empty":
                raise
            refused = error
        else:
            return [s._replace(media_type="multipart/related", encoding=page.encoding) for s in sources]
    raise refused


def no_page(place: str) -> InputError:
    """A message that holds no page."""
    return InputError("damaged", place, "the message holds no page", "save the page as HTML")
