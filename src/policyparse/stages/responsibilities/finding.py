"""Clauses in brackets: with a label, with a verb, or bare lists."""

from __future__ import annotations

import re
from bisect import bisect_right

from policyparse.lexicon.divisions import rows_by_name
from policyparse.lexicon.words import words
from policyparse.stages.responsibilities.body import Body, body
from policyparse.stages.responsibilities.brackets import matched
from policyparse.stages.responsibilities.conventions import Convention, blanked, conventions
from policyparse.stages.responsibilities.found import UNSURE, Found, Places, Unread
from policyparse.stages.responsibilities.lists import Name
from policyparse.stages.responsibilities.position import behind_sentence, explains, hint, label_before, stands_alone
from policyparse.stages.responsibilities.reading import Group, Reading, read, same_as_before
from policyparse.stages.responsibilities.vocabulary import Label, names
from policyparse.text import Span

_LONGEST_LISTED = 30  # a bare list names bodies, not sentences
_SHORTEST, _LONGEST_BARE = 4, 200
_A_HABIT = 3  # bare lists; fewer may say something else
_FOR_ONE_ODD = 3  # so many bodies beyond doubt make a list of one that no ending tells (`余杭移动`)


def bracketed(text: str, brackets: list[int], places: Places) -> tuple[list[Found], list[Unread]]:
    """The clauses in brackets, and brackets with a label or verb that could not be read."""
    found: list[Found] = []
    notes: list[Unread] = []
    inner: list[Span] = []
    end = 0
    spans, lost = matched(text, brackets)
    word = hint()
    for span in spans:
        first, behind = span
        if first < end or behind - first < _SHORTEST:
            continue
        if label := label_before(text, first):
            found += _of_label(text, span, label, places)
            continue
        is_hinted = word.search(text, first + 1, behind - 1) is not None
        if not is_hinted and not (behind - first <= _LONGEST_BARE and stands_alone(text, span)):
            inner += [span] if _may_list(text, span) else []
            continue
        clause = _bracket(text, span, is_hinted, places)
        if isinstance(clause, Found):
            clause = _with_remark(text, clause)
            found.append(clause)
            end = clause.span.end
        elif clause is not None:
            notes.append(clause)
    found = sorted(found + _within(text, inner, found, places), key=lambda f: f.span)
    return sorted(found + _unclosed(text, lost, [f.span for f in found], places), key=lambda f: f.span), notes


def _may_list(text: str, span: Span) -> bool:
    """True for a bracket within a sentence that several bodies may fill, behind what is none."""
    first, behind = span
    if behind - first > _LONGEST_BARE or text[behind - 2] not in names().ends or text.find("、", first, behind) < 0:
        return False
    before = text[max(0, first - 14) : first]
    return not names().body(before) and not names().known(before)


def _within(text: str, spans: list[Span], found: list[Found], places: Places) -> list[Found]:
    """The bare lists within sentences, where the document writes bare lists more than once or twice:
    `实施河道整治工程（市水利局、各区政府），新建水闸`."""
    if not spans or sum(f.rule == "clause.list" for f in found) < _A_HABIT:
        return []
    lists = []
    for span in spans:
        inside = body(text, span.start + 1, span.end - 1)
        reading = read(inside.text)
        bare = reading.form == "list" and not (reading.rest or reading.times) and len(reading.names) > 1
        if bare and all(map(is_known, reading.names)) and not explains(inside.text):
            lists.append(Found(span, inside, reading, (), places.of_clause(span.start), "clause.list", UNSURE))
    return lists


def _of_label(text: str, span: Span, label: Label, places: Places) -> list[Found]:
    """The clause of a label with its names in a bracket: `责任单位（市教育局、市财政局）`; none where it names nobody."""
    inside = body(text, span.start + 1, span.end - 1)
    reading = read(inside.text)
    if (
        label.role is None
        or explains(inside.text)
        or reading.form != "list"
        or not reading.names
        or not all(map(is_known, reading.names))
    ):
        return []
    groups = tuple(Group(label.role, "label", label.text, g.names, g.comma) for g in reading.groups)
    said = Reading(groups, "label", label.text, reading.times)
    return [Found(Span(label.start, span.end), inside, said, (), places.of_clause(span.start), "clause.label")]


def is_known(name: Name) -> bool:
    """True for a name that nothing but a body, a group or a place has."""
    return names().known(name.text) or names().levelled(name.text)


def _unclosed(text: str, lost: list[int], taken: list[Span], places: Places) -> list[Found]:
    """The clauses whose bracket nothing closes: behind a sentence, to the end of the line, with a verb at its end."""
    found = []
    for at, start in enumerate(lost):
        end = text.find("\n", start, start + _LONGEST_BARE)
        end = end if end >= 0 else min(len(text), start + _LONGEST_BARE)
        if (at + 1 < len(lost) and lost[at + 1] < end) or not behind_sentence(text, Span(start, end)):
            continue
        span = Span(start, end).trimmed(text)
        index = bisect_right(taken, span)
        if any(t.start < span.end and span.start < t.end for t in taken[max(0, index - 1) : index + 1]):
            continue
        inside = body(text, span.start + 1, span.end)
        reading, rules = read_with_rules(inside)
        shapes = names()
        listed = reading.names and not reading.rest and all(shapes.known(n.text) for n in reading.names)
        if reading.form == "verb" and listed:
            found.append(Found(span, inside, reading, rules, places.of_clause(span.start), "clause.verb", UNSURE))
    return found


def without_strays(text: str, found: list[Found]) -> list[Found]:
    """The clauses without bare lists at the end of a line, where nothing else in the document assigns.

    `推荐单位意见（市场监管主管部门）` is a field of a form.
    """
    if any(f.rule != "clause.list" or behind_sentence(text, f.span) for f in found):
        return found
    return []


_REMARK = re.compile(r"[\s　]?[（(][以]?下同[）)]")


def _with_remark(text: str, clause: Found) -> Found:
    """A clause with the bracket behind it that makes it a rule: `（主要责任单位：A、B）（下同）`."""
    remark = _REMARK.match(text, clause.span.end)
    if remark is None:
        return clause
    span = Span(clause.span.start, remark.end())
    inside = body(text, span.start + 1, span.end)
    rule = Convention("label", len(inside.text) - len(remark[0].strip()), len(inside.text))
    return clause._replace(span=span, body=inside, rules=(*clause.rules, rule))


def _bracket(text: str, span: Span, is_hinted: bool, places: Places) -> Found | Unread | None:
    """The clause in a bracket, if it is one."""
    inside = body(text, span.start + 1, span.end - 1)
    reading, rules = read_with_rules(inside)
    rule = _kind(text, span, inside, reading, rules, is_hinted)
    if rule == "clause.list" and places.in_frame(span.start):
        return None
    if rule is not None:
        return Found(span, inside, reading, rules, places.of_clause(span.start), rule)
    if is_hinted and reading.label and reading.form == "label" and stands_alone(text, span):
        return Unread("clause.unread", "review", "a label of responsibility that names nobody", span)
    return None


def read_with_rules(inside: Body) -> tuple[Reading, tuple[Convention, ...]]:
    """The reading of a body without the rules that it sets, and these."""
    if "同上" in inside.text and (repeat := same_as_before(inside.text)):
        return repeat, ()
    rules = tuple(conventions(inside.text))
    return read(blanked(inside.text, rules)), rules


def _kind(
    text: str, span: Span, inside: Body, reading: Reading, rules: tuple[Convention, ...], is_hinted: bool
) -> str | None:
    """The rule by which a bracket is a clause; null where it is none."""
    if reading.form == "label":
        if reading.names or any(r.names for r in rules):
            return "clause.label"
        return "clause.time" if reading.times else None
    if explains(inside.text) or not (reading.names or any(r.names for r in rules)):
        return None
    if reading.form == "verb" or rules:
        shapes = names()
        leads = [n.text for g in reading.groups if g.role == "lead" and g.origin == "verb" for n in g.names]
        sure = bool(leads) and all(map(shapes.strong, leads))
        return "clause.verb" if (leads or not reading.rest) and (rules or sure or _are_bodies(reading)) else None
    if reading.rest or ((is_hinted or reading.times) and not stands_alone(text, span)):
        return None
    return "clause.list" if all(_is_due(time, reading) for time in reading.times) and is_list(reading) else None


def _is_due(time: str, reading: Reading) -> bool:
    """True for a time by which a task is to be done; `（国家统计局，2023年12月）` says where a figure is from, and when."""
    if _UNTIL.search(time):
        return True
    sources = words("list_words.csv", "source")
    return "月" in time and not any(name.text.endswith(sources) for name in reading.names)


_UNTIL = re.compile("[前底]|完成")  # `（市交通运输局、市环保局，9月底前完成）`


def _are_bodies(reading: Reading) -> bool:
    """True where most of those before a verb look like bodies: `一网通办、一网协同` are none."""
    shapes = names()
    likely = sum(shapes.body(n.text) or shapes.place(n.text) or n.text in rows_by_name() for n in reading.names)
    return likely * 2 > len(reading.names)


def is_list(reading: Reading) -> bool:
    """True where a bare list holds nothing but bodies and groups, at least one of them beyond doubt."""
    shapes = names()
    sure = odd = 0
    for name in reading.names:
        text = name.text
        if text in rows_by_name():  # `奉化、宁海等区（县、市）政府`
            continue
        if "：" in text or ":" in text:  # `数据来源：市统计局`
            return False
        if not (2 < len(text) <= _LONGEST_LISTED or shapes.strong(text) or (text[0] == "各" and shapes.place(text))):
            return False
        if (
            text[-1] in shapes.sure
            or shapes.strong(text)
            or shapes.group(text)
            or ("各" in text and shapes.place(text))
        ):
            sure += 1
        elif not (shapes.body(text) or shapes.place(text)):
            odd += 1
    if not sure and not odd and len(reading.names) > 1:
        return all(shapes.levelled(n.text) or _OFFICE.fullmatch(n.text) for n in reading.names)
    return odd * _FOR_ONE_ODD <= sure and sure > 0


_OFFICE = re.compile("[\u4e00-\u9fff]{2,7}[科处股司办](?<![学专本内外儿]科)(?<!公司)")  # `（思政科、基教科）`
