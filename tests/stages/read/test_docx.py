"""Word documents, built here part by part: what Word shows is what is read."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read
from policyparse.stages.read.docx.numbering import written

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, relations: str = "", **parts: str | bytes) -> bytes:
    """A document with this body; `parts` are further members of `word/`, `_` for `.` in their names."""
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        container.writestr("word/document.xml", f"<w:document {W} {R} {MC}><w:body>{body}</w:body></w:document>")
        known = "".join(
            f'<Relationship Id="k{i}" Type="{RELATIONS}/{name.split("_")[0]}" Target="{name.replace("_", ".")}"/>'
            for i, name in enumerate(parts)
        )
        container.writestr("word/_rels/document.xml.rels", f"<Relationships>{known}{relations}</Relationships>")
        for name, content in parts.items():
            container.writestr("word/" + name.replace("_", "."), content)
    return into.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lines(data: bytes) -> list[str]:
    (source,) = read(data, "plan.docx")
    assert source.text.endswith("\n")
    return source.text.split("\n")[:-1]


def in_list(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, numbers: str) -> str:
    return f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{numbers}</w:numbering>'


ONE = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
OUTLINE = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")


def test_labels_that_word_writes_by_itself() -> None:
    body = (
        p("总体要求", in_list(1, 0))
        + p("主要任务", in_list(1, 0))
        + p("优化审批", in_list(1, 1))
        + p("压减时限", in_list(1, 2))
        + p("减少材料", in_list(1, 2))
        + p("加强监管", in_list(1, 1))
        + p("推行信用监管", in_list(1, 2))
        + p("正文。")
        + p("保障措施", in_list(1, 0))
        + p("加强领导", in_list(1, 1))
    )
    assert lines(docx(body, numbering_xml=numbering(OUTLINE, ONE))) == [
        "一、总体要求", "二、主要任务", "（一）优化审批", "1.压减时限", "2.减少材料", "（二）加强监管",
        "1.推行信用监管", "正文。", "三、保障措施", "（一）加强领导",
    ]  # fmt: skip


def test_a_level_in_digits_under_chapters() -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = p("总则", in_list(1, 0)) + p("目的", in_list(1, 1)) + p("附则", in_list(1, 0)) + p("解释", in_list(1, 1))
    found = lines(docx(body, numbering_xml=numbering(levels, ONE)))
    assert found == ["第一章总则", "1.1目的", "第二章附则", "2.1解释"]


def test_a_numbering_by_way_of_a_list_style() -> None:
    named = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="outline"/></w:abstractNum>'
    second = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    styled = numbering('<w:styleLink w:val="outline"/>' + OUTLINE, named + second)
    assert lines(docx(p("总则", in_list(2, 0)) + p("细则", in_list(2, 1)), numbering_xml=styled)) == [
        "一、总则",
        "（一）细则",
    ]


def test_an_item_that_was_deleted_does_not_count() -> None:
    deleted = (
        f"<w:p><w:pPr>{in_list(1, 0)}<w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>"
    )
    body = p("甲", in_list(1, 0)) + deleted + p("丙", in_list(1, 0))
    assert lines(docx(body, numbering_xml=numbering(OUTLINE, ONE))) == ["一、甲", "二、丙"]


def test_cells_keep_their_columns_and_a_table_in_a_cell_is_its_text() -> None:
    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    inner = (
        f"<w:tbl><w:tr>{cell(p('高压'))}{cell(p('15日'))}</w:tr><w:tr>{cell(p('低压'))}{cell(p('3日'))}</w:tr></w:tbl>"
    )
    top = cell(p("事项"), '<w:gridSpan w:val="2"/>') + cell(p("单位"))
    first = cell(p("用电"), '<w:vMerge w:val="restart"/>') + cell(inner + p("")) + cell(p("供电公司"))
    second = cell(p(""), "<w:vMerge/>") + cell(p("并联审批")) + cell(p("市资规局"))
    table = "".join(f"<w:tr>{row}</w:tr>" for row in (top, first, second))
    assert lines(docx(f"<w:tbl>{table}</w:tbl>")) == [
        "事项\t\t单位", "用电\t高压 15日 低压 3日\t供电公司", "\t并联审批\t市资规局",
    ]  # fmt: skip


def test_a_note_stays_out_of_the_sentence_that_refers_to_it() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p><w:r><w:t>规模以上企业</w:t></w:r>{reference}<w:r><w:t>达到100家。</w:t></w:r></w:p>" + p(
        "二、保障措施"
    )
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>年营业收入2000万元。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    assert lines(docx(body, footnotes_xml=notes)) == [
        "规模以上企业达到100家。",
        "二、保障措施",
        "[1] 年营业收入2000万元。",
    ]


def test_two_lists_of_one_definition_count_on_unless_one_begins_anew() -> None:
    two = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = p("甲", in_list(1, 0)) + p("乙", in_list(2, 0)) + p("丙", in_list(3, 0)) + p("丁", in_list(3, 0))
    found = lines(docx(body, numbering_xml=numbering(OUTLINE, ONE + two + anew)))
    assert found == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_style_puts_its_paragraphs_into_a_list_and_a_paragraph_can_leave_it() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="h1"><w:pPr>{in_list(1, 0)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h1a"><w:basedOn w:val="h1"/></w:style></w:styles>'
    )
    named = '<w:pStyle w:val="h1a"/>'
    left = f'{named}<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("总则", named) + p("说明", left) + p("附则", named)
    found = lines(docx(body, styles_xml=styles, numbering_xml=numbering(OUTLINE, ONE)))
    assert found == ["一、总则", "说明", "二、附则"]


def test_an_empty_paragraph_of_a_list_counts() -> None:
    body = p("甲", in_list(1, 0)) + p("", in_list(1, 0)) + p("丙", in_list(1, 0))
    assert lines(docx(body, numbering_xml=numbering(OUTLINE, ONE))) == ["一、甲", "", "三、丙"]


def test_bullets_are_no_labels() -> None:
    found = lines(docx(p("要点", in_list(1, 0)), numbering_xml=numbering(level(0, "bullet", "\uf0b7"), ONE)))
    assert found == ["要点"]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (10, "chineseCounting", "十"), (11, "chineseCountingThousand", "十一"), (20, "japaneseCounting", "二十"),
        (105, "chineseCounting", "一百零五"), (110, "chineseCounting", "一百一十"), (2024, "ideographDigital", "二〇二四"),
        (21, "decimalEnclosedCircle", "㉑"), (3, "decimalEnclosedParen", "⑶"), (12, "decimalFullWidth", "１２"),
        (28, "upperLetter", "BB"), (4, "lowerRoman", "iv"), (3, "ideographTraditional", "丙"), (7, "unheard of", "7"),
        (5, "chineseLegalSimplified", "伍"), (3, "decimalZero", "03"),
    ],
)  # fmt: skip
def test_number_formats(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


def test_changes_are_taken_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>由市</w:t></w:r><w:del><w:r><w:delText>经信委</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>经信局</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>（旧）</w:t></w:r></w:moveFrom>"
        "<w:r><w:t>牵头。</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>两段</w:t></w:r></w:p>" + p("成为一段。")
    )
    assert lines(docx(body)) == ["由市经信局牵头。", "两段成为一段。"]


def test_tables_are_read_row_by_row_and_single_cells_as_paragraphs() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{c}</w:tc>" for c in cells) + "</w:tr>"

    table = (
        row(p("任务"), p("单位"))
        + row(p("一网通办，") + p("一窗受理。"), p("市数据局"))
        + row(p("专栏1") + p("重点工程"))
    )
    assert lines(docx(f"<w:tbl>{table}</w:tbl>")) == [
        "任务\t单位",
        "一网通办， 一窗受理。\t市数据局",
        "专栏1",
        "重点工程",
    ]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:drawing><w:txbxContent>{p('某市人民政府文件')}</w:txbxContent></w:drawing>"
    old = f"<w:pict><w:txbxContent>{p('某市人民政府文件')}</w:txbxContent></w:pict>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    assert lines(docx(f"<w:p><w:r>{both}</w:r><w:r><w:t>关于印发方案的通知</w:t></w:r></w:p>")) == [
        "关于印发方案的通知",
        "某市人民政府文件",
    ]


def test_notes_stand_at_the_end_and_headers_nowhere() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("指规模以上企业。")}</w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>企业达到100家</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>'
    header = f"<w:hdr {W}>{p('内部资料')}</w:hdr>"
    assert lines(docx(body, footnotes_xml=notes, header_xml=header)) == ["企业达到100家。", "[1] 指规模以上企业。"]


def test_fields_give_their_result_and_hidden_text_nothing() -> None:
    body = (
        '<w:p><w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>2024年</w:t></w:r>'
        "</w:fldSimple><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:tab/><w:t>5</w:t><w:br/><w:t>月</w:t></w:r></w:p>"
    )
    assert lines(docx(body)) == ["2024年\t5", "月"]


def test_an_embedded_page_is_read_whole() -> None:
    page = (
        'MIME-Version: 1.0\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n'
        "<html><body><p>第一条　为了规范管理，制定本办法。</p><p>第二条　本办法自发布之日起施行。</p></body></html>"
    )
    chunk = f'<Relationship Id="c1" Type="{RELATIONS}/aFChunk" Target="/word/chunk.mht"/>'
    found = lines(docx('<w:altChunk r:id="c1"/>', chunk, chunk_mht=page))
    assert found == ["第一条　为了规范管理，制定本办法。", "第二条　本办法自发布之日起施行。"]


def test_what_lies_outside_of_the_file_is_not_followed(tmp_path: object) -> None:
    outside = f'<Relationship Id="c1" Type="{RELATIONS}/aFChunk" TargetMode="External" Target="file:///etc/hostname"/>'
    upward = f'<Relationship Id="c2" Type="{RELATIONS}/aFChunk" Target="../../../../etc/hostname"/>'
    body = p("正文。") + '<w:altChunk r:id="c1"/><w:altChunk r:id="c2"/>'
    assert lines(docx(body, outside + upward)) == ["正文。"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx(""), "empty"),
        (docx("<w:p>")[:-40], "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx("<w:sdt>" * 1000 + "</w:sdt>" * 1000), "complex"),
        (docx("").replace(b"word/document.xml", b"word/docum.nt.xml"), "damaged"),
    ],
    ids=["empty", "cut off", "not well-formed", "deep", "no document"],
)
def test_what_is_no_docx_is_refused_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data, "plan.docx")
    assert refused.value.code == code
    assert "plan.docx" in refused.value.place


def test_entities_are_refused() -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "哈"><!ENTITY b "&a;&a;">]>'
    into = BytesIO()
    with ZipFile(into, "w") as container:
        container.writestr("word/document.xml", f"{laughs}<w:document {W}><w:body>{p('&b;')}</w:body></w:document>")
    with pytest.raises(InputError) as refused:
        read(into.getvalue(), "plan.docx")
    assert refused.value.code == "doctype"


def test_raised_numbers_stay_raised() -> None:
    def run(text: str, properties: str = "") -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"

    up = '<w:vertAlign w:val="superscript"/>'
    body = f"<w:p>{run('面积3×10')}{run('4', up)}{run('m')}{run('2', up)}{run('7', up + '<w:vanish/>')}{run('以上')}{run('注', up)}</w:p>"
    assert lines(docx(body)) == ["面积3×10⁴m²以上注"]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [("Wingdings", "F0FE", "☑"), ("Wingdings", "F0A8", "□"), ("Wingdings 2", "0052", "☑"), ("Symbol", "F0D7", "□")],
)
def test_a_ticked_box_is_told_from_an_empty_one(font: str, code: str, shown: str) -> None:
    body = f'<w:p><w:r><w:sym w:font="{font}" w:char="{code}"/><w:t>同意</w:t></w:r></w:p>'
    assert lines(docx(body)) == [f"{shown}同意"]


def control(content: str) -> str:
    """What a form's content control puts around paragraphs, rows or cells."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="不读"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def test_what_stands_in_content_controls_is_text() -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{p(text)}</w:tc>"

    row = f"<w:tr>{cell('用电')}{control(cell('供电公司'))}</w:tr>"
    body = control(p("一、主要任务")) + f"<w:tbl><w:tr>{cell('事项')}{cell('单位')}</w:tr>{control(row)}</w:tbl>"
    assert lines(docx(body)) == ["一、主要任务", "事项\t单位", "用电\t供电公司"]


def test_rows_that_are_deleted_or_empty_are_no_lines() -> None:
    def row(*texts: str, properties: str = "") -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{p(t)}</w:tc>' for t in texts)}</w:tr>"

    table = row("事项", "单位") + row("旧事项", "旧单位", properties="<w:del/>") + row("", "") + row("用水", "水务局")
    assert lines(docx(f"<w:tbl>{table}</w:tbl>")) == ["事项\t单位", "用水\t水务局"]


def test_a_last_paragraph_whose_mark_was_deleted_is_kept() -> None:
    body = p("一、总则") + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>二、附则</w:t></w:r></w:p>"
    assert lines(docx(body)) == ["一、总则", "二、附则"]


def test_a_symbol_or_note_that_is_not_there_costs_no_text() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="none"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    note = '<w:r><w:footnoteReference w:id="9"/></w:r>'
    body = f"<w:p>{symbol}<w:r><w:t>已办结</w:t></w:r>{note}</w:p>"
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("别的注")}</w:footnote></w:footnotes>'
    assert lines(docx(body, footnotes_xml=notes)) == ["☑已办结"]


def test_a_number_may_change_a_level_of_its_definition_and_not_restart_another() -> None:
    own = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "chineseCounting", "第%1条 ")
        + "</w:lvlOverride></w:num>"
    )
    kept = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = (
        p("总则", in_list(1, 0))
        + p("甲", in_list(1, 1))
        + p("细则", in_list(1, 0))
        + p("乙", in_list(1, 1))
        + p("附则", in_list(2, 0))
        + p("没有这一级", in_list(1, 7))
        + p("没有这一表", in_list(9, 0))
    )
    assert lines(docx(body, numbering_xml=numbering(kept, ONE + own))) == [
        "一、总则", "1.甲", "二、细则", "2.乙", "第三条 附则", "没有这一级", "没有这一表",
    ]  # fmt: skip


def test_a_level_may_name_the_style_of_its_paragraphs() -> None:
    linked = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="heading"/>')
    styles = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="heading"/></w:styles>'
    body = p("总则", '<w:pStyle w:val="heading"/>') + p("正文。") + p("附则", '<w:pStyle w:val="heading"/>')
    found = lines(docx(body, numbering_xml=numbering(linked, ONE), styles_xml=styles))
    assert found == ["一、总则", "正文。", "二、附则"]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (10_000, "chineseCounting", "10000"),
        (50, "decimalEnclosedCircle", "㊿"),
        (51, "decimalEnclosedCircle", "51"),
        (3999, "upperRoman", "MMMCMXCIX"),
        (4000, "upperRoman", "4000"),
        (0, "upperRoman", "0"),
        (-1, "chineseCounting", "-1"),
    ],
)
def test_numbers_beyond_a_format_are_digits(number: int, form: str, shown: str) -> None:
    assert written(number, form) == shown
