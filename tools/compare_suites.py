"""How numbers are read by other projects' test cases and by us: agreement by class, every difference on request.

    python tools/compare_suites.py [--suites ../shared/suites] [--diff numerals percentages money durations dimensions]

A suite's conventions are its project's own: a difference is something to look at, not by itself a defect.
Only values and units are compared, not where they stand.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from policyparse.stages.simplify import simplify
from policyparse.stages.targets.measures import Measure, find_measures
from policyparse.stages.targets.numerals import number
from policyparse.stages.targets.pattern import units
from policyparse.text import AlignedText

Case = tuple[str, str, list[tuple[float, str]]]  # id, text, expected values with a unit

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2592000}
_SECONDS |= {"quarter": 7776000, "year": 31536000, "workday": 86400}
_CURRENCIES = {"元": "CNY", "港元": "HKD", "日元": "JPY", "新台币": "TWD", "美元": "USD", "欧元": "EUR", "英镑": "GBP"}
_CURRENCIES |= {"韩元": "KRW", "澳门元": "MOP", "加元": "CAD", "澳元": "AUD", "泰铢": "THB", "新加坡元": "SGD"}
_CURRENCIES |= {"卢布": "RUB", "瑞士法郎": "CHF", "印度卢比": "INR", "人民币": "CNY"}
_CURRENCIES |= {
    "dollar": "USD",
    "usdollar": "USD",
    "pound": "GBP",
    "euro": "EUR",
    "cny": "CNY",
    "rmb": "CNY",
    "hkd": "HKD",
}
_UNITS = {"centimeter": "cm", "meter": "m", "kilometer": "km", "millimeter": "mm", "inch": "[in_i]", "foot": "[ft_i]"}
_UNITS |= {"mile": "[mi_i]", "yard": "[yd_i]", "ton": "t", "metric ton": "t", "kilogram": "kg", "gram": "g", "mu": "mu"}
_UNITS |= {"jin": "jin", "liter": "L", "litre": "L", "millilitre": "mL", "milliliter": "mL", "gallon": "[gal_us]"}
_UNITS |= {"square meter": "m2", "square kilometer": "km2", "cubic meter": "m3", "hectare": "har", "acre": "[acr_us]"}
_UNITS |= {"centimetre": "cm", "metre": "m", "kilometre": "km", "millimetre": "mm", "celsius": "Cel", "c": "Cel"}
_UNITS |= {
    "f": "[degF]",
    "fahrenheit": "[degF]",
    "degree": "deg",
    "pound": "[lb_av]",
    "ounce": "[oz_av]",
    "barrel": "[bbl_us]",
}
_UNITS |= {
    "light year": "[ly]",
    "kilometer per hour": "km/h",
    "meter per second": "m/s",
    "byte": "By",
    "kilobyte": "KiB",
}
_UNITS |= {"megabyte": "MiB", "gigabyte": "GiB", "terabyte": "TiB", "year": "{age}", "horsepower": "[HP]", "watt": "W"}
_UNITS |= {"megahertz": "MHz", "kilocalorie": "kcal", "microgram": "ug", "kilobit": "kbit"}
_UNITS |= {"kilowatt": "kW", "square centimeter": "cm2", "li": "li", "liang": "liang", "square foot": "[sft_i]"}


# Why we read a case in another way; the first pattern that is found in its text says so.
_EXPLAINED = {
    "powers, exponents, factors k m G": r"\^|\d[eE][-+]?\d|\d *[kKGm]|\d *ml?$",
    "slashed fractions": r"\d/\d",
    "dozens and pairs are counts of one unit": r"[打对對双雙]$",
    "兆 is ambiguous (10^6, 10^12)": r"兆",
    "small change and its dialect names": r"[角毛毫蚊銭块]|^\d+分|^[一二两三四五]分|个九|個九|美分",
    "currency signs before a number": r"[$￥]|港幣|港币",
    "a number without a unit of money": r"万$|左右$",
    "feet and spoons": r"'|inch|mile|匙|米九|呎|吋",
    "dialect: 份, 十分一, 个字, 分半, 钟, 百二, 卅": r"份|十分一|四分一|三分一|个字|個字|分半|个钟|個鐘|個半|个半|百二|1半|半百|倆",
    "百分 without 之, codes read digit by digit": r"百分[三百]|洞",
    "an address, a percentile, a month of 30.4 days": r"http|百分位|零三|廿",
    "千 is a numeral, not kilo; 两 a digit": r"千字节|千比特|[二十]两|斤.两",
    "an age in weeks": r"周大",
    "points and digits mixed": r"點\d|点\d|\d千零|零\d|^-?\.",
    "a length of service counted twice": r"年半",
    "clock hours": r"\d时",
}


def explained(text: str) -> str | None:
    """The kind of difference that a case is, where it is a known one."""
    return next((kind for kind, pattern in _EXPLAINED.items() if re.search(pattern, text)), None)


def lines(suites: Path, name: str) -> Iterator[dict[str, Any]]:
    """The cases of one suite."""
    for line in (suites / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def cases(suites: Path) -> dict[str, list[Case]]:
    """The cases of all suites by class."""
    found: dict[str, list[Case]] = {c: [] for c in ("numerals", "percentages", "money", "durations", "dimensions")}
    for case in lines(suites, "recognizers_zh"):
        _recognizers(case, found)
    for case in lines(suites, "jionlp"):
        _jionlp(case, found)
    for case in lines(suites, "duckling_zh"):
        _duckling(case, found)
    for name in ("wetext_zh", "nemo_zh"):
        for case in lines(suites, name):
            _spoken(case, found)
    return found


def _recognizers(case: dict[str, Any], found: dict[str, list[Case]]) -> None:
    model, results = case["model"], case["expected"]
    name = f"recognizers/{case['id']}"
    if model == "NumberModel":
        for result in results:
            found["numerals"].append((name, result["text"], [(_float(result["value"]), "")]))
    elif model == "PercentModel":
        values = [(_float(r["value"].rstrip("%")), "%") for r in results if r.get("value")]
        found["percentages"].append((name, case["input"], values))
    elif model == "CurrencyModel":
        values = [(_float(r["value"]), r.get("iso") or r["unit"]) for r in results if r.get("value")]
        found["money"].append((name, case["input"], values))
    elif model in ("DimensionModel", "TemperatureModel", "AgeModel"):
        values = [(_float(r["value"]), _UNITS.get(r["unit"].lower(), r["unit"])) for r in results if r.get("value")]
        found["dimensions"].append((name, case["input"], values))
    elif model == "DurationParser":
        values = [(_float(r["value"]), "s") for r in results if str(r.get("value") or "").replace(".", "").isdigit()]
        if values:
            found["durations"].append((name, results[0]["text"], values))


def _jionlp(case: dict[str, Any], found: dict[str, list[Case]]) -> None:
    results = case["expected"]
    name = f"jionlp/{case['id']}"
    if case["model"] == "money" and results and isinstance(results[0].get("value"), str):
        value = (_float(results[0]["value"]), _CURRENCIES.get(results[0]["unit"], results[0]["unit"]))
        found["money"].append((name, case["input"], [value]))
    elif case.get("kind") == "time_delta" and results:
        value = results[0]["value"]
        if isinstance(value, dict):
            seconds = sum(
                _SECONDS[unit] * number_ for unit, number_ in value.items() if isinstance(number_, int | float)
            )
            found["durations"].append((name, case["input"], [(seconds, "s")]))


def _duckling(case: dict[str, Any], found: dict[str, list[Case]]) -> None:
    if case["kind"] != "value" or case["value"] is None:
        return
    name, text = f"duckling/{case['id']}", case["input"]
    unit = str(case["unit"] or "").lower()
    if case["dimension"] == "Numeral":
        found["numerals"].append((name, text, [(float(case["value"]), "")]))
    elif case["dimension"] == "AmountOfMoney":
        cents = unit == "cent"
        found["money"].append(
            (name, text, [(case["value"] / (100 if cents else 1), "CNY" if cents else _CURRENCIES.get(unit, unit))])
        )
    elif case["dimension"] == "Duration":
        found["durations"].append((name, text, [(case["value"] * _SECONDS[unit], "s")]))
    elif case["dimension"] in ("Volume", "Distance", "Quantity", "Temperature"):
        found["dimensions"].append((name, text, [(float(case["value"]), _UNITS.get(unit, unit))]))


def _spoken(case: dict[str, Any], found: dict[str, list[Case]]) -> None:
    """Spoken to written: a numeral, or a percentage, and nothing else."""
    expected = str(case["expected"])
    if case["direction"] != "itn":
        return
    name = f"{case['suite']}/{case['id']}"
    if re.fullmatch(r"\d+(?:\.\d+)?%", expected):
        found["percentages"].append((name, case["input"], [(float(expected[:-1]), "%")]))
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?", expected):
        found["numerals"].append((name, case["input"], [(float(expected.replace(",", "")), "")]))


def _float(written: str) -> float:
    return float(str(written).replace(",", ""))


def read(kind: str, text: str) -> list[tuple[float, str]]:
    """What we read in `text`, in the terms of the class."""
    plain = re.sub(r"\s+", "", simplify(AlignedText.of(text)).aligned.text)  # in documents blanks are undone by restore
    if kind == "numerals":
        value = number(plain.strip())
        if value is not None:
            return [(value, "")]
        return [(m.value, "") for m in find_measures(plain)]
    return [pair for m in find_measures(plain) for pair in _both(m, _READ[kind](m))]


def _both(m: Measure, low: tuple[float, str] | None) -> list[tuple[float, str]]:
    """A value, and for a range its upper bound in place of it, which is what the suites keep."""
    if low is None:
        return []
    return [low if m.value_high is None else (m.value_high * low[0] / m.value, low[1])]


def _percent(m: Measure) -> tuple[float, str] | None:
    if m.unit is None:
        return (m.value * 100, "%") if m.value <= 1 and m.unit_text is None else None
    return (m.value * m.unit.factor, "%") if m.unit.dimension == "ratio" and m.unit.code != "倍" else None


def _money(m: Measure) -> tuple[float, str] | None:
    return (m.value * m.unit.factor, m.unit.code) if m.unit and m.unit.dimension == "money" else None


def _duration(m: Measure) -> tuple[float, str] | None:
    return (m.value * m.unit.factor, "s") if m.unit and m.unit.dimension == "time" else None


def _dimension(m: Measure) -> tuple[float, str] | None:
    skipped = ("count", "money", "ratio", "time")
    return (m.value, m.code or "") if m.unit and m.unit.dimension not in skipped else None


_READ: dict[str, Callable[[Measure], tuple[float, str] | None]] = {
    "percentages": _percent,
    "money": _money,
    "durations": _duration,
    "dimensions": _dimension,
}


def agree(kind: str, ours: list[tuple[float, str]], theirs: list[tuple[float, str]]) -> bool:
    """True where every value (and for money and dimensions the unit) is the same, in order."""
    if len(ours) != len(theirs):
        return False
    for (mine, unit), (other, unit2) in zip(ours, theirs, strict=True):
        if kind == "dimensions" and unit != unit2:
            mine, other = _base(mine, unit), _base(other, unit2)
        if abs(mine - other) > 1e-6 * max(1.0, abs(other)):
            return False
        if kind == "money" and unit != unit2:
            return False
    return True


def _base(value: float, code: str) -> float:
    """A value in the base of its dimension; units that we do not have count as another quantity."""
    row = next((row for row in units().values() if row.code == code), None)
    return value * row.factor if row else float("inf")


def main() -> None:
    """Prints the table, and the differences of the classes that `--diff` names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, default=Path("../shared/suites"))
    parser.add_argument("--diff", nargs="*", default=[])
    options = parser.parse_args()
    reasons: Counter[str] = Counter()
    print("class         agree  of all         explained  of the rest")
    for kind, members in cases(options.suites).items():
        differing = [(case, ours) for case in members if not agree(kind, ours := read(kind, case[1]), case[2])]
        known = [reason for case, _ in differing if (reason := explained(case[1]))]
        reasons.update(known)
        same = len(members) - len(differing)
        rest = same / max(1, len(members) - len(known))
        print(f"{kind:12} {same:5}  of {len(members):4} {same / max(1, len(members)):.3f}  {len(known):9}  {rest:.3f}")
        for (name, text, theirs), ours in differing if kind in options.diff else []:
            print(f"    {explained(text) or '?'}: {name}: {text[:60]!r}: ours {ours[:4]}, theirs {theirs[:4]}")
    print("\nwhy we differ:")
    for reason, count in reasons.most_common():
        print(f"{count:5}  {reason}")


if __name__ == "__main__":
    main()
