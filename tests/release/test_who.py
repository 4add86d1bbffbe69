"""What `policyparse agency` says of a mention: rows of a name and a value, only of what is known."""

from __future__ import annotations

import pytest

from policyparse.records.errors import InputError
from policyparse.release.who import answer, registry


def test_a_body_of_the_past_says_when_it_was_in_force_and_what_became_of_it() -> None:
    said = dict(answer("农业部", None, "2010-05"))
    assert said["resolved"] == "yes"
    assert said["name"].endswith("农业部")
    assert said["in force"].endswith("2018-03")
    assert said["registry successors"]


def test_what_the_registry_does_not_know_has_no_empty_rows() -> None:
    rows = list(answer("幸福感提升工作专班", None, None))
    said = dict(rows)
    assert rows[0] == ["mention", "幸福感提升工作专班"]
    assert said["resolved"] == "no: the registry does not know it"
    assert "in force" not in said
    assert "function" not in said
    assert "None" not in said.values()


def test_a_place_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="registry_divisions"):
        list(answer("市财政局", "无此地", None))


def test_the_registry_is_a_table_with_its_columns_first() -> None:
    head, *rows = registry()
    assert "agency_id" in head or "rule" in head
    assert {len(row) for row in rows} == {len(head)}
