"""Pages read by us and by trafilatura: how much of the document each keeps, in its order, and how much else.

    .venv/bin/python tools/compare_trafilatura.py ../shared/corpus/raw/*.html tests/stages/read/pages/*.html

A page's document is the text beside it (`page.txt` beside `page.html`, documents parted by `=====`), else the text of
the element that its site marks as such (`UCAP-CONTENT`). A page with neither is left out. Compared is piece by piece,
a piece being a line or a cell of a table, spaces and the marks of trafilatura's tables left out.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

from policyparse.records.errors import InputError
from policyparse.stages.read import read
from policyparse.stages.read.html.layout import descendants, lines
from policyparse.stages.read.html.markup import tree

MARKED = "UCAP-CONTENT"
SETTINGS: dict[str, dict[str, Any]] = {
    "trafilatura": {},
    "for recall": {"favor_recall": True},
    "for precision": {"favor_precision": True},
}
PARTED = "====="
_TABLE_MARKS = re.compile(r"\|(?:-{3,}\|)*")
_SPACE = re.compile(r"\s+")


class Measure(NamedTuple):
    """Characters of a document, of those kept, of those kept in their order; characters beside it."""

    all: int = 0
    kept: int = 0
    ordered: int = 0
    junk: int = 0

    def plus(self, other: Measure) -> Measure:
        """The sums of both."""
        return Measure(*(a + b for a, b in zip(self, other, strict=True)))

    def shown(self) -> str:
        """As cells of a table."""
        return f"{self.kept / self.all:.1%} | {self.ordered / self.all:.1%} | {self.junk}"


def main(paths: list[str]) -> None:
    """Prints a row for each page, and the sums for the pages with a mark and with a text beside them."""
    import trafilatura

    print("| page | " + " | ".join(f"{name}: kept | in order | else" for name in ("ours", *SETTINGS)) + " |")
    print("|---" * 13 + "|")
    sums: dict[str, list[Measure]] = {}
    for path in map(Path, paths):
        data = path.read_bytes()
        document = document_of(path, data)
        if not document:
            continue
        theirs = [trafilatura.extract(data, include_tables=True, **how) or "" for how in SETTINGS.values()]
        found = [measured(document, text) for text in (ours(data, path.name), *theirs)]
        print(f"| {path.stem} | " + " | ".join(one.shown() for one in found) + " |")
        kind = "texts beside" if path.with_suffix(".txt").exists() else "marked"
        for group in (kind, "all"):
            sums[group] = [a.plus(b) for a, b in zip(sums.get(group, [Measure()] * len(found)), found, strict=True)]
    for group, all_found in sums.items():
        print(f"| **{group}** | " + " | ".join(one.shown() for one in all_found) + " |")


def document_of(path: Path, data: bytes) -> str:
    """The text that a page's document has; empty where nothing says it."""
    beside = path.with_suffix(".txt")
    if beside.exists():
        return beside.read_text("utf-8").replace(PARTED, "")
    markup = data.decode("utf-8-sig", "replace")
    marked = [e for e in descendants(tree(markup, path.name)) if e.attributes.get("id") == MARKED]
    return "\n".join(lines(marked[0])) if marked else ""


def ours(data: bytes, name: str) -> str:
    """What our reader finds; nothing where it refuses."""
    try:
        return "\n".join(source.text for source in read(data, name))
    except InputError:
        return ""


def measured(document: str, text: str) -> Measure:
    """How much of a document a text keeps."""
    rest = _SPACE.sub("", _TABLE_MARKS.sub("", text))
    pieces = [piece for line in document.splitlines() for cell in line.split("\t") if (piece := _SPACE.sub("", cell))]
    covered = bytearray(len(rest))
    kept = ordered = at = 0
    for piece in pieces:
        if (found := rest.find(piece, at)) >= 0:
            ordered, at = ordered + len(piece), found + len(piece)
        else:
            found = rest.find(piece)
        if found >= 0:
            kept += len(piece)
            covered[found : found + len(piece)] = b"\1" * len(piece)
    return Measure(sum(map(len, pieces)), kept, ordered, covered.count(0))


if __name__ == "__main__":
    main(sys.argv[1:])
