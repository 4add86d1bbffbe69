"""The published table of divisions."""

from policyparse.lexicon.divisions import division_rows, places_beside
from policyparse.stages.agencies.published import COLUMNS, registry_divisions


def test_one_row_per_interval() -> None:
    table = registry_divisions()
    assert len(table) == len(division_rows()) + len(places_beside())
    assert len({(row["division_code"], row["valid_from"]) for row in table}) == len(table)
    assert table == sorted(table, key=lambda row: (row["division_code"], row["valid_from"]))
    for row in table:
        assert tuple(row) == COLUMNS
        assert row["source"]
        assert row["level"] in ("province", "prefecture", "county", "zone")
        assert row["parent_code"] or row["level"] == "province"


def test_a_row_says_what_the_division_was() -> None:
    rows = {(row["division_code"], row["name"]): row for row in registry_divisions()}
    assert rows["330104", "江干区"] == {
        "division_code": "330104",
        "name": "江干区",
        "short_name": "江干",
        "level": "county",
        "parent_code": "330100",
        "valid_from": "",
        "valid_to": "2021-03-11",
        "successors": "330102;330114",
        "source": "GB/T 2260",
    }
    assert rows["429004", "仙桃市"]["parent_code"] == "420000"
    assert rows["660100", "新疆生产建设兵团第一师"]["parent_code"] == "660000"
