"""The members of a closed group: which divisions `各市、州、县` means in a place at a date."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policyparse.stages.agencies.naming import MUNICIPALITIES
from policyparse.stages.agencies.places import Day, Division, children, counties, division, prefectures

_BELOW = ("区", "县", "旗", "county")
_RARE = {"州", "盟", "地区", "师"}  # where a place has none of them, the mention is not about that place


class Kind(NamedTuple):
    """A kind of division as a mention names it."""

    words: str  # as written: 设区市
    means: str  # province, prefecture, county, or the word that ends such names: 市, 州, 盟, 地区, 县, 区, 旗, 师


def members_of(kinds: Sequence[Kind], codes: Iterable[str], code: str, date: Day = None) -> tuple[Division, ...]:
    """The divisions of these kinds in the place `code` at the date, and those with these codes; () where it cannot be told.

    Provinces are those of the nation, wherever it is said; of the nation nothing else is told (`各市、县` would be
    thousands), of a county nothing at all.
    """
    named = [place for c in codes for place in (division(c, date),) if place]
    if not kinds:
        return tuple(named)
    found = _provinces(kinds, date) if any(kind.means == "province" for kind in kinds) else _below(kinds, code, date)
    return (*found, *named) if found else ()


def _provinces(kinds: Sequence[Kind], date: Day) -> tuple[Division, ...]:
    """All provinces where nothing below is named: `各省、自治区、直辖市`, `各省（区、市）`, not `各省、市、县`."""
    return children("", date) if all(kind.means == "province" or kind.words in "市区" for kind in kinds) else ()


def _below(kinds: Sequence[Kind], code: str, date: Day) -> tuple[Division, ...]:
    place = division(code, date)
    level = place.level if place else "national"
    means = {kind.means for kind in kinds}
    if "省直管" in means:  # which counties a province runs itself is a matter of finance, not of divisions
        return ()
    if level == "province" and code not in MUNICIPALITIES:
        if "区" in means and not means & {
            "县",
            "旗",
            "county",
        }:  # of which city, it does not say; 各市（区） may mean zones
            return ()
        found = _of_province(kinds, code, date)
    elif level in ("province", "prefecture") and means & {"区", "县", "旗", "county"}:
        found = _counties(kinds, children(code, date))
    else:
        return ()
    rare = tuple(means & _RARE)
    return found if not rare or any(member.name.endswith(rare) for member in found) else ()


def _of_province(kinds: Sequence[Kind], code: str, date: Day) -> tuple[Division, ...]:
    """Prefectures named before the first kind of county, and counties from there on: `各市（州）、县（市、区）`."""
    first = next((at for at, kind in enumerate(kinds) if kind.means in _BELOW or kind.words == "县级市"), len(kinds))
    upper, lower = kinds[:first], list(kinds[first:])
    endings = tuple(kind.means for kind in upper)
    above = [p for p in prefectures(code, date) if "prefecture" in endings or p.name.endswith(endings)] if upper else []
    if lower and "市" in endings:  # 各市、县: the one 市 means those of both levels
        lower.append(Kind("市", "市"))
    return (*above, *_counties(lower, counties(code, date))) if lower else tuple(above)


def _counties(kinds: Sequence[Kind], among: Iterable[Division]) -> tuple[Division, ...]:
    """The counties of these kinds; 县 beside 区 or 旗 means all that are no districts (各县区 leaves no city out)."""
    means = {kind.means for kind in kinds}
    if "county" in means or ("县" in means and means & {"区", "旗"}):
        return tuple(among)
    return tuple([place for place in among if place.name.endswith(tuple(means))])
