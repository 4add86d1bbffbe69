"""Rich Text Format (RTF): read as the DOCX reader reads what it says."""

from __future__ import annotations

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.docx.body import Body
from policyparse.stages.read.docx.build import box
from policyparse.stages.read.docx.styles import Styles
from policyparse.stages.read.rtf.story import Stories

MEDIA_TYPE = "application/rtf"


def read_rtf(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source. Raises InputError `complex` or `empty`."""
    stories = Stories(data, name)
    body = Body(stories.lists.numbering, Styles())
    lines = [*body.lines(box(stories.body())), *body.note_lines(stories.notes)]
    text = "\n".join(lines)
    if not text.strip():
        raise InputError("empty", name, "the document holds no text", "give a document with text, not pictures")
    return [Source(name, sha256, MEDIA_TYPE, "utf-8", text + "\n")]
