"""Damage in a text → the text as it was, with every undoing an edit."""

from __future__ import annotations

from collections.abc import Callable

from policyparse.records.found import Restored
from policyparse.stages.restore.compatibility import compatibility
from policyparse.stages.restore.entities import entities
from policyparse.stages.restore.glosses import glosses
from policyparse.stages.restore.glyphs import glyphs
from policyparse.stages.restore.layout import layout
from policyparse.stages.restore.mojibake import mojibake
from policyparse.stages.restore.places import in_turn
from policyparse.stages.restore.quotes import quotes
from policyparse.stages.restore.stops import stops
from policyparse.text import AlignedText

__all__ = ["restore"]

STEPS: tuple[Callable[[AlignedText], Restored], ...] = (
    entities,
    mojibake,
    compatibility,
    glyphs,
    glosses,
    quotes,
    stops,
    layout,
)
"""What is undone, in order: each step takes the text as the one before it left it."""


def restore(aligned: AlignedText) -> Restored:
    """The text with its damage undone, and a note for whatever was unsure."""
    return in_turn(aligned, STEPS)
