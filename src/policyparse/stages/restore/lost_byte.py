"""GBK text that lost one byte of a pair, so that every pair after it was read one byte off, → the text as it was.

`　（一）暢通` is A1A1 A3A8 D2BB A3A9 95B3 CDA8; without its second byte from the left of a pair it reads
`?。ㄒ唬…`: A1A3 A8D2 BBA3. A run ends where a byte in the ASCII range, or another lost byte, lets both readings meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.lexicon.characters import character_model
from policyparse.records.found import Note, Restored
from policyparse.stages.restore.candidates import Choice, Chooser
from policyparse.stages.restore.shifted import Mended, mended_run
from policyparse.text import AlignedText, Replacement, Span

RULE = "restore.lost-byte"
PASSES = 8
"""How often a text is gone through at most: what was mended can show what stands before it in a new light."""
_MARK = re.compile("[?\ufffd](?=[^\\x00-\\x3f?\ufffd]|[ -?])")


def lost_bytes(aligned: AlignedText) -> Restored:
    """The text with every run mended that cannot be text as it stands; one edit a run."""
    notes: list[Note] = []
    for _ in range(PASSES):
        if "?" not in aligned.text and "\ufffd" not in aligned.text:
            break
        found = list(_runs(aligned.text))
        if not found:
            break
        before, aligned = aligned, aligned.apply([_replacement(run) for run in found], "restore")
        kept = [n for n in notes if n.span]
        notes = [Note(n.code, n.severity, n.message, aligned.text_span(before, n.span)) for n in kept]
        notes += [note for run in found for note in _notes(run, before, aligned)]
    return Restored(aligned, tuple(notes))


def _runs(text: str) -> Iterator[Mended]:
    """The damaged runs of a text, in order, apart."""
    chooser = Chooser(text, character_model())
    end = 0
    for mark in _MARK.finditer(text):
        if mark.start() < end:
            continue
        run = mended_run(text, mark.start(), chooser)
        if run:
            yield run
            end = run.end


def _replacement(run: Mended) -> Replacement:
    confidence = 1.0
    for choice in run.choices:
        confidence *= choice.confidence
    return Replacement(run.start, run.end, run.text, RULE, round(confidence, 4), bool(run.choices))


def _notes(run: Mended, before: AlignedText, after: AlignedText) -> Iterator[Note]:
    """One note for each byte of a run that had to be chosen."""
    span = after.text_span(before, Span(run.start, run.end))
    for choice in run.choices:
        yield Note(RULE, "review", _says(choice), span)


def _says(choice: Choice) -> str:
    named = ", ".join(f"{c} {share:.3f}" for c, share in choice.candidates)
    return f"a byte is lost; the character was chosen among {choice.possible}: {named}"
