"""Sentences → numeric targets."""

from policyparse.stages.targets.stage import targets

__all__ = ["targets"]
