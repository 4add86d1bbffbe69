"""The cases of the suites as values with units, each suite's conventions translated here and nowhere else.

A value is a number, or the two bounds of a range. Money has its ISO 4217 code, or "" where the suite has a `dollar`
or `cent` of no country (duckling's for 元, 块, 角, 分). Durations are in seconds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

Value = tuple[float, ...]  # one number, or both bounds
Found = list[tuple[Value, str]]

KINDS = ("numerals", "percentages", "money", "durations", "dimensions")

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2592000}
SECONDS |= {"quarter": 7776000, "year": 31536000, "workday": 86400}
CURRENCIES = {"元": "CNY", "港元": "HKD", "日元": "JPY", "新台币": "TWD", "美元": "USD", "欧元": "EUR", "英镑": "GBP"}
CURRENCIES |= {"韩元": "KRW", "澳门元": "MOP", "加元": "CAD", "加拿大元": "CAD", "澳元": "AUD", "泰铢": "THB"}
CURRENCIES |= {"新加坡元": "SGD", "卢布": "RUB", "瑞士法郎": "CHF", "印度卢比": "INR", "人民币": "CNY", "台币": "TWD"}
CURRENCIES |= {"usdollar": "USD", "pound": "GBP", "euro": "EUR", "cny": "CNY", "rmb": "CNY", "hkd": "HKD", "yen": "JPY"}
CURRENCIES |= {"dollar": "", "cent": "", "DOLLAR": "USD"}
SIGNS = {
    "US$": "USD",
    "JPY¥": "JPY",
    "¥": "CNY",
    "￥": "CNY",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "₹": "INR",
    "₽": "RUB",
}
SIGNS |= {"HK$": "HKD", "NT$": "TWD", "TWD": "TWD", "$": "USD", "CNY": "CNY", "RMB": "CNY", "A$": "AUD", "CA$": "CAD"}
_LENGTHS = {"centimeter": "cm", "meter": "m", "kilometer": "km", "millimeter": "mm", "inch": "[in_i]", "foot": "[ft_i]"}
_LENGTHS |= {
    "centimetre": "cm",
    "metre": "m",
    "kilometre": "km",
    "millimetre": "mm",
    "decimeter": "dm",
    "nanometer": "nm",
}
_LENGTHS |= {
    "mile": "[mi_i]",
    "yard": "[yd_i]",
    "li": "li",
    "zhang": "丈",
    "chi": "chi",
    "cun": "cun",
    "micrometer": "um",
}
_LENGTHS |= {"light year": "[ly]", "nautical mile": "[nmi_i]", "picometer": "pm"}
_MASSES = {
    "ton": "t",
    "metric ton": "t",
    "kilogram": "kg",
    "gram": "g",
    "milligram": "mg",
    "microgram": "ug",
    "jin": "jin",
}
_MASSES |= {"liang": "liang", "pound": "[lb_av]", "ounce": "[oz_av]"}
_SPACES = {
    "liter": "L",
    "litre": "L",
    "millilitre": "mL",
    "milliliter": "mL",
    "gallon": "[gal_us]",
    "barrel": "[bbl_us]",
}
_SPACES |= {"square meter": "m2", "square kilometer": "km2", "square centimeter": "cm2", "square decimeter": "dm2"}
_SPACES |= {
    "square millimeter": "mm2",
    "square foot": "[sft_i]",
    "square mile": "[smi_us]",
    "hectare": "har",
    "mu": "mu",
}
_SPACES |= {"cubic meter": "m3", "cubic decimeter": "dm3", "cubic centimeter": "cm3", "cubic millimeter": "mm3"}
_SPACES |= {"cubic foot": "[cft_i]", "pint": "[pt_us]", "cubic kilometer": "km3", "acre": "[acr_us]"}
_OTHERS = {"celsius": "Cel", "c": "Cel", "fahrenheit": "[degF]", "f": "[degF]", "k": "K", "degree": "deg", "watt": "W"}
_OTHERS |= {
    "kilowatt": "kW",
    "megawatt": "MW",
    "horsepower": "[HP]",
    "megahertz": "MHz",
    "kilohertz": "kHz",
    "hertz": "Hz",
}
_OTHERS |= {"kilocalorie": "kcal", "calorie": "cal", "joule": "J", "kilojoule": "kJ", "knot": "[kn_i]", "pascal": "Pa"}
_OTHERS |= {
    "kilometer per hour": "km/h",
    "meter per second": "m/s",
    "kilometer per second": "km/s",
    "mile per hour": "[mi_i]/h",
}
_OTHERS |= {"bit": "bit", "kilobit": "kbit", "byte": "By", "kilobyte": "KiB", "megabyte": "MiB", "gigabyte": "GiB"}
_OTHERS |= {
    "terabyte": "TiB",
    "petabyte": "PiB",
    "year": "{age}",
    "month": "mo",
    "week": "wk",
    "day": "d",
    "decibel": "dB",
}
UNITS = _LENGTHS | _MASSES | _SPACES | _OTHERS


class Case(NamedTuple):
    """One case: the suite and class it belongs to, its text, and the values it expects."""

    suite: str
    kind: str
    text: str
    expected: Found
    model: str


def cases(suites: Path) -> list[Case]:
    """The cases of all suites."""
    readers = {"recognizers_zh": _recognizers, "jionlp": _jionlp, "duckling_zh": _duckling}
    readers |= {"wetext_zh": _spoken, "nemo_zh": _spoken}
    return [
        Case(name.removesuffix("_zh"), kind, text, expected, str(line.get("model") or line.get("dimension")))
        for name, reader in readers.items()
        for line in _lines(suites / f"{name}.jsonl")
        for kind, text, expected in reader(line)
    ]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _recognizers(case: dict[str, Any]) -> Iterator[tuple[str, str, Found]]:
    model, results, text = case["model"], case["expected"], case["input"]
    valued = [r for r in results if r.get("value")]
    if model == "NumberModel":  # a sentence with many: each by itself
        yield from (("numerals", r["text"], [((_float(r["value"]),), "")]) for r in valued)
    elif model == "PercentModel":
        yield "percentages", text, [((_float(r["value"].rstrip("%")),), "%") for r in valued]
    elif model == "CurrencyModel":
        yield "money", text, [((_float(r["value"]),), r.get("iso") or CURRENCIES[r["unit"].upper()]) for r in valued]
    elif model in ("DimensionModel", "TemperatureModel", "AgeModel"):
        yield "dimensions", text, [((_float(r["value"]),), UNITS.get(r["unit"].lower(), r["unit"])) for r in valued]
    elif model == "DurationParser":
        seconds = [r for r in valued if re.fullmatch(r"[\d.]+", str(r["value"]))]
        yield from (("durations", r["text"], [((_float(r["value"]),), "s")]) for r in seconds)


def _jionlp(case: dict[str, Any]) -> Iterator[tuple[str, str, Found]]:
    results, text = case["expected"], case["input"]
    if case["model"] == "money" and results:
        value = results[0]["value"]
        bounds = tuple(map(_float, value if isinstance(value, list) else [value]))
        yield "money", text, [(bounds, CURRENCIES.get(results[0]["unit"], results[0]["unit"]))]
    elif case.get("kind") == "time_delta" and results:
        value = results[0]["value"]
        spans = value if isinstance(value, list) else [value]
        yield "durations", text, [(tuple(sum(SECONDS[u] * n for u, n in span.items()) for span in spans), "s")]


def _duckling(case: dict[str, Any]) -> Iterator[tuple[str, str, Found]]:
    """One value, both of a range, or the one bound that is given."""
    if case["kind"] not in ("value", "range", "min", "max") or case["value"] is None:
        return
    text, unit = case["input"], str(case["unit"] or "").lower()
    value = tuple(map(float, case["value"] if isinstance(case["value"], list) else [case["value"]]))
    if case["dimension"] == "Numeral":
        yield "numerals", text, [(value, "")]
    elif case["dimension"] == "AmountOfMoney":
        money = tuple(v / 100 for v in value) if unit == "cent" else value
        yield "money", text, [(money, CURRENCIES.get(unit, unit))]
    elif case["dimension"] == "Duration":
        yield "durations", text, [(tuple(v * SECONDS[unit] for v in value), "s")]
    elif case["dimension"] in ("Volume", "Distance", "Quantity", "Temperature"):
        yield "dimensions", text, [(value, UNITS.get(unit, unit))]


def _spoken(case: dict[str, Any]) -> Iterator[tuple[str, str, Found]]:
    """Spoken to written: a numeral, a fraction, a percentage or an amount of money, and nothing else."""
    if case["direction"] != "itn":
        return
    expected, text = str(case["expected"]), case["input"]
    plain = expected.replace(",", "")
    if re.fullmatch(r"-?\d+(?:\.\d+)?%", expected):
        yield "percentages", text, [((float(expected[:-1]),), "%")]
    elif re.fullmatch(r"-?\d+(?:\.\d+)?", plain):
        yield "numerals", text, [((float(plain),), "")]
    elif case["model"] == "fraction" and (match := re.fullmatch(r"(?:(\d+)又)?(\d+)/(\d+)", plain)):
        yield "numerals", text, [((int(match[1] or 0) + int(match[2]) / int(match[3]),), "")]
    elif (match := re.fullmatch(r"(\D+)(\d+(?:\.\d+)?)(?:~(\d+))?(万|亿)?", plain)) and match[1] in SIGNS:
        scale = {"万": 10_000, "亿": 100_000_000}.get(match[4] or "", 1)
        bounds = tuple(float(bound) * scale for bound in (match[2], match[3]) if bound)
        yield "money", text, [(bounds, SIGNS[match[1]])]


def _float(written: str) -> float:
    return float(str(written).replace(",", ""))
