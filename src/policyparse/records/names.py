"""Names of files are UTF-8 whatever the locale says, so that a release is the same everywhere; ids are made of them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path  # takes longer to load than a page to read

_SEPARATORS = os.sep + (os.altsep or "")
_UNSAFE = re.compile(r"[^\w\-]+")
_SECRET = re.compile(r"(://[^/@:\s]*:)[^@\s]+(?=@)")
_ID_BYTES = 120  # file names hold 255 bytes; ids grow endings


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


def without_secret(text: str) -> str:
    """The text with `…` for the secret key that a URI in it names.

    >>> without_secret("s3://key:word@bucket/plans")
    's3://key:…@bucket/plans'
    """
    return _SECRET.sub(r"\1…", text) if "://" in text else text


def document_stem(name: str) -> str:
    """A readable id from a file's name, safe as a file name on every system.

    >>> document_stem("source/hangzhou 2023.txt"), document_stem("../CON")
    ('hangzhou-2023', 'CON_')
    """
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = base.rsplit(".", 1)[0] if "." in base.strip(".") else base
    safe = _UNSAFE.sub("-", stem).strip("-_")
    safe = safe.encode()[:_ID_BYTES].decode(errors="ignore") or "document"
    return safe + "_" if re.fullmatch(r"(?i)con|prn|aux|nul|(com|lpt)\d", safe) else safe


def document_id(stem: str, number: int) -> str:
    """The id of the `number`-th document of a file: `hangzhou-2023`, `hangzhou-2023.2`."""
    return stem if number == 1 else f"{stem}.{number}"
