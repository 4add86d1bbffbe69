"""Texts in wrappings that are none of a document's: padding, quoted bytes, pieces of pages, what a script would show."""

from __future__ import annotations

import json
import quopri
from html import escape
from urllib.parse import quote

import pytest

from policyparse.pipeline import parse_fields
from policyparse.records.errors import InputError
from policyparse.records.found import Source
from policyparse.stages.read import read

LINES = (
    "某县饮水实施方案",
    "为做好供水，制定本方案。",
    "一、新建水厂6座，2025年6月底前完成，供水率达到95%。",
    "（责任单位：县水利局）",
)
TEXT = "\n".join(LINES) + "\n"


def source_of(data: str | bytes, name: str = "plan.txt") -> Source:
    (source,) = read(data if isinstance(data, bytes) else data.encode(), name)
    return source


@pytest.mark.parametrize("end", [b"\x00" * 64, b"\x1a", b"\x1a\x00\x00"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_what_fills_a_file_up_is_left_out_and_said(end: bytes, codec: str) -> None:
    source = source_of(TEXT.encode(codec) + end)
    assert source.text == TEXT
    assert [note.code for note in source.notes][-1:] == ["padding"]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
def test_halves_of_characters_are_no_padding(codec: str) -> None:
    assert source_of("一、现将方案印发给你们，请认真组织实施。\n".encode(codec)).text.endswith("实施。\n")
    assert "padding" not in {note.code for note in source_of(TEXT.encode(codec)).notes}


def test_half_of_a_lines_end_is_no_padding() -> None:
    text = "水利部门负责供水工程建设，教育部门负责校园安全，财政部门负责资金保障。\n"
    data = text.encode("utf-16-le")
    assert data.count(b"\x00") == 1
    assert source_of(data).text == text


def test_bytes_within_a_text_are_no_padding() -> None:
    with pytest.raises(InputError) as refused:
        read(b"abc\x00\x00" * 40 + b"\x00", "plan.bin")
    assert refused.value.code == "binary"


def test_marks_of_cells_make_no_text_binary() -> None:
    text = "重点任务\x07责任单位\x07时限\x07\x07\n建设公厕\x07县住建局\x07六月底\x07\x07\n"
    assert source_of(text.encode()).text == text
    with pytest.raises(InputError) as refused:
        read("\x01县\x02局\x03a\x04b\x05".encode() * 9, "plan.txt")
    assert refused.value.code == "binary"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_quoted_bytes_are_read(codec: str) -> None:
    for data in (quopri.encodestring(TEXT.encode(codec)), quote(TEXT, safe="\n", encoding=codec).encode()):
        source = source_of(data)
        assert source.text == TEXT
        assert source.notes[0].code == "encoding"


def test_an_address_in_an_english_text_stays() -> None:
    text = f"See https://example.cn/{quote('方案')}.pdf for the plan of 50% = half.\n" + "And more of it. " * 20
    assert source_of(text).text == text


@pytest.mark.parametrize("begins", ["", "\ufeff", "\n  ", "<!-- kept -->"])
def test_a_piece_of_a_page_is_read_as_a_page(begins: str) -> None:
    source = source_of(begins + "".join(f"<p>{line}</p>" for line in LINES))
    assert (source.media_type, source.text) == ("text/html", TEXT)


def test_signs_of_less_in_a_text_make_no_page() -> None:
    text = "<p 值为显著性，下同。\n一、死亡人数<3人。\n二、误差<br 上限。\n"
    assert (source_of(text).media_type, source_of(text).text) == ("text/plain", text)


@pytest.mark.parametrize(
    "holder",
    [
        '<textarea style="display:none">{escaped}</textarea>',
        '<script type="text/html" id="t">{markup}</script>',
        '<script type="text/template">{markup}</script><textarea>请输入意见。</textarea>',
        "<template>{markup}</template>",
        '<script>window.state = {{"detail": {{"id": 7, "content": {json}}}, "menu": "首页，新闻"}};</script>',
    ],
)
def test_what_only_a_script_shows_is_read_and_said(holder: str) -> None:
    markup = "".join(f"<p>{line}</p>" for line in LINES)
    page = f"<html><body><a href=1>首页</a><div id=show></div>{holder.format(markup=markup, escaped=escape(markup), json=json.dumps(markup))}</body></html>"
    source = source_of(page, "page.html")
    assert source.text == TEXT
    assert [note.code for note in source.notes] == ["script-text"]


def test_a_text_in_json_has_its_lines_and_the_title_of_the_page() -> None:
    title = "某县人民政府关于加强消防工作的通知"
    held = json.dumps({"text": "各乡镇人民政府：\n请加强防火巡查，落实责任。\n确保安全，按月报告。"})
    page = f"<html><head><title>{title}_某县政府网</title></head><body><div id=app></div><script>let d = {held}</script></body></html>"
    assert source_of(page, "page.html").text.splitlines() == [title, *json.loads(held)["text"].splitlines()]


def test_strings_that_do_not_end_are_gone_through_once() -> None:
    page = "<html><body><div id=app></div><script>" + '"' + '\\"' * 200_000 + "</script></body></html>"
    with pytest.raises(InputError, match="holds no text"):
        read(page, "page.html")


def test_a_page_of_frames_names_them() -> None:
    with pytest.raises(InputError, match="the page in the frame"):
        read('<html><frameset><frame src="menu.htm"><frame src="main.htm"></frameset></html>', "page.html")


def test_what_a_page_shows_goes_before_what_it_keeps() -> None:
    page = f"<html><body><p>{LINES[1]}</p><p>{LINES[2]}</p><textarea>{escape('<p>旧版，已废止。</p><p>旧文，勿用。</p>')}</textarea></body></html>"
    source = source_of(page, "page.html")
    assert (source.text, source.notes) == (f"{LINES[1]}\n{LINES[2]}\n", ())


def test_characters_as_json_writes_them() -> None:
    lines = [LINES[0], *(f"　　{line}" for line in LINES[1:])]
    written = "\n".join(line.encode("unicode_escape").decode() for line in lines)
    (fields,) = parse_fields(written.encode(), "plan.txt")
    assert fields["text"] == "\n".join(lines)
    assert {edit["rule"] for edit in fields["edits"]} == {"restore.escape"}
    few = "正则表达式写作[\\u4e00-\\u9fa5]，其余另行规定。"
    assert parse_fields(few.encode(), "plan.txt")[0]["text"] == few
