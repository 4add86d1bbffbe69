"""Sources become a release: every input is accounted for, whatever is wrong with it."""

import json
import os
from pathlib import Path

import pytest

import policyparse
from policyparse.cli.console import Progress
from policyparse.records.errors import InputError
from policyparse.records.found import Restored
from policyparse.release import quality, sources
from policyparse.release.arrow import read_parquet
from policyparse.release.build import is_release
from policyparse.release.repairs import repair_rows
from policyparse.release.sources import files_in, parse_all
from policyparse.text import AlignedText, Replacement

PLAN = "临江市方案\n一、做好工作。（责任单位：市财政局）\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    (texts / "deep" / "er").mkdir(parents=True)
    (texts / ".hidden").mkdir()
    (texts / ".hidden" / "no.txt").write_text("no")
    (texts / ".DS_Store").write_text("no")
    (texts / "a.txt").write_text(PLAN, encoding="utf-8")
    (texts / "deep" / "er" / "b.txt").write_text(PLAN.replace("临江", "临河"), encoding="utf-8")
    (texts / "deep" / "c.txt").write_text(PLAN, encoding="utf-8")
    (texts / "empty.txt").write_bytes(b"")
    return texts


def test_folders_are_read_to_their_ends_without_hidden_files(folder: Path) -> None:
    assert [p.name for p in files_in([folder])] == ["a.txt", "c.txt", "b.txt", "empty.txt"]


def test_what_a_folder_links_to_is_read_and_a_folder_that_may_not_be_read_is_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "d.txt").write_text(PLAN, encoding="utf-8")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    (folder / "itself").symlink_to(folder)
    listed, opened = os.scandir, os.open

    def refuse(call: object, path: object, *rest: object) -> object:
        if str(path).endswith("er"):
            raise PermissionError(13, "Permission denied", path)
        return call(path, *rest)  # type: ignore[operator]

    monkeypatch.setattr(os, "scandir", lambda path: refuse(listed, path))
    monkeypatch.setattr(os, "open", lambda path, *rest: refuse(opened, path, *rest))
    states = {p.name: (p.status, p.refusal and p.refusal.reason) for p in parse_all(files_in([folder]))}
    assert states.keys() == {"a.txt", "c.txt", "d.txt", "empty.txt", "er"}
    assert states["er"] == ("refused", "Permission denied")


def test_one_source_need_not_be_a_list(folder: Path, tmp_path: Path) -> None:
    for source in (folder, str(folder)):
        assert (
            policyparse.build(source, tmp_path / "dist").given == policyparse.build([folder], tmp_path / "dist").given
        )


def test_every_input_is_accounted_for(folder: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    release = policyparse.build([folder], tmp_path / "dist", lambda done, total: seen.append((done, total)))
    assert (release.given, release.accepted, release.refused, release.duplicate) == (4, 2, 1, 1)
    assert release.documents == 2
    assert release.refusals[0].startswith("empty.txt: ")
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    manifest = json.loads((tmp_path / "dist/manifest.json").read_bytes())
    assert [(s["name"], s["status"], s["documents"]) for s in manifest["sources"]] == [
        ("a.txt", "accepted", ["a"]),
        ("b.txt", "accepted", ["b"]),
        ("c.txt", "duplicate", []),
        ("empty.txt", "refused", []),
    ]
    errors = read_parquet((tmp_path / "dist/tables/errors.parquet").read_bytes())[0]
    assert [(e["source_name"], e["code"]) for e in errors] == [("empty.txt", "empty")]
    assert policyparse.verify(tmp_path / "dist") == []


def test_a_file_that_cannot_be_read_is_set_aside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def content_at(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return path.read_bytes()

    monkeypatch.setattr("policyparse.release.sources.content_at", content_at)
    states = {p.name: (p.status, p.refusal and p.refusal.code) for p in parse_all(files_in([folder]))}
    assert states["a.txt"] == ("refused", "unreadable")
    assert states["b.txt"] == ("accepted", None)


def test_a_defect_of_ours_costs_one_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sources.parse_fields

    def parse_fields(data: bytes, name: str, stem: str | None = None) -> object:
        return real(data, name, stem) if name != "a.txt" else [{"document_id": "\n".join("ab")}]

    monkeypatch.setattr(sources, "parse_fields", parse_fields)
    states = {p.name: (p.status, p.refusal) for p in parse_all(files_in([folder]))}
    status, refusal = states["a.txt"]
    assert status == "refused"
    assert refusal
    assert refusal.code == "defect"
    assert "\n" not in str(refusal)
    assert states["b.txt"][0] == "accepted"


def test_what_cannot_be_built_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    for given, message in (
        ([nothing], "no file in it"),
        ([tmp_path / "none"], "no such file or folder"),
        ([folder / "empty.txt"], "no text"),
    ):
        with pytest.raises(InputError, match=message):
            policyparse.build(given, tmp_path / "dist")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["nothing", "texts"]


def test_what_is_a_release() -> None:
    assert not is_release(Path("/nonexistent"))


@pytest.mark.parametrize("content", ["[]", "{", "[" * 100_000, '{"software": "other"}'])
def test_what_is_no_release(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    assert not is_release(tmp_path)


def test_the_figures_are_told_where_they_were_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = {"f1": 0.9123, "low": 0.88, "high": 0.94, "gold": 812, "first_source": 1.0}
    floors = {"outline": figure, "agency": {**figure, "wrong": 0.01}}
    monkeypatch.setattr(quality, "measured", lambda: {"documents": 24, "floors": floors})
    text = "\n".join(quality._figures())
    assert "F1 over 24 documents" in text
    assert "| sections and measures: path and role | 0.912 | 0.880–0.940 | 812 | 1.000 |" in text
    assert "| agencies resolved (1.0% wrong, the rest unresolved) |" in text
    monkeypatch.setattr(quality, "measured", lambda: None)
    assert "No figures were measured" in "\n".join(quality._figures())


def test_the_figures_that_are_shipped_can_be_told() -> None:
    known = quality.measured()
    assert known is None or list(quality._figures())


def test_repairs_are_told_with_line_and_column() -> None:
    text = "一行\n二?;I行\n三 行　吗"
    changes = [
        Replacement(4, 7, "。", "gbk", 0.8, True),
        Replacement(10, 11, "", "layout", 0.95),
        Replacement(12, 13, "", "layout", 0.95),  # on the same line
    ]
    rows = list(repair_rows(Restored(AlignedText.of(text).apply(changes, "restore"))))
    assert rows[1:] == [
        ["2", "2", "gbk", "0.80", "yes", "?;I", "。"],
        ["3", "2", "layout", "0.95", "", " ", ""],
        ["3", "4", "layout", "0.95", "", r"\u3000", ""],
    ]


class Terminal:
    """A standard error that says that it is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


def test_progress_waits_a_second_and_ends_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, now = Terminal(), [0.0]
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("policyparse.cli.console.monotonic", lambda: now[0])
    progress = Progress("files")
    progress(1, 9)
    assert terminal.text == ""
    now[0] = 1.1
    progress(5, 9)
    progress(6, 9)
    progress(9, 9)
    assert terminal.text == "\r5 of 9 files\r9 of 9 files\n"


def test_the_bar_of_a_corpus_tells_rate_errors_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from policyparse.cli.waiting import Bar

    terminal, now = Terminal(), [0.0]
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("policyparse.cli.waiting.monotonic", lambda: now[0])
    bar = Bar()
    bar.begin(10, 1000)
    bar.took(1, 100)
    assert terminal.text == ""
    now[0] = 2.0
    bar.shard({"refused": 2})
    bar.took(4, 400)
    assert "5/10  2/s  2 refused  2 s left" in terminal.text
