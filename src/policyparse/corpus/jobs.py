"""What is to be done, as values that travel to the process that does it; light, so that whoever plans need not load
what parses and writes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from policyparse.records import SCHEMA_VERSION, VERSION

DONE = "done.json"
LAYOUT = 6  # of a shard's folder; another number makes all shards again


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may cost."""

    bytes: int = 64 * 1024 * 1024
    seconds: float = 60.0  # of processor time
    memory: int = 4 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to be written: its number, its sorted inventory file, the folder it is to become, and the limits."""

    number: int
    inventory: str
    target: str
    limits: Limits = field(default_factory=Limits)
    near: bool = False  # whether signatures for near duplicates are made
    size: int = 0  # bytes of its inputs: the largest shards are begun first

    @property
    def title(self) -> str:
        """What messages call it."""
        return f"shard {self.number}"

    def fingerprint(self) -> str:
        """What the shard's bytes depend on."""
        digest = hashlib.sha256(Path(self.inventory).read_bytes())
        digest.update(json.dumps([LAYOUT, VERSION, SCHEMA_VERSION, asdict(self.limits), self.near]).encode())
        return digest.hexdigest()

    def is_done(self) -> bool:
        """True where the shard stands and is what this task would write."""
        return self.result().get("fingerprint") == self.fingerprint()

    def result(self) -> dict[str, Any]:
        """What the shard says of itself; empty where it does not stand."""
        return _stored(Path(self.target) / DONE)


@dataclass(frozen=True, slots=True)
class Merge:
    """Files of one table to be made one: sorted runs, or signatures from which near duplicates are found."""

    table: str
    sources: tuple[str, ...]
    target: str
    limits: Limits = field(default_factory=Limits)
    size: int = 2 * 1024 * 1024  # bytes that it counts for, towards what a child may take

    @property
    def title(self) -> str:
        """What messages call it."""
        return f"table {self.table}"

    def is_done(self) -> bool:
        """True where the file stands."""
        return bool(self.result())

    def result(self) -> dict[str, Any]:
        """The rows and the SHA-256 of the file; empty where it does not stand."""
        return _stored(Path(f"{self.target}.json"))


Job = Task | Merge


def _stored(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
