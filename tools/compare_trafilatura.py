"""Pages read by us and by trafilatura: how much of the document each keeps, and how much else.

    .venv/bin/python tools/compare_trafilatura.py ../shared/corpus/raw/*.html

A page's document is taken to be the text of the element that its site marks as such (`UCAP-CONTENT`).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from policyparse.stages.read import read
from policyparse.stages.read.html.layout import descendants, lines
from policyparse.stages.read.html.markup import tree

MARKED = "UCAP-CONTENT"


def main(paths: list[str]) -> None:
    """Prints a row for each page and the sums: share of the document kept, share of the result that is not of it."""
    import trafilatura

    total: Counter[str] = Counter()
    for path in paths:
        data = Path(path).read_bytes()
        markup = data.decode("utf-8-sig")
        marked = [e for e in descendants(tree(markup, path)) if e.attributes.get("id") == MARKED]
        if not marked:
            continue
        document = Counter("".join("".join(lines(marked[0])).split()))
        results = {
            "ours": read(data, path)[0].text,
            "trafilatura": trafilatura.extract(markup, include_tables=True, favor_recall=True) or "",
        }
        row = Path(path).name
        total["all"] += document.total()
        for name, text in results.items():
            found = Counter("".join(text.split()))
            kept, junk = (found & document).total(), (found - document).total()
            total[f"{name} kept"] += kept
            total[f"{name} junk"] += junk
            row += f"  {name}: kept {kept / document.total():.2%}, else {junk} characters"
        print(row)
    for name in ("ours", "trafilatura"):
        print(f"{name}: kept {total[f'{name} kept'] / total['all']:.3%}, else {total[f'{name} junk']} characters")


if __name__ == "__main__":
    main(sys.argv[1:])
