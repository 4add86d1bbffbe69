"""Rules that a document sets for its clauses: who stands first leads, who bears every later item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from policyparse.stages.responsibilities.lists import Name
from policyparse.stages.responsibilities.reading import read
from policyparse.stages.responsibilities.vocabulary import any_of, words

Kind = Literal["first", "comma", "every"]


@dataclass(frozen=True, slots=True)
class Convention:
    """A rule of the document: its kind, where it is written, whom it adds, and whether it holds for its part only."""

    kind: Kind
    start: int
    end: int
    names: tuple[Name, ...] = ()
    part_only: bool = False


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    table = {k: any_of(words("conventions.csv", k)) for k in _KINDS}
    gap = "[^，,。；;（()）]"
    tail = f"(?:[，,、；;]?{table['onward']})"
    return (
        re.compile(
            f"{gap}{{0,16}}{table['first']}{gap}{{0,14}}{table['becomes']}{gap}{{0,4}}{table['lead']}{gap}{{0,10}}{tail}?"
        ),
        re.compile(
            f"{gap}{{0,10}}{table['comma']}{gap}{{0,10}}{table['becomes']}{gap}{{0,4}}{table['lead']}[^。；;（()）]{{0,40}}"
        ),
        re.compile(f"{table['unlisted']}|(?:{table['every']}|{table['all_are']})[^。；;]{{0,60}}{table['onward']}"),
        re.compile(table["every"]),
        re.compile(table["all_are"]),
        re.compile(table["part"]),
        re.compile(
            "|".join(
                [table["first"] + gap + "{0,14}" + table["becomes"], table["comma"], table["unlisted"], table["onward"]]
            )
        ),
    )


_KINDS = ("first", "becomes", "lead", "onward", "comma", "every", "all_are", "unlisted", "part")


def conventions(text: str) -> list[Convention]:
    """The rules in the inside of a clause, or in a sentence, in order."""
    first, comma, unlisted, every, all_are, part, hint = _patterns()
    if not hint.search(text):
        return []
    rules: tuple[tuple[Kind, re.Pattern[str]], ...] = (("comma", comma), ("first", first))
    found = [
        Convention(kind, m.start(), m.end(), (), bool(part.search(m[0])))
        for kind, pattern in rules
        for m in pattern.finditer(text)
    ]
    found += [c for m in unlisted.finditer(text) if (c := _bearers(text, m, every, all_are, part))]
    return found


def _bearers(
    text: str, match: re.Match[str], every: re.Pattern[str], all_are: re.Pattern[str], part: re.Pattern[str]
) -> Convention | None:
    """The rule that names who bears every later item, in the sentence that `match` closes."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；;\n") + 1
    end = match.end()
    sentence = text[start:end]
    after, before = every.search(sentence), all_are.search(sentence)
    if after:
        low, high = after.end(), match.start() - start
    elif before:
        low, high = 0, before.start()
    else:
        return None
    inside = sentence[low:high].rstrip("，,、以下")
    found = read(inside).names
    if not found:
        return None
    moved = tuple(Name(n.text, n.start + start + low, n.end + start + low) for n in found)
    return Convention("every", start, end, moved, bool(part.search(sentence)))


def blanked(text: str, rules: list[Convention]) -> str:
    """The text with its rules and bare `下同` made stops, so that the rest reads as before."""
    for rule in rules:
        text = text[: rule.start] + "。" * (rule.end - rule.start) + text[rule.end :]
    return _onward().sub(lambda m: "。" * len(m[0]), text)


@lru_cache(maxsize=1)
def _onward() -> re.Pattern[str]:
    return re.compile("[，,、；;。]?" + any_of(words("conventions.csv", "onward")) + "(?=$|[。，；）)])")
