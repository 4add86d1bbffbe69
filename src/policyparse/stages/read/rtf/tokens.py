"""RTF → its tokens: control words, symbols, braces and bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from policyparse.records.errors import InputError

MOST_TOKENS = 5_000_000
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|((?:\\'[0-9a-fA-F]{2})+)|([{}])|([^\\{}]+)|\\([^a-zA-Z])|(?:\\)", re.DOTALL
)
_LINES = bytes.maketrans(b"\0", b" ")


class Token(NamedTuple):
    """A control word or symbol with its number, a brace, or bytes of text (`word` empty)."""

    word: str
    number: int | None = None
    text: bytes = b""


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
                yield Token(word.decode("ascii"), amount)
        elif codes:
            yield Token("", None, bytes.fromhex(codes.decode("ascii").replace("\\'", "")))
        elif text:
            if written := text.translate(_LINES, b"\r\n"):
                yield Token("", None, written)
        elif brace or sign:
            yield Token((brace or sign).decode("latin-1"))
    raise InputError("complex", place, "too many control words", "save the file as DOCX")
