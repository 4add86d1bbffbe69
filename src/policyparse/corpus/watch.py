"""What someone who waits for a corpus is told: how much there is, what was taken, which shards are done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Watch:
    """Hears of a run and does nothing; the command line has one that draws."""

    def listed(self, inputs: int, size: int) -> None:
        """So many inputs are in the inventory, of so many bytes; there will be more."""

    def begin(self, inputs: int, size: int) -> None:
        """The inventory is made: so many inputs, of so many bytes in all."""

    def took(self, inputs: int, size: int) -> None:
        """So many inputs more were taken, of so many bytes. Called from several threads."""

    def stood(self, inputs: int, size: int) -> None:
        """So many inputs more, of so many bytes, were taken by an earlier run. Called from several threads."""

    def shard(self, summary: Mapping[str, Any]) -> None:
        """A shard stands; `summary` is what it says of itself."""

    def publishing(self) -> None:
        """All shards stand; the release is made of them."""
