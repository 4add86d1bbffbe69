"""A number with its unit, as it is found in a text, and the signs and digits it is written with."""

from __future__ import annotations

from policyparse.slots import slotted
from policyparse.stages.targets.pattern import UnitRow
from policyparse.text import Span

_BELOW = frozenset({"temperature", "angle"})
_BURDENS = frozenset("减担自胜正背抱肩欺")
SIGNS = frozenset("负-－−")


@slotted  # its fields are read dozens of times a number, faster than those of a tuple
class Measure:
    """A number with its unit.

    `span` runs from the number to the end of its unit; a member of a list that shares its unit (`500、1000元`) has
    the span of its own number. `digits`: written in digits, not in Chinese numerals. `more`: 余 or 多 follows.
    `head`: start of the first number of its list. `per`: code of the second half of a compound unit (元/亩).
    """

    span: Span
    value: float
    value_high: float | None
    unit: UnitRow | None
    unit_text: str | None
    digits: bool
    more: bool = False
    head: int | None = None
    per: str | None = None

    @property
    def code(self) -> str | None:
        """The code of the unit, of a compound one joined with `/`: `CNY/mu`."""
        if self.unit is None:
            return None
        return f"{self.unit.code}/{self.per}" if self.per else self.unit.code


def written_in_digits(written: str) -> bool:
    """True where a number is written in digits of either width."""
    return written[0] in "0123456789０１２３４５６７８９"


def signed(text: str, start: int, value: float, unit: UnitRow | None) -> tuple[int, float]:
    """Where a number with its sign starts, and its value: `-5%`, `负2.5`, `零下30℃`."""
    before = text[start - 1 : start]
    if before in SIGNS and _negative(text, start):
        return start - 1, -value
    if before == "下" and unit is not None and unit.dimension in _BELOW and text.startswith("零下", max(0, start - 2)):
        return start - 2, -value
    return start, value


def _negative(text: str, start: int) -> bool:
    """A sign before the number: 负5%, or a minus that neither joins nor opens a list."""
    sign, before = text[start - 1], text[max(0, start - 2) : start - 1]
    if sign == "负":
        return before not in _BURDENS and not text.startswith("正、", max(0, start - 3))  # 减负80亿元, 正、负5%
    return not before or before in "（(为是约到至于别比"
