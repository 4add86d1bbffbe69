"""Who a mention is and why, for a person who asks; the registry as a table."""

import pytest

from policyparse.stages.agencies.explain import COLUMNS, code_of, explain, registry_table


def test_a_mention_is_explained_by_its_row() -> None:
    found = explain("市市监局", "杭州", "2023-06")
    assert found.agency.agency_id == "330100/market-regulation"
    assert found.row["name"] == "市场监督管理局"
    assert "~市监局" in found.row["written_forms"].split(";")
    assert found.members == ()


def test_local_and_central_rows() -> None:
    assert explain("市园文局", "杭州市", "2023").row["basis"]
    assert explain("药监局", None, "2019").row["body"] == "000000/drug-regulation"
    assert explain("财政部", "杭州市", "2023").row["name"] == "中华人民共和国财政部"


def test_a_group_is_explained_by_its_members() -> None:
    found = explain("各区、县（市）政府", "330100", "2023-06")
    assert found.agency.is_group
    assert len(found.members) == 13


def test_what_is_not_known_has_no_row() -> None:
    found = explain("市优化办", "杭州", "2023")
    assert not found.agency.resolved
    assert found.row == {}
    assert found.doubts[0].code == "agency.unresolved"


@pytest.mark.parametrize(
    ("place", "code"),
    [(None, ""), ("全国", ""), ("000000", ""), ("杭州", "330100"), ("330100", "330100"), ("西湖区", None)],
)
def test_places_are_named_or_coded(place: str | None, code: str | None) -> None:
    if code is None:
        with pytest.raises(ValueError, match="西湖区 330106"):
            code_of(place)
    else:
        assert code_of(place) == code


def test_the_table_has_a_row_for_every_name_at_every_level() -> None:
    table = registry_table()
    assert all(tuple(row) == COLUMNS for row in table)
    assert all(row["rule"] and row["type"] and row["name"] and row["written_forms"] for row in table)
    assert len(table) > 900
    assert {row["level"] for row in table if row["division_code"] == ""} >= {"national", "province", "county"}
