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
def test_case(case: dict[str, Any]) -> None:
    answer = resolve(case["mention"], case.get("place"), case["date"])
    agency = answer.agency
    assert (agency.name if agency.resolved else None) == case["name"]
    if case["name"]:
        assert agency.agency_id == case["id"]
    if "doubt" in case:
        assert case["doubt"] in [doubt.code for doubt in answer.doubts]
        assert agency.confidence < 1


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
