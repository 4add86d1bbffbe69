"""A list of bodies → one name each: separators, groups of places, shared heads and tails."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from policyparse.stages.responsibilities.vocabulary import any_of, names, unbracketed, words


class Part(NamedTuple):
    """A piece of a list: its text, where it stands in the body of the clause, and the separator before it."""

    text: str
    start: int
    end: int
    separator: str


class Name(NamedTuple):
    """A name as it is meant (`text`) and where it is written."""

    text: str
    start: int
    end: int


def named(parts: list[Part]) -> list[Name]:
    """The bodies of a list that was cut at its separators, completed where they share a part."""
    pieces = [piece for part in _regions(parts) for piece in _conjoined(part)]
    return [Name(_width(text), p.start, p.end) for text, p in _headed(_tailed(pieces))]


@lru_cache(maxsize=1)
def _region_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What opens a group of places (`各区`), goes on (`县（市）`) and closes it (`县（市）政府`)."""
    region = any_of(words("agency_words.csv", "region"))
    bracket = r"(?:[（(〔［\[〈][^（）()〔〕]{1,16}[）)〕］\]〉])"
    place = f"{region}(?:{bracket}{region}?)?"
    rural = any_of(r for r in words("agency_words.csv", "region") if r != "市")
    government = "(?:人民政府|政府|党委政府|党委和政府|人民政府（管委会）|政府（管委会）)"
    return (
        re.compile(f"^[^、]{{0,8}}各{place}$|^{place}$"),
        re.compile(f"^{place}(?:(?:和|及|以及){place})?$"),
        re.compile(
            f"^(?:{place}{government}|(?:{rural}{bracket}?|市{bracket}){region}?(?:[^、区县市]{{2,10}}[局委办厅院]|{_DEPARTMENTS}))$"
        ),
    )


_DEPARTMENTS = "(?:有关|相关|各有关|各相关|各|主管)?(?:部门和单位|部门|单位)"


def _regions(parts: list[Part]) -> list[Part]:
    """The parts with groups of places made whole: `各区` `县（市）政府` → `各区、县（市）政府`."""
    if not any(p.text[-1:] in "区县市州省盟旗乡镇）)〕]］〉" for p in parts[:-1]):
        return parts
    opens, goes_on, closes = _region_patterns()
    whole: list[Part] = []
    at = 0
    while at < len(parts):
        end = _group_end(parts, at, goes_on, closes) if opens.search(parts[at].text) else at + 1
        whole.append(_joined(parts[at:end]))
        at = end
    return whole


def _group_end(parts: list[Part], at: int, goes_on: re.Pattern[str], closes: re.Pattern[str]) -> int:
    """The index behind the last part of the group that opens at `at`."""
    end = at + 1
    while end < len(parts) and parts[end].separator == "、":
        if closes.search(parts[end].text):
            return end + 1
        if not goes_on.search(parts[end].text):
            break
        end += 1
    return end


def _joined(parts: list[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    text = parts[0].text + "".join(p.separator + p.text for p in parts[1:])
    return Part(text, parts[0].start, parts[-1].end, parts[0].separator)


_ET_CETERA = re.compile(r"(?<![高中初平同均优上下对特劣一二三])等")
_CONJUNCTION = re.compile("以及|及|和|与")
_BARE = re.compile(
    r"^(?:\d{1,3}个|[一二三四五六七八九十两多]{1,3}个)?(?:部门|单位|部委|机构|企业|地区|地方|地|省|市|区|县|方面|省份|城市)*"
    r"(?:[和及与、](?:部门|单位|部委|机构|企业|地区|地方|地)){0,3}$|^(?:金融机构|监管部门|职能部门|社会组织)$"
)


def _conjoined(part: Part) -> list[Part]:
    """The pieces of a part: cut at `等` and at a conjunction that stands behind a whole name."""
    text = part.text
    if not _MAY_JOIN.search(text):
        return [part]
    pieces: list[Part] = []
    at, separator = 0, part.separator
    for cut in _ET_CETERA.finditer(text):
        if _depth(text, cut.start()):
            continue
        pieces += _cut(part, at, cut.start(), separator)
        at, separator = cut.end(), "等"
    if separator == "等" and _BARE.match(text[at:]):
        return [*pieces, Part(text[at:], part.start + at, part.end, _ONLY_TAIL)]
    return pieces + _cut(part, at, len(text), separator)


_NOUN = re.compile("(?:部门|单位|部委|机构|企业|地区|地方|人员|组织)(?=$|以及|及|和|与|、|等)")
_MAY_JOIN = re.compile("[等及和与]")
_ONLY_TAIL = "…"  # the separator of `部门` in `财政、税务等部门`: a tail to share, no name of its own


def _depth(text: str, at: int) -> int:
    """How many brackets are open at `at`."""
    return sum(text.count(o, 0, at) - text.count(c, 0, at) for o, c in ("（）", "()", "〔〕", "[]", "“”"))


def _cut(part: Part, start: int, end: int, separator: str) -> list[Part]:
    """The pieces of `part.text[start:end]` between conjunctions."""
    text = part.text
    pieces: list[Part] = []
    for match in _CONJUNCTION.finditer(text, start, end):
        left, right = text[start : match.start()], text[match.end() : end]
        if _depth(text, match.start()):
            continue
        if left and not (_whole(left, match[0]) and right and not _NOUN.match(right)):
            continue
        if left and not (separator == "等" and _BARE.match(left)):
            pieces.append(Part(left, part.start + start, part.start + match.start(), separator))
        start, separator = match.end(), "、"
    rest = text[start:end]
    if separator == "等" and _BARE.match(rest):
        return pieces
    if rest:
        pieces.append(Part(rest, part.start + start, part.start + end, separator))
    return pieces


def _whole(left: str, conjunction: str) -> bool:
    """True where `left` is a name of its own, so that the conjunction behind it parts two names.

    `发展和改革委员会` and `文化和旅游局` stay whole: `发展` and `文化` name nobody.
    """
    shapes = names()
    if shapes.known(left):
        return True
    return conjunction in ("及", "以及") and shapes.body(left)


def _tailed(pieces: list[Part]) -> list[tuple[str, Part]]:
    """The pieces with the tail that they share with a later one: `官渡区` `嵩明县人民政府` → `官渡区人民政府`."""
    tailed: list[tuple[str, Part]] = []
    tail = ""
    for piece in reversed(pieces):
        if piece.separator == _ONLY_TAIL:
            tail = "部门" if piece.text.startswith("部门") else ""
            continue
        text = _with_tail(piece.text, tail) if tail else piece.text
        tail = _tail_of(piece.text) or (tail if text != piece.text else "")
        if piece.separator not in ("、", "等"):
            tail = ""
        tailed.append((text, piece))
    tailed.reverse()
    return tailed


def _tail_of(text: str) -> str:
    if _CITY.search(text):
        return "市" + text.rsplit("市", 1)[1]
    for tail in ("人民政府", "政府", "管委会", "管理委员会", "部门", "人民法院", "人民检察院"):
        if text.endswith(tail):
            stem = text[: -len(tail)]
            if tail == "部门" and _QUALIFIED.search(stem):
                return "相关部门" if stem.endswith("相关") else "有关部门" if stem.endswith("有关") else ""
            return tail if stem else ""
    return ""


_CITY = re.compile("^[^市省各]{2,3}市(?:人民)?政府$")
_QUALIFIED = re.compile("(?:有关|相关|各|职能|主管|市直|省直|直属|成员|各级|级|直|其他)$")
_NAMED_PLACE = re.compile("(?:区|县|市|州|盟|旗|镇|乡|街道|新城)(?:[（(][^（）()]{1,12}[）)]区?)?$")
_ZONE = re.compile(
    "(?:开发|高新|经开|示范|度假|园|新|风景|港|港经济|保税|合作|试验|功能|产业|集聚|工业|经济|技术|商务|景|片|）|\\))区$|新城$|园$"
)


def _with_tail(text: str, tail: str) -> str:
    """`text` and the tail where it lacks one of this kind."""
    shapes = names()
    if not tail or text.startswith("各") or "各" in text:
        return text
    if tail in ("市人民政府", "市政府"):
        if not shapes.known(text) and not shapes.body(text) and len(text) in (2, 3):
            return text + tail
        tail = tail[1:]
    if tail == "部门":
        return text if shapes.body(text) or shapes.place(text) else text + tail
    if tail in ("相关部门", "有关部门"):
        return text + tail if re.search("[省市]$", text) and len(text) > 1 else text
    if tail in ("管委会", "管理委员会"):
        return text + tail if _ZONE.search(text) else text
    if tail in ("人民政府", "政府"):
        return text + tail if _NAMED_PLACE.search(text) and not _ZONE.search(text) else text
    return text


@lru_cache(maxsize=1)
def _head_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    level = any_of(words("agency_words.csv", "level"))
    function = any_of(words("agency_words.csv", "function"))
    party = any_of(words("agency_words.csv", "party"))
    still = any_of(words("agency_words.csv", "still_level"))
    not_level = f"(?!{still}){any_of(words('agency_words.csv', 'not_level'))}"
    region = any_of(words("agency_words.csv", "region"))
    bracket = r"(?:[（(〔［\[〈][^（）()〔〕]{1,16}[）)〕］\]〉])"
    place = f"{region}(?:{bracket}(?:(?!{not_level}){region})?)?"
    places = f"各{place}(?:、{place}){{0,5}}(?=[^、（(〔])"
    return (
        re.compile(f"^(?:({places})|(?!{not_level})({level}(?:委|政府)?))(?=.{{2}})"),
        re.compile(f"^{function}"),
        re.compile(f"^{party}$"),
        re.compile(r"^(.{1,14}?[厅局委署])(?=[^委局厅署）)（(]{2,14}[处室局科股心队]$)"),
    )


def _headed(texts: list[tuple[str, Part]]) -> list[tuple[str, Part]]:
    """The pieces with the head that they share with an earlier one: `市委组织部` `宣传部` → `市委宣传部`."""
    headed: list[tuple[str, Part]] = []
    level, party, body = "", "", ""
    for text, piece in texts:
        if piece.separator not in ("、", "等"):
            level = party = body = ""
        level, party, body, text = _with_head(text, level, party, body, piece.separator)
        headed.append((text, piece))
    return headed


def _with_head(text: str, level: str, party: str, body: str, separator: str) -> tuple[str, str, str, str]:
    """The heads that hold from here on, and `text` with the one that it lacks."""
    starts, function, is_party, inside = _head_patterns()
    match = starts.match(text)
    if match:
        own = match[1] or match[2]
        holder = inside.match(text)
        base = own.removesuffix("委") if own.endswith("委") else own.removesuffix("政府")
        if not match[1] and own in ("厅", "局"):
            return own, "", "", text
        inner = holder[1] if holder and not _is_level_only(holder[1]) else ""
        return base, base + "委" if not match[1] else "", inner, text
    if is_party.match(text) and party:
        return level, party, body, party + text
    inner_unit = inside.match(text)
    if inner_unit:
        return level, party, inner_unit[1], text
    if body and _inner_unit(text):
        return level, party, body, body + text
    if level and function.match(text) and _LOCAL.search(unbracketed(text)) and separator != "等":
        return level, party, body, level + text
    return level, party, body, text


def _inner_unit(text: str) -> bool:
    """True for a unit inside a body, or a group of them: `信息中心`, `相关承担监管职责的处室`."""
    if text.endswith("处室"):
        return text[0] != "各"
    return _INNER.search(text) is not None and not _OWN.search(text)


def _is_level_only(text: str) -> bool:
    return text in ("市委", "省委", "县委", "区委", "州委", "旗委", "盟委")


_INNER = re.compile("[处室科股队]$|中心$|局$")
_OWN = re.compile("^(?:各|有关|相关|国家|中国|人民银行)")
_LOCAL = re.compile("(?:局|委|办|厅|院|会|联|协|室|处|科|部|中心|支队|大队|总队|部门|公司)$")


def _width(text: str) -> str:
    """The name with round brackets full-width."""
    return text.replace("(", "（").replace(")", "）") if "(" in text or ")" in text else text
