"""A published document is read back, or refused with its place."""

from pathlib import Path

import pytest
from sample_document import sample

import policyparse
from policyparse.records.document import Document
from policyparse.records.errors import InputError
from policyparse.release.forms import json_line, json_text, yaml_text
from policyparse.release.load import document_of, documents_at, documents_in, documents_of, load


def test_both_forms_give_the_document_back(tmp_path: Path) -> None:
    document = Document.model_validate(sample())
    (tmp_path / "a.json").write_text(json_text(sample()), encoding="utf-8")
    (tmp_path / "a.YAML").write_text(yaml_text(sample()), encoding="utf-8")
    assert load(tmp_path / "a.json") == document == policyparse.load(str(tmp_path / "a.YAML"))


def test_a_date_that_a_person_left_bare_in_yaml_is_a_date() -> None:
    text = yaml_text(sample()).replace('date_issued: "2023-06-25"', "date_issued: 2023-06-25")
    assert str(document_of(text.encode(), "a.yaml").date_issued) == "2023-06-25"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.json", b"", "a.json: not good JSON: Expecting value"),
        ("a.json", b"\xff", "a.json, byte 0: not UTF-8"),
        ("a.json", b"[]", "a.json: not an object"),
        ("a.json", b"{}", "a.json, document_id: Field required (and "),
        ("a.json", b'{"document_id": "\\ud800"}', "a.json, "),
        ("a.json", b"[" * 100_000, "a.json: not good JSON: nested too deeply"),
        ("a.json", b"1" * 5000, "a.json: not good JSON: Exceeds the limit"),
        ("a.yaml", b"a: [", "a.yaml: not good YAML: line 2"),
        ("a.yaml", b"[" * 100_000, "a.yaml: not good YAML: "),
        ("a.yaml", b"a: .nan", "a.yaml: Out of range float values"),
        ("a.yaml", b"a: !!set {b, c}", "a.yaml: set is no value"),
        ("a.yaml", b"? [b, c]\n: 1", "a.yaml: "),
        ("a.yaml", b"? {b: c}\n: 1", "a.yaml: "),
        ("a.yml", b"just words", "a.yml: not an object"),
    ],
)
def test_bad_files_are_refused_in_one_line(name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        document_of(data, name)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_wrong_value_is_said_with_its_place() -> None:
    text = json_text(sample()).replace('"role": "responsible"', '"role": "boss"', 1)
    with pytest.raises(InputError, match=r"a.json, responsibilities/0/role: Input should be 'lead'"):
        document_of(text.encode(), "a.json")


def test_further_mistakes_are_counted() -> None:
    text = json_text(sample()).replace('"role": "responsible"', '"role": "boss"')
    with pytest.raises(InputError, match=r"\(and 1 more\)"):
        document_of(text.encode(), "a.json")


def test_places_that_hold_no_documents(tmp_path: Path) -> None:
    for path, message in ((tmp_path / "none.json", "no such file"), (tmp_path, "no release in this folder")):
        with pytest.raises(InputError, match=message):
            documents_at(path)
    with pytest.raises(InputError, match="this is a folder"):
        load(tmp_path)
    with pytest.raises(InputError, match=r"null byte|no such file"):
        load("a\0b.json")


def several() -> list[dict[str, object]]:
    return [sample(), sample("other.txt", "臨河市")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", "".join(json_line(d) + "\n" for d in several())),
        ("a.json", "".join(json_line(d) + "\n" for d in several())),
        ("-", "\n".join(json_line(d) for d in several())),
        ("a.yaml", "---\n".join(yaml_text(d) for d in several())),
        ("-", "---\n".join(yaml_text(d) for d in several())),
    ],
)
def test_several_documents_are_read_as_parse_writes_them(name: str, text: str) -> None:
    assert [d.document_id for d in documents_of(text.encode(), name)] == ["plan", "other"]


def test_of_several_the_bad_one_is_named() -> None:
    text = json_line(sample()) + "\n{}\n"
    with pytest.raises(InputError, match=r"a.jsonl, document 2, document_id: Field required"):
        documents_of(text.encode(), "a.jsonl")


@pytest.mark.parametrize("text", [json_text(sample()), json_line(sample()), yaml_text(sample())])
def test_one_document_is_one_whatever_its_name(text: str) -> None:
    assert [d.document_id for d in documents_of(text.encode(), "-")] == ["plan"]
    assert [d.document_id for d in documents_in(text.encode(), "stdin.txt")] == ["plan"]
