"""Parts of the body that issues a document: divisions of a department, offices of a township, departments of a zone."""

from __future__ import annotations

from policyparse.stages.agencies.answer import Answer, Doubt
from policyparse.stages.agencies.central import central
from policyparse.stages.agencies.name_words import name_words
from policyparse.stages.agencies.naming import above, full_name, named_place
from policyparse.stages.agencies.places import Division
from policyparse.stages.agencies.readings import ending_of
from policyparse.stages.agencies.registry import Entry, abbreviations, central_forms, in_force, shapes
from policyparse.stages.agencies.resolve import inner, resolve

_WHOLE = ("government", "government-office")  # has departments, which are bodies of their own
_LONGEST = 16
_SHORTEST = 3  # `财政局`
_COMMITTEES = ("管理委员会", "执行委员会")
_IN_ZONE = ("government", "institution", "coordination")
_KNOWN, _WRITTEN, _IMPLIED = 0.7, 0.6, 0.9  # confidence
_OFFICES = "局厅"  # what a department is at one level or another


def part_of(house: Answer, mention: str, date: str | None) -> Answer | None:
    """The part that a mention is of the body whose document it stands in: `厅综规处`, `镇党政办公室`, `财政局` of a zone."""
    body = house.agency
    if not body.resolved or len(mention) > _LONGEST or mention.endswith("处室") or body.function in _WHOLE:
        return None
    house = Answer(body)  # its doubts are told where it is named
    if body.function == "township-government":
        return _of_township(house, mention)
    if is_zone(house):
        return _of_zone(house, mention, date) or _division(house, mention)
    if names_level(mention):
        return of_level(house, mention, date)
    return _division(house, mention)


def is_town(house: Answer, mention: str) -> bool:
    """Whether a mention means the township itself whose document it stands in: `镇人民政府`, `镇政府`."""
    word = next((w for w in name_words("town") if mention.startswith(w)), "")
    governs = bool(word) and mention.removeprefix(word) in name_words("governing-body")
    return governs and house.agency.function == "township-government" and house.agency.resolved


def is_zone(house: Answer) -> bool:
    """Whether a body is the committee of a zone that is no place of the table."""
    return house.agency.type == "zone" and house.agency.name.endswith(_COMMITTEES)


def names_level(mention: str) -> bool:
    """True for `省局`, `市局财务处`: a level and a word that departments call themselves by."""
    return mention[:1] in _LEVELS and mention[1:2] in name_words("house") and len(mention) not in (3, 4)


_LEVELS = frozenset("省市县区州盟旗总")


def of_level(house: Answer, mention: str, date: str | None) -> Answer | None:
    """The body of the house's kind at a level, or a part of it: `省局`, `总局`, `市局财务处`."""
    body = _peer(house, mention[0], mention[1], date)
    if body is None or len(mention) == len("省局"):
        return body
    return inner(body, mention[2:])


def _peer(house: Answer, level: str, word: str, date: str | None) -> Answer | None:
    """The house itself where it is of the level, else the body of its kind there: of 保定市教育局 the 省厅 河北省教育厅."""
    own = house.agency
    place = named_place(own.division_code or "", date)
    if place is None or place.name not in own.name or not own.function:
        return None
    if level == "总":
        return _of_the_nation(own.function, level + word, date)
    meant = above(place, ending_of(level), date)
    if meant is None or meant.code == place.code:
        return Answer(own) if meant and own.name.endswith(word) else None
    tail = own.name.rpartition(place.name)[2]
    if tail[-1:] not in _OFFICES or word not in _OFFICES:
        return None
    found = resolve(meant.name + tail[:-1] + word, meant.code, date)
    doubt = Doubt("agency.place_implied", f"{level}{word}: taken for {found.agency.name}", _IMPLIED)
    return found.doubted(doubt) if found.agency.function == own.function else None


def _of_the_nation(function: str, ending: str, date: str | None) -> Answer | None:
    """The central body of a function whose name ends so: 总局 of a tax bureau is 国家税务总局."""
    names = (name for name, those in central_forms().items() if name.endswith(ending) and those[0].function == function)
    return next((found for name in names if (found := central(name, date)) and found.agency.confidence == 1), None)


def _division(house: Answer, mention: str) -> Answer | None:
    if mention[0] in name_words("house") and len(mention) > 3:
        return inner(house, mention[1:])
    return inner(house, mention) if mention.endswith(name_words("own-division")) else None


def _of_township(house: Answer, mention: str) -> Answer | None:
    """`镇党政办公室`, `文化站`: an office of the township; what is short, or sent there by the county, stays open."""
    word = next((w for w in name_words("town") if mention.startswith(w)), "")
    part = mention.removeprefix(word)
    if (
        not part.endswith(name_words("town-office"))
        or part.endswith(name_words("sent-office"))
        or len(part) < _SHORTEST
    ):
        return None
    body = house.agency
    town = body.name.removesuffix("办事处").removesuffix("人民政府")
    doubt = Doubt("agency.inner", f"{mention}: taken for an office of {town}", _WRITTEN)
    agency = body._replace(
        agency_id=f"{body.agency_id}/{part}",
        name=town + part,
        type="institution",
        function="township-office",
        rule="inner_division",
    )
    return Answer(agency).doubted(doubt)


def _of_zone(house: Answer, mention: str, date: str | None) -> Answer | None:
    """`投资促进局`, `区税务局`: a department of the zone whose committee issues the document."""
    word = next((w for w in name_words("zone-own") if mention.startswith(w)), "")
    part = mention.removeprefix(word)
    if len(part) < _SHORTEST or part.endswith("分局"):
        return None
    body = house.agency
    zone = next(body.name.removesuffix(c) for c in _COMMITTEES if body.name.endswith(c))
    place = Division(body.agency_id, zone, zone, "zone", body.division_code or "", "", "")
    entry = _entry(part, bool(word), date)
    if entry is None and (_is_known(part, date) or not _is_spelt_out(part)):
        return None
    name = full_name(entry.name, entry.row.type, place, date) if entry else zone + part
    doubt = Doubt("agency.inner", f"{mention}: taken for a department of {zone}", _KNOWN if entry else _WRITTEN)
    agency = body._replace(
        agency_id=f"{body.agency_id}/{entry.row.function if entry else part}",
        name=name,
        type=entry.row.type if entry else "government",
        function=entry.row.function if entry else "named",
        rule="inner_division",
    )
    return Answer(agency).doubted(doubt)


def _entry(part: str, is_of_zone: bool, date: str | None) -> Entry | None:
    """The name that a department of a zone is short for: that of a county's, where there is one in force."""
    found = [
        entry
        for entry in shapes().get(f"~{part}", ())
        if set("zx") & set(entry.letters)
        and (entry.row.type in _IN_ZONE or (is_of_zone and entry.row.function == "tax"))
        and in_force(entry.row.valid_from, entry.row.valid_to, date)
    ]
    return found[0] if len({(entry.row.function, entry.name) for entry in found}) == 1 else None


def _is_known(part: str, date: str | None) -> bool:
    """Whether some body elsewhere is written so: 文旅局 is short for one thing or another."""
    return any(in_force(e.row.valid_from, e.row.valid_to, date) for e in shapes().get(f"~{part}", ()))


def _is_spelt_out(part: str) -> bool:
    return part.endswith(name_words("zone-office")) and not any(word in part for word in abbreviations())
