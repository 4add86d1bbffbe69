"""What `restore` repaired in a text, as rows for a person."""

from __future__ import annotations

from collections.abc import Iterator

from policyparse.records.found import Restored

COLUMNS = ("line", "column", "rule", "confidence", "review", "before", "after")


def repair_rows(restored: Restored) -> Iterator[list[str]]:
    """A header and one row an edit: its place in the source (line and column from 1), what was there and what is."""
    yield list(COLUMNS)
    source, text = restored.aligned.source, restored.aligned.text
    line, line_start, seen = 1, 0, 0
    for edit in restored.aligned.edits:
        passed = source.count("\n", seen, edit.source_start)
        if passed:
            line, line_start = line + passed, source.rfind("\n", 0, edit.source_start) + 1
        seen = edit.source_start
        yield [
            str(line),
            str(edit.source_start - line_start + 1),
            edit.rule,
            f"{edit.confidence:.2f}",
            "yes" if edit.needs_review else "",
            _visible(source[edit.source_start : edit.source_end]),
            _visible(text[edit.text_start : edit.text_end]),
        ]


def _visible(text: str) -> str:
    """The text with what cannot be seen escaped.

    >>> _visible("責\\n任\ue4c6")
    '責\\\\n任\\\\ue4c6'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
