"""Names are not paths: whatever a file is called, its document lies in documents/ under a name that every system takes."""

import os
import re
import unicodedata
from pathlib import Path

import policyparse
from policyparse.pipeline import parse_fields
from policyparse.records.names import name_of

TEXT = "临江市方案{}\n一、做好工作。（责任单位：市财政局）\n"
RESERVED = ["CON", "con.txt", "Nul", "aux.md", "PRN", "COM1.txt", "lpt9"]
ODD = [
    "..", ".", "...", " ", "  a  ", "a ", "a.", "-rf", "--help", "~", "$HOME", "`id`", "$(id)", "a;b", "a|b", "a&b", "a>b", "a*b?",
    "a:b", "a\\b", "..\\..\\x", "a\nb", "a\tb", "a\x01b", "a\x7fb", "%2e%2e%2f", "<script>", '"quoted"', "it's", "{x}", "#x", "a,b",
    "é", "e\u0301", "\u202eabc", "\ufeffa", "\u200b", "ﬁ", "Ａ", "😀", "\U000e0041", "文件（1）", "文件 (1)", "关于…的通知", "_", "__", "a__b",
    "x" * 250, "政" * 83, "manifest", "SHA256SUMS", "index", "0", "00", "1e3", "null", "true", "NaN", ".hidden", "a.b.c", "a..b",
]  # fmt: skip
NEVER_ON_DISK = [
    "../x",
    "../../etc/passwd",
    "/etc/passwd",
    "a/b",
    "C:\\x",
    "\\\\host\\share",
    "a\0b",
    "x" * 5000,
    "",
    "/",
]


def safe(stem: str) -> bool:
    """True for a file name that every system takes."""
    return bool(
        re.fullmatch(r"[\w\-.]+", stem)
        and stem[0] not in "-."
        and stem[-1] != "."
        and len(stem.encode()) <= 200
        and not re.fullmatch(r"(?i)(con|prn|aux|nul|(com|lpt)\d)(\..*)?", stem)
    )


def test_the_name_of_a_file_from_an_old_system_can_be_written_down() -> None:
    """Its bytes are GB 18030: as UTF-8 they say nothing, but they must not stop what writes the name."""
    name = name_of(os.fsdecode(b"/old/" + "计划.txt".encode("gb18030")))
    assert name.endswith(".txt")
    assert "计" not in name
    name.encode("utf-8")


def test_any_name_makes_a_safe_id() -> None:
    for number, name in enumerate([*RESERVED, *ODD, *NEVER_ON_DISK]):
        (fields,) = parse_fields(TEXT.format(number), name)
        assert safe(fields["document_id"]), (name, fields["document_id"])


def test_files_of_any_name_become_a_release(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    written = 0
    for number, name in enumerate([*RESERVED, *ODD, *(f"政策{n}?" for n in range(40))]):
        try:
            with (texts / name).open("x", encoding="utf-8") as file:
                file.write(TEXT.format(number))
            written += not name.startswith(".")
        except (OSError, ValueError):
            continue  # this file system does not take it either
    release = policyparse.build([texts], tmp_path / "dist")
    assert (release.given, release.accepted) == (written, written)
    assert written >= 90
    names = [p.name for p in (tmp_path / "dist/documents").iterdir()]
    assert len(names) == 2 * written
    assert len({unicodedata.normalize("NFC", n).casefold() for n in names}) == len(names)
    assert all(safe(n.rsplit(".", 1)[0]) for n in names), names
    assert policyparse.verify(tmp_path / "dist") == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dist", "texts"]
