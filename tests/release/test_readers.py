"""pandas, polars and DuckDB read the tables as pyarrow does (they are tools of developers, not of the package)."""

import subprocess
import sys
from pathlib import Path

import pytest
from releases import parsed, write_release
from sample_document import sample

READERS = Path(__file__).resolve().parents[2] / "tools" / "release_check" / "readers.py"


def test_all_readers_see_the_same_rows(tmp_path: Path) -> None:
    for name in ("duckdb", "pandas", "polars"):
        pytest.importorskip(name, reason="the reader is not installed")
    release = write_release(tmp_path / "dist", parsed(sample(), sample("other.txt", "臨河市")))
    done = subprocess.run([sys.executable, READERS, release], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "rows alike in 16 tables" in done.stdout
