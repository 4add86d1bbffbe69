"""What the readers of office files, PDFs and saved pages say where a file is not what it seems."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import office, read
from policyparse.stages.read import pdf as pdf_reader
from policyparse.stages.read.pdf import read_pdf

from .word_files import doc, par

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def stream(name: str) -> bytes:
    """A compound file that has a stream of this name."""
    return OLE + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "media_type"), [("a.doc", "application/msword"), ("方案.WPS", "application/wps-office.wps")]
)
def test_the_kind_of_an_office_file_is_told_by_its_name(name: str, media_type: str) -> None:
    assert office._media_type(stream("WordDocument"), name) == media_type


def test_an_office_file_that_is_neither_text_nor_spreadsheet_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        office._media_type(stream("PowerPoint Document"), "汇报.ppt")
    assert refused.value.code == "format"


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_a_conversion_that_makes_nothing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setattr(office.shutil, "which", lambda _: str(program))
    with pytest.raises(InputError, match="LibreOffice cannot read it"):
        read(doc([par("甲\r")], version=0x65), "plan.doc")


TEXT = "关于优化服务的实施方案\n一、主要任务\n压减办理时限。\n" * 4
FOUND: dict[str, Any] = {
    "text": TEXT, "pages": [(1, 0)], "total": 2, "invisible": 0, "unmapped": 0, "pictured": [], "fontless": 0,
}  # fmt: skip


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the process that reads PDFs is made to find."""
    value = dict(FOUND)
    monkeypatch.setattr(pdf_reader, "find_spec", lambda name: object())
    monkeypatch.setattr(pdf_reader, "ask", lambda reader, data, name, remedy: value)
    return value


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        ({}, None, ""),
        ({"invisible": 1}, "ocr-text", "the text of 1 of 2 pages was read from pictures"),
        ({"unmapped": 7}, "unmapped-characters", "of 7 characters the file does not say what they are"),
        ({"fontless": 1}, "needs-font", "characters may be missing"),
    ],
)
def test_what_may_be_wrong_in_a_pdf_is_a_note(
    found: dict[str, Any], told: dict[str, Any], code: str | None, words: str
) -> None:
    found |= told
    (source,) = read_pdf(b"", "plan.pdf", "")
    assert source.text == TEXT
    assert [note.code for note in source.notes] == ([code] if code else [])
    assert all(words in note.message and note.severity == "review" for note in source.notes)


def test_pages_that_are_pictures_are_refused(found: dict[str, Any]) -> None:
    found["text"] = "1\n"
    with pytest.raises(InputError, match="OCR") as refused:
        read_pdf(b"", "plan.pdf", "")
    assert refused.value.code == "scan"


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"policyparse\[formats\]") as refused:
        read_pdf(b"", "plan.pdf", "")
    assert refused.value.code == "needs-pypdfium2"


HEAD = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"


def page(content: str) -> str:
    return f"--x\nContent-Type: text/html; charset=utf-8\n\n{content}\n"


def test_a_saved_page_without_a_page_is_refused() -> None:
    data = (HEAD + "--x\nContent-Type: image/png\n\nabc\n--x--\n").encode()
    with pytest.raises(InputError, match="the message holds no page"):
        read(data, "page.mht")


def test_of_frames_without_text_the_last_reason_is_said() -> None:
    empty = page("<html><frameset><frame src='a.htm'></frameset></html>")
    with pytest.raises(InputError) as refused:
        read((HEAD + empty + empty + "--x--\n").encode(), "page.mht")
    assert refused.value.code == "empty"


def test_a_frame_that_cannot_be_read_is_not_passed_over() -> None:
    large = page("<html><body>一、总则" + "<i>" * 400_001)
    other = page("<html><body><p>版权所有</p></body></html>")
    with pytest.raises(InputError) as refused:
        read((HEAD + large + other + "--x--\n").encode(), "page.mht")
    assert refused.value.code == "complex"


def test_what_is_no_content_is_an_error_of_the_program() -> None:
    for content in (None, 3, Path("plan.txt")):
        with pytest.raises(TypeError, match=r"content is text or bytes, not .*; parse_file takes a path"):
            read(content, "plan.txt")  # type: ignore[arg-type]
    for content in (b"\xe4\xb8\x80", bytearray(b"\xe4\xb8\x80"), memoryview(b"\xe4\xb8\x80")):
        assert read(content, "plan.txt")[0].text == "一"  # type: ignore[arg-type]
