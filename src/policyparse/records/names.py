"""Names of files are UTF-8 whatever the locale says, so that a release is the same everywhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path  # takes longer to load than a page to read

_SEPARATORS = os.sep + (os.altsep or "")


def name_of(path: str | Path) -> str:
    """The name of a file, without folders: its bytes read as UTF-8, else as the locale reads them.

    >>> name_of("source/计划.txt")
    '计划.txt'
    """
    name = os.path.basename(os.fspath(path).rstrip(_SEPARATORS))
    try:
        return os.fsencode(name).decode("utf-8")
    except UnicodeError:
        return legible(name)


def on_disk(name: str) -> str:
    """The string that makes the operating system write `name` as UTF-8."""
    return os.fsdecode(name.encode("utf-8"))


def legible(text: str) -> str:
    """The text with `?` for what UTF-8 cannot write.

    >>> legible("a\\ud800b")
    'a?b'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
