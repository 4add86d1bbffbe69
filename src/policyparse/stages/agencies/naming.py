"""The full official name of a body, put together from its row and its place."""

from __future__ import annotations

from policyparse.kept import kept
from policyparse.stages.agencies.name_words import name_words
from policyparse.stages.agencies.places import Day, Division, division, parent_of, province_of
from policyparse.stages.agencies.registry import templates

MUNICIPALITIES = ("110000", "120000", "310000", "500000")
SEPARATE_CITIES = ("210200", "330200", "350200", "370200", "440300")  # 计划单列市
_PRODUCTION_CORPS = "660000"  # a province whose departments are named as those of a prefecture (兵团财政局)
_LIKE_COUNTIES = ("特区", "林区")  # units like counties, not districts of a city
_LEVELS = {"province": "p", "prefecture": "c", "county": "x", "zone": "z"}


def letters(place: Division) -> str:
    """The letters of functions.csv that fit the place, the best first: for a zone those of a county too."""
    if place.code in MUNICIPALITIES:
        return "m"
    if place.code in SEPARATE_CITIES:
        return "sc"
    if place.code == _PRODUCTION_CORPS:
        return "pc"
    if place.level == "county" and place.parent in MUNICIPALITIES:  # 区农业农村委, as the city has it
        return "xm"
    if place.level == "county" and place.code[2:4] == "90":  # run by its province: much is as in a prefecture
        return "xc"
    if place.level == "prefecture" and place.code.endswith("0100"):
        return "kc"
    if place.level == "prefecture" and place.name.endswith(("地区", "盟")):
        return "rc"
    if place.level == "county" and place.name.endswith("区") and not place.name.endswith(_LIKE_COUNTIES):
        return "dx"
    return "zx" if place.level == "zone" else _LEVELS.get(place.level, "")


def kind(place: Division) -> str:
    """The word that says what the place is: 省, 市, 自治州 …"""
    name = place.name
    for word in _kinds().get(name[-1:], ()):
        if name.endswith(word):
            return word
    return ""


@kept
def _kinds() -> dict[str, tuple[str, ...]]:
    """Last character → the words that end names of places so."""
    words = name_words("kind")
    return {last: tuple([word for word in words if word[-1] == last]) for last in {word[-1] for word in words}}


def title(place: Division, date: Day = None) -> str:
    """The place as government bodies write it: a district behind its city (杭州市西湖区), all others alone (桐庐县, 六枝特区)."""
    if place.level != "county" or not place.name.endswith("区") or place.name.endswith(_LIKE_COUNTIES):
        return place.name
    city = parent_of(place.code, date) or division(place.code[:4] + "00", date)  # a district that has ended has none
    return city.name + place.name if city and city.name.endswith("市") else place.name


def full_name(name: str, type_: str, place: Division, date: Day = None, named: str = "", written: str = "") -> str:
    """`name` of a row, with its place: `{title}…` is filled in, a plain name goes into the template of its type."""
    word = kind(place)
    if word in ("地区", "盟"):
        name = name.replace("人民政府", "行政公署")
    elif word in ("兵团", "师"):  # army and administration in one
        name = name.replace("人民政府", "")
    elif place.name.endswith("委员会"):  # 大柴旦行政委员会 is place and body
        name = name.replace("人民政府", "").removesuffix("管理委员会")
    if "{" in name:
        return _fill(name, place, date, named, written)
    template = next(t.template for t in templates()[type_] if t.kind in ("", word))
    if type_ == "party" and place.level == "zone":
        template = "中共{title}工委{name}"
    return _fill(template.replace("{name}", name), place, date, named, written)


def has_city(place: Division) -> bool:
    """Whether a county or a zone lies in a city that may have branches there (市公安局西湖分局): 济源 lies in a province."""
    parent = place.parent or ""
    return place.level in ("county", "zone") and (not parent.endswith("0000") or parent in MUNICIPALITIES)


def above_of(place: Division, date: Day = None) -> str:
    """The name of the division above; "" for a province."""
    parent = parent_of(place.code, date)
    return parent.name if parent and parent.code else ""


def _fill(template: str, place: Division, date: Day, named: str, written: str) -> str:
    """The template with what stands in its braces."""
    start, *parts = template.split("{")
    filled = [start]
    for part in parts:
        word, _, rest = part.partition("}")
        filled += (_word(word, place, date, named, written), rest)
    return "".join(filled)


def _word(word: str, place: Division, date: Day, named: str, written: str) -> str:
    """What a word in braces stands for (the head of functions.csv says which there are)."""
    if word == "title":
        return title(place, date)
    if word.startswith("province"):
        province = province_of(place.code, date) or place
        return "" if word == "province" and place.name.startswith(province.name) else _province(word, province)
    if word == "city":
        return above_of(place, date)
    if word == "kind":
        return kind(place)[-1:]
    plain = {"place": place.name, "stem": place.short, "named": named, "written": written or place.name, "alone": ""}
    return plain[word]


def _province(word: str, province: Division) -> str:
    if word == "province":
        return "" if province.code in MUNICIPALITIES else province.name
    if word == "province_title" and province.name.endswith("省"):
        return province.name
    return province.short


def above(place: Division, ending: str, date: Day = None) -> Division | None:
    """The place itself or the nearest one above it whose name ends so (`市`, `省`, `自治区`)."""
    at: Division | None = place
    while at is not None and at.code:
        if at.name.endswith(ending):
            return at
        at = parent_of(at.code, date)
    return None


def named_place(code: str, date: Day = None) -> Division | None:
    """The division with the code at the date, or as it is today where it was not yet or no more."""
    return division(code, date) or division(code, None)
