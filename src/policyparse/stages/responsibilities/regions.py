"""Groups of places in a list: `各区` `县（市）政府` is one name, though a separator stands inside."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.divisions import rows_by_name
from policyparse.lexicon.endings import any_ending
from policyparse.lexicon.words import any_of, words
from policyparse.stages.responsibilities.vocabulary import names, unbracketed


class Part(NamedTuple):
    """A piece of a list: its text, where it stands in the body of the clause, and the separator before it."""

    text: str
    start: int
    end: int
    separator: str


# The part of its four fields, as `span_at` makes a span of a pair.
part_at: Callable[[tuple[str, int, int, str]], Part] = partial(tuple.__new__, Part)


BRACKET = r"(?:[（(〔［\[〈‹＜<][^（）()〔〕]{1,16}[）)〕］\]〉›＞>])"


class _Patterns(NamedTuple):
    opens: re.Pattern[str]  # `各区`, `全省各市`, `市`
    goes_on: re.Pattern[str]  # `县（市）`, `直辖市`
    closes: re.Pattern[str]  # `县（市）政府`, `县〔区〕市场监管局`
    own: re.Pattern[
        str
    ]  # of these, a body of one kind of place: `县农业农村局` is another behind `各乡镇` and `各县市区`
    towns: tuple[str, ...]  # how places end that lie in a county
    first: re.Pattern[str]  # `各县（市、区）党委`, of which a bare `政府` behind it is the second body
    second: frozenset[str]
    committee: re.Pattern[str]  # `各区委`, `各县（市、区）委`, of which `区政府`, `政府` behind it is the second body
    government: re.Pattern[str]
    owned: re.Pattern[str]  # `省属驻市有关单位`, behind `中央`


@kept
def _patterns() -> _Patterns:
    regions = words("agency_words.csv", "region")
    region = any_of(regions)
    place = f"{region}(?:{BRACKET}{region}?)?"
    rural = any_of(r for r in regions if r not in ("市", "省"))  # `各区、市市场监管局`, `各市、省水利厅` are two names
    government = any_of(words("list_words.csv", "government_tail"))
    departments = f"(?:有关|相关|各有关|各相关|各|主管)?{any_of(words('list_words.csv', 'departments'))}"
    own = f"(?:{rural}{BRACKET}?|市{BRACKET}){region}?(?:[^、区县市]{{2,10}}{any_ending('of_place')}|{departments})"
    return _Patterns(
        re.compile(f"^[^、]{{0,8}}(?:各|有关|相关|所在){place}(?:行政公署|行署)?$|^{place}$"),
        re.compile(f"^{place}$"),
        re.compile(f"^(?:{place}{government}|{own}){BRACKET}?$"),
        re.compile(
            f"^(?:自治[区州]|地区|[市县区旗州盟乡镇])(?!{region}?(?:{BRACKET}{region}?)?{government}{BRACKET}?$)"
        ),
        words("list_words.csv", "town_end"),
        re.compile(f"(?:各|有关|相关|地方|所有|直|级|街道).*{any_of(words('list_words.csv', 'joint_head'))}$"),
        frozenset(words("list_words.csv", "joint_tail")),
        re.compile(f"^(?:各|有关|相关|所有){place}委$"),
        re.compile(f"^(?:{place})?(?:人民)?政府$"),
        re.compile("^(?:自治区|[省区市])[直属驻在][^、，]{0,10}(?:单位|企业|部门|机构)$"),
    )


_LAST = frozenset("区县市州省盟旗乡镇村道地署场）)〕］]〉›＞>")


_LENGTHS = range(3, 7)  # of `和龙市`, `和林格尔县`, `和布克赛尔县`


def is_place(text: str, at: int) -> bool:
    """True where the name of a place begins that begins like a conjunction: `敦化市、和龙市政府`."""
    return text[at : at + 1] == "和" and any(text[at : at + length] in rows_by_name() for length in _LENGTHS)


def joins_nothing(text: str) -> bool:
    """True for a name that `joined` makes one with no other, wherever it stands."""
    if text[-1] in _LAST or text.endswith("政府"):
        return False
    return text not in _patterns().second and text not in words("list_words.csv", "owner")


def is_by_place(name: str) -> bool:
    """True for a body that begins with the name of its place: `临河学院`, `临河银保监分局`."""
    if not names().body(name) or names().place(name):
        return False
    return any(name[:length] in rows_by_name() for length in (2, 3, 4) if length < len(name) - 1)


def joined(parts: list[Part]) -> list[Part]:
    """The parts with groups of places made whole: `各区` `县（市）政府` → `各区、县（市）政府`."""
    patterns, owners = _patterns(), words("list_words.csv", "owner")
    whole: list[Part] = []
    at, last = 0, len(parts) - 1
    while at <= last:
        part = parts[at]
        text = part.text
        if at < last and text[-1:] in _LAST and patterns.opens.search(text):
            end = _group_end(parts, at, patterns)
            whole.append(_one(parts[at:end]))
            at = end
        elif _is_second(part, whole, patterns):
            whole[-1] = _one([whole[-1], part])
            at += 1
        elif at < last and text in owners and _is_owned(parts[at + 1], patterns):
            whole.append(_one(parts[at : at + 2]))
            at += 2
        else:
            whole.append(part)
            at += 1
    return whole


def _is_second(part: Part, whole: list[Part], patterns: _Patterns) -> bool:
    """True for `政府` in `各县（市、区）党委和政府`, `区政府` in `各区委、区政府`: a body of the same places as the group
    before it."""
    if not whole or part.separator not in _JOINING:
        return False
    if part.text in patterns.second and patterns.first.search(whole[-1].text):
        return True
    return (
        part.text.endswith("政府")
        and patterns.government.match(part.text) is not None
        and patterns.committee.match(whole[-1].text) is not None
    )


def _is_owned(part: Part, patterns: _Patterns) -> bool:
    """True for `省属驻市有关单位` in `中央、省属驻市有关单位`."""
    return part.separator in _JOINING and patterns.owned.match(part.text) is not None


_JOINING = frozenset(("、", *words("list_words.csv", "conjunction")))


def _group_end(parts: list[Part], at: int, patterns: _Patterns) -> int:
    """The index behind the last part of the group that opens at `at`."""
    end = at + 1
    of_towns = unbracketed(parts[at].text).endswith(patterns.towns)
    while end < len(parts) and parts[end].separator in _JOINING:
        if patterns.closes.search(parts[end].text):
            own = patterns.own.match(parts[end].text)
            return end if own and _is_another(parts[at].text, own[0], of_towns) else end + 1
        if not patterns.goes_on.search(parts[end].text):
            break
        end += 1
    return end


def _is_another(group: str, kind: str, of_towns: bool) -> bool:
    """True where a body of one kind of place is none of the group before it: `县水利局` behind `各乡镇` or `各县市区`,
    `州林业局` behind `各县区`."""
    return of_towns or kind in group or (kind in _ABOVE_COUNTIES and _COUNTIES.search(group) is not None)


_ABOVE_COUNTIES = ("州", "盟", "地区", "自治州", "自治区")
_COUNTIES = re.compile("[县区旗]")


def _one(parts: list[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    text = parts[0].text + "".join(p.separator + p.text for p in parts[1:])
    return Part(text, parts[0].start, parts[-1].end, parts[0].separator)
