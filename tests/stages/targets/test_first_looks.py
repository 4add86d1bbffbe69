"""A look at one character before a pattern is tried never hides what the pattern would find."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from policyparse.stages.targets import around, compared, pattern, phrases, stage, words
from policyparse.stages.targets.ends import ended
from policyparse.stages.targets.measures import find_measures


@pytest.mark.parametrize(
    ("looked_for", "begins"),
    [
        (phrases._LEAD, phrases._LEADING),
        (phrases._DATE, phrases._LEADING),
        (phrases._AHEAD, phrases._AHEAD_BEGINS),
        (phrases._STUBS, phrases._STUB_BEGINS),
        (words.after(), words.after_begins()),
        (around._OPENS, around._OPENING),
    ],
)
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_a_pattern_matches_begins_with_what_is_looked_for(
    looked_for: re.Pattern[str], begins: frozenset[str], data: st.DataObject
) -> None:
    found = data.draw(st.from_regex(looked_for).filter(looked_for.match))
    assert found[0] in begins or (looked_for is phrases._DATE and found[0].isdecimal())


@pytest.fixture(scope="module")
def without_look() -> re.Pattern[str]:
    """The pattern of measures without its look at what stands behind the first character."""
    return re.compile(pattern.measures().pattern.replace(pattern._goes_on(), ""))


@example("1、2个 三至五月 8,200元 6.5% 七分之三 2”个 4 个 9余米 三两人 5亿 1和2日 四点五米 二十月 7-8个")
@given(st.text(st.sampled_from('1２0三十百万两半零兆个月米元日分之余多几、和至-,.．·%k ”点度步"')))
def test_the_look_behind_the_first_character_hides_no_measure(without_look: re.Pattern[str], text: str) -> None:
    assert pattern.measures().pattern != without_look.pattern
    assert [m.span() for m in pattern.measures().finditer(text)] == [m.span() for m in without_look.finditer(text)]


@pytest.fixture(scope="module")
def by_all_ways() -> re.Pattern[str]:
    """The pattern of measures that looks for lists, halves and multipliers even where a unit follows at once."""
    return re.compile(pattern.measures().pattern.replace(f"{pattern._at_once()}|", ""))


@example("1、2个 三至五月 1个半小时 6千瓦 3万元 两百元 9余米 三两人 5亿 4K 7％ 3 级 8”个 2半 1,000元 2.5米 3.个")
@given(st.text(st.sampled_from('1２0三十百万两半零兆个月米元瓦K％日分之余多几、和至-,.．·%k ”点度步"')))
def test_a_unit_that_follows_at_once_is_read_as_by_all_ways(by_all_ways: re.Pattern[str], text: str) -> None:
    def read(measures: re.Pattern[str]) -> list[list[str]]:
        return [[m[0], *(part or "" for part in m.groups())] for m in measures.finditer(text)]

    assert pattern.measures().pattern != by_all_ways.pattern
    assert read(pattern.measures()) == read(by_all_ways)


@pytest.mark.parametrize(
    ("joint", "longest"),
    [
        (compared._JOINT, compared._JOINED),
        (compared._RANGE, compared._BETWEEN),
        (compared._GAP, compared._BETWEEN),
    ],
)
@given(data=st.data())
def test_a_joint_is_no_longer_than_the_gap_that_it_is_looked_for_in(
    joint: re.Pattern[str], longest: int, data: st.DataObject
) -> None:
    assert len(data.draw(st.from_regex(joint, fullmatch=True))) <= longest


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("依照第七条办理。2031年启动。", []),
        ("依照第七条办理。新建9座水厂。", [["9座"]]),
        ("依照第七条新建9座水厂，第八条另有规定。", [["9座", "八条"]]),  # what ends the noun that the number counts
        ("2031年新建9座水厂。其中3座在6月30日完工。", [["9座"], ["3座", "30日"]]),
    ],
)
def test_a_sentence_begins_with_its_first_number_that_may_measure(text: str, held: list[list[str]]) -> None:
    sentences = stage._sentences(text, ended(text, "。"), 0, len(text), find_measures(text))
    assert [[measure.span.of(text) for measure in inside] for _, inside in sentences] == held
