"""What the page of the architecture and the page of commands name does exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "policyparse"
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PARTS = re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:\.py|/))`", ARCHITECTURE)
LAYERS = re.search(r"\| layer .*?\n\n", ARCHITECTURE, re.DOTALL)


@pytest.mark.parametrize("part", sorted(set(PARTS) - {"dist/"}))
def test_a_module_or_folder_of_the_architecture_exists(part: str) -> None:
    assert any(path.is_dir() == part.endswith("/") for path in PACKAGE.rglob(part.rstrip("/").rsplit("/", 1)[-1]))


def test_every_layer_stands_in_the_architecture() -> None:
    assert LAYERS is not None
    named = {part.rstrip("/") for part in PARTS}
    modules = {p.name for p in PACKAGE.iterdir() if p.suffix == ".py" and not p.name.startswith("__")}
    folders = {p.name for p in PACKAGE.iterdir() if p.is_dir() and (p / "__init__.py").is_file()}
    assert modules | folders <= named


def test_every_stage_stands_in_the_architecture() -> None:
    stages = {p.name for p in (PACKAGE / "stages").iterdir() if p.is_dir() and (p / "__init__.py").is_file()}
    assert stages <= set(re.findall(r"^\| `([a-z]+)` \|", ARCHITECTURE, re.MULTILINE))
