"""A paragraph of a document, and what it is."""

from __future__ import annotations

from dataclasses import dataclass

from policyparse.stages.outline.labels import Label
from policyparse.text import Span


@dataclass(slots=True)
class Line:
    """A paragraph and its label; `kind` is what it is when it belongs to no item."""

    span: Span
    label: Label | None
    kind: str | None = None
    copy: bool = False  # part of a text that stands twice
    notice: bool = False  # the heading of a notice in a compilation of documents
