"""What a number with its multiplier and its unit says, wherever in a text it stands."""

from functools import lru_cache

from policyparse.kept import kept
from policyparse.slots import slotted
from policyparse.stages.targets.amounts import PIECES
from policyparse.stages.targets.measure import written_in_digits
from policyparse.stages.targets.numerals import digits, number, scales
from policyparse.stages.targets.pattern import UnitRow, aliases, units

MYRIADS = "万亿"
PARTED = frozenset({"d", "h", "s"})  # units of time beside which 时, 分 or 秒 stand
_SCALES = frozenset("十百千万亿")  # before a 千 that belongs to the unit
_SCALED = frozenset({"兆", "元"})  # 千兆, 百元: the scale is part of what is written as the unit


@slotted  # its fields are read for each number
class Reading:
    """What a number with its multiplier and unit says wherever it stands."""

    value: float | None
    unit: UnitRow | None
    unit_text: str  # the multiplier and the unit, as they are written
    digits: bool
    pair: bool  # two digits that mean one or the other
    more: bool  # 个多: more than that
    plain: bool  # no more than the character on either side can change what it says


@lru_cache(maxsize=4096)  # most of what is written is short, and written again
def reading_of(first: str, scale: str | None, unit: str | None) -> Reading:
    """What a number (`first`) says with the multiplier and the unit behind it, as they are written."""
    if unit and first[-1] == "千" and first[-2:-1] in _SCALES and f"千{unit}" in units():
        first, unit = first[:-1], f"千{unit}"  # 五十千瓦 is no 1050 watts
    row, written, more, plain = _unit_as_written(unit or "")
    value = number(first + scale if scale else first)
    if written_in_digits(first):
        return Reading(value, row, (scale or "").strip() + written, True, False, more, value is not None and plain)
    multiplier = scale.strip() if scale else own_scale(first, unit or "")
    pair = unit != "折" and _pair(first)
    plain = plain and value is not None and not pair and first != "半"
    return Reading(value, row, multiplier + written, False, pair, more, plain)


@kept
def _unit_as_written(unit: str) -> tuple[UnitRow | None, str, bool, bool]:
    """The row of a unit, how it is written, whether 个多 says that there is more, and whether it never changes a value.

    Such a unit neither adds to a value (分半钟) nor is small change or seconds (角, 秒).
    """
    if not unit:
        return None, "", False, False
    row = units()[aliases().get(unit, unit)]
    parted = row.dimension == "money" or row.code in PARTED or unit[-1] in PIECES
    plain = row.code not in ("折", "deg") and unit != "分半钟" and not (parted and (row.factor < 1 or row.code == "s"))
    return row, unit.replace("个多", "个"), "个多" in unit, plain


def _pair(written: str) -> bool:
    """Two digits in a row that mean one or the other: `两三个`, `三五家`."""
    return (
        len(written) == 2
        and all(digits().get(c, 0) > 0 for c in written)
        and digits()[written[0]] < digits()[written[1]]
    )


def own_scale(written: str, unit: str) -> str:
    """The 万 and 亿 that end a Chinese numeral; all of it where it is nothing but scales (百亿元级)."""
    if written_in_digits(written[0]):
        return ""
    if all(c in scales() for c in written):
        return written if written[-1] in MYRIADS or unit in _SCALED else ""
    return written[len(written.rstrip(MYRIADS)) :]
