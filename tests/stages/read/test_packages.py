"""Several documents in one file: spreadsheets and archives; and which reader takes what."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import office as office_reader
from policyparse.stages.read import read

from .files import xlsx, zipped
from .test_docx import docx, p
from .word_files import doc, par


def test_a_spreadsheet_of_documents() -> None:
    rows = [
        ["某省政策汇编"],
        ["序号", "标　题", "发文机关", "成文日期", "正文", "文　号"],
        [
            1.0,
            "关于春耕的通知",
            "某省农业农村厅",
            "2022年5月6日",
            "各市农业农村局：&#10;现通知如下。_x000D_",
            "某农发〔2022〕3号",
        ],
        [2.0, "关于防汛的通知", "某省水利厅", 44713.0, "关于防汛的通知\n各市水利局：\n请抓好落实。", "暂无"],
        [3.0, "没有正文的", "某厅", "", ""],
    ]
    first, second = read(xlsx(rows), "plans.xlsx")
    assert first.text == "关于春耕的通知\n各市农业农村局：\n现通知如下。\n"
    assert (first.title, first.issuer, first.date_issued) == ("关于春耕的通知", "某省农业农村厅", date(2022, 5, 6))
    assert second.text.startswith("关于防汛的通知\n各市")
    assert second.date_issued == date(2022, 6, 1)
    assert (first.document_number, second.document_number) == ("某农发〔2022〕3号", None)


def test_a_spreadsheet_without_texts_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        read(xlsx([["序号", "标题"], [1.0, "通知"]]), "index.xlsx")
    assert refused.value.code == "no-documents"


def test_an_archive_gives_its_documents_and_says_what_it_refused() -> None:
    data = zipped(
        {
            "b/plan.docx": docx(p("一、加强监管。")),
            "a.txt": "二、优化服务。".encode("gb18030"),
            "c/page.html": "<html><body><p>三、落实责任。</p></body></html>",
            "__MACOSX/._a.txt": b"\x00\x05\x16\x07",
            "pictures/": b"",
            "d.bin": bytes(range(256)) * 20,
            "../../e.txt": "四、加强保障。",
        }
    )
    sources = read(data, "plans.zip")
    assert [(s.name, s.text.strip()) for s in sources] == [
        ("plans.zip/../../e.txt", "四、加强保障。"),
        ("plans.zip/a.txt", "二、优化服务。"),
        ("plans.zip/b/plan.docx", "一、加强监管。"),
        ("plans.zip/c/page.html", "三、落实责任。"),
    ]
    assert [n.code for n in sources[0].notes if n.severity == "review"] == ["refused-member"]


def book(package: str, index: str = '<rootfile full-path="a/c.opf"/>') -> bytes:
    """An e-book of three pages; its type stands first, not packed."""
    into = BytesIO()
    with ZipFile(into, "w", ZIP_STORED) as container:
        container.writestr("mimetype", "application/epub+zip")
        container.writestr("META-INF/container.xml", f"<container><rootfiles>{index}</rootfiles></container>")
        container.writestr("a/c.opf", f"<package>{package}</package>")
        container.writestr("a/2.xhtml", "<html><body><p>第二条　本办法自公布之日起施行。</p></body></html>")
        container.writestr(
            "a/1.xhtml", "<html><body><h1>某县管理办法</h1><p>第一条　为了规范，制定本办法。</p></body></html>"
        )
        container.writestr("a/0.xhtml", "<html><body><img src='cover.png'/></body></html>")
    return into.getvalue()


def test_the_pages_of_a_book_are_one_document_in_its_order() -> None:
    items = "".join(f'<item id="p{n}" href="{n}.xhtml"/>' for n in (2, 1, 0))
    spine = "".join(f'<itemref idref="{i}"/>' for i in ("p0", "p1", "p2", "lost"))
    (source,) = read(book(f"<manifest>{items}</manifest><spine>{spine}</spine>"), "book.epub")
    assert source.text == "某县管理办法\n第一条　为了规范，制定本办法。\n第二条　本办法自公布之日起施行。\n"
    assert source.media_type == "application/epub+zip"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (book(""), "empty"),
        (book("", "<rootfile/>"), "damaged"),
        (book('<item id="p" href="0.xhtml"/><itemref idref="p"/>'), "empty"),
    ],
)
def test_a_book_without_pages_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data, "book.epub")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [(zipped({}), "no-documents"), (zipped({"a.bin": b"\x00\x01\x02" * 99}), "binary"), (b"PK\x03\x04", "damaged")],
)
def test_archives_that_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data, "plans.zip")
    assert refused.value.code == code


def test_an_archive_may_hold_documents_unpacked() -> None:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_STORED) as container:
        container.writestr("plan.docx", docx(p("一、加强监管。")))
    assert read(into.getvalue(), "plans.zip")[0].text == "一、加强监管。\n"


def test_archives_within_archives_have_an_end() -> None:
    data = zipped({"a.txt": "一、总则。"})
    assert read(zipped({"1.zip": data}), "0.zip")[0].text == "一、总则。"
    for _ in range(5):
        data = zipped({"1.zip": data})
    with pytest.raises(InputError) as refused:
        read(data, "0.zip")
    assert refused.value.code == "nested"


OF_WORD_95 = doc([par("甲\r")], version=0x65)


def test_without_libreoffice_a_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_reader.shutil, "which", lambda program: None)
    with pytest.raises(InputError) as refused:
        read(OF_WORD_95, "plan.doc")
    assert refused.value.code == "needs-libreoffice"
    assert "LibreOffice" in refused.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="limits are set with `resource`")
def test_the_program_that_converts_runs_within_limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program, found = tmp_path / "soffice", tmp_path / "limits"
    program.write_text(f"#!/bin/sh\n(ulimit -v; ulimit -t) > {found}; exit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr(office_reader.shutil, "which", lambda _: str(program))
    with pytest.raises(InputError) as refused:
        read(OF_WORD_95, "plan.doc")
    assert refused.value.code == "unreadable"
    assert found.read_text().split() == ["1048576", "9"]


def test_an_encrypted_office_file_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(InputError) as refused:
        read(data, "plan.docx")
    assert refused.value.code == "encrypted"


def test_reading_text_loads_no_heavy_library() -> None:
    heavy = ("lxml", "pypdfium2", "openpyxl", "selectolax", "email", "opencc", "jieba", "yaml", "pyarrow", "pydantic")
    code = f"import sys; from policyparse.stages.read import read; print([m for m in {heavy} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_names_in_an_archive_that_do_not_say_their_encoding(codec: str) -> None:
    name = "饮水方案.txt".encode(codec)
    blank = "x" * (len(name) - 4) + ".txt"
    archive = zipped({blank: "某县饮水方案\n一、新建水厂6座。"}).replace(blank.encode(), name)
    (source,) = read(archive, "plans.zip")
    assert source.name == "plans.zip/饮水方案.txt"


def test_names_of_other_encodings_in_an_archive_stay() -> None:
    (source,) = read(zipped({"é.txt": "某县饮水方案\n一、新建水厂6座。"}), "plans.zip")
    assert source.name == "plans.zip/é.txt"
