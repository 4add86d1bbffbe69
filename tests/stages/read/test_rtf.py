"""RTF without LibreOffice: what Word shows is what is read, as of a DOCX that says the same."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from policyparse.records.errors import InputError
from policyparse.stages.read import read

FONTS = (
    r"{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Times;}{\f2\fcharset2 Wingdings;}{\f3\fcharset136 PMingLiU;}}"
)
LISTS = (
    r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc39\levelnfcn39\levelstartat1\levelfollow2"
    r"{\leveltext\leveltemplateid1\'02\'00\'a1\'a2;}{\levelnumbers\'01;}}"
    r"{\listlevel\levelnfc39\levelstartat1\levelfollow2{\leveltext\'03\u-248 ?\'01\u-247 ?;}{\levelnumbers\'02;}}"
    r"{\listname ;}\listid5}{\list{\listlevel\levelnfc23\levelfollow0{\leveltext\'01\'b7;}}\listid6}}"
    r"{\*\listoverridetable{\listoverride\listid5\listoverridecount0\ls1}{\listoverride\listid6\ls2}"
    r"{\listoverride\listid5\listoverridecount1{\lfolevel\listoverridestartat\levelstartat4}\ls3}}"
)


def hexed(text: str, codec: str = "gb18030") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(codec))


def lines(body: str) -> list[str]:
    (source,) = read(rb"{\rtf1\ansi\ansicpg936\deff0" + (FONTS + LISTS + body + "}").encode("latin-1"), "plan.rtf")
    assert source.media_type == "application/rtf"
    return source.text.split("\n")[:-1]


def test_paragraphs_in_codes_bytes_and_numbers() -> None:
    body = f"\\pard\\plain {hexed('某县养老方案')}\\par \\uc1\\u19968 ?\\u12289?{hexed('建驿站')}12\\u20010\\'3f\\par\r\nPlan\\par"
    assert lines(body) == ["某县养老方案", "一、建驿站12个", "Plan"]


def test_bytes_by_their_font_and_where_a_font_of_the_west_is_named() -> None:
    body = f"\\f3 {hexed('養老', 'cp950')}\\f1 caf\\'e9{{\\f1 {hexed('驿站')}}}\\par"
    assert lines(body) == ["養老café驿站"]


def test_raw_bytes_and_a_character_whose_second_byte_is_a_letter() -> None:
    assert "A" in "丂A".encode("gb18030").decode("latin-1")
    data = b"{\\rtf1\\ansi\\ansicpg936 " + "养老".encode("gb18030") + b"\\'81A\\par}"
    assert read(data, "plan.rtf")[0].text == "养老" + b"\x81A".decode("gb18030") + "\n"


def test_fallbacks_are_as_many_as_it_says() -> None:
    assert lines(r"\uc2\u20859\'d1\'f8{\uc0\u32769 x}\u21150\par") == ["养老x办"]
    assert lines(r"\u-10178?\u-8265?\par") == ["\U0001fbb7"]


def test_labels_by_the_table_of_lists() -> None:
    body = (
        r"\pard\ls1\ilvl0 A\par \pard\ls1\ilvl1 B\par C\par \pard D\par \pard\ls1 E\par "
        r"\pard\ls2{\listtext\'b7\tab}F\par\pard\ls3 G\par"
    )
    assert lines(body) == ["一、A", "（一）B", "（二）C", "D", "二、E", "F", "四、G"]


def test_labels_that_are_written_out_come_before_those_of_the_table() -> None:
    body = r"\pard\ls1{\listtext\pard\plain " + hexed("甲、") + r"\tab}A\par{\listtext o\tab}\ls2 B\par\pard\ls1 C\par"
    assert lines(body) == ["甲、A", "B", "二、C"]


def test_labels_as_they_are_written_where_no_table_tells() -> None:
    body = r"{\listtext\pard\plain " + hexed("三、") + r"}\pard\ls9 A\par{\pntext\f2\'b7\tab}B\par{\pntext 1.\tab}C\par"
    assert lines(body) == ["三、A", "B", "1. C"]


def test_what_was_deleted_or_is_hidden_is_left_out() -> None:
    body = r"A{\deleted x}{\v y}B\v z\v0 C\super 2\nosupersub D\par E{\deleted\par}F\par{\revised G}\par"
    assert lines(body) == ["ABC²D", "EF", "G"]


def test_fields_show_their_results_and_symbols_are_told() -> None:
    body = (
        r'A{\field{\*\fldinst HYPERLINK "x"}{\fldrslt B}}{\field{\*\fldinst IF {\field{\*\fldinst P}{\fldrslt no}} x}{\fldrslt C}}'
        r'{\field{\*\fldinst SYMBOL 254 \\f "Wingdings" \\s 12}{\fldrslt\f2}}D\f2\'a8\u-3842 ?\f0 E\par'
    )
    assert lines(body) == ["ABC☑D□☑E"]


def test_destinations_are_left_out() -> None:
    body = (
        r"{\info{\title x}}{\header x\par}{\footerf x}{\stylesheet{\s0 x;}}{\*\generator x;}{\*\unknown x{y}}"
        r"{\pict\pngblip 89504e47}{\upr{x}{\*\ud{A}}}{\object{\*\objdata 00}{\result B}}{\*\bkmkstart x}C\par"
    )
    assert lines(body) == ["ABC"]


def test_binary_data_are_passed_over() -> None:
    assert lines("A{\\pict\\bin6 {{{{{{}B\\par") == ["AB"]


def test_signs_within_a_paragraph() -> None:
    assert lines(r"a\tab b\line c\_d\-e\~f\emdash\ldblquote\rdblquote\{\}\\\page g\par") == [
        "a\tb",
        "c-de\u00a0f—“”{}\\",
        "g",
    ]


def test_tables_with_merged_cells() -> None:
    three = r"\trowd\cellx900\cellx1800\cellx2700"
    body = (
        three + r"\pard\intbl a\cell b\cell c\cell\row"
        r"\trowd\cellx905\cellx1800\cellx2700\pard\intbl 1\cell d\par e\cell f\cell\row"
        r"\trowd\cellx1800\cellx2700\pard\intbl g\cell h\cell\row"
        r"\trowd\cellx900\clmgf\cellx1800\clmrg\cellx2700\pard\intbl i\cell j\cell\cell\row"
        r"\trowd\cellx2700\pard\intbl k\cell\row"
        r"{\deleted" + three + r"\pard\intbl x\cell y\cell z\cell\row}\pard l\par"
    )
    assert lines(body) == ["a\tb\tc", "1\td e\tf", "g\t\th", "i\tj", "k", "l"]


def test_a_table_in_a_cell() -> None:
    body = (
        r"\trowd\cellx900\cellx1800\pard\intbl a\cell\pard\intbl\itap2 b\nestcell c\nestcell"
        r"{\*\nesttableprops\trowd\cellx300\cellx600\nestrow}{\nonesttables\par}\pard\intbl d\cell\row"
    )
    assert lines(body) == ["a\tb c d"]


def test_notes_and_boxes() -> None:
    body = (
        r"A{\super\chftn{\footnote\pard\plain\chftn  n1\par n2}}B{\footnote\ftnalt e}\par "
        r"C{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv y}}{\shptxt\pard box\par}}{\shprslt{\*\do x}}}D\par"
    )
    assert lines(body) == ["AB", "CD", "box", "[1] n1 n2", "[1] e"]


def test_the_text_of_a_file_that_ends_too_soon() -> None:
    assert lines(r"A\par{\b B") == ["A", "B"]


HOSTILE = {
    "{" * 5000: "complex",
    r"\intbl\itap9999 x\par": "complex",
    r"\b " * 1_100_000: "complex",
    r"x\cell " * 110_000: "complex",
    r"{\pict 00}": "empty",
    r"\bin999999999 x": "empty",
}


@pytest.mark.parametrize("body", HOSTILE, ids=[key[:12] for key in HOSTILE])
def test_hostile_files_are_refused(body: str) -> None:
    with pytest.raises(InputError) as refused:
        lines(body)
    assert refused.value.code == HOSTILE[body]


def test_damaged_files_are_read_or_refused() -> None:
    chance = random.Random(5)
    whole = (
        b"{\\rtf1\\ansi\\ansicpg936" + (FONTS + LISTS).encode() + rb"\pard\ls1\ilvl0 A{\footnote x}\par"
        rb"\trowd\cellx900\intbl b\cell\row{\field{\*\fldinst X}{\fldrslt \u20859?}}{\shp{\*\shpinst{\shptxt c}}}\par}"
    )
    for number in range(400):
        data = bytearray(whole)
        for _ in range(1 + number % 9 * 3):
            data[chance.randrange(6, len(data))] = chance.choice(b"\\{}019ax\xb5 ")
        with suppress(InputError):
            read(bytes(data), "plan.rtf")
