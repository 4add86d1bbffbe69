"""Places of China since 2000: divisions at county level and up, and places outside GB/T 2260; split and indexed.

`divisions.csv` has one row per (code, name) interval, half-open, `code,name,valid_from,valid_to,successors`; it is made
by `tools/build_divisions.py`. Dates are `2021-03-11`, or `2020-06`, `2014` where only month or year is known; empty =
before 2000, or in force. It is split by hand, not through `rows()`: thousands of dataclasses would cost more than all
look-ups of a document. `places.csv` has places that GB/T 2260 leaves out, `place_forms.csv` how places are written.
"""

import re
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows, text_of

HEADER = "code,name,valid_from,valid_to,successors"
FOREVER = "9999"

_PEOPLES = re.compile(
    "(?:土家族|布依族|纳西族|拉祜族|哈尼族|傈僳族|景颇族|布朗族|普米族|独龙族|仫佬族|毛南族|仡佬族|裕固族|朝鲜族"
    "|东乡族|撒拉族|保安族|达斡尔族|鄂温克族|哈萨克族|蒙古族|各族|[满回壮维苗彝侗瑶白黎傣畲水羌土佤藏怒]族"
    "|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯)+$"
)
# The word for a kind of division at the end of a name, two characters before it; 乌拉特前旗 is no 乌拉特前.
_KIND = re.compile("(?<=..)(?:特别行政区|[地新林特]区|[盟省市县区]|(?<![左右前后中合])旗)$", re.MULTILINE)
_AUTONOMOUS = re.compile("(?:壮族|回族|维吾尔)?自治区$")


class DivisionRow(NamedTuple):
    """One interval of a place: a code under one name, from `valid_from` until before `valid_to`."""

    code: str  # GB/T 2260: two digits each for province, prefecture, county; or a code of `places.csv`
    name: str
    valid_from: str  # "" = before 2000
    valid_to: str  # "" = in force
    successors: str  # codes joined with `;`

    def in_force(self, day: str) -> bool:
        """Whether the row holds on `day` (ISO); an event of which only the year is known counts from 1 January."""
        return self.valid_from <= day < (self.valid_to or FOREVER)


class PlaceRow(NamedTuple):
    """A row of `places.csv`: a place outside GB/T 2260."""

    code: str
    name: str
    short_forms: tuple[str, ...]
    level: str
    parent: str
    valid_from: str
    valid_to: str
    source: str


class PlaceForm(NamedTuple):
    """A row of `place_forms.csv`: forms of a full name that no rule makes."""

    name: str
    kind: str  # short, character, word
    forms: tuple[str, ...]


@cache
def division_rows() -> tuple[DivisionRow, ...]:
    """All rows of `divisions.csv`, in order of code, then of time; ValueError where the header is another."""
    header, *lines = [line for line in text_of("divisions.csv").splitlines() if line and not line.startswith("#")]
    if header != HEADER:
        raise ValueError(f"divisions.csv: the header must be {HEADER}")
    new = tuple.__new__  # a third of the time of `_make`; there are thousands
    return tuple([new(DivisionRow, line.split(",")) for line in lines])


@kept
def places_beside() -> dict[str, PlaceRow]:
    """The places outside GB/T 2260 by code."""
    return {row.code: row for row in rows("places.csv", PlaceRow)}


@cache
def rows_by_code() -> dict[str, tuple[DivisionRow, ...]]:
    """The intervals of each code, in order of time, places outside GB/T 2260 included."""
    return _indexes()[0]


@cache
def rows_by_name() -> dict[str, tuple[DivisionRow, ...]]:
    """The intervals that each full or short name may mean, in order of code; one-character names are left out."""
    return _indexes()[1]


@kept
def _indexes() -> tuple[dict[str, tuple[DivisionRow, ...]], dict[str, tuple[DivisionRow, ...]]]:
    """Both together: they share their rows."""
    by_code = _by_code()
    return by_code, _by_name(by_code)


def _by_code() -> dict[str, tuple[DivisionRow, ...]]:
    found = {code: tuple(intervals) for code, intervals in groupby(division_rows(), itemgetter(0))}
    for place in places_beside().values():
        found[place.code] = (DivisionRow(place.code, place.name, place.valid_from, place.valid_to, ""),)
    return found


def _by_name(by_code: dict[str, tuple[DivisionRow, ...]]) -> dict[str, tuple[DivisionRow, ...]]:
    found: dict[str, tuple[DivisionRow, ...]] = {}
    all_forms = _forms_by_name(by_code)
    for intervals in by_code.values():
        for row in intervals:
            for form in all_forms[row.name]:
                found[form] = (*found[form], row) if form in found else (row,)
    for place in places_beside().values():
        for form in place.short_forms:
            found[form] = (*found.get(form, ()), by_code[place.code][0])
    return found


def _forms_by_name(by_code: dict[str, tuple[DivisionRow, ...]]) -> dict[str, tuple[str, ...]]:
    """What `forms_of` gives for every name; the kinds are cut from all in one pass, a third of the time."""
    names = list({row.name: None for rows in by_code.values() for row in rows})
    shorts = _KIND.sub("", "\n".join(names)).split("\n")
    found = {name: (name, short) if short != name else (name,) for name, short in zip(names, shorts, strict=True)}
    irregular = [name for name in names if "自治" in name or name in _forms("word") or name in _forms("short")]
    return found | {name: forms_of(name) for name in irregular}


def forms_of(name: str) -> tuple[str, ...]:
    """The full name and every short form of it; `威宁彝族回族苗族自治县` gives 威宁, 威宁县 and 威宁自治县 as well.

    >>> forms_of("恩施土家族苗族自治州")
    ('恩施土家族苗族自治州', '恩施', '恩施州', '恩施自治州')
    """
    short = short_of(name)
    more = _forms("short").get(name, ())
    if "自治" in name and name[-1] in "州县旗":
        more = (*more, short + name[-1], short + name[-3:])
    if not more:
        return (name,) if short == name else (name, short)
    return tuple(dict.fromkeys((name, short, *more)))


@cache
def short_of(name: str) -> str:
    """A name without the word for its kind and without its peoples; whole where one character would be left.

    >>> [short_of(n) for n in ("浙江省", "滦县", "前郭尔罗斯蒙古族自治县", "浦东新区", "乌拉特前旗")]
    ['浙江', '滦县', '前郭尔罗斯', '浦东', '乌拉特前旗']
    """
    if name in _forms("word"):
        return name
    if "自治" in name:
        return _without_peoples(name)
    return _KIND.sub("", name)


def _without_peoples(name: str) -> str:
    if name.endswith("区"):
        return _AUTONOMOUS.sub("", name)
    place = name[:-3]  # 自治州, 自治县, 自治旗
    return _PEOPLES.sub("", place) or place.removesuffix("族")


def characters() -> dict[str, str]:
    """One-character name of a province → its full name: 浙 → 浙江省."""
    return {form: name for name, forms in _forms("character").items() for form in forms}


def is_word(name: str) -> bool:
    """Whether a full name is an ordinary word too (城区, 和县)."""
    return name in _forms("word")


@kept
def _forms(kind: str) -> dict[str, tuple[str, ...]]:
    return {row.name: row.forms for row in rows("place_forms.csv", PlaceForm) if row.kind == kind}
