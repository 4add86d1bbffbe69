"""Text that was read in a wrong encoding → the text; what is beyond help is named.

`é”™è¯¯` is 错误 (E9 94 99 E8 AF AF) read as Windows-1252, `浣犲ソ` is 你好 (E4BD A0E5 A5BD) read as GBK, `锟斤拷` is
the replacement character (EFBF BDEF BFBD), written as UTF-8 and read as GBK: what stood there is gone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.usual import signs_by_kind
from policyparse.records.found import Note, Restored
from policyparse.stages.restore.latin import (
    lines_of_gbk,
    pairs_as_latin,
    utf8_as_latin,
    utf8_as_windows,
    utf16_as_latin,
)
from policyparse.stages.restore.lost_byte import GONE, lost_bytes
from policyparse.stages.restore.multibyte import Found, gbk_as_shift_jis, pairs_as, utf8_as
from policyparse.stages.restore.places import again, in_turn, places
from policyparse.text import AlignedText, Replacement, Span

UNREAD = "restore.unread"
_CONTROL = "\x00-\x08\x0e-\x1b\x80-\x84\x86-\x9f"
_LATIN = f"{_CONTROL}¡¤¦¨ª¬¯´¸¿\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
"""Control characters, which UTF-16 and Latin-1 show, and letters with accents."""
_KANA, _LOST = "\uff61-\uff9f", "\ufffd"
"""Half-width kana, which Shift-JIS shows, and what decoders write for bytes that are no code."""


class Kind(NamedTuple):
    """What may have happened: the end of the rule's name, what shows it, and how its runs are found."""

    name: str
    signs: str
    is_sure: bool  # bytes show it; where the character model has decided, a person should look
    find: Callable[[str, re.Pattern[str]], Iterator[Found]]


@cache
def kinds() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The kinds, the surer first, each with a pattern for any of its signs."""
    listed = signs_by_kind()
    return tuple((kind, re.compile(f"[{kind.signs}{listed.get(kind.name, '')}]")) for kind in _KINDS)


_KINDS = (
    Kind("gbk-as-latin", _LATIN, True, lambda text, _: lines_of_gbk(text)),
    Kind("utf8-as-latin", _LATIN, True, lambda text, _: utf8_as_windows(text)),
    Kind("utf8-as-latin", _LATIN, True, lambda text, _: utf8_as_latin(text)),
    Kind("utf16-as-latin", _CONTROL, False, lambda text, _: utf16_as_latin(text)),
    Kind("gbk-as-latin", _LATIN, False, lambda text, _: pairs_as_latin(text, "gbk")),
    Kind("big5-as-latin", _LATIN, False, lambda text, _: pairs_as_latin(text, "cp950")),
    Kind("utf8-as-gbk", _LOST, True, lambda text, _: utf8_as(text, "gb18030")),
    Kind("utf8-as-shift-jis", _KANA + _LOST, True, lambda text, _: utf8_as(text, "cp932")),
    Kind("gbk-as-shift-jis", _KANA, False, lambda text, _: gbk_as_shift_jis(text)),
    Kind("utf8-as-big5", _LOST, True, lambda text, _: utf8_as(text, "cp950")),
    Kind("gbk-as-big5", _LOST, False, lambda text, signs: pairs_as(text, "gbk", "cp950", signs)),
    Kind("big5-as-gbk", "\u3041-\u30f6" + _LOST, False, lambda text, signs: pairs_as(text, "cp950", "gb18030", signs)),
)
PASSES = 3
"""How often a text is gone through at most: it may have been read wrongly twice."""
_FORMS = re.compile("[\ufe30-\ufe6b]")
_MARKS = frozenset("｡｢｣､")  # signs of Shift-JIS, and marks of a text in half-width forms
_GONE = re.compile("(?:锟斤拷){1,1000}锟?")


@kept
def _listed() -> str:
    """All signs of the table."""
    return "".join(sorted({*"".join(signs_by_kind().values())}))


def any_sign() -> str:
    """All signs that a text was read in a wrong encoding, as a set of characters in a pattern has them."""
    return f"{_LATIN}{_KANA}{_LOST}\u3041-\u30f6锟{_listed()}"


@kept
def _sign() -> re.Pattern[str]:
    return re.compile(f"[{any_sign()}]")


@kept
def _unread() -> re.Pattern[str]:
    """Two signs and more, close together; small and vertical forms (`﹚`) may be the text's own."""
    sign = f"[{_CONTROL}{_KANA}{_FORMS.sub('', _listed())}]"
    return re.compile(f"{sign}(?:[^\\n]{{0,4}}{sign}){{1,1000}}")


def mojibake(aligned: AlignedText) -> Restored:
    """The text with such runs read in the right encoding, and a note for what was chosen and for what is gone.

    Bytes that were lost are mended in between: what their loss makes of GBK may look like Big5.
    """
    if not _sign().search(aligned.text):
        return lost_bytes(aligned)
    return in_turn(aligned, (surely, lost_bytes, likely))


def surely(aligned: AlignedText) -> Restored:
    """The text with what the bytes themselves show; gone through again where it was read wrongly twice."""
    restored = again(aligned, partial(_read, listed=[k for k in kinds() if k[0].is_sure]), PASSES)
    if "锟斤拷" not in restored.aligned.text:
        return restored
    gone = (Span(*match.span()) for match in _GONE.finditer(restored.aligned.text))
    notes = (Note(GONE, "review", "replacement characters; what stood here is lost", span) for span in gone)
    return Restored(restored.aligned, (*restored.notes, *notes))


def likely(aligned: AlignedText) -> Restored:
    """The text with what the character model tells, and a note where signs are left that nothing explains."""
    if not _sign().search(aligned.text):
        return Restored(aligned)
    restored = _read(aligned, [k for k in kinds() if not k[0].is_sure])
    found = _unread().finditer(restored.aligned.text)
    unread = (Span(*match.span()) for match in found if _is_unread(match.group()))
    message = "it seems to have been read in a wrong encoding; left as it stands"
    return Restored(restored.aligned, (*restored.notes, *(Note(UNREAD, "review", message, span) for span in unread)))


def _is_unread(shown: str) -> bool:
    """False for one sign again and again, as `﹏﹏﹏` is a line, and for half-width marks."""
    return len(set(shown)) > 1 and any(c not in _MARKS and _sign().match(c) for c in shown)


def _read(aligned: AlignedText, listed: Iterable[tuple[Kind, re.Pattern[str]]]) -> Restored:
    """The text with the runs of some kinds read aright."""
    found = _found(aligned.text, listed)
    if not found:
        return Restored(aligned)
    changes = [_replacement(kind, run) for kind, run in found if run.meant is not None]
    after = aligned.apply(changes, "restore") if changes else aligned
    return Restored(after, tuple(_notes(found, aligned, after)))


def _found(text: str, listed: Iterable[tuple[Kind, re.Pattern[str]]]) -> list[tuple[Kind, Found]]:
    """The runs of every kind, in order; where two overlap, that of the surer kind."""
    found: list[tuple[Kind, Found]] = []
    taken = bytearray(len(text))
    seen = "".join({*_sign().findall(text)})
    for kind, signs in listed:
        if not signs.search(seen):
            continue
        for run in kind.find(text, signs):
            if taken.find(1, run.start, run.end) < 0:
                taken[run.start : run.end] = b"\x01" * (run.end - run.start)
                found.append((kind, run))
    return sorted(found, key=lambda item: item[1].start)


def _replacement(kind: Kind, run: Found) -> Replacement:
    confidence = run.confidence * (1.0 if kind.is_sure else 0.9)
    review = bool(run.choices) or not kind.is_sure
    return Replacement(run.start, run.end, run.meant or "", f"restore.{kind.name}", round(confidence, 4), review)


def _notes(found: list[tuple[Kind, Found]], before: AlignedText, after: AlignedText) -> Iterator[Note]:
    """What was chosen, and what could not be read."""
    place = places(before, after)
    for kind, run in found:
        code, span = f"restore.{kind.name}", place(Span(run.start, run.end))
        yield from (Note(code, "review", choice.says(), span) for choice in run.choices)
        if run.meant is None:
            yield Note(
                code, "review", "text that was read in a wrong encoding, with bytes lost; left as it stands", span
            )
        elif not kind.is_sure:
            yield Note(
                code, "review", "text that was read in a wrong encoding; where it begins and ends is likely", span
            )
