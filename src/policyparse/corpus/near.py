"""Near duplicates over a corpus: the same plan reprinted by several sites, found from MinHash signatures.

Locality-sensitive hashing in BANDS bands (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3): documents
that share a band are compared with the first document of the band, so work grows with the documents, not their pairs.
"""

from __future__ import annotations

import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from policyparse.corpus.merge import read_rows
from policyparse.corpus.rows import PERMUTATIONS

BANDS = 16
ALIKE = 0.7  # share of equal MinHash values, an estimate of the Jaccard coefficient of character runs
PARTITION = 2_000_000  # band entries held at once


def near_duplicates(shards: Sequence[Path], work: Path) -> Iterator[dict[str, Any]]:
    """One row for every document that is alike to an earlier one (shards and documents in their order)."""
    import numpy as np

    signatures = work / "signatures.bin"
    ids = work / "ids.txt"
    total = _gather(shards, signatures, ids)
    if not total:
        return
    values = np.memmap(signatures, dtype="<u4", mode="r", shape=(total, PERMUTATIONS))
    best: dict[int, tuple[int, float]] = {}
    for document, other in _candidates(values, total):
        share = float((values[document] == values[other]).mean())
        if share >= ALIKE and share > best.get(document, (0, 0.0))[1]:
            best[document] = (other, share)
    names = _Names(ids)
    for document in sorted(best):
        other, share = best[document]
        yield {"document_id": names[document], "near_id": names[other], "similarity": round(share, 4)}


def _gather(shards: Sequence[Path], signatures: Path, ids: Path) -> int:
    """All signatures in one file of fixed width, all ids in another, a line each; how many."""
    total = 0
    with signatures.open("wb") as values, ids.open("w", encoding="utf-8") as names:
        for shard in shards:
            for row in read_rows(shard / "signatures.parquet"):
                values.write(row["minhash"])
                names.write(row["document_id"] + "\n")
                total += 1
    return total


def _candidates(values: Any, total: int) -> Iterator[tuple[int, int]]:
    """Pairs (later, first) that share a band; a band's keys are taken in partitions that fit in memory."""
    import numpy as np

    width = PERMUTATIONS // BANDS
    partitions = -(-total // PARTITION)
    for band in range(BANDS):
        part = np.ascontiguousarray(values[:, band * width : (band + 1) * width])
        keys = part.view(np.dtype((np.void, part.dtype.itemsize * width))).ravel()
        for partition in range(partitions):
            first: dict[bytes, int] = {}
            for number in range(total):
                key = keys[number].tobytes()
                if partitions == 1 or key[0] % partitions == partition:
                    known = first.setdefault(key, number)
                    if known != number:
                        yield number, known


class _Names:
    """The n-th line of a file, found by offsets."""

    def __init__(self, path: Path) -> None:
        self.offsets = array.array("Q", [0])
        with path.open("rb") as lines:
            for line in lines:
                self.offsets.append(self.offsets[-1] + len(line))
        self.file = path.open("rb")

    def __getitem__(self, number: int) -> str:
        self.file.seek(self.offsets[number])
        return self.file.readline().decode().rstrip("\n")
