"""The inventory of a run: every input hashed, noted in the file of its shard, sorted."""

from __future__ import annotations

import os
import shutil
from array import array
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, TextIO

from policyparse.corpus.inputs import Entry, entries, shard_of, shards_for
from policyparse.corpus.watch import Watch
from policyparse.records.errors import InputError

OPEN_FILES = 200  # files of shards that are open at once


def inventory(locations: Sequence[str], work: Path, watch: Watch, places: Sequence[str] = ()) -> Sequence[int]:
    """Write the inventory of all inputs into `work`; gives the bytes of each shard's inputs. `places` are those that
    the run writes."""
    fresh = work / "inventory.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    listing = fresh / "all"
    size = count = 0
    with _opened(listing, "w") as lines:
        for entry in entries(locations, places):
            lines.write(entry.line() + "\n")
            size, count = size + entry.size, count + 1
            watch.listed(count, size)
    if not count:
        raise InputError(
            "no-input", ", ".join(locations), "no file was found", "give a folder with documents", "corpus"
        )
    watch.begin(count, size)
    sizes = array("q", [0]) * shards_for(size)
    for low in range(0, len(sizes), OPEN_FILES):
        _spread(listing, fresh, sizes, range(low, min(low + OPEN_FILES, len(sizes))))
    listing.unlink()
    shutil.rmtree(work / "inventory", ignore_errors=True)
    os.rename(fresh, work / "inventory")
    return sizes


def _spread(listing: Path, folder: Path, sizes: array[int], wanted: range) -> None:
    """The lines of the listing that belong to the shards `wanted`, each shard's sorted in a file of its own."""
    with ExitStack() as stack, _opened(listing) as lines:
        files = {n: stack.enter_context(_opened(folder / f"{n:05}.tsv", "w")) for n in wanted}
        for line in lines:
            sha256, name, size = Entry.place(line)
            number = shard_of(sha256, name, len(sizes))
            if number in files:
                files[number].write(line)
                sizes[number] += size
    for number in wanted:
        path = folder / f"{number:05}.tsv"
        with _opened(path) as lines:
            in_order = sorted(lines)
        with _opened(path, "w") as file:
            file.writelines(in_order)


def _opened(path: Path, mode: Literal["r", "w"] = "r") -> TextIO:
    """A file of the inventory; names of files may hold bytes that are no UTF-8."""
    return path.open(mode, encoding="utf-8", errors="surrogateescape")
