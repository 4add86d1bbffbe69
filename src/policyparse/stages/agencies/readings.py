"""Where a mention names its place: every way to read it as head + place + rest that the registry knows."""

from collections.abc import Iterator
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.stages.agencies.name_words import meanings, name_words, words_at
from policyparse.stages.agencies.naming import above
from policyparse.stages.agencies.place_names import place_in
from policyparse.stages.agencies.places import Division, division, division_of_city, nearest
from policyparse.stages.agencies.registry import BY_NAME, heads, in_force, local_forms, shapes

_LONGEST_PLACE = 15


class Reading(NamedTuple):
    """A mention as the registry may know it."""

    shape: str
    place: Division
    written: str  # the place as the mention writes it: `市`, `杭州`, or nothing
    how: str  # word, named, none


def readings(text: str, near: str | None, date: str | None) -> Iterator[Reading]:
    """The readings of a mention, likeliest first: a word for the level, no place, a place by name."""
    for head in ("", *(h for h in heads().get(text[:1], ()) if text.startswith(h))):
        rest = text[len(head) :]
        yield from _by_word(head, rest, near, date)
        yield from _bare(head, rest, near, date)
        yield from _by_name(head, rest, near, date)


def readings_anywhere(text: str, date: str | None) -> Iterator[Division]:
    """The places that a mention names, wherever the document is: of `国网杭州供电公司` 杭州市."""
    for head in ("", *(h for h in heads().get(text[:1], ()) if text.startswith(h))):
        for reading in _by_name(head, text[len(head) :], None, date):
            yield reading.place


def level_word(text: str) -> str | None:
    """The word for a level that a mention begins with, where what follows is written so by some body."""
    for word in words_at("level").get(text[:1], ()):
        if text.startswith(word) and known("", text[len(word) :]):
            return word
    return None


def ending_of(word: str) -> str:
    """How the places of a level end that a word stands for: 州 → 自治州, 师市 → 师, 市 → 市."""
    return meanings("level").get(word) or word


def known(head: str, tail: str) -> bool:
    """Whether some body is written `head` + place + `tail`."""
    return f"{head}~{tail}" in shapes() or (not head and tail in _local_tails())


def own_place(text: str, near: str | None, date: str | None) -> tuple[str, Division] | None:
    """The word for a level that the text begins with, and the place it means; None where there is none."""
    lead = 1 if text[:1] in name_words("own") else 0
    for word in words_at("level").get(text[lead : lead + 1], ()):
        if text.startswith(word, lead):
            place = _meant(word, near, date)
            return (text[: lead + len(word)], place) if place else None
    return None


def _by_word(head: str, rest: str, near: str | None, date: str | None) -> Iterator[Reading]:
    lead = 1 if rest[:1] in name_words("own") else 0
    for word in words_at("level").get(rest[lead : lead + 1], ()):
        end = lead + len(word)
        if rest.startswith(word, lead) and len(rest) > end and known(head, rest[end:]):
            shape = f"{head}~{rest[end:]}"
            place = _meant(word, near, date)
            if place and (word != "区" or _is_ones_region(place, near, shape)):
                yield Reading(shape, place, rest[:end], "word")


def _bare(head: str, rest: str, near: str | None, date: str | None) -> Iterator[Reading]:
    place = division(near, date) if near is not None else None
    if place is None:
        return
    if head and head + rest in shapes():
        yield Reading(head + rest, place, "", "none")
    if rest and known(head, rest):
        yield Reading(f"{head}~{rest}", place, "", "none")


def _by_name(head: str, rest: str, near: str | None, date: str | None) -> Iterator[Reading]:
    written, tails = shapes(), _tails().get(head, ())
    for end in range(min(_LONGEST_PLACE, len(rest)), 1, -1):
        tail = rest[end:]
        if tail in tails and (place := _place(rest[:end], near, date)):
            shape = f"{head}~{tail}"
            named = BY_NAME + shape
            by_name = named in written and not (shape in written and _ended(named, date))
            yield Reading(named if by_name else shape, place, rest[:end], "named")


def is_namesake(place: Division, written: str, near: str | None) -> bool:
    """Whether the short name of a county that lies elsewhere is rather the name of a hill or a lake near by."""
    if not near or place.level != "county" or not written == place.short != place.name:
        return False
    return not place.code.startswith(near[:2] if near.endswith("0000") else near[:4])


def _is_ones_region(place: Division, near: str | None, shape: str) -> bool:
    """Whether 区 means the place: not a 自治区 above where a district may have such a body too (区住建局, but 区住建厅)."""
    if place.level != "province" or place.code == near:
        return True
    return all("p" in entry.letters and not set(entry.letters) & {"c", "x"} for entry in shapes().get(shape, ()))


def _ended(shape: str, date: str | None) -> bool:
    """Whether none of the names that a shape stands for is in force: 重庆金融监管局 of 2021 is no branch of 2023."""
    return not any(in_force(e.row.valid_from, e.row.valid_to, date) for e in shapes()[shape])


def _place(name: str, near: str | None, date: str | None) -> Division | None:
    """The place with this name; a name may begin with those above it (杭州市西湖区)."""
    found = nearest(name, near, date)
    if found is None and len(name) > 4:
        inside = place_in(name, near, date)
        found = inside.place if inside and (inside.start, inside.end) == (0, len(name)) else None
    return found or _former(name, near)


def _former(name: str, near: str | None) -> Division | None:
    """A place that ended long before, by its full name: 人民银行莱芜市中心支行 kept its name when 莱芜市 was merged."""
    found = nearest(name, near, None)
    return found._replace(lapsed=True) if found and found.name == name and found.valid_to else None


def _meant(word: str, near: str | None, date: str | None) -> Division | None:
    """The place that a word for a level means in a document of `near`."""
    place = division(near, date) if near else None
    if place is None:
        return None
    if word == "区" and place.level == "province":
        word = "自治区"
    if word == "行署":  # the administration of a 地区 or a 盟
        return above(place, "地区", date) or above(place, "盟", date)
    return above(place, ending_of(word), date) or (division_of_city(place, date) if ending_of(word) == "师" else None)


@kept
def _tails() -> dict[str, frozenset[str]]:
    """What stands before a place (mostly nothing) → what may stand behind it."""
    found = {"": set(_local_tails())}
    for shape in shapes():
        head, place, tail = shape.removeprefix(BY_NAME).partition("~")
        if place:
            found.setdefault(head, set()).add(tail)
    return {head: frozenset(those) for head, those in found.items()}


@kept
def _local_tails() -> frozenset[str]:
    return frozenset(form for _, form in local_forms())
