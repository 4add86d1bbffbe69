"""Damage in a text → the text as it was, with every undoing an edit."""

from __future__ import annotations

from collections.abc import Callable

from policyparse.records.found import Note, Restored
from policyparse.stages.restore.compatibility import compatibility
from policyparse.stages.restore.entities import entities
from policyparse.stages.restore.glyphs import glyphs
from policyparse.stages.restore.layout import layout
from policyparse.stages.restore.lost_byte import lost_bytes
from policyparse.stages.restore.mojibake import mojibake
from policyparse.stages.restore.places import moved
from policyparse.stages.restore.stops import stops
from policyparse.text import AlignedText

__all__ = ["restore"]

STEPS: tuple[Callable[[AlignedText], Restored], ...] = (
    entities,
    mojibake,
    lost_bytes,
    compatibility,
    glyphs,
    stops,
    layout,
)
"""What is undone, in order: each step takes the text as the one before it left it."""


def restore(aligned: AlignedText) -> Restored:
    """The text with its damage undone, and a note for whatever was unsure."""
    notes: list[Note] = []
    for step in STEPS:
        restored = step(aligned)
        notes = [*moved(notes, aligned, restored.aligned), *restored.notes]
        aligned = restored.aligned
    return Restored(aligned, tuple(notes))
