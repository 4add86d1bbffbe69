"""Amounts in a larger and a smaller unit (`2小时30分`, `十块三毛`, `3斤5两`), and currencies named before a number."""

import re
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.stages.targets.numerals import digits, number, scales
from policyparse.stages.targets.pattern import UnitRow, any_of, units

_JOINED = frozenset({"time", "money", "mass", "length", "area", "volume"})
_AND = "零又"
PIECES = "块蚊"  # measure words that are yuan and dollars where small change follows
_TENTHS = "块蚊角毛毫"  # behind them a last digit is of the next lower unit
_STARTED = frozenset("dh")  # a 时 or 分 is a time only behind days or hours
_WRITTEN = "0-9０-９"
_LONGEST = 3  # 2天3时5分6秒


class PartRow(NamedTuple):
    """A word that is a unit only beside something else."""

    written: str
    place: str
    dimension: str
    code: str
    factor: float
    never: tuple[str, ...]


class Amount(NamedTuple):
    """What smaller units add to an amount: a value in its unit, where it ends, and the unit of the whole."""

    value: float
    end: int
    unit: UnitRow


@kept
def parts(dimension: str) -> dict[str, PartRow]:
    """The smaller units of a dimension by the way they are written."""
    return {r.written: r for r in rows("unit_parts.csv", PartRow) if r.place == "behind" and r.dimension == dimension}


@kept
def currencies() -> dict[str, UnitRow]:
    """The currencies by the sign or name that may stand before a number."""
    first = {row.code: row for row in reversed(units().values()) if row.dimension == "money" and row.factor == 1}
    return {row.written: first[row.code] for row in rows("unit_parts.csv", PartRow) if row.place == "before"}


def one_amount(text: str, large: UnitRow, end: int, small: UnitRow, start: int) -> bool:
    """True where an amount that ends at `end` and one from `start` on are one: `2小时30分钟`, `一年零三个月`, `3斤5两`."""
    if large.dimension != small.dimension or small.factor >= large.factor:
        return False
    if large.dimension == "money" and large.code != small.code:
        return False
    gap = start - end
    return large.dimension in _JOINED and (not gap or (gap == 1 and text[end] in _AND))


def smaller(text: str, unit: UnitRow, end: int) -> Amount | None:
    """The smaller units right behind an amount in `unit`, which ends at `end`; None where there are none."""
    if text[end - 1] in PIECES:
        unit = units()["元"] if text[end - 1] == "块" else unit
    elif unit.dimension != "money" and (unit.code not in _STARTED or text[end - 1] == "日"):
        return None
    base = 1 if unit.dimension == "money" else unit.factor  # money is counted in its currency, whatever the unit
    value, above, stop = 0.0, unit.factor, end
    for _ in range(_LONGEST):
        match = _part(unit.dimension).match(text, stop)
        row = parts(unit.dimension)[match["unit"]] if match else None
        amount = number(match["number"]) if match else None
        if match is None or row is None or amount is None or amount * row.factor >= above:
            break
        if text.startswith(row.never, match.end("unit")):
            break
        value, above, stop = value + amount * row.factor / base, row.factor, match.end()
    last = _last_digit().match(text, stop) if unit.dimension == "money" and text[stop - 1] in _TENTHS else None
    if last and not text[last.end() : last.end() + 1].isalnum():  # 七块六, 三块零四, 七毛八
        return Amount(value + (number(last[2]) or 0) * above / (100 if last[1] else 10), last.end(), unit)
    return Amount(value, stop, unit) if stop > end else None


@kept
def _last_digit() -> re.Pattern[str]:
    """One digit, behind which nothing may stand that makes it another number."""
    return re.compile(f"(零?)([{''.join(digits())}0-9])")


@kept
def openers() -> frozenset[str]:
    """The characters that may begin a smaller unit's amount."""
    return frozenset([*digits(), *scales(), *"0123456789０１２３４５６７８９", *_AND])


@kept
def _part(dimension: str) -> re.Pattern[str]:
    characters = "".join([*digits(), *scales()])
    return re.compile(
        f"[{_AND}]?(?P<number>[{_WRITTEN}]{{1,2}}(?:[.．][{_WRITTEN}]{{1,2}})?|[{characters}]{{1,3}})"
        f"(?P<unit>{any_of(parts(dimension))})(?:钱|整)?"
    )


@kept
def _minutes() -> re.Pattern[str]:
    characters = "".join([*digits(), *scales()])
    return re.compile(f"(?<![{_WRITTEN}{characters}.．])(?P<number>[{_WRITTEN}]{{1,3}}|[{characters}]{{1,4}})分$")


def minutes_before(text: str, start: int) -> tuple[float, int] | None:
    """The minutes of `12分30秒`, and where they start; `start` is where the seconds do."""
    match = _minutes().search(text, max(0, start - 6), start) if text[start - 1 : start] == "分" else None
    value = number(match["number"]) if match else None
    return None if match is None or value is None else (value, match.start())


@kept
def named_amounts() -> re.Pattern[str]:
    """A number without a unit, behind the sign or name of a currency: `¥300`, `US$2.5万`."""
    decimals = r"(?:(?=[.．][0-9])[.．][0-9]{1,12}+)?+"
    thousands = "(?:(?=[,，][0-9][0-9][0-9])[,，][0-9]{3})++"
    return re.compile(
        f"(?P<name>{any_of(currencies())})[ :：]?"
        f"(?P<number>(?:[0-9]{{1,3}}{thousands}|[0-9]{{1,15}}+){decimals})[ ]?(?P<scale>[{''.join(scales())}]{{0,2}})"
    )
