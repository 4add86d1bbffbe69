"""Radicals, compatibility ideographs, forms for vertical lines, characters without width, control characters → the characters that are meant;
letters with their marks as characters of their own → one character."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.records.found import Restored
from policyparse.text import AlignedText, Replacement

MARKS = "\u0300-\u036f\u3099\u309a"
_FORMS = "\ufe10-\ufe19\ufe30-\ufe31\ufe35-\ufe44\ufe47\ufe48\ufe50-\ufe6b\uff61-\uff64"
_CONTROLS = "\x01-\x08\x0e-\x1f\x7f"
_CELL = "\x07"  # ends a cell in the text of a DOC, and again a row
_LISTED = f"{_CONTROLS}{_FORMS}\ue5e5\ue78d-\ue796\ue7c7\ue816-\ue864\uf020-\uf0fe\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
SUSPECT = MARKS + _LISTED
_SUSPECT, _SUSPECTS = re.compile(f"[{SUSPECT}]"), re.compile(f"[{_LISTED}]+")
_COMPOSED = re.compile(f"[A-Za-z\u00c0-\u024f\u3041-\u30ff][{MARKS}]{{1,4}}")
COMPOSED = "restore.composed"
LONGEST_ROW = 2000
_JOINERS = frozenset("\u200c\u200d")


class Meant(NamedTuple):
    """A character (its code point in hexadecimal), what is meant by it, and the rule that says so."""

    code_point: str
    meant: str
    rule: str


@kept
def _meant() -> dict[str, tuple[str, str]]:
    return {chr(int(r.code_point, 16)): (r.meant, r.rule) for r in rows("damage/characters.csv", Meant)}


def compatibility(aligned: AlignedText) -> Restored:
    """The text with each character of the table as it is meant."""
    if not _SUSPECT.search(aligned.text):
        return Restored(aligned)
    found = [*_replacements(aligned.text), *_composed(aligned.text)]  # of different characters
    return Restored(aligned.apply(sorted(found, key=lambda r: r.start), "restore") if found else aligned)


def _replacements(text: str) -> Iterator[Replacement]:
    table = _meant()
    for run in _SUSPECTS.finditer(text):
        found = [(c, *table[c]) for c in run.group() if c in table]
        if len(found) < len(run.group()) or _joins(text, run):
            continue
        if _CELL in run.group() and _has_cells(text, run.start()):
            found = [("", "", "restore.control")] * (run.end() - run.start() - 1) + [("", "\t", "restore.control")]
        rules = "+".join(dict.fromkeys(rule for _, _, rule in found))
        yield Replacement(run.start(), run.end(), "".join(meant for _, meant, _ in found), rules)


def _has_cells(text: str, at: int) -> bool:
    """True where the line has more than one mark of a cell."""
    start, end = max(text.rfind("\n", 0, at), at - LONGEST_ROW), text.find("\n", at, at + LONGEST_ROW)
    return text.count(_CELL, start + 1, end if end >= 0 else at + LONGEST_ROW) > 1


def _composed(text: str) -> Iterator[Replacement]:
    """`e` and an acute accent behind it, as some systems write file names and PDF, are `é`."""
    for written in _COMPOSED.finditer(text):
        composed = unicodedata.normalize("NFC", written.group())
        if len(composed) == 1:
            yield Replacement(*written.span(), composed, COMPOSED)


def _joins(text: str, run: re.Match[str]) -> bool:
    """True for a joiner between signs of a script, or of emoji, that it shapes."""
    if not _JOINERS & set(run.group()):
        return False
    return any("\u0600" <= c < "\u1100" or c > "\U0001f000" or c == "\ufe0f" for c in _around(text, run))


def _around(text: str, run: re.Match[str]) -> str:
    return text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
