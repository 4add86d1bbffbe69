"""One mention → who that is, by the rows of the registry, in a fixed order; what is not known stays unresolved."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from policyparse.stages.agencies import written
from policyparse.stages.agencies.answer import Answer, Doubt, body, unresolved
from policyparse.stages.agencies.central import central, is_plain
from policyparse.stages.agencies.name_words import name_words
from policyparse.stages.agencies.naming import full_name, has_city, kind, letters, named_place
from policyparse.stages.agencies.places import NATION, Division, lies_in, nearest, province_of
from policyparse.stages.agencies.readings import Reading, is_namesake, level_word, readings
from policyparse.stages.agencies.registry import (
    Entry,
    Local,
    by_function,
    cores,
    free_forms,
    in_force,
    local_forms,
    shapes,
)

Step = Callable[[str, str | None, str | None], Answer | None]
_NAMED_BY_NATURE = ("zone", "institution", "enterprise")  # after a hill or a lake; 义乌海关 is that of 义乌
_OF_THE_CORPS = ("兵团", "师")
_LONGEST = 60  # code points; no body has a longer name
_FULL_WIDTH = str.maketrans("()〔〕[]［］<>〈〉‹›＜＞", "（）（）（）（）（）（）（）（）")
_QUOTES = str.maketrans("", "", "“”\"'‘’《》 　")


@lru_cache(maxsize=8192)
def resolve(mention: str, near: str | None, date: str | None = None) -> Answer:
    """Who `mention` is in a document of the place `near` ("" = the nation, None = not known) at `date` (ISO, or a part).

    The answer's agency says by which row (`rule`); what is not known comes back with `resolved` false.
    """
    if len(mention) > _LONGEST:
        return Answer(unresolved(mention, near), (_nobody(mention),))
    text = mention if mention.isalpha() else mention.translate(_FULL_WIDTH).translate(_QUOTES)  # few have marks
    if "机关党委" not in text:
        text = text.replace("党委", "委", 1)
    if text.endswith(("区管委", "园管委")):  # 市城管委 is another body
        text += "会"
    for step in (_plain_central, _by_shape, _any_central, _bracketed, _by_task, _inner, *written.STEPS):
        answer = step(text, near, date)
        if answer is not None:
            return answer
    return Answer(unresolved(mention, near), (_nobody(mention),))


def _nobody(mention: str) -> Doubt:
    return Doubt("agency.unresolved", f"{mention}: the registry does not know this body", 0.0)


def _plain_central(text: str, near: str | None, date: str | None) -> Answer | None:
    return central(text, date) if near == NATION.code or is_plain(text) else None


def _any_central(text: str, near: str | None, date: str | None) -> Answer | None:
    if near is None and f"~{text}" in shapes():  # 统计局 of a place that is not known may be that of any
        return None
    return central(text, date)


def _by_shape(text: str, near: str | None, date: str | None) -> Answer | None:
    for reading in readings(text, near, date):
        answer = _local(reading, date) or _function(reading, near, date)
        if answer is not None:
            return answer
    return _free(text, near, date)


def _local(reading: Reading, date: str | None) -> Answer | None:
    """A fact about this place, or a naming custom of its province."""
    form = reading.shape.removeprefix("~")
    code = reading.place.code
    for key in (code, *_customs(reading.place), f"{code[:2]}xxxx"):
        for row in local_forms().get((key, form), ()):
            if in_force(row.valid_from, row.valid_to, date) and ("{city}" not in row.name or has_city(reading.place)):
                doubts = _place_doubts(reading) if reading.shape in shapes() else ()  # 中关村管委会 is of one place
                return _local_body(row, reading.place, form, date).doubted(*doubts)
    return None


def _customs(place: Division) -> tuple[str, ...]:
    """The keys of customs that hold for places of a level, besides those of all places of a province."""
    code = place.code
    if place.level == "prefecture":
        return (f"{code[:2]}xx00",)
    return (f"{code[:4]}xx", f"{code[:2]}xxnn") if place.level == "county" else (f"{code[:4]}xx",)


def _local_body(row: Local, place: Division, form: str, date: str | None) -> Answer:
    custom = "xx" in row.division_code  # no zone: 610000-xixian
    name = full_name(row.name, row.type, place, date) if custom else row.name
    rule = f"local_names:{row.division_code}/{row.function}"
    answer = body(place, row.function, row.type, name, rule, (row.valid_from, row.valid_to))
    if not custom or name.endswith(form):  # written in full it needs no custom
        return answer
    return answer.doubted(Doubt("agency.custom", f"{name}: called so in most places of the province", 0.9))


def _function(reading: Reading, near: str | None, date: str | None) -> Answer | None:
    those = _fitting(shapes().get(reading.shape, ()), reading, near)
    if not those or reading.place.code == NATION.code:
        return None
    chosen, rivals = _best(reading.shape, those, reading.place, date)
    if len({entry.row.function for entry in chosen}) > 1:
        return _ambiguous(reading, chosen, near)
    entry, place = chosen[0], reading.place
    if "k" in entry.letters and place.level == "prefecture":  # 人民银行杭州中心支行 serves the province
        seat, province = place, province_of(place.code, date) or place
        name = full_name(entry.name, entry.row.type, seat, date)
        return _named(entry, province, name)
    wording = reading.written if reading.how == "named" else ""
    name = full_name(entry.name, entry.row.type, place, date, written=wording)
    answer = _named(entry, place, name)
    return answer.doubted(*_doubts(reading, chosen, rivals, date))


def _fitting(those: tuple[Entry, ...], reading: Reading, near: str | None) -> tuple[Entry, ...]:
    """The names without those that such a place has not, or that only a namesake far away would have.

    A district has no 管委会, whoever is called alike has; of 南湖风景区 in a document of 岳阳 the 南湖区 of 嘉兴 has nothing.
    """
    if not those:
        return those
    if reading.how == "named" and is_namesake(reading.place, reading.written, near):
        return tuple([entry for entry in those if entry.row.type not in _NAMED_BY_NATURE])
    if those[0].row.function == "zone-committee" and reading.place.level != "zone":
        return tuple([entry for entry in those if entry.row.function != "zone-committee"])
    if any("{city}" in entry.row.name for entry in those) and not has_city(reading.place):
        return tuple([entry for entry in those if "{city}" not in entry.row.name])
    return those


def _named(entry: Entry, place: Division, name: str, part: str = "") -> Answer:
    row = entry.row
    valid = (row.valid_from, row.valid_to)
    return body(place, row.function, row.type, name, f"functions:{row.function}", valid, part)


def _best(shape: str, those: tuple[Entry, ...], place: Division, date: str | None) -> tuple[list[Entry], list[Entry]]:
    """The entries that fit level and date best, in the order of the table: those that are written in full, and the rest.

    Where none is written in full, all of them, and no rest.
    """
    if len(those) == 1:
        return [*those], []
    own = letters(place)

    def fit(entry: Entry) -> tuple[bool, bool, int, str]:
        row, level = entry.row, _rank(entry, own)
        living = in_force(row.valid_from, row.valid_to, date)
        return level > 0, living, level, "" if living or (date and row.valid_to > date) else row.valid_to

    fits = list(map(fit, those))
    best = max(fits)
    fitting = [entry for entry, how in zip(those, fits, strict=True) if how == best]
    full = [entry for entry in fitting if shape == f"~{entry.name}"]
    return (full, [e for e in fitting if e not in full]) if full else (fitting, [])


def _rank(entry: Entry, own: str) -> int:
    """How well a name fits the levels of a place (`letters`), the best first in them; 0 = not at all."""
    return max((len(own) - own.index(letter) for letter in entry.letters if letter in own), default=0)


def _doubts(reading: Reading, chosen: list[Entry], rivals: list[Entry], date: str | None) -> list[Doubt]:
    entry, doubts = chosen[0], []
    row = entry.row
    if len({e.name for e in chosen}) > 1:
        others = ", ".join(dict.fromkeys(e.name for e in chosen))
        doubts.append(Doubt("agency.name_unsure", f"{reading.shape}: may be any of {others}", 0.7))
    elif rivals:
        others = ", ".join(dict.fromkeys(e.name for e in rivals))
        confidence = 0.7 if any(e.name.replace("管理", "") == entry.name for e in rivals) else 0.9
        doubts.append(Doubt("agency.name_unsure", f"{reading.shape}: the full name, or short for {others}", confidence))
    if not set(letters(reading.place)) & set(entry.letters):
        doubts.append(Doubt("agency.level", f"no {entry.name} is known at the level of {reading.place.name}", 0.8))
    if not in_force(row.valid_from, row.valid_to, date):
        doubts.append(
            Doubt("agency.out_of_date", f"{entry.name}: {row.valid_from or '…'} to {row.valid_to or '…'}", 0.8)
        )
    if row.type == "enterprise" and "{" not in row.name:
        doubts.append(Doubt("agency.company_name", f"{entry.name}: the registered name may be longer", 0.7))
    if row.type == "vertical" and kind(reading.place) in _OF_THE_CORPS:  # tax offices there are named after the city
        doubts.append(Doubt("agency.name_unsure", f"{reading.shape}: may be named after the city of the division", 0.7))
    if row.type == "zone" and _is_loose(reading):
        doubts.append(Doubt("agency.name_unsure", f"{reading.shape}: the zone may be named otherwise in full", 0.7))
    if reading.shape == "~":
        doubts.append(Doubt("agency.place_only", f"{reading.written}: a place stands for its government", 0.8))
    return doubts + _place_doubts(reading)


def _place_doubts(reading: Reading) -> list[Doubt]:
    """That a mention leaves its place to the reader, or names one that has ended."""
    doubts, place = [], reading.place
    if reading.how == "none":
        doubts.append(Doubt("agency.place_implied", f"{reading.shape[1:]}: taken for that of {place.name}", 0.9))
    if place.lapsed:
        doubts.append(Doubt("agency.place_lapsed", f"{place.name} had ended before the date", 0.9))
    return doubts


def _is_loose(reading: Reading) -> bool:
    """Whether a zone's full name may say more than what is written: that of a county, and a mere 开发区 of any place."""
    if reading.place.level == "county" and any(short in reading.shape for short in name_words("zone-short")):
        return True
    return reading.shape.partition("~")[2].startswith(name_words("zone-loose"))


def _ambiguous(reading: Reading, chosen: list[Entry], near: str | None) -> Answer:
    mention = reading.shape.replace("~", reading.written)
    functions = ", ".join(dict.fromkeys(e.row.function for e in chosen))
    doubt = Doubt("agency.ambiguous", f"{mention}: {functions} are both written so", 0.0)
    return Answer(unresolved(mention, near), (doubt,))


def _free(text: str, near: str | None, date: str | None) -> Answer | None:
    """Bodies named by a free word: `钱江海关`, `萧山机场海关`."""
    place = named_place(near, date) if near else None
    if place is None:
        return None
    for ending, entry in free_forms():
        part = text.removesuffix(ending)
        if part != text and 2 <= len(part) <= 8:
            name = full_name(entry.name, entry.row.type, place, date, named=part)
            answer = _named(entry, place, name, text)
            return answer if entry.row.type != "zone" else answer.doubted(_loosely_named(text, name))
    return None


def _loosely_named(text: str, name: str) -> Doubt:
    """That documents shorten the names of hills and lakes at will: 东湖风景区 is 东湖生态旅游风景区."""
    return Doubt("agency.name_unsure", f"{text}: taken for {name}; the full name may be longer", 0.7)


def _bracketed(text: str, near: str | None, date: str | None) -> Answer | None:
    """`市城管局（市综合执法局）`: the bracket names the same body again."""
    head, bracket, rest = text.partition("（")
    if not bracket or not rest.endswith("）") or len(head) < 2:
        return None
    answer = resolve(head, near, date)
    return answer if answer.agency.resolved else None


def _by_task(text: str, near: str | None, date: str | None) -> Answer | None:
    """`市发展改革部门`, `公安机关`: a body named by its task has the name that is usual at that level."""
    if not near or not text.endswith(name_words("task")):
        return None
    named = written.place_of(text, near, date)
    readings = [*([named] if named else []), ("", named_place(near, date))]
    stems = (
        (text.removesuffix(ending)[len(wording) :], place)
        for ending in name_words("task")
        if text.endswith(ending)
        for wording, place in readings
    )
    stem, place = next(((stem, place) for stem, place in stems if stem in cores()), ("", None))
    if place is None:
        return None
    function = cores()[stem]
    own = letters(place)
    fitting = sorted((e for e in by_function()[function] if _rank(e, own)), key=lambda e: -_rank(e, own))
    living = [e for e in fitting if in_force(e.row.valid_from, e.row.valid_to, date)]
    entry = next((e for e in living if stem in e.row.cores), None)
    if entry is None:
        return None
    name = full_name(entry.name, entry.row.type, place, date)
    doubt = Doubt("agency.task_only", f"{text}: named by its task; taken for {name}", 0.6)
    return _named(entry, place, name).doubted(doubt)


_JOINED = "和与及、（"
_REST = ("员会", "公室", "公厅", "事处")  # of 委员会, 办公室, 办公厅, 办事处, which are not cut behind 委 and 办


def _inner(text: str, near: str | None, date: str | None) -> Answer | None:
    """A division of a body that is named before it: `市场监管厅登记注册局`."""
    if not text.endswith(name_words("division")) or text.endswith("处室"):
        return None
    for at in range(len(text) - 2, 2, -1):
        if text[:at].endswith(name_words("parent")) and text[at] not in _JOINED and not text.startswith(_REST, at):
            if level_word(text[at:]):  # 市住建局市水利局: two bodies without a mark between them
                continue
            parent = resolve(text[:at], near, date)
            if parent.agency.resolved and parent.agency.confidence >= 0.8 and not _is_whole(parent):
                return _branch(parent, text[at:], date) or inner(parent, text[at:])
    return None


def _branch(parent: Answer, part: str, date: str | None) -> Answer | None:
    """The branch of a city's bureau that a county knows as its own: 市生态环境局西湖分局 is 区生态环境分局."""
    bureau, code = parent.agency, parent.agency.division_code or ""
    place = nearest(part.removesuffix("分局"), code, date) if part.endswith("分局") and bureau.function else None
    if place is None or place.level != "county" or not lies_in(place.code, code, date):
        return None
    branches = (entry for entry in by_function().get(bureau.function or "", ()) if entry.name.endswith("}分局"))
    named = {full_name(entry.name, entry.row.type, place, date): entry for entry in branches}
    name = next((n for n in (bureau.name + part, f"{bureau.name}{place.short}分局") if n in named), "")
    return Answer(_named(named[name], place, name).agency, parent.doubts) if name else None


def _is_whole(parent: Answer) -> bool:
    """Whether a body is no department with divisions but a government or a committee of the Party."""
    return parent.agency.function in ("government", "party-committee", "state-council")


def inner(parent: Answer, part: str) -> Answer:
    """The division `part` of a body."""
    above = parent.agency
    # 信用监管处 and 信用监督管理处 are one division.
    ident = f"{above.agency_id}/{part.replace('监督管理', '监管')}"
    agency = above._replace(agency_id=ident, name=above.name + part, rule="inner_division")
    doubt = Doubt("agency.inner", f"{part}: taken for a division of {above.name}", 0.9)
    return Answer(agency, parent.doubts).doubted(doubt)
