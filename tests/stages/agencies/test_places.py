"""Places: cases of look-up by name, by code, and in texts; what holds of any name."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policyparse.lexicon.divisions import PlaceRow, division_rows, places_beside, rows_by_name
from policyparse.stages.agencies.place_names import place_in, place_within, province_of_character
from policyparse.stages.agencies.places import (
    children,
    counties,
    division,
    find,
    level_of,
    lies_in,
    nearest,
    parent_of,
    prefectures,
    province_of,
    successors,
)

CASES = Path(__file__).parents[2] / "cases/places"
NAMES, TEXTS, TITLES = (
    yaml.safe_load((CASES / f"{file}.yaml").read_text("utf-8")) for file in ("names", "texts", "titles")
)
CODES = st.sampled_from(sorted({row.code for row in division_rows()}))
DATES = st.dates(date(2000, 1, 1), date(2026, 12, 31)) | st.none()


@pytest.mark.parametrize("case", NAMES, ids=lambda case: f"{case['name']}-{case.get('near')}-{case.get('date')}")
def test_a_name_is_the_nearest_place_that_had_it_that_day(case: dict[str, Any]) -> None:
    place = nearest(case["name"], case.get("near"), case.get("date"))
    assert (place.code if place else None) == case["code"]
    assert (place.lapsed if place else False) == case.get("lapsed", False)


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["text"])
def test_the_place_that_a_mention_begins_with_is_found_with_its_words(case: dict[str, Any]) -> None:
    named = place_in(case["text"], case.get("near"), case.get("date", "2023-06"))
    assert (named.place.code if named else None) == case["code"]
    if named:
        assert case["text"][named.start : named.end] == case["words"]


@pytest.mark.parametrize("case", TITLES, ids=lambda case: case["text"])
def test_the_place_within_a_title_is_found(case: dict[str, Any]) -> None:
    named = place_within(case["text"], None, "2023-06")
    assert (named.place.code if named else None) == case["code"]


def test_a_loose_reading_takes_a_short_name_before_anything() -> None:
    assert place_in("杭州海关", "330000", "2023") is None
    named = place_in("杭州海关", "330000", "2023", loose=True)
    assert named
    assert (named.place.code, named.end) == ("330100", 2)


def test_a_title_of_a_place_names_one_that_lies_there() -> None:
    title = "关于对口支援四川省广元市的意见"
    assert place_within(title, "330000", "2023") is None
    assert place_within(title, "510000", "2023")


@pytest.mark.parametrize(
    ("code", "day", "level", "parent", "province"),
    [
        ("", "2023", "national", None, None),
        ("330000", "2023", "province", "", "330000"),
        ("330100", "2023", "prefecture", "330000", "330000"),
        ("330106", "2023", "county", "330100", "330000"),
        ("110105", "2023", "county", "110000", "110000"),
        ("419001", "2023", "county", "410000", "410000"),
        ("429004", "2023", "county", "420000", "420000"),
        ("469002", "2023", "county", "460000", "460000"),
        ("659001", "2023", "county", "650000", "650000"),
        ("441900", "2023", "prefecture", "440000", "440000"),
        ("660100", "2023", "prefecture", "660000", "660000"),
        ("660000", "2023", "province", "650000", "660000"),
        ("133100", "2023", "prefecture", "130000", "130000"),
        ("330900-zhoushan", "2023", "zone", "330900", "330000"),
        ("330103", "2023", None, None, "330000"),
        ("330101", "2023", None, None, "330000"),
        ("999999", "2023", None, None, None),
    ],
)
def test_a_code_has_its_level_and_those_above_it(
    code: str, day: str, level: str | None, parent: str | None, province: str | None
) -> None:
    assert level_of(code, day) == level
    above, top = parent_of(code, day), province_of(code, day)
    assert (above.code if above else None) == parent
    assert (top.code if top else None) == province


@pytest.mark.parametrize(
    ("code", "day", "direct", "county", "prefecture"),
    [
        ("", "2023", 31, 2844, 333),
        ("330100", "2020-12", 13, 13, 0),
        ("330100", "2023-06", 13, 13, 0),
        ("430000", "2023-03", 14, 122, 14),
        ("420000", "2023", 17, 103, 13),
        ("460000", "2023", 19, 25, 4),
        ("110000", "2024", 16, 16, 0),
        ("500000", "2024", 38, 38, 0),
        ("500000", "2026", 37, 37, 0),
        ("441900", "2023", 0, 0, 0),
        ("620200", "2023", 0, 0, 0),
        ("330106", "2023", 0, 0, 0),
        ("660000", "2023", 14, 0, 14),
        ("330900-zhoushan", "2023", 0, 0, 0),
    ],
)
def test_a_place_has_as_many_below_it_as_the_ministry_counts(
    code: str, day: str, direct: int, county: int, prefecture: int
) -> None:
    if code == "":  # as the ministry counts them, less Taiwan, Hong Kong and Macau
        assert (len(children("", day)), len(prefectures("", day))) == (direct, prefecture)
        assert abs(len(counties("", day)) - county) <= 2
    else:
        assert (len(children(code, day)), len(counties(code, day)), len(prefectures(code, day))) == (
            direct,
            county,
            prefecture,
        )


def test_a_date_may_be_a_part() -> None:
    assert division("330113", date(2021, 3, 11)) == division("330113", "2021-03-11") == division("330113", "2021-03")
    assert division("330113", date(2021, 3, 10)) is None
    assert division("330113", "2021")
    assert division("330113", "2021-02") is None


def test_what_became_of_a_division() -> None:
    assert [place.name for place in successors("330104", "2023")] == ["上城区", "钱塘区"]
    assert successors("330104", "2020") == ()
    assert successors("330102", "2023") == ()
    assert [place.code for place in successors("342501", "2023")] == ["341802"]
    assert [place.code for place in successors("460003", "2023")] == ["460400"]


def test_near_ones_come_first() -> None:
    found = [place.code for place in find("新城区", "150000", "2023")]
    assert found[0] == "150102"
    assert set(found) == {"150102", "610102"}
    assert [place.code for place in find("吉林", "220000", "2023")] == ["220000", "220200"]
    assert next(place.code for place in find("海南", "150300", "2023")) == "150303"
    assert [place.code for place in find("朝阳区", "220000", "2023")] == ["220104", "110105"]
    assert lies_in("220104", "220000", "2023")
    assert not lies_in("220104", "110000", "2023")
    assert lies_in("110105", "", "2023")


def test_one_character_names_are_for_compounds_only() -> None:
    place = province_of_character("浙")
    assert place
    assert place.code == "330000"
    assert province_of_character("杭") is None
    assert find("浙") == ()


@given(st.sampled_from(sorted(rows_by_name())), CODES, DATES)
def test_found_places_have_the_name_and_one_code_each(name: str, near: str, day: date | None) -> None:
    found = find(name, near, day)
    assert len({place.code for place in found}) == len(found)
    for place in found:
        assert place.lapsed != (division(place.code, day) == place)
        assert name in rows_by_name()
        assert place.parent is not None
        assert lies_in(place.code, place.parent, day)


@given(CODES, DATES)
def test_children_lie_in_their_parent(code: str, day: date | None) -> None:
    for child in children(code, day):
        assert child.parent == code
        assert division(child.code, day) == child
    assert children(code, day) == tuple(sorted(children(code, day)))


@given(
    st.text(alphabet="浙江省杭州市西湖区各县城中共国务院政府总局新疆兵团第一师，", max_size=30),
    st.none() | CODES,
    DATES,
)
def test_any_text_names_a_place_or_none(text: str, near: str | None, day: date | None) -> None:
    for named in (place_in(text, near, day), place_in(text, near, day, loose=True), place_within(text, near, day)):
        if named:
            assert 0 <= named.start <= named.end <= len(text)
            assert named.place.code == "" or named.end - named.start >= 2


@given(CODES, DATES)
def test_what_became_of_any_division_is_in_force(code: str, day: date | None) -> None:
    for place in successors(code, day):
        assert division(place.code, day) == place
    if division(code, day):
        assert successors(code, day) == ()
    elif day is None:
        assert successors(code, day), code


@pytest.mark.parametrize("row", places_beside().values(), ids=lambda row: row.code)
def test_every_place_beside_is_found_by_each_of_its_names(row: PlaceRow) -> None:
    day = row.valid_from or ("2017-06" if row.valid_to else "2023-06")
    for name in (row.name, *row.short_forms):
        assert row.code in [place.code for place in find(name, row.parent, day)]
    assert lies_in(row.code, row.parent, day)
