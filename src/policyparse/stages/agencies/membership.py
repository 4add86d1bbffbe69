"""Groups and their members as agencies."""

from __future__ import annotations

from functools import lru_cache

from policyparse.records.found import FoundAgency
from policyparse.stages.agencies.answer import Answer, Doubt, body
from policyparse.stages.agencies.groups import Group, government_name
from policyparse.stages.agencies.name_words import name_words
from policyparse.stages.agencies.naming import named_place
from policyparse.stages.agencies.places import NATION, Division, since
from policyparse.stages.agencies.resolve import resolve

_JOINTS = "、和与及"


def group_answer(mention: str, group: Group, near: str | None, date: str | None) -> Answer:
    """The group that a mention means: an agency with `is_group`, its id that of its place and words."""
    place = named_place(group.place, date) if group.place else None
    owner = place or (NATION if near is not None else None)
    answer = body(owner or NATION, "group", "group", mention, group.rule, part=mention)
    level, name, code = (owner.level, owner.name, owner.code or None) if owner else (None, None, None)
    agency = answer.agency._replace(level=level, place=name, division_code=code, function=None, is_group=True)
    if group.confidence == 1:
        return Answer(agency)
    return Answer(agency).doubted(Doubt("agency.group", f"{mention}: taken for a group", group.confidence))


def members(group: Group, date: str | None) -> tuple[FoundAgency, ...]:
    """The members of a closed group: governments, or the bodies of its kind; () where not every one of these is known."""
    found = tuple(_member(place, group, date) for place in group.members)
    return found if all(agency.resolved for agency in found) else ()


def _member(place: Division, group: Group, date: str | None) -> FoundAgency:
    if group.what == "government":
        return _government(place, since(date))
    return resolve(place.name + group.what, place.code, date).agency


@lru_cache(maxsize=4096)  # the plans of a province mean the same ones
def _government(place: Division, day: str) -> FoundAgency:
    return body(place, "government", "government", government_name(place, day), "functions:government").agency


def bodies_in(mention: str, near: str | None, date: str | None) -> tuple[Answer, ...]:
    """The two bodies that a mention joins (`市委市政府`, `市发改委和市财政局`, `高新区和经开区管委会`); () where it is not so."""
    for at in range(2, len(mention) - 1):
        if not (mention.startswith(name_words("level"), at) or _joins_zones(mention, at)):
            continue
        first, second = (resolve(part, near, date) for part in (mention[:at].rstrip(_JOINTS), mention[at:]))
        both = (first, second)
        if all(a.agency.resolved and a.agency.confidence >= 0.8 for a in both) and first.agency != second.agency:
            return both
    return ()


def _joins_zones(mention: str, at: int) -> bool:
    """Whether two zones meet before `at`, of which the second has the committee: `湘潭高新区和|经开区管委会`."""
    return mention[at - 1] in _JOINTS and mention.endswith(name_words("zone-end"), 0, at - 1)


def joint_answer(mention: str, bodies: tuple[Answer, ...]) -> Answer:
    """The group of the bodies that a mention joins."""
    first = bodies[0].agency
    place = first.division_code or "000000"
    agency = first._replace(
        agency_id=f"{place}/joint/{mention}",
        name="、".join(a.agency.name for a in bodies),
        type="group",
        function=None,
        is_group=True,
        valid_from=None,
        valid_to=None,
        rule="joint",
    )
    return Answer(agency)
