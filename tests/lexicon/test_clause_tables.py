"""The tables of clauses and lists: every row is of a kind that something reads, and none stands twice."""

from __future__ import annotations

from collections import Counter

import pytest

from policyparse.lexicon.load import rows
from policyparse.lexicon.words import Word
from policyparse.stages.responsibilities.vocabulary import Bracket, LabelWord, VerbWord, labels, strongest, verbs

KINDS = {
    "agency_words.csv": {
        "level", "party", "function", "office", "not_level", "still_level", "qualifier", "region", "generic", "national", "nation", "trade",
        "committee", "meeting",
    },
    "conventions.csv": {
        "first", "becomes", "lead", "onward", "comma", "every", "all_are", "unlisted", "part", "counter", "who", "others",
        "mark", "marked", "placed",
    },
    "list_words.csv": {
        "conjunction", "not_et_cetera", "bare", "departments", "government", "zone_tail", "tail", "function_tail",
        "utility_tail", "utility", "zone", "government_tail", "prefix", "inner", "local", "explaining", "naming", "filler",
        "joint_head", "joint_tail", "not_place", "party_office",
        "the_task", "town_office", "town_end", "owner", "office_verb", "branch", "source", "title", "separate",
    },
    "running.csv": {
        "lead", "bear", "support", "joint", "joined", "beside", "carry", "duty", "guide", "guiding", "shoulder", "is", "bearer", "agent", "not_agent", "modal",
        "indefinite", "not_verb", "still_verb", "take", "task", "main", "oversee", "not_name", "bare", "action", "not_action", "not_office",
        "shall", "manner", "for_all", "over_helpers", "over_others", "closes_lead", "any_kind", "qualified", "bearing",
        "stranger", "opens_duty", "to_do",
    },
}  # fmt: skip
ROLES = {"lead", "support", "guide", "responsible"}


@pytest.mark.parametrize("name", KINDS)
def test_kinds_are_read_and_rows_are_unique(name: str) -> None:
    table = rows(name, Word)
    assert {w.kind for w in table} == KINDS[name]
    assert all(w.text.strip() for w in table)
    assert [w for w, n in Counter(table).items() if n > 1] == []


def test_every_role_word_makes_a_label_of_its_role() -> None:
    for word in rows("labels.csv", LabelWord):
        assert word.role is None or word.role in ROLES
        if word.kind == "word" and word.role:
            text = f"{word.text}单位"
            label = labels().ending(text, 0, len(text))
            assert label is not None
            assert (label.text, label.role) == (text, word.role)
        elif word.kind in ("alone", "time", "other", "member", "level"):
            label = labels().ending(word.text, 0, len(word.text))
            assert label is not None
            assert label.role == word.role


def test_every_verb_gives_its_role() -> None:
    for word in rows("verbs.csv", VerbWord):
        if word.kind == "verb":
            assert word.role in ROLES
            verb = strongest(word.text)
            assert verb is not None
            assert verb[1] == word.role
            assert verbs().tail.search(f"某某{word.text}") is not None
        else:
            assert (word.role, word.kind in ("adverb", "object", "joint")) == (None, True)


def test_brackets_pair_and_families_hold_both_widths() -> None:
    table = rows("brackets.csv", Bracket)
    assert len({b.open for b in table} | {b.close for b in table}) == 2 * len(table)
    assert sum(b.family == "round" for b in table) >= 2
