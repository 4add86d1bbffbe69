"""Chinese government policy documents as records that can be checked against every character of their source.

    documents = policyparse.parse(text_or_bytes, name="plan.txt")   # list[Document]: a file may hold several
    documents = policyparse.parse_file(path)
    document = policyparse.load("dist/documents/plan.json")         # a published document, validated
    release = policyparse.build(["source/"], "dist")
    problems = policyparse.verify("dist")
    policyparse.schema()                                            # the JSON Schema of Document

Every name is loaded when it is first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from policyparse.records import VERSION as __version__

if TYPE_CHECKING:
    from policyparse.pipeline import parse as parse
    from policyparse.pipeline import parse_file as parse_file
    from policyparse.records import SCHEMA_VERSION as SCHEMA_VERSION
    from policyparse.records.document import Document as Document
    from policyparse.records.errors import InputError as InputError
    from policyparse.release.build import Release as Release
    from policyparse.release.build import build as build
    from policyparse.release.json_schema import schema as schema
    from policyparse.release.load import load as load
    from policyparse.release.verify import Problem as Problem
    from policyparse.release.verify import verify as verify


_HOMES = {
    "parse": "policyparse.pipeline",
    "parse_file": "policyparse.pipeline",
    "SCHEMA_VERSION": "policyparse.records",
    "Document": "policyparse.records.document",
    "InputError": "policyparse.records.errors",
    "Problem": "policyparse.release.verify",
    "Release": "policyparse.release.build",
    "build": "policyparse.release.build",
    "load": "policyparse.release.load",
    "schema": "policyparse.release.json_schema",
    "verify": "policyparse.release.verify",
}

__all__ = [
    "SCHEMA_VERSION",
    "Document",
    "InputError",
    "Problem",
    "Release",
    "__version__",
    "build",
    "load",
    "parse",
    "parse_file",
    "schema",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
