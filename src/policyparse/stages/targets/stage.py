"""The way of a number: found, compared, found to mean something, its kind, indicator and deadline told."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from policyparse.records.found import FoundTarget, Outline, Responsibilities, Targets
from policyparse.stages.targets.behind import MEASURED
from policyparse.stages.targets.compared import Compared, compare, merge, share_limits
from policyparse.stages.targets.deadlines import Calendar
from policyparse.stages.targets.ends import begin_of, end_of, ended
from policyparse.stages.targets.meaningful import measures_something, numbers_or_dates
from policyparse.stages.targets.measure import OFTEN, Measure
from policyparse.stages.targets.measures import measures_from
from policyparse.stages.targets.pattern import measures as pattern
from policyparse.stages.targets.regions import Region, regions
from policyparse.stages.targets.sentence import LATER, Sentence, records_of
from policyparse.stages.targets.series import sentence_kinds
from policyparse.stages.targets.staffing import PEOPLE, post
from policyparse.stages.targets.tabled import with_tables
from policyparse.stages.targets.terms import in_terms
from policyparse.stages.targets.typography import punctuated, quoted, tightened
from policyparse.stages.targets.worded import SIGNS, WORDS, places
from policyparse.stages.targets.words import anywhere
from policyparse.text import Span, span_at

_SENTENCE_ENDS = "。！？"
_CLAUSE_ENDS = "，；：,;:!?"
_OPENERS = frozenset("以及左或（(封为上之内起")  # of comparators behind a number
_SIGNS = re.compile("[少低超多过破满足约近达于到下限只]")  # in what makes a numeral before it measure
_CARRIED = 40  # characters into the next sentence over which it is carried
_FAR = 24  # characters before a numeral in which a sign of a comparator may stand
_BOUNDS = 12  # characters between the two bounds of a range: `（含本数）—`
_BRACKETED = 40  # characters of a heading in brackets
_IN_BRACKETS = 80  # characters of a bracket between what is counted and its number
_REACH = 400  # characters that a clause may stretch to either side of its number


def targets(text: str, outline: Outline, duties: Responsibilities) -> Targets:
    """The numbers of one document that say something measurable, as full records in reading order."""
    written, text = text, quoted(punctuated(text))
    tight, read = tightened(text), regions(text, outline, duties)
    if tight is None:
        found = _targets(text, read, partial(Calendar, text, outline, duties))
    else:
        calendar = partial(Calendar, tight.text, outline, duties, tight.place)
        found = tight.targets(_targets(tight.text, tight.regions(read), calendar))
    found = with_tables(text, outline, duties, found)
    return found if text == written and tight is None else _as_written(written, found)


def _as_written(text: str, found: Targets) -> Targets:
    """Each indicator as the text has it, with the blanks and marks that are read otherwise."""
    targets = list(found.targets)
    for index, target in enumerate(targets):
        if target.indicator_span is not None and (name := target.indicator_span.of(text)) != target.indicator:
            targets[index] = target._replace(indicator=name)
    return found._replace(targets=tuple(targets))


def _targets(text: str, read: Iterable[Region], opened: Callable[[], Calendar]) -> Targets:
    """The targets in some regions of a text that sets no number apart; its calendar is `opened` where there are any."""
    calendar: Calendar | None = None
    found: list[FoundTarget] = []
    apart = [*places(text, (*WORDS, *SIGNS)), sys.maxsize]
    after = 0  # one of them, with none between it and the region; the regions come in reading order
    sentences = ended(text, _SENTENCE_ENDS)
    clauses = ended(sentences, _CLAUSE_ENDS)
    search = pattern().search
    for node, start, end in read:
        first, worded = search(text, start, end), apart[after] < end
        if first is None and not worded:
            continue  # three of four have no number at all
        while apart[after] < start:
            after += 1
        measures = measures_from(text, first, start, end, apart[after] < end)
        for sentence, inside in _sentences(text, sentences, start, end, measures) if measures else ():
            members = _meaningful(text, clauses, sentence, inside)
            if not members:
                continue
            calendar = calendar or opened()
            carried = _carried(text, found[-1], sentence) if found else None
            kinds = sentence_kinds(text, sentence, members, in_terms(text, sentence.start))
            dates = [] if LATER.isdisjoint(kinds) else calendar.dates(sentence)
            said = Sentence(text, sentence, node, calendar, dates)
            records = records_of(said, members, kinds, len(found), carried)
            goes_on = carried is not None and text.startswith("其中", sentence.start)
            found.extend(_as_the_whole(said, found[-1], records) if goes_on else records)
    return Targets(tuple(found))


def _as_the_whole(said: Sentence, whole: FoundTarget, parts: Iterator[FoundTarget]) -> Iterator[FoundTarget]:
    """`其中，…`: the parts of what the sentence before tells of are of its time, or due by its deadline."""
    if whole.kind == "baseline" and anywhere("looks_ahead").search(said.text, *said.span) is None:
        return map(_as_told, parts)
    if whole.kind == "target" and whole.deadline and not said.dates:
        return (_due_with(whole, part) for part in parts)
    return parts


def _due_with(whole: FoundTarget, part: FoundTarget) -> FoundTarget:
    """`到2027年，产量达到90万吨。其中，羊肉产量达到20万吨`: a part that has no deadline of its own is due with the whole."""
    if part.kind != "target" or part.deadline:
        return part
    return part._replace(deadline=whole.deadline, deadline_origin=whole.deadline_origin)


def _as_told(target: FoundTarget) -> FoundTarget:
    """`其中，第一产业增加值156亿元`: the parts of what the sentence before tells of are of the same time."""
    told = target.kind == "target" and target.deadline is None
    return target._replace(kind="baseline") if told else target


def _carried(text: str, last: FoundTarget, sentence: Span) -> Span | None:
    """What the sentence before speaks of: `2023年覆盖率42%。到2027年，力争达到44%。`"""
    start, end = sentence.start, last.span.end
    near = 0 <= start - end <= _CARRIED and last.kind in MEASURED and text.find("\n", end, start) < 0
    return last.indicator_span if near else None


def _sentences(
    text: str, sentences: str, begin: int, stop: int, measures: list[Measure]
) -> Iterator[tuple[Span, list[Measure]]]:
    """The sentences of a region that hold measures: up to 。！？ or the end of the paragraph (`\\n` in `sentences`).

    Each with its measures from the first on that neither numbers something nor is a date.
    """
    sentence = span_at((begin, begin))
    inside: list[Measure] = []
    for measure in measures:
        if not measure.digits and _names(text, measure):
            continue
        start, end = measure.span
        if inside and start >= sentence.end:
            yield sentence, inside
            inside = []
        if not inside:
            if numbers_or_dates(text, measure):
                continue  # 第三条, 2023年: two of five sentences hold nothing else
            start = _behind_heading(text, begin_of(sentences, sentence.end, start), start)
            sentence = span_at((start, end_of(sentences, end, stop)))
        inside.append(measure)
    if inside:
        yield sentence, inside


def _behind_heading(text: str, start: int, number: int) -> int:
    """Where the sentence of a number begins behind a heading in brackets: `【支持建仓】 建设冷库2000平方米以上的`."""
    first = start
    while first < number and text[first].isspace():
        first += 1
    if text[first] != "【":
        return start
    closed = text.find("】", first, min(number, first + _BRACKETED))
    return start if closed < 0 else closed + 1


def _names(text: str, measure: Measure) -> bool:
    """A quick look at `一个`, `三张`: a Chinese numeral of one character before a count needs a comparator to measure."""
    start, end = measure.span
    unit = measure.unit
    if end - start > 2 or unit is None or unit.dimension != "count" or measure.unit_text in OFTEN:
        return False
    if text[end : end + 1] in _OPENERS or _SIGNS.search(text, start - _FAR if start > _FAR else 0, start):
        return False
    return measure.unit_text not in PEOPLE or post(text, start) is None


def _meaningful(text: str, clauses: str, sentence: Span, measures: list[Measure]) -> list[tuple[Compared, Span]]:
    """The measures of a sentence that mean something, each with its clause (between marks: `\\n` in `clauses`)."""
    members: list[tuple[Compared, Span]] = []
    previous: Compared | None = None
    floor, listed = sentence.start, False
    for index, measure in enumerate(measures, start=1):
        apart = sys.maxsize if previous is None else measure.span.start - previous.quote.end
        if apart < 0:
            continue  # 18度（不含18度）以下
        if index > 1 and apart > _BOUNDS and numbers_or_dates(text, measure):
            continue
        clause = _clause(text, clauses, measure, floor, sentence.end)
        compared = compare(text, measure, clause.start, previous)
        if previous is not None and (merged := merge(text, previous, compared)):
            members[-1] = (merged, span_at((members[-1][1].start, clause.end)))
            previous = merged
            floor = max(floor, merged.quote.end)
            continue
        behind, ceiling = compared.quote.end, clause.end
        if index < len(measures) and (following := measures[index].span.start) < ceiling:
            ceiling = following if following > behind else min(ceiling, behind)
        if measures_something(text, compared, clause.start, ceiling):
            members.append((compared, clause))
            previous = compared
            floor = behind if behind > floor and not _of_an_age(text, compared) else floor
            listed = listed or (compared.joined and compared.after != "")
    if listed:
        share_limits(text, members)
    return members


def _of_an_age(text: str, compared: Compared) -> bool:
    """`婴儿死亡率、5岁以下儿童死亡率分别为4‰、5‰`: an age within a name ends nothing."""
    unit = compared.measure.unit
    limits = unit is not None and unit.dimension == "age" and compared.measure.digits and compared.after != ""
    return limits and text[compared.quote.end : compared.quote.end + 1].isalpha()


def _clause(text: str, clauses: str, measure: Measure, floor: int, end: int) -> Span:
    """The clause of a measure, between marks; inside brackets, what stands in them."""
    head, tail = measure.span
    if floor < head - _REACH:
        floor = head - _REACH
    start = begin_of(clauses, floor if floor < head else head, head)
    before = text[start:head]
    if "（" in before or "(" in before:
        opened = max(before.rfind("（"), before.rfind("("))
        if "）" not in before[opened:] and ")" not in before[opened:]:
            start += opened + 1
    elif "）" in before or ")" in before:
        start = _before_bracket(text, clauses, start, floor)
    return span_at((start, end_of(clauses, tail, end if end < tail + _REACH else tail + _REACH)))


def _before_bracket(text: str, clauses: str, start: int, floor: int) -> int:
    """`品牌景区（5A级景区，示范区）3家`: where the clause begins that a bracket stands in which marks divide."""
    low = max(floor, start - _IN_BRACKETS)
    opened = max(text.rfind("（", low, start), text.rfind("(", low, start))
    divided = opened > low and text.find("）", opened, start) < 0 and text.find(")", opened, start) < 0
    return begin_of(clauses, low, opened) if divided else start
