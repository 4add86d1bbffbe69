"""A text that knows where each of its characters came from; the only place with arithmetic on offsets."""

from policyparse.text.aligned import AlignedText, Run
from policyparse.text.compose import runs_of
from policyparse.text.edit import Edit, Replacement
from policyparse.text.plain import plain, plain_ends
from policyparse.text.span import Span, span_at

__all__ = ["AlignedText", "Edit", "Replacement", "Run", "Span", "plain", "plain_ends", "runs_of", "span_at"]
