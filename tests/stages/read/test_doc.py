"""DOC files without LibreOffice: what Word shows is what is read, as of a DOCX that says the same."""

from __future__ import annotations

import random
import struct
from contextlib import suppress

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import office, read
from policyparse.stages.read.doc.file import Part

from .word_files import (
    CELL,
    DELETED,
    HIDDEN,
    RAISED,
    Par,
    Run,
    compound,
    doc,
    in_list,
    level,
    lists,
    par,
    plex,
    row_end,
    sprm,
    styles,
)

OUTLINE = [level(39, "%1、"), level(39, "（%2）"), level(0, "%3.")]


def lines(data: bytes, name: str = "plan.doc") -> list[str]:
    (source,) = read(data, name)
    assert source.text.endswith("\n")
    return source.text.split("\n")[:-1]


def cell(text: str) -> Par:
    return par(f"{text}\x07", CELL)


def test_paragraphs_and_what_the_file_is() -> None:
    data = doc([par("某县养老服务方案\r"), par("\r"), par("一、新建驿站12个。\r")])
    assert lines(data) == ["某县养老服务方案", "", "一、新建驿站12个。"]
    assert read(data, "plan.doc")[0].media_type == "application/msword"
    assert read(data, "plan.wps")[0].media_type == "application/wps-office.wps"


def test_characters_of_one_byte_and_those_of_two_numbers() -> None:
    assert lines(doc([par("Plan – 2024\r")], narrow=True)) == ["Plan – 2024"]
    assert lines(doc([par("堃与\U00020bb7\r")])) == ["堃与\U00020bb7"]


def test_pieces_are_read_in_their_order() -> None:
    pieces = plex((0, 2, 5, 6), [struct.pack("<HIH", 0, 2048 + 2 * at, 0) for at in (3, 0, 5)])
    assert lines(doc([par("好的。养老\r")], pieces=pieces)) == ["养老好的。"]


def test_labels_that_word_writes_by_itself() -> None:
    body = [
        par("总体要求\r", in_list(1, 0)), par("主要任务\r", in_list(1, 0)), par("建驿站\r", in_list(1, 1)),
        par("选址\r", in_list(1, 2)), par("装修\r", in_list(1, 2)), par("办食堂\r", in_list(1, 1)),
        par("定价\r", in_list(1, 2)), par("正文。\r"), par("组织保障\r", in_list(1, 0)),
    ]  # fmt: skip
    assert lines(doc(body, lists(OUTLINE))) == [
        "一、总体要求", "二、主要任务", "（一）建驿站", "1.选址", "2.装修", "（二）办食堂", "1.定价", "正文。", "三、组织保障",
    ]  # fmt: skip


def test_a_list_that_begins_anew_and_one_in_digits() -> None:
    body = [
        par("甲\r", in_list(1, 0)),
        par("乙\r", in_list(1, 0)),
        par("丙\r", in_list(2, 0)),
        par("丁\r", in_list(2, 0)),
    ]
    assert lines(doc(body, lists([level(39, "第%1条")], [None, (0, 5)]))) == [
        "第一条甲",
        "第二条乙",
        "第五条丙",
        "第六条丁",
    ]
    body = [par("总则\r", in_list(1, 0)), par("目的\r", in_list(1, 1))]
    assert lines(doc(body, lists([level(39, "第%1章"), level(0, "%1.%2", flags=4)]))) == ["第一章总则", "1.1目的"]


def test_bullets_are_no_labels() -> None:
    assert lines(doc([par("要点\r", in_list(1, 0))], lists([level(23, "•")]))) == ["要点"]


def test_a_numbering_by_way_of_styles() -> None:
    known = styles((0x0FFF, b""), (0, in_list(1, 0)), (1, sprm(0x260A, 1)))
    body = [
        par("总则\r", style=1),
        par("目的\r", style=2),
        par("附则\r", style=1),
        par("无号\r", in_list(0, 0), style=1),
    ]
    found = lines(doc(body, {**known, **lists([level(39, "%1、"), level(39, "（%2）")])}))
    assert found == ["一、总则", "（一）目的", "二、附则", "无号"]


def test_styles_based_on_one_another_in_a_ring() -> None:
    assert lines(doc([par("甲\r", style=1)], styles((1, b""), (0, b"")))) == ["甲"]


def test_what_was_deleted_or_is_hidden_is_left_out() -> None:
    body = [
        Par([Run("保留"), Run("删去", DELETED), Run("藏起", HIDDEN), Run("完。\r")]),
        Par([Run("甲段"), Run("\r", DELETED)]),
        par("接乙段\r"),
        Par([Run("占地3km"), Run("2", RAISED), Run("。\r")]),
    ]
    assert lines(doc(body)) == ["保留完。", "甲段接乙段", "占地3km²。"]


def test_fields_show_their_results() -> None:
    nested = 'A\x13 IF \x13 PAGE \x141\x15 = 1 "x" \x14是\x15B\r'
    body = [par('见\x13 HYPERLINK "http://a/" \x14附件\x15。\r'), par(nested), par("半\x13 TOC \r"), par("后文\r")]
    assert lines(doc(body)) == ["见附件。", "A是B", "半", "后文"]


def test_signs_within_a_paragraph() -> None:
    symbol = struct.pack("<HHH", 0x6A09, 1, 0xF0FE)
    name = "Wingdings\0".encode("utf-16-le")
    fonts = struct.pack("<HH", 2, 0) + b"".join(
        bytes([39 + len(n)]) + bytes(39) + n for n in ("A\0".encode("utf-16-le"), name)
    )
    body = [
        par("甲\t乙\x0b丙\x1e丁\x01\x1f\r"),
        Par([Run("(", symbol), Run("同意"), Run("\uf0a8", sprm(0x4A4F, 1, 2)), Run("不同意\r")]),
    ]
    assert lines(doc(body, {Part.FONTS: fonts})) == ["甲\t乙", "丙-丁", "☑同意□不同意"]


def test_the_end_of_a_section_ends_a_paragraph_and_that_of_a_page_does_not() -> None:
    body = [par("一节\x0c"), par("甲\x0c乙\r", in_list(1, 0))]
    parts = {Part.SECTIONS: plex((0, 3, 7), [bytes(12)] * 2), **lists(OUTLINE)}
    assert lines(doc(body, parts)) == ["一节", "一、甲", "乙"]


def test_tables_with_merged_cells() -> None:
    body = [
        cell("序号"), cell("任务"), cell("单位"), row_end((0, 900, 1800, 2700)),
        cell("1"), par("建驿站\r", CELL), cell("第二段"), cell("县民政局"), row_end((0, 905, 1800, 2700)),
        cell("合计"), cell("12个"), row_end((0, 1800, 2700)),
        cell("同上"), cell("盖住"), cell("县财政局"), row_end((0, 900, 1800, 2700), merged=[1]),
        cell("全行说明"), row_end((0, 2700)),
        par("表后\r"),
    ]  # fmt: skip
    assert lines(doc(body)) == [
        "序号\t任务\t单位", "1\t建驿站 第二段\t县民政局", "合计\t\t12个", "同上\t\t县财政局", "全行说明", "表后",
    ]  # fmt: skip


def test_a_table_in_a_cell_and_a_deleted_row() -> None:
    inner = CELL + struct.pack("<HI", 0x6649, 2)
    body = [
        cell("外"),
        par("内一\r", inner + sprm(0x244B, 1)), par("内二\r", inner + sprm(0x244B, 1)), par("\r", inner + sprm(0x244C, 1)),
        cell("内表之后"), row_end((0, 900, 1800)),
        cell("作废"), cell("一行"), Par([Run("\x07", DELETED)], row_end((0, 900, 1800)).changes),
    ]  # fmt: skip
    assert lines(doc(body)) == ["外\t内一 内二 内表之后"]


def test_notes_come_at_the_end() -> None:
    parts = {
        Part.FOOTNOTE_PLACES: plex((2, 5, 6), [b"\1\0"] * 2),
        Part.FOOTNOTE_TEXTS: plex((0, 4, 8, 9)),
    }
    body = [par("甲事\x02乙事\x02\r")]
    assert lines(doc(body, parts, [par("\x02注甲\r"), par("\x02注乙\r")])) == ["甲事乙事", "[1] 注甲", "[2] 注乙"]


def test_boxes_follow_their_paragraph_also_those_of_a_group() -> None:
    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HHI", 15, kind, len(data)) + data

    def shape(number: int) -> bytes:
        return record(0xF004, record(0xF00A, struct.pack("<II", number, 0)))

    group = record(0xF003, shape(70) + shape(71))
    drawings = record(0xF000, b"") + b"\0" + record(0xF002, record(0xF003, shape(1) + group))
    parts = {
        Part.SHAPE_PLACES: plex((1, 4, 6), [struct.pack("<I22x", n) for n in (70, 9)]),
        Part.BOX_TEXTS: plex((0, 3, 6, 7), [struct.pack("<14xI4x", n) for n in (71, 9, 0)]),
        Part.DRAWINGS: drawings,
    }
    body = [par("甲\x08\r"), par("乙\x08\r")]
    assert lines(doc(body, parts, boxes=[par("框二\r"), par("框一\r")])) == ["甲", "框二", "乙", "框一"]


@pytest.mark.parametrize(
    ("flags", "version", "code"), [(0x0300, 0xC1, "encrypted"), (0x0200, 0x65, "needs-libreoffice")]
)
def test_what_is_not_read(monkeypatch: pytest.MonkeyPatch, flags: int, version: int, code: str) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda program: None)
    with pytest.raises(InputError) as refused:
        read(doc([par("甲\r")], flags=flags, version=version), "plan.doc")
    assert refused.value.code == code


def test_a_file_that_only_names_a_document_is_left_to_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda program: None)
    with pytest.raises(InputError) as refused:
        read(compound({"Notes": "WordDocument ".encode("utf-16-le") * 300}), "x.doc")
    assert refused.value.code == "needs-libreoffice"


@pytest.mark.parametrize("text", ["\r", " \r\r"])
def test_a_document_without_text_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read(doc([par(text)]), "plan.doc")
    assert refused.value.code == "empty"


def test_a_directory_that_leads_in_a_circle_is_read() -> None:
    data = bytearray(doc([par("甲\r")]))
    last = (struct.unpack_from("<I", data, 48)[0] + 1) * 512 + 128 * 3
    struct.pack_into("<I", data, last + 72, 1)
    assert lines(bytes(data)) == ["甲"]


def _circle() -> bytes:
    """A file whose table of sectors leads each sector to itself."""
    data = bytearray(doc([par("甲\r")]))
    table = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    for number in range(8):
        struct.pack_into("<I", data, table + 4 * number, number)
    return bytes(data)


def _long() -> bytes:
    """Pieces that give the same characters over and over."""
    return doc([par("甲\r")], pieces=plex((0, 2**30), [struct.pack("<HIH", 0, 2048, 0)]))


def _turned() -> bytes:
    return doc([par("甲\r")], pieces=plex((9, 1, 2), [struct.pack("<HIH", 0, 2048, 0)] * 2))


def _deep() -> bytes:
    return doc([par("甲\r", CELL + struct.pack("<HI", 0x6649, 10**6))])


HOSTILE = {
    "circle": (_circle, "damaged"),
    "long": (_long, "too-large"),
    "turned": (_turned, "damaged"),
    "deep": (_deep, "complex"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name: str) -> None:
    made, code = HOSTILE[name]
    with pytest.raises(InputError) as refused:
        read(made(), "plan.doc")
    assert refused.value.code == code


def test_damaged_files_are_read_or_refused() -> None:
    chance = random.Random(3)
    whole = doc(
        [cell("甲"), row_end((0, 900)), par("乙\r", in_list(1, 0)), par("丙\x13 X \x14丁\x15\r")], lists(OUTLINE)
    )
    for number in range(400):
        data = bytearray(whole[: chance.randrange(len(whole))] if number % 4 == 0 else whole)
        for _ in range(1 + number % 9 * 4):
            data[chance.randrange(8, len(data) - 1) if len(data) > 9 else 0] = chance.randrange(256)
        with suppress(InputError):
            read(bytes(data), "plan.doc")
