"""Sentences of running text that say who bears a task: `由市发展改革委牵头`, `A会同B组织…`, `承担主体责任`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policyparse.lexicon.words import any_word
from policyparse.records.found import Role
from policyparse.stages.responsibilities.body import Body, body
from policyparse.stages.responsibilities.lists import Name, named
from policyparse.stages.responsibilities.regions import Part
from policyparse.stages.responsibilities.running_words import BESIDE_LEAD, running_words
from policyparse.stages.responsibilities.subjects import (
    is_someone,
    names_before,
    names_before_colon,
    names_behind,
    names_for,
    names_in,
    names_in_charge,
    names_that_open,
    past_label,
    piece_start,
)
from policyparse.stages.responsibilities.vocabulary import names
from policyparse.text import Span

_LONGEST_SENTENCE = 600
_LONGEST_PREDICATE = 24


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


def sentences(text: str, free: list[Span]) -> Iterator[Sentence]:
    """The sentences in the `free` spans of the text that name someone with a word of responsibility, in order."""
    search = running_words().trigger.search
    done = told = index = 0
    while index < len(free) and (match := search(text, max(done, free[index].start))):
        done = match.start()
        while index < len(free) and free[index].end <= done:
            index += 1
        if index == len(free) or done < free[index].start:  # within a clause
            continue
        start, done = _bounds(text, done, free[index])
        start = max(start, told)  # `由市教育局牵头。负责……`: the sentence before says its own
        if done - start <= _LONGEST_SENTENCE and (sentence := _read(body(text, start, done))):
            yield sentence
            told = done


_STOPS = "。；;！？\n"


def _bounds(text: str, at: int, span: Span) -> tuple[int, int]:
    """The sentence around `at`."""
    low, high = max(span.start, at - _LONGEST_SENTENCE), min(span.end, at + _LONGEST_SENTENCE)
    start = max(text.rfind(mark, low, at) for mark in _STOPS) + 1
    if start > low and _is_manner(text[start:at]) and (text[start - 1] == "。" or _is_headed(text, low, start)):
        start = (
            max(text.rfind(mark, low, start - 1) for mark in _STOPS) + 1
        )  # `（一）市教育局。负责……`: a heading says who
    ends = [i for mark in _STOPS if (i := text.find(mark, at, high)) >= 0]
    return max(start, low), _with_support(text, min(ends, default=high), high)


def _is_manner(words: str) -> bool:
    """True for what may stand before the verb with which a sentence begins: nothing, `具体`."""
    return not words or words in running_words().manner


def _is_headed(text: str, low: int, start: int) -> bool:
    """True where the line above is a number and a name: `（一）市教育局` above `负责……`."""
    above = max(low, text.rfind("\n", low, start - 1) + 1)
    if text[start - 1] != "\n" or start - above > _HEADING:
        return False
    line = text[above : start - 1].strip()
    name = line[past_label(line, 0) :]
    return name != line and names().strong(name)


_HEADING = 30  # characters of such a line


def _with_support(text: str, end: int, high: int) -> int:
    """The end of a sentence with the pieces behind it that say who helps: `由A牵头负责；B、C参与。`, `A牵头。B参加。`."""
    while end < high and (text[end] in ";；" or text.startswith(running_words().leads_done, max(0, end - 2))):
        match = running_words().helps.match(text, end + 1, high)
        if match is None:
            break
        end = match.end()
    return end


def _read(sentence: Body) -> Sentence | None:
    """Who a sentence gives a role."""
    text, table = sentence.text, running_words()
    assigned: list[Assigned] = []
    carried: Assigned | None = None
    passive = False
    reached = 0
    for match in table.verb.finditer(text):
        if match.start() < reached or table.not_verb.match(text, match.start()):
            continue
        kind = table.kinds[match[0]]
        if kind in ("carry", "oversee") and not (assigned and text[match.end() : match.end() + 1] in _ENDS):
            carried = _carried(text, match) if kind == "carry" and not assigned else carried
            continue
        piece = max(piece_start(text, match.start(), kind in ("duty", "bearer")), reached)
        subject, agent = names_before(text, piece, match.start(), passive)
        if kind == "main":
            subject, agent = names_for(text, piece, match.start())
        if kind in ("support", "beside") and subject and (helped := _helping(text, match, subject)):
            assigned += helped
            reached = helped[-1].end
            continue
        if kind in BESIDE_LEAD and not any(a.role == "lead" or a.word in table.over_others for a in assigned):
            continue
        if subject:
            subject = _apart_before(text, kind, reached if assigned else -1, piece) + subject
        new = _assign(text, kind, match, subject, piece)
        if new:
            if carried and new[0].role == "support":  # `由市教育局组织实施，市财政局配合`
                assigned, passive = [carried], True
            carried = None
            assigned += [part for some in new for part in _marked(some)]
            passive = passive or agent
            reached = max(a.end for a in new)
    if not assigned:
        return None
    passive = passive or _is_all(text, assigned)
    if any(a.role == "support" for a in assigned) and not any(a.role == "lead" for a in assigned):
        assigned = [a._replace(role="lead") if a.word in table.over_helpers else a for a in assigned]
    return Sentence(sentence, tuple(_once(assigned)), passive)


def _carried(text: str, match: re.Match[str]) -> Assigned | None:
    """Who is said to carry a task out at the end of a piece: `由市教育局组织实施，`; a duty only where others support."""
    if text[match.end() : match.end() + 1] not in _COMMAS:
        return None
    subject, agent = names_before(text, piece_start(text, match.start(), False), match.start())
    return Assigned(subject, "responsible", match[0], match.end()) if subject and agent else None


def _once(assigned: list[Assigned]) -> Iterator[Assigned]:
    """Those assigned without names that have their role already: `县水利局：承担主体责任，负责管护`."""
    told: set[tuple[int, Role]] = set()
    for some in assigned:
        new = [n for n in some.names if (n.start, some.role) not in told]
        told.update((n.start, some.role) for n in new)
        if new:
            yield some._replace(names=new)


def _helping(text: str, match: re.Match[str], subject: list[Name]) -> list[Assigned]:
    """`市公安局协同市交通运输局负责…`: the first support, those behind the word lead; nothing where no word says so of these."""
    objects, end = names_behind(text, match.end())
    table = running_words()
    verb = table.verb.match(text, end) if objects and not table.not_verb.match(text, end) else None
    if verb is None or table.kinds[verb[0]] not in ("bear", "lead"):
        return []
    return [Assigned(subject, "support", match[0], match.end()), Assigned(objects, "lead", verb[0], verb.end())]


def _marked(assigned: Assigned) -> list[Assigned]:
    """Those whose name says in a bracket that they lead apart from the others: `由市教育局（牵头）、市财政局负责`."""
    leading = [n for n in assigned.names if n.text.endswith(_LEADING)]
    if not leading:
        return [assigned]
    plain = [Name(n.text[:-4], n.start, n.end - 4) for n in leading]
    others = [n for n in assigned.names if n not in leading]
    found = [Assigned(plain, "lead", "牵头", assigned.end)]
    return [*found, assigned._replace(names=others)] if others else found


_LEADING = ("（牵头）", "(牵头)")


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
            some = names_in(text, start, at)
            if not some:
                return []
            found += some
        start = at + 1
    return found


def _apart_before(text: str, kind: str, reached: int, piece: int) -> list[Name]:
    """The names that only a comma parts from those right before a verb; `reached`: where the verb before ends, if one does."""
    if reached >= 0:
        return _listed_before(text, reached, piece) if kind in ("bear", "support", *BESIDE_LEAD) else []
    return _opening_before(text, piece) if kind == "lead" else []


def _opening_before(text: str, end: int) -> list[Name]:
    """The names with which a sentence opens, where only a comma parts them from who leads: `由市教育局，市财政局牵头`."""
    start = past_label(text, 0)
    agent = running_words().agent.match(text, start)
    return _listed_before(text, agent.end() if agent else start, end)


_COMMAS = ("，", ",")
_ENDS = ("", *_COMMAS)


def _assign(text: str, kind: str, match: re.Match[str], subject: list[Name], piece: int) -> list[Assigned]:
    """What one word of responsibility says of the names around it."""
    word, end = match[0], match.end()
    if kind in ("joint", "joined"):
        return _together(text, match, subject, piece)
    if kind in ("duty", "bearer"):
        return _duty(text, kind, match, piece)
    if kind in ("support", "beside") and not subject:
        subject = (
            names_that_open(text, match.start()) if running_words().modal.search(text, piece, match.start()) else []
        )
    if kind == "lead" and not subject:
        subject = _shared(text, piece, match)
    if kind == "take" and not _takes_task(text, piece, match):
        return []
    if kind == "bear" and not subject and _is_manner(text[piece : match.start()]):
        subject = names_before_colon(text, piece) or names_in_charge(text, piece)
    if word in running_words().for_all and not subject and (at := text.find("对", piece, match.start())) > piece:
        subject = names_in(text, past_label(text, piece), at)
    if not subject:
        return []
    return [Assigned(subject, _ROLES.get(kind, "support"), word, end)]


_ROLES: dict[str, Role] = {
    "lead": "lead",
    "main": "lead",
    "bear": "responsible",
    "carry": "responsible",
    "take": "responsible",
    "oversee": "guide",
}


def _takes_task(text: str, piece: int, match: re.Match[str]) -> bool:
    """True for `日常工作由市教育局承担`; `费用由市财政局承担` says who pays."""
    agents = list(running_words().agent.finditer(text, piece, match.start()))
    task = text[piece : agents[-1].start()] if agents else ""
    return task.endswith(running_words().task) and text[match.end() : match.end() + 1] in (
        *_ENDS,
        "。",
        "；",
        ";",
        "\n",
    )


def _shared(text: str, piece: int, match: re.Match[str]) -> list[Name]:
    """Who leads in `由体育牵头会同财政部门`: the word for a task that shares the tail of who supports."""
    joint = _JOINT.match(text, match.end())
    agents = list(running_words().agent.finditer(text, piece, match.start()))
    if joint is None or not agents or not 2 <= match.start() - agents[-1].end() <= _LONGEST_STEM:
        return []
    objects, _ = names_behind(text, joint.end())
    if not objects:
        return []
    start, first = agents[-1].end(), objects[0]
    parts = [
        Part(text[start : match.start()], start, match.start(), "、"),
        Part(first.text, first.start, first.end, "、"),
    ]
    found = named(parts)[:1]
    return [n for n in found if n.text != parts[0].text and is_someone(n.text)]


_JOINT = re.compile("[，,]?会同")
_LONGEST_STEM = 6


def _together(text: str, match: re.Match[str], subject: list[Name], piece: int) -> list[Assigned]:
    """`A会同B`: A leads, B supports; both guide where guidance is what they do."""
    objects, end = names_behind(text, match.end())
    bare = not text[piece : match.start()].strip("　 \xa0要应将须并")
    table = running_words()
    if not objects and subject and _STRANGER.match(text, match.end()):
        return [Assigned(subject, "lead", match[0], match.end())]
    if not objects or not (subject or bare) or table.not_verb.match(text, end):  # `A会同B负责解释`
        return []
    if DONE.match(text, end):
        return []
    guide = table.guiding.match(text, end) or (
        text.startswith("对", end) and table.guide.search(text, end, end + _LONGEST_PREDICATE)
    )
    first: Role = "guide" if guide else "lead"
    second: Role = "guide" if guide else "support"
    found = [Assigned(subject, first, match[0], end)] if subject else []
    return [*found, Assigned(objects, second, match[0], end)]


_STRANGER = re.compile(f"[^，。；：、的]{{0,8}}{any_word('running.csv', 'stranger')}")  # `A会同燃气企业核定…`: A leads


DONE = re.compile("[^，。；：、]{1,10}了")  # `A会同B研究提出了意见`: a report, no task


def _duty(text: str, kind: str, match: re.Match[str], piece: int) -> list[Assigned]:
    """`A要切实承担…的主体责任`, `A是…责任主体`: A bears it."""
    table = running_words()
    verb = (table.shoulder if kind == "duty" else table.bearer).search(text, piece, match.start())
    if verb is None:
        return []
    subject, _ = names_before(text, piece, verb.start())
    if not subject and (at := text.find("对", piece, verb.start())) > piece:  # `各镇对本辖区供水负主体责任`
        subject = names_in(text, past_label(text, piece), at)
    if not subject and table.modal.search(text, piece, verb.start()):
        subject = names_that_open(text, verb.start(), as_bearer=True)
    return [Assigned(subject, "responsible", match[0], match.end())] if subject else []
