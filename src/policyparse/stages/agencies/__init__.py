"""Mentions → agencies of the registry."""

from __future__ import annotations

from policyparse.records.found import Agencies, Context, Outline, Responsibilities
from policyparse.stages.agencies.document import Roll

__all__ = ["agencies"]


def agencies(text: str, outline: Outline, duties: Responsibilities, context: Context) -> Agencies:
    """Who every mention of the document is; what the registry cannot tell stays unresolved.

    `text`: the document's text; `outline.parts` and `context` say whose document it is and of which date. Every mention
    text gets one agency; notes say what is doubtful, at the first place where it is written.
    """
    return Roll(text, outline, duties, context).agencies()
