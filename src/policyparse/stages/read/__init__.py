"""Bytes → sources: which reader fits a file, and what it read."""

from policyparse.stages.read.registry import read

__all__ = ["read"]
