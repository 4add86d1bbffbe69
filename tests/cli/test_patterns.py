"""Stored patterns: the same matches, and nothing lost where there are none."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from policyparse import patterns

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
