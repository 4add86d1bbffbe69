"""Sentences → numeric targets."""

from policyparse.records.found import Outline, Responsibilities, Targets

__all__ = ["targets"]


def targets(text: str, outline: Outline, duties: Responsibilities) -> Targets:
    """The numbers of one document that say something measurable, as full records."""
    return Targets(())
