"""References that a reader of pages or of JSON left in the text (`&nbsp;`, `&#12289;`, `\\u3001`) → the characters."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

RULE, ESCAPE = "restore.entity", "restore.escape"
_ESCAPES = re.compile(r"(?:\\u[0-9A-Fa-f]{4}){1,2000}")
_LEGIBLE = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
MANY = 8  # escapes of a text: one alone may be what the text is about
_LINE_ENDS = {"\\r\\n": "\n", "\\n": "\n", "\\r": "\n", "\\t": "\t", '\\"': '"'}
_LINE_END = re.compile(r"\\(?:r\\n|[nrt\"])")
# `&amp;nbsp;` was escaped twice; nothing must follow, so that a long row of `amp;` is read once
_REFERENCE = re.compile(
    r"&((?:amp;|#0{0,4}38;|#[xX]0{0,4}26;)*)(?:([A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)?"
)


class Entity(NamedTuple):
    """A name and the code point, in hexadecimal, that it stands for; null where it is a character without width."""

    name: str
    code_point: str | None


@kept
def _named() -> dict[str, str]:
    return {r.name: chr(int(r.code_point, 16)) if r.code_point else "" for r in rows("damage/entities.csv", Entity)}


def entities(aligned: AlignedText) -> Restored:
    """The text with its character references decoded; unknown ones stay."""
    if aligned.text.count("\\u") >= MANY:
        aligned = aligned.apply(_escapes(aligned.text), "restore")
    if aligned.text.count("\\n") >= max(MANY, aligned.text.count("\n")):
        aligned = aligned.apply(_line_ends(aligned.text), "restore")
    if "&" not in aligned.text:
        return Restored(aligned)
    return Restored(aligned.apply(_replacements(aligned.text), "restore"))


def _escapes(text: str) -> Iterator[Replacement]:
    """Runs of characters as JSON and programs write them, Chinese ones or their marks among them."""
    for run in _ESCAPES.finditer(text):
        codes = bytes.fromhex(run.group().replace("\\u", ""))
        meant = codes.decode("utf-16-be", "replace")
        if not {"\ufffd", "\\"} & set(meant) and _LEGIBLE.fullmatch(meant) and max(meant) >= "\u2e80":
            yield Replacement(*run.span(), meant, ESCAPE)


def _line_ends(text: str) -> Iterator[Replacement]:
    """The ends of lines of a text that is a value of JSON, where it has more of these than of its own."""
    for written in _LINE_END.finditer(text):
        yield Replacement(*written.span(), _LINE_ENDS[written.group()], ESCAPE)


def _replacements(text: str) -> Iterator[Replacement]:
    for reference in _REFERENCE.finditer(text):
        ampersands, name = reference.groups()
        after = None if name is None else _character(name)
        if after is not None:
            yield Replacement(reference.start(), reference.end(), after, RULE)
        elif ampersands:
            yield Replacement(reference.start(), reference.end(1), "&", RULE)


def _character(name: str) -> str | None:
    """The character of a reference; None where the name is unknown or the number no printable character.

    >>> _character("ldquo"), _character("#12289"), _character("#x3001"), _character("#65"), _character("id")
    ('“', '、', '、', None, None)
    """
    if not name.startswith("#"):
        return _named().get(name)
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or code < 0x20:
        return None
    character = chr(code)
    # what could make a new reference with its neighbours stays as it is
    return None if character.isascii() and (character.isalnum() or character in "#;\\") else character
