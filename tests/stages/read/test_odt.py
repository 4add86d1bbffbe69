"""OpenDocument texts without LibreOffice: what Writer shows is what is read, as of a DOCX that says the same."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read

MIMETYPE = "application/vnd.oasis.opendocument.text"

STYLES = """<automatic-styles>
<style name="up" family="text"><text-properties text-position="super 58%"/></style>
<style name="no" family="text"><text-properties display="none"/></style>
<style name="based" family="text" parent-style-name="no"/>
<style name="ring" family="text" parent-style-name="ring"/>
<style name="down" family="text"><text-properties text-position="-33% 58%"/></style>
<style name="wing" family="text"><text-properties font-name="Wingdings"/></style>
<style name="hidden" family="paragraph"><text-properties display="none"/></style>
<style name="plain" family="paragraph" list-style-name=""/>
<list-style name="L"><list-level-style-number level="1" num-format="一, 二, 三, ..." num-suffix="、">
<list-level-properties><list-level-label-alignment label-followed-by="nothing"/></list-level-properties>
</list-level-style-number><list-level-style-number level="2" num-format="1" num-list-format="%1%.%2%"/></list-style>
<list-style name="D"><list-level-style-bullet level="1" bullet-char="•"/></list-style>
<list-style name="M"><list-level-style-number level="1" num-format="1" num-suffix="." start-value="3"/>
<list-level-style-number level="2" num-format="1" num-suffix=")" display-levels="2"/></list-style></automatic-styles>"""


def text_of(members: dict[str, str]) -> bytes:
    """A container whose first member, which is not packed, says what it is."""
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as container:
        container.writestr("mimetype", MIMETYPE, ZIP_STORED)
        for name, content in members.items():
            container.writestr(name, content)
    return into.getvalue()


def odt(body: str, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    head = 'xmlns="urn:x" xmlns:xml="http://www.w3.org/XML/1998/namespace"'
    return text_of(
        {
            "content.xml": f"<document {head}>{STYLES}<body><text>{body}</text></body></document>",
            "styles.xml": f"<document {head}><styles>{styles}</styles></document>",
            "META-INF/manifest.xml": manifest,
        }
    )


def lines(body: str, styles: str = "") -> list[str]:
    (source,) = read(odt(body, styles), "plan.odt")
    assert source.media_type == MIMETYPE
    return source.text.split("\n")[:-1]


def test_paragraphs_with_their_blanks() -> None:
    body = "<p>\n 某县  养老\n方案</p><p/><p>甲<tab/>乙<line-break/>丙<s c='2'/>丁\u2011戊</p><h>总则</h>"
    assert lines(body) == ["某县 养老 方案", "", "甲\t乙", "丙  丁-戊", "总则"]


def test_labels_of_lists() -> None:
    item = "<list-item><p>{}</p></list-item>"
    body = (
        "<list style-name='L'><list-item><p>甲</p><p>再</p><list>" + item.format("乙") + item.format("丙") + "</list></list-item>"
        + item.format("丁") + "</list><p>文</p><list style-name='L' continue-numbering='true'><list-header><p>头</p></list-header>"
        + item.format("戊") + "</list><list style-name='L'>" + item.format("己") + "</list><list style-name='D'>"
        + item.format("点") + "</list>"
    )  # fmt: skip
    assert lines(body) == ["一、甲", "再", "一.1 乙", "一.2 丙", "二、丁", "文", "头", "三、戊", "一、己", "点"]


def test_lists_that_go_on_and_begin_at_a_number() -> None:
    body = (
        "<list style-name='M' xml:id='a'><list-item><p>甲</p></list-item></list><list style-name='L'><list-item><p>乙</p>"
        "</list-item></list><list style-name='M' continue-list='a'><list-item><p>丙</p><list><list-item><p>丁</p></list-item>"
        "</list></list-item><list-item start-value='9'><p>戊</p></list-item><list-item><p>己</p></list-item></list>"
    )
    assert lines(body) == ["3. 甲", "一、乙", "4. 丙", "4.1) 丁", "9. 戊", "10. 己"]


def test_headings_that_are_numbered_by_the_outline() -> None:
    outline = (
        "<outline-style><outline-level-style level='1' num-format='一' num-prefix='第' num-suffix='章'/>"
        "<outline-level-style level='2' num-format=''/></outline-style>"
    )
    body = (
        "<h outline-level='1'>甲</h><h outline-level='2'>乙</h><h style-name='plain' outline-level='1'>丙</h><h>丁</h>"
    )
    assert lines(body, outline) == ["第一章 甲", "乙", "丙", "第二章 丁"]


def test_raised_hidden_and_deleted_characters() -> None:
    body = (
        "<tracked-changes><changed-region><deletion><p>删</p></deletion></changed-region></tracked-changes>"
        "<p>3km<span style-name='up'>2</span>甲<span style-name='no'>藏<span style-name='up'>藏</span></span>"
        "<span style-name='based'>藏</span><span style-name='ring'>乙</span><span style-name='down'>2</span><change/></p>"
        "<p style-name='hidden'>藏</p><section display='none'><p>藏</p></section><section><p>丙<hidden-text is-hidden='true'>藏</hidden-text></p></section>"
    )
    assert lines(body) == ["3km²甲乙2", "", "丙"]


def test_symbols_notes_and_what_is_no_text() -> None:
    body = (
        "<sequence-decls><p>x</p></sequence-decls><p>甲<span style-name='wing'>\uf0fe\uf0a8</span><note note-class='footnote'>"
        "<note-citation>1</note-citation><note-body><p>注一</p><p>再注</p></note-body></note>乙<annotation><p>x</p></annotation>"
        "<note note-class='endnote'><note-body><p>尾</p></note-body></note><ruby><ruby-base>丙</ruby-base><ruby-text>x</ruby-text></ruby>"
        "<frame><title>x</title><text-box><p>框</p></text-box></frame><frame><image><p>x</p></image></frame></p>"
    )
    assert lines(body) == ["甲☑□乙丙", "框", "[1] 注一 再注", "[1] 尾"]


def test_cells_that_span_or_repeat_stand_in_each_of_their_rows() -> None:
    cell = "<table-cell{}><p>{}</p></table-cell>"
    covered = "<covered-table-cell/>"
    body = (
        "<table><table-column/><table-header-rows><table-row>" + "".join(cell.format("", c) for c in "序事人") + "</table-row></table-header-rows>"
        "<table-row>" + cell.format("", "1") + cell.format("", "甲</p><p>乙") + cell.format(" number-rows-spanned='2'", "县民政局") + "</table-row>"
        "<table-row>" + cell.format("", "2") + cell.format("", "丙") + covered + "</table-row>"
        "<table-row>" + cell.format(" number-columns-spanned='2'", "合计") + covered + cell.format("", "9") + "</table-row>"
        "<table-row number-rows-repeated='2'>" + cell.format(" number-columns-repeated='2'", "重") + "</table-row>"
        "<table-row>" + cell.format("", "外") + "<table-cell><table><table-row>" + cell.format("", "内") + cell.format("", "表")
        + "</table-row></table></table-cell></table-row></table>"
    )  # fmt: skip
    assert lines(body) == ["序\t事\t人", "1\t甲 乙\t县民政局", "2\t丙", "合计\t\t9", "重\t重", "重\t重", "外\t内 表"]


ENCRYPTED = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
MANY = "<table><table-row number-rows-repeated='99'><table-cell number-columns-repeated='99'>"
HOSTILE = {
    "encrypted": (odt("<p>甲</p>", manifest=ENCRYPTED), "encrypted"),
    "empty": (odt("<p/>"), "empty"),
    "damaged": (odt("<p>"), "damaged"),
    "no body": (text_of({"content.xml": "<d/>"}), "damaged"),
    "deep": (odt("<section>" * 9000 + "</section>" * 9000), "complex"),
    "repeated": (odt(MANY * 4 + "<p>甲</p>" + "</table-cell></table-row></table>" * 4), "complex"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name: str) -> None:
    data, code = HOSTILE[name]
    with pytest.raises(InputError) as refused:
        read(data, "plan.odt")
    assert refused.value.code == code
