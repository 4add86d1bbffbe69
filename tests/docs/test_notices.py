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
    "restore.number-gap", "restore.stray-blank", "restore.number-bracket", "restore.markup", "restore.private-use-bullet", "restore.control",
    "restore.repeated-line", "restore.label-mark", "restore.line-end", "restore.point",
}  # fmt: skip


EDITS_BY = re.compile(r"^_?[A-Z_]*RULE = .*$", re.MULTILINE)  # a constant that names the rule of an edit
NOTED = re.compile(r"Note\(\s*RULE\b")
REFUSED = re.compile(r'InputError\(\s*"([a-z-]+)"')


def test_every_reason_to_refuse_is_explained() -> None:
    page = (ROOT / "docs" / "notices.md").read_text(encoding="utf-8")
    package = "".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "src/policyparse").rglob("*.py")))
    assert set(REFUSED.findall(package)) <= set(re.findall(r"`([a-z-]+)`", page))


def test_every_code_is_explained() -> None:
    page = (ROOT / "docs" / "notices.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`([a-z._-]+)`", page))
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "src/policyparse/stages").rglob("*.py"))]
    stages = "".join(text if NOTED.search(text) else EDITS_BY.sub("", text) for text in texts)
    given = {a or b for a, b in GIVEN.findall(stages)} - RULES
    assert given <= explained, sorted(given - explained)
