"""Where a run reads and writes, looked at before anything is done: what stands there is somebody's."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policyparse.records.errors import InputError
from policyparse.release import swap
from policyparse.release.manifest import is_release
from policyparse.release.store import filesystem, local, reached, unreachable

if TYPE_CHECKING:
    from pyarrow.fs import FileInfo

LOCK = "lock"  # the file of a work folder by which it is told from any other
OURS = re.compile(r"manifest\.json|SHA256SUMS|QUALITY\.md|tables/\w+(/part-\d+)?\.parquet")
"""What a release consists of: all that a run removes from an object store."""


def work_beside(out: str) -> str:
    """Where inventory and shards of a release are kept: beside it, or here where it goes to an object store."""
    if "://" in out:
        return f"{_whole(out).rpartition('/')[2]}.work"
    return f"{os.path.abspath(local(out))}.work"


def refuse_places(locations: Sequence[str], out: str, work: Path) -> None:
    """Raises InputError where one of the places cannot be what it is to be, before the hours that the work may take."""
    for location in locations:
        refuse_inside(location, (out, str(work)))
    _refuse_work(work, out)
    if "://" in out:
        _refuse_stored(out)
    else:
        _refuse_target(out)


def refuse_inside(location: str, places: Iterable[str]) -> None:
    """What is written where inputs are read would be an input of the next run."""
    if not location:
        raise InputError("location", "INPUTS", "one of them is empty", "name a file or a folder", "corpus")
    if "://" not in local(location) and not os.path.isdir(local(location)):
        return
    folder = _whole(location)
    for place in places:
        if (_whole(place) + "/").startswith(folder.rstrip("/") + "/"):
            raise InputError("target", place, f"lies in {folder}, which is read", "name a place beside it", "corpus")


def _whole(place: str) -> str:
    """A place as it can be compared with others: without links, or a URI without its options."""
    if "://" in place and not place.startswith("file:///"):
        scheme, _, rest = place.partition("?")[0].partition("://")
        return f"{scheme}://{rest.rpartition('@')[2].rstrip('/')}"
    return os.path.realpath(local(place))


def _refuse_work(work: Path, out: str) -> None:
    """The work folder is swept: it has to be one, or nothing yet, and the release is no part of it nor it of the release."""
    place, release = os.path.realpath(work), _whole(out)
    for one, other in ((place, release), (release, place)):
        if (one + "/").startswith(other + "/"):
            reason = f"and the release {out} would lie in one another"
            raise InputError("work", str(work), reason, "name a place beside it: --work DIR", "corpus")
    try:
        foreign = os.path.isdir(place) and LOCK not in (names := os.listdir(place)) and bool(names)
    except OSError as error:
        raise InputError("work", str(work), error.strerror or str(error), "give another --work", "corpus") from None
    if foreign:
        reason = "holds other things, and would be swept"
        raise InputError("work", str(work), reason, "name a folder that is new or empty: --work DIR", "corpus")


def _refuse_target(out: str) -> None:
    """A release, an empty folder or nothing stands there, and it may be written beside it."""
    try:
        swap.refuse_other(Path(out), is_release)
    except FileExistsError as error:
        raise in_the_way(out, error.strerror or "") from None
    if os.path.ismount(out):
        raise InputError(
            "target", out, "is a file system of its own, and cannot be exchanged", "name a folder in it", "corpus"
        )
    parent = os.path.dirname(os.path.realpath(out))
    while not os.path.lexists(parent):
        parent = os.path.dirname(parent)
    if not (os.path.isdir(parent) and os.access(parent, os.W_OK | os.X_OK)):
        reason = f"in {parent} nothing can be written"
        raise InputError("target", out, reason, "name another place, or make it writable", "corpus")


def _refuse_stored(out: str) -> None:
    """Where the release goes in an object store there is nothing that is not of a release: it would be removed."""
    from pyarrow import fs

    system, root, there = reached(out)
    if there.type == fs.FileType.File:
        raise in_the_way(out, "this is not a release")
    try:
        if system.get_file_info(root.split("/")[0]).type == fs.FileType.NotFound:
            raise InputError("target", out, "there is no such bucket", "make it, or name another", "corpus")
        found: list[FileInfo] = []
        for folder in (root, f"{root}/tables"):  # what is foreign shows in the first: a whole bucket is not listed
            deep = folder != root
            found += system.get_file_info(fs.FileSelector(folder, recursive=deep, allow_not_found=True))
            refuse_foreign(out, root, found)
    except OSError as error:
        raise unreachable(out, error) from None


def refuse_foreign(out: str, root: str, found: Iterable[FileInfo]) -> None:
    """Raises InputError where something of `found`, below `root`, is no part of a release."""
    for info in found:
        name = info.path[len(root) :].strip("/")
        if not (OURS.fullmatch(name) if info.is_file else re.fullmatch(r"tables(/\w+)?|", name)):
            raise in_the_way(out, f"{name} is no part of a release")


def in_the_way(out: str, reason: str) -> InputError:
    """What to say of a place where something else stands."""
    return InputError("target", out, reason, "remove it or name another folder", "corpus")


def readable_store(uri: str) -> bytes | None:
    """The bytes of an object, null where it is not there. Raises InputError where the store does not answer."""
    system, path = filesystem(uri)
    try:
        with system.open_input_stream(path, compression=None) as stream:
            return bytes(stream.read())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreachable(uri, error) from None
