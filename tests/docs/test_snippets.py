"""What README and docs tell a reader to run does run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(python|js|r)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SNIPPETS = [
    pytest.param(m[1], m[2], id=f"{page.stem}-{number}-{m[1]}")
    for page in PAGES
    for number, m in enumerate(FENCE.finditer(page.read_text(encoding="utf-8")), start=1)
]
COMMANDS = {"python": [sys.executable, "-c"], "js": ["node", "-e"], "r": ["Rscript", "-e"]}


@pytest.mark.parametrize(("language", "code"), SNIPPETS)
def test_a_snippet_runs(language: str, code: str) -> None:
    command = COMMANDS[language]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    for module in ("pandas", "polars", "duckdb"):
        if language == "python" and f"import {module}" in code:
            pytest.importorskip(module, reason=f"the snippet needs {module}")
    done = subprocess.run([*command, code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_readme_names_every_command() -> None:
    commands = (ROOT / "src/policyparse/cli/commands.py").read_text(encoding="utf-8")
    names = re.findall(r"@app.command\(\)\ndef (\w+)", commands)
    shown = set(re.findall(r"^policyparse (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert len(names) > 10
    assert shown == set(names)


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
