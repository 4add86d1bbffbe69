"""Where a command reads and writes: what may not be read, what stands there already, what is both, and a command that is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.test_commands import call
from policyparse import cli
from policyparse.cli import one
from policyparse.release import build as building

TEXT = "临河县饮水工程方案\n一、新建水厂6座。（责任单位：县水利局）\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "饮水.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def arguments(plan: Path, tmp_path: Path) -> list[list[str | Path]]:
    """Every command that takes paths, each with paths that are good; the release is made first."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "1.yaml").write_text(
        f"doc: 1\nfile: {plan.name}\noutline:\n- {{path: 一, role: measure}}\n", encoding="utf-8"
    )
    release, page = tmp_path / "dist", tmp_path / "page.html"
    return [
        ["build", plan, "-o", release],
        ["verify", release],
        ["sql", "SELECT 1", release],
        ["schema", "--out", tmp_path / "schema"],
        ["evaluate", "--gold", tmp_path / "gold", "--sources", tmp_path],
        ["diff", plan, release],
        ["explore", plan, "--against", release, "-o", page],
    ]


def test_what_cannot_be_read_is_left_to_who_opens_it(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not wrong usage: of many files one that is locked is set aside."""
    pytest.importorskip("duckdb")
    monkeypatch.setattr(os, "access", lambda path, mode, **_: False)
    for words in arguments(plan, tmp_path):
        said = call(*words)
        assert said.returncode == 0, (words, said.stderr.decode())


def test_a_locked_file_is_set_aside_by_build(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("x")
    real = os.open

    def opening(path: str, *rest: int, **more: int) -> int:
        if os.fspath(path) == str(locked):
            raise PermissionError(13, "Permission denied", path)
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", opening)
    said = call("build", locked, plan, "-o", tmp_path / "dist")
    assert said.returncode == 0
    assert "refused: locked.txt: Permission denied; make the file readable\n" in said.stderr.decode()
    assert "(1 accepted, 1 refused, 0 duplicate)" in said.stderr.decode()


def test_a_page_never_takes_the_place_of_what_it_shows(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("6", "8"), encoding="utf-8")
    (tmp_path / "link.html").symlink_to(plan)
    for words in (
        ["explore", plan, "-o", plan],
        ["explore", plan, "-o", tmp_path / "link.html"],
        ["explore", plan, "--against", other, "-o", other],
    ):
        said = call(*words)
        assert (said.returncode, said.stderr.count(b"\n")) == (1, 1)
        assert "is what is to be shown; name another page: -o FILE" in said.stderr.decode()
    assert plan.read_text(encoding="utf-8") == TEXT
    assert call("explore", plan, "-o", tmp_path / "page.html").returncode == 0
    assert call("explore", other, "-o", tmp_path / "page.html").returncode == 0, "an earlier page is written over"


def test_what_to_do_fits_what_is_wrong(plan: Path, tmp_path: Path) -> None:
    for page in (tmp_path, tmp_path / "none" / "page.html", plan / "page.html"):
        said = call("explore", plan, "-o", page).stderr.decode()
        assert said.startswith(f"policyparse: {page}: ")
        assert said.endswith("; name a file in a folder that is there\n")
    assert "no such folder; name the folder of gold files" in (
        call("evaluate", "--gold", tmp_path / "none", "--sources", tmp_path).stderr.decode()
    )
    twice = call("diff", "-", "-", stdin=TEXT.encode())
    assert twice.returncode == 2
    assert "standard input can be read once" in twice.stderr.decode()


@pytest.mark.parametrize("command", ["build", "corpus"])
def test_what_stands_in_the_way_is_said_before_the_work(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def work(*_: object) -> None:
        raise AssertionError("the work was begun")

    monkeypatch.setattr(building, "parse_all", work)
    monkeypatch.setattr("policyparse.corpus.run.inventory", work)
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "years.txt").write_text("years")
    before = sorted(tmp_path.rglob("*"))
    for target in (tmp_path / "thesis", plan):
        said = call(command, plan, "-o", target)
        assert said.returncode == 1
        assert said.stderr.decode() == (
            f"policyparse: {target}: this is not a release; remove it or name another folder\n"
        )
    assert sorted(tmp_path.rglob("*")) == before


def test_a_corpus_that_is_refused_at_once_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for place in (tmp_path / "in", f"@{tmp_path}/none"):
        assert call("corpus", place, "-o", tmp_path / "out", "--engine", "inline").returncode == 1
        assert [path.name for path in tmp_path.iterdir()] == ["in"]
    (tmp_path / "in" / "empty.txt").touch()
    assert call("corpus", tmp_path / "in", "-o", tmp_path / "out", "--engine", "inline").returncode == 1
    assert call("corpus", "--status", tmp_path / "out").returncode == 0, "what was done is kept"


@pytest.mark.parametrize("words", [["parse", "plan.txt"], ["verify"]])
def test_a_command_that_is_stopped_says_nothing_and_has_the_status_for_it(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(one.PLAIN, "parse", stopped)
    monkeypatch.setattr("policyparse.release.verify.verify", stopped)
    assert cli.run(words) == 128 + signal.SIGINT
    assert capsys.readouterr() == ("", "")


_SERVED = """
import signal
from multiprocessing import forkserver
from policyparse.corpus import supervise

supervise.start_server()
assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
with open(f"/proc/{forkserver._forkserver._forkserver_pid}/status") as file:
    print(next(line.split()[1] for line in file if line.startswith("SigBlk")))
"""


def test_only_the_run_itself_hears_that_it_is_stopped() -> None:
    """Ctrl-C goes to every process of a terminal; those that read would each write a traceback."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run([sys.executable, "-c", _SERVED], capture_output=True, text=True, env=env, check=True)
    assert int(said.stdout, 16) & 1 << signal.SIGINT - 1, "children begin with what the server blocks"


def test_help_for_an_output_that_was_closed_is_one_line() -> None:
    words = [sys.executable, "-m", "policyparse", "--help"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *words], capture_output=True, env=env, check=False)
    assert (said.returncode, said.stderr.count(b"\n")) == (1, 1), said.stderr
