"""LICENSE, LICENSE-DATA and CITATION.cff of a release."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from policyparse.release.about import ABOUT


def licence(name: str) -> str:
    """The text of `LICENSE` or `LICENSE-DATA`."""
    return files("policyparse.release").joinpath("words", name).read_text(encoding="utf-8")


def citation(manifest: Mapping[str, Any]) -> str:
    """The text of CITATION.cff (Citation File Format 1.2.0)."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this dataset, please cite it as below.",
        "type: dataset",
        f"title: {ABOUT.title}",
        f"abstract: {ABOUT.description}",
        "authors:",
        f"- name: {ABOUT.author}",
        f"version: {manifest['version']}",
        f"license: {ABOUT.data_licence}",
        "keywords:",
        *(f"- {word}" for word in ABOUT.keywords),
    ]
    return "\n".join(lines) + "\n"
