"""The words of running text that say who bears a task, as patterns."""

import re
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.words import any_of, choices, words
from policyparse.stages.responsibilities.vocabulary import actions, meets


class RunningWords(NamedTuple):
    """The patterns of lexicon/running.csv."""

    trigger: re.Pattern[str]
    verb: re.Pattern[str]  # these, and who takes part or carries out where another leads
    modal: re.Pattern[str]
    agent: re.Pattern[str]
    action: re.Pattern[str]
    not_verb: re.Pattern[str]
    shoulder: re.Pattern[str]
    bearer: re.Pattern[str]
    guide: re.Pattern[str]
    guiding: re.Pattern[str]
    not_name: re.Pattern[str]
    level: re.Pattern[str]  # `市安委办` is a body, `主办` is none
    bare: frozenset[str]
    indefinite: tuple[str, ...]
    not_office: tuple[str, ...]
    task: tuple[str, ...]
    shall: tuple[str, ...]
    for_all: frozenset[str]
    over_helpers: frozenset[str]
    over_others: frozenset[str]
    manner: frozenset[str]
    any_kind: tuple[str, ...]
    qualified: re.Pattern[str]
    leads_done: tuple[str, ...]
    to_do: tuple[str, ...]
    helps: re.Pattern[str]  # a piece of its own that says who helps: `；B、C参与`
    kinds: dict[str, str]


_TRIGGERS = ("lead", "main", "bear", "support", "joint", "duty", "bearer", "take")
BESIDE_LEAD = ("beside", "carry", "oversee", "joined")  # kinds that say a duty only where the sentence says who leads


@kept
def running_words() -> RunningWords:
    """The patterns, made once."""
    table = "running.csv"
    kinds = {w: k for k in (*_TRIGGERS, *BESIDE_LEAD) for w in words(table, k)}
    modal = any_of(words(table, "modal"))
    helps = any_of((*words(table, "support"), *words(table, "beside")))
    return RunningWords(
        re.compile(f"{choices(w for w, k in kinds.items() if k in _TRIGGERS)}|{meets()}"),
        re.compile(f"{choices(kinds)}|{meets()}"),
        re.compile(f"(?:{modal}){{1,4}}$"),
        re.compile(f"(?!{any_of(words(table, 'not_agent'))}){any_of(words(table, 'agent'))}"),
        actions(),
        re.compile(f"(?!{any_of(words(table, 'still_verb'))}){any_of(words(table, 'not_verb'))}"),
        re.compile(any_of(words(table, "shoulder")) + "(?:好|实)?[^，。]{0,16}$"),
        re.compile(any_of(words(table, "is")) + "[^，。]{0,24}$"),
        re.compile(any_of(words(table, "guide"))),
        re.compile(any_of(words(table, "guiding"))),
        re.compile(
            any_of(words(table, "not_name")) + "|(?<![省市县区州0-9])[0-9]{2}|[0-9]年"
        ),  # `市12345热线中心` is one
        re.compile(
            any_of(
                (*(w for w in words("agency_words.csv", "level") if len(w) == 1), *words("agency_words.csv", "nation"))
            )
        ),
        frozenset(words(table, "bare")),
        words(table, "indefinite"),
        (*words(table, "indefinite"), *words(table, "not_office")),
        words(table, "task"),
        words(table, "shall"),
        frozenset(words(table, "for_all")),
        frozenset(words(table, "over_helpers")),
        frozenset(words(table, "over_others")),
        frozenset(words(table, "manner")),
        words(table, "any_kind"),
        re.compile(any_of(words(table, "qualified"))),
        tuple([f"{word}。" for word in words(table, "closes_lead")]),
        words(table, "to_do"),
        re.compile(f"[^，,。；;：:\n]{{2,200}}{helps}(?=[。；;\n]|$)"),
        {**kinds, "会": "joint", "商": "joint"},
    )
