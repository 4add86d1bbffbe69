"""Bodies that no table knows, written in full: the mention with its place is the name, and the answer says so."""

from typing import NamedTuple

from policyparse.lexicon.load import rows
from policyparse.stages.agencies.answer import Answer, Doubt, body
from policyparse.stages.agencies.name_words import meanings, name_words
from policyparse.stages.agencies.naming import full_name, named_place, title
from policyparse.stages.agencies.place_names import place_in
from policyparse.stages.agencies.places import Division, children, nearest
from policyparse.stages.agencies.readings import is_namesake, own_place
from policyparse.stages.agencies.registry import abbreviations

_LONGEST_PLACE = 5
_JOINTS = "、和与及"
_SHORT = 4  # below this a tail is rather an abbreviation (`市文资中心`)

_SPELT_OUT = 8  # `市优化办公室` is short for something longer


def place_of(text: str, near: str | None, date: str | None) -> tuple[str, Division] | None:
    """The place that a mention begins with, as a word for its level or by its full name, and how it is written."""
    own = own_place(text, near, date)
    if own:
        return None if text.startswith(name_words("unbroken"), len(own[0]) - 1) else own
    named = place_in(text, near, date)
    if not named or not named.end or named.start or text.startswith(name_words("unbroken"), named.end - 1):
        return None
    return text[: named.end], named.place


def zone(text: str, near: str | None, date: str | None) -> Answer | None:
    """The committee of a zone: `郑东新区管委会` → 郑东新区管理委员会; a zone alone stands for its committee."""
    ending = next((e for e in name_words("committee") if text.endswith(e)), "")
    own = own_place(text, near, date)
    core = text.removesuffix(ending)[len(own[0]) if own else 0 :]
    place = own[1] if own else named_place(near, date) if near else None
    if place is None or len(core) < 4 or not core.endswith(name_words("zone-end" if ending else "zone")):
        return None
    if core.startswith(name_words("no-zone")) or _are_several(core):
        return None
    before = title(place, date) if own else _city_before(core, place)
    short = next((s for s in name_words("zone-short") if core.endswith(s)), "")
    spelt, committee = meanings("zone-short").get(short, ""), meanings("committee").get(ending, "管理委员会")
    name = before + core.removesuffix(short) + spelt + committee
    doubt = Doubt("agency.as_written", f"{text}: a zone that the registry does not know; the name as written", 0.6)
    return body(place, "zone", "zone", name, "as_written", part=core).doubted(doubt)


def _city_before(core: str, place: Division) -> str:
    """The city that a zone's official name begins with, short or in full; none where the name has a part of it (郑东新区)."""
    if place.level == "county" and core in name_words("zone-nameless"):
        return place.name
    of_city = place.name.endswith("市") and place.level in ("prefecture", "province")
    if not of_city or set(place.short) & set(core):
        return ""
    return place.short if core.endswith(name_words("zone-of-city")) else place.name


def _are_several(core: str) -> bool:
    """Whether zones share a committee's name: `沣河高新区和经开区`."""
    return any(
        core[at - 1] in _JOINTS and core.endswith(name_words("zone-end"), 0, at - 1) for at in range(2, len(core))
    )


def as_written(text: str, near: str | None, date: str | None) -> Answer | None:
    """A body with its place and a full name: `市滇池管理局` → 昆明市滇池管理局."""
    kind = next((k for ending, k in meanings("body").items() if text.endswith(ending)), None)
    if kind is None or "、" in text or ("（" in text and not text.endswith("公司")):
        return None
    own = place_of(text, near, date)
    if own is None:
        return _company(text, near, date) if text.endswith("公司") else _institution(text, near, date)
    wording, place = own
    tail = text[len(wording) :]
    if tail.startswith("委"):
        return _party(text, tail[1:], place, date)
    if tail.endswith("分局") or tail[:1] in ("直", "级"):  # of the city's bureau, of 省直机关: under a name of its own
        return None
    if len(tail) < _SHORT or (tail.endswith("办公室") and len(tail) < _SPELT_OUT):
        return None
    if kind == "government" and any(word in tail for word in abbreviations()):  # 住建水利局 is short for something
        return None
    name = title(place, date) + tail
    return body(place, "named", kind, name, "as_written", part=tail).doubted(_doubt(text))


def _party(text: str, tail: str, place: Division, date: str | None) -> Answer | None:
    """A department of a committee of the Party: `县委督查考核局`."""
    if len(tail) < _SHORT or tail.startswith("员会") or any(word in tail for word in "省市县区州"):  # 市委…市民政局
        return None
    name = full_name(tail, "party", place, date)
    return body(place, "party-named", "party", name, "as_written", part=tail).doubted(_doubt(text))


def _institution(text: str, near: str | None, date: str | None) -> Answer | None:
    """A school, paper or museum by its own name, which begins with its place: `大连理工大学`, `滨州日报社`."""
    if not text.endswith(name_words("institution")):
        return None
    for end in range(min(_LONGEST_PLACE, len(text) - 2), 1, -1):
        place = nearest(text[:end], near, date)
        if place and place.level in ("province", "prefecture", "county") and not is_namesake(place, text[:end], near):
            answer = body(place, "institution", "institution", text, "as_written", part=text)
            return answer.doubted(_doubt(text))
    return None


_LONGEST_STEM = 6


class Township(NamedTuple):
    """A row of `agencies/townships.csv`."""

    written: str
    name: str


def township(text: str, near: str | None, date: str | None) -> Answer | None:
    """The government of a town or a street of a county: `富春江镇政府` → 桐庐县富春江镇人民政府."""
    form = next((row for row in rows("agencies/townships.csv", Township) if text.endswith(row.written)), None)
    if form is None:
        return None
    own = place_of(text, near, date)
    place = own[1] if own else named_place(near, date) if near else None
    stem = text.removesuffix(form.written)[len(own[0]) if own else 0 :]
    if place is None or not _has_towns(place, date) or not 1 < len(stem) <= _LONGEST_STEM:
        return None
    if stem.startswith(name_words("no-town")) or not stem.isalpha() or _are_two(stem):
        return None
    if form.name.endswith(form.written) and form.name != form.written and nearest(stem, near, date):
        return None  # 上海办事处 of a county is its office there, no street
    name = stem + form.name
    part = name.removesuffix("人民政府").removesuffix("办事处")
    answer = body(place, "township-government", "government", title(place, date) + name, "as_written", part=part)
    return Answer(answer.agency._replace(level="township")).doubted(_doubt(text))


def _are_two(stem: str) -> bool:
    """Whether the name of a town holds another place or a conjunction: 新区城关 does, 柳市 and 和平 do not."""
    within = stem[:1] if len(stem) == _SHORT_STEM and stem[1] in "市县" else stem
    return any(word in within for word in "县区市") or any(word in stem[1:] for word in "和及")


_SHORT_STEM = 2


def _has_towns(place: Division, date: str | None) -> bool:
    """Whether towns lie directly in a place: in a county, and in a city without any (东莞)."""
    return place.level == "county" or (place.level == "prefecture" and not children(place.code, date))


def _doubt(text: str) -> Doubt:
    return Doubt("agency.as_written", f"{text}: not in the registry; the name as written", 0.6)


def _company(text: str, near: str | None, date: str | None) -> Answer | None:
    """A company by its registered name."""
    place = named_place(near, date) if near else None
    if place is None or not text.endswith(name_words("company")):
        return None
    return body(place, "company", "enterprise", text, "as_written", part=text).doubted(_doubt(text))


STEPS = (zone, township, as_written)
