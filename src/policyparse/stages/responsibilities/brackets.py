"""Brackets of a text, matched with a stack: any nesting, mixed widths, missing partners."""

from __future__ import annotations

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.stages.responsibilities.vocabulary import OPENING, Bracket
from policyparse.text import Span, span_at

_REACH = 1500  # no clause is longer; a bracket that closes later is left alone
_SHORTEST = 3  # from bracket to bracket: `（市委）`
_MOST_OPEN = 2 * _REACH
_DEPTH = 4  # brackets inside a clause: `〔牵头单位：各县（市、区（功能区））〕`


@kept
def families() -> dict[str, str]:
    """The brackets that may hold a clause → their family."""
    return {mark: b.family for b in rows("brackets.csv", Bracket) if b.clause for mark in (b.open, b.close)}


def pairs(text: str) -> list[Span]:
    """The spans of brackets with what they hold, outer ones before inner ones."""
    return matched(text, [at for at, mark in enumerate(text) if mark in families()])[0]


def matched(text: str, marks: list[int]) -> tuple[list[Span], list[int]]:
    """The spans of brackets with what they hold, outer ones before inner ones, and where those open that nothing closes.

    `marks` are the places of all brackets in the text, in order. A bracket closes the nearest open one of its family;
    open ones inside are given up. One that finds none of its family among the last few closes the last that is open
    (`[责任单位：A）`).
    """
    if _are_flat("".join([text[at] for at in marks])):
        ends = zip(marks[::2], marks[1::2], strict=True)
        return [span_at((start, end + 1)) for start, end in ends if _SHORTEST <= end - start <= _REACH], []
    family_of = families()
    found: list[Span] = []
    opened: list[_Open] = []  # those that nothing has closed yet
    depths = [0]  # of what is inside each; the first is that of the text
    lost: list[_Open] = []
    for at in marks:
        mark = text[at]
        family = family_of[mark]
        if mark in OPENING:
            opened.append((at, family))
            depths.append(0)
            if len(opened) > _MOST_OPEN:  # those below opened too far back to close
                lost += opened[:_REACH]
                del opened[:_REACH], depths[:_REACH]
        elif opened:
            if opened[-1][1] != family:
                _give_up(opened, depths, family, lost)
            (start, _), depth = opened.pop(), depths.pop()
            if depths[-1] <= depth:
                depths[-1] = depth + 1
            if _SHORTEST <= at - start <= _REACH and depth <= _DEPTH:
                found.append(span_at((start, at + 1)))
    found.sort()
    return found, sorted([at for at, _ in lost + opened])


def _are_flat(marks: str) -> bool:
    """True where the brackets of a text, if it has any, are of one kind and each closes before the next one opens: so in
    most laws."""
    pair = marks[:2]
    return not marks or (pair in _pairs() and marks == pair * (len(marks) // 2))


@kept
def _pairs() -> frozenset[str]:
    return frozenset([b.open + b.close for b in rows("brackets.csv", Bracket)])


_Open = tuple[int, str]  # where a bracket opens, and its family


def _give_up(opened: list[_Open], depths: list[int], family: str, lost: list[_Open]) -> None:
    """Takes the open brackets off above the nearest of the family; none where there is none near."""
    index = len(opened) - 1
    lowest = max(0, index - _DEPTH)
    while index > lowest and opened[index][1] != family:
        index -= 1
    if opened[index][1] == family:
        lost += opened[index + 1 :]
        del opened[index + 1 :], depths[index + 2 :]
