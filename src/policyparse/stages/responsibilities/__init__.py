"""Outline → responsibility clauses and who they name in which role."""

from policyparse.stages.responsibilities.stage import responsibilities

__all__ = ["responsibilities"]
