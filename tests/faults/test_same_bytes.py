"""The same sources give the same release: any hash seed, time zone, locale, folder and order."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from plans import digest, write_plans

ROOT = Path(__file__).resolve().parents[2]

SETTINGS = [
    ("0", "UTC", "C.UTF-8", False),
    ("1", "Asia/Shanghai", "C", True),
    ("2", "Pacific/Kiritimati", "POSIX", False),
    ("2", "UTC", "tr_TR.UTF-8", True),
]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_plans(tmp_path_factory.mktemp("sources") / "texts", 2024)
    inner = folder / "more" / "丙-plan.txt"  # the same name as another file: both get a part of their hash in the id
    inner.parent.mkdir()
    inner.write_text("丙市行动计划\n一、做好工作。（责任单位：市财政局）\n", encoding="utf-8")
    for path in sorted((ROOT / "source").iterdir()):
        shutil.copy(path, folder)
    return folder


def built(sources: Path, folder: Path, seed: str, zone: str, locale: str, backwards: bool) -> str:
    """The digest of a release made in a process of its own."""
    texts = shutil.copytree(sources, folder / "文本 texts")
    files = sorted(p for p in texts.rglob("*") if p.is_file())
    os.utime(files[0], (1, 1))
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale}
    env |= {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "0" if backwards else "1"}
    command = [sys.executable, "-m", "policyparse", "build", *(files[::-1] if backwards else [texts]), "-o", "dist"]
    subprocess.run(command, check=True, cwd=folder, env=env, capture_output=True)
    return digest(folder / "dist")


def test_the_same_sources_give_the_same_bytes_in_every_setting(sources: Path, tmp_path: Path) -> None:
    found = set()
    for number, setting in enumerate(SETTINGS):
        folder = tmp_path / f"run{number}"
        folder.mkdir()
        found.add(built(sources, folder, *setting))
    assert len(found) == 1


def test_files_of_one_name_stay_apart(sources: Path, tmp_path: Path) -> None:
    import policyparse

    policyparse.build([sources], tmp_path / "dist")
    names = sorted(p.stem for p in (tmp_path / "dist/documents").glob("丙-plan*.json"))
    assert len(names) == 2
    assert all(len(name) == len("丙-plan-12345678") for name in names)
    assert {policyparse.load(tmp_path / f"dist/documents/{n}.json").source_name for n in names} == {"丙-plan.txt"}
    assert policyparse.verify(tmp_path / "dist") == []
