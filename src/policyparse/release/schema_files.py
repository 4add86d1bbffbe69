"""The schema of a document and of every table's row, and the TypeScript types, as files."""

from __future__ import annotations

from pathlib import Path

from policyparse.records.errors import InputError
from policyparse.release.describe import PUBLISHED
from policyparse.release.json_schema import row_schema, schema, schema_text
from policyparse.release.swap import write_file
from policyparse.release.typescript import typescript


def schema_files() -> dict[str, str]:
    """Every file's path and text."""
    rows = {f"rows/{t}.schema.json": schema_text(row_schema(t, model)) for t, model in PUBLISHED.items()}
    return {"document.schema.json": schema_text(schema()), "document.d.ts": typescript(), **rows}


def write_schema_files(folder: Path) -> None:
    """Write them into `folder`, each in whole or not at all. Raises InputError where that fails."""
    try:
        for name, text in schema_files().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("disk", str(folder), reason, "name a folder that can be written", "release") from None
