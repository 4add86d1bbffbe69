"""JSON and YAML of a document say the same, to our readers and to others."""

import json
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policyparse.records.document import Document
from policyparse.release.forms import json_line, json_text, read_json, read_yaml, yaml_text

TRAPS = [
    "no", "NO", "y", "off", "true", "null", "~", "", " ", "12:30", "1:30:45", "1_000", "2025-01-01", "1e3", "1.5", "0x1f",
    "0o17", "017", ".inf", ".nan", "=", "<<", "- a", "a: b", "a #b", "#a", "'", '"', "\\", "&a", "*a", "!t", "|", ">", "%",
    "@", "`", "{", "[", "a\tb", "a\r\nb", "\n", "a\n", "\na", " a\n b", "a\n\n", "a\n \n", "\ta\nb", "一: 二", "一 #二", "一\n",
    "\u3000一、\n\u3000二", "\x85", "\u2028", "\ufeff一", "\x00", "\x7f", "\ue4c6", "\U0002070e", "---\n...", "一、", "“no”",
]  # fmt: skip

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(TRAPS)
scalar = (
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | text
)
row = st.dictionaries(st.sampled_from(["label", "number", "text", "value"]), scalar, min_size=1)
documents = st.fixed_dictionaries(
    {
        "document_id": text,
        "text": text,
        "value": scalar,
        "sections": st.lists(row, max_size=3),
        "edits": st.lists(row, max_size=3),
    }
)


@given(documents)
def test_both_forms_say_what_went_in(value: dict[str, Any]) -> None:
    assert read_json(json_text(value)) == value
    assert read_json(json_line(value)) == value
    assert read_yaml(yaml_text(value)) == value
    assert yaml.load(yaml_text(value), Loader=yaml.SafeLoader) == value


@given(documents)
def test_one_line_is_one_line(value: dict[str, Any]) -> None:
    assert len(json_line(value).splitlines()) == 1


@pytest.mark.parametrize("trap", TRAPS)
def test_a_string_stays_a_string(trap: str) -> None:
    value = {"text": trap, "sections": [{"label": trap, "number": 1}], "edits": [{"before": trap}]}
    assert read_yaml(yaml_text(value)) == value == read_json(json_text(value))


def test_a_float_has_a_point_in_yaml() -> None:
    assert read_yaml(yaml_text({"value": 1e22})) == {"value": 1e22}
    assert "1.0e+22" in yaml_text({"value": 1e22})


def test_dates_are_strings() -> None:
    assert read_yaml(yaml_text({"date_issued": date(2023, 6, 25)})) == {"date_issued": "2023-06-25"}


def test_neither_writes_what_the_other_cannot_say() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="not JSON compliant"):
            json_text({"value": value})
    with pytest.raises(TypeError, match="no value of a record"):
        json_text({"value": object()})


def test_plain_fields_and_the_validated_document_give_the_same_bytes(fields: dict[str, Any]) -> None:
    validated = Document.model_validate(fields).model_dump()
    assert json_text(fields) == json_text(validated)
    assert yaml_text(fields) == yaml_text(validated)
    for table, rows in fields.items():
        if isinstance(rows, list):
            assert [list(r) for r in rows] == [list(r) for r in validated[table]]


def test_the_text_is_a_block_that_a_person_can_read(fields: dict[str, Any]) -> None:
    assert "text: |2+\n  临江市优化服务方案\n  一、重點任務\n" in yaml_text(fields)


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ("a: 1\na: 2\n", "line 1: the key 'a' stands twice"),
        ("a: &x [1]\nb: *x\n", "line 2: aliases are not read"),
        ("a: [1\n", "line 2:"),
        ("a: !!python/object/apply:os.system [ls]\n", "line 1: could not determine a constructor"),
        ("a\x00b", "not"),
    ],
)
def test_bad_yaml_is_refused_with_its_place(form: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("[", r"\[")):
        read_yaml(form)


@pytest.mark.parametrize(
    ("form", "reason"), [('{"a": 1, "a": 2}', "stands twice"), ('{"a": NaN}', "no JSON number"), ("{", "line 1")]
)
def test_bad_json_is_refused(form: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_json(form)


def test_json_text_is_plain_json(fields: dict[str, Any]) -> None:
    assert json.loads(json_text(fields))["document_id"] == "plan"
