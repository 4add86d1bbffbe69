"""Mentions too long to be a name, and branches of bureaus."""

from __future__ import annotations

import pytest

from policyparse.stages.agencies.resolve import resolve


def test_what_is_too_long_to_be_a_name_is_nobody() -> None:
    mention = "市" + "负责综合行政执法工作的" * 20 + "局"
    found = resolve(mention, "330100", "2023")
    assert not found.agency.resolved
    assert [doubt.code for doubt in found.doubts] == ["agency.unresolved"]


@pytest.mark.parametrize(
    ("mention", "level", "name"),
    [
        ("市生态环境局西湖分局", "county", "杭州市生态环境局西湖分局"),
        ("市公安局西湖分局", "county", "杭州市公安局西湖分局"),
        ("市生态环境局远方分局", "prefecture", "杭州市生态环境局远方分局"),  # of no district: a part of the bureau
    ],
)
def test_a_branch_of_a_city_bureau_belongs_to_its_district(mention: str, level: str, name: str) -> None:
    agency = resolve(mention, "330100", "2023").agency
    assert (agency.resolved, agency.level, agency.name) == (True, level, name)
