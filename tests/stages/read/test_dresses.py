"""One document as text in several encodings, as a page, a Word document, a PDF and in an archive: one and the same plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyparse.pipeline import parse_fields

from .files import Text, ofd, paragraph, pdf, zipped
from .test_docx import docx, in_list, level, numbering, p

TEXT = Path(__file__).parents[3].joinpath("tests/cases/read/dresses.txt").read_text("utf-8")
LINES = TEXT.splitlines()
CENTRED = {0, 1, 6}
RIGHT = {4, 5}


def traditional() -> str:
    from opencc import OpenCC

    converted: str = OpenCC("s2tw").convert(TEXT)
    return converted


def page() -> bytes:
    body = "".join(f"<p>　　{line}</p>\n" for line in LINES)
    return (
        f"<!DOCTYPE html><html><head><title>通知公告</title></head><body><div class='nav'><a href='/'>首页</a></div>"
        f"<div class='content'>{body}</div><div class='share'>分享到：<a href='#'>微信</a></div>"
        "<div class='footer'>主办单位：某市人民政府办公室</div></body></html>"
    ).encode()


def page_of_breaks() -> bytes:
    head = "<html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'></head><body>"
    return (head + "<table><tr><td>" + "<br>\n".join(LINES) + "</td></tr></table></body></html>").encode("gb18030")


def numbered() -> bytes:
    """The same labels, written by Word."""
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    running = '<w:abstractNum w:abstractNumId="1">' + level(0, "decimal", "%1.") + "</w:abstractNum>"
    second = '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    body = ""
    for line in LINES:
        if line[0] in "一二三" and line[1] == "、":
            body += p(line[2:], in_list(1, 0))
        elif line[0] == "（" and line[2] == "）":
            body += p(line[3:], in_list(1, 1))
        elif line[0] in "123" and line[1] == ".":
            body += p(line[2:], in_list(2, 0))
        else:
            body += p(line)
    parts = numbering(levels, running + number + second)
    return docx(body, numbering_xml=parts)


def printed(size: float = 16.0, per_page: float = 740.0, numbers: bool = True) -> bytes:
    """The document set as official ones are, over several pages."""
    pages: list[list[Text]] = [[]]
    y = 100.0
    for index, line in enumerate(LINES):
        width = 28 if index not in CENTRED else 40
        if index in CENTRED:
            runs = [Text(297 - len(line) * size / 2, y, line, size)]
        elif index in RIGHT:
            runs = [Text(520 - len(line) * size, y, line, size)]
        elif index == 2:
            runs = [Text(79, y, line, size)]
        else:
            runs = paragraph(line, y, width, 79.0, size)
        for run in runs:
            if y > per_page:
                pages.append([])
                y = 100.0
            pages[-1].append(run._replace(y=y))
            y += 28
    if numbers:
        pages = [[*found, Text(280, 800, f"- {n} -", 12)] for n, found in enumerate(pages, 1)]
    return pdf(pages)


def of_pages() -> bytes:
    runs: list[Text] = []
    y, size = 30.0, 5.0
    for index, line in enumerate(LINES):
        left = 25.0 + (0 if index == 2 else 10.0)
        if index in CENTRED | RIGHT:
            runs.append(Text(105 - len(line) * size / 2 if index in CENTRED else 180 - len(line) * size, y, line, size))
            y += 8
            continue
        first = line[: 30 if index == 2 else 28]
        runs.append(Text(left, y, first, size))
        y += 8
        for at in range(len(first), len(line), 30):
            runs.append(Text(25.0, y, line[at : at + 30], size))
            y += 8
    return ofd([[r for r in runs if r.y <= 270], [r._replace(y=r.y - 240) for r in runs if r.y > 270]])


def wrapped() -> bytes:
    """Lines broken as a program that counts columns breaks them."""
    return "\n".join(line[at : at + 36] for line in LINES for at in range(0, len(line), 36)).encode()


DRESSES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "UTF-8 with a mark": ("plan.txt", lambda: TEXT.encode("utf-8-sig")),
    "UTF-16": ("plan.txt", lambda: TEXT.encode("utf-16")),
    "GB 18030": ("plan.txt", lambda: TEXT.encode("gb18030")),
    "Windows line ends": ("plan.txt", lambda: TEXT.replace("\n", "\r\n").encode()),
    "Big5, traditional": ("plan.txt", lambda: traditional().encode("big5hkscs")),
    "page": ("plan.html", page),
    "page of breaks in GB 2312": ("plan.htm", page_of_breaks),
    "DOCX": ("plan.docx", lambda: docx("".join(map(p, LINES)))),
    "DOCX with numbering": ("plan.docx", numbered),
    "PDF": ("plan.pdf", printed),
    "PDF without page numbers": ("plan.pdf", lambda: printed(per_page=500, numbers=False)),
    "OFD": ("plan.ofd", of_pages),
    "ZIP": ("plans.zip", lambda: zipped({"plan.txt": TEXT})),
    "lines broken": ("plan.txt", wrapped),
}


def content(documents: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """What a plan says, without offsets: paths, headings, who, how much."""
    (document,) = documents
    return {
        "title": [document["title"], document["issuer"], document["document_number"], str(document["date_issued"])],
        "sections": [(r["path"], r["heading"]) for r in document["sections"]],
        "measures": [(r["path"], r["heading"], "".join(r["text"].split())) for r in document["measures"]],
        "responsibilities": [(r["path"], r["agency_text"], r["role"]) for r in document["responsibilities"]],
        "targets": [
            (r["path"], r["indicator"], r["comparator"], r["value"], r["unit"], r["deadline"])
            for r in document["targets"]
        ],
    }


@pytest.mark.parametrize("dress", DRESSES)
def test_the_same_plan_whatever_it_wears(dress: str) -> None:
    name, made = DRESSES[dress]
    if name.endswith("pdf"):
        pytest.importorskip("pypdfium2")
    expected = content(parse_fields(TEXT, "plan.txt"))
    assert len(expected["measures"]) == 5
    assert content(parse_fields(made(), name)) == expected


@pytest.mark.parametrize("dress", DRESSES)
def test_spans_lead_into_the_text_of_each(dress: str) -> None:
    name, made = DRESSES[dress]
    if name.endswith("pdf"):
        pytest.importorskip("pypdfium2")
    (document,) = parse_fields(made(), name)
    for target in document["targets"]:
        assert document["text"][target["text_start"] : target["text_end"]]
        assert document["source_text"][target["source_start"] : target["source_end"]]
