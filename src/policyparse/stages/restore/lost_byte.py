"""GBK text that lost one byte of a pair, so that every pair after it was read one byte off, → the text as it was.

`　（一）暢通` is A1A1 A3A8 D2BB A3A9 95B3 CDA8; without its second byte from the left of a pair it reads
`?。ㄒ唬…`: A1A3 A8D2 BBA3. A run ends where a byte in the ASCII range, or another lost byte, lets both readings meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.lexicon.characters import character_model
from policyparse.records.found import Note, Restored
from policyparse.stages.restore.candidates import Chooser
from policyparse.stages.restore.lost_pair import mended_pair
from policyparse.stages.restore.places import moved
from policyparse.stages.restore.shifted import MARKS, Mended, mended_run
from policyparse.stages.restore.shifted_labels import with_codes_of_labels
from policyparse.text import AlignedText, Replacement, Span

RULE = "restore.lost-byte"
UNCHECKED, GONE = "restore.unchecked-marks", "restore.lost-text"
MOST_REFUSED = 4000
"""After so many different marks that are no lost bytes the others of a text are not looked at, and a note says so."""
BEFORE, BEHIND = 250, 90
"""What decides about a mark: so many characters before and behind it."""
PASSES = 8
"""How often a text is gone through at most: what was mended can show what stands before it in a new light."""
_GONE = re.compile("\ufffd(?:[^\n]{0,3}\ufffd){0,1000}")
_MARK = re.compile("[?\ufffd](?=[^\\x00-\\x3f?\ufffd]|[ -?])")


def lost_bytes(aligned: AlignedText) -> Restored:
    """The text with every run mended that cannot be text as it stands; one edit a run."""
    notes: list[Note] = []
    refused: set[str] = set()
    labelled = with_codes_of_labels(aligned)
    leaves_out = labelled is not aligned
    aligned = labelled
    for _ in range(PASSES):
        if "?" not in aligned.text and "\ufffd" not in aligned.text:
            break
        found = list(_runs(aligned.text, refused, bool(notes), leaves_out))
        if not found:
            break
        before, aligned = aligned, aligned.apply([_replacement(run) for run in found], "restore")
        chosen = [note for run in found for note in _notes(run)]
        notes = moved([*notes, *chosen], before, aligned)
    if len(refused) >= MOST_REFUSED:
        message = f"{MOST_REFUSED} question marks are no lost bytes; those that follow were not looked at"
        notes.append(Note(UNCHECKED, "info", message))
    if "\ufffd" in aligned.text:
        gone = (Span(*match.span()) for match in _GONE.finditer(aligned.text))
        notes += [Note(GONE, "review", "what stood here could not be decoded, and is lost", span) for span in gone]
    return Restored(aligned, tuple(notes))


def _runs(text: str, refused: set[str], is_damaged: bool, leaves_out: bool) -> Iterator[Mended]:
    """The damaged runs of a text, in order, apart; `refused` gathers the surroundings of marks that are none."""
    chooser = Chooser(text, character_model(), leaves_out)
    end = 0
    for mark in _MARK.finditer(text):
        at = mark.start()
        if at < end:
            continue
        around = text[max(0, at - BEFORE) : at + BEHIND]
        if around in refused:
            continue
        if len(refused) >= MOST_REFUSED:
            return
        is_pair = text[at + 1 : at + 2] in MARKS
        run = mended_pair(text, at, chooser, is_damaged) if is_pair else mended_run(text, at, chooser)
        if run:
            yield run
            end = run.end
        elif is_damaged or not is_pair:  # a pair is looked at again when other bytes are found to be lost
            refused.add(around)


def _replacement(run: Mended) -> Replacement:
    confidence = 1.0
    for choice in run.choices:
        confidence *= choice.confidence
    return Replacement(run.start, run.end, run.text, RULE, round(confidence, 4), bool(run.choices))


def _notes(run: Mended) -> Iterator[Note]:
    """One note for each byte of a run that had to be chosen, at the run's place before it is mended."""
    for choice in run.choices:
        yield Note(RULE, "review", choice.says(), Span(run.start, run.end))
