"""PDF with text: read in a process of its own, in reading order, its lines joined to paragraphs."""

from __future__ import annotations

from importlib.util import find_spec

from policyparse.records.errors import InputError
from policyparse.records.found import Note, Page, Source
from policyparse.stages.read.apart import ask
from policyparse.stages.read.paged.pictures import picture_notes

MEDIA_TYPE = "application/pdf"
NO_FONT = "{} of {} pages are written in fonts that are not in the file, and this machine has none for Chinese"
FONT = "install one (Debian: fonts-noto-cjk) and read it again"
FEWEST = 30  # characters on a page on the average: less is a stamp or a number on a picture of a page


def read_pdf(data: bytes, name: str, sha256: str) -> list[Source]:
    """One source with the pages' beginnings.

    Raises InputError `needs-pypdfium2`, `encrypted`, `damaged`, `too-slow`, `too-large`, `unreadable`, `scan`
    where the pages are pictures without text, or `needs-font` where nothing can be read without a font that is not in
    the file.
    """
    if find_spec("pypdfium2") is None:
        raise InputError("needs-pypdfium2", name, "a PDF file", "install it: pip install 'policyparse[formats]'")
    found = ask("policyparse.stages.read.pdf.child", data, name, "get the file again, or save it anew")
    text = found["text"]
    lacking = NO_FONT.format(found["fontless"], found["total"])
    if len("".join(text.split())) < FEWEST * min(found["total"], 3):
        if found["fontless"]:
            raise InputError("needs-font", name, lacking, FONT)
        raise InputError("scan", name, "its pages are pictures without text", "give the text, or run OCR over it first")
    notes = []
    if found["fontless"]:
        notes.append(Note("needs-font", "review", f"{lacking}: characters may be missing; {FONT}"))
    if found["invisible"]:
        message = (
            f"the text of {found['invisible']} of {found['total']} pages was read from pictures (OCR): it may be wrong"
        )
        notes.append(Note("ocr-text", "review", message))
    if found["unmapped"]:
        message = f"of {found['unmapped']} characters the file does not say what they are: they may be missing or wrong"
        notes.append(Note("unmapped-characters", "review", message))
    notes += picture_notes(found["pictured"])
    pages = tuple(Page(page, at) for page, at in found["pages"])
    return [Source(name, sha256, MEDIA_TYPE, "utf-8", text, pages=pages, notes=tuple(notes))]
