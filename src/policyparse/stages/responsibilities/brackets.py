"""Brackets of a text, matched with a stack: any nesting, mixed widths, missing partners."""

from __future__ import annotations

import re
from functools import cache

from policyparse.lexicon.load import rows
from policyparse.stages.responsibilities.vocabulary import Bracket
from policyparse.text import Span

_REACH = 1500  # no clause is longer; a bracket that closes later is left alone
_SHORTEST = 3  # from bracket to bracket: `（市委）`
_DEPTH = 4  # brackets inside a clause: `〔牵头单位：各县（市、区（功能区））〕`


@cache
def _marks() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    table = rows("brackets.csv", Bracket)
    families = {mark: b.family for b in table if b.clause for mark in (b.open, b.close)}
    every = re.compile("[" + re.escape("".join(families)) + "]")
    return every, families, frozenset(b.open for b in table if b.clause)


def pairs(text: str) -> list[Span]:
    """The spans of brackets with what they hold, outer ones before inner ones."""
    return matched(text)[0]


def matched(text: str) -> tuple[list[Span], list[int]]:
    """The spans of brackets with what they hold, outer ones before inner ones, and where those open that nothing closes.

    A bracket closes the nearest open one of its family; open ones inside are given up. One that finds none of
    its family among the last few closes the last that is open (`[责任单位：A）`).
    """
    every, families, opening = _marks()
    found: list[Span] = []
    stack: list[list[int]] = []  # start, depth of what is inside
    kinds: list[str] = []
    lost: list[int] = []
    for match in every.finditer(text):
        mark, at = match[0], match.start()
        if mark in opening:
            stack.append([at, 0])
            kinds.append(families[mark])
            if len(stack) > 2 * _REACH:  # those below opened too far back to close
                lost += [start for start, _ in stack[:_REACH]]
                del stack[:_REACH], kinds[:_REACH]
        elif stack:
            start, depth = _close(stack, kinds, families[mark], lost)
            if _SHORTEST <= at - start <= _REACH and depth <= _DEPTH:
                found.append(Span(start, at + 1))
    found.sort()
    return found, sorted(lost + [start for start, _ in stack])


def _close(stack: list[list[int]], kinds: list[str], family: str, lost: list[int]) -> tuple[int, int]:
    """Takes the bracket that closes off the stack: where it opened, and how deep it was inside."""
    index = len(stack) - 1
    if index == 0:
        start, depth = stack.pop()
        kinds.pop()
        return start, depth
    lowest = max(0, index - _DEPTH)
    while index > lowest and kinds[index] != family:
        index -= 1
    if kinds[index] != family:
        index = len(stack) - 1
    start, depth = stack[index]
    lost += [at for at, _ in stack[index + 1 :]]
    del stack[index:], kinds[index:]
    if stack:
        stack[-1][1] = max(stack[-1][1], depth + 1)
    return start, depth
