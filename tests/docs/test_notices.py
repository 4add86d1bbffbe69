"""Every code that the parser can give stands in docs/notices.md."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GIVEN = re.compile(r'(?:Note|InputError)\(\s*"([a-z._-]+)"|"((?:agency|restore)\.[a-z_-]+)"')
RULES = {  # ids of rules, which records carry; no notices
    "agency.custom", "agency.group", "agency.inner", "agency.level", "agency.place_only", "agency.task_only",
    "restore.doubled-glyphs", "restore.entity", "restore.private-use-stop", "agency.table",
    "restore.quotes", "restore.pinyin-gloss", "restore.displaced-stop",
    "restore.composed", "restore.digit", "restore.escape", "restore.spread-line",
    "restore.number-gap", "restore.stray-blank", "restore.number-bracket", "restore.markup", "restore.private-use-bullet", "restore.control", "restore.line-end", "restore.repeated-line",
}  # fmt: skip


REFUSED = re.compile(r'InputError\(\s*"([a-z-]+)"')


def test_every_reason_to_refuse_is_explained() -> None:
    page = (ROOT / "docs" / "notices.md").read_text(encoding="utf-8")
    package = "".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "src/policyparse").rglob("*.py")))
    assert set(REFUSED.findall(package)) <= set(re.findall(r"`([a-z-]+)`", page))


def test_every_code_is_explained() -> None:
    page = (ROOT / "docs" / "notices.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`([a-z._-]+)`", page))
    stages = "".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "src/policyparse/stages").rglob("*.py")))
    given = {a or b for a, b in GIVEN.findall(stages)} - RULES
    assert given <= explained, sorted(given - explained)
