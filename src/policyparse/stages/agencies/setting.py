"""Where and when a document speaks: its own place, its date and who issues it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from policyparse.records.found import Context, Outline
from policyparse.stages.agencies.answer import Answer
from policyparse.stages.agencies.central import central, is_plain
from policyparse.stages.agencies.naming import above
from policyparse.stages.agencies.place_names import place_in, place_within, province_of_character
from policyparse.stages.agencies.places import NATION, Division, nearest
from policyparse.stages.agencies.readings import level_word, readings_anywhere
from policyparse.stages.agencies.resolve import resolve

_HEAD = 1500  # the frame of a document lies within so many code points of its ends
_READ = 20_000  # and so much of a text is read where only its words tell the place
_TO_ALL = "各省、自治区、直辖市"
_NATIONAL_NUMBERS = ("国发", "国办", "国函", "中发", "中办", "国令")
_GOVERNMENT_NUMBER = re.compile(r"([一-鿿])政")
_DAY = re.compile(r"(?<![到至])(20[0-3]\d|19[89]\d) ?年 ?(1[0-2]|0?[1-9]) ?月 ?(3[01]|[12]\d|0?[1-9]) ?日")
_NUMBER_YEAR = re.compile(r"[〔\[［(（]((?:20[0-3]|199)\d)[〕\]］)）] ?\d+ ?号")
_ISSUING = re.compile(r"(联合)?(印发|发布|文件|转发)$")
_OWN_LEVEL = re.compile(r"[全我本](自治区|自治州|自治县|省|市|州|县|区|盟|旗)")
_YEAR = re.compile(r"(?<![\d到至—\-－～])(20[0-3]\d|19[89]\d)(?!\d)")


class Setting(NamedTuple):
    """Where and when a document speaks."""

    place: str | None  # division code, "" = the nation, None = not known
    date: str | None  # ISO day, or a year
    issuer: str | None  # the issuer's full name, or as written
    body: Answer | None  # who that is, where one body issues it


def setting(text: str, outline: Outline, mentions: Iterable[str], context: Context) -> Setting:
    """The place, date and issuer that a document's frame says, else what its words make likely."""
    date = date_of(text, outline, context)
    names = [n for n in (outline.parts.issuer, context.issuer) if n]
    place = place_of(text, outline, names, list(mentions), date)
    if not outline.parts.issuer and not context.issuer:
        return Setting(place, date, None, None)
    found = [resolve(name, place, date) for name in re.split("[、 　]+", _ISSUING.sub("", names[0])) if name]
    full = [a.agency.name for a in found]
    return Setting(place, date, "、".join(full) or None, found[0] if len(found) == 1 else None)


def date_of(text: str, outline: Outline, context: Context) -> str | None:
    """The day of issue, else the day of consultation, else a year of number, title or text."""
    parts = outline.parts
    day = parts.date_issued or context.date_issued or parts.consultation_start
    if day:
        return day.isoformat()
    for words in (parts.document_number, parts.title):
        year = _YEAR.search(words or "")
        if year:
            return year[1]
    written = _DAY.search(text[:_HEAD]) or _DAY.search(text[-_HEAD:])
    if written:
        return f"{written[1]}-{int(written[2]):02}-{int(written[3]):02}"
    numbers = _NUMBER_YEAR.findall(text[:_READ])  # what it cites was there before it
    return max(numbers) if numbers else None


def place_of(text: str, outline: Outline, names: list[str], mentions: list[str], date: str | None) -> str | None:
    """The document's own place: of its issuer, title, number or addressees, else the place that its words name most."""
    for words in (*names, outline.parts.title):
        place = _named(words, date) if words else None
        if place is not None:
            return place.code
    number = outline.parts.document_number or ""
    if number.startswith(_NATIONAL_NUMBERS) or _TO_ALL in text[:_HEAD]:
        return NATION.code
    if sum(map(is_plain, mentions)) * 2 > len(mentions):
        return NATION.code
    written = _GOVERNMENT_NUMBER.match(number)
    province = province_of_character(written[1], date) if written and written[1] != "宁" else None
    return province.code if province else _likeliest(text, names + mentions, date)


def _named(words: str, date: str | None) -> Division | None:
    first = re.split("[、 　]", words.strip(), maxsplit=1)[0]
    if central(first, date):
        return NATION
    named = place_in(words, None, date) or place_within(words[:80], None, date)
    return named.place if named else None


def _likeliest(text: str, mentions: list[str], date: str | None) -> str | None:
    """The place that mentions and text name most, of the level that the mentions speak of (`市…`, `省…`)."""
    words = Counter(word for word in map(level_word, mentions) if word) or Counter(_OWN_LEVEL.findall(text))
    if not words:
        return None
    level = (level_word(mentions[0]) if mentions else None) or words.most_common(1)[0][0]
    votes: Counter[str] = Counter()
    for place in _places_of(mentions, text, date):
        meant = above(place, level, date)
        if meant and (level != "区" or meant.level == "county"):
            votes[meant.code] += 1
    best = votes.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _places_of(mentions: list[str], text: str, date: str | None) -> Iterator[Division]:
    """Every place that a mention names, and every place name of two characters or in full in the text."""
    for mention in mentions:
        yield from readings_anywhere(mention, date)
    read = text[:_READ]
    pairs = Counter(map("".join, pairwise(read)))
    for pair, count in pairs.items():
        place = nearest(pair, None, date) if count > 1 else None
        if place is not None and place.level in ("province", "prefecture"):
            for _ in range(count):
                yield place
