"""How policyparse reads the text of a case: the same search that the targets stage runs over a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.stages.simplify import simplify
from policyparse.stages.targets.measure import Measure
from policyparse.stages.targets.measures import find_measures
from policyparse.stages.targets.numerals import number
from policyparse.stages.targets.pattern import units
from policyparse.text import AlignedText
from suites.cases import Case, Found

_ALONE = ("count", "money", "ratio", "time")  # are no dimensions
_COUNTED = "块"  # counts pieces in a document; where the suite says that it is money, it is a yuan
_TOLD = re.compile(r"(?:小于|大于|约|近)?(?P<number>[\d.,，]+k?[万亿]*)(?:左右)?")


def simple(text: str) -> str:
    """The text in simplified characters, as it reaches the stage."""
    return simplify(AlignedText.of(text)).aligned.text


def read(case: Case) -> Found:
    """What we read in the text of a case, in the terms of its class; blanks are undone by restore in documents."""
    text = simple(case.text)
    if case.kind == "numerals" and (value := number(text.strip())) is not None:
        return [((value,), "")]
    plain = re.sub(r"\s+", "", text)
    found = [pair for m in find_measures(plain) for pair in _pairs(case, m, plain)]
    if case.suite == "jionlp" and case.kind == "money" and not found and (told := _TOLD.fullmatch(plain)):
        value = number(told["number"])  # its parse_money is told that the string is money, a bare number is yuan
        return [] if value is None else [((value,), "CNY")]
    return found


def _pairs(case: Case, measure: Measure, text: str) -> Iterator[tuple[tuple[float, ...], str]]:
    """The measure in the terms of the class, or nothing where it is none of it."""
    factor, unit = _terms(case, measure, text)
    if unit is not None:
        high = () if measure.value_high is None else (measure.value_high * factor,)
        yield (measure.value * factor, *high), unit


def _terms(case: Case, measure: Measure, text: str) -> tuple[float, str | None]:
    """A factor and a unit: the base of percentages and durations, a unit of its own for the others."""
    unit = measure.unit
    if case.kind == "numerals":
        return (unit.factor if unit and unit.dimension == "count" else 1.0, "")  # a dozen is twelve
    if case.kind == "percentages":
        if unit is None:
            return (100.0, "%") if measure.value <= 1 and measure.unit_text is None else (1.0, None)
        return (unit.factor, "%" if unit.dimension == "ratio" and unit.code != "倍" else None)
    if case.kind == "money":
        if measure.unit_text == _COUNTED:
            return (1.0, "CNY")
        return (1.0, unit.code if unit and unit.dimension == "money" else None)
    if case.kind == "durations":
        return (unit.factor, "s") if unit and unit.dimension == "time" else (1.0, None)
    if unit and unit.dimension == "time" and case.model == "AgeModel":
        return (1.0, unit.code if text.startswith("大", measure.span.end) else None)  # 三周大
    return (1.0, measure.code if unit and unit.dimension not in _ALONE else None)


def base(value: float, code: str) -> float:
    """A value in the base of its dimension; a unit that we do not have is another quantity."""
    row = next((row for row in units().values() if row.code == code), None)
    return value * row.factor if row else float("inf")
