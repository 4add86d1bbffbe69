"""Parts that the names of a list share: tails (`官渡区、嵩明县人民政府`) and heads (`市委组织部、宣传部`)."""

import re
from functools import lru_cache
from typing import NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.divisions import is_word, rows_by_name
from policyparse.lexicon.endings import endings
from policyparse.lexicon.words import any_of, words
from policyparse.stages.responsibilities.regions import BRACKET, Part
from policyparse.stages.responsibilities.vocabulary import names, unbracketed

ONLY_TAIL = "…"  # the separator of `部门` in `财政、税务等部门`: a tail to share, no name of its own
_SHARING = frozenset(("、", "等", *words("list_words.csv", "conjunction")))  # what a comma parts shares nothing


def shares_nothing(text: str) -> bool:
    """True for a name that neither takes nor needs a part of another, whatever list it stands in: `市财政局`."""
    if not _is_sure(text):
        return False
    if _may_lack_head(text) or "政府" in text or text.endswith("人民"):
        return False
    return text not in words("list_words.csv", "zone_tail")


def tailed(texts: list[str], pieces: list[Part]) -> None:
    """Completes in `texts` the names that share the tail of a later one."""
    right, tail = "", ""  # the piece behind, as long as it shares; the tail that it has taken itself
    only = ""  # `部门` of `等部门`, for all of the list: also for those before one that is whole (`公安、海关等部门`)
    for at in range(len(texts) - 1, -1, -1):
        text, separator = texts[at], pieces[at].separator
        if separator == ONLY_TAIL:
            right, tail = "", text if _UNIT.match(text) else "部门" if text.startswith("部门") else ""
            only = tail if tail == "部门" else ""
            continue
        written = text
        if (right or tail) and not _is_sure(text):
            found = right and _tail_of(right)
            tail = tail if tail and found in _UNITS_ALONE else found or tail
            texts[at] = text = _with_tail(text, tail) if tail else text
        right = written if separator in _SHARING else ""
        only = only if right else ""
        tail = tail if right and text is not written else only


class _Tails(NamedTuple):
    all: tuple[str, ...]
    last: frozenset[str]
    kinds: dict[str, str]
    zones: tuple[str, ...]
    utilities: tuple[str, ...]
    divided: re.Pattern[str]  # `邢台市政府`, `邢台市`: the word for the kind of place may be shared too
    qualified: re.Pattern[str]
    function: re.Pattern[str]
    branch: re.Pattern[str]  # `铁塔邢台分公司`: what is behind the firm may be shared


@kept
def _tails() -> _Tails:
    table = "list_words.csv"
    kinds = {
        t: k for k in ("government", "zone_tail", "tail", "function_tail", "utility_tail") for t in words(table, k)
    }
    level = any_of(words("agency_words.csv", "level"))
    qualifier = any_of((*words("agency_words.csv", "qualifier"), "级", "直"))
    return _Tails(
        tuple(sorted(kinds, key=len, reverse=True)),
        frozenset("".join(t[-1] for t in kinds) + "区市县州旗镇乡道处"),
        kinds,
        words(table, "zone"),
        words(table, "utility"),
        re.compile(
            f"^[^市省各区县旗]{{2,4}}?((新?区|市|县|州|旗|镇|乡|街道)"
            f"{any_of((*words(table, 'government'), *words(table, 'zone_tail'), '办事处'))}?)$"
        ),
        re.compile(f"{qualifier}$"),
        re.compile(f"^{level}?{any_of(words('agency_words.csv', 'function'))}"),
        re.compile(f"^{any_of(words(table, 'utility'))}(.{{1,8}}分公司)$"),
    )


@lru_cache(maxsize=8192)  # a document names the same bodies again and again
def _tail_of(text: str) -> str:
    """The tail that a name may share with those before it."""
    tails = _tails()
    if text[-1] not in tails.last:
        return ""
    if branch := tails.branch.match(text):
        return branch[1]
    if divided := tails.divided.match(text):
        return divided[1]
    for tail in tails.all:
        if text.endswith(tail):
            stem = text[: -len(tail)]
            if tail == "部门" and tails.qualified.search(stem):
                return next((q + tail for q in ("有关", "相关") if stem.endswith(q)), "")
            return tail if stem else ""
    return ""


_UNITS_ALONE = frozenset(("区", "新区", "市", "县", "州", "旗", "镇", "乡", "街道"))
_UNIT = re.compile("^(新?区|市|县|州|旗|镇|乡|街道)(?=[人政管办]|$)")


@lru_cache(maxsize=8192)
def _with_tail(text: str, tail: str) -> str:
    """`text` with the tail where it lacks one of this kind: a place a government, a zone a committee."""
    shapes, tails = names(), _tails()
    if "各" in text:  # `各级教育、公安部门`
        return text + tail if tail == "部门" and tails.function.fullmatch(text) else text
    unit = match[0] if (match := _UNIT.match(tail)) else ""
    if unit and _lacks(text, unit):  # `济南、青岛、济宁市政府`, `福田、盐田区政府`
        return text + tail
    plain = tail.removeprefix(unit)
    is_place = shapes.place(text) and not text.endswith(words("list_words.csv", "not_place"))
    if is_place or text.endswith(tails.zones):
        zone = unbracketed(text).endswith(tails.zones) or text.endswith(("）区", ")区"))
        kind = tails.kinds.get(plain)
        if tail in ("有关部门", "相关部门"):
            return text + tail if text[-1] in "省市" and len(text) > 2 else text
        fits = kind == ("zone_tail" if zone else "government")
        return text + plain if fits else text
    kind = tails.kinds.get(tail)
    if (kind == "utility_tail" or tail.endswith("分公司")) and text.endswith(tails.utilities):
        return text + tail
    if unit or (shapes.body(text) and not tails.function.fullmatch(text)):  # `人社` ends like a society
        return text
    if kind == "tail":
        return text + tail
    if kind == "function_tail" and tails.function.match(text):
        return text + tail
    return text


def _lacks(text: str, unit: str) -> bool:
    """True for a place without the word for its kind: `济南` and `广州` lack 市, `福田` lacks 区."""
    if not 2 <= len(text) <= _LONGEST_STEM or (names().place(text) and not (len(text) == 2 and text[1] == "州")):
        return False
    if names().body(text) or _tails().function.match(text):
        return False
    if unit in ("市", "镇", "乡", "街道") and len(text) < _LONGEST_STEM:
        return True
    whole = text + unit
    return (whole in rows_by_name() and not is_word(whole)) or whole.endswith(_tails().zones)


_LONGEST_STEM = 4  # `呼和浩特`


class _Heads(NamedTuple):
    starts: re.Pattern[str]  # a level: `市`, `市委`, `各市、县〔区〕`
    function: re.Pattern[str]  # a name without its head: `宣传部`, `审批服务局`
    party: re.Pattern[str]
    inside: re.Pattern[str]  # a unit with its body: `市场监管厅登记注册局`
    national: re.Pattern[str]  # `金融监管总局山东监管局` has no head to lack
    first: frozenset[str]  # the first two characters of names that may lack their head
    local: tuple[str, ...]
    inner: tuple[str, ...]


@kept
def _heads() -> _Heads:
    table = "agency_words.csv"
    level, region = (any_of(words(table, k)) for k in ("level", "region"))
    not_level = f"(?!{any_of(words(table, 'still_level'))}){any_of(words(table, 'not_level'))}"
    places = f"各(?:(?:(?<=各)|、){region}(?:{BRACKET}(?:(?!{not_level}){region})?)?){{1,6}}(?=[^、（(〔])"
    city = "[^省市县区、各]{1,4}(?:自治区|自治州|省|市|县|区)"  # with a function behind it
    inner, house = words("list_words.csv", "inner"), "".join(endings("holds_units"))
    return _Heads(
        re.compile(f"^(?:({places})|(?!{not_level})(?:({level}(?:委|政府)?)|({city})))(?=.{{2}})"),
        re.compile(any_of(words(table, "function", "office"))),
        re.compile(f"^{any_of(words(table, 'party'))}$"),
        re.compile(f"^(.{{1,14}}?[{house}])(?!会|员会)(?=[^{house}省市县区州）)（(]{{2,14}}{any_of(inner)}$)"),
        re.compile(any_of(words(table, "national"))),
        frozenset(w[:2] for kind in ("function", "office", "party") for w in words(table, kind)),
        words("list_words.csv", "local"),
        inner,
    )


def headed(texts: list[str], pieces: list[Part]) -> None:
    """Completes in `texts` the names that share the head of an earlier one."""
    heads = _heads()
    if not any(map(_may_lack_head, texts)):
        return
    level = body = committee = ""
    for at, text in enumerate(texts):
        separator = pieces[at].separator
        if separator not in _SHARING:
            level = body = ""
        if head := _own_head(text):
            level, body, committee = head
        elif level or body:
            if separator not in ("等", ONLY_TAIL):
                party = heads.party.match(text)
                texts[at] = committee + text if level and party else _with_head(text, level, body)
        else:
            body = _holder(text)


@lru_cache(maxsize=8192)
def _own_head(text: str) -> tuple[str, str, str] | None:
    """What a name with a head of its own hands on: its level or places, its body, and the committee of its level."""
    heads = _heads()
    match = heads.starts.match(text)
    if match is None or (match[3] and not heads.function.match(text, match.end())):
        return None
    level, body = _head_of(text, match)
    return level, body, level + ("党委" if text.startswith("党委", len(level)) else "委")


def _is_sure(text: str) -> bool:
    return text[-1] in names().sure or names().strong(text)


def _may_lack_head(text: str) -> bool:
    return text[:2] in _heads().first or text[-1:] in _UNITS


def leveled(text: str) -> bool:
    """True for a name that begins with the word for its level: `市水利局`, no `市场监管局`."""
    match = _heads().starts.match(text)
    return match is not None and match[2] is not None


def headless(text: str) -> bool:
    """True for a name of an office of some level that lacks the word for it: `财政局`, `卫健委`."""
    return text[-1:] in _OFFICES and _heads().function.match(text) is not None


_OFFICES = frozenset("局委厅")
_UNITS = frozenset("处室科股")  # a unit inside a body ends so


def _head_of(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The heads that a name hands on: its level or places, and its body where it is a unit inside one."""
    level = match[0]
    if match[1] and unbracketed(level).endswith(words("list_words.csv", "town_end")):  # `各街道办事处、财政局`
        return "", ""
    if match[2] and len(level) > 1:
        level = level.removesuffix("委").removesuffix("政府")
    holder = _holder(text)
    return level, "" if holder[1:] == "委" else holder


@lru_cache(maxsize=8192)
def _holder(text: str) -> str:
    """The body that a unit belongs to: `市场监管厅登记注册局` → `市场监管厅`."""
    match = _heads().inside.match(text)
    return match[1] if match else ""


@lru_cache(maxsize=8192)
def _with_head(text: str, level: str, body: str) -> str:
    """`text` with the head that it lacks."""
    heads = _heads()
    if body and _is_unit(text, body, heads):
        return body + text
    if level and heads.function.match(text) and unbracketed(text).endswith(heads.local):
        return text if heads.national.search(text) or _names_place(text, heads) else level + text
    return text


_COMMITTEE = re.compile("([市县区州旗]?)(?:党委|委)$")


def governed(texts: list[str], pieces: list[Part]) -> None:
    """Gives a government the place of the committee before it: `巢湖市委、市政府`, `庐江县委、政府`.

    And a committee the office that it shares with the government behind it: `市委、市政府督查室`.
    """
    for at in range(1, len(texts)):
        office = _offices().match(texts[at]) if "政府" in texts[at] else None
        if office and pieces[at].separator in _SHARING and _PARTY.search(texts[at - 1]):
            if texts[at].startswith(("政府", "人民政府")):
                texts[at] = texts[at - 1].removesuffix("委").removesuffix("党") + texts[at]
            texts[at - 1] += office[1]
            continue
        if (
            texts[at - 1].endswith("党工委")
            and texts[at] in words("list_words.csv", "zone_tail")
            and pieces[at].separator in _SHARING
        ):
            texts[at] = texts[at - 1].removesuffix("党工委") + texts[at]  # `滨海新区党工委和管委会`
            continue
        own = texts[at].removesuffix("政府").removesuffix("人民")
        if len(own) > 1 or own == texts[at] or pieces[at].separator not in _SHARING:
            continue
        match = _COMMITTEE.search(texts[at - 1])
        place = texts[at - 1][: match.end(1)] if match else ""
        if match and own in ("", match[1]) and place in rows_by_name():
            texts[at] = place + texts[at].removeprefix(own)


_PARTY = re.compile("^[^发团]{0,8}(?:[省市县区州盟旗镇乡]|自治区党|党)委$")


@kept
def _offices() -> re.Pattern[str]:
    """The office of a government that a committee of the Party may have too: `市政府督查室`."""
    return re.compile(f"[省市县区州盟旗镇乡]?(?:人民)?政府({any_of(words('list_words.csv', 'party_office'))})$")


def _names_place(text: str, heads: _Heads) -> bool:
    """True for a branch that says of which place it is: `民航山西监管局`, `公安武清分局`; `自然资源分局` does not."""
    ending = max((e for e in words("list_words.csv", "branch") if text.endswith(e)), key=len, default=None)
    if ending is None:
        return False
    stem = text.removesuffix(ending)
    tails = (stem[at:] for at in range(2, len(stem) - 1))
    return any(tail in rows_by_name() and not heads.function.match(tail) for tail in tails)


def _is_unit(text: str, body: str, heads: _Heads) -> bool:
    """True for a unit inside a body, or a group of them: `信息中心`, `相关承担监管职责的处室`."""
    if text.endswith("处室"):
        return text[0] != "各"
    if not text.endswith(heads.inner) or text.startswith(("各", "有关", "相关")):
        return False
    if text[-1] == "局" and body[-1] == "局":
        return False
    return text[-1] in _UNITS or heads.function.match(text) is not None
