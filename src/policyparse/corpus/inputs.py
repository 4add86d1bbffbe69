"""Which files a corpus is made of, and which shard each belongs to.

A location is a folder (walked, hidden names left out), a file, or a list (`@names.txt`, one location a line); local or
by a URI that Arrow's file systems know (`s3://bucket/prefix`). Nothing here holds more than one folder in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyparse.records.errors import InputError

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

SMALL_SHARD, LARGE_SHARD = 4 * 1024 * 1024, 64 * 1024 * 1024
MANY = 1024  # shards from which they grow rather than multiply


@dataclass(frozen=True, slots=True)
class Entry:
    """One input of the inventory: where it lies, its name in the release, and the hash of its bytes."""

    location: str  # URI, or absolute path
    name: str  # relative to the folder that was given, `/` between folders
    size: int
    sha256: str | None  # null where it could not be read
    problem: str | None = None

    def line(self) -> str:
        """The entry as a line of a shard's inventory, sorted by hash, then name."""
        return "\t".join(
            (self.sha256 or "-", _escape(self.name), _escape(self.location), str(self.size), self.problem or "")
        )

    @classmethod
    def of(cls, line: str) -> Entry:
        """The entry that `line` made."""
        sha, name, location, size, problem = line.rstrip("\n").split("\t")
        return cls(_unescape(location), _unescape(name), int(size), None if sha == "-" else sha, problem or None)


def entries(locations: Iterable[str]) -> Iterator[Entry]:
    """Every input under `locations`, hashed, in an order that depends on names alone."""
    for location in locations:
        if location.startswith("@"):
            yield from entries(_listed(Path(location[1:])))
        else:
            system, path = filesystem(location)
            yield from _walk(system, path, location)


def filesystem(location: str) -> tuple[FileSystem, str]:
    """The file system of a location, and the path there. Raises InputError where neither URI nor path is known."""
    from pyarrow import ArrowInvalid, fs

    try:
        if "://" in location:
            return fs.FileSystem.from_uri(location)
        return fs.LocalFileSystem(), str(Path(location).absolute())
    except (ArrowInvalid, OSError) as error:
        raise InputError("location", location, str(error), "give a path or a URI such as s3://bucket/folder") from None


def shard_of(sha256: str | None, name: str, shards: int) -> int:
    """The shard of an input: by the hash of its content (of its name, where the content could not be read)."""
    key = sha256 or hashlib.sha256(name.encode()).hexdigest()
    return int(key[:12], 16) % shards


def shards_for(size: int) -> int:
    """How many shards a corpus of `size` bytes gets: a function of the inputs alone, so that it is the same anywhere."""
    return max(1, min(-(-size // SMALL_SHARD), max(MANY, -(-size // LARGE_SHARD))))


def read_bytes(location: str) -> bytes:
    """The bytes of an input. Raises OSError."""
    system, path = filesystem(location)
    with system.open_input_stream(path, compression=None) as stream:
        return bytes(stream.read())


def _listed(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("list", str(path), f"the list cannot be read ({error})", "give one path a line") from None


def _walk(system: FileSystem, path: str, location: str) -> Iterator[Entry]:
    from pyarrow import fs

    info = system.get_file_info(path)
    if info.type == fs.FileType.NotFound:
        raise InputError("not-found", location, "no such file or folder", "check the path")
    if info.type == fs.FileType.File:
        yield _entry(system, info, path.rsplit("/", 1)[-1], location)
        return
    root = path.rstrip("/")
    folders = [root]
    while folders:
        found = system.get_file_info(fs.FileSelector(folders.pop(), allow_not_found=True))
        found.sort(key=lambda i: i.path)
        folders += [
            i.path for i in reversed(found) if i.type == fs.FileType.Directory and not i.base_name.startswith(".")
        ]
        for item in found:
            if item.type == fs.FileType.File and not item.base_name.startswith("."):
                name = item.path[len(root) :].lstrip("/")
                yield _entry(system, item, name, location)


def _entry(system: FileSystem, info: Any, name: str, location: str) -> Entry:
    where = info.path
    if "://" in location:
        scheme, _, rest = location.partition("://")
        where = f"{scheme}://{info.path}{'?' + rest.split('?', 1)[1] if '?' in rest else ''}"
    try:
        digest = hashlib.sha256()
        with system.open_input_stream(info.path, compression=None) as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError as error:
        return Entry(where, name, info.size or 0, None, _escape(str(error))[:200])
    return Entry(where, name, info.size or 0, digest.hexdigest())


def _escape(text: str) -> str:
    """Tabs and line ends out of a field of the inventory; names may hold anything."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _unescape(text: str) -> str:
    pieces = []
    letters = iter(text)
    for letter in letters:
        pieces.append(
            {"t": "\t", "n": "\n", "r": "\r"}.get(follow := next(letters, ""), follow) if letter == "\\" else letter
        )
    return "".join(pieces)
