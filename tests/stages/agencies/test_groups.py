"""Groups: cases, the words of the table, and what holds of any mention."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policyparse.lexicon.load import rows
from policyparse.stages.agencies import groups
from policyparse.stages.agencies.groups import GroupWord, government_name, group_of
from policyparse.stages.agencies.places import counties, division

ROOT = Path(__file__).parents[3]
CASES = yaml.safe_load((ROOT / "tests/cases/groups/groups.yaml").read_text("utf-8"))
GOLD = ROOT.parent / "shared/gold/agencies"
WORDS = rows("groups.csv", GroupWord)
PLACES = ("330100", "430000", "", "660000", "150000", "330106", "110000")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['mention']}-{case['near']}")
def test_a_group_has_the_members_that_its_place_had_that_day(case: dict[str, Any]) -> None:
    group = group_of(case["mention"], case["near"], case.get("date", "2023-06"))
    if case["what"] is None:
        assert group is None
    else:
        assert group
        assert (group.what, len(group.members)) == (case["what"], case["members"])
        assert group.closed == bool(group.members)


@pytest.mark.parametrize("row", WORDS, ids=lambda row: f"{row.words}-{row.part}")
def test_every_word_is_needed(row: GroupWord, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row's example is no group, or another one, without the row."""
    read = group_of.__wrapped__
    before = [read(row.example, place, "2023-06") for place in PLACES]
    left = [word for word in WORDS if word != row]

    def words(part: str) -> tuple[GroupWord, ...]:
        return tuple(sorted((word for word in left if word.part == part), key=lambda word: -len(word.words)))

    monkeypatch.setattr(groups, "_words", words)
    monkeypatch.setattr(groups, "_signs", groups._signs.__wrapped__)
    for index in ("_words_by_first", "_words_by_last"):
        monkeypatch.setattr(groups, index, getattr(groups, index).__wrapped__)
    assert any(before)
    assert [read(row.example, place, "2023-06") for place in PLACES] != before


def test_the_words_of_a_row_stand_in_its_example() -> None:
    for row in WORDS:
        assert row.words in row.example.translate(groups._BETWEEN), row
        assert row.part in ("place", "every", "open", "kind", "stop", "body", "class", "set", "whole", "alone")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("330106", "杭州市西湖区人民政府"),
        ("330122", "桐庐县人民政府"),
        ("330182", "建德市人民政府"),
        ("310115", "上海市浦东新区人民政府"),
        ("429021", "神农架林区人民政府"),
        ("640000", "宁夏回族自治区人民政府"),
        ("433100", "湘西土家族苗族自治州人民政府"),
        ("152900", "阿拉善盟行政公署"),
        ("653100", "喀什地区行政公署"),
    ],
)
def test_government_name(code: str, name: str) -> None:
    place = division(code, "2023")
    assert place
    assert government_name(place, "2023") == name


@pytest.mark.parametrize(
    ("mention", "near", "owner"),
    [
        ("市直有关部门", "370602", "370600"),  # of the city above the district whose document it is
        ("省属高校", "370600", "370000"),
        ("国务院有关部门", "370600", ""),
        ("全市各区县政府", "370602", "370600"),
        ("区直各单位", "450300", "450000"),  # 区 is the 自治区 there
        ("省市有关部门", "370602", "370602"),  # of two places
        ("驻市各单位", "370602", "370602"),
        ("市场监管部门各处室", "370602", "370602"),  # 市场 is no city
        ("县级有关部门", "370600", "370600"),  # no county above a city
    ],
)
def test_the_words_before_a_group_say_whose_it_is(mention: str, near: str, owner: str) -> None:
    group = group_of(mention, near, "2023-06")
    assert group
    assert group.place == owner


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold files are not beside this repository")
@pytest.mark.parametrize("doc", ["031", "069", "079", "203", "227", "266", "284", "seed"])
def test_members_are_those_of_gold(doc: str) -> None:
    gold = yaml.safe_load((GOLD / f"{doc}.yaml").read_text("utf-8"))
    for mention, entry in gold["groups"].items():
        group = group_of(mention, gold["division_code"], gold["date"])
        assert group, mention
        if entry.get("members"):
            assert sorted(government_name(place, gold["date"]) for place in group.members) == sorted(entry["members"])
    assert [mention for mention in gold["agencies"] if group_of(mention, gold["division_code"], gold["date"])] == []


@given(
    st.text(alphabet="各市县区旗州省（、）政府人民有关部门单位管委会局及和兵团盟地", max_size=30),
    st.sampled_from(PLACES),
)
def test_any_mention_is_a_group_or_none(mention: str, near: str) -> None:
    group = group_of(mention, near, "2023-06")
    if group:
        assert group.closed == bool(group.members)
        assert 0 < group.confidence <= 1
        assert len(set(group.members)) == len(group.members), mention


@given(st.sampled_from(sorted(p.code for p in counties("330000"))), st.text(max_size=12))
def test_a_county_has_no_closed_groups(near: str, tail: str) -> None:
    group = group_of("各区县" + tail, near, "2023-06")
    assert group is None or not group.members or "省" in tail
