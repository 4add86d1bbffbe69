"""Patterns that a whole text is searched for are flat choices: then the engine looks at first characters only."""

import re
from re import _constants, _parser  # type: ignore[attr-defined]

import pytest

from policyparse.stages.responsibilities.running_words import running_words
from policyparse.stages.responsibilities.signs import _every
from policyparse.stages.responsibilities.vocabulary import verbs


@pytest.mark.parametrize(
    "pattern",
    [running_words().trigger, running_words().verb, verbs().joint, _every()],
    ids=["trigger", "verb", "joint", "signs"],
)
def test_each_choice_begins_with_a_character_of_its_own(pattern: re.Pattern[str]) -> None:
    """A choice within a choice took ten times as long for each character of a document."""
    ((operation, (_, choices)),) = _parser.parse(pattern.pattern)
    assert operation is _constants.BRANCH
    assert all(choice[0][0] is _constants.LITERAL for choice in choices)
