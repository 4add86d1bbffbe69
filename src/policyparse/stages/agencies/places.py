"""Places: administrative divisions and what stands beside them, looked up by code or by name, at a date.

A `date` is a `datetime.date`, an ISO text (`2023-06-01`, `2023-06`, `2023`: a part of a date means its last day), or
None for today's state. `near` is the code of the document's own place, or None. Levels: national, province,
prefecture, county, zone. The nation has the code "" (GB/T 2260 gives it none); places outside GB/T 2260 (兵团, national
new areas) have the codes of `lexicon/places.csv`, which are never six digits of a division in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date
from typing import NamedTuple

Day = Date | str | None


class Division(NamedTuple):
    """A place as it is at one date."""

    code: str
    name: str  # full official name: 杭州市, 恩施土家族苗族自治州
    short: str  # without the word for its kind and its peoples: 杭州, 恩施; 县 with one character keep it: 滦县
    level: str  # national, province, prefecture, county, zone
    parent: str | None  # code of the division above at that date; "" = the nation; None = the nation itself
    valid_from: str  # since when this name and code, as far as known ("" = before 2000; a year = day not known)
    valid_to: str  # until when, half-open; "" = in force
    lapsed: bool = False  # True where this name or code had ended before the date (up to two years)


class Named(NamedTuple):
    """A place that a text names at its start."""

    place: Division
    length: int  # code points of the name, with the names of the divisions above it that stand before it
    written: str  # those code points


NATION = Division("", "中华人民共和国", "全国", "national", None, "", "")


def division(code: str, date: Day = None) -> Division | None:
    """The division with this code at the date; None where there is none. "" is the nation."""
    raise NotImplementedError


def successors(code: str, date: Day = None) -> tuple[Division, ...]:
    """What became of a division that had ended by the date, as in force at the date; () where it is in force or unknown."""
    raise NotImplementedError


def level_of(code: str, date: Day = None) -> str | None:
    """national, province, prefecture, county or zone; None where there is no such code at the date."""
    raise NotImplementedError


def parent_of(code: str, date: Day = None) -> Division | None:
    """The division directly above at the date: a county's is its prefecture, or the province that runs it itself."""
    raise NotImplementedError


def province_of(code: str, date: Day = None) -> Division | None:
    """The province-level division that the code lies in, or is; None for the nation."""
    raise NotImplementedError


def lies_in(code: str, above: str, date: Day = None) -> bool:
    """Whether `code` is `above`, or lies in it at the date; everything lies in the nation ("")."""
    raise NotImplementedError


def children(code: str, date: Day = None) -> tuple[Division, ...]:
    """The divisions directly under a place at the date, in order of code.

    Of the nation the provinces (港澳台 left out: they are no members of `各省、自治区、直辖市`), of a province its prefectures
    and the counties that it runs itself, of a municipality or prefecture its counties. Placeholder rows are no divisions.
    """
    raise NotImplementedError


def counties(code: str, date: Day = None) -> tuple[Division, ...]:
    """All divisions of county level in a place at the date, however deep, in order of code."""
    raise NotImplementedError


def find(name: str, near: str | None = None, date: Day = None) -> Sequence[Division]:
    """The places with this full or short name at the date, nearest to `near` first.

    Order: the place itself and those above it, what lies in it, its siblings, the same province, the whole country;
    equally near ones: higher level first, then code. A name that ended up to two years before the date counts where no
    name in force does as near, with `lapsed` true. Without a date every name since 2000 counts, those in force first.
    """
    raise NotImplementedError


def nearest(name: str, near: str | None = None, date: Day = None) -> Division | None:
    """The one place that the name means near there: the nearest of `find`, None where two are equally near.

    A place whose namesakes as near all lie in it is meant (承德市 before 承德县, 吉林省 before 吉林市).
    """
    raise NotImplementedError


def place_in(text: str, near: str | None = None, date: Day = None) -> Named | None:
    """The place that a title, an issuer or a mention names at its start, as deep as it goes; None where it names none.

    `浙江省杭州市西湖区人民政府` → 西湖区; `杭州市人民政府办公厅关于…` → 杭州市; `新疆生产建设兵团…` → 兵团; `中共杭州市委` → 杭州市;
    `国务院关于…`, `中共中央办公厅` → the nation (length 0: the words belong to the body's name).
    Short names count only where the next word is one of government (`杭州市政府`, not `杭州湾`): full names go first.
    """
    raise NotImplementedError
