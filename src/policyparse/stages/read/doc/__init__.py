"""Word documents of 97 to 2003 and those of WPS Office (DOC, WPS): read as the DOCX reader reads what they say."""

from __future__ import annotations

import struct

from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read.container import damaged
from policyparse.stages.read.doc.file import WordFile
from policyparse.stages.read.doc.story import Stories
from policyparse.stages.read.docx.body import Body
from policyparse.stages.read.docx.build import box
from policyparse.stages.read.docx.styles import Styles
from policyparse.stages.read.office import read_office

MEDIA_TYPE, MEDIA_TYPE_OF_WPS = "application/msword", "application/wps-office.wps"


def read_doc(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source; a file of Word 6 or 95, or one of another program within the container, is left to `office`.

    Raises InputError `damaged`, `encrypted`, `too-large`, `complex` or `empty`, and those of `office`.
    """
    word = WordFile(data, name)
    if word.is_other:
        return read_office(data, name, sha256)
    try:
        text = "\n".join(_lines(word))
    except (struct.error, IndexError):
        raise damaged(name, "it is cut off") from None
    if not text.strip():
        raise InputError("empty", name, "the document holds no text", "give a document with text, not pictures")
    media_type = MEDIA_TYPE_OF_WPS if name.lower().endswith(".wps") else MEDIA_TYPE
    return [Source(name, sha256, media_type, "utf-8", text + "\n")]


def _lines(word: WordFile) -> list[str]:
    """The lines of the body, then the notes that it refers to."""
    stories = Stories(word)
    body = Body(stories.lists.numbering, Styles())
    return [*body.lines(box(stories.body())), *body.note_lines(stories.notes())]
