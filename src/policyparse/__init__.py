"""Chinese government policy documents as records that can be checked against every character of their source."""

from policyparse.pipeline import parse

__all__ = ["parse"]
