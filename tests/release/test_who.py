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
    assert said["resolved"] == "no: the registry does not know it; a body of a place needs --place"
    assert dict(answer("幸福感提升工作专班", "杭州", None))["resolved"] == "no: the registry does not know it"
    assert "in force" not in said
    assert "function" not in said
    assert "None" not in said.values()


@pytest.mark.parametrize("place", ["无此地", "999999", "33010"])
def test_a_place_that_is_none_is_refused(place: str) -> None:
    with pytest.raises(InputError, match=r"no place has this name or code; .* registry_divisions"):
        list(answer("市财政局", place, None))


def test_places_of_one_name_are_told() -> None:
    with pytest.raises(InputError, match="朝阳区 110105") as refused:
        list(answer("教育局", "朝阳", "2023"))
    assert "朝阳市 211300" in refused.value.reason
    assert dict(answer("教育局", "211300", "2023"))["name"] == "朝阳市教育局"


@pytest.mark.parametrize("date", ["20x3", "2023-13", "2023-02-30", "", "2023-6", "2023年6月", "2023-06-01-"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(InputError, match=r"no date; write 2023, 2023-06 or"):
        list(answer("市财政局", "杭州", date))


@pytest.mark.parametrize("date", ["2023", "2023-06", "2024-02-29"])
def test_a_part_of_a_date_is_one(date: str) -> None:
    assert dict(answer("市财政局", "杭州", date))["name"] == "杭州市财政局"


def test_the_registry_is_a_table_with_its_columns_first() -> None:
    head, *rows = registry()
    assert "agency_id" in head or "rule" in head
    assert {len(row) for row in rows} == {len(head)}
