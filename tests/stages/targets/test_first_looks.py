"""A look at one character before a pattern is tried never hides what the pattern would find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.stages.targets import indicators, meaningful, words


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (indicators._LEAD, indicators._LEADING),
        (indicators._DATE, indicators._LEADING),
        (indicators._AHEAD, indicators._AHEAD_BEGINS),
        (words.after(), words.after_begins()),
    ],
)
@given(data=st.data())
def test_what_a_pattern_matches_begins_with_what_is_looked_for(
    pattern: re.Pattern[str], begins: frozenset[str], data: st.DataObject
) -> None:
    found = data.draw(st.from_regex(pattern).filter(pattern.match))
    assert found[0] in begins or (pattern is indicators._DATE and found[0].isdecimal())


def test_a_unit_of_account_ends_with_a_verb_that_is_looked_for() -> None:
    verbs = meaningful._UNIT_OF_ACCOUNT.pattern.removeprefix("每(?:").removesuffix(")$").split("|")
    assert {verb[-1] for verb in verbs} == meaningful._CHANGING
