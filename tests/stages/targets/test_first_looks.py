"""A look at one character before a pattern is tried never hides what the pattern would find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.stages.targets import indicators, meaningful, pattern, words


@pytest.mark.parametrize(
    ("looked_for", "begins"),
    [
        (indicators._LEAD, indicators._LEADING),
        (indicators._DATE, indicators._LEADING),
        (indicators._AHEAD, indicators._AHEAD_BEGINS),
        (words.after(), words.after_begins()),
    ],
)
@given(data=st.data())
def test_what_a_pattern_matches_begins_with_what_is_looked_for(
    looked_for: re.Pattern[str], begins: frozenset[str], data: st.DataObject
) -> None:
    found = data.draw(st.from_regex(looked_for).filter(looked_for.match))
    assert found[0] in begins or (looked_for is indicators._DATE and found[0].isdecimal())


def test_a_unit_of_account_ends_with_a_verb_that_is_looked_for() -> None:
    verbs = meaningful._UNIT_OF_ACCOUNT.pattern.removeprefix("每(?:").removesuffix(")$").split("|")
    assert {verb[-1] for verb in verbs} == meaningful._CHANGING


@given(st.text(st.sampled_from('1２0三十百万两半零兆个月米元日分之余多几、和至-,.．·%k ”点度步"')))
def test_the_look_behind_the_first_character_hides_no_measure(text: str) -> None:
    whole = pattern.measures()
    without = re.compile(whole.pattern.replace(pattern._goes_on(), ""))
    assert without.pattern != whole.pattern
    assert [m.span() for m in whole.finditer(text)] == [m.span() for m in without.finditer(text)]
