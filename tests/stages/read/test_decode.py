"""Encodings as they are met: declared, undeclared, wrongly declared, mixed, cut off."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.records.errors import InputError
from policyparse.stages.read import read
from policyparse.stages.read.decode import codec_of, declared_in, decode
from policyparse.stages.read.signs import is_office, is_pdf

SIMPLIFIED = "一、加强组织领导。各区人民政府要落实主体责任，确保到2025年达到95％以上。\n"
TRADITIONAL = "第 1 條　本辦法依食品衛生管理法規定訂定之，由主管機關公告。\n"
CODES = [
    (SIMPLIFIED, "utf-8", "utf-8"), (SIMPLIFIED, "utf-8-sig", "utf-8"), (SIMPLIFIED, "utf-16", "utf-16-le"),
    (SIMPLIFIED, "utf-16-le", "utf-16-le"), (SIMPLIFIED, "utf-16-be", "utf-16-be"), (SIMPLIFIED, "utf-32", "utf-32-le"),
    (SIMPLIFIED, "gb2312", "gb18030"), (SIMPLIFIED, "gb18030", "gb18030"), (TRADITIONAL, "gbk", "gb18030"),
    ("Plan of action, 2025\n", "utf-16-le", "utf-16-le"), (TRADITIONAL, "big5", "big5hkscs"), (TRADITIONAL, "big5hkscs", "big5hkscs"), (TRADITIONAL, "utf-16-be", "utf-16-be"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "written", "found"), CODES)
@pytest.mark.parametrize("times", [1, 40])
def test_an_encoding_that_nothing_declares_is_found_and_said(text: str, written: str, found: str, times: int) -> None:
    decoded = decode((text * times).encode(written), "plan.txt")
    assert decoded.text == text * times
    assert decoded.encoding == found
    assert [n.code for n in decoded.notes] == ([] if found == "utf-8" else ["encoding"])
    assert not decoded.notes or found in decoded.notes[0].message


def test_private_use_characters_of_gbk_are_read() -> None:
    text = "平臺。\ue5e5籌建\ue0c6，負責落實各項工作任務。"
    assert decode(text.encode("gb18030"), "plan.txt").text == text


def test_characters_of_hong_kong() -> None:
    text = "深水埗及𡃁仔街一帶的衞生規例，由署長負責執行和公佈。"
    assert decode(text.encode("big5hkscs"), "plan.txt").text == text


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ('<meta charset="gb2312">', "gb2312"),
        ("<META http-equiv=Content-Type content='text/html; charset=Big5'>", "Big5"),
        ('<?xml version="1.0" encoding="GBK"?>', "GBK"),
        ("<p>charset=gbk</p>", None),
    ],
)
def test_what_a_page_declares(head: str, label: str | None) -> None:
    assert declared_in(head.encode()) == label


def test_what_is_declared_decides_where_it_reads() -> None:
    found = decode("条例".encode("gb18030"), "a.html", "GB2312")
    assert (found.text, found.encoding) == ("条例", "gb18030")
    assert "declared as GB2312" in found.notes[0].message


@pytest.mark.parametrize(
    ("written", "declared"), [("utf-8", "gb2312"), ("gb18030", "utf-8"), ("gb18030", "big5"), ("big5", "gbk")]
)
def test_what_is_declared_wrongly_is_said(written: str, declared: str) -> None:
    text = (TRADITIONAL if written == "big5" else SIMPLIFIED) * 3
    found = decode(text.encode(written), "a.html", declared)
    assert found.text == text
    assert "declared-encoding" in [n.code for n in found.notes]


def test_two_encodings_in_one_file_are_read_line_by_line() -> None:
    found = decode((SIMPLIFIED * 3).encode() + (SIMPLIFIED * 2).encode("gb18030"), "plan.txt")
    assert found.text == SIMPLIFIED * 5
    assert found.encoding == "utf-8+gb18030"
    assert [n.code for n in found.notes] == ["mixed-encoding"]


@pytest.mark.parametrize(("one", "other"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_two_encodings_in_one_line_are_read_run_by_run(one: str, other: str) -> None:
    line = ("责任单位：".encode(one), "市发展改革委、市财政局".encode(other), "负责落实。\n".encode(one))
    found = decode(b"".join(line) + SIMPLIFIED.encode(one), "plan.txt")
    assert found.text == "责任单位：市发展改革委、市财政局负责落实。\n" + SIMPLIFIED
    assert [(n.code, n.severity) for n in found.notes] == [("mixed-encoding", "review")]
    assert "1 hold both" in found.notes[0].message


def test_a_character_that_was_cut_is_no_other_encoding() -> None:
    found = decode(SIMPLIFIED.rstrip("\n").encode()[:-1], "plan.txt")
    assert (found.encoding, found.text[-1]) == ("utf-8", "\ufffd")
    assert [n.code for n in found.notes] == ["lossy-decoding"]


def test_tables_drawn_with_lines_are_legible() -> None:
    table = "┌────┬──────┐\n│專員│薦任│\n├────┼──────┤\n" * 4
    for codec, found in (("big5", "big5hkscs"), ("gb18030", "gb18030"), ("utf-16-be", "utf-16-be")):
        assert decode(table.encode(codec), "table.txt")[:2] == (table, found)


def test_characters_written_as_two_halves_are_one() -> None:
    text = "深水埗𡃁仔街的規例由署長執行。"
    halves = text.encode("utf-16-le")
    units = [chr(int.from_bytes(halves[i : i + 2], "little")) for i in range(0, len(halves), 2)]
    data = b"".join(unit.encode("utf-8", "surrogatepass") for unit in units)
    found = decode(data, "plan.txt")
    assert (found.text, found.encoding) == (text, "utf-8")
    assert "CESU-8" in found.notes[0].message


def test_encodings_of_seven_bits() -> None:
    found = decode(SIMPLIFIED.replace("％", "%").encode("hz"), "plan.txt")
    assert (found.text, found.encoding) == (SIMPLIFIED.replace("％", "%"), "hz")
    with pytest.raises(InputError, match="UTF-7"):
        decode(SIMPLIFIED.encode("utf-7"), "plan.txt")
    for text in ("C++ and a+bcdefgh-, ~{x}", "data:image/png;base64,iVBORw0KGgo+AAAANSUhEUgAAAAUA+qwertyuiop"):
        assert decode(text.encode(), "plan.txt") == (text, "utf-8", ())


def test_what_could_be_another_encoding_is_said() -> None:
    korean = "공공기관의 정보공개에 관한 법률\n" * 3
    assert "doubtful-encoding" in [n.code for n in decode(korean.encode("euc_kr"), "law.txt").notes]


def test_what_is_lost_is_said_with_its_place() -> None:
    (source,) = read((SIMPLIFIED * 9).encode()[:-3], "plan.txt")
    assert source.encoding == "utf-8"
    assert source.text == (SIMPLIFIED * 9)[:-2] + "\ufffd"
    (note,) = source.notes
    assert note.code == "lossy-decoding"
    assert note.severity == "review"
    assert note.span
    assert note.span.of(source.text) == "\ufffd"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "binary"),
        (b"\x7fELF" + b"\x00" * 400, "binary"),
        (b"   \n\t ", "empty"),
        ("\u3000\n".encode(), "empty"),
        (bytes(range(0x80, 0x100)) * 20, "encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data, "plan.txt")
    assert refused.value.code == code
    assert refused.value.remedy


def test_labels_are_known_in_any_case() -> None:
    assert codec_of(" GB2312 ") == "gb18030"
    assert codec_of("windows-31j") is None
    assert codec_of(None) is None


@settings(deadline=None)
@given(st.binary(max_size=400).filter(lambda data: not is_office(data, "") and not is_pdf(data, "")))
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    try:
        sources = read(data, "a.txt")
    except InputError:
        return
    assert all(source.text.strip() for source in sources)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(SIMPLIFIED + TRADITIONAL + "ab1"), min_size=1).filter(str.strip))
def test_text_comes_back_as_it_was(text: str) -> None:
    (source,) = read(text, "a.txt")
    assert source.text == text


def test_lines_that_are_valid_utf8_by_chance_are_no_mixture() -> None:
    text = "甲市方案\n一、做好工作\n推动落实。（牵\n头单位：市教育局）\n岗位\n牵头\n"
    found = decode(text.encode("gb18030"), "plan.txt")
    assert (found.text, found.encoding) == (text, "gb18030")


def test_the_euro_sign_of_windows_is_a_character_of_its_own() -> None:
    data = "贷款利率补贴以".encode("gb18030") + b"\x80" + "12计，逐年发放。请各县抓好落实。".encode("gb18030")
    found = decode(data, "a.txt", "gbk")
    assert found.text == "贷款利率补贴以€12计，逐年发放。请各县抓好落实。"
    assert "lossy-decoding" not in [note.code for note in found.notes]
