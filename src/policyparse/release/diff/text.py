"""Changes as lines for a person, or as JSON for a program."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator

from policyparse.release.diff.changes import Change

SIGNS = {"added": "+", "removed": "−", "moved": "→", "renumbered": "#", "merged": "⊃", "split": "⊂"}


def as_text(changes: Iterable[Change]) -> Iterator[str]:
    """One line a change: sign, what, where, and what it was and is."""
    for c in changes:
        where = c.old_path if c.old_path == c.new_path else " → ".join(p for p in (c.old_path, c.new_path) if p)
        what = " → ".join(v for v in (c.before, c.after) if v is not None)
        field = f" {c.field}" if c.field and c.change == "changed" else ""
        yield f"{SIGNS.get(c.change, '~')} {c.record} {c.change}{field}  {where or ''}  {what}".rstrip()


def as_json(changes: Iterable[Change]) -> str:
    """A JSON array, one change a line."""
    rows = [json.dumps(dataclasses.asdict(c), ensure_ascii=False) for c in changes]
    return "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"
