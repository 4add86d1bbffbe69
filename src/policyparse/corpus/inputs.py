"""Which files a corpus is made of, and which shard each belongs to.

A location is a folder (walked, hidden names left out), a file, or a list (`@names.txt`, one location a line); local or
by a URI that Arrow's file systems know (`s3://bucket/prefix`). A local folder is never held in memory, one in an object
store is, one at a time. The order in which inputs come does not matter: each shard's inventory is sorted.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from policyparse.corpus.lists import names_in
from policyparse.corpus.places import refuse_inside
from policyparse.records.contents import opened
from policyparse.records.errors import InputError
from policyparse.records.folders import files_below
from policyparse.records.names import legible, without_secret
from policyparse.release.store import filesystem, local, reached, unreachable

if TYPE_CHECKING:
    from pyarrow.fs import FileInfo, FileSystem

LEAST_SHARD, SMALL_SHARD, LARGE_SHARD = 512 * 1024, 4 * 1024 * 1024, 64 * 1024 * 1024
FEW, MANY = 24, 1024  # shards up to which a small corpus is cut finer, and from which they grow rather than multiply
CONNECTIONS = 16  # inputs that are fetched from an object store at once, to be hashed
_ESCAPED, _MEANT = re.compile(r"\\(.?)"), {"t": "\t", "n": "\n", "r": "\r"}
_URI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")


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

    @staticmethod
    def place(line: str) -> tuple[str | None, str, int]:
        """What tells the shard of an entry that `line` made, and its size: hash, name and size."""
        sha, name, _, size, _ = line.split("\t")
        return None if sha == "-" else sha, _unescape(name), int(size)

    @classmethod
    def of(cls, line: str) -> Entry:
        """The entry that `line` made."""
        sha, name, location, size, problem = line.rstrip("\n").split("\t")
        return cls(_unescape(location), _unescape(name), int(size), None if sha == "-" else sha, problem or None)


def entries(locations: Iterable[str], places: Sequence[str] = ()) -> Iterator[Entry]:
    """Every input under `locations`, hashed. `places` are those that the run writes: no list may name a folder around
    them."""
    for location in locations:
        if location.startswith("@"):
            for listed in names_in(location[1:]):
                refuse_inside(listed, places)
                yield from _at(listed)
        else:
            yield from _located(location)


def _located(location: str) -> Iterator[Entry]:
    location = local(location)
    return _stored(location) if _URI.match(location) else _local(location)


def _at(listed: str) -> Iterator[Entry]:
    """The inputs at a line of a list: where it leads nowhere it costs itself alone."""
    try:
        yield from _located(listed)
    except InputError as error:
        if error.code not in ("not-found", "location"):
            raise
        yield Entry(listed, _readable(without_secret(listed)), 0, None, _escape(error.reason))


def shard_of(sha256: str | None, name: str, shards: int) -> int:
    """The shard of an input: by the hash of its content (of its name, where the content could not be read)."""
    key = sha256 or hashlib.sha256(name.encode()).hexdigest()
    return int(key[:12], 16) % shards


def shards_for(size: int) -> int:
    """How many shards a corpus of `size` bytes gets: a function of the inputs alone, so that it is the same anywhere."""
    finest = min(FEW, -(-size // LEAST_SHARD))
    return max(1, finest, min(-(-size // SMALL_SHARD), max(MANY, -(-size // LARGE_SHARD))))


def read_bytes(location: str) -> bytes:
    """The bytes of an input. Raises OSError."""
    if not _URI.match(location):
        with opened(location) as file:
            return file.read()
    system, path = filesystem(location)
    with system.open_input_stream(path, compression=None) as stream:
        return bytes(stream.read())


def _local(location: str) -> Iterator[Entry]:
    """The inputs at a path of this machine."""
    root = os.path.abspath(location)
    if not os.path.lexists(root):
        raise InputError("not-found", location, "no such file or folder", "check the path")
    if not os.path.isdir(root):
        yield _hashed(root, os.path.basename(root))
        return
    for path, error in files_below(root):
        name = path[len(root) :].lstrip("/")
        yield Entry(path, _readable(name or path), 0, None, _reason(error)) if error else _hashed(path, name)


def _hashed(path: str, name: str) -> Entry:
    try:
        with opened(path) as file:
            digest, size = _digest(file)
    except OSError as error:
        return Entry(path, _readable(name), 0, None, _reason(error))
    return Entry(path, _readable(name), size, digest)


def _digest(file: BinaryIO | Any) -> tuple[str, int]:
    """SHA-256 and number of the bytes that a stream gives."""
    digest, size = hashlib.sha256(), 0
    while block := file.read(1 << 20):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


def _stored(location: str) -> Iterator[Entry]:
    """The inputs at a URI; several are fetched at once, since an object store is slow to answer."""
    system, path, there = reached(location)
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        items = _objects(system, path, there, location)
        while window := list(islice(items, 64 * CONNECTIONS)):
            yield from pool.map(lambda item: _fetched(system, item[0], item[1], location), window)


def _objects(system: FileSystem, path: str, info: FileInfo, location: str) -> Iterator[tuple[Any, str]]:
    """Files with their names; `info` is what lies at the path."""
    from pyarrow import fs

    if info.type == fs.FileType.NotFound:
        raise InputError("not-found", location, "no such file or folder", "check the path")
    if info.type == fs.FileType.File:
        yield info, path.rsplit("/", 1)[-1]
        return
    root = path.rstrip("/")
    folders = [root]
    while folders:
        try:
            found = system.get_file_info(fs.FileSelector(folders.pop(), allow_not_found=True))
        except OSError as error:
            raise unreachable(location, error) from None
        shown = [item for item in found if not item.base_name.startswith(".")]
        folders += [item.path for item in shown if item.type == fs.FileType.Directory]
        yield from ((i, i.path[len(root) :].lstrip("/")) for i in shown if i.type == fs.FileType.File)


def _fetched(system: FileSystem, info: Any, name: str, location: str) -> Entry:
    where = _uri(location, info.path)
    try:
        with system.open_input_stream(info.path, compression=None) as stream:
            digest, size = _digest(stream)
    except OSError as error:
        return Entry(where, name, info.size or 0, None, _reason(error))
    return Entry(where, name, size, digest)


def _uri(location: str, path: str) -> str:
    """The URI of the object at `path`, in the store and with the account and options of `location`."""
    scheme, _, rest = location.partition("://")
    place, mark, options = rest.partition("?")
    account, at, _ = place.partition("/")[0].rpartition("@")
    return f"{scheme}://{account}{at}{quote(path)}{mark}{options}"


def _readable(name: str) -> str:
    """A name as UTF-8; bytes that are none become `?`."""
    return name if name.isascii() else legible(name)


def _reason(error: OSError) -> str:
    return _escape(error.strerror or str(error))[:200]


def _escape(text: str) -> str:
    """Tabs and line ends out of a field of the inventory; names may hold anything."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda m: _MEANT.get(m[1], m[1]), text) if "\\" in text else text
