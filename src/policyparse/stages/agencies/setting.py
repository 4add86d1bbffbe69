"""Where and when a document speaks: its own place, its date and who issues it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.divisions import rows_by_name
from policyparse.records.found import Context, Outline
from policyparse.stages.agencies.answer import Answer
from policyparse.stages.agencies.central import central, is_plain
from policyparse.stages.agencies.name_words import name_words
from policyparse.stages.agencies.naming import above
from policyparse.stages.agencies.place_names import place_in, place_within, province_of_character
from policyparse.stages.agencies.places import NATION, Division, find, nearest, parent_of, short_names
from policyparse.stages.agencies.readings import ending_of, level_word, readings_anywhere
from policyparse.stages.agencies.resolve import resolve

_HEAD = 1500  # the frame of a document lies within so many code points of its ends
_READ = 20_000  # and so much of a text is read where only its words tell the place
_SURE = 0.8  # an issuer whose name is less sure is not completed
_CLEAR = 2  # so many mentions that name one place, and twice as many as name another, tell it without the text
_TO_ALL = "各省、自治区、直辖市"
_GOVERNMENT_NUMBER = re.compile(r"([一-鿿])政")
_DAY = re.compile(r"(20[0-3]\d|19[89]\d)(?<![到至]\d{4}) ?年 ?(1[0-2]|0?[1-9]) ?月 ?(3[01]|[12]\d|0?[1-9]) ?日")
_NUMBER_YEARS = {  # the year of a document number, by the bracket that it stands in: one is found at once, any of them not
    opened: re.compile(rf"{re.escape(opened)}((?:20[0-3]|199)\d)[〕\]］)）] ?\d+ ?号") for opened in "〔[［(（"
}
_ISSUING = re.compile(r"(联合)?(印发|发布|文件|转发)$")
_PLACE_END = re.compile("[省市州县区盟旗]")
_OWN_LEVELS = {own: re.compile(f"{own}(自治区|自治州|自治县|省|市|州|县|区|盟|旗)") for own in "全我本"}
_YEAR = re.compile(r"(?<![\d到至—\-－～])(20[0-3]\d|19[89]\d)(?!\d)")


class Setting(NamedTuple):
    """Where and when a document speaks."""

    place: str | None  # division code, "" = the nation, None = not known
    date: str | None  # ISO day, or a year
    issuer: str | None  # as written; in full where the name leaves the place to the reader (市发改委)
    body: Answer | None  # who that is, where one body issues it


def setting(text: str, outline: Outline, mentions: Iterable[str], context: Context) -> Setting:
    """The place, date and issuer that a document's frame says, else what its words make likely."""
    date = date_of(text, outline, context)
    names = [n for n in (outline.parts.issuer, context.issuer) if n]
    place = place_of(text, outline, names, list(mentions), date)
    if not outline.parts.issuer and not context.issuer:
        return Setting(place, date, None, None)
    written = [name for name in re.split("[、 　]+", _ISSUING.sub("", names[0])) if name]
    found = [resolve(name, place, date) for name in written]
    told = [_told(name, answer) for name, answer in zip(written, found, strict=True)]
    return Setting(place, date, "、".join(told) or None, found[0] if len(found) == 1 else None)


def _told(written: str, answer: Answer) -> str:
    """An issuer as it is written, in full where it is named by its level alone: `市发改委`, which only its place can read."""
    return answer.agency.name if answer.agency.confidence >= _SURE and level_word(written) else written


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
    written = _day_in(text[:_HEAD]) or _day_in(text[-_HEAD:])
    if written:
        return f"{written[1]}-{int(written[2]):02}-{int(written[3]):02}"
    read = text[:_READ]
    years = [year for opened, number in _NUMBER_YEARS.items() if opened in read for year in number.findall(read)]
    return max(years, default=None)  # what it cites was there before it


def _day_in(text: str) -> re.Match[str] | None:
    """The first day that a text names, of our time: the beginnings of its year are looked for first, which few texts have."""
    return _DAY.search(text) if "20" in text or "19" in text else None


def place_of(text: str, outline: Outline, names: list[str], mentions: list[str], date: str | None) -> str | None:
    """The document's own place: of its issuer, title, number or addressees, else the place that its words name most."""
    level = _level(mentions)
    said = [place for place in _said(outline, names, date) if place is not None]
    for place in said:
        if level is None or not place.code or above(place, level, date):
            return place.code
    namesake = _among_namesakes(names[0], text, date) if names and not said else None
    if namesake is not None:
        return namesake.code
    number = outline.parts.document_number or ""
    if number.startswith(name_words("number")) or _TO_ALL in text[:_HEAD].replace(" ", ""):
        return NATION.code
    if sum(map(is_plain, mentions)) * 2 > len(mentions):
        return NATION.code
    return _likeliest(text, names + mentions, date) or (said[0].code if said else None)


def _said(outline: Outline, names: list[str], date: str | None) -> Iterator[Division | None]:
    """The places that issuer, title and number name."""
    for words in (*names, outline.parts.title):
        yield _named(words, date) if words else None
    written = _GOVERNMENT_NUMBER.match(outline.parts.document_number or "")
    if written and written[1] != "宁":  # 宁政发 is of 宁夏 or 南京
        yield province_of_character(written[1], date)


def _level(mentions: list[str]) -> str | None:
    """How the places end of whose level most mentions speak (`市…`; 师 where they say `师市…`)."""
    return _most([ending_of(word) for word in map(level_word, mentions) if word])


def _named(words: str, date: str | None) -> Division | None:
    first = re.split("[、 　]", words.strip(), maxsplit=1)[0]
    if central(first, date):
        return NATION
    named = place_in(words, None, date) or place_within(words[:80], None, date)
    return named.place if named else None


def _among_namesakes(issuer: str, text: str, date: str | None) -> Division | None:
    """Of several places whose name an issuer begins with (鼓楼区), the one whose city or province the text names most."""
    name = next((issuer[:end] for end in (5, 4, 3, 2) if issuer[:end] in rows_by_name()), "")
    read = text[:_READ]
    votes = sorted((sum(map(read.count, _names_above(place, date))), place) for place in find(name, None, date))
    if not votes or votes[-1][0] == 0 or (len(votes) > 1 and votes[-2][0] * _CLEAR > votes[-1][0]):
        return None
    return votes[-1][1]


def _names_above(place: Division, date: str | None) -> Iterator[str]:
    """The full names of the city and the province that a place lies in."""
    at = parent_of(place.code, date)
    while at is not None and at.code:
        yield at.name
        at = parent_of(at.code, date)


def _likeliest(text: str, mentions: list[str], date: str | None) -> str | None:
    """The place that mentions and text name most, of the level that the mentions speak of (`市…`, `省…`)."""
    own = level_word(mentions[0]) if mentions else None
    level = (own and ending_of(own)) or _level(mentions) or _most(_own_levels(text))
    if level is None:
        return None
    named = [place for mention in mentions for place in readings_anywhere(mention, date)]
    return _clear(named, level, date, _CLEAR) or _clear([*named, *_places_in(text, date)], level, date, 1)


def _own_levels(text: str) -> list[str]:
    """The levels that a text calls its own (`全市`, `本县`), in order."""
    found = [match for own, level in _OWN_LEVELS.items() if own in text for match in level.finditer(text)]
    return [match[1] for match in sorted(found, key=re.Match.start)]


def _clear(places: list[Division], level: str, date: str | None, least: int) -> str | None:
    """The place of a level that has the most votes, where these are enough and no other has as many."""
    votes: Counter[str] = Counter()
    for place, count in Counter(places).items():
        meant = above(place, level, date)
        if meant and (level != "区" or meant.level == "county"):
            votes[meant.code] += count
    best = votes.most_common(2)
    if not best or best[0][1] < least or (len(best) > 1 and best[1][1] * least >= best[0][1]):
        return None
    return best[0][0]


def _places_in(text: str, date: str | None) -> Iterator[Division]:
    """Every short name of a province or prefecture that a text holds more than once, and every place name in full."""
    read = text[:_READ]
    short = Counter(filter(short_names().__contains__, map("".join, _pair().findall(read))))
    ends = [m.end() for m in _PLACE_END.finditer(read) if read[m.start() - 1 : m.end()] in _last_pairs()]
    full = Counter(
        filter(rows_by_name().__contains__, [read[max(0, end - n) : end] for end in ends for n in (3, 4, 5)])
    )
    for name, count in (*short.items(), *full.items()):
        place = nearest(name, None, date) if count > 1 or len(name) > 2 else None
        if place is not None and (len(name) > 2 or place.level in ("province", "prefecture")):
            yield from repeat(place, count)


@kept
def _last_pairs() -> frozenset[str]:
    """The last two characters of the names in full: `全市` and `社区`, with which most that ends like a place does, are none."""
    return frozenset([name[-2:] for name in rows_by_name() if len(name) > 2])


@kept
def _pair() -> re.Pattern[str]:
    """Two characters of which the first begins a short name and the second ends one; the next pair may begin with it."""
    first, second = ("".join(sorted({name[at] for name in short_names()})) for at in (0, 1))
    return re.compile(f"([{first}])(?=([{second}]))")


def _most(words: list[str]) -> str | None:
    return Counter(words).most_common(1)[0][0] if words else None
