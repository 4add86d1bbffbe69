"""A folder of files swapped in whole: after a kill, a full disk or a failing call the old folder stands.

The new release is written and flushed beside the old one and exchanged with it in one rename. Each unfinished
folder is locked by the process that writes it; a lock that nobody holds marks a leftover, which the next run sweeps.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from policyparse.records.names import on_disk

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_CHUNK = 1 << 20


def publish(target: Path, files: Iterable[tuple[str, bytes]], is_ours: Callable[[Path], bool]) -> None:
    """Make the folder `target` hold exactly `files` (path within it, content), or leave it as it was.

    `is_ours` says whether a folder that is there already is a release and may be replaced. Raises FileExistsError
    where it may not, OSError where the disk fails.
    """
    target = Path(os.path.realpath(target))
    os.makedirs(target.parent, exist_ok=True)
    sweep(target, is_ours)
    refuse_other(target, is_ours)
    folder, lock = _new_folder(target)
    try:
        _write_all(folder, files)
        _exchange(folder, target)
        flush(target.parent)
    finally:
        # After the exchange this is the old release, before it an unfinished one; a failure here leaves a leftover.
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def replace(folder: Path, target: Path, is_ours: Callable[[Path], bool]) -> None:
    """Make the finished `folder` the folder `target`; what stood there is removed after. A folder that lies on another
    file system is copied beside it first.

    Raises FileExistsError where `target` is neither a release (`is_ours`) nor empty, OSError where the disk fails.
    """
    target = Path(os.path.realpath(target))
    refuse_other(target, is_ours)
    os.makedirs(target.parent, exist_ok=True)
    sweep(target, is_ours)
    _flush_all(folder)
    try:
        _exchange(folder, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy_to(target, folder)
    flush(target.parent)
    shutil.rmtree(folder, ignore_errors=True)


def _copy_to(target: Path, folder: Path) -> None:
    """A copy of `folder` in the place of `target`, whole or not at all."""
    copy, lock = _new_folder(target)
    try:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        _flush_all(copy)
        _exchange(copy, target)
    finally:
        shutil.rmtree(copy, ignore_errors=True)
        os.close(lock)


def _flush_all(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        flush(path)


def refuse_other(target: Path, is_ours: Callable[[Path], bool]) -> None:
    """Raises FileExistsError where something stands at `target` that is neither a release (`is_ours`) nor an empty folder."""
    if target.exists() and not (target.is_dir() and (is_ours(target) or not any(target.iterdir()))):
        raise FileExistsError(errno.EEXIST, "this is not a release", str(target))


def write_file(path: Path, data: bytes) -> None:
    """Write one file in whole or not at all. Raises OSError, which names `path`, where the disk fails."""
    unfinished = path.with_name(f".tmp-{path.name}-{secrets.token_hex(6)}")
    try:
        _write(unfinished, data)
        os.replace(unfinished, path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        with suppress(OSError):  # it is not there, or its folder is none
            unfinished.unlink()


def sweep(target: Path, is_ours: Callable[[Path], bool]) -> None:
    """Remove what runs that were killed have left beside `target`; put an old release back that was set aside."""
    ours = re.compile(rf"\.tmp-{re.escape(target.name)}-[0-9a-f]{{12}}(\.old)?")
    for leftover in sorted(p for p in target.parent.iterdir() if ours.fullmatch(p.name)):
        lock = _lock_of(leftover)
        if lock is None:
            continue  # another run is writing it
        if leftover.name.endswith(".old") and not target.exists() and is_ours(leftover):
            os.rename(leftover, target)
        else:
            shutil.rmtree(leftover, ignore_errors=True)
        os.close(lock)


def _new_folder(target: Path) -> tuple[Path, int]:
    """An empty folder beside `target`, locked; again where a sweep took it between the two calls."""
    while True:
        folder = target.parent / f".tmp-{target.name}-{secrets.token_hex(6)}"
        os.mkdir(folder)
        lock = _lock_of(folder)
        if lock is not None:
            if folder.exists():
                return folder, lock
            os.close(lock)


def _lock_of(folder: Path) -> int | None:
    """The lock on a folder as a file descriptor; None where it is gone or another process holds it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write and flush all files, then the folders that hold them."""
    folders = {folder}
    for name, data in files:
        path = folder / on_disk(name)
        if path.parent not in folders:
            path.parent.mkdir(parents=True)
            folders.add(path.parent)
        _write(path, data)
    for path in sorted(folders, reverse=True):
        flush(path)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view[:_CHUNK]) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def flush(path: Path) -> None:
    """Force a file or a folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(folder: Path, target: Path) -> None:
    """Put `folder` where `target` is, and what was there where `folder` was, or set it aside as leftover."""
    if not target.exists():
        os.rename(folder, target)
    elif not _exchange_at_once(folder, target):
        _exchange_in_two(folder, target)


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or its file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _exchange_in_two(folder: Path, target: Path) -> None:
    """The same in two renames; a run that is killed between them leaves the old release for the next to put back."""
    old = folder.with_name(folder.name + ".old")
    lock = _lock_of(target)
    try:
        os.rename(target, old)
        try:
            os.rename(folder, target)
        except OSError:
            os.rename(old, target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        if lock is not None:
            os.close(lock)
