"""Damage in a text → the text as it was, with every undoing an edit."""

from policyparse.records.found import Restored
from policyparse.text import AlignedText

__all__ = ["restore"]


def restore(aligned: AlignedText) -> Restored:
    """The text with its damage undone, and a note for whatever was unsure."""
    return Restored(aligned)
