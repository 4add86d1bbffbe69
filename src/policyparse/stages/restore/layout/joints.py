"""Where lines go on: the fragments laid out as rows of one width with the least contradiction."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from policyparse.stages.restore.layout.fragments import Fragments
from policyparse.stages.restore.layout.setting import MOST_SLACK, Setting

_ROW = 14  # fragments that may share a row


def joints_of(fragments: Fragments, rows: Setting, whole: bool) -> list[bool]:
    """For every fragment: whether it goes on where the one before it stopped; `whole`: each is a row, none a part of one."""
    count = len(fragments.starts)
    ended, before_ended = [0.0] + [_NEVER] * count, [(0, False)] * (count + 1)
    going, before_going = [_NEVER] * (count + 1), [(0, False)] * (count + 1)
    best = _Best(ended, before_ended, going, before_going)
    costs = list(zip(fragments.widths, _gaps(fragments, whole), rows.reach, _stops(fragments), strict=True))
    begins = zip(fragments.leans, fragments.opens, fragments.apart, strict=True)
    for begin, (lean, opens, apart) in enumerate(begins):
        going_on = going[begin] + (4.0 * opens + 1.5 * apart)
        _extend(costs, rows, best, begin, ended[begin] + lean, going_on)
    joints = [False] * count
    at, goes_on = count, False
    while at > 0:
        begin, joined = before_going[at] if goes_on else before_ended[at]
        joints[begin:at] = [joined] + [True] * (at - begin - 1)
        at, goes_on = begin, joined
    return joints


_NEVER = 1e18


class _Best(NamedTuple):
    """The least costs of rows for the first so many fragments, and how the last of these rows begins: its first
    fragment, and whether that goes on with a paragraph."""

    ended: list[float]  # where a paragraph ends there
    before_ended: list[tuple[int, bool]]
    going: list[float]  # where it goes on
    before_going: list[tuple[int, bool]]


def _extend(costs: list[_Costs], rows: Setting, best: _Best, begin: int, new: float, going: float) -> None:
    """Try every row that begins with fragment `begin`.

    `new` and `going` are the costs of all before it and of its being the first: of a paragraph, whose first row is
    indented, or of a row that goes on with one.
    """
    ended, before_ended, gone_on, before_gone_on = best
    as_new, as_going = (begin, False), (begin, True)
    filled, most = 0.0, _NEVER  # one fragment may be wider than a row
    width, slack, hanging = rows.width, rows.slack, rows.hanging[begin]
    indent = rows.first[begin] - hanging
    for stop, (its_width, gap, reach, stops) in enumerate(costs[begin : begin + _ROW], begin + 1):
        filled += its_width
        if filled > most:
            return
        new_short, new_full, going_short, going_full, nearly, goes_on = stops
        short = width - filled - reach - hanging
        if short > slack:
            end, on = going + going_short, going + ((goes_on if short > MOST_SLACK else nearly) + 0.1 * short)
        else:
            end, on = going + going_full, going + 0.05 * abs(short)
        short -= indent
        if short > slack:
            new_end, new_on = new + new_short, new + ((goes_on if short > MOST_SLACK else nearly) + 0.1 * short)
        else:
            new_end, new_on = new + new_full, new + 0.05 * abs(short)
        if new_end < ended[stop]:
            ended[stop], before_ended[stop] = new_end, as_new
        if end < ended[stop]:
            ended[stop], before_ended[stop] = end, as_going
        if new_on < gone_on[stop]:
            gone_on[stop], before_gone_on[stop] = new_on, as_new
        if on < gone_on[stop]:
            gone_on[stop], before_gone_on[stop] = on, as_going
        new += gap
        going += gap
        most = width + MOST_SLACK


_NEARLY = 1.2  # what it costs that a paragraph goes on behind a row that a mark ends and that is as short as hardly another one
_OPEN = 0.3  # the same behind a row that no mark ends


_Stop = tuple[float, float, float, float, float, float]
"""What it costs that a new paragraph ends with a fragment in a row that is not full, and in a full one; the same of a paragraph
that was going on; that the paragraph goes on behind a row that is nearly full, and behind a shorter one."""
_Costs = tuple[float, float, float, _Stop]
"""Of a fragment in a row: its width; what it costs that another one follows in the row; what else had to have room in the
row for the word behind to stand there; and what it costs that the row stops with it."""

# A row must be full where its paragraph goes on, unless it stops where no paragraph ends.
_HANGING: _Stop = (5.0, 5.0, 5.0, 5.0, _OPEN, 1.2)
_CLOSED: _Stop = (0.2, 0.2, 0.2, 0.2, _NEARLY, 3.0)
_UNCLOSED: _Stop = (0.8, 2.0, 2.0, 4.0, _OPEN, 3.0)


def _stops(fragments: Fragments) -> list[_Stop]:
    """What it costs that a row stops with each of the fragments."""
    marks = zip(fragments.hangs, fragments.ends, fragments.heads, strict=True)
    return [_HANGING if hangs else _CLOSED if ends or heads else _UNCLOSED for hangs, ends, heads in marks]


def _gaps(fragments: Fragments, whole: bool) -> list[float]:
    """What it costs that the fragment behind each stands in one row with it; nothing behind the last."""
    costs = {marks: _cost_of_gap(whole, *marks) for marks in itertools.product((False, True), repeat=4)}
    marks = zip(fragments.ends, fragments.heads, fragments.opens[1:], fragments.apart[1:], strict=False)
    return [*map(costs.__getitem__, marks), 0.0]


def _cost_of_gap(whole: bool, ends: bool, heads: bool, opens: bool, apart: bool) -> float:
    """Of two fragments in one row: a mark ends the first, or it is a heading; the second opens a paragraph, or stands apart."""
    cost = 1.0 if ends else 0.2
    if opens:
        cost += 5.0
    if apart:
        cost += 2.0
    if whole:
        return cost + 6.0
    return cost + 3.0 if heads else cost
