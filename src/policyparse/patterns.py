"""Patterns compiled once, when the package is installed, for processes that are to parse at once.

Composing and compiling the patterns of all stages is a third of the time of `policyparse parse FILE`, and of what the
server of a corpus loads before its children start. `write` keeps the compiled code of every pattern that a parse uses in a file beside this module, as Python keeps bytecode; `prime` puts it
where `re.compile` looks first. Code depends on the pattern and on the version of Python alone, so it cannot be stale: a
pattern that is not in the file is compiled as ever. Where the file is absent or of another Python, nothing happens.

The Makefile calls `write` with the sources of the data set and the samples of `corpus`.
"""

from __future__ import annotations

import marshal
import re
import sys
from pathlib import Path
from typing import Any

STORE = Path(__file__).with_name("__pycache__") / f"patterns.{sys.implementation.cache_tag}.bin"
Code = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]


def prime() -> None:
    """Make the stored patterns known to `re.compile`, as far as this Python can use them."""
    try:
        import _sre  # type: ignore[import-not-found]

        store = marshal.loads(STORE.read_bytes())
        if store["python"] != sys.version or store["magic"] != _sre.MAGIC:
            return
        cache: dict[Any, Any] = vars(re)["_cache"]
        for (pattern, flags), code in store["patterns"].items():
            cache[type(pattern), pattern, flags] = _sre.compile(pattern, *code)
    except (ImportError, OSError, ValueError, EOFError, KeyError, TypeError, AttributeError, RuntimeError):
        return  # a cache that cannot be read costs time, nothing else


def write(files: list[str]) -> int:
    """Store the patterns that parsing `files` compiles; how many."""
    import _sre
    from re import _compiler as compiler  # type: ignore[attr-defined]

    found: dict[tuple[str | bytes, int], Code] = {}
    whole = compiler.compile

    def compile_and_keep(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, str | bytes):
            return whole(pattern, flags)
        parsed = compiler._parser.parse(pattern, flags)
        state = parsed.state
        names: list[str | None] = [None] * state.groups
        for name, number in state.groupdict.items():
            names[number] = name
        code = [int(c) for c in compiler._code(parsed, flags)]
        found[pattern, int(flags)] = (flags | state.flags, code, state.groups - 1, state.groupdict, tuple(names))
        return _sre.compile(pattern, *found[pattern, int(flags)])

    compiler.compile = compile_and_keep
    try:
        from policyparse.pipeline import parse_fields

        for file in files:
            parse_fields(Path(file).read_bytes(), Path(file).name)
    finally:
        compiler.compile = whole
    STORE.parent.mkdir(exist_ok=True)
    store = {"python": sys.version, "magic": _sre.MAGIC, "patterns": found}
    STORE.write_bytes(marshal.dumps(store))
    return len(found)
