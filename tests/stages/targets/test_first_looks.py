"""A look at one character before a pattern is tried never hides what the pattern would find."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from policyparse.stages.targets import around, compared, pattern, phrases, words


@pytest.mark.parametrize(
    ("looked_for", "begins"),
    [
        (phrases._LEAD, phrases._LEADING),
        (phrases._DATE, phrases._LEADING),
        (phrases._AHEAD, phrases._AHEAD_BEGINS),
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
