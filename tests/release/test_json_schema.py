"""The schema is the committed one, valid, and accepts just what the models accept."""

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from releases import parsed
from sample_document import sample

import policyparse
from policyparse.records.document import Document
from policyparse.records.errors import InputError
from policyparse.release.describe import PUBLISHED
from policyparse.release.forms import json_text
from policyparse.release.json_schema import row_schema, schema
from policyparse.release.load import document_of
from policyparse.release.schema_files import schema_files, write_schema_files

COMMITTED = Path(__file__).resolve().parents[2] / "schema"


def test_the_committed_files_are_those_of_today() -> None:
    stale = [n for n, text in schema_files().items() if (COMMITTED / n).read_bytes() != text.encode()]
    assert stale == [], "run `policyparse schema --out schema` and commit"
    known = {COMMITTED / name for name in schema_files()}
    assert {p for p in COMMITTED.rglob("*") if p.is_file()} == known


@pytest.mark.parametrize("strict", [False, True])
def test_the_schemas_are_schemas(strict: bool) -> None:
    for value in (schema(strict), *(row_schema(t, m, strict) for t, m in PUBLISHED.items())):
        Draft202012Validator.check_schema(value)
        assert value["$id"].startswith("urn:policyparse:schema:1:")


def test_the_strict_schema_accepts_a_document_and_every_row() -> None:
    value = json.loads(json_text(sample()))
    for strict in (False, True):
        Draft202012Validator(schema(strict)).validate(value)
    for table in PUBLISHED:
        if table in value:
            for row in value[table]:
                Draft202012Validator(row_schema(table, PUBLISHED[table], strict=True)).validate(row)


def test_readers_accept_what_later_minor_versions_add() -> None:
    value = {**json.loads(json_text(sample())), "schema_version": "1.7.0", "mood": "hopeful"}
    Draft202012Validator(schema()).validate(value)
    assert not Draft202012Validator(schema(strict=True)).is_valid(value)
    assert not Draft202012Validator(schema()).is_valid({**value, "schema_version": "2.0.0"})


SPOILS: list[Callable[[Any, random.Random], Any]] = [
    lambda v, r: None,
    lambda v, r: -1,
    lambda v, r: 1.5,
    lambda v, r: "elsewhere",
    lambda v, r: [v],
    lambda v, r: not v,
    lambda v, r: str(v),
]


def test_schema_and_models_refuse_the_same() -> None:
    chance = random.Random(7)
    validator = Draft202012Validator(schema(strict=True))
    whole = json.loads(json_text(sample()))
    refused = 0
    for _ in range(600):
        value = copy.deepcopy(whole)
        table = chance.choice([None, *(k for k, v in value.items() if isinstance(v, list) and v)])
        holder = value if table is None else chance.choice(value[table])
        field = chance.choice(sorted(holder))
        if chance.random() < 0.1:
            del holder[field]
        else:
            holder[field] = chance.choice(SPOILS)(holder[field], chance)
        try:
            document_of(json.dumps(value).encode(), "x.json")
            accepted = True
        except InputError:
            accepted = False
        assert accepted == validator.is_valid(value), (table, field, holder.get(field))
        refused += not accepted
    assert refused > 200


def test_the_package_gives_the_schema() -> None:
    assert policyparse.schema() == json.loads(schema_files()["document.schema.json"])


def test_types_name_every_field() -> None:
    types = schema_files()["document.d.ts"]
    for name in Document.model_fields:
        assert f"\n  {name}: " in types
    assert 'comparator: "eq" | "ge" | "gt" | "le" | "lt" | "approx" | "between";' in types
    assert "  targets: Target[];" in types


def test_files_are_written_whole_and_again(tmp_path: Path) -> None:
    for _ in range(2):
        write_schema_files(tmp_path / "a" / "schema")
    assert {p.name for p in (tmp_path / "a" / "schema").iterdir()} == {"document.schema.json", "document.d.ts", "rows"}
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="name a folder"):
        write_schema_files(tmp_path / "file" / "x")


def test_a_release_carries_its_schema() -> None:
    from policyparse.release.build import release_files

    files = dict(release_files(parsed(sample())))
    assert files["document.schema.json"].decode() == schema_files()["document.schema.json"]
