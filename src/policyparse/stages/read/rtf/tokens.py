"""RTF → its tokens: control words, symbols, braces and bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.records.errors import InputError

MOST_TOKENS = 1_000_000
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|((?:\\'[0-9a-fA-F]{2}){1,999})|([{}])|([^\\{}]+)|\\([^a-zA-Z])|(?:\\)",
    re.DOTALL,
)
_LINES = bytes.maketrans(b"\0", b" ")


Token = tuple[str, int | None, bytes]
"""A control word or symbol with its number, a brace; or no word, and bytes of text."""


def tokens(data: bytes, place: str) -> Iterator[Token]:
    """The tokens in their order; what `\\bin` says is binary is passed over."""
    at = 0
    for _ in range(MOST_TOKENS):
        found = _TOKEN.match(data, at)
        if found is None:
            return
        at = found.end()
        word, number, codes, brace, text, sign = found.groups()
        if word:
            amount = int(number) if number else None
            if word == b"bin":
                at += max(amount or 0, 0)
            else:
                yield word.decode("ascii"), amount, b""
        elif codes:
            yield "", None, bytes.fromhex(codes.decode("ascii").replace("\\'", ""))
        elif text:
            if written := text.translate(_LINES, b"\r\n"):
                yield "", None, written
        elif brace:
            yield brace.decode("ascii"), None, b""
        elif sign:
            yield ("", None, sign) if sign in b"\\{}" else (sign.decode("latin-1"), None, b"")
    raise InputError("complex", place, "too many control words", "save the file as DOCX")
