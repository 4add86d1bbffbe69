"""Messages: the page in a MIME HTML file (`.mht`, and what Word embeds as altChunk), a mail (`.eml`) and what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policyparse.records.errors import InputError
from policyparse.records.found import Note, Source
from policyparse.stages.read.decode import Decoded, declared_in, decode
from policyparse.stages.read.html import read_html
from policyparse.stages.read.html.titles import is_title

if TYPE_CHECKING:
    from email.message import Message

DEEPEST = 3  # mails attached to mails
_PAGES = ("text/html", "application/xhtml+xml")
_FORWARDED = re.compile(r"^(?:\s*(?:转发|回复|答复|fwd?|re)\s*[:：])+\s*", re.IGNORECASE)


def pages_of_mime(data: bytes, place: str) -> Iterator[Decoded]:
    """The HTML parts of a MIME message, decoded: the page, then its frames. Raises InputError `complex`."""
    return _pages(_parts(data, place), place)


def page_of_mime(data: bytes, place: str) -> Decoded:
    """The first HTML part of a MIME message. Raises InputError `damaged` where there is none."""
    for page in pages_of_mime(data, place):
        return page
    raise no_page(place)


def read_mime(data: bytes, name: str, sha256: str) -> list[Source]:
    """The sources of a message: of its first page with text (a frameset has none), as the page's reader finds them, or of
    its text; then of the documents attached to it, each by the reader that fits it (`mail.eml/plan.docx`).

    An attachment that is refused is said in a note on the first source; where nothing can be read, the page's refusal is
    raised. Raises InputError `complex`, `damaged`, `nested`, and those of the readers.
    """
    refusals: list[InputError] = []
    parts = _parts(data, name)
    sources = _page(parts, name, sha256, refusals) or _text(parts, name, sha256)
    attached = [source for part in parts if _is_attached(part) for source in _read(part, name, refusals)]
    sources = [*sources, *attached]
    if not sources:
        raise refusals[0] if refusals else no_page(name)
    notes = [Note("refused-member", "review", f"{r.place}: {r.code}: {r.reason}") for r in refusals if r.place != name]
    return [sources[0]._replace(notes=(*sources[0].notes, *notes)), *sources[1:]]


def no_page(place: str) -> InputError:
    """A message that holds no page."""
    return InputError("damaged", place, "the message holds no page and no text", "save the page as HTML")


def _page(parts: list[Message], name: str, sha256: str, refusals: list[InputError]) -> list[Source]:
    for page in _pages(parts, name):
        try:
            sources = read_html(page.text.encode("utf-8", "surrogatepass"), name, sha256)
        except InputError as error:
            if error.code != "empty":
                raise
            refusals.append(error)
        else:
            return [s._replace(media_type="multipart/related", encoding=page.encoding) for s in sources]
    return []


def _pages(parts: list[Message], place: str) -> Iterator[Decoded]:
    for part in parts:
        if part.get_content_type() in _PAGES and not _is_attached(part):
            yield from _decoded(part, place)


def _text(parts: list[Message], name: str, sha256: str) -> list[Source]:
    """The text of a mail without a page, and its subject where that reads as a title."""
    for part in parts:
        if part.get_content_type() == "text/plain" and not _is_attached(part):
            for found in _decoded(part, name):
                if found.text.strip():
                    subject = _FORWARDED.sub("", _legible(str(parts[0].get("Subject", ""))))
                    title = subject if is_title(subject) else None
                    text = found.text.replace("\r\n", "\n")
                    return [Source(name, sha256, "message/rfc822", found.encoding, text, title, notes=found.notes)]
    return []


def _read(part: Message, name: str, refusals: list[InputError]) -> list[Source]:
    """The sources of an attachment; what refuses it is added to `refusals`."""
    from policyparse.stages.read.registry import read  # the registry loads this module

    called = _legible(part.get_filename() or "attachment").replace("/", "_")
    if name.count(".eml/") >= DEEPEST:
        raise InputError("nested", name, "mails within mails", "give the documents themselves")
    inner = f"{name}/{called}" if name.lower().endswith(".eml") else f"{name}.eml/{called}"
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or part.get_content_maintype() == "image":
        return []
    try:
        return read(content, inner)
    except InputError as refusal:
        if refusal.code in ("too-large", "nested"):
            raise
        refusals.append(refusal)
        return []


def _parts(data: bytes, place: str) -> list[Message]:
    """The message and its parts. Raises InputError `complex`."""
    from email import message_from_bytes

    try:
        return list(message_from_bytes(data).walk())
    except RecursionError:
        raise InputError("complex", place, "messages within messages", "save the page as HTML") from None


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _decoded(part: Message, place: str) -> Iterator[Decoded]:
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        yield decode(content, place, part.get_content_charset() or declared_in(content))


def _legible(header: str) -> str:
    """A header with its encoded words read: `=?gb2312?B?…?=`."""
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(header))).strip()
    except (LookupError, ValueError):
        return header.strip()
