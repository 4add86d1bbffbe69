"""Code page 936: every two-byte code is one character, and each leads back to its code."""

import pytest
from gbk_damage import CODE_PAGE

from policyparse.lexicon.load import rows
from policyparse.stages.restore.gbk import PrivateUse, character_of, code_of, widened, with_lead, with_trail


def test_every_code_of_the_code_page_has_a_character_that_leads_back() -> None:
    assert len(CODE_PAGE) == len(set(CODE_PAGE.values())) == 126 * 190
    wrong = {code.hex(): ascii(c) for code, c in CODE_PAGE.items() if code_of(c) != code}
    assert not wrong


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\ue000", "aaa1"),
        ("\ue233", "affe"),
        ("\ue234", "f8a1"),
        ("\ue4c5", "fefe"),
        ("\ue4c6", "a140"),
        ("\ue5e5", "a3a0"),
        ("\ue765", "a7a0"),
        ("\ue7c6", "a8a0"),
        ("\ue7f3", "a995"),
        ("\ue864", "fea0"),
        ("⿻", "a995"),  # as GB 18030 has had it since 2000
    ],
)
def test_private_use_characters_carry_their_bytes(character: str, code: str) -> None:
    found = code_of(character)
    assert found is not None
    assert found.hex() == code


def test_the_table_of_private_use_characters_holds_what_gb18030_has_otherwise() -> None:
    own = {(r.code_point, r.gbk) for r in rows("damage/private_use.csv", PrivateUse)}
    lacking = {
        (f"{ord(c):04X}", code.hex().upper())
        for code, c in CODE_PAGE.items()
        if "\ue000" <= c <= "\uf8ff" and c.encode("gb18030") != code
    }
    assert own == lacking


@pytest.mark.parametrize("character", ["A", "\n", "?", "\u0301", "\ud800", "𠮷", "\uf8f5"])
def test_other_characters_have_no_code(character: str) -> None:
    assert code_of(character) is None


def test_characters_by_one_byte() -> None:
    assert "一" in with_trail(0xBB)
    assert "一" in with_lead(0xD2)
    assert all(character_of(0xD2, c.encode("gbk")[1]) == c for c in with_lead(0xD2))
    assert all(c.encode("gbk")[1] == 0xA1 for c in with_trail(0xA1))


def test_narrowed_forms() -> None:
    assert {c: widened(c) for c in "(;$ 、一"} == {
        "(": b"\xa3\xa8",
        ";": b"\xa3\xbb",
        "$": b"\xa1\xe7",
        " ": b"\xa1\xa1",
        "、": None,
        "一": None,
    }
