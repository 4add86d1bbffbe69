"""What describes a release agrees with what it holds: codebook, data package, Croissant, card, quality, licences."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from releases import parsed, write_release
from sample_document import sample

from policyparse.records import SCHEMA_VERSION, VERSION
from policyparse.records.errors import InputError
from policyparse.records.tables import Record
from policyparse.release.arrow import read_parquet
from policyparse.release.build import release_files
from policyparse.release.columns import description_of
from policyparse.release.describe import FOREIGN_KEYS, PRIMARY_KEYS, PUBLISHED, columns, foreign_keys, table_words
from policyparse.release.overview_row import OverviewRow, overview_csv
from policyparse.release.sources import Parsed
from policyparse.release.tables import table_file

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    refusal = InputError("empty", "blank.txt", "the file holds no text", "give a file with a document in it")
    return dict(
        release_files(
            [*parsed(sample(), sample("other.txt", "臨河市")), Parsed("blank.txt", None, 0, "refused", refusal=refusal)]
        )
    )


def rows_of(files: dict[str, bytes], table: str) -> list[dict[str, Any]]:
    return read_parquet(files[table_file(table)])[0]


@pytest.mark.parametrize("table", PUBLISHED)
def test_every_table_column_and_code_has_words_in_both_languages(table: str) -> None:
    assert all(table_words(table))
    for column in columns(table):
        assert column.en
        assert any("\u4e00" <= c <= "\u9fff" for c in column.zh) or column.name.endswith("sha256")
        assert all(code.en and code.zh for code in column.codes)


def test_a_column_that_says_nothing_of_itself_is_not_published() -> None:
    class Bare(Record):
        """A row."""

        amount: int

    with pytest.raises(ValueError, match=r"Bare\.amount has no description"):
        description_of(Bare, "amount")


def test_no_words_are_left_over() -> None:
    folder = ROOT / "src/policyparse/release/words"
    known = {(t, c) for t, m in PUBLISHED.items() for c in m.model_fields}
    for row in csv.DictReader((folder / "columns.csv").open(encoding="utf-8")):
        assert (row["table"], row["column"]) in known or (
            not row["table"] and row["column"] in {c for _, c in known}
        ), row
    codes = {(t, c.name, code.code) for t in PUBLISHED for c in columns(t) for code in c.codes}
    said = [(r["table"], r["column"], r["code"]) for r in csv.DictReader((folder / "codes.csv").open(encoding="utf-8"))]
    assert sorted(said) == sorted(codes)
    assert {r["table"] for r in csv.DictReader((folder / "tables.csv").open(encoding="utf-8"))} == set(PUBLISHED)


def test_the_version_is_that_of_the_package() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


@pytest.mark.parametrize("table", PRIMARY_KEYS)
def test_keys_identify_rows_and_lead_somewhere(files: dict[str, bytes], table: str) -> None:
    rows = rows_of(files, table)
    keys = [tuple(row[c] for c in PRIMARY_KEYS[table]) for row in rows]
    assert rows
    assert len(set(keys)) == len(keys)
    for column, other, key in foreign_keys(table):
        there = {row[key] for row in rows_of(files, other)}
        assert {row[column] for row in rows} - {None} <= there, (table, column)


def test_the_data_package_describes_every_file(files: dict[str, bytes]) -> None:
    package = json.loads(files["datapackage.json"])
    assert package["version"] == VERSION
    assert {r["path"] for r in package["resources"]} == {table_file(t) for t in PUBLISHED} | {"overview.csv"}
    for resource in package["resources"]:
        assert resource["hash"] == f"sha256:{hashlib.sha256(files[resource['path']]).hexdigest()}"
        table = resource["name"].removesuffix("-csv")
        assert [f["name"] for f in resource["schema"]["fields"]] == list(PUBLISHED[table].model_fields)
        for key in resource["schema"].get("foreignKeys", []):
            assert key["reference"]["resource"] in {"", *PUBLISHED}
    targets = next(r for r in package["resources"] if r["name"] == "targets")
    kinds = {f["name"]: f["type"] for f in targets["schema"]["fields"]}
    assert (kinds["value"], kinds["deadline_date"], kinds["change"], kinds["text_start"]) == (
        "number", "date", "boolean", "integer",
    )  # fmt: skip


def test_croissant_describes_every_table(files: dict[str, bytes]) -> None:
    croissant = json.loads(files["croissant.json"])
    for entry in croissant["distribution"]:
        assert entry["sha256"] == hashlib.sha256(files[entry["contentUrl"]]).hexdigest()
    names = {r["name"]: [f["name"] for f in r["field"]] for r in croissant["recordSet"]}
    assert names == {t: list(m.model_fields) for t, m in PUBLISHED.items() if t != "overview"}
    ids = {f["@id"] for r in croissant["recordSet"] for f in r["field"]}
    references = [
        f["references"]["field"]["@id"] for r in croissant["recordSet"] for f in r["field"] if "references" in f
    ]
    assert references
    assert set(references) <= ids


def test_the_codebook_has_every_column_and_counts_codes(files: dict[str, bytes]) -> None:
    text = files["CODEBOOK.md"].decode()
    for table, model in PUBLISHED.items():
        part = text.split(f"\n## {table}\n")[1].split("\n## ")[0]
        assert f"Rows · 行数: {len(rows_of(files, table))}." in part
        for column in model.model_fields:
            assert f"| `{column}` |" in part
    assert "| `responsible` | 责任单位, 负责, a bare list | 负责 | 4 |" in text
    cells = {line.count(" | ") for line in text.splitlines() if ", or null |" in line or "| integer |" in line}
    assert cells == {4}


def test_quality_says_what_was_unsure(files: dict[str, bytes]) -> None:
    text = files["QUALITY.md"].decode()
    assert "Files given: 3 (accepted 2, refused 1, duplicate 0). Documents in them: 2." in text
    assert "| empty | 1 |" in text
    assert "| responsibilities | 4 | 2 | 50.0% |" in text
    assert "| unsure (review) | 2 |" in text


def test_the_card_has_a_front_matter_that_hubs_read(files: dict[str, bytes]) -> None:
    _, front, body = files["README.md"].decode().split("---\n", 2)
    card = yaml.safe_load(front)
    assert card["license"] == "cc-by-4.0"
    assert card["language"] == ["zh"]
    assert {c["data_files"] for c in card["configs"]} <= set(files)
    assert card["configs"][0]["default"] is True
    names = [c["config_name"] for c in card["configs"]]
    assert len(names) == len(set(names)), "hubs refuse a name that stands twice"
    assert f"policyparse {VERSION}, schema {SCHEMA_VERSION}" in body
    for word in body.split("`"):
        if word.endswith((".md", ".json", ".csv", ".html", ".cff", ".parquet")) and "*" not in word and " " not in word:
            assert word in files, word


def test_a_page_that_no_browser_would_open_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyparse.release.build.EXPLORED", 100)
    files = dict(release_files(parsed(sample(), sample("other.txt", "臨河市"))))
    assert "explorer.html" not in files
    assert b"explorer.html" not in files["README.md"]


def test_the_citation_is_yaml(files: dict[str, bytes]) -> None:
    citation = yaml.safe_load(files["CITATION.cff"])
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "dataset"
    assert citation["authors"]
    assert files["LICENSE"].startswith(b"MIT License")
    assert b"Article 5" in files["LICENSE-DATA"]


def test_no_document_can_break_the_words() -> None:
    """A hostile title neither leaves its cell nor makes a heading."""
    fields = sample()
    fields["title"] = "| a | b\n## fake\n`code`"
    files = dict(release_files(parsed(fields)))
    text = files["CODEBOOK.md"].decode()
    assert "\n## fake" not in text
    assert "`\\| a \\| b ## fake ´code´`" in text


def test_spreadsheets_take_no_cell_for_a_formula() -> None:
    row = dict.fromkeys(OverviewRow.model_fields)
    rows = [{**row, "heading": text} for text in ("=1+1", "+x", "-x", "@x", "\tx", "\rx", "安全", 'a"b,c\nd', None)]
    data = overview_csv(rows)
    assert data.startswith(b"\xef\xbb\xbfdocument_id,title,")
    back = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [r["heading"] for r in back] == ["'=1+1", "'+x", "'-x", "'@x", "'\tx", "'\rx", "安全", 'a"b,c\nd', ""]


def test_references_name_tables_that_are_there() -> None:
    for targets in FOREIGN_KEYS.values():
        for table, key in targets.items():
            assert PRIMARY_KEYS[table] == (key,)


def test_a_release_without_records_is_described_too(tmp_path: Path) -> None:
    fields = sample()
    for table in ("responsibilities", "clauses", "targets", "agencies", "agency_names", "group_members", "notices"):
        fields[table] = []
    release = write_release(tmp_path / "dist", parsed(fields))
    assert "| targets | 0 | 0 | 0.0% |" in (release / "QUALITY.md").read_text(encoding="utf-8")
