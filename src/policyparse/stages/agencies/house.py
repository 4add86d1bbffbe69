"""Parts of the body that issues a document: divisions of a department, offices of a township, departments of a zone."""

from __future__ import annotations

from policyparse.stages.agencies.answer import Answer, Doubt
from policyparse.stages.agencies.name_words import name_words
from policyparse.stages.agencies.naming import full_name
from policyparse.stages.agencies.places import Division
from policyparse.stages.agencies.registry import Entry, abbreviations, in_force, shapes
from policyparse.stages.agencies.resolve import inner

_WHOLE = ("government", "government-office")  # has departments, which are bodies of their own
_LONGEST = 16
_SHORTEST = 3  # `财政局`
_COMMITTEES = ("管理委员会", "执行委员会")
_IN_ZONE = ("government", "institution", "coordination")
_KNOWN, _WRITTEN = 0.7, 0.6  # confidence


def part_of(house: Answer, mention: str, date: str | None) -> Answer | None:
    """The part that a mention is of the body whose document it stands in: `厅综规处`, `镇党政办公室`, `财政局` of a zone."""
    body = house.agency
    if not body.resolved or len(mention) > _LONGEST or mention.endswith("处室") or body.function in _WHOLE:
        return None
    if body.function == "township-government":
        return _of_township(house, mention)
    if is_zone(house):
        return _of_zone(house, mention, date) or _division(house, mention)
    return _division(house, mention)


def is_town(house: Answer, mention: str) -> bool:
    """Whether a mention means the township itself whose document it stands in: `镇人民政府`, `镇政府`."""
    word = next((w for w in name_words("town") if mention.startswith(w)), "")
    governs = bool(word) and mention.removeprefix(word) in name_words("governing-body")
    return governs and house.agency.function == "township-government" and house.agency.resolved


def is_zone(house: Answer) -> bool:
    """Whether a body is the committee of a zone that is no place of the table."""
    return house.agency.type == "zone" and house.agency.name.endswith(_COMMITTEES)


def names_house(house: Answer, mention: str) -> bool:
    """True for `省局财务处` in a document of that 局: the level and a word for the body itself."""
    return (
        len(mention) > 4
        and mention[0] in _LEVELS
        and mention[1] in name_words("house")
        and house.agency.name.endswith(mention[1])
    )


_LEVELS = frozenset("省市县区州总")


def _division(house: Answer, mention: str) -> Answer | None:
    if names_house(house, mention):
        return inner(house, mention[2:])
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
    above = house.agency
    town = above.name.removesuffix("办事处").removesuffix("人民政府")
    doubt = Doubt("agency.inner", f"{mention}: taken for an office of {town}", _WRITTEN)
    agency = above._replace(
        agency_id=f"{above.agency_id}/{part}",
        name=town + part,
        type="institution",
        function="township-office",
        rule="inner_division",
    )
    return Answer(agency, house.doubts).doubted(doubt)


def _of_zone(house: Answer, mention: str, date: str | None) -> Answer | None:
    """`投资促进局`, `区税务局`: a department of the zone whose committee issues the document."""
    word = next((w for w in name_words("zone-own") if mention.startswith(w)), "")
    part = mention.removeprefix(word)
    if len(part) < _SHORTEST or part.endswith("分局"):
        return None
    above = house.agency
    zone = next(above.name.removesuffix(c) for c in _COMMITTEES if above.name.endswith(c))
    place = Division(above.agency_id, zone, zone, "zone", above.division_code or "", "", "")
    entry = _entry(part, bool(word), date)
    if entry is None and (f"~{part}" in shapes() or not _is_spelt_out(part)):
        return None
    name = full_name(entry.name, entry.row.type, place, date) if entry else zone + part
    doubt = Doubt("agency.inner", f"{mention}: taken for a department of {zone}", _KNOWN if entry else _WRITTEN)
    agency = above._replace(
        agency_id=f"{above.agency_id}/{entry.row.function if entry else part}",
        name=name,
        type=entry.row.type if entry else "government",
        function=entry.row.function if entry else "named",
        rule="inner_division",
    )
    return Answer(agency, house.doubts).doubted(doubt)


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


def _is_spelt_out(part: str) -> bool:
    return part.endswith(name_words("zone-office")) and not any(word in part for word in abbreviations())
