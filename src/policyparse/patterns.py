"""What a start would make anew, stored when the package is installed, for processes that are to parse at once.

Composing and compiling the patterns of all stages and indexing their tables is two thirds of the time of
`policyparse parse FILE`, and of what the server of a corpus loads before its children start. `write` keeps the compiled
code of every pattern that a parse uses, and every answer of the functions under `@kept`, in a file beside this module,
as Python keeps bytecode; `prime` puts them where `re.compile` and these functions look first. Code depends on the
pattern and on the version of Python alone, so it cannot be stale; the answers are used as long as every file below
the pipeline and every dictionary of OpenCC has the time and the size that it had, which is how Python trusts its bytecode.
What is not in the file, or in none that this Python can use, is made as ever.

The Makefile calls `write` with the sources of the data set and the samples of `corpus`.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

from policyparse.kept import answers_to, use

PACKAGE = os.path.dirname(__file__)
STORE = os.path.join(PACKAGE, "__pycache__", f"patterns.{sys.implementation.cache_tag}.bin")
Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]  # the code as machine words of 32 bits


def prime() -> None:
    """Make what is stored known to `re.compile` and to the functions under `@kept`, as far as this Python can use it."""
    try:
        import _sre  # type: ignore[import-not-found]

        with open(STORE, "rb") as file:
            store = marshal.loads(file.read())
        if store["python"] != sys.version or store["magic"] != _sre.MAGIC:
            return
        cache: dict[Any, Any] = vars(re)["_cache"]
        for (pattern, flags), (all_flags, words, *groups) in store["patterns"].items():
            code = memoryview(words).cast("I").tolist()  # a quarter of the time that as many numbers take to read
            cache[type(pattern), pattern, flags] = _sre.compile(pattern, all_flags, code, *groups)
        if all(_stamp(name) == stamp for name, stamp in store["files"].items()):
            use(store["answers"])
    except (ImportError, OSError, ValueError, EOFError, KeyError, TypeError, AttributeError, RuntimeError):
        return  # a cache that cannot be read costs time, nothing else


def write(files: list[str]) -> int:
    """Store the patterns that parsing `files` and writing what they hold as JSON compiles, and what `@kept` functions
    answer; how many patterns."""
    import _sre

    found: dict[tuple[str | bytes, int], Code] = {}
    answers = answers_to(lambda: _compiled(lambda: _parse(files), found))
    stamps = {name: _stamp(name) for name in _sources()}
    store = {"python": sys.version, "magic": _sre.MAGIC, "patterns": found, "files": stamps, "answers": answers}
    os.makedirs(os.path.dirname(STORE), exist_ok=True)
    with open(STORE, "wb") as file:
        marshal.dump(store, file)
    return len(found)


def _parse(files: list[str]) -> None:
    """What a command does with these files."""
    from policyparse.pipeline import parse_fields
    from policyparse.release.forms import json_text

    for path in files:
        with open(path, "rb") as file:
            content = file.read()
        for fields in parse_fields(content, os.path.basename(path)):
            json_text(fields)


def _compiled(work: Callable[[], None], found: dict[tuple[str | bytes, int], Code]) -> None:
    """Gathers in `found` the code of the patterns that are compiled while `work` runs."""
    import _sre
    from array import array
    from re import _compiler as compiler  # type: ignore[attr-defined]

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
        work()
    finally:
        compiler.compile = whole


def _sources() -> Iterator[str]:
    """The files on which the answers depend: code and tables below the pipeline, from the package's folder, and the
    dictionaries of OpenCC."""
    from policyparse.stages.simplify.dictionary import folder

    yield from _ALONE
    for part in (*(os.path.join(PACKAGE, name) for name in _BELOW), folder()):
        for place, _, names in os.walk(part):
            if os.path.basename(place) != "__pycache__":
                yield from (os.path.join(place, name).removeprefix(PACKAGE + os.sep) for name in names)


_ALONE, _BELOW = ("kept.py", "slots.py"), ("lexicon", "records", "stages", "text")


def _stamp(name: str) -> tuple[int, int]:
    """When a file was changed, and its size."""
    there = os.stat(os.path.join(PACKAGE, name))
    return there.st_mtime_ns, there.st_size
