"""Near duplicates over a corpus: the same plan reprinted by several sites, found from MinHash signatures.

Locality-sensitive hashing in BANDS bands (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3): documents
that share a band are compared with the first document of the band, so work grows with the documents, not their pairs.
Signatures, bands and pairs lie in files, and PART documents are held at a time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, BinaryIO

from policyparse.corpus.rows import PERMUTATIONS, read_rows

BANDS = 16
ALIKE = 0.7  # share of equal MinHash values, an estimate of the Jaccard coefficient of character runs
PART = 16_384  # documents whose bands, pairs or signatures are held at once
FILES = 256  # of bands that are open at once; beyond PART × FILES documents the parts grow
WIDTH = 4 * PERMUTATIONS  # bytes of a signature


def near_duplicates(files: Sequence[Path], work: Path) -> Iterator[dict[str, Any]]:
    """One row for every document that is alike to an earlier one (files and documents in their order)."""
    folder = Path(mkdtemp(prefix="near-", dir=work))  # its own, also where a killed attempt has left one
    total = _gather(files, folder)
    parts = max(1, min(FILES, -(-total // PART)))
    for band in range(BANDS):
        _spread(folder, band, parts)
        for part in range(parts):
            _pair(folder, part)
    with (folder / "signatures").open("rb") as signatures, (folder / "ids").open("rb") as ids:
        starts = (folder / "starts").open("rb")
        with starts:
            for path in sorted(folder.glob("pairs-*"), key=lambda p: int(p.name.split("-")[1])):
                for document, other, share in _best(path, signatures):
                    yield {
                        "document_id": _name(ids, starts, document),
                        "near_id": _name(ids, starts, other),
                        "similarity": round(share, 4),
                    }


def _gather(files: Sequence[Path], folder: Path) -> int:
    """All signatures in one file of fixed width, all ids in another, where each begins in a third; how many."""
    total = place = 0
    with (
        (folder / "signatures").open("wb") as signatures,
        (folder / "ids").open("wb") as ids,
        (folder / "starts").open("wb") as starts,
    ):
        for row in chain.from_iterable(map(read_rows, files)):
            line = f"{row['document_id']}\n".encode()
            signatures.write(row["minhash"])
            ids.write(line)
            starts.write(place.to_bytes(8, "little"))
            place += len(line)
            total += 1
    return total


def _spread(folder: Path, band: int, parts: int) -> None:
    """The keys of a band with the numbers of their documents, in `parts` files by key."""
    import numpy as np

    width = WIDTH // BANDS
    kind = np.dtype([("key", f"V{width}"), ("number", "<i8")])
    outputs = [(folder / f"band-{part}").open("wb") for part in range(parts)]
    try:
        number = 0
        with (folder / "signatures").open("rb") as signatures:
            while block := signatures.read(PART // 4 * WIDTH):
                values = np.frombuffer(block, dtype=np.uint8).reshape(-1, WIDTH)
                keys = np.ascontiguousarray(values[:, band * width : (band + 1) * width])
                rows = np.empty(len(keys), kind)
                rows["key"] = keys.view(f"V{width}").ravel()
                rows["number"] = np.arange(number, number + len(keys))
                places = keys.view("<u4")[:, 0] % parts
                for part, output in enumerate(outputs):
                    output.write(rows[places == part].tobytes())
                number += len(keys)
    finally:
        for output in outputs:
            output.close()


def _pair(folder: Path, part: int) -> None:
    """Pairs (later, first) of documents that share a key, added to the files of the later documents' parts."""
    import numpy as np

    path = folder / f"band-{part}"
    width = WIDTH // BANDS
    words = [(f"word{n}", "<u8") for n in range(width // 8)]
    rows = np.fromfile(path, np.dtype([*words, ("number", "<i8")]))
    path.unlink()
    order = np.lexsort((rows["number"], *(rows[name] for name, _ in words)))
    rows = rows[order]
    begins = np.ones(len(rows), bool)
    begins[1:] = np.logical_or.reduce([rows[name][1:] != rows[name][:-1] for name, _ in words])
    first = rows["number"][np.maximum.accumulate(np.where(begins, np.arange(len(rows)), 0))]
    pairs = np.column_stack((rows["number"], first))[~begins]
    pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
    for place in np.unique(pairs[:, 0] // PART):
        with (folder / f"pairs-{place}").open("ab") as output:
            output.write(pairs[pairs[:, 0] // PART == place].tobytes())


def _best(path: Path, signatures: BinaryIO) -> Iterator[tuple[int, int, float]]:
    """Of the pairs in a file, for each document the earlier one that is most alike, if it is alike."""
    import numpy as np

    pairs = np.unique(np.fromfile(path, "<i8").reshape(-1, 2), axis=0)
    best: dict[int, tuple[float, int]] = {}
    for document, other in pairs.tolist():
        one, two = (np.frombuffer(_signature(signatures, n), "<u4") for n in (document, other))
        share = float((one == two).mean())
        if share >= ALIKE and share > best.get(document, (0.0, 0))[0]:
            best[document] = share, other
    for document in sorted(best):
        share, other = best[document]
        yield document, other, share


def _signature(file: BinaryIO, number: int) -> bytes:
    return os.pread(file.fileno(), WIDTH, number * WIDTH)


def _name(ids: BinaryIO, starts: BinaryIO, number: int) -> str:
    ids.seek(int.from_bytes(os.pread(starts.fileno(), 8, number * 8), "little"))
    return ids.readline().decode().rstrip("\n")
