"""Every regular expression that a parse compiles, rated by recheck (npm): prints those that are not linear or safe.

`python tools/rate_patterns.py FOLDER`, where `npm install recheck` was run in FOLDER. recheck rates a search from every
place; a pattern that is only matched at one place, or in a piece of bounded length, may be exempt:
`tests/cases/faults/patterns.yaml` says which, and why. Exits with 1 where one is neither.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
FLAGS = ((re.I, "i"), (re.S, "s"), (re.M, "m"))
RATE = """
const {checkSync} = require('recheck');
const rows = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const rated = rows.map(([source, flags]) => {
  try { const r = checkSync(source, flags, {timeout: 5000, checker: 'automaton'});
        return r.status === 'vulnerable' ? r.complexity.type : r.status === 'safe' ? 'safe' : r.error.kind; }
  catch (error) { return 'invalid'; } });
console.log(JSON.stringify(rated));
"""


def compiled() -> dict[tuple[str, int], str]:
    """The patterns of the package by text and flags, with the module that compiles each, while it parses all shapes."""
    found: dict[tuple[str, int], str] = {}
    plain = re.compile

    def seen(pattern: Any, flags: Any = 0) -> re.Pattern[Any]:
        made = plain(pattern, flags)
        module = sys._getframe(1).f_globals.get("__name__", "")
        if module.startswith("policyparse."):
            text = made.pattern.decode("latin-1") if isinstance(made.pattern, bytes) else made.pattern
            found.setdefault((text, made.flags), module)
        return made

    re.compile = seen  # type: ignore[assignment]
    from fuzz.shapes import shapes
    from policyparse.pipeline import parse_fields
    from policyparse.records.errors import InputError

    for path in [*sorted((ROOT / "source").glob("*.txt")), *shapes()]:
        with suppress(InputError):
            parse_fields(path.read_bytes() if isinstance(path, Path) else path.text(3000))
    re.compile = plain
    return found


def as_javascript(pattern: str, flags: int) -> tuple[str, str]:
    """The pattern as recheck reads it, and its flags."""
    text = pattern.replace("(?P<", "(?<").replace(r"\Z", "$").replace(r"\A", "^")
    wide = "u" if any(ord(c) > 0xFFFF for c in text) else ""
    return text, "".join(letter for flag, letter in FLAGS if flags & flag) + wide


def main() -> int:
    """Prints what is neither rated linear or safe nor exempt."""
    patterns = compiled()
    rows = json.dumps([as_javascript(*key) for key in patterns])
    environment = {**os.environ, "RECHECK_BACKEND": "pure"}
    command = ["node", "-e", RATE]
    done = subprocess.run(
        command, input=rows, cwd=sys.argv[1], env=environment, capture_output=True, text=True, check=True
    )
    exempt = yaml.safe_load((ROOT / "tests/cases/faults/patterns.yaml").read_text(encoding="utf-8"))
    bad = 0
    for ((pattern, _), module), rating in zip(patterns.items(), json.loads(done.stdout), strict=True):
        if rating in ("safe", "linear"):
            continue
        known = any(module.endswith(e["module"]) and pattern.startswith(e["begins"]) for e in exempt)
        bad += not known
        print(f"{'exempt' if known else 'OPEN  '} {rating:<12} {module.removeprefix('policyparse.')}: {pattern[:90]!r}")
    print(f"{len(patterns)} patterns, {bad} neither rated nor exempt")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
