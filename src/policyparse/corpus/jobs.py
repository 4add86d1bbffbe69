"""What is to be done, as values that travel to the process that does it; light, so that whoever plans need not load
what parses and writes."""

from __future__ import annotations

import hashlib
import json
import shutil
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

    def is_whole(self) -> bool:
        """True where the files of the shard are those that were written. The release has the same files: what is changed
        or lost in one is so in the other."""
        try:
            return all(sha256_of(Path(self.target, f"{n}.parquet")) == f["sha256"] for n, f in self._files().items())
        except OSError:
            return False

    def _files(self) -> dict[str, Any]:
        found: dict[str, Any] = self.result().get("tables", {})
        return found

    def result(self) -> dict[str, Any]:
        """What the shard says of itself; empty where it does not stand."""
        return stored(Path(self.target) / DONE)


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

    def is_whole(self) -> bool:
        """True: such a file is of this run, and nobody else has touched it."""
        return True

    def result(self) -> dict[str, Any]:
        """The rows and the SHA-256 of the file; empty where it does not stand."""
        return stored(Path(f"{self.target}.json"))


Job = Task | Merge


def is_standing(job: Job) -> bool:
    """True where the job was done before and is as it was left; what is not is removed, to be done again."""
    if not job.is_done():
        return False
    whole = job.is_whole()
    if not whole:
        shutil.rmtree(job.target, ignore_errors=True)
    return whole


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stored(path: Path) -> dict[str, Any]:
    """What the JSON file at `path` says; empty where it is none."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
