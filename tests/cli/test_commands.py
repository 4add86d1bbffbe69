"""Every command on good and bad input: data on standard output, one line of words, the status that is promised."""

import ast
import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from policyparse import cli
from policyparse.release.akn import NAMESPACE

ROOT = Path(__file__).resolve().parents[2]
TEXT = "临江市优化服务方案\n一、重点任务\n（一）提升开办服务水平。到2025年，开办时间压缩至0.5个工作日以内。（责任单位：市财政局、市公安局）\n"
COMMANDS = ("build", "parse", "show", "restore", "verify", "validate", "schema", "evaluate", "diff", "explore")
OTHERS = ("agency", "corpus", "sql")


class Said(NamedTuple):
    """What a command wrote, and its status."""

    returncode: int
    stdout: bytes
    stderr: bytes


def call(*args: str | Path, stdin: bytes = b"") -> Said:
    """The command in this process: as good as `run`, and ten times as fast."""
    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = cli.run([str(arg) for arg in args])
    out.flush()
    err.flush()
    return Said(status, out.buffer.getvalue(), err.buffer.getvalue())  # type: ignore[attr-defined]


def run(*args: str | Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    known = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LANG", "POLICYPARSE_DEBUG")}
    return subprocess.run(
        [sys.executable, "-m", "policyparse", *map(str, args)],
        input=stdin,
        capture_output=True,
        env={**known, "PYTHONPATH": os.pathsep.join(sys.path), **env},
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "计划.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def release(plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "dist"
    result = call("build", plan, "-o", folder)
    assert result.returncode == 0, result.stderr.decode()
    assert result.stdout == b""
    assert "1 documents of 1 files (1 accepted, 0 refused, 0 duplicate)" in result.stderr.decode()
    return folder


@pytest.mark.parametrize("command", [*COMMANDS, *OTHERS])
def test_help_has_an_example(command: str) -> None:
    result = call(command, "--help")
    assert result.returncode == 0
    assert f"Example: policyparse {command}" in result.stdout.decode()


def test_every_option_that_a_message_names_is_one() -> None:
    helps = "".join(call(command, "--help").stdout.decode() for command in (*COMMANDS, *OTHERS))
    named = set()
    for path in (ROOT / "src" / "policyparse").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("InputError", "BadParameter"):
                named |= set(re.findall("--[a-z][a-z-]+", ast.unparse(node)))
    assert named >= {"--seconds", "--megabytes", "--memory"}
    assert not [option for option in named if option not in helps]


def test_no_command_shows_the_commands() -> None:
    assert all(c in call().stdout.decode() + call().stderr.decode() for c in COMMANDS)
    assert call("--version").stdout.decode().startswith("policyparse 0.1.0, schema 1.")


def test_completion_can_be_shown() -> None:
    shown = run("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert b"_POLICYPARSE_COMPLETE" in shown.stdout or b"COMPLETE" in shown.stdout


@pytest.mark.parametrize(
    "args",
    [
        ["parse"],
        ["nonsense"],
        ["parse", "a", "b"],
        ["parse", "-", "--to", "xml"],
        ["evaluate"],
        ["corpus", "in", "-o", "out", "--workers", "-3"],
        ["corpus", "in", "-o", "out", "--seconds", "-1"],
        ["corpus", "in", "-o", "out", "--megabytes", "0"],
        ["corpus", "in", "-o", "out", "--memory", "0"],
    ],
)
def test_wrong_usage_is_status_two(args: list[str]) -> None:
    result = call(*args)
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr


def test_parse_writes_what_build_publishes(plan: Path, release: Path) -> None:
    assert call("parse", plan).stdout == (release / "documents/计划.json").read_bytes()
    assert call("parse", plan, "--to", "yaml").stdout == (release / "documents/计划.yaml").read_bytes()


def test_standard_input_is_a_file_too(plan: Path) -> None:
    result = call("parse", "-", "--name", "计划.txt", stdin=TEXT.encode())
    assert result.stdout == call("parse", plan).stdout
    assert json.loads(call("parse", "-", stdin=TEXT.encode()).stdout)["document_id"] == "stdin"


def test_a_table_in_a_pipe_has_tabs(plan: Path) -> None:
    lines = call("parse", plan, "--to", "table").stdout.decode().splitlines()
    assert lines[0].split("\t")[:3] == ["path", "heading", "lead"]
    assert len({line.count("\t") for line in lines}) == 1


def test_show_takes_sources_and_published_documents(plan: Path, release: Path) -> None:
    shown = call("show", plan)
    assert shown.returncode == 0
    assert "提升开办服务水平" in shown.stdout.decode()
    assert shown.stdout == call("show", release / "documents/计划.json").stdout
    assert b"\x1b" not in shown.stdout


def test_what_parse_writes_goes_on_through_pipes(plan: Path, tmp_path: Path) -> None:
    twice = tmp_path / "two.zip"
    with ZipFile(twice, "w") as archive:
        archive.writestr("one.txt", TEXT)
        archive.writestr("two.txt", TEXT.replace("财政", "教育"))
    for file, form in ((plan, "json"), (plan, "yaml"), (twice, "json"), (twice, "yaml")):
        written = call("parse", file, "--to", form).stdout
        assert call("validate", "-", stdin=written) == (0, b"-: valid\n", b"")
        assert call("show", "-", stdin=written).stdout == call("show", file).stdout
        assert call("diff", "-", file, stdin=written) == (0, b"", b"")
    wrong = call("validate", "-", stdin=b"{}")
    assert (wrong.returncode, wrong.stderr.count(b"\n")) == (1, 1)


def test_restore_writes_the_text_and_the_edits(plan: Path) -> None:
    assert call("restore", plan).stdout.decode() == TEXT
    assert call("restore", plan, "--edits").stdout.decode().startswith("line\tcolumn\trule\t")


def test_verify_and_validate_say_what_is_sound(release: Path) -> None:
    result = call("verify", release)
    assert (result.returncode, result.stdout.decode()) == (0, f"{release}: sound\n"), result.stderr.decode()
    files = sorted((release / "documents").iterdir())
    assert call("validate", *files).stdout.decode() == "".join(f"{f}: valid\n" for f in files)


def test_schema_is_printed_or_written(tmp_path: Path) -> None:
    assert call("schema").stdout == (ROOT / "schema/document.schema.json").read_bytes()
    assert call("schema", "--out", tmp_path / "schema").returncode == 0
    assert (tmp_path / "schema/document.d.ts").read_bytes() == (ROOT / "schema/document.d.ts").read_bytes()


def test_a_defect_is_one_line(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(file: str) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setitem(cli.one.PLAIN, "parse", broken)
    said = call("parse", plan)
    assert (said.returncode, said.stdout, said.stderr.count(b"\n")) == (1, b"", 1)
    assert b"defect of policyparse (RuntimeError: two lines); report it" in said.stderr
    monkeypatch.setenv("POLICYPARSE_DEBUG", "1")
    with pytest.raises(RuntimeError):
        call("parse", plan)


def test_the_plainest_calls_are_whole_processes(plan: Path) -> None:
    for args in (["parse", plan], ["parse", plan.parent / "none.txt"], ["show", plan]):
        done, said = run(*args), call(*args)
        assert (done.returncode, done.stdout, done.stderr) == (said.returncode, said.stdout, said.stderr)


def test_what_has_a_document_has_a_page_and_a_source_has_xml(plan: Path, release: Path, tmp_path: Path) -> None:
    assert call("parse", plan, "--to", "akn").stdout.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso')
    for what in (plan, release, release / "documents/计划.yaml"):
        assert call("explore", what, "-o", tmp_path / "page.html").returncode == 0
        assert "提升开办服务水平" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_page_of_standard_input(plan: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for content in (plan.read_bytes(), call("parse", plan).stdout):
        assert call("explore", "-", "-o", page, stdin=content) == (0, b"", b"")
        assert "提升开办服务水平" in page.read_text(encoding="utf-8")
    assert call("explore", "-", "-o", page, "--name", "开办.txt", stdin=plan.read_bytes()).returncode == 0
    assert '"document_id":"开办"' in page.read_text(encoding="utf-8")
    assert call("explore", "-", "-o", page, "--against", plan, stdin=plan.read_bytes()).returncode == 0
    assert '"changes":[' in page.read_text(encoding="utf-8")
    page.unlink()
    nothing = call("explore", "-", "-o", page, stdin=b"")
    assert (nothing.returncode, nothing.stderr.count(b"\n"), page.exists()) == (1, 1, False)


def test_several_documents_of_one_file_are_one_xml(tmp_path: Path) -> None:
    several = tmp_path / "plans.txt"
    several.write_text(f"{TEXT}附件1\n{TEXT.replace('服务', '监管')}", encoding="utf-8")
    assert call("parse", several).stdout.count(b"\n") == 2  # a line a document
    root = ElementTree.fromstring(call("parse", several, "--to", "akn").stdout.decode())
    assert len(list(root.iter(f"{{{NAMESPACE}}}doc"))) == 2


def test_who_is_meant() -> None:
    said = call("agency", "市市监局", "--place", "杭州", "--date", "2023-06").stdout.decode().splitlines()
    assert "agency_id\t330100/market-regulation" in said
    assert "name\t杭州市市场监督管理局" in said
    assert call("agency", "--list").stdout.decode().startswith("rule\tfunction\t")
    nowhere = call("agency", "市财政局", "--place", "火星")
    assert (nowhere.returncode, nowhere.stdout, nowhere.stderr.count(b"\n")) == (1, b"", 1)
    assert call("agency").returncode == 2


def test_sql_asks_a_release(release: Path) -> None:
    pytest.importorskip("duckdb")
    said = call("sql", "SELECT role, count(*) AS n FROM responsibilities GROUP BY role", release)
    assert said.stdout.decode().splitlines() == ["role\tn", "responsible\t2"]
    wrong = call("sql", "SELECT nothing", release)
    assert (wrong.returncode, wrong.stderr.count(b"\n")) == (1, 1)


def test_a_corpus_is_made_and_its_state_told(plan: Path, tmp_path: Path) -> None:
    done = call("corpus", plan.parent, "-o", tmp_path / "many", "--engine", "inline", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert {"inputs\t1", "accepted\t1", "documents\t1"} <= set(done.stdout.decode().splitlines())
    again = call("corpus", plan.parent, "-o", tmp_path / "many", "--engine", "inline", "--json")
    assert json.loads(again.stdout)["accepted"] == 1
    assert json.loads(call("corpus", "--status", tmp_path / "many", "--json").stdout)["published"] is True
    assert "accepted\t1" in call("corpus", "--status", tmp_path / "many").stdout.decode()
    assert call("corpus", plan).returncode == 2


def test_diff_of_a_document_and_itself_is_empty(plan: Path) -> None:
    assert call("diff", plan, plan).stdout == b""
    assert call("diff", plan, plan, "--json").stdout == b"[]\n"


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_YY.ISO-8859-1"])
def test_any_locale_writes_utf8(plan: Path, release: Path, locale: str) -> None:
    for args in (["show", plan], ["verify", release]):
        assert run(*args, LC_ALL=locale, PYTHONUTF8="0").stdout == call(*args).stdout


def test_a_reader_that_has_seen_enough_ends_in_peace(plan: Path) -> None:
    for command in ("parse", "show", "restore", "schema"):
        args = "" if command == "schema" else f"'{plan}'"
        script = f"set -o pipefail; '{sys.executable}' -m policyparse {command} {args} | head -c 1"
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        result = subprocess.run(["bash", "-c", script], capture_output=True, env=env, check=False)
        assert (result.returncode, result.stderr) == (0, b"")


def test_a_full_output_is_said() -> None:
    with open("/dev/full", "wb") as full:
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        result = subprocess.run(
            [sys.executable, "-m", "policyparse", "schema"], stdout=full, stderr=subprocess.PIPE, env=env, check=False
        )
    assert result.returncode == 1
    assert result.stderr.count(b"\n") == 1
    assert b"No space left" in result.stderr


@pytest.mark.parametrize("command", ["parse", "verify"])
def test_an_output_that_was_closed_is_said(plan: Path, release: Path, command: str) -> None:
    what = {"parse": plan, "verify": release}[command]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-m", "policyparse", command, str(what)]
    closed = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *words], capture_output=True, env=env, check=False)
    assert (closed.returncode, closed.stderr.count(b"\n")) == (1, 1), closed.stderr
    silent = subprocess.run(["sh", "-c", '"$@" 2>&-', "sh", *words, "none"], capture_output=True, env=env, check=False)
    assert silent.returncode in (1, 2)


BAD = {
    "none.txt": None,
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "folder": "folder",
    "random.bin": "random",
    "program": "binary",
    "broken.yaml": b"a: [1, {\n",
    "broken.json": b'{"a": ',
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of inputs that no command can use."""
    import random

    folder = tmp_path_factory.mktemp("bad")
    for name, content in BAD.items():
        if content == "folder":
            (folder / name).mkdir()
        elif content == "random":
            (folder / name).write_bytes(random.Random(4).randbytes(1 << 20))
        elif content == "binary":
            (folder / name).write_bytes(Path(os.path.realpath(sys.executable)).read_bytes()[:300_000])
        elif isinstance(content, bytes):
            (folder / name).write_bytes(content)
    return folder


TAKES_SOURCES = ("build", "parse", "show", "restore", "diff")


def arguments(command: str, path: Path, out: Path) -> list[str | Path]:
    """How a command is given the bad input `path`."""
    return {
        "build": ["build", path, "-o", out],
        "diff": ["diff", path, path],
        "explore": ["explore", path, "-o", out],
        "evaluate": ["evaluate", "--gold", path, "--sources", path],
        "schema": ["schema", "--out", path / "x"],
    }.get(command, [command, path])


def cases() -> list[tuple[str, str]]:
    """Each command with each input that it cannot use."""
    found = []
    for command in COMMANDS:
        for name in BAD:
            writable = command == "schema" and name in ("none.txt", "folder")
            if not writable:
                found.append((command, name))
    return found


@pytest.mark.parametrize(("command", "name"), cases())
def test_bad_input_is_one_line_and_status_one(bad: Path, tmp_path: Path, command: str, name: str) -> None:
    path = bad / name
    result = call(*arguments(command, path, tmp_path / "out"))
    said = result.stderr.decode()
    assert result.returncode == 1, (said, result.stdout[:200])
    assert said.count("\n") == 1, said
    assert result.stdout == b""
    assert "Traceback" not in said
    assert "defect" not in said
    assert name in said
    assert ";" in said, "what to do is missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_a_published_document_is_no_source(release: Path, tmp_path: Path, form: str) -> None:
    published = (release / f"documents/计划.{form}").read_bytes()
    renamed = tmp_path / "计划.txt"
    renamed.write_bytes(published)
    for said in (
        call("parse", renamed),
        call("build", renamed, "-o", tmp_path / "out"),
        call("parse", "-", stdin=published),
    ):
        assert said.returncode == 1
        assert "JSON or YAML, not a document; give the text" in said.stderr.decode()
        assert said.stdout == b""


@pytest.mark.parametrize(
    "name", ["manifest.json", "SHA256SUMS", "documents/计划.json", "tables/targets.parquet", "README.md"]
)
def test_a_release_with_a_file_missing(release: Path, tmp_path: Path, name: str) -> None:
    import shutil

    copy = shutil.copytree(release, tmp_path / "dist")
    (copy / name).unlink()
    result = call("verify", copy)
    assert result.returncode == 1
    assert result.stdout == b""
    assert result.stderr.decode() == f"{copy}/{name}: is missing; build the release again\n"


def test_one_bad_file_among_good_ones_is_set_aside(plan: Path, bad: Path, tmp_path: Path) -> None:
    result = call("build", plan, plan, bad / "random.bin", bad / "empty.txt", "-o", tmp_path / "dist")
    assert result.returncode == 0
    said = result.stderr.decode().splitlines()
    assert said[0].startswith("refused: empty.txt: ")
    assert said[1].startswith("refused: random.bin: ")
    assert said[-1].endswith("1 documents of 4 files (1 accepted, 2 refused, 1 duplicate)")
    assert call("verify", tmp_path / "dist").returncode == 0
    manifest = json.loads((tmp_path / "dist/manifest.json").read_bytes())
    assert manifest["inputs"] == {"given": 4, "accepted": 1, "refused": 2, "duplicate": 1}


def test_nothing_is_overwritten_that_is_no_release(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years")
    result = call("build", plan, "-o", tmp_path)
    assert result.returncode == 1
    assert "this is not a release; remove it or name another folder" in result.stderr.decode()
    result = call("build", tmp_path / "thesis.txt", "-o", tmp_path)
    assert "is replaced; name another folder" in result.stderr.decode()
    assert (tmp_path / "thesis.txt").read_text() == "years"


def test_a_page_that_cannot_be_written_is_named(plan: Path, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none" / "page.html"):
        said = call("explore", plan, "-o", place)
        assert said.returncode == 1
        assert said.stderr.decode().startswith(f"policyparse: {place}: ")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_for_terminals_only(plan: Path, tmp_path: Path) -> None:
    assert "\r" not in call("build", plan, "-o", tmp_path / "dist").stderr.decode()


def test_a_terminal_gets_columns_and_colours(plan: Path) -> None:
    import pty

    shown = []
    for args in (["show", str(plan)], ["parse", str(plan), "--to", "table"]):
        parent, child = pty.openpty()
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", "COLUMNS": "100"}
        env.pop("NO_COLOR", None)
        subprocess.run([sys.executable, "-m", "policyparse", *args], stdout=child, stdin=child, env=env, check=True)
        os.close(child)
        shown.append(os.read(parent, 1 << 16).decode())
        os.close(parent)
    assert "\x1b[1" in shown[0]
    assert "\t" not in shown[1]


def test_starting_is_cheap() -> None:
    code = "import sys, policyparse.cli; print([m for m in ('pydantic', 'pyarrow', 'yaml', 'jieba', 'opencc', 'rich') if m in sys.modules])"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True).stdout == b"[]\n"
