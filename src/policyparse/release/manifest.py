"""What tells a release from any other folder."""

from __future__ import annotations

import json
from pathlib import Path

SOFTWARE = "policyparse"


def is_release(folder: Path) -> bool:
    """True where a folder has the manifest of a release."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.get("software") == SOFTWARE
