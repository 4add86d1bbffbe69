"""Shares of a whole: `百分之二十`, `三分之一公顷`, `百分之三至五`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.kept import kept
from policyparse.stages.targets.measure import Measure, signed, written_in_digits
from policyparse.stages.targets.numerals import digits, number, scales
from policyparse.stages.targets.pattern import RANGE, any_of, units
from policyparse.text import Span

_PERCENT = frozenset("%％‰")
_AFTER_BOUND = "的以之左幅"
_DIVIDED = frozenset({"length", "area", "volume", "mass", "time"})


def share(match: re.Match[str]) -> Iterator[Measure]:
    """`百分之二十`, `三分之一`, `千分之五`."""
    share, end = match["share"], match.end()
    if share[-1] == "百" and len(share) > 1 and match.string.startswith("分", end):
        share, end = share[:-1], end - 1  # 百分之七十百分位
    written = match[0]
    below, above = number(written[: written.index("分")]), number(share)
    if not below or above is None:
        return
    start, above = signed(match.string, match.start(), above, None)
    span = Span(start, end)
    known = {100: ("%", "百分之"), 1000: ("‰", "千分之")}.get(int(below))
    if known:
        high, end = _upper(match.string, end)
        yield Measure(Span(start, end), above, high, units()[known[0]], known[1], written_in_digits(share))
    elif unit := _divided().match(match.string, end):
        yield Measure(Span(span.start, unit.end()), above / below, None, units()[unit[0]], unit[0], False)
    else:
        yield Measure(span, above / below, None, None, None, False)


def _upper(text: str, end: int) -> tuple[float | None, int]:
    """The upper bound behind a percentage, and where it ends: `百分之三至五的罚款`, not `百分之三至五年`."""
    match = _bound().match(text, end) if text[end : end + 1] in RANGE else None
    behind = text[match.end() : match.end() + 1] if match else ""
    if not match or (behind.isalnum() and behind not in _AFTER_BOUND) or behind in _PERCENT:
        return None, end
    high = number(match[1])
    return (None, end) if high is None else (high, match.end())


@kept
def _bound() -> re.Pattern[str]:
    characters = "".join([*digits(), *scales()])
    return re.compile(
        f"[{RANGE}]{{1,2}}((?:[0-9０-９]{{1,3}}(?:[.．][0-9０-９]{{1,4}})?|[{characters}]{{1,5}}(?:点[{characters}]{{1,4}})?))"
    )


@kept
def _divided() -> re.Pattern[str]:
    """The units of which there are parts, right behind a fraction: `三分之一公顷`."""
    return re.compile(any_of(w for w, row in units().items() if row.numerals and row.dimension in _DIVIDED))
