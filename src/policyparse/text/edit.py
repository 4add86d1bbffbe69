"""What is to be changed in a text, and what was changed between a source and a text."""

from __future__ import annotations

from typing import NamedTuple


class Replacement(NamedTuple):
    """What a stage wants changed in the text it was given: `[start, end)` becomes `after`."""

    start: int
    end: int
    after: str
    rule: str
    confidence: float = 1.0
    needs_review: bool = False


class Edit(NamedTuple):
    """`source[source_start:source_end]` became `text[text_start:text_end]`; all else is equal in both.

    `positional`: both sides have the same length and their n-th characters belong together.
    """

    source_start: int
    source_end: int
    text_start: int
    text_end: int
    stage: str
    rule: str
    confidence: float = 1.0
    needs_review: bool = False
    positional: bool = False
