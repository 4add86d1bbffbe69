"""A poisoned corpus: hostile files among plans are rows in `errors`, or documents where they can be read whole."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from policyparse.corpus.run import Options, run
from policyparse.records.errors import InputError
from policyparse.release.verify import verify
from policyparse.stages.read import read

SLOW = {"elements.docx", "one line.docx", "pages.ofd", "rows.xlsx", "levels.docx", "paragraphs.docx", "wide.xlsx"}
LARGE = 20_000  # bytes; larger ones, and those above, only where there is time
PLAN = "杭州市人民政府关于做好第{0}项工作的意见\n一、主要任务\n（一）完善机制。到2025年达到{0}%以上。（责任单位：市财政局）\n"


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The hostile files of the readers' tests."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "stages"))
    from read.hostile import files  # type: ignore[import-not-found]

    everything = bool(os.environ.get("POLICYPARSE_SLOW"))
    return {name: data for name, data in files() if everything or (len(data) <= LARGE and name not in SLOW)}


def test_every_poison_is_a_row(poison: dict[str, bytes], tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    (source / "hostile").mkdir(parents=True)
    for number in range(10, 30):
        (source / f"{number}.txt").write_text(PLAN.format(number), encoding="utf-8")
    for name, data in poison.items():
        (source / "hostile" / name).write_bytes(data)
    summary = run([str(source)], str(out), Options(engine="processes", workers=2))
    assert summary.inputs == 20 + len(poison) == summary.accepted + summary.refused + summary.duplicate
    inputs = {row["source_name"]: row for row in _rows(out, "inputs")}
    errors = {row["source_name"]: row for row in _rows(out, "errors")}
    assert {name for name, row in inputs.items() if row["outcome"] == "refused"} == errors.keys()
    assert {inputs[f"{number}.txt"]["outcome"] for number in range(10, 30)} == {"accepted"}
    found = {name: errors.get(f"hostile/{name}", {}).get("code") for name in poison}
    assert {n: c for n, c in found.items() if c != "too-slow"} == {
        n: _verdict(n, poison[n]) for n in found if found[n] != "too-slow"
    }
    assert all(row["message"].startswith(row["source_name"]) and "; " in row["message"] for row in errors.values())
    assert verify(out) == []


def test_a_refusal_travels_between_processes() -> None:
    error = InputError("code", "place", "reason", "remedy", "stage")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.code, again.stage) == ("place: reason; remedy", "code", "stage")


def _verdict(name: str, data: bytes) -> str | None:
    """What the reader alone makes of it: nothing, or the code of its refusal."""
    try:
        list(read(data, name))
    except InputError as error:
        return error.code
    return None


def _rows(release: Path, table: str) -> list[dict[str, object]]:
    return pq.read_table(release / "tables" / table, partitioning=None).to_pylist()
