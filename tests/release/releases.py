"""Releases made of documents, without parsing: what the tests of `release` write and spoil."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policyparse.records.document import Document
from policyparse.release.build import is_release, release_files, with_checksums
from policyparse.release.sources import Parsed
from policyparse.release.swap import publish


def parsed(*documents: dict[str, Any]) -> list[Parsed]:
    """What `parse_all` would say of files that hold these documents, one each."""
    return [
        Parsed(d["source_name"], d["source_sha256"], 1, "accepted", (Document.model_validate(d).model_dump(),))
        for d in documents
    ]


def write_release(folder: Path, results: Sequence[Parsed]) -> Path:
    """The release of these results."""
    publish(folder, with_checksums(release_files(list(results))), is_release)
    return folder


def rewrite(folder: Path, name: str, content: bytes) -> None:
    """Replace a file of a release and its checksum, so that only its content can give it away."""
    (folder / name).write_bytes(content)
    sums = folder / "SHA256SUMS"
    lines = [line for line in sums.read_text(encoding="utf-8").splitlines(True) if not line.endswith(f"  {name}\n")]
    lines.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    sums.write_text("".join(sorted(lines, key=lambda line: line[66:])), encoding="utf-8")


def edit_json(folder: Path, stem: str, change: Any) -> None:
    """Let `change` alter the value of a document's JSON file."""
    name = f"documents/{stem}.json"
    value = json.loads((folder / name).read_bytes())
    change(value)
    rewrite(folder, name, json.dumps(value, ensure_ascii=False).encode())
