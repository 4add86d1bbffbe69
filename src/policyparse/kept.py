"""What tables and code alone determine, made once when the package is installed, as bytecode is.

A function under `@kept` is one under `functools.cache` of which the answers may come from the store that `patterns`
reads and writes: lists of rows, indexes, sets of characters, composed patterns. To make them is half of a start; a
document needs a part of each. An answer is read when it is first asked for, and made as ever where it is not stored.
It has to be the same in every process: it depends on its arguments, on the files of the package and on nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, update_wrapper
from io import BytesIO
from typing import Any, ParamSpec, TypeVar, cast

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Key = tuple[Any, ...]
"""Where an answer is stored: the function's module and name, and its arguments (texts, truth values, tuples of them)."""

_stored: dict[Key, bytes] = {}
_made: dict[Key, Any] | None = None


def kept(make: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """`cache`, by way of the store. Nobody may change what it answers."""
    name = (make.__module__, make.__qualname__)

    def answer(*given: Any) -> Answer:
        key = (*name, *given)
        stored = _stored.pop(key, None)
        if stored is not None:
            from _pickle import loads  # `pickle` itself would load five modules more

            return cast(Answer, loads(stored))
        made = cast(Any, make)(*given)
        if _made is not None:
            _made[key] = made
        return cast(Answer, made)

    return cast("Callable[Given, Answer]", update_wrapper(cache(answer), make))


def use(stored: dict[Key, bytes]) -> None:
    """Answer from `stored` from now on, as `answers_to` gave it."""
    _stored.update(stored)


def answers_to(work: Callable[[], object]) -> dict[Key, bytes]:
    """What functions under `@kept` answer for the first time while `work` runs, ready to be stored."""
    global _made
    made = _made = {}
    try:
        work()
    finally:
        _made = None
    return {key: _pickled(answer) for key, answer in made.items()}


def _pickled(answer: Any) -> bytes:
    """The bytes from which `loads` makes the answer again."""
    from pickle import Pickler
    from pickletools import optimize

    texts: dict[str, str] = {}

    class Packer(Pickler):
        """Writes named tuples so that no constructor of theirs is called, which takes half of the time, and equal texts
        in them once; patterns so that they are found among those that are stored."""

        def reducer_override(self, value: Any) -> Any:
            if isinstance(value, re.Pattern):
                return re.compile, (value.pattern, value.flags & ~re.UNICODE)
            if isinstance(value, tuple) and hasattr(value, "_fields"):
                return tuple.__new__, (
                    type(value),
                    tuple([texts.setdefault(v, v) if type(v) is str else v for v in value]),
                )
            return NotImplemented

    written = BytesIO()
    Packer(written, protocol=5).dump(answer)
    return optimize(written.getvalue())
