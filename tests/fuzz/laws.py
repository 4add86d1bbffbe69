"""What holds for any input: documents that prove themselves, or a coded refusal; nothing else, and the same each time."""

from __future__ import annotations

import json
import re

from independent import faults
from policyparse.pipeline import parse_fields
from policyparse.records.errors import InputError


def outcome(content: str | bytes, name: str = "document.txt") -> str:
    """The documents as JSON, or the code of the refusal; anything else that happens is a defect."""
    try:
        documents = parse_fields(content, name)
    except InputError as error:
        str(error).encode()
        return error.code
    assert documents
    text = json.dumps(documents, ensure_ascii=False, default=str, allow_nan=False)
    text.encode()  # what is published is UTF-8
    return text


def hold(content: str | bytes, name: str = "document.txt") -> None:
    """Asserts all laws for one input."""
    found = outcome(content, name)
    assert found == outcome(content, name)
    if not found.startswith("["):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", found)
    else:
        documents = json.loads(found)
        assert len({d["document_id"] for d in documents}) == len(documents)
        wrong = [fault for document in documents for fault in faults(document)]
        assert not wrong, wrong
