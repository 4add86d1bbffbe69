"""datapackage.json: the release as a Frictionless Data Package (version 2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from policyparse.release.about import ABOUT
from policyparse.release.describe import PRIMARY_KEYS, PUBLISHED, Column, columns, foreign_keys, table_words
from policyparse.release.tables import table_file

_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean", "date": "date"}


def datapackage(manifest: Mapping[str, Any], files: Mapping[str, tuple[int, str]]) -> str:
    """The descriptor. In: the manifest, and size and SHA-256 of the data files by path."""
    value = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": ABOUT.name,
        "title": ABOUT.title,
        "description": ABOUT.description,
        "version": manifest["version"],
        "keywords": list(ABOUT.keywords),
        "licenses": [{"name": ABOUT.data_licence, "path": ABOUT.data_licence_url, "title": ABOUT.data_licence_title}],
        "contributors": [{"title": ABOUT.author, "roles": ["creator"]}],
        "sources": [
            {"title": source["name"], "path": source["name"]}
            for source in manifest["sources"]
            if source["status"] == "accepted"
        ],
        "resources": [
            *(_table(name, files[table_file(name)][1]) for name in PUBLISHED if name != "overview"),
            *_overview(files),
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


# No `bytes` for Parquet: the reference validator does not count them there, and then says that they are wrong.
def _table(name: str, sha256: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": table_file(name),
        "type": "table",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{sha256}",
        "description": " ".join(table_words(name)),
        "schema": _schema(name),
    }


def _overview(files: Mapping[str, tuple[int, str]]) -> list[dict[str, Any]]:
    """The single file, in both its forms."""
    found = []
    for ending, media in (("parquet", "application/vnd.apache.parquet"), ("csv", "text/csv")):
        size, sha256 = files[f"overview.{ending}"]
        resource = _table("overview", sha256) | {
            "name": "overview" if ending == "parquet" else "overview-csv",
            "path": f"overview.{ending}",
            "format": ending,
            "mediatype": media,
        }
        if ending == "csv":
            resource |= {"bytes": size, "encoding": "utf-8-sig", "dialect": {"lineTerminator": "\r\n"}}
        found.append(resource)
    return found


def _schema(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns(table)]}
    if table in PRIMARY_KEYS:
        schema["primaryKey"] = list(PRIMARY_KEYS[table])
    keys = [
        {"fields": [column], "reference": {"resource": other if other != table else "", "fields": [key]}}
        for column, other, key in foreign_keys(table)
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.codes:
        constraints["enum"] = [code.code for code in column.codes]
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type.__name__],
        "description": f"{column.en} {column.zh}。",
    }
    return field | ({"constraints": constraints} if constraints else {})
