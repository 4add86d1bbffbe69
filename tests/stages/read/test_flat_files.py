"""Documents that are a single XML file, containers that were packed anew, and files that only look like a document."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from zipfile import ZipFile

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read

from .files import xlsx, zipped
from .test_docx import docx, p
from .test_odt import odt

SENTENCE = "一、修复湿地，落实责任。"
WORD_2003 = "http://schemas.microsoft.com/office/word/2003"
HEAD = '<?xml version="1.0" encoding="{}" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'


def wordml(body: str, encoding: str = "UTF-8") -> bytes:
    """A document of Word 2003."""
    names = f'xmlns:w="{WORD_2003}/wordml" xmlns:wx="{WORD_2003}/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
    page = f"<w:wordDocument {names}><w:body><wx:sect>{body}<w:sectPr><w:hdr>{p('眉')}</w:hdr></w:sectPr></wx:sect></w:body>"
    return (HEAD.format(encoding) + page + "</w:wordDocument>").encode(encoding)


LISTED = '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="{}"/></w:listPr>'


@pytest.mark.parametrize("name", ["plan.xml", "plan.doc"])
@pytest.mark.parametrize("encoding", ["UTF-8", "gb2312", "UTF-16"])
def test_a_document_of_word_2003(name: str, encoding: str) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('任务')}</w:tc><w:tc>{p('单位')}</w:tc></w:tr></w:tbl>"
    data = wordml(p("某县湿地方案") + f"<wx:sub-section>{p(SENTENCE)}</wx:sub-section>" + table, encoding)
    (source,) = read(data, name)
    assert source.text.splitlines() == ["某县湿地方案", SENTENCE, "任务\t单位"]
    assert source.media_type == "application/vnd.ms-word"


def test_labels_notes_and_changes_of_word_2003() -> None:
    note = f"<w:r><w:footnote>{p('见附图。')}</w:footnote></w:r>"
    remark = f'<aml:annotation w:type="Word.Comment"><aml:content>{p("请核对。")}</aml:content></aml:annotation>'
    gone = '<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>'
    new = '<aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>新</w:t></w:r></aml:content></aml:annotation>'
    body = p("修复湿地", LISTED.format("（一）")) + p("补水", LISTED.format("\uf0b7"))
    body += f"<w:p><w:r><w:t>划定{gone}{new}</w:t></w:r>{gone}{new}<w:r><w:t>红线。</w:t></w:r>{note}{remark}</w:p>"
    assert read(wordml(body), "plan.xml")[0].text.splitlines() == [
        "（一）修复湿地",
        "●补水",
        "划定新红线。",
        "[1] 见附图。",
    ]


def test_the_parts_of_a_docx_in_one_file() -> None:
    parts = ""
    with ZipFile(BytesIO(docx(p(SENTENCE)))) as container:
        for name in container.namelist():
            text = container.read(name).decode()
            written = f"<pkg:xmlData>{text[text.find('?>') + 2 :] if text.startswith('<?') else text}</pkg:xmlData>"
            parts += f'<pkg:part pkg:name="/{name}">{written}</pkg:part>'
    parts += (
        f'<pkg:part pkg:name="/word/a.png"><pkg:binaryData>{b64encode(b"png").decode()}</pkg:binaryData></pkg:part>'
    )
    package = f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'
    assert read((HEAD.format("UTF-8") + package).encode(), "plan.xml")[0].text == f"{SENTENCE}\n"


SHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style></Styles>
<Worksheet ss:Name="分工"><Table><Column/><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">任务</Data></Cell><Cell><Data ss:Type="String">比例</Data></Cell><Cell><Data ss:Type="String">时限</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell><Data ss:Type="String">补水&#10;清淤</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">0.9</Data></Cell><Cell ss:StyleID="s2"><Data ss:Type="DateTime">2025-06-30T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="4"><Data ss:Type="DateTime">2026-01-02T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>"""


def test_a_workbook_as_one_file() -> None:
    (source,) = read(SHEET.encode(), "plan.xls")
    assert source.text.splitlines() == ["任务\t\t比例\t时限", "1\t补水 清淤\t90%\t2025年6月", "2026-01-02"]


def fodt(text: str) -> str:
    """An OpenDocument text as a single file."""
    with ZipFile(BytesIO(odt(text))) as container:
        content = container.read("content.xml").decode()
    kind = 'mimetype="application/vnd.oasis.opendocument.text"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{content.replace("<document", f"<document {kind}", 1)}'


def test_an_opendocument_text_as_one_file() -> None:
    text = f"<p>某县湿地方案</p><p>{SENTENCE}</p>"
    (source,) = read(fodt(text).encode(), "plan.fodt")
    assert source.text == read(odt(text), "plan.odt")[0].text
    assert source.media_type == "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize("said_by", ["mimetype", "manifest"])
def test_an_opendocument_text_that_was_packed_anew(said_by: str) -> None:
    with ZipFile(BytesIO(odt(f"<p>{SENTENCE}</p>"))) as container:
        members = {n: container.read(n) for n in container.namelist() if n not in ("mimetype", "META-INF/manifest.xml")}
    kind = "application/vnd.oasis.opendocument.text"
    manifest = f'<manifest><file-entry full-path="/" media-type="{kind}"/></manifest>'
    members |= {"mimetype": kind.encode()} if said_by == "mimetype" else {"META-INF/manifest.xml": manifest.encode()}
    assert read(zipped(members), "plan.odt")[0].text == f"{SENTENCE}\n"


@pytest.mark.parametrize(
    ("data", "said", "remedy"),
    [
        (zipped({"ppt/presentation.xml": "<p/>", "a.txt": SENTENCE}), "slides", "DOCX"),
        (zipped({"xl/workbook.bin": b"\x01\x02", "xl/a.xml": "<a/>"}), "XLSB", "XLSX"),
        (zipped({"Index/Document.iwa": b"\x00", "preview.jpg": b"\xff\xd8\xff"}), "Pages", "DOCX"),
        (
            b"<?xml version='1.0'?><uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof'><a/></uof:UOF>",
            "UOF",
            "DOCX",
        ),
    ],
)
def test_what_no_reader_reads_is_named(data: bytes, said: str, remedy: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        read(data, "plan.docx")
    assert remedy in refused.value.remedy


@pytest.mark.parametrize("name", ["plan.doc", "plan.docx", "plan.xls", "plan.pdf"])
def test_a_page_under_the_name_of_another_format(name: str) -> None:
    page = f"<html xmlns:w='urn:schemas-microsoft-com:office:word'><head><meta charset=gb2312></head><body><p>{SENTENCE}</p>"
    assert read(page.encode("gb18030"), name)[0].text == f"{SENTENCE}\n"
    assert read(page.encode("utf-16"), name)[0].text == f"{SENTENCE}\n"


DEEP = "<w:r>" * 300


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (wordml(p(SENTENCE))[:-60], "damaged"),
        (wordml(DEEP), "complex"),
        (wordml(DEEP + DEEP.replace("<", "</")), "complex"),
        (wordml(p("")), "empty"),
        (b"<?xml version='1.0'?><!DOCTYPE x>" + wordml(p(SENTENCE)).split(b"?>", 2)[2], "doctype"),
        (f"<w:wordDocument xmlns:w='{WORD_2003}/wordml'/>".encode(), "damaged"),
        ((SHEET[:300] + "<Row/>" * 100_001 + SHEET[-30:]).encode(), "damaged"),
        (SHEET.replace("</Table>", "<Row/>" * 100_001 + "</Table>").encode(), "too-large"),
        (fodt("<p>甲</p>").replace("<p>甲</p>", "").encode(), "empty"),
        (fodt("<p>甲</p>").encode()[:-20], "damaged"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data, "plan.xml")
    assert refused.value.code == code
    assert "\n" not in str(refused.value)


def test_cells_far_to_the_right_are_said() -> None:
    (source,) = read(SHEET.replace('ss:Index="4"', 'ss:Index="99999"').encode(), "plan.xls")
    assert [note.code for note in source.notes] == ["sheet-unread"]


def test_names_of_members_do_not_make_an_archive_a_document() -> None:
    data = zipped({"ppt.txt": SENTENCE, "xl/说明.txt": SENTENCE, "word.xlsx": xlsx([["任务"], ["补水"]])})
    assert len(read(data, "plans.zip")) == 3
