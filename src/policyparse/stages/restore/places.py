"""Where notes lie after a step has changed the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from policyparse.records.found import Note, Restored
from policyparse.text import AlignedText, Span


def places(before: AlignedText, after: AlignedText) -> Callable[[Span], Span]:
    """Gives for a span of the text `before` a step its span in the text `after` it."""
    back = after.inverted()
    return lambda span: back.source_span(before.source_span(span))


def again(aligned: AlignedText, step: Callable[[AlignedText], Restored], most: int) -> Restored:
    """The text after a step that is taken until it changes nothing, `most` times at most; it notes a thing once."""
    restored = in_turn(aligned, [step] * most, stop=True)
    return Restored(restored.aligned, tuple(dict.fromkeys(restored.notes)))


def in_turn(aligned: AlignedText, steps: Iterable[Callable[[AlignedText], Restored]], stop: bool = False) -> Restored:
    """The text after the steps, each taking it as the one before left it, and the notes of all at their places.

    `stop` ends it with the first step that changes nothing.
    """
    notes: list[Note] = []
    for step in steps:
        restored = step(aligned)
        if stop and restored.aligned is aligned:
            notes += restored.notes
            break
        notes = [*moved(notes, aligned, restored.aligned), *restored.notes]
        aligned = restored.aligned
    return Restored(aligned, tuple(notes))


def moved(notes: Iterable[Note], before: AlignedText, after: AlignedText) -> list[Note]:
    """The notes of the text `before`, at their places in the text `after`."""
    notes = list(notes)
    if before is after or not notes:
        return notes
    place = places(before, after)
    return [note._replace(span=place(note.span)) if note.span else note for note in notes]
