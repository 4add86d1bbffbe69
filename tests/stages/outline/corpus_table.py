"""The outline of every document of ../shared/corpus/docs as a table, to be compared before and after a change.

    python tests/stages/outline/corpus_table.py > after.tsv
    python tests/stages/outline/corpus_table.py --before before.tsv     # only what differs

Columns: document, plans, sections, measures, headings, share of characters `unparsed` in percent, edits of layout,
notes by code, title.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from policyparse.stages.outline import outline, plans
from policyparse.stages.restore.layout import layout
from policyparse.stages.simplify import simplify
from policyparse.text import AlignedText

DOCUMENTS = Path(__file__).parents[4] / "shared" / "corpus" / "docs"
HEAD = ("document", "plans", "sections", "measures", "headings", "unparsed", "joined", "notes", "title")


def row(path: Path) -> tuple[str, ...]:
    """The figures of one file, all its plans together."""
    restored = layout(AlignedText.of(path.read_text(encoding="utf-8"))).aligned
    text = simplify(restored).aligned.text
    spans = plans(text)
    outlines = [outline(span.of(text)) for span in spans]
    nodes = [node for one in outlines for node in one.nodes]
    unparsed = sum(s.span.end - s.span.start for one in outlines for s in one.segments if s.kind == "unparsed")
    return (
        path.stem[:24],
        str(len(spans)),
        str(sum(node.kind == "section" for node in nodes)),
        str(sum(node.kind == "measure" for node in nodes)),
        str(sum(node.heading is not None for node in nodes)),
        f"{100 * unparsed / max(1, len(text)):.1f}",
        str(len(restored.edits)),
        " ".join(f"{code}:{n}" for code, n in sorted(Counter(n.code for one in outlines for n in one.notes).items())),
        " + ".join(one.parts.title or "-" for one in outlines),
    )


def main() -> None:
    """Print the table, or what differs from an earlier one."""
    rows = [HEAD, *(row(path) for path in sorted(DOCUMENTS.glob("*.txt")))]
    if sys.argv[1:2] == ["--before"]:
        before = dict(line.split("\t", 1) for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines())
        for cells in rows:
            if before.get(cells[0]) != "\t".join(cells[1:]):
                print(cells[0], before.get(cells[0]), "→", *cells[1:], sep="\t")
        return
    for cells in rows:
        print("\t".join(cells))


if __name__ == "__main__":
    main()
