"""The bytes of a file, without waiting for what never comes: of a device, or of a pipe that nobody writes to."""

from __future__ import annotations

import errno
import os
import select
import stat
from time import monotonic, sleep
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 5.0  # seconds in which somebody must begin to write to a pipe
_PAUSE, _BLOCK = 0.02, 1 << 16
_NOWAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def opened(path: str | Path) -> BinaryIO:
    """The file at `path`, to be read. Raises OSError, also for what is no file: a pipe, a socket, a device."""
    number = _opened(path)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, "this is no file: a pipe, a socket or a device", str(path))
    return os.fdopen(number, "rb")


def content_at(path: str | Path) -> bytes:
    """The bytes of the file at `path`, or what is written into the pipe there (`<(command)`). Raises OSError."""
    return b"".join(blocks_at(path, -1))


def blocks_at(path: str | Path, size: int = 1 << 20) -> Iterator[bytes]:
    """The same, in blocks as they come. Raises OSError."""
    number = _opened(path)
    mode = os.fstat(number).st_mode
    begun = b""
    if stat.S_ISFIFO(mode):
        begun = _first(number, path)
        os.set_blocking(number, True)
    elif not stat.S_ISREG(mode):
        os.close(number)
        raise OSError(errno.EINVAL, "this is no file: a socket or a device", str(path))
    if begun:
        yield begun
    with os.fdopen(number, "rb") as file:
        while block := file.read(size):
            yield block


def _opened(path: str | Path) -> int:
    """An open file's number; opening does not wait. Raises OSError, for a folder too."""
    number = os.open(path, os.O_RDONLY | _NOWAIT)
    if stat.S_ISDIR(os.fstat(number).st_mode):
        os.close(number)
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    return number


def _first(number: int, path: str | Path) -> bytes:
    """What is written first into a pipe, if anything yet, as soon as there is somebody who writes. Raises OSError, with the
    pipe closed, where nobody does."""
    watched = select.poll()
    watched.register(number, select.POLLIN)
    end = monotonic() + PATIENCE
    while True:
        try:
            if (block := os.read(number, _BLOCK)) or watched.poll(0):  # some data, or a writer that came and went
                return block
        except BlockingIOError:  # a writer without data as yet
            return b""
        if monotonic() > end:
            os.close(number)
            raise OSError(errno.EPIPE, "nobody writes to this pipe", str(path))
        sleep(_PAUSE)
