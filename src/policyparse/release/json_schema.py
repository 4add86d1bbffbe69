"""The JSON Schema (2020-12) of a document, and of a row of each table, from the models.

The published schema is open: a reader that validates with it accepts the fields that later minor versions add. With
`strict` it refuses what it does not name, which is what our own tests want. `VERSIONS` says how versions change.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from policyparse.records import SCHEMA_VERSION
from policyparse.records.document import Document
from policyparse.records.tables import Record
from policyparse.release.columns import choices_of, description_of, first_sentence, kind_of

VERSIONS = (
    "Patch versions change descriptions only; minor versions add fields or codes; major versions remove a field or "
    "change what it means, and have another $id. Read with fields ignored that you do not know."
)
_HOME = "urn:policyparse:schema"
_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", date: "string"}
_MAJOR = SCHEMA_VERSION.split(".")[0]


def schema(strict: bool = False) -> dict[str, Any]:
    """The JSON Schema of `Document`; closed to unknown fields and codes of other versions where `strict`."""
    rows = {info_name: row_of(info) for info_name, info in Document.model_fields.items() if row_of(info)}
    models = {model.__name__: model for model in rows.values() if model}
    definitions = {type_name(model): _object(model, strict) for _, model in sorted(models.items())}
    whole = _object(Document, strict)
    whole["properties"]["schema_version"] = _version(strict)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{_HOME}:{_MAJOR}:document",
        "$comment": VERSIONS,
        "title": "Document",
        **whole,
        "$defs": definitions,
    }


def row_schema(table: str, model: type[Record], strict: bool = False) -> dict[str, Any]:
    """The JSON Schema of one row of a table."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{_HOME}:{_MAJOR}:row:{table}",
        "title": type_name(model),
        **_object(model, strict),
    }


def schema_text(value: dict[str, Any]) -> str:
    """The published text of a schema."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def type_name(model: type[Record]) -> str:
    """What a record is called outside Python: `ClauseRecord` is `Clause`, `DocumentFields` is `DocumentRow`."""
    return {"DocumentFields": "DocumentRow"}.get(model.__name__, model.__name__.removesuffix("Record"))


def row_of(info: FieldInfo) -> type[Record] | None:
    """The model of the rows of an array field; None for a plain field."""
    if get_origin(info.annotation) is tuple:
        model: type[Record] = get_args(info.annotation)[0]
        return model
    return None


def _object(model: type[Record], strict: bool) -> dict[str, Any]:
    return {
        "description": first_sentence(model),
        "type": "object",
        "properties": {name: _property(model, name, info) for name, info in model.model_fields.items()},
        "required": list(model.model_fields),
        **({"additionalProperties": False} if strict else {}),
    }


def _version(strict: bool) -> dict[str, Any]:
    text = "Version of this schema (major.minor.patch)."
    if strict:
        return {"description": text, "type": "string", "const": SCHEMA_VERSION}
    return {"description": text, "type": "string", "pattern": rf"^{_MAJOR}\.[0-9]+\.[0-9]+$"}


def _property(model: type[Record], name: str, info: FieldInfo) -> dict[str, Any]:
    rows = row_of(info)
    if rows:
        text = info.description or first_sentence(rows)
        return {"description": text, "type": "array", "items": {"$ref": f"#/$defs/{type_name(rows)}"}}
    kind, nullable = kind_of(info.annotation)
    plain = {"type": _NAMES[kind], **_limits(info, kind)}
    text = description_of(model, name)
    # `anyOf` and not a list of types: strict validators want one type per schema.
    return {"description": text, **({"anyOf": [plain, {"type": "null"}]} if nullable else plain)}


def _limits(info: FieldInfo, kind: Any) -> dict[str, Any]:
    """Codes, bounds, and the form of a date (a pattern: `format` is unknown to strict validators without a plug-in)."""
    if kind is date:
        return {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    limits: dict[str, Any] = {}
    if choices_of(info.annotation):
        limits["enum"] = list(choices_of(info.annotation))
    for constraint in info.metadata:
        if hasattr(constraint, "ge"):
            limits["minimum"] = constraint.ge
        if hasattr(constraint, "le"):
            limits["maximum"] = constraint.le
    return limits
