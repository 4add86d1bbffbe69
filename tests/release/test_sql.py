"""SQL over a release reads its tables and nothing else."""

import sys
from pathlib import Path

import pytest
from releases import parsed, write_release
from sample_document import sample

from policyparse.records.errors import InputError
from policyparse.release.sql import query


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("it's a") / "dist", parsed(sample()))


def test_tables_are_views(release: Path) -> None:
    pytest.importorskip("duckdb")
    names, rows = query("SELECT role, count(*) AS n FROM responsibilities GROUP BY role", release)
    assert (names, rows) == (["role", "n"], [("responsible", 2)])
    joined = "SELECT a.name FROM responsibilities JOIN agencies a USING (agency_id) JOIN overview USING (measure_id)"
    assert len(query(joined, release)[1]) == 2


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("SELEC 1", "syntax error"),
        ("", "no statement; give one"),
        ("/* nothing */ ;", "no statement; give one"),
        ("SELECT * FROM nothing", "nothing"),
        ("SELECT * FROM '/etc/passwd'", "/etc/passwd"),
        ("COPY targets TO '/tmp/out.csv'", "disabled"),
    ],
)
def test_wrong_statements_are_one_line(release: Path, statement: str, reason: str) -> None:
    pytest.importorskip("duckdb")
    with pytest.raises(InputError, match=reason) as caught:
        query(statement, release)
    assert "\n" not in str(caught.value)


def test_no_release_and_no_duckdb_are_said(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="no release in this folder"):
        query("SELECT 1", tmp_path)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(InputError, match=r"pip install 'policyparse\[sql\]'"):
        query("SELECT 1", release)
