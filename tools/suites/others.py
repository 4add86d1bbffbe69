"""How other packages read the texts of the cases; run by compare_suites.py with a Python that has them (`make suites`).

Standard input: a JSON list of [class, [texts]]; standard output: for each tool a list of readings, one for each text,
a reading being a list of [values, unit]. A tool that has nothing for a class is left out there (null).
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from suites.cases import CURRENCIES, SECONDS, UNITS

Reading = list[tuple[tuple[float, ...], str]]
Reader = Callable[[str], Reading]


def recognizers() -> dict[str, Reader]:
    """Recognizers-Text: its five models of numbers, and the durations among its dates."""
    plain, dated = import_module("recognizers_number"), import_module("recognizers_date_time")
    measured = import_module("recognizers_number_with_unit")
    chinese = plain.Culture.Chinese

    def numbers(text: str) -> Reading:
        found = [r.resolution["value"] for r in plain.recognize_number(text, chinese)]
        return [((float(v),), "") for v in found if v]

    def percentages(text: str) -> Reading:
        found = [r.resolution["value"] for r in plain.recognize_percentage(text, chinese)]
        return [((float(v.rstrip("%")),), "%") for v in found if v]

    def money(text: str) -> Reading:
        found = [r.resolution for r in measured.recognize_currency(text, chinese)]
        return _in_units(found, lambda r: r.get("isoCurrency") or CURRENCIES.get(r["unit"].upper(), r["unit"]))

    def durations(text: str) -> Reading:
        found = [v for r in dated.recognize_datetime(text, chinese) for v in (r.resolution or {}).get("values", [])]
        return [((float(v["value"]),), "s") for v in found if v.get("type") == "duration"]

    def dimensions(text: str) -> Reading:
        models = (measured.recognize_dimension, measured.recognize_temperature, measured.recognize_age)
        found = sorted((r for m in models for r in m(text, chinese)), key=lambda r: r.start)
        return _in_units([r.resolution for r in found], lambda r: UNITS.get(r["unit"].lower(), r["unit"]))

    return {
        "numerals": numbers,
        "percentages": percentages,
        "money": money,
        "durations": durations,
        "dimensions": dimensions,
    }


def _in_units(found: list[dict[str, str]], unit_of: Callable[[dict[str, str]], str]) -> Reading:
    """What Recognizers-Text resolved, with its units in our codes; what has no value is left out."""
    return [((float(r["value"]),), unit_of(r)) for r in found if r["value"]]


def jionlp() -> dict[str, Reader]:
    """JioNLP: money and times, a string that is one, or else what its extractors find in it."""
    jio = import_module("jionlp")

    def money(text: str) -> Reading:
        try:
            found = [jio.parse_money(text)]
        except Exception:
            found = [m["detail"] for m in jio.ner.extract_money(text)]
        read = []
        for one in found:
            amounts = one["num"] if isinstance(one["num"], list) else [one["num"]]
            read.append((tuple(map(float, amounts)), CURRENCIES.get(one["case"], one["case"])))
        return read

    def durations(text: str) -> Reading:
        try:
            found = [jio.parse_time(text)]
        except Exception:
            found = [t["detail"] for t in jio.ner.extract_time(text)]
        spans = [one["time"] if isinstance(one["time"], list) else [one["time"]] for one in found]
        deltas = [span for one, span in zip(found, spans, strict=True) if one["type"] == "time_delta"]
        return [(tuple(sum(SECONDS[u] * n for u, n in part.items()) for part in span), "s") for span in deltas]

    return {"money": money, "durations": durations}


def cn2an() -> dict[str, Reader]:
    """cn2an: a numeral by `cn2an`, fractions and percentages by `transform`."""
    cn = import_module("cn2an")

    def numbers(text: str) -> Reading:
        try:
            return [((float(cn.cn2an(text.replace(" ", ""), "smart")),), "")]
        except Exception:
            written = cn.transform(text, "cn2an")
        if match := re.fullmatch(r"(-?\d+)/(\d+)", written):
            return [((int(match[1]) / int(match[2]),), "")]
        return [((float(v),), "") for v in re.findall(r"-?\d+(?:\.\d+)?", written)]

    def percentages(text: str) -> Reading:
        return [((float(v),), "%") for v in re.findall(r"(-?\d+(?:\.\d+)?)%", cn.transform(text, "cn2an"))]

    return {"numerals": numbers, "percentages": percentages}


TOOLS: dict[str, Callable[[], dict[str, Reader]]] = {
    "Recognizers-Text": recognizers,
    "JioNLP": jionlp,
    "cn2an": cn2an,
}


def tried(reader: Reader, text: str) -> Reading:
    """A reading; nothing where the tool raises."""
    try:
        return reader(text)
    except Exception:
        return []


def main() -> None:
    """Reads the texts and prints the readings of each tool."""
    warnings.simplefilter("ignore")
    asked: list[tuple[str, list[str]]] = json.load(sys.stdin)
    result: dict[str, list[Any]] = {}
    with contextlib.redirect_stdout(sys.stderr):  # JioNLP greets
        for name, tool in TOOLS.items():
            readers = tool()
            result[name] = [[tried(readers[k], t) for t in texts] if k in readers else None for k, texts in asked]
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
