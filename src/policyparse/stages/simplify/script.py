"""Simplified, traditional or mixed: which characters of a text tell, and which runs of it are simplified."""

import re
import sys
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from struct import unpack
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.lexicon.usual import is_usual
from policyparse.stages.simplify.dictionary import step, telling_simplified
from policyparse.text import Span

# A few characters of the other script (a name, a quotation) do not make a text mixed.
MIXED_FROM = 0.02
TRADITIONAL, SIMPLIFIED = 1, 2
"""What a character tells of a text's script."""
_ENDS = "\n。！？；"
_RUN = re.compile(f"[^{_ENDS}]+[{_ENDS}]?")


class Script(NamedTuple):
    """What a text's characters say: the script, why, and of a text in both what each of its characters says."""

    script: str
    reason: str
    kinds: bytes = b""
    mostly_traditional: bool = False


class Shared(NamedTuple):
    """A character that a dictionary changes though simplified text writes it too, and a word that shows it.

    `use`: in `words` of its own, or in `names` only; `common` are those of names whose other form is in every text.
    """

    text: str
    use: str
    example: str


def script_of(text: str) -> Script:
    """The script of `text`.

    A character tells `traditional` where it becomes another and simplified text never writes it (`lexicon/variants/
    shared.csv` lists what it does write), and `simplified` where it is only ever the simplified form of others.
    A text without either is called simplified: nothing is to be done.
    """
    if is_usual(text) or not _holds(text, _telling_traditional()):
        return _SIMPLIFIED
    if not _holds(text, telling_simplified()):
        return Script("traditional", "no character that only simplified text writes", mostly_traditional=True)
    kinds = _kinds(text)
    old, new = kinds.count(TRADITIONAL), kinds.count(SIMPLIFIED)
    share = old / (old + new)
    script = "traditional" if share > 1 - MIXED_FROM else "simplified" if share < MIXED_FROM else "mixed"
    reason = f"{old} characters that only traditional text writes, {new} that only simplified text writes"
    return Script(script, reason, kinds, share > 0.5)


def _holds(text: str, telling: frozenset[str]) -> bool:
    """True where a text holds any of these characters."""
    return any(hit[0] in telling for hit in _any_of(telling).finditer(text))


def _kinds(text: str) -> bytes:
    """For each character of a text what it tells; all are looked up at once, by their numbers."""
    numbers = unpack(f"<{len(text)}I", text.encode("utf-32-le", "surrogatepass"))
    return bytes(itemgetter(*numbers)(_told()))


@cache
def _told() -> bytearray:
    """For each code point what it tells."""
    told = bytearray(sys.maxunicode + 1)
    for characters, kind in ((_telling_traditional(), TRADITIONAL), (telling_simplified(), SIMPLIFIED)):
        for character in characters:
            told[ord(character)] = kind
    return told


_SIMPLIFIED = Script("simplified", "no character that only traditional text writes")


def runs_of_the_rarer(text: str, script: Script) -> Iterator[tuple[Span, bool]]:
    """The runs of a text in both scripts that hold a telling character of its smaller part, and whether each is traditional.

    A run ends with a line or a sentence. It is traditional where it has as many telling traditional characters as
    simplified ones; a run without any goes with the greater part of the text.
    """
    rarer = SIMPLIFIED if script.mostly_traditional else TRADITIONAL
    at = script.kinds.find(rarer)
    done = 0
    while at >= 0:
        start = max(done, *(text.rfind(end, done, at) + 1 for end in _ENDS))
        run = _RUN.match(text, start)
        done = run.end() if run else at + 1
        old, new = (script.kinds.count(kind, start, done) for kind in (TRADITIONAL, SIMPLIFIED))
        yield Span(start, done), old >= new
        at = script.kinds.find(rarer, done)


@kept
def _telling_traditional() -> frozenset[str]:
    """What t2s changes, without what simplified text writes too: shared characters, and rare ones (`鱀`, `鮡`)
    whose simplified form lies beyond the basic plane, so that most fonts and input methods do not have it."""
    shared = {row.text for row in rows("variants/shared.csv", Shared)}
    return frozenset(chr(k) for k, v in step("any").characters.items() if v <= "\uffff") - shared


@cache
def _any_of(characters: frozenset[str]) -> re.Pattern[str]:
    """Any of these characters, and all beyond the basic plane, which a pattern would go through one by one.

    A search takes a fifth of the time that making the set of a text's characters does.
    """
    basic = "".join(sorted(c for c in characters if c <= "\uffff"))
    return re.compile(f"[{basic}\U00010000-\U0010ffff]")
