"""A corpus run as a person sees it: a bar with rate, errors and time left, and a table at the end."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from threading import Lock
from time import monotonic
from typing import Any

from policyparse.corpus.run import Summary
from policyparse.corpus.watch import Watch

WIDTH = 24


class Bar(Watch):
    """Draws on standard error, and only on a terminal."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.inputs = self.size = self.done = self.bytes = self.errors = 0
        self.start = self.next = monotonic()

    def begin(self, inputs: int, size: int) -> None:
        """The work begins: so many inputs, so many bytes of them."""
        self.inputs, self.size, self.start = inputs, size, monotonic()

    def took(self, inputs: int, size: int) -> None:
        """So many inputs and bytes more are done."""
        with self.lock:
            self.done, self.bytes = min(self.done + inputs, self.inputs), self.bytes + size
            self._draw()

    def shard(self, summary: Mapping[str, Any]) -> None:
        """A shard is done; its summary says how many inputs it refused."""
        self.errors += summary["refused"]

    def end(self) -> None:
        """Leave the line clean for what follows."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")

    def _draw(self) -> None:
        now = monotonic()
        if not sys.stderr.isatty() or now < self.next or now - self.start < 1:
            return
        self.next = now + 0.2
        share = min(1.0, self.bytes / self.size) if self.size else 1.0
        rate = self.done / (now - self.start)
        left = (now - self.start) * (1 - share) / share if share else 0
        filled = "█" * round(share * WIDTH) + "·" * (WIDTH - round(share * WIDTH))
        words = f"{self.done}/{self.inputs}  {rate:.0f}/s  {self.errors} refused  {left:.0f} s left"
        sys.stderr.write(f"\r{filled} {words}\x1b[K")
        sys.stderr.flush()


def table(summary: Summary) -> list[list[str]]:
    """The summary as rows; behind the number of refused inputs, how many for which reason."""
    names = ("inputs", "accepted", "refused", "duplicate", "documents", "bytes", "shards", "release")
    found = {name: str(getattr(summary, name)) for name in names}
    if summary.refusals:
        found["refused"] += "".join(f"; {count} {code}" for code, count in summary.refusals.items())
    return [[name, value] for name, value in found.items()]
