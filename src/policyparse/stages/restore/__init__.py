"""Damage in a text → the text as it was, with every undoing an edit."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from policyparse.kept import kept
from policyparse.lexicon.usual import is_usual
from policyparse.records.found import Restored
from policyparse.stages.restore.blanks import blanks
from policyparse.stages.restore.compatibility import SUSPECT, compatibility
from policyparse.stages.restore.digits import digits
from policyparse.stages.restore.entities import entities
from policyparse.stages.restore.glosses import TONES, glosses
from policyparse.stages.restore.glyphs import PRIVATE, doubled, icons, spread
from policyparse.stages.restore.label_marks import label_marks
from policyparse.stages.restore.layout import layout
from policyparse.stages.restore.markup import markup
from policyparse.stages.restore.mojibake import any_sign, mojibake
from policyparse.stages.restore.one_line import one_line
from policyparse.stages.restore.places import again, in_turn
from policyparse.stages.restore.quotes import quotes
from policyparse.stages.restore.repeated import repeated
from policyparse.stages.restore.stops import stops
from policyparse.text import AlignedText

__all__ = ["restore"]

PASSES = 3
"""How often encodings and characters are gone through at most."""


def characters(aligned: AlignedText) -> Restored:
    """The text with runs in a wrong encoding read aright, and each character as it is meant.

    What the latter bring together (a letter and its accent, what a control character parted) may show the former.
    """
    return again(aligned, partial(in_turn, steps=(mojibake, icons, compatibility)), PASSES)


STEPS: tuple[Callable[[AlignedText], Restored], ...] = (
    entities,
    markup,
    one_line,
    glosses,
    characters,
    doubled,
    spread,
    blanks,
    quotes,
    digits,
    label_marks,
    stops,
    repeated,
    layout,
)
"""What is undone, in order: each step takes the text as the one before it left it."""
BY_ORDER = (markup, one_line, glosses, doubled, spread, blanks, quotes, digits, label_marks, stops, repeated, layout)
"""The steps that look at how characters stand; each of the others needs one that hardly any text has."""


def restore(aligned: AlignedText) -> Restored:
    """The text with its damage undone, and a note for whatever was unsure."""
    text = aligned.text
    return in_turn(aligned, BY_ORDER if is_usual(text) or not _telling().search(text) else STEPS)


@kept
def _telling() -> re.Pattern[str]:
    """Any character without which there is nothing for the other steps to do: `&` and the backslash of references, `?` for
    a lost byte, the signs of a wrong encoding. None of them is a usual character."""
    return re.compile(f"[&?\\\\{any_sign()}{SUSPECT}{PRIVATE}{TONES}]")
