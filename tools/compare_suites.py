"""How other projects' cases for numbers are read by us and, beside us, by other packages: agreement by suite and class.

    python tools/compare_suites.py [--suites ../shared/suites] [--others build/others/bin/python] [--diff KIND …] [--markdown]

A suite's conventions are its project's own: a difference is something to look at, not by itself a defect. Only values and
units are compared, not where they stand. `--others` names a Python that has the packages (`make suites`); each is given the
text as the suite has it and in simplified characters, and the better reading counts.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
from suites.cases import KINDS, Case, Found, Value, cases
from suites.ours import base, read, simple

OTHERS = Path(__file__).resolve().parent / "suites" / "others.py"
NAMES = ("Recognizers-Text", "JioNLP", "cn2an")
# A month is 30 days or a twelfth of a year; with years and months the suites differ by as much.
_MONTHS, _MONTH_TOLERANCE = re.compile("[年月]"), 0.015
_EXACT = 1e-6

# Why we read a case in another way; the first pattern that is found in its text says so.
_EXPLAINED = {
    "factors of SI without a unit (-2.5 m, 0.0012G), k behind a percentage": r"\d *[mMG]$|\d k$",
    "signs doubled before an exponent (1.1^--23)": r"\^--",
    "1半 as a half": r"^1半",
    "digits as they are said on the radio (洞, 拐)": r"洞",
    "numbers of an address": r"http",
    "dialect: 個九, 三個一毫四, 3個字, 米九; 五分半": r"個九|[个個]一毫|[个個]字|分半|米[六九]|[蚊毫]",
    "fractions without 之 before a unit (四分一升), spoons": r"分一|匙",
    "small change by itself, which may be a score or minutes (5分)": r"^\d+分$",
    "thousands marks: $20，300": r"\$20，300",
    "a vague amount as a range (大半天)": r"大半",
    "位 as a bit, 千 as kilo before a numeral (六千字节)": r"一位|[一二三四五六七八九]千[字比]",
    "feet and inches by marks": "['\"]$",
    "neighbours in a row as a range (二三十)": r"二三十",
}


class Row(NamedTuple):
    """One line of the table: how many cases, and how many each tool reads as the suite does (None: has no such model)."""

    name: str
    total: int
    agreed: dict[str, int | None]


def explained(text: str) -> str | None:
    """The kind of difference that a case is, where it is a known one."""
    return next((kind for kind, pattern in _EXPLAINED.items() if re.search(pattern, text)), None)


def agree(case: Case, found: Found) -> bool:
    """True where all values are those of the case, in order; of a range both bounds, or the upper one alone."""
    wanted = _flat(case.expected, upper=False)
    return any(_same(case, _flat(found, upper), wanted) for upper in (False, True))


def _flat(found: Found, upper: bool) -> list[tuple[float, str]]:
    """The numbers one by one; a value is what the suites keep of a range."""

    def kept(value: Value) -> Value:
        return value[-1:] if upper else value

    return [(number, unit) for value, unit in found for number in kept(value)]


def _same(case: Case, found: list[tuple[float, str]], wanted: list[tuple[float, str]]) -> bool:
    if len(found) != len(wanted):
        return False
    tolerance = _MONTH_TOLERANCE if case.kind == "durations" and _MONTHS.search(case.text) else _EXACT
    for (mine, unit), (other, unit2) in zip(found, wanted, strict=True):
        if case.kind == "dimensions" and unit != unit2:
            mine, other = base(mine, unit), base(other, unit2)
        if not abs(mine - other) <= tolerance * max(1.0, abs(other)):
            return False
        if case.kind == "money" and unit != unit2 and unit2:
            return False
    return True


def readings(members: list[Case], python: Path | None) -> dict[str, list[list[Found] | None]]:
    """For each tool the readings of each case, of which the better counts; None where a tool has no such model."""
    result: dict[str, list[list[Found] | None]] = {"policyparse": [[read(case)] for case in members]}
    if python:
        asked = json.dumps([(case.kind, [case.text, simple(case.text)]) for case in members])
        command = [str(python), str(OTHERS)]
        answer: dict[str, Any] = json.loads(
            subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout
        )
        result |= answer
    return result


def rows(members: list[Case], agreed: dict[str, list[bool | None]]) -> list[Row]:
    """The table: each suite and class, the classes over all suites, and Recognizers' own dimensions."""

    def row(name: str, chosen: list[int]) -> Row:
        judged = {tool: [flags[i] for i in chosen] for tool, flags in agreed.items()}
        return Row(name, len(chosen), {t: None if None in f else sum(map(bool, f)) for t, f in judged.items()})

    table = []
    for kind in KINDS:
        indices = [i for i, case in enumerate(members) if case.kind == kind]
        suites = list(dict.fromkeys(members[i].suite for i in indices))
        table += [row(f"{kind}, {suite}", [i for i in indices if members[i].suite == suite]) for suite in suites]
        table.append(row(f"{kind}, all", indices))
    units = [i for i, case in enumerate(members) if case.model == "DimensionModel"]
    return [*table, row("units of Recognizers' Dimension", units)]


def print_table(table: list[Row], markdown: bool) -> None:
    """Prints the agreement of each tool, of all cases."""
    tools = list(table[0].agreed)
    if markdown:
        print("| class and suite | cases |" + "".join(f" {tool} |" for tool in tools))
        print("|---|---|" + "---|" * len(tools))
    for name, total, agreed in table:
        cells = ["–" if n is None else f"{n / max(1, total):.3f}" for n in agreed.values()]
        if markdown:
            print(f"| {name} | {total} |" + "".join(f" {cell} |" for cell in cells))
        else:
            print(
                f"{name:34}{total:5}  " + "  ".join(f"{tool} {cell}" for tool, cell in zip(tools, cells, strict=True))
            )


def main() -> None:
    """Prints the table, why we differ, and the differences of the classes that `--diff` names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suites", type=Path, default=Path("../shared/suites"))
    parser.add_argument("--others", type=Path)
    parser.add_argument("--diff", nargs="*", default=[])
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    members = cases(options.suites)
    read_by = readings(members, options.others)
    agreed: dict[str, list[bool | None]] = {
        tool: [None if r is None else any(agree(c, x) for x in r) for c, r in zip(members, reading, strict=True)]
        for tool, reading in read_by.items()
    }
    print_table(rows(members, agreed), options.markdown)
    differing = [i for i, same in enumerate(agreed["policyparse"]) if not same]
    print("\nwhy we differ:")
    for reason, count in Counter(explained(members[i].text) or "?" for i in differing).most_common():
        print(f"{count:5}  {reason}")
    for i in differing:
        case = members[i]
        if case.kind in options.diff:
            ours = read_by["policyparse"][i]
            print(f"    {case.suite}: {case.text[:60]!r}: ours {ours and ours[0][:4]}, theirs {case.expected[:4]}")


if __name__ == "__main__":
    main()
