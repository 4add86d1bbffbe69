"""Standard output and error: data and words, in UTF-8 whatever the locale, and how far a command is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from time import monotonic
from typing import NoReturn


class Progress:
    """How far a command is, on standard error: after a second, and only on a terminal."""

    def __init__(self, what: str) -> None:
        self.what, self.next = what, monotonic() + 1
        self.shown = False

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` are done."""
        if not sys.stderr.isatty() or (monotonic() < self.next and not (self.shown and done == total)):
            return
        self.next, self.shown = monotonic() + 0.2, True
        sys.stderr.write(f"\r{done} of {total} {self.what}" + ("\n" if done == total else ""))
        sys.stderr.flush()


def columns() -> int:
    """How wide the terminal is; 100 where there is none."""
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns


def in_colour() -> bool:
    """True where standard output shows colours and nobody asked for none."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def emit(text: str) -> None:
    """Data to standard output. A reader that has seen enough (`| head`) ends the program in peace."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        drop_output()
        if isinstance(error, BrokenPipeError):
            raise SystemExit(0) from None
        raise


def drop_output() -> None:
    """What could not be written and is left in the buffer goes nowhere, lest Python fails on it once more at the end."""
    with suppress(OSError):  # a stream that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(line: str) -> None:
    """A line of data to standard output."""
    emit(_one_line(line) + "\n")


def warn(line: str) -> None:
    """A line of words to standard error."""
    print(_one_line(line), file=sys.stderr)


def fail(line: str) -> NoReturn:
    """End with status 1 and the reason in one line."""
    warn(f"policyparse: {line}")
    raise SystemExit(1)


def _one_line(text: str) -> str:
    """The text without what would break or colour the line; names of files as UTF-8."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else " " for c in text)


def speak_utf8() -> None:
    """Text is UTF-8 whatever the locale says; a character that cannot be written is escaped.

    Python has no stream for what was closed (`>&-`): in its place stands one that cannot be written to.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def emit_rows(rows: Iterable[list[str]]) -> None:
    """A table: aligned on a terminal, with tabs in a pipe."""
    from policyparse.release.terminal import columns_of, tabbed

    lines = columns_of(rows) if sys.stdout.isatty() else tabbed(rows)
    emit("".join(line + "\n" for line in lines))
