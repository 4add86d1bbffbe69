"""A corpus run as a person sees it: a bar with rate, errors and time left, and a table at the end."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from threading import Lock
from time import monotonic
from typing import Any

from policyparse.cli.console import columns
from policyparse.corpus.run import Summary
from policyparse.corpus.watch import Watch

WIDTH = 24


class Bar(Watch):
    """Draws on standard error, and only on a terminal."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.inputs = self.size = self.done = self.bytes = self.errors = 0
        self.before = self.bytes_before = 0  # of what an earlier run did
        self.start = monotonic()
        self.next = self.start + 1

    def listed(self, inputs: int, size: int) -> None:
        """So many inputs are listed, so many bytes of them."""
        if self._is_time():
            self._write(f"listing: {inputs} inputs, {size / 1e6:.0f} MB")

    def begin(self, inputs: int, size: int) -> None:
        """The work begins: so many inputs, so many bytes of them."""
        self.inputs, self.size = inputs, size

    def took(self, inputs: int, size: int) -> None:
        """So many inputs and bytes more are done. The clock starts with the first of them: what reads them has to load."""
        with self.lock:
            if self.done <= self.before:
                self.start = monotonic()
            self.done, self.bytes = min(self.done + inputs, self.inputs), self.bytes + size
            self._draw()

    def stood(self, inputs: int, size: int) -> None:
        """So many inputs and bytes more were done by an earlier run: they fill the bar, and say nothing of the rate."""
        with self.lock:
            self.done, self.bytes = min(self.done + inputs, self.inputs), self.bytes + size
            self.before, self.bytes_before = self.before + inputs, self.bytes_before + size
            self._draw()

    def shard(self, summary: Mapping[str, Any]) -> None:
        """A shard is done; its summary says how many inputs it refused."""
        self.errors += summary["refused"]

    def end(self) -> None:
        """Leave the line clean for what follows."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")

    def publishing(self) -> None:
        """The inputs are done; what is joined over them is merged."""
        if sys.stderr.isatty():
            self._write("making the release")

    def _draw(self) -> None:
        now = monotonic()
        if now - self.start < 1 or not self._is_time():
            return
        share = min(1.0, self.bytes / self.size) if self.size else 1.0
        rate = (self.done - self.before) / (now - self.start)
        ahead, taken = max(0, self.size - self.bytes), self.bytes - self.bytes_before
        left = _clock((now - self.start) * ahead / max(taken, 1)) if taken or not ahead else "?"
        filled = "█" * round(share * WIDTH) + "·" * (WIDTH - round(share * WIDTH))
        self._write(f"{filled} {self.done}/{self.inputs}  {rate:.0f}/s  {self.errors} refused  {left} left")

    def _is_time(self) -> bool:
        """True where somebody looks and has had the time to read what stood there."""
        now = monotonic()
        if now < self.next or not sys.stderr.isatty():
            return False
        self.next = now + 0.2
        return True

    @staticmethod
    def _write(line: str) -> None:
        """In place of the line before; no longer than the terminal is wide, since a second line would stay."""
        sys.stderr.write(f"\r{line[: columns() - 1]}\x1b[K")
        sys.stderr.flush()


def _clock(seconds: float) -> str:
    """A time as a person says it.

    >>> _clock(7.2), _clock(184), _clock(47_000)
    ('7 s', '3 min 04 s', '13 h 03 min')
    """
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
    return f"{minutes // 60} h {minutes % 60:02} min"


def table(summary: Summary) -> list[list[str]]:
    """The summary as rows; behind the number of refused inputs, how many for which reason."""
    names = ("inputs", "accepted", "refused", "duplicate", "documents", "bytes", "shards", "release")
    found = {name: str(getattr(summary, name)) for name in names}
    if summary.refusals:
        found["refused"] += "".join(f"; {count} {code}" for code, count in summary.refusals.items())
    return [[name, value] for name, value in found.items()]
