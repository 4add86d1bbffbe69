"""Two documents → what was added, removed, moved, renumbered, merged, split and changed between them."""

from policyparse.release.diff.changes import Change, compare, compare_releases
from policyparse.release.diff.text import as_json, as_text

__all__ = ["Change", "as_json", "as_text", "compare", "compare_releases"]
