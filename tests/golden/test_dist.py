"""The committed release is the one that today's code makes of the committed sources."""

from pathlib import Path

import pytest

import policyparse

ROOT = Path(__file__).resolve().parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_release_is_not_stale(tmp_path: Path) -> None:
    if not (ROOT / "dist" / "manifest.json").is_file():
        pytest.skip("dist/ is not there: `make dataset` builds it")
    policyparse.build([ROOT / "source"], tmp_path / "dist")
    committed, made = contents(ROOT / "dist"), contents(tmp_path / "dist")
    stale = sorted(name for name in committed.keys() | made.keys() if committed.get(name) != made.get(name))
    assert stale == [], "run `make dataset` and commit dist/"
    assert policyparse.verify(ROOT / "dist") == []
