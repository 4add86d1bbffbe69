"""A list of inputs: whatever wrote it, it is read line by line, and a line that leads nowhere costs itself alone."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from policyparse.corpus import lists
from policyparse.corpus.inputs import entries
from policyparse.corpus.lists import names_in
from policyparse.corpus.run import Options, run
from policyparse.records import contents
from policyparse.records.errors import InputError


@pytest.fixture
def names(tmp_path: Path) -> Path:
    return tmp_path / "names"


def test_a_list_of_another_system_is_read(names: Path) -> None:
    names.write_bytes("\ufeff/a b.txt\r\n# none\r\n\r\n计划\u2028.txt\n".encode() + b"/bad\xff.txt")
    assert list(names_in(str(names))) == ["/a b.txt", "计划\u2028.txt", "/bad\udcff.txt"]


def test_a_line_that_lies_across_two_blocks_is_one(names: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names.write_bytes(b"/one\n/two\n/three")
    monkeypatch.setattr(lists, "blocks_at", lambda path: iter([b"/on", b"e\n/tw", b"o\n/three"]))
    assert list(names_in(str(names))) == ["/one", "/two", "/three"]


def test_a_list_may_come_through_a_pipe_and_nobody_waits_for_one_that_does_not(
    names: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(names)
    writer = threading.Thread(target=lambda: names.write_bytes(b"/one\n/two\n"))
    writer.start()
    assert list(names_in(str(names))) == ["/one", "/two"]
    writer.join()
    monkeypatch.setattr(contents, "PATIENCE", 0.1)
    with pytest.raises(InputError, match="nobody writes to this pipe"):
        list(names_in(str(names)))


@pytest.mark.parametrize(
    ("content", "words"),
    [("/计划.txt\n".encode("utf-16"), "as UTF-16 does"), (b"x" * (lists._LONGEST + 1), "a line of more than")],
)
def test_what_is_no_list_is_said(names: Path, content: bytes, words: str) -> None:
    names.write_bytes(content)
    with pytest.raises(InputError, match=words):
        list(names_in(str(names)))


def test_lines_that_lead_nowhere_cost_themselves_alone(names: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("一、总体要求\n", encoding="utf-8")
    nowhere = [f"{tmp_path}/gone.txt", (tmp_path / "gone").as_uri(), "gopher://example.org/plans", "@names"]
    names.write_text("\n".join([*nowhere, f"{tmp_path}/plan.txt"]))
    found = {entry.location: entry.problem for entry in entries([f"@{names}"])}
    assert found.pop(f"{tmp_path}/plan.txt") is None
    assert len(found) == 4
    assert all(found.values())


def test_a_file_whose_name_begins_like_a_list_is_a_file(
    names: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "@plan.txt").write_text("一、总体要求\n", encoding="utf-8")
    names.write_text("@plan.txt\n")
    monkeypatch.chdir(tmp_path)
    assert [(entry.name, entry.problem) for entry in entries([f"@{names}"])] == [("@plan.txt", None)]


def test_a_list_may_not_name_the_folder_that_is_written_into(names: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text("一、总体要求\n", encoding="utf-8")
    names.write_text(f"{tmp_path}/in\n")
    with pytest.raises(InputError, match="in, which is read"):
        run([f"@{names}"], str(tmp_path / "in" / "out"), Options(engine="inline"))
    assert sorted(p.name for p in (tmp_path / "in").iterdir()) == ["plan.txt"]
