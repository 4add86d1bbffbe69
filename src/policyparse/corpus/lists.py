"""A list of inputs (`@names.txt`, or `@<(find …)`): one location a line, read as it comes and never held."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator

from policyparse.records.contents import blocks_at
from policyparse.records.errors import InputError

_LONGEST = 1 << 20  # bytes of a line: no path is as long


def names_in(path: str) -> Iterator[str]:
    """The locations that the list at `path` names; empty lines and those that begin with `#` are none. Names of files may
    hold bytes that are no UTF-8. Raises InputError where it cannot be read or is no text."""
    for line in _lines(path):
        if b"\0" in line:
            raise _unreadable(path, "it holds zero bytes, as UTF-16 does")
        if line and not line.startswith(b"#"):
            yield os.fsdecode(line)


def _lines(path: str) -> Iterator[bytes]:
    """The lines of a file or of what is written into a pipe, without their ends and without a mark of UTF-8."""
    rest, mark = b"", codecs.BOM_UTF8
    try:
        for block in blocks_at(path):
            *lines, rest = (rest + block).split(b"\n")
            if len(rest) > _LONGEST:
                raise _unreadable(path, f"it has a line of more than {_LONGEST} bytes")
            for line in lines:
                yield line.removeprefix(mark).removesuffix(b"\r")
                mark = b""
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from None
    yield rest.removeprefix(mark).removesuffix(b"\r")


def _unreadable(path: str, reason: str) -> InputError:
    remedy = "give a text with one path a line"
    return InputError("list", path or "@", f"the list cannot be read ({reason})", remedy, "corpus")
