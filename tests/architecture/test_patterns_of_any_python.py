"""Possessive repetitions mean the same on every Python 3.11.

Before 3.11.5 a possessive repetition (or an atomic group) whose body fails in the middle goes on behind what the body had
read (python/cpython#106052): `(?:ab?c)++` finds `aca` in `aca`. So a body is one character, or fixed characters, or it
begins with a look, itself without repetition, that tells whether it will match.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    ROOT / "source" / "hangzhou-2023-business-environment.txt",
    *sorted((ROOT / "src" / "policyparse" / "corpus" / "samples").glob("*.txt")),
    *sorted((ROOT / "tests" / "stages" / "read" / "pages").glob("*.html"))[:12],
]
CAPTURE = """
import json, sys, re
from re import _compiler
whole, found = _compiler.compile, []
def keep(pattern, flags=0):
    if isinstance(pattern, (str, bytes)):
        found.append([pattern if isinstance(pattern, str) else pattern.decode("latin-1"), int(flags)])
    return whole(pattern, flags)
_compiler.compile = keep
import importlib, pathlib, pkgutil
import policyparse
from policyparse.pipeline import parse_fields
for module in pkgutil.walk_packages(policyparse.__path__, "policyparse."):
    if not module.name.endswith(("__main__", "warm")):
        importlib.import_module(module.name)
for path in sys.argv[1:]:
    parse_fields(pathlib.Path(path).read_bytes(), pathlib.Path(path).name)
print(json.dumps(found))
"""
FIXED = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "AT"}


def unsteady(items: Any) -> list[str]:
    """The possessive repetitions and atomic groups among parsed items whose bodies may fail in the middle."""
    found = []
    for operator, argument in items:
        name = str(operator)
        if name == "POSSESSIVE_REPEAT" and not tells(argument[2]):
            found.append(str(argument[2]))
        if name == "ATOMIC_GROUP" and not tells(argument):
            found.append(str(argument))
        for part in parts(argument):
            found += unsteady(part)
    return found


def parts(argument: Any) -> list[Any]:
    """The item lists within an argument."""
    if hasattr(argument, "data"):
        return [argument]
    if isinstance(argument, (tuple, list)):
        return [part for element in argument for part in parts(element)]
    return []


def tells(body: Any) -> bool:
    """True for a body of fixed characters, or one that begins with a look; of branches, where each is such a body."""
    items = list(body)
    if len(items) == 1 and str(items[0][0]) == "BRANCH":
        return all(tells(branch) for branch in items[0][1][1])
    if len(items) == 1 and str(items[0][0]) == "SUBPATTERN":
        return tells(items[0][1][3])
    if all(str(operator) in FIXED for operator, _ in items):
        return True
    first, argument = items[0]
    return str(first) in ("ASSERT", "ASSERT_NOT") and flat(argument[1])


def flat(look: Any) -> bool:
    """True where nothing is repeated and branches do not nest: a look that fails leaves nothing behind."""
    return all(
        str(operator) in FIXED
        or (str(operator) == "BRANCH" and all(str(o) in FIXED for branch in argument[1] for o, _ in branch))
        for operator, argument in look
    )


def test_possessive_repetitions_look_before_they_read() -> None:
    from re import _parser  # type: ignore[attr-defined]

    command = [sys.executable, "-c", CAPTURE, *map(str, FILES)]
    captured = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert len(captured) > 300
    patterns = {(pattern, flags) for pattern, flags in captured}
    unsafe = {pattern: bad for pattern, flags in patterns if (bad := unsteady(_parser.parse(pattern, flags)))}
    assert not unsafe


@pytest.mark.parametrize("pattern", ["(?:ab?c)++", "(?>(?:ab?c)*)", r"(?:\x00{1,3}+\x01++)*+", "(?:(?=ab?c)ab?c)?+"])
def test_bodies_that_may_fail_in_the_middle_are_seen(pattern: str) -> None:
    from re import _parser  # type: ignore[attr-defined]

    assert unsteady(_parser.parse(pattern, 0))
