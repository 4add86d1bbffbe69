"""The parser as a whole on any input: documents that prove themselves, or a coded refusal."""

from __future__ import annotations

import os

from hypothesis import given, settings

from fuzz.documents import NAMES, contents
from fuzz.laws import hold

SLOW = os.environ.get("POLICYPARSE_SLOW") == "1"


@settings(max_examples=20_000 if SLOW else 150, deadline=None)
@given(contents(), NAMES)
def test_any_input_gives_documents_that_prove_themselves_or_a_refusal(content: str | bytes, name: str) -> None:
    hold(content, name)
