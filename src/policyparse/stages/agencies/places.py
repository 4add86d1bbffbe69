"""Places: administrative divisions and what stands beside them, looked up by code or by name, at a date.

A `date` is a `datetime.date`, an ISO text (`2023-06-01`, `2023-06`, `2023`: a part of a date means its last day), or
None for today's state. `near` is the code of the document's own place, or None. Levels: national, province,
prefecture, county, zone. The nation has the code "" (GB/T 2260 gives it none); places outside GB/T 2260 (兵团, national
new areas) have the codes of `lexicon/places.csv`.
"""

from bisect import bisect_left, bisect_right
from datetime import date as Date
from functools import cache, lru_cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.divisions import DivisionRow, is_word, places_beside, rows_by_code, rows_by_name, short_of

Day = Date | str | None

TODAY = "9998-12-31"
BEFORE = "1999-12-31"  # the table begins
_ORDER = {"province": 0, "prefecture": 1, "county": 2, "zone": 3}
GRACE = 2  # years for which a name that ended still resolves


class Division(NamedTuple):
    """A place as it is at one date."""

    code: str
    name: str  # full official name: 杭州市, 恩施土家族苗族自治州
    short: str  # without the word for its kind and its peoples: 杭州, 恩施; 滦县 with its one character stays whole
    level: str  # national, province, prefecture, county, zone
    parent: str | None  # code of the division above at that date; "" = the nation; None = the nation itself
    valid_from: str  # since when it has this name and code, as far as known ("" = before 2000; `2014` = day not known)
    valid_to: str  # until when, half-open; "" = in force
    lapsed: bool = False  # True where this name or code had ended before the date


NATION = Division("", "中华人民共和国", "全国", "national", None, "", "")


def division(code: str, date: Day = None) -> Division | None:
    """The division with this code at the date; None where there is none. "" is the nation.

    >>> division("330113", "2023-06").name, division("330113", "2020")
    ('临平区', None)
    """
    return _division_at(code, since(date)) if code else NATION


def division_of(row: DivisionRow) -> Division:
    """The place of a row of the table as it was when the interval began."""
    return _division(row, row.valid_from or BEFORE)


def successors(code: str, date: Day = None) -> tuple[Division, ...]:
    """What carries on a division that had ended by the date, as in force at the date; () where it is in force or unknown.

    >>> [d.name for d in successors("330104", "2023-06")]
    ['上城区', '钱塘区']
    """
    day = day_of(date)
    if _row(code, day):
        return ()
    found: dict[str, Division] = {}
    waiting = [row for row in rows_by_code().get(code, ())[-1:] if row.valid_to and row.valid_to <= day]
    while waiting:  # ends: what follows a unit lasts longer than it
        for follower in waiting.pop(0).successors.split(";"):
            row = _row(follower, day)
            if row:
                found[follower] = _division(row, day)
            else:
                waiting += rows_by_code().get(follower, ())[-1:]
    return tuple(found.values())


def level_of(code: str, date: Day = None) -> str | None:
    """national, province, prefecture, county or zone; None where there is no such code at the date."""
    place = division(code, date)
    return place.level if place else None


def parent_of(code: str, date: Day = None) -> Division | None:
    """The division directly above at the date: a county's is its prefecture, or the province that runs it itself."""
    place = division(code, date)
    return division(place.parent, date) if place and place.parent is not None else None


def province_of(code: str, date: Day = None) -> Division | None:
    """The province-level division that the code lies in, or is; None for the nation."""
    return division(code[:2] + "0000", date) if code else None


def lies_in(code: str, above: str, date: Day = None) -> bool:
    """Whether `code` is `above`, or lies in it at the date; everything lies in the nation ("")."""
    return above in _line(code, since(date))


def children(code: str, date: Day = None) -> tuple[Division, ...]:
    """The divisions directly under a place at the date, in order of code.

    Of the nation the 31 provinces (港澳台 and 兵团 are no members of `各省、自治区、直辖市`), of a province its prefectures
    and the counties that it runs itself, of a municipality or prefecture its counties.

    >>> len(children("330100", "2023-06")), len(children("", "2023-06")), children("441900", "2023-06")
    (13, 31, ())
    """
    return _children(code, since(date))


def counties(code: str, date: Day = None) -> tuple[Division, ...]:
    """All divisions of county level in a place at the date, however deep, in order of code."""
    day = since(date)
    found: list[Division] = []
    for child in _children(code, day):
        found += [child] if child.level == "county" else counties(child.code, day)
    return tuple(sorted(found))


def prefectures(code: str, date: Day = None) -> tuple[Division, ...]:
    """All divisions of prefecture level in a place at the date, in order of code."""
    day = since(date)
    found: list[Division] = []
    for child in _children(code, day):
        if child.level != "county":
            found += [child] if child.level == "prefecture" else prefectures(child.code, day)
    return tuple(found)


def find(name: str, near: str | None = None, date: Day = None) -> tuple[Division, ...]:
    """The places with this full or short name at the date, nearest to `near` first.

    Order: the place itself, those above it, what lies in it, its siblings, the same province, the whole country;
    equally near ones: in force before lapsed, higher level first, then code. A name that ended up to two years before
    the date counts too, with `lapsed` true; without a date every name since 2000 counts.

    >>> [(d.code, d.name) for d in find("朝阳区", "220000", "2023-06")]
    [('220104', '朝阳区'), ('110105', '朝阳区')]
    >>> find("江干区", "330100", "2022-05")[0].lapsed
    True
    """
    return tuple([place for _, place in _ranked(name, near or "", day_of(date))])


def nearest(name: str, near: str | None = None, date: Day = None) -> Division | None:
    """The one place that the name means near there: the nearest of `find`, None where two are equally near.

    Of equally near ones a province is meant before all others, and a place in which its namesakes lie (承德市 before
    承德县). An ordinary word (城区) is a name only in the place that it belongs to.

    >>> nearest("吉林").name, nearest("承德", "130000").name, nearest("鼓楼区"), nearest("鼓楼区", "320100").code
    ('吉林省', '承德市', None, '320106')
    """
    if name not in rows_by_name():  # as most that is asked for
        return None
    day = day_of(date)
    ranked = _ranked(name, near or "", day)
    if not ranked or (is_word(name) and ranked[0][0] > 2):
        return None
    distance, first = ranked[0]
    rivals = [p for d, p in ranked[1:] if d == distance and p.lapsed == first.lapsed]
    if first.level != "province" and any(first.code not in _line(p.code, since(day)) for p in rivals):
        return None
    return first


@kept
def short_names() -> frozenset[str]:
    """The names of two characters that provinces and prefectures have, now or once: 浙江, 杭州."""
    beside = places_beside()
    names = [(name, row.code) for name, rows in rows_by_name().items() if len(name) == 2 for row in rows]
    high = [(name, code) for name, code in names if code.endswith("00") or code in beside]  # most are counties
    return frozenset([name for name, code in high if _level(code) in ("province", "prefecture")])


def division_of_city(city: Division, date: Day = None) -> Division | None:
    """The division of 兵团 that is one with a city: of 石河子市 第八师; None of any other place."""
    codes = (
        code for code, row in places_beside().items() if any(f.endswith("师" + city.name) for f in row.short_forms)
    )
    return next((division(code, date) for code in codes), None)


def day_of(date: Day) -> str:
    """A date as the ISO day that look-ups compare: `2023-06` → `2023-06-31`, None → far in the future."""
    if date is None:
        return TODAY
    text = date if isinstance(date, str) else date.isoformat()
    return text + "-12-31"[len(text) - 4 :] if len(text) == 4 else text + "-31" if len(text) == 7 else text


def since(date: Day) -> str:
    """The day up to the date on which a division changed last: what is asked of the divisions of one date is answered
    for all dates until the next change.

    >>> since("2023-06") == since("2023-07-15") < "2023-06", since(None) < TODAY
    (True, True)
    """
    return _since(day_of(date))


@lru_cache(maxsize=512)
def _since(day: str) -> str:
    changes = _changes()
    index = bisect_right(changes, day)
    return changes[index - 1] if index else ""


@kept
def _changes() -> tuple[str, ...]:
    """The days on which a division began or ended, in order."""
    found = {day for rows in rows_by_code().values() for row in rows for day in (row.valid_from, row.valid_to)}
    return tuple(sorted(found - {""}))


def _row(code: str, day: str) -> DivisionRow | None:
    for row in rows_by_code().get(code, ()):
        if row.in_force(day):
            return row
    return None


@lru_cache(maxsize=8192)
def _division_at(code: str, day: str) -> Division | None:
    row = _row(code, day)
    return _division(row, day) if row else None


@lru_cache(maxsize=8192)
def _division(row: DivisionRow, day: str) -> Division:
    beside = places_beside().get(row.code)
    parent = _parent(row.code, day)
    return Division(
        row.code,
        row.name,
        (beside.short_forms[:1] or (short_of(row.name),))[0] if beside else short_of(row.name),
        _level(row.code),
        parent,
        row.valid_from,
        row.valid_to,
        not row.in_force(day),
    )


def _level(code: str) -> str:
    beside = places_beside().get(code)
    if beside:
        return beside.level
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def _parent(code: str, day: str) -> str:
    beside = places_beside().get(code)
    if beside:
        return beside.parent
    if code.endswith("0000"):
        return ""
    return code[:2] + "0000" if code.endswith("00") else _above_county(code[:4] + "00", day)


@lru_cache(maxsize=2048)
def _above_county(prefecture: str, day: str) -> str:
    return prefecture if _row(prefecture, day) else prefecture[:2] + "0000"


@lru_cache(maxsize=8192)
def _line(code: str, day: str) -> tuple[str, ...]:
    """The code and those above it, up to the nation."""
    line = [code]
    while line[-1]:
        line.append(_parent(line[-1], day))
    return tuple(line)


@lru_cache(maxsize=512)
def _children(code: str, day: str) -> tuple[Division, ...]:
    found = []
    for child in _codes_under(code):
        row = _row(child, day)
        if row and child != code and _parent(child, day) == code:
            found.append(_division(row, day))
    return tuple(found)


def _codes_under(code: str) -> tuple[str, ...]:
    """The codes that may lie directly under one, in order: of 兵团 its divisions, else those of GB/T 2260 alone."""
    codes = _codes(code == "660000")
    if not code:
        return tuple([c for c in codes if c.endswith("0000") and c < "7"])
    prefix = code[:2] if code.endswith("0000") else code[:4]
    return codes[bisect_left(codes, prefix) : bisect_left(codes, prefix + "~")]


@cache
def _codes(beside: bool) -> tuple[str, ...]:
    return tuple(sorted(code for code in rows_by_code() if (code in places_beside()) == beside))


@lru_cache(maxsize=2048)
def _ranked(name: str, near: str, day: str) -> tuple[tuple[int, Division], ...]:
    rows = rows_by_name().get(name, ())
    best: dict[str, DivisionRow] = {}
    for row in rows:
        if row.in_force(day) or (row.code not in best and _lapsed(row, day)):
            best[row.code] = row
    for code, row in [*best.items()] if len(best) > 1 else ():
        if not row.in_force(day) and any(follower in best for follower in row.successors.split(";")):
            del best[code]  # 米林县 had another code before 2015, and is one place
    if len(best) == 1 and not is_word(name):  # most names: no need to know how far
        return ((0, _division(*best.values(), _since(day))),)
    ranked = [(_distance(row.code, near, _since(day)), _division(row, _since(day))) for row in best.values()]
    ranked.sort(key=lambda found: (found[0], found[1].lapsed, _ORDER[found[1].level], found[1].code))
    return tuple(ranked)


def _lapsed(row: DivisionRow, day: str) -> bool:
    """Whether the row had ended by the day, but not more than two years before; a year not fully known counts whole."""
    if not row.valid_to or row.valid_to > day:
        return False
    return row.valid_to + "~" > _oldest(day)


@lru_cache(maxsize=512)
def _oldest(day: str) -> str:
    """The day from which a name must have ended to count on `day`; without a date every name since 2000 counts."""
    return "" if day == TODAY else f"{int(day[:4]) - GRACE:04}{day[4:]}"


def _distance(code: str, near: str, day: str) -> int:
    """0 = near itself, 1 = above it, 2 = in it, 3 = a sibling, 4 = in the same province, 5 = elsewhere."""
    if not near:
        return 5
    if code == near:
        return 0
    line, here = _line(code, day), _line(near, day)
    if code in here:
        return 1
    if near in line:
        return 2
    if line[1] == here[1]:
        return 3
    return 4 if line[-2] == here[-2] else 5
