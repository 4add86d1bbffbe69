"""A bad row of a table stops with its file, row and what is wrong with it; a good one has the types of its fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from policyparse.lexicon import load


class Unit(NamedTuple):
    """A row with one field of each kind."""

    word: str
    code: str | None
    rank: int
    least: int | None
    factor: float
    most: float | None
    whole: bool
    forms: tuple[str, ...]


HEAD = "word,code,rank,least,factor,most,whole,forms"
GOOD = "公里,km,1,0,1000,2.5,yes,千米;km"
Write = Callable[..., tuple[Unit, ...]]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Read these lines as a table of the lexicon."""
    monkeypatch.setattr(load, "_FOLDER", str(tmp_path))

    def read(*lines: str) -> tuple[Unit, ...]:
        name = f"units-{abs(hash(lines))}.csv"  # what was read under a name is kept
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return load.rows(name, Unit)

    return read


def test_cells_have_the_types_of_their_fields(write: Write) -> None:
    assert write("# lengths", HEAD, GOOD, "", "里,,2,,500,,,") == (
        Unit("公里", "km", 1, 0, 1000.0, 2.5, True, ("千米", "km")),
        Unit("里", None, 2, None, 500.0, None, False, ()),
    )


def test_a_table_may_be_empty(write: Write) -> None:
    assert write("# none as yet", HEAD) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("里,,two,,500,,,", r"row 3: invalid literal for int\(\) with base 10: 'two'"),
        ("里,,2,,half,,,", "row 3: could not convert string to float: 'half'"),
        ("里,,2,,500,,no,", "row 3: 'no' is neither `yes` nor empty"),
        ("里,,2,,500,,", "row 3 has 7 cells, not 8"),
        ("里,,2,,500,,,里,", "row 3 has 9 cells, not 8"),
    ],
)
def test_a_bad_row_is_named(write: Write, line: str, said: str) -> None:
    with pytest.raises(ValueError, match=rf"units-\d+\.csv: {said}.*里"):
        write(HEAD, GOOD, line)


@pytest.mark.parametrize("head", ["word,code", HEAD.replace("rank", "order"), HEAD + ",note"])
def test_a_header_that_does_not_name_the_fields_is_refused(write: Write, head: str) -> None:
    with pytest.raises(ValueError, match=f"the header must be {HEAD}"):
        write(head, GOOD)


def test_values_are_read_without_running_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_FOLDER", str(tmp_path))
    (tmp_path / "values.yaml").write_text("词: [一, 二]\n数: 3\n", encoding="utf-8")
    assert load.data("values.yaml") == {"词": ["一", "二"], "数": 3}
    (tmp_path / "hostile.yaml").write_text("!!python/object/apply:os.getcwd []\n", encoding="utf-8")
    with pytest.raises(yaml.YAMLError, match="python/object"):
        load.data("hostile.yaml")
