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
Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]  # the code as machine words of 32 bits


def prime() -> None:
    """Make the stored patterns known to `re.compile`, as far as this Python can use them."""
    try:
        import _sre  # type: ignore[import-not-found]

        store = marshal.loads(STORE.read_bytes())
        if store["python"] != sys.version or store["magic"] != _sre.MAGIC:
            return
        cache: dict[Any, Any] = vars(re)["_cache"]
        for (pattern, flags), (all_flags, words, *groups) in store["patterns"].items():
            code = memoryview(words).cast("I").tolist()  # a quarter of the time that as many numbers take to read
            cache[type(pattern), pattern, flags] = _sre.compile(pattern, all_flags, code, *groups)
    except (ImportError, OSError, ValueError, EOFError, KeyError, TypeError, AttributeError, RuntimeError):
        return  # a cache that cannot be read costs time, nothing else


def write(files: list[str]) -> int:
    """Store the patterns that parsing `files` compiles; how many."""
    import _sre
    from array import array
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
        all_flags, groups = flags | state.flags, (state.groups - 1, state.groupdict, tuple(names))
        found[pattern, int(flags)] = (all_flags, array("I", code).tobytes(), *groups)
        return _sre.compile(pattern, all_flags, code, *groups)

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
