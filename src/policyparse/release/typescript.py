"""TypeScript types of a document, from the models."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from policyparse.records import SCHEMA_VERSION
from policyparse.records.document import Document
from policyparse.records.tables import Record
from policyparse.release.columns import choices_of, first_sentence, kind_of
from policyparse.release.describe import PUBLISHED
from policyparse.release.json_schema import row_of, type_name

_NAMES: dict[Any, str] = {str: "string", int: "number", float: "number", bool: "boolean", date: "string"}


def typescript() -> str:
    """The text of `document.d.ts`: the document and the row of every table, with the descriptions as comments."""
    rows = {row for info in Document.model_fields.values() if (row := row_of(info))} | set(PUBLISHED.values())
    models: list[type[Record]] = [Document, *sorted(rows, key=type_name)]
    head = f"// policyparse documents, schema {SCHEMA_VERSION}. Offsets count code points: use Array.from(text).\n"
    return head + "".join("\n" + "".join(_interface(model)) for model in models)


def _interface(model: type[Record]) -> Iterator[str]:
    yield f"/** {_comment(first_sentence(model))} */\nexport interface {type_name(model)} {{\n"
    for name, info in model.model_fields.items():
        rows = row_of(info)
        text = info.description or (first_sentence(rows) if rows else "")
        # Any version of this major one: readers are open to fields that later minor ones add.
        kind = "string" if name == "schema_version" else _type(info.annotation, rows)
        yield f"  /** {_comment(text)} */\n  {name}: {kind};\n"
    yield "}\n"


def _type(annotation: Any, rows: type[Record] | None) -> str:
    if rows:
        return f"{type_name(rows)}[]"
    kind, nullable = kind_of(annotation)
    codes = choices_of(annotation)
    plain = " | ".join(f'"{code}"' for code in codes) if codes else _NAMES[kind]
    return f"{plain} | null" if nullable else plain


def _comment(text: str) -> str:
    return text.replace("*/", "* /")
