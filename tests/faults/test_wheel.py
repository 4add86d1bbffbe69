"""What is installed is what was tested: wheel and sdist come out the same twice, and the wheel has all it needs."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("src", "pyproject.toml", "README.md")


def built(folder: Path, zone: str) -> dict[str, str]:
    """Hashes of the wheel and sdist made from a copy of the sources."""
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    copy = folder / zone.replace("/", "-")
    copy.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / part)
    env = {**os.environ, "TZ": zone}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", "out"], cwd=copy, env=env, check=True, capture_output=True
    )
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (copy / "out").iterdir()}


def test_built_twice_the_same_and_whole(tmp_path: Path) -> None:
    first = built(tmp_path, "UTC")
    assert len(first) == 2
    assert built(tmp_path, "Asia/Tokyo") == first
    (wheel,) = (tmp_path / "UTC" / "out").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    plan = tmp_path / "计划.txt"
    plan.write_text("临江市方案\n一、做好工作。（责任单位：市财政局）\n", encoding="utf-8")
    said = []
    for place in (tmp_path / "installed", ROOT / "src"):
        env = {**os.environ, "PYTHONPATH": str(place)}
        for command in (["parse", str(plan)], ["schema"], ["build", str(plan), "-o", str(tmp_path / "dist")]):
            done = subprocess.run(
                [sys.executable, "-m", "policyparse", *command], capture_output=True, env=env, cwd=tmp_path, check=True
            )
            said.append(done.stdout)
    assert said[:3] == said[3:]
