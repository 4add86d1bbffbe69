"""Groups of bodies: which mention is one, whom it means, and its members where they are closed.

`各区、县（市）政府` in a document of Hangzhou means the governments of its 13 districts, counties and county-level cities;
`市直有关部门` means some departments of the city, and nobody can list them. The words are rows of `lexicon/groups.csv`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.divisions import rows_by_name
from policyparse.lexicon.load import rows
from policyparse.lexicon.small_numbers import small_number
from policyparse.lexicon.words import choices
from policyparse.slots import slotted
from policyparse.stages.agencies.group_members import Kind, members_of
from policyparse.stages.agencies.name_words import name_words
from policyparse.stages.agencies.naming import full_name
from policyparse.stages.agencies.place_names import place_in
from policyparse.stages.agencies.places import Day, Division, level_of
from policyparse.stages.agencies.readings import own_place

# What stands between the words: brackets of all shapes, separators, white space.
_BETWEEN = str.maketrans("", "", '（）()〔〕[]［］【】〈〉‹›＜＞<>《》“”"、，,/／· 　\t\r\n')
_AND = ("以及", "及", "和", "与", "或")
_OPENING, _ZONE = "（(〔[", ("区管委会", "区管理委员会")


class GroupWord(NamedTuple):
    """A row of `groups.csv`; its head says what each part means."""

    words: str
    part: str
    means: str
    example: str


class Group(NamedTuple):
    """Whom a mention means that names no single body."""

    place: str  # division code of the place it belongs to; "" = the nation
    what: str  # government, department, unit, zone, township …, or the body as it is called there (市场监管局)
    kinds: tuple[str, ...]  # the kinds of division that it names, as written: 区, 县, 市
    closed: bool  # whether its members are known
    members: tuple[Division, ...]  # the divisions that it means; () where it is not closed
    rule: str
    confidence: float


@slotted
class _Reading:
    """A bare mention taken apart, from left to right."""

    owner: str = ""  # the words that say whose the bodies are: 市直
    strong: bool = False
    every: bool = False
    some: bool = False
    kinds: tuple[GroupWord, ...] = ()
    codes: tuple[str, ...] = ()
    tail: str = ""


@lru_cache(maxsize=8192)
def group_of(mention: str, near: str | None = None, date: Day = None) -> Group | None:
    """The group that a mention means in a document of the place `near` at the date; None where it is no group.

    `near` is a division code; "" or None for a national document. Members are divisions; `government_name`
    names their governments. A group is closed where it means all of a kind that the place has: no
    `有关`, no zone, no department. It has no members where the place has none of the kind (东莞).

    >>> group = group_of("各区、县（市）政府", "330100", "2023-06")
    >>> len(group.members), group.what, group.closed
    (13, 'government', True)
    >>> group_of("各有关部门", "330100", "2023-06").closed, group_of("市市场监管局", "330100", "2023-06")
    (False, None)
    """
    if counted := _COUNTED.match(mention):
        group = group_of("各" + mention[counted.end() :], near, date)
        return group if group and len(group.members) == small_number(counted[1]) else None
    if not _may_be(_bare(mention)):
        return None
    place, text = near or "", mention
    named = place_in(mention, near, date)
    if named and named.place.code and len(mention) > named.end and named.place.level != "zone":
        place, text = named.place.code, mention[named.end :]
    elif mention.startswith(_names_like_words()):
        return None
    bare = _bare(text)
    whole = _whole(bare)
    if whole:
        return Group(_owner(whole[0], place, date), whole[1], (), False, (), "groups.whole", 1.0)
    if _zones(text):
        return Group(place, "zone", (), False, (), "groups.whole", 1.0)
    what = _alone(bare, place, date)
    if what:
        return Group(place, what, (), False, (), "groups.alone", 0.8)
    reading = _read(bare)
    if not _is_group(bare, reading):
        return None
    return _group(_owner(reading.owner, place, date), reading, date)


@kept
def _names_like_words() -> tuple[str, ...]:
    """Names of places that begin with a word which makes a group wherever it stands: 驻马店人民银行 is none."""
    words = tuple([word.words for word in _words("open") if word.means])
    return tuple([name for name in rows_by_name() if name.startswith(words)])


def _owner(words: str, near: str, date: Day) -> str:
    """Whose bodies are meant in a document of `near`: 市直有关部门 of a county's are its city's, 国务院有关部门 the nation's."""
    if words.startswith(name_words("national")):
        return ""
    own = own_place(words, near, date if date is None or isinstance(date, str) else date.isoformat())
    if own is None or words.startswith(name_words("level"), len(own[0])):  # 省市有关部门 are of two places
        return near
    return own[1].code


# `16区` of Beijing are all of them; `5区` are not, and nothing says which.
_COUNTED = re.compile("全?[省市州盟区县]?([0-9]{1,3}|[一二三四五六七八九十]{1,3})个?(?=[区县市州旗盟])")


def government_name(place: Division, date: Day = None) -> str:
    """The full name of a division's government: a district's has its city before it, a 地区 or 盟 has a 行政公署.

    >>> from policyparse.stages.agencies.places import division
    >>> [government_name(division(c)) for c in ("330106", "330122", "520203", "152900")]
    ['杭州市西湖区人民政府', '桐庐县人民政府', '六枝特区人民政府', '阿拉善盟行政公署']
    """
    return full_name("人民政府", "government", place, date)


def _bare(text: str) -> str:
    """A text without what stands between its words; most have nothing of it."""
    return text if text.isalpha() else text.translate(_BETWEEN)


def _may_be(bare: str) -> bool:
    """Whether a mention has a word that a group needs; most have none, and need no reading."""
    inside, at_end = _signs()
    return bare.endswith(at_end) or inside.search(bare) is not None


@kept
def _signs() -> tuple[re.Pattern[str], tuple[str, ...]]:
    words = [word.words for part in ("every", "open", "set", "whole", "alone", "body") for word in _words(part)]
    endings = [word.words for part in ("kind", "class") for word in _words(part)]
    return re.compile(choices(words)), tuple(endings)


def _group(place: str, reading: _Reading, date: Day) -> Group:
    what, listed = _what(reading.tail)
    anywhere = [word.words for word in reading.kinds] in (["地"], ["地区"])  # 各地政府 says nothing of a level
    may_close = listed and not (reading.some or anywhere or _of_both_levels(place, reading, date))
    kinds = [Kind(word.words, word.means) for word in reading.kinds]
    members = members_of(kinds, reading.codes, place, date) if may_close and (kinds or reading.codes) else ()
    said = tuple(word.words for word in reading.kinds)
    sure = reading.every or bool(reading.codes) or not members
    rule = "groups.closed" if members else "groups.open"
    return Group(place, what, said, bool(members), members, rule, 1.0 if sure else 0.8)


def _of_both_levels(place: str, reading: _Reading, date: Day) -> bool:
    """Whether governments are those of a city and of its counties: 市县政府 there names the city itself, 各市县 do not."""
    own = not reading.every and len(reading.kinds) > 1 and reading.kinds[0].words == "市"
    return own and level_of(place, date) == "prefecture"


def _whole(bare: str) -> tuple[str, str] | None:
    """Whose and what a mention means that is a group as it is, with or without words that say whose: `市行业主管部门`."""
    for word in _words_by_last("whole").get(bare[-1:], ()):
        if bare.endswith(word.words):
            before = bare.removesuffix(word.words)
            at = _skip(before, 0, "place")
            if at == len(before):
                return before, word.means
    return None


def _alone(bare: str, place: str, date: Day) -> str:
    """What a mention means that is a group without a word for it: 区政府 in a document of a city, 开发区管委会."""
    means = next((word.means for word in _words("alone") if word.words == bare), "")
    return "" if means == "government" and level_of(place, date) in ("county", "zone", None) else means


def _zones(text: str) -> bool:
    """Whether the brackets of a mention make several zones of it: `开发（度假）区管委会`, `开发区（投资区）管委会`."""
    cut = next((at for at, character in enumerate(text) if character in _OPENING), 0)
    if cut == 0 or "管" in text[:cut] or not _bare(text).endswith(_ZONE):
        return False
    return text[cut - 1] != "区" or any(
        word.words == text[:cut] for part in ("alone", "whole") for word in _words(part)
    )


def _read(bare: str) -> _Reading:
    reading = _Reading()
    at = _skip(bare, 0, "place")
    quantified = _quantify(bare, at, reading)
    if quantified == at:  # 市县政府: the words are kinds, not whose; 市直单位
        owner = bare[:at]
        reading.strong = any(owner.endswith(w.words) for w in _words("place") if w.means == "strong")
        quantified = at if reading.strong and not _next(bare, at, "body") else 0  # 省级政府 is a kind, 省级部门 are not
    reading.owner = bare[: min(at, quantified)]
    at = _kinds(bare, quantified, reading)
    at = _quantify(bare, at, reading)
    reading.tail = bare[at:]
    return reading


def _quantify(bare: str, at: int, reading: _Reading) -> int:
    """Read `各`, `有关`, `试点` from `at` on; where they end."""
    while word := _next(bare, at, "every") or _next(bare, at, "open"):
        reading.every |= word.part == "every"
        reading.some |= word.part == "open"
        at += len(word.words)
    return at


def _kinds(bare: str, at: int, reading: _Reading) -> int:
    """Read the kinds of division and the sets from `at` on; where they end."""
    while True:
        over = _over(bare, at) if reading.kinds or reading.codes else 0
        word = _next(bare, at + over, "set")
        if not word and not _next(bare, at + over, "stop"):
            word = _next(bare, at + over, "kind")
        if not word:
            return at
        if word.part == "set":
            reading.codes += tuple(word.means.split(";"))
        else:
            reading.kinds += (word,)
        at += over + len(word.words)


def _over(bare: str, at: int) -> int:
    """How long a conjunction is at `at`, or governments before more of them: 各盟行政公署、市人民政府."""
    body = _next(bare, at, "body")
    return len(body.words) if body else next((len(word) for word in _AND if bare.startswith(word, at)), 0)


def _is_group(bare: str, reading: _Reading) -> bool:
    governments = _what(reading.tail)[0] == "government"
    a_class = bool(_class(reading.tail))
    return (
        any(word.words in bare for word in _words("open") if word.means == "any")
        or reading.every
        or (reading.some and (a_class or governments))
        or (bool(reading.codes) and governments)
        or (governments and (len(reading.kinds) > 1 or _of_a_level(reading)))
        or ((reading.strong or len(reading.kinds) > 1) and a_class)
        or _ends_with_class(bare)
        or _each(bare)
    )


def _of_a_level(reading: _Reading) -> bool:
    """Whether the governments are those of a level: 省级人民政府, 设区市政府; one 市政府 is a body."""
    levels = ("province", "prefecture", "county")
    return any(kind.means in levels and kind.words not in ("省", "自治区", "直辖市") for kind in reading.kinds)


def _ends_with_class(bare: str) -> bool:
    """Whether a mention ends with some or all bodies of a kind: `…领导小组成员单位`, `市规划和自然资源局各分局`."""
    ending = [word.words for word in _words_by_last("class").get(bare[-1:], ()) if bare.endswith(word.words)]
    if ending and any(word.words in bare for word in _words("open") if word.means == "class"):
        return True
    return any(
        bare.endswith(part.words + word)
        for word in ending
        for part in (*_words("open"), *_words("every"))
        if part.words != "部分"  # …临空经济区（北京部分）管委会
    )


def _each(bare: str) -> bool:
    """Whether a mention says `各` of the divisions of a region: `珠三角各市`, `沿黄各省辖市政府`, `人行各市分行`."""
    at = bare.find("各") + 1
    return at > 1 and any(bare.startswith(word.words, at) for word in _words("kind"))


def _what(tail: str) -> tuple[str, bool]:
    """What the bodies are, and whether each division has just one of them (so that the group can be closed)."""
    body = _next(tail, 0, "body")
    more = tail[_skip(tail, 0, "body") :]  # 行署（人民政府）: a 地区 has the one, a 市 the other
    if not more:
        return "government", True
    if body and (more.startswith(_AND) or _class(more)):  # 政府（管委会）, 政府及其部门
        return "government", False
    means = _class(tail)
    return (means, False) if means else (tail, True)


def _class(tail: str) -> str:
    """The class of bodies that a tail begins or ends with; "" where it is none."""
    first = _next(tail, 0, "class")
    last = next((word for word in _words_by_last("class").get(tail[-1:], ()) if tail.endswith(word.words)), None)
    return first.means if first else last.means if last else ""


def _skip(bare: str, at: int, part: str) -> int:
    while word := _next(bare, at, part):
        at += len(word.words)
    return at


def _next(bare: str, at: int, part: str) -> GroupWord | None:
    """The longest word of a part that stands at `at`."""
    for word in _words_by_first(part).get(bare[at : at + 1], ()):
        if bare.startswith(word.words, at):
            return word
    return None


@kept
def _words_by_first(part: str) -> dict[str, tuple[GroupWord, ...]]:
    """The rows of a part by the first character of their words, the longest words first."""
    return _words_by(part, 0)


@kept
def _words_by_last(part: str) -> dict[str, tuple[GroupWord, ...]]:
    """The same by the last character."""
    return _words_by(part, -1)


def _words_by(part: str, at: int) -> dict[str, tuple[GroupWord, ...]]:
    found: dict[str, tuple[GroupWord, ...]] = {}
    for word in _words(part):
        found[word.words[at]] = (*found.get(word.words[at], ()), word)
    return found


@kept
def _words(part: str) -> tuple[GroupWord, ...]:
    """The rows of a part, the longest words first."""
    found = [row for row in rows("groups.csv", GroupWord) if row.part == part]
    return tuple(sorted(found, key=lambda row: -len(row.words)))
