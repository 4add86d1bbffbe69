"""Sentences of running text that say who bears a task: `由市发展改革委牵头`, `A会同B组织…`, `承担主体责任`."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from policyparse.records.found import Role
from policyparse.stages.responsibilities.body import Body, body
from policyparse.stages.responsibilities.lists import Name, named
from policyparse.stages.responsibilities.position import located
from policyparse.stages.responsibilities.regions import Part
from policyparse.stages.responsibilities.vocabulary import CLOSING, OPENING, actions, any_of, names, words
from policyparse.text import Span

_LONGEST_SENTENCE = 600
_LONGEST_NAME = 26
_LONGEST_PREDICATE = 24
_SHORTEST_FIRM = 6  # `软件公司` names none


class Assigned(NamedTuple):
    """Names that running text gives a role, and the word that does."""

    names: list[Name]
    role: Role
    word: str
    end: int  # behind the word


class Sentence(NamedTuple):
    """A sentence that assigns: its text with the way back, who gets which role, and whether it says `由`."""

    body: Body
    assigned: tuple[Assigned, ...]
    passive: bool


class _Words(NamedTuple):
    trigger: re.Pattern[str]
    verb: re.Pattern[str]  # these, and what carries out where another leads
    modal: re.Pattern[str]
    agent: re.Pattern[str]
    action: re.Pattern[str]
    not_verb: re.Pattern[str]
    shoulder: re.Pattern[str]
    bearer: re.Pattern[str]
    guide: re.Pattern[str]
    guiding: re.Pattern[str]
    not_name: re.Pattern[str]
    level: re.Pattern[str]  # `市安委办` is a body, `主办` is none
    bare: frozenset[str]
    indefinite: tuple[str, ...]
    not_office: tuple[str, ...]
    kinds: dict[str, str]


@cache
def _words() -> _Words:
    table = "running.csv"
    kinds = {w: k for k in ("lead", "bear", "support", "joint", "duty", "bearer", "carry") for w in words(table, k)}
    modal = any_of(words(table, "modal"))
    return _Words(
        re.compile(any_of(w for w, k in kinds.items() if k != "carry")),
        re.compile(any_of(kinds)),
        re.compile(f"(?:{modal}){{1,4}}$"),
        re.compile(f"(?!{any_of(words(table, 'not_agent'))}){any_of(words(table, 'agent'))}"),
        actions(),
        re.compile(any_of(words(table, "not_verb"))),
        re.compile(any_of(words(table, "shoulder")) + "(?:好|实)?[^，。]{0,16}$"),
        re.compile(any_of(words(table, "is")) + "[^，。]{0,24}$"),
        re.compile(any_of(words(table, "guide"))),
        re.compile(any_of(words(table, "guiding"))),
        re.compile(any_of(words(table, "not_name")) + "|[0-9]{2}"),
        re.compile(any_of(w for w in words("agency_words.csv", "level") if len(w) == 1)),
        frozenset(words(table, "bare")),
        words(table, "indefinite"),
        (*words(table, "indefinite"), *words(table, "not_office")),
        kinds,
    )


def sentences(text: str, free: list[Span]) -> Iterator[Sentence]:
    """The sentences in the `free` spans of the text that name someone with a word of responsibility, in order."""
    done = 0
    for at, span in located((m.start() for m in _words().trigger.finditer(text)), free):
        if at < done:
            continue
        start, done = _bounds(text, at, span)
        if done - start <= _LONGEST_SENTENCE and (sentence := _read(body(text, start, done))):
            yield sentence


_STOPS = "。；;！？\n"


def _bounds(text: str, at: int, span: Span) -> tuple[int, int]:
    """The sentence around `at`."""
    low, high = max(span.start, at - _LONGEST_SENTENCE), min(span.end, at + _LONGEST_SENTENCE)
    start = max(text.rfind(mark, low, at) for mark in _STOPS) + 1
    if start == at > low and text[start - 1] == "。":  # `（一）市教育局。负责……`: a heading that says who
        start = max(text.rfind(mark, low, at - 1) for mark in _STOPS) + 1
    ends = [i for mark in _STOPS if (i := text.find(mark, at, high)) >= 0]
    return max(start, low), _with_support(text, min(ends, default=high), high)


def _with_support(text: str, end: int, high: int) -> int:
    """The end of a sentence with the pieces behind it that say who helps: `由A牵头负责；B、C参与。`, `A牵头。B参加。`."""
    while end < high and (text[end] in ";；" or text.startswith(_LEADS, max(0, end - 2))):
        match = _HELPS.match(text, end + 1, high)
        if match is None:
            break
        end = match.end()
    return end


_LEADS = ("牵头。", "负责。")


_HELPS = re.compile("[^，,。；;：:\n]{2,200}(?:配合|参与|参加|协助|协办)(?=[。；;\n]|$)")


def _read(sentence: Body) -> Sentence | None:
    """Who a sentence gives a role."""
    text, table = sentence.text, _words()
    assigned: list[Assigned] = []
    passive = False
    reached = 0
    for match in table.verb.finditer(text):
        if match.start() < reached or table.not_verb.match(text, match.start()):
            continue
        kind = table.kinds[match[0]]
        if kind == "carry" and not (assigned and text[match.end() : match.end() + 1] in _ENDS):
            continue
        piece = max(_piece(text, match.start(), kind in ("duty", "bearer")), reached)
        subject, agent = _before(text, piece, match.start(), passive)
        if (kind == "carry" or match[0] in _WITH_LEAD) and not any(
            a.role == "lead" or a.word == "负责" for a in assigned
        ):
            continue
        if subject and assigned and kind in ("bear", "support", "carry"):
            subject = _listed_before(text, reached, piece) + subject
        new = _assign(text, kind, match, subject, piece)
        if new:
            assigned += new
            passive = passive or agent
            reached = max(a.end for a in new)
    if not assigned:
        return None
    passive = passive or _is_all(text, assigned)
    if any(a.role == "support" for a in assigned) and not any(a.role == "lead" for a in assigned):
        assigned = [a._replace(role="lead") if a.word == "负责" else a for a in assigned]
    return Sentence(sentence, tuple(assigned), passive)


def _is_all(text: str, assigned: list[Assigned]) -> bool:
    """True where a sentence says no more than who bears it: `省税务局、省财政厅牵头负责。`."""
    if len(assigned) > 1 or assigned[0].names[0].start:
        return False
    end = assigned[0].end
    return text[end:].rstrip("。；;") in ("", "负责", "落实") and assigned[0].names[-1].end <= end


def _listed_before(text: str, start: int, end: int) -> list[Name]:
    """The names between one word of responsibility and the piece of the next, where nothing else stands there.

    `市工信局牵头，市发改委、市科技局，各县区政府配合`: the two in the middle support too.
    """
    found: list[Name] = []
    while start < end:
        at = min((i for mark in "，," if (i := text.find(mark, start, end)) >= 0), default=end)
        if at > start:
            some = _names(text, start, at)
            if not some:
                return []
            found += some
        start = at + 1
    return found


_ENDS = ("", "，", ",")
_WITH_LEAD = frozenset(("参与", "参加", "协助", "协同", "协作"))  # alone they say no duty: `全省参加培训企业超过10万家`


def _piece(text: str, at: int, quoted: bool) -> int:
    """Where the piece of the sentence begins whose verb stands at `at`; a short bracket belongs to it."""
    marks = "，,：:；;。—" if quoted else "，,：:；;。—“”"
    while at > 0 and text[at - 1] not in marks:
        at -= 1
        if text[at] in CLOSING:
            start = max(text.rfind(mark, max(0, at - _LONGEST_BRACKET), at) for mark in OPENING)
            if start < 0:
                return at + 1
            at = start
        elif text[at] in OPENING:
            return at + 1
    return at


_LONGEST_BRACKET = 24


def _assign(text: str, kind: str, match: re.Match[str], subject: list[Name], piece: int) -> list[Assigned]:
    """What one word of responsibility says of the names around it."""
    word, end = match[0], match.end()
    if kind == "joint":
        return _together(text, match, subject, piece)
    if kind in ("duty", "bearer"):
        return _duty(text, kind, match, piece)
    if kind == "support" and not subject:
        subject = _opening(text, match.start()) if _words().modal.search(text, piece, match.start()) else []
    if kind == "lead" and not subject:
        subject = _shared(text, piece, match)
    if kind == "bear" and not subject and piece == match.start():
        subject = _apart(text, piece)
    if word in FOR_ALL and not subject and (at := text.find("对", piece, match.start())) > piece:
        subject = _names(text, _past_label(text, piece), at)
    if not subject:
        return []
    role: Role = "lead" if kind == "lead" else "responsible" if kind in ("bear", "carry") else "support"
    return [Assigned(subject, role, word, end)]


FOR_ALL = ("负总责", "负主责")  # `各镇对本辖区禁烧工作负总责`


def _apart(text: str, end: int) -> list[Name]:
    """The names with which a sentence opens, before a colon: `市教育局：承担日常工作，负责…`."""
    colon = text.find("：", 0, min(end, _LONGEST_OPENING))
    return _names(text, _past_label(text, 0), colon) if colon > 0 else []


def _past_label(text: str, start: int) -> int:
    """Where a sentence goes on behind the number that it may open with."""
    label = _LABEL.match(text[start : start + 12])
    return start + label.end() if label else start


def _shared(text: str, piece: int, match: re.Match[str]) -> list[Name]:
    """Who leads in `由体育牵头会同财政部门`: the word for a task that shares the tail of who supports."""
    joint = _JOINT.match(text, match.end())
    agents = list(_words().agent.finditer(text, piece, match.start()))
    if joint is None or not agents or not 2 <= match.start() - agents[-1].end() <= _LONGEST_STEM:
        return []
    objects, _ = _behind(text, joint.end())
    if not objects:
        return []
    start, first = agents[-1].end(), objects[0]
    parts = [
        Part(text[start : match.start()], start, match.start(), "、"),
        Part(first.text, first.start, first.end, "、"),
    ]
    found = named(parts)[:1]
    return [n for n in found if n.text != parts[0].text and _someone(n.text)]


_JOINT = re.compile("[，,]?会同")
_LONGEST_STEM = 6


def _together(text: str, match: re.Match[str], subject: list[Name], piece: int) -> list[Assigned]:
    """`A会同B`: A leads, B supports; both guide where guidance is what they do."""
    objects, end = _behind(text, match.end())
    bare = not text[piece : match.start()].strip("　 \xa0要应将须并")
    table = _words()
    if not objects and subject and _STRANGER.match(text, match.end()):
        return [Assigned(subject, "lead", match[0], match.end())]
    if not objects or not (subject or bare) or table.not_verb.match(text, end):  # `A会同B负责解释`
        return []
    guide = table.guiding.match(text, end) or (
        text.startswith("对", end) and table.guide.search(text, end, end + _LONGEST_PREDICATE)
    )
    first: Role = "guide" if guide else "lead"
    second: Role = "guide" if guide else "support"
    found = [Assigned(subject, first, match[0], end)] if subject else []
    return [*found, Assigned(objects, second, match[0], end)]


_STRANGER = re.compile("[^，。；：、的]{1,8}(?:企业|机构|学校|院校|高校)")  # `A会同燃气企业核定…`: A leads


def _duty(text: str, kind: str, match: re.Match[str], piece: int) -> list[Assigned]:
    """`A要切实承担…的主体责任`, `A是…责任主体`: A bears it."""
    table = _words()
    verb = (table.shoulder if kind == "duty" else table.bearer).search(text, piece, match.start())
    if verb is None:
        return []
    subject, _ = _before(text, piece, verb.start())
    if not subject and (at := text.find("对", piece, verb.start())) > piece:  # `各镇对本辖区供水负主体责任`
        subject = _names(text, _past_label(text, piece), at)
    if not subject and table.modal.search(text, piece, verb.start()):
        subject = _opening(text, verb.start(), as_bearer=True)
    return [Assigned(subject, "responsible", match[0], match.end())] if subject else []


_LABEL = re.compile(
    r"^[\s　]*(?:第[一二三四五六七八九十百零0-9]{1,5}条[\s　]*|[（(]?[0-9０-９一二三四五六七八九十]{1,3}[）)]?[.．、）)]?|[一二三四五六七八九十]是)(?=[^年月日个项家级])"
)


_SHALL = ("要", "应", "须", "必须", "需")
_APART = ("：", ":", "。")


def _before(text: str, start: int, end: int, told: bool = False) -> tuple[list[Name], bool]:
    """The names right before a verb, and whether it is clear that they shall do it.

    `由` stands before them, or they stand apart, before a colon, or `要` stands behind them. `told`: so it was said of
    others in the sentence.
    """
    table = _words()
    modal = table.modal.search(text, start, end)
    if modal:
        end = modal.start()
    apart = start == end and text[start - 1 : start] in _APART  # `市教育局：负责…`
    if apart:
        end = start - 1
        start = _piece(text, end, False)
    agents = list(table.agent.finditer(text, start, end))
    if agents:
        start = agents[-1].end()
    elif label := _LABEL.match(text[start:end]):
        start += label.end()
    shall = modal is not None and modal[0].startswith(_SHALL)
    return _names(text, start, end, bool(agents) or told), bool(agents) or apart or shall


def _opening(text: str, end: int, as_bearer: bool = False) -> list[Name]:
    """The names that open the sentence, where a modal verb follows them: `国务院有关部门要…，积极配合`."""
    label = _LABEL.match(text[:12])
    start = label.end() if label else 0
    match = _MODAL.search(text, start, min(end, start + _LONGEST_OPENING))
    if match is None or (match[0] == "作为" and not as_bearer) or (text.startswith("各", start) and not as_bearer):
        return []
    return _names(text, start, match.start())


_MODAL = re.compile("要|应当|应|须|作为")
_LONGEST_OPENING = 40


def _behind(text: str, start: int) -> tuple[list[Name], int]:
    """The names right behind 会同, and where they end."""
    stop = start
    while stop < len(text) and text[stop] not in "，,。；;：:":
        stop += 1
    low = text.rfind("、", start, stop)
    low = low + 1 if low >= 0 and not _words().action.match(text, low + 1) else start
    end = _name_end(text, low, stop)
    if end is None:
        return [], start
    return _names(text, start, end, told=True), end


def _name_end(text: str, start: int, stop: int) -> int | None:
    """Where the last name of a list ends: its longest reading before a predicate begins."""
    shapes, table = names(), _words()
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
    shapes, table = names(), _words()
    if not table.action.match(text, end):
        return False
    name = text[start:end]
    if name[0] == "各" or name[-1] in CLOSING:
        return shapes.place(name)
    return (shapes.body(name) and table.level.match(name) is not None) or _is_office(name)


_NAMING = re.compile("[（(](?:以下)?(?:简称|统称|合称)[^（()）]{1,30}[）)]$")  # `市防汛指挥部（以下简称“市防指”）`
_ITEM = re.compile(r"(?:[^、（(〔]|[（(〔][^）)〕]{0,16}[）)〕]?)+")


def _names(text: str, start: int, end: int, told: bool = False) -> list[Name]:
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
    return found if found and all(_someone(n.text) or (told and _is_office_or_firm(n.text)) for n in found) else []


def _is_office_or_firm(name: str) -> bool:
    return _is_office(name) or (_FIRM.fullmatch(name) is not None and not _words().action.match(name))


_FIRM = re.compile("[\u4e00-\u9fff]{2,3}公司")  # `城投公司`, `热力公司`
_OFFICE = re.compile("[\u4e00-\u9fff]{1,9}[办室庭处科股队站所部]")


def _is_office(name: str) -> bool:
    """True for what ends like an office and is none that stands for any: `审管办`, no `承办科室`, no `实验室`."""
    table = _words()
    if len(name) < 3 or not _OFFICE.fullmatch(name) or name.endswith(table.not_office):
        return False
    return not table.action.match(name) and not table.not_name.search(name)


def _someone(name: str) -> bool:
    """True for what running text may name: `市公安局`, `各地`, `有关单位`, but no `施工单位`, no `建立…政府`."""
    shapes, table = names(), _words()
    if not 2 <= len(name) <= _LONGEST_NAME or name in table.bare:
        return False
    if not (
        shapes.known(name)
        or shapes.levelled(name)
        or (name[0] == "各" and _is_office(name))
        or (shapes.body(name) and table.level.match(name))
    ):
        return False
    if name.endswith(table.indefinite):
        return False
    if shapes.generic(name[-4:]) and not (len(name) > 6 and table.level.match(name)):  # `省级粮食主管部门` is one body
        return False
    if name.endswith("公司") and len(name) < _SHORTEST_FIRM and not table.level.match(name):
        return False
    if name.endswith(_ANY_KIND) and not _QUALIFIED.search(name):
        return False
    return not table.action.match(name) and not table.not_name.search(name)


_ANY_KIND = ("单位", "机构", "企业", "公司", "集团")
_QUALIFIED = re.compile("有关|相关|各|成员|直属|公司$|集团$")
