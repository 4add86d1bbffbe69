"""The words that go with a release."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def readme(manifest: Mapping[str, Any]) -> str:
    """README.md of a release."""
    inputs = manifest["inputs"]
    lines = [
        "# Chinese government policy documents as checkable records",
        "",
        f"Made by policyparse {manifest['version']}, schema {manifest['schema_version']}.",
        "Files: {given} given, {accepted} accepted, {refused} refused, {duplicate} duplicate.".format(**inputs),
        "",
        "| table | rows |",
        "|---|---|",
        *(f"| [{name}]({table['file']}) | {table['rows']} |" for name, table in manifest["tables"].items()),
        "",
        "`documents/` has each document whole, as JSON and as YAML.",
        "`sha256sum -c SHA256SUMS` and `policyparse verify` check the release.",
        "",
    ]
    return "\n".join(lines)
