"""Outline → responsibility clauses and who they name in which role."""

from policyparse.records.found import Outline, Responsibilities

__all__ = ["responsibilities"]


def responsibilities(text: str, outline: Outline) -> Responsibilities:
    """The clauses of one document and the agencies that they name, roles by label, verb, convention or position."""
    return Responsibilities((), ())
