"""One mention → who that is: cases, laws, and the mentions of the gold files."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policyparse.stages.agencies import registry
from policyparse.stages.agencies.places import division
from policyparse.stages.agencies.resolve import resolve

ROOT = Path(__file__).parents[3]
CASES = yaml.safe_load((ROOT / "tests/cases/agencies/mentions.yaml").read_text("utf-8"))
GOLD = ROOT.parent / "shared/gold/agencies"
PLACES = st.sampled_from(["", "330100", "330106", "330122", "110000", "640000", "232700", "110000-etown", None])
DATES = st.sampled_from([None, "1999", "2016-05", "2018", "2023-06-25", "2031"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['mention']}-{case.get('place')}-{case['date']}")
def test_a_mention_is_its_body_at_that_place_and_date(case: dict[str, Any]) -> None:
    answer = resolve(case["mention"], case.get("place"), case["date"])
    agency = answer.agency
    assert (agency.name if agency.resolved else None) == case["name"]
    if case["name"]:
        assert agency.agency_id == case["id"]
    if "doubt" in case:
        assert case["doubt"] in [doubt.code for doubt in answer.doubts]
        assert agency.confidence < 1


@pytest.mark.parametrize(
    ("mention", "place", "name"),
    [
        ("六枝特区政府", "520200", "六枝特区人民政府"),  # like a county, not a district of 六盘水市
        ("神农架林区财政局", "420000", "神农架林区财政局"),
        ("区农业农村委", "500101", "重庆市万州区农业农村委员会"),  # named as the municipality has it
        ("区教育局", "310104", "上海市徐汇区教育局"),
        ("兵团财政局", "650000", "新疆生产建设兵团财政局"),  # a 局, where a province has a 厅
        ("师市财政局", "660800", "新疆生产建设兵团第八师财政局"),
        ("市行政审批服务局", "370700", "潍坊市行政审批服务局"),  # in full: no custom of the province is needed
    ],
)
def test_levels_that_are_named_like_others_leave_no_doubt(mention: str, place: str, name: str) -> None:
    answer = resolve(mention, place, "2022-06")
    assert (answer.agency.name, answer.doubts) == (name, ())


@pytest.mark.parametrize(
    ("mention", "place", "name"),
    [
        ("盟检察院", "152500", "内蒙古自治区人民检察院锡林郭勒盟分院"),  # no congress, so no court's peer of its own
        ("市检察院", "150600", "内蒙古自治区鄂尔多斯市人民检察院"),
        ("师市法院", "660800", "新疆生产建设兵团第八师中级人民法院"),  # the province is named once
        ("市邮政管理局", "429004", "仙桃市邮政管理局"),  # run by its province: as in a prefecture
        ("市法院", "429004", "仙桃市人民法院"),
    ],
)
def test_courts_and_branches_fit_the_kind_of_place(mention: str, place: str, name: str) -> None:
    answer = resolve(mention, place, "2022-06")
    assert (answer.agency.name, answer.doubts) == (name, ())


def test_of_names_that_all_have_ended_the_last_is_meant() -> None:
    answer = resolve("市计生委", "420500", "2015")
    assert answer.agency.name == "宜昌市人口和计划生育委员会"
    assert [doubt.code for doubt in answer.doubts] == ["agency.out_of_date"]


def test_a_place_that_is_its_own_committee_is_named_once() -> None:
    assert resolve("大柴旦行委", "632800", "2022").agency.name == "大柴旦行政委员会"


def test_bodies_by_task_are_named_as_at_their_own_level_first() -> None:
    assert resolve("区教育部门", "310104", "2022").agency.name == "上海市徐汇区教育局"


def test_two_facts_about_one_place_each_hold_at_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (
        registry.Local("330800", "x", "government", name, ("试验局",), (), since, until, "made up")
        for name, since, until in (("甲局", "", "2015"), ("乙局", "2015", ""))
    )
    found = {("330800", "试验局"): (old, new)}
    monkeypatch.setattr("policyparse.stages.agencies.resolve.local_forms", lambda: found)
    monkeypatch.setattr("policyparse.stages.agencies.readings._local_tails", lambda: frozenset({"试验局"}))
    resolve.cache_clear()
    assert [resolve("市试验局", "330800", day).agency.name for day in ("2012", "2020")] == ["甲局", "乙局"]
    resolve.cache_clear()


def test_a_third_of_the_cases_resolve_to_nobody_or_doubtfully() -> None:
    assert sum(case["name"] is None or "doubt" in case for case in CASES) * 3 >= len(CASES)


@given(
    st.text(st.sampled_from("市省县区委局厅办人民银行海关国家税务总（）、各杭州政府公安部门处a1 "), max_size=14),
    PLACES,
    DATES,
)
def test_every_mention_gets_an_answer(mention: str, place: str | None, date: str | None) -> None:
    answer = resolve(mention, place, date)
    agency = answer.agency
    assert agency.agency_id
    assert 0 <= agency.confidence <= 1
    assert agency.resolved or agency.agency_id.startswith("unresolved/")
    assert (agency.confidence == 1) == (not answer.doubts)
    resolve.cache_clear()
    assert resolve(mention, place, date) == answer


@given(st.sampled_from(sorted(registry.shapes())), PLACES)
def test_no_form_of_the_registry_breaks(shape: str, place: str | None) -> None:
    where = division(place or "330100")
    assert where
    agency = resolve(shape.replace("~", where.name).replace("*", "西岭"), place, "2023-06").agency
    assert "{" not in agency.name
    assert "~" not in agency.name


def gold() -> dict[str, Any]:
    return {f.stem: yaml.safe_load(f.read_text("utf-8")) for f in sorted(GOLD.glob("*.yaml"))}


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold files are not here")
def test_gold_mentions() -> None:
    """Right ≥ 0.97 and wrong ≤ 0.01 of what the gold is sure of; one mention's name may come from another of its document."""
    sure = right = wrong = 0
    for document in gold().values():
        for mention, want in document["agencies"].items():
            if want["sure"]:
                agency = resolve(mention, document["division_code"] or "", document["date"]).agency
                names = {want["name"], *want["alternatives"]}
                sure += 1
                right += agency.resolved and agency.name in names
                wrong += agency.resolved and agency.name not in names
    assert sure > 500
    assert right / sure >= 0.97
    assert wrong / sure <= 0.01


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold files are not here")
def test_gold_of_the_first_source() -> None:
    document = gold()["seed"]
    for mention, want in document["agencies"].items():
        agency = resolve(mention, "330100", "2023-06").agency
        if want["sure"]:
            assert agency.name in {want["name"], *want["alternatives"]}
        assert (agency.level, agency.place) == (want["level"], want["place"]) or not agency.resolved


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold files are not here")
def test_few_facts_about_one_place_are_needed() -> None:
    rules = {
        resolve(mention, document["division_code"] or "", document["date"]).agency.rule
        for document in gold().values()
        for mention in document["agencies"]
    }
    assert len([rule for rule in rules if rule.startswith("local_names:")]) <= 20


def test_a_full_name_that_may_have_lost_its_word_for_management_is_doubtful() -> None:
    assert resolve("市规划局", "350500", "2012").agency.confidence == 0.7  # of some cities 规划管理局
    assert resolve("市园林局", "350500", "2012").agency.confidence == 0.9


def test_the_short_name_of_a_countys_zone_is_doubtful() -> None:
    assert resolve("柘城经开区管委会", "411424", "2022-06").agency.confidence == 0.7
    assert resolve("芜湖经开区管委会", "340200", "2022-06").agency.confidence == 1.0


@pytest.mark.parametrize(
    ("mention", "place", "name"),
    [
        ("县城建局", "411525", "固始县城乡建设局"),  # or 城市建设局, 城乡规划建设局
        ("县供电公司", "330122", "国网桐庐县供电公司"),  # or with the provincial company before it
        ("市社保中心", "430600", "岳阳市社会保险事业中心"),
        ("县就业局", "510722", "三台县就业服务局"),
        ("市金融局", "420100", "武汉市金融工作局"),
        ("昆山开发区管委会", "320583", "昆山开发区管理委员会"),  # whose full name says of what kind it is
    ],
)
def test_a_short_name_that_several_full_ones_may_have_is_never_sure(mention: str, place: str, name: str) -> None:
    answer = resolve(mention, place, "2022-06")
    assert answer.agency.name == name
    assert answer.agency.confidence < 0.8


def test_a_custom_of_prefectures_is_none_of_their_province() -> None:
    assert resolve("省电力公司", "360000", "2022-06").agency.name == "国网江西省电力有限公司"
    assert resolve("市电力公司", "360400", "2022-06").agency.name == "国网江西省电力有限公司九江供电分公司"
