"""croissant.json: the release in MLCommons Croissant 1.0, which machine-learning tools read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from policyparse.release.about import ABOUT
from policyparse.release.describe import PRIMARY_KEYS, PUBLISHED, Column, columns, foreign_keys, table_words

_TYPES = {"str": "sc:Text", "int": "sc:Integer", "float": "sc:Float", "bool": "sc:Boolean", "date": "sc:Date"}

_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(manifest: Mapping[str, Any], files: Mapping[str, tuple[int, str]]) -> str:
    """The descriptor. In: the manifest, and size and SHA-256 of the data files by path."""
    tables = [name for name in PUBLISHED if name != "overview"]
    value = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": ABOUT.name,
        "description": ABOUT.description,
        "license": ABOUT.data_licence_url,
        "creator": {"@type": "sc:Organization", "name": ABOUT.author},
        "citeAs": f"{ABOUT.author}: {ABOUT.title}, version {manifest['version']}",
        "keywords": list(ABOUT.keywords),
        "inLanguage": ["zh-Hans"],
        "version": manifest["version"],
        "isLiveDataset": False,
        "distribution": [_file(name, *files[f"tables/{name}.parquet"]) for name in tables],
        "recordSet": [_record_set(name) for name in tables],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _file(table: str, size: int, sha256: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{table}.parquet",
        "name": f"{table}.parquet",
        "contentUrl": f"tables/{table}.parquet",
        "contentSize": f"{size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": sha256,
    }


def _record_set(table: str) -> dict[str, Any]:
    references = {column: (other, key) for column, other, key in foreign_keys(table) if other != table}
    record_set: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": " ".join(table_words(table)),
        "field": [_field(table, column, references.get(column.name)) for column in columns(table)],
    }
    key = PRIMARY_KEYS.get(table)
    return record_set | ({"key": [{"@id": f"{table}/{c}"} for c in key]} if key else {})


def _field(table: str, column: Column, reference: tuple[str, str] | None) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": f"{column.en} {column.zh}。",
        "dataType": _TYPES[column.type.__name__],
        "source": {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": column.name}},
    }
    return field | ({"references": {"field": {"@id": "/".join(reference)}}} if reference else {})
