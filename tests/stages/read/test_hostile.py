"""Hostile files are read whole or refused with a code, within ten seconds and one GiB, and read nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from policyparse.stages.read import read

from .hostile import SENTENCE
from .test_docx import docx, p

CODES = {
    "read", "binary", "complex", "damaged", "doctype", "empty", "encoding", "encrypted", "format", "needs-libreoffice",
    "needs-font", "needs-pypdfium2", "needs-xlrd", "nested", "no-documents", "scan", "too-large", "too-slow", "unreadable",
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are set with `resource`")
def test_every_file_is_read_or_refused_in_time(tmp_path: Path) -> None:
    (tmp_path / "canary.txt").write_text("CANARY")
    program = Path(__file__).with_name("hostile.py")
    found = subprocess.run([sys.executable, str(program)], capture_output=True, cwd=tmp_path, timeout=580)
    assert found.returncode == 0, found.stderr.decode()[-2000:]
    outcomes = json.loads(found.stdout)
    assert len(outcomes) >= 60
    assert {name: outcome for name, (outcome, _) in outcomes.items() if outcome not in CODES} == {}
    assert {name: seconds for name, (_, seconds) in outcomes.items() if seconds > 10} == {}


def test_what_is_only_large_or_deep_is_read_whole() -> None:
    large = {
        "paragraphs.docx": docx(p(SENTENCE) * 5_000),
        "tables.docx": docx("<w:tbl><w:tr><w:tc>" * 40 + p(SENTENCE) + "</w:tc></w:tr></w:tbl>" * 40),
        "line.txt": SENTENCE.encode() * 20_000,
        "deep.html": ("<html>" + "<div>" * 9_999 + SENTENCE).encode(),
    }
    for name, data in large.items():
        assert SENTENCE in "".join(source.text for source in read(data, name)), name
