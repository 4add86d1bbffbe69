"""Mentions → agencies of the registry."""

from policyparse.records.found import Agencies, Context, FoundAgency, Outline, Responsibilities

__all__ = ["agencies"]


def agencies(text: str, outline: Outline, duties: Responsibilities, context: Context) -> Agencies:
    """Who every mention of the document is; what the registry cannot tell stays unresolved."""
    names = list(dict.fromkeys(m.agency for m in duties.mentions))
    found = tuple(
        FoundAgency(f"unresolved/{n}", n, None, None, None, None, None, False, False, None, None, "none", 0.0)
        for n in names
    )
    return Agencies(outline.parts.issuer, None, found, {n: f"unresolved/{n}" for n in names})
