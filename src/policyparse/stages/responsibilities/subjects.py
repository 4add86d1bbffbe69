"""The names around a verb of running text: those that shall do it, and those with whom."""

import re

from policyparse.lexicon.words import any_word
from policyparse.stages.responsibilities.lists import Name, named
from policyparse.stages.responsibilities.regions import Part, is_by_place
from policyparse.stages.responsibilities.running_words import running_words
from policyparse.stages.responsibilities.vocabulary import CLOSING, OPENING, names

_LONGEST_NAME = 26
_SHORTEST_FIRM = 6  # `软件公司` names none


def piece_start(text: str, at: int, quoted: bool) -> int:
    """Where the piece of the sentence begins whose verb stands at `at`; a short bracket belongs to it."""
    marks = "，,：:；;。—" if quoted else "，,：:；;。—“”"
    while at > 0:
        if text[at - 1] == "”" and (opened := _quoted_in_name(text, at)):
            at = opened
            continue
        if text[at - 1] in marks:
            break
        at -= 1
        if text[at] in CLOSING:
            start = max(text.rfind(mark, max(0, at - _LONGEST_BRACKET), at) for mark in OPENING)
            if start < 0:
                return at + 1
            at = start
        elif text[at] in OPENING:
            return at + 1
    return at


def _quoted_in_name(text: str, at: int) -> int:
    """Where the quotation opens that closes before `at` inside a name: `市“放管服”改革办`; 0 where it is none."""
    opened = text.rfind("“", max(0, at - _LONGEST_BRACKET), at)
    return (
        opened if opened > 0 and text[opened - 1] in "省市县区州" and "\u4e00" <= text[at : at + 1] <= "\u9fff" else 0
    )


_LONGEST_BRACKET = 24


def names_before_colon(text: str, end: int) -> list[Name]:
    """The names with which a sentence opens, before a colon: `市教育局：承担日常工作，负责…`."""
    colon = _COLON.search(text, 1, min(end, _LONGEST_OPENING))
    return names_in(text, past_label(text, 0), colon.start()) if colon else []


_COLON = re.compile("[:：]")


def names_in_charge(text: str, end: int) -> list[Name]:
    """The names with which a sentence opens that says what they are: `市民政局是养老服务的主管部门，负责…`."""
    start = past_label(text, 0)
    match = _IN_CHARGE.match(text, start, end)
    return names_in(text, start, match.end(1)) if match and match.end() == end else []


_IN_CHARGE = re.compile("([^，,。；;是为]{2,40})[是为][^，,。；;]{0,40}(?:部门|机构|单位)[，,]")


def past_label(text: str, start: int) -> int:
    """Where a sentence goes on behind the number that it may open with."""
    label = _LABEL.match(text[start : start + 12])
    return start + label.end() if label else start


_LABEL = re.compile(
    r"^[\s　]*(?:第[一二三四五六七八九十百零0-9]{1,5}条[\s　]*|[（(]?[0-9０-９一二三四五六七八九十]{1,3}[）)]?[.．、）)]?|[①-⑳]|[一二三四五六七八九十]是)(?=[^年月日个项家级])"
)


_APART = ("：", ":", "。")


def names_before(text: str, start: int, end: int, told: bool = False) -> tuple[list[Name], bool]:
    """The names right before a verb, and whether it is clear that they shall do it.

    `由` stands before them, or they stand apart, before a colon, or `要` stands behind them. `told`: so it was said of
    others in the sentence.
    """
    table = running_words()
    modal = table.modal.search(text, start, end)
    if modal:
        end = modal.start()
    number = _LABEL.match(text[start : end + 1])  # `市教育局：1.负责…`
    bare = start == end or (number is not None and number.end() == end - start)
    apart = bare and text[start - 1 : start] in _APART  # `市教育局：负责…`
    if apart:
        end = start - 1
        start = piece_start(text, end, False)
    agents = list(table.agent.finditer(text, start, end))
    if agents:
        start = agents[-1].end()
    elif label := _LABEL.match(text[start:end]):
        start += label.end()
    shall = modal is not None and modal[0].startswith(table.shall)
    return names_in(text, start, end, bool(agents) or told), bool(agents) or apart or shall


def names_for(text: str, start: int, end: int) -> tuple[list[Name], bool]:
    """The names in `以市公安局为主`, and whether there are any."""
    at = max(text.rfind(word, start, end) for word in "以由")
    found = names_in(text, at + 1, end, told=True) if at >= start else []
    return found, bool(found)


def names_that_open(text: str, end: int, as_bearer: bool = False) -> list[Name]:
    """The names that open the sentence, where a modal verb follows them: `国务院有关部门要…，积极配合`."""
    label = _LABEL.match(text[:12])
    start = label.end() if label else 0
    match = _MODAL.search(text, start, min(end, start + _LONGEST_OPENING))
    if match is None or (match[0] == "作为" and not as_bearer) or (text.startswith("各", start) and not as_bearer):
        return []
    return names_in(text, start, match.start())


_MODAL = re.compile(any_word("running.csv", "opens_duty"))
_LONGEST_OPENING = 40


def names_behind(text: str, start: int) -> tuple[list[Name], int]:
    """The names right behind 会同, and where they end."""
    stop = start
    while stop < len(text) and text[stop] not in "，,。；;：:":
        stop += 1
    low = text.rfind("、", start, stop)
    low = low + 1 if low >= 0 and not running_words().action.match(text, low + 1) else start
    end = _name_end(text, low, stop)
    if end is None:
        return [], start
    return names_in(text, start, end, told=True), end


def _name_end(text: str, start: int, stop: int) -> int | None:
    """Where the last name of a list ends: its longest reading before a predicate begins."""
    shapes, table = names(), running_words()
    best = None
    for end in range(start + 2, min(stop, start + _LONGEST_NAME * 2) + 1):
        if best is not None and table.action.match(text, best) and not shapes.strong(text[start:end]):
            if end - best > 3:
                break
            continue
        piece = text[start:end]
        if shapes.strong(piece) or shapes.group(piece) or _ends_before_act(text, start, end):
            best = end
    return best


def _ends_before_act(text: str, start: int, end: int) -> bool:
    """True where a body of some level, or places, end at `end` and what they do begins: `市水文站建立…`, `各社区落实`."""
    shapes, table = names(), running_words()
    if not table.action.match(text, end):
        return False
    name = text[start:end]
    if name[0] == "各" or name[-1] in CLOSING:
        return shapes.place(name)
    return (shapes.body(name) and table.level.match(name) is not None) or _is_office(name)


_NAMING = re.compile("[（(](?:以下)?(?:简称|统称|合称)[^（()）]{1,30}[）)]$")  # `市防汛指挥部（以下简称“市防指”）`
_ITEM = re.compile(r"(?:[^、（(〔]|[（(〔][^）)〕]{0,16}[）)〕]?)+")


def names_in(text: str, start: int, end: int, told: bool = False) -> list[Name]:
    """The names that make up `text[start:end]`; none where anything else stands there.

    `told`: what stands around them says that they are bodies (`由审管办牵头`), so that an office needs no level.
    """
    while start < end and text[start] in " 　\xa0":
        start += 1
    if end > start and text[end - 1] in "）)" and (naming := _NAMING.search(text, start, end)):
        end = naming.start()
    if end - start < 2 or end - start > 400:
        return []
    parts = [Part(m[0], m.start(), m.end(), "、") for m in _ITEM.finditer(text, start, end)]
    found = named(parts)
    return found if found and all(is_someone(n.text) or (told and _is_office_or_firm(n.text)) for n in found) else []


def _is_office_or_firm(name: str) -> bool:
    return _is_office(name) or (_FIRM.fullmatch(name) is not None and not running_words().action.match(name))


_FIRM = re.compile("[\u4e00-\u9fff]{2,3}公司")  # `城投公司`, `热力公司`
_OFFICE = re.compile("[\u4e00-\u9fff]{1,9}[办室庭处科股队站所部]")


def _is_office(name: str) -> bool:
    """True for what ends like an office and is none that stands for any: `审管办`, no `承办科室`, no `实验室`."""
    table = running_words()
    if len(name) < 3 or not _OFFICE.fullmatch(name) or name.endswith(table.not_office):
        return False
    return not table.action.match(name) and not table.not_name.search(name)


_SCHOOLS = ("学院", "大学", "医院", "学校", "高校", "院校")  # with their place (`温州学院`), or all of them


def is_someone(name: str) -> bool:
    """True for what running text may name: `市公安局`, `各地`, `有关单位`, but no `施工单位`, no `建立…政府`."""
    shapes, table = names(), running_words()
    if not 2 <= len(name) <= _LONGEST_NAME or name in table.bare:
        return False
    if not (
        shapes.known(name)
        or shapes.levelled(name)
        or (name[0] == "各" and (_is_office(name) or (shapes.body(name) and table.level.match(name, 1))))
        or (shapes.body(name) and table.level.match(name))
        or (name.endswith(_SCHOOLS) and (name[0] == "各" or is_by_place(name)))
    ):
        return False
    if name.endswith(table.indefinite):
        return False
    if (
        shapes.generic(name[-4:]) and name[0] != "各" and not (len(name) > 6 and table.level.match(name))
    ):  # `省级粮食主管部门` is one body
        return False
    if name.endswith("公司") and len(name) < _SHORTEST_FIRM and not table.level.match(name):
        return False
    if name.endswith(table.any_kind) and not table.qualified.search(name):
        return False
    return not table.action.match(name) and not table.not_name.search(name)
