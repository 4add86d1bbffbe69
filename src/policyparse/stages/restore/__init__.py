"""Damage in a text → the text as it was, with every undoing an edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from policyparse.records.found import Note, Restored
from policyparse.stages.restore.layout import layout
from policyparse.stages.restore.lost_byte import lost_bytes
from policyparse.text import AlignedText

__all__ = ["restore"]

STEPS: tuple[Callable[[AlignedText], Restored], ...] = (lost_bytes, layout)
"""What is undone, in order: each step takes the text as the one before it left it."""


def restore(aligned: AlignedText) -> Restored:
    """The text with its damage undone, and a note for whatever was unsure."""
    notes: list[Note] = []
    for step in STEPS:
        restored = step(aligned)
        moved = [replace(note, span=restored.aligned.text_span(aligned, note.span)) for note in notes]
        aligned, notes = restored.aligned, [*moved, *restored.notes]
    return Restored(aligned, tuple(notes))
