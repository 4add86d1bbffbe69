"""Stored patterns and answers: the same matches and tables, and nothing lost where there are none."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policyparse import kept, patterns

ROOT = Path(__file__).resolve().parents[2]
FIRST = ROOT / "source" / "hangzhou-2023-business-environment.txt"
PARSE = "import sys; from policyparse import patterns; from pathlib import Path; patterns.STORE = Path(sys.argv[1]); {}"
THEN = "patterns.prime(); from policyparse.pipeline import parse_fields; import json; print(json.dumps(parse_fields(Path(sys.argv[2]).read_bytes(), 'x.txt'), default=str))"


def run(code: str, *words: object) -> str:
    command = [sys.executable, "-c", PARSE.format(code), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_parse_with_stored_patterns_is_the_same(tmp_path: Path) -> None:
    store = tmp_path / "patterns.bin"
    without = run(THEN, store, FIRST)
    assert int(run("print(patterns.write([sys.argv[2]]))", store, FIRST)) > 50
    assert run(THEN, store, FIRST) == without


@pytest.mark.parametrize("content", [b"", b"nonsense", b"{", bytes(range(256))])
def test_a_store_that_cannot_be_read_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(patterns, "STORE", tmp_path / "patterns.bin")
    patterns.prime()
    patterns.STORE.write_bytes(content)
    patterns.prime()
    assert re.compile("一+").match("一一")


SAME = """
patterns.prime()
from importlib import import_module
from policyparse import kept
def same(one, other):
    if type(one) is not type(other):
        return False
    if hasattr(one, "__dict__") and not isinstance(one, dict):
        return all(same(value, vars(one)[name]) for name, value in vars(other).items())
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other
for key, answer in [*kept._stored.items()]:
    module, name, *given = key
    make = getattr(import_module(module), name)
    assert same(make(*given), make.__wrapped__(*given)), key
    assert key not in kept._stored
    print(key)
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "patterns.bin"
    run("patterns.write([sys.argv[2]])", path, FIRST)
    return path


def test_a_stored_answer_is_the_one_that_is_made(store: Path) -> None:
    assert run(SAME, store).count("policyparse.") > 100


ANSWERS = "patterns.prime(); from policyparse import kept; print(len(kept._stored) > 0)"


def test_answers_are_used_while_no_file_has_changed(store: Path, tmp_path: Path) -> None:
    assert run(ANSWERS, store) == "True\n"
    content = marshal.loads(store.read_bytes())
    for name in ("lexicon/units.csv", "stages/targets/pattern.py"):
        time, size = content["files"][name]
        for stamp in ((time + 1, size), (time, size + 1)):
            other = tmp_path / "patterns.bin"
            other.write_bytes(marshal.dumps({**content, "files": {**content["files"], name: stamp}}))
            assert run(ANSWERS, other) == "False\n"
    content["files"]["lexicon/gone.csv"] = (1, 1)
    other.write_bytes(marshal.dumps(content))
    assert run(ANSWERS, other) == "False\n"


def test_every_table_and_stage_is_watched(store: Path) -> None:
    watched = {Path(name) for name in marshal.loads(store.read_bytes())["files"]}
    package = ROOT / "src" / "policyparse"
    for part in ("lexicon", "stages", "text", "records"):
        there = {p.relative_to(package) for p in (package / part).rglob("*") if p.suffix in (".py", ".csv", ".bin")}
        assert there
        assert there <= watched
    assert any(path.name == "TSCharacters.txt" for path in watched)


def test_an_answer_is_taken_from_the_store_once() -> None:
    @kept.kept
    def numbers(kind: str) -> list[str]:
        made.append(kind)
        return [kind, *re.findall("[a-z]", kind)]

    made: list[str] = []
    stored = kept.answers_to(lambda: [numbers("ab"), numbers("ab"), numbers("cd")])
    assert made == ["ab", "cd"]
    numbers.cache_clear()  # type: ignore[attr-defined]
    kept.use({key: value for key, value in stored.items() if key[-1] == "ab"})
    assert numbers("ab") == ["ab", "a", "b"]
    assert numbers("ab") is numbers("ab")
    assert made == ["ab", "cd"]
    assert (numbers("cd"), made) == (["cd", "c", "d"], ["ab", "cd", "cd"])
