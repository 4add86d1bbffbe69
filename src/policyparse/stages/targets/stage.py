"""The way of a number: found, compared, found to mean something, its kind, indicator and deadline told."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator

from policyparse.records.found import Direction, FoundTarget, Outline, Responsibilities, TargetKind, Targets
from policyparse.stages.targets.changes import change
from policyparse.stages.targets.compared import Compared, compare, merge, share_limits
from policyparse.stages.targets.dates import Date
from policyparse.stages.targets.deadlines import Calendar, Deadline
from policyparse.stages.targets.ends import begin_of, end_of, ended
from policyparse.stages.targets.indicators import indicator
from policyparse.stages.targets.meaningful import measures_something, numbers_or_dates
from policyparse.stages.targets.measure import Measure
from policyparse.stages.targets.measures import measures_from
from policyparse.stages.targets.pattern import measures as pattern
from policyparse.stages.targets.series import LISTED_NEXT, alike, sentence_kinds
from policyparse.stages.targets.terms import TERMS, in_terms
from policyparse.stages.targets.typography import punctuated, quoted, tightened
from policyparse.stages.targets.worded import SIGNS, WORDS, places
from policyparse.stages.targets.words import ending
from policyparse.text import Span, span_at

_BETWEEN = ("blank", "layout")  # what stands between the parts of a region
_READ = frozenset({"heading", "body", "preamble", "closing", "unparsed"})
_SENTENCE_ENDS = "。！？"
_CLAUSE_ENDS = "，；：,;:!?"
_OFTEN = frozenset("次遍回")
_OPENERS = frozenset("以及左或（(封为上之内起")  # of comparators behind a number
_SIGNS = re.compile("[少低超多过破满足约近达于到下限只]")  # in what makes a numeral before it measure
_STAYS: tuple[bool, Direction] = (False, "none")
_MEASURED = frozenset({"target", "baseline"})  # the kinds whose indicator counts
_CARRIED = 40  # characters into the next sentence over which it is carried
_LATER = frozenset({"target", "benefit"})  # they may have a deadline; in a review of work both tell what was
_FAR = 24
_RUN = 12  # numbers that may be raised together, each from its own level
_BOUNDS = 12  # characters between the two bounds of a range: `（含本数）—`
_IN_BRACKETS = 80  # characters of a bracket between what is counted and its number
_LEAST = 2  # characters of a segment that may hold a number and what it counts
_REACH = 400  # characters that a clause may stretch to either side of its number


def targets(text: str, outline: Outline, duties: Responsibilities) -> Targets:
    """The numbers of one document that say something measurable, as full records in reading order."""
    text = quoted(punctuated(text))
    tight = tightened(text)
    if tight is None:
        return _targets(text, outline, duties)
    return tight.targets(_targets(tight.text, tight.outline(outline), tight.duties(duties)))


def _targets(text: str, outline: Outline, duties: Responsibilities) -> Targets:
    """The targets of a text that sets no number apart."""
    calendar: Calendar | None = None
    found: list[FoundTarget] = []
    apart = [*places(text, (*WORDS, *SIGNS)), sys.maxsize]
    after = 0  # the first of them that is not before the region; the regions come in reading order
    terms = places(text, (TERMS,))
    sentences = ended(text, _SENTENCE_ENDS)
    clauses = ended(sentences, _CLAUSE_ENDS)
    search = pattern().search
    for node, start, end in _regions(outline, duties):
        first = search(text, start, end)
        while apart[after] < start:
            after += 1
        worded = apart[after] < end
        if first is None and not worded:
            continue  # three of four have no number at all
        measures = measures_from(text, first, start, end, worded)
        for sentence, inside in _sentences(text, sentences, start, end, measures) if measures else ():
            members = _meaningful(text, clauses, sentence, inside)
            if not members:
                continue
            calendar = calendar or Calendar(text, outline, duties)
            carried = _carried(text, found[-1], sentence) if found else None
            kinds = sentence_kinds(text, sentence, members, in_terms(text, sentence.start, terms))
            records = _records(text, sentence, node, members, kinds, calendar, len(found), carried)
            goes_on = carried is not None and text.startswith("其中", sentence.start) and found[-1].kind == "baseline"
            found.extend(map(_as_told, records) if goes_on else records)
    return Targets(tuple(found))


def _as_told(target: FoundTarget) -> FoundTarget:
    """`其中，第一产业增加值156亿元`: the parts of what the sentence before tells of are of the same time."""
    told = target.kind == "target" and target.deadline is None
    return target._replace(kind="baseline") if told else target


def _carried(text: str, last: FoundTarget, sentence: Span) -> Span | None:
    """What the sentence before speaks of: `2023年覆盖率42%。到2027年，力争达到44%。`"""
    near = 0 <= sentence.start - last.span.end <= _CARRIED and text.find("\n", last.span.end, sentence.start) < 0
    return last.indicator_span if near and last.kind in _MEASURED else None


def _sentences(
    text: str, sentences: str, begin: int, stop: int, measures: list[Measure]
) -> Iterator[tuple[Span, list[Measure]]]:
    """The sentences of a region that hold measures: up to 。！？ or the end of the paragraph (`\\n` in `sentences`)."""
    sentence = span_at((begin, begin))
    inside: list[Measure] = []
    for measure in measures:
        if not measure.digits and _names(text, measure):
            continue
        start, end = measure.span
        if start >= sentence.end:
            if inside:
                yield sentence, inside
            start = begin_of(sentences, sentence.end, start)
            sentence = span_at((start, end_of(sentences, end, stop)))
            inside = []
        inside.append(measure)
    if inside:
        yield sentence, inside


def _names(text: str, measure: Measure) -> bool:
    """A quick look at `一个`, `三张`: a Chinese numeral of one character before a count needs a comparator to measure."""
    start, end = measure.span
    unit = measure.unit
    if end - start > 2 or unit is None or unit.dimension != "count" or measure.unit_text in _OFTEN:
        return False
    return (
        text[end : end + 1] not in _OPENERS and _SIGNS.search(text, start - _FAR if start > _FAR else 0, start) is None
    )


def _regions(outline: Outline, duties: Responsibilities) -> Iterator[tuple[int | None, int, int]]:
    """The pieces of the text in which numbers are looked for, clauses cut out, neighbours of one node joined.

    Each with its node, where it begins and where it ends.
    """
    cuts = sorted([c.span for c in duties.clauses] + [s.span for s in duties.conventions])
    starts = [*(cut.start for cut in cuts), sys.maxsize]
    nodes = outline.nodes
    node: int | None = None
    begin = stop = 0  # of the region so far
    after = cut = 0  # the first cut that begins behind where the segment does, and where the one before it ends
    for role, owner, (start, end) in outline.segments:
        if role not in _READ:
            if role not in _BETWEEN and begin < stop:
                yield node, begin, stop
                begin = stop
            continue
        if owner is not None:  # without the label that it begins with or holds
            label, behind = nodes[owner].label_span
            start = behind if start <= label and behind <= end else start
        if end - start < _LEAST:
            continue  # two of five are a label and the end of its line
        while starts[after] <= start:
            cut = cuts[after].end
            after += 1
        whole = starts[after] >= end and cut <= start  # most have no cut
        for low, high in ((start, end),) if whole else _pieces(start, end, cuts, max(after - 1, 0)):
            if node == owner and stop <= low <= stop + 2 and begin < stop:
                stop = high
                continue
            if begin < stop:
                yield node, begin, stop
            node, begin, stop = owner, low, high
    if begin < stop:
        yield node, begin, stop


def _pieces(start: int, end: int, cuts: list[Span], index: int) -> Iterator[tuple[int, int]]:
    """What is left of a segment when the cuts from `index` on are taken out."""
    while index < len(cuts) and cuts[index].start < end:
        cut = cuts[index]
        index += 1
        if cut.end <= start:
            continue
        if cut.start > start:
            yield start, cut.start
        start = cut.end
    if start < end:
        yield start, end


def _meaningful(text: str, clauses: str, sentence: Span, measures: list[Measure]) -> list[tuple[Compared, Span]]:
    """The measures of a sentence that mean something, each with its clause (between marks: `\\n` in `clauses`)."""
    members: list[tuple[Compared, Span]] = []
    previous: Compared | None = None
    floor, listed = sentence.start, False
    for index, measure in enumerate(measures, start=1):
        if previous and measure.span.start < previous.quote.end:
            continue  # 18度（不含18度）以下
        if numbers_or_dates(text, measure) and not (previous and measure.span.start - previous.quote.end <= _BOUNDS):
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


def _records(
    text: str,
    sentence: Span,
    node: int | None,
    members: list[tuple[Compared, Span]],
    kinds: list[TargetKind],
    calendar: Calendar,
    offset: int,
    carried: Span | None,
) -> Iterator[FoundTarget]:
    """The records of a sentence; `offset` is how many the document has before it, `carried` what those measure."""
    evidence = sentence.trimmed(text)
    dates = [] if _LATER.isdisjoint(kinds) else calendar.dates(sentence)
    levels = "baseline" in kinds
    shared: dict[bool, Span] = {}  # of what is reached, and of what is asked or given
    passed, rank = 0, 0  # dates before a number, and how many numbers stand between the last and it
    moved: tuple[bool, Direction] = _STAYS
    for index, (compared, clause) in enumerate(members):
        what = kinds[index]
        following = members[index + 1][0].quote if index + 1 < len(members) else None
        measured = what in _MEASURED
        before = shared.get(measured) or (None if measured else shared.get(True))
        named = indicator(text, compared, clause, following, sentence, before, what)
        if named is None and measured and compared.before and not index:
            named = carried
        if named:
            shared[measured] = named
        if not compared.joined or moved == _STAYS:
            found = change(text, compared, clause, measured)
            goes_on = found == _STAYS and moved[0] and _changed_on(text, members[index - 1][0], compared)
            moved = moved if goes_on else found
        if dates:
            ended = bisect_right(dates, compared.quote.start, key=lambda date: date.span.end)
            passed, rank = ended, rank + 1 if ended == passed else 0
        told = _told(what, dates, sentence, node, compared, rank, calendar)
        back = _back_to_baseline(kinds, members, index) if levels else 0
        yield _record(text, node, evidence, compared, named, moved, offset + index - back if back else None, told)


def _changed_on(text: str, changed: Compared, compared: Compared) -> bool:
    """`压减炼铁产能30万吨、炼钢产能20万吨`: the verb before the first noun governs the second, too."""
    start, end = changed.measure.span.start, changed.quote.end
    if ending(text, start - _FAR if start > _FAR else 0, start, "change"):
        return False
    return LISTED_NEXT.fullmatch(text, end, compared.quote.start) is not None


def _record(
    text: str,
    node: int | None,
    evidence: Span,
    compared: Compared,
    named: Span | None,
    moved: tuple[bool, Direction],
    baseline: int | None,
    told: tuple[TargetKind, str | None, str | None],
) -> FoundTarget:
    """One record; `told` is its kind with its deadline and where that comes from."""
    measure = compared.measure
    return FoundTarget(  # by place, as names cost three times as much
        node,
        compared.evidence if compared.stop else compared.quote,
        evidence,
        named.of(text) if named else None,
        named,
        compared.comparator,
        measure.value,
        measure.value_high,
        measure.code,
        measure.unit_text,
        told[0],
        *moved,
        baseline,
        told[1],
        told[2],
        "targets.measure",
    )


def _back_to_baseline(kinds: list[TargetKind], members: list[tuple[Compared, Span]], index: int) -> int:
    """How many numbers before this target its baseline stands; 0 for none.

    `由50%提高到80%`: 1; `由5万元和2万元分别提高到8万元和3万元`: 2, each to its own.
    """
    if kinds[index] not in _LATER:
        return 0
    first = last = index
    while first > max(0, index - _RUN) and members[first][0].joined:
        first -= 1
    while last + 1 < min(len(members), index + _RUN) and members[last + 1][0].joined:
        last += 1
    run = last - first + 1
    paired = run > 1 and first >= run and all(kind == "baseline" for kind in kinds[first - run : first])
    back = run if paired else 1
    return back if index >= back and kinds[index - back] == "baseline" and alike(members, index - back, index) else 0


def _told(
    what: TargetKind,
    dates: list[Date],
    sentence: Span,
    node: int | None,
    compared: Compared,
    rank: int,
    calendar: Calendar,
) -> tuple[TargetKind, str | None, str | None]:
    """The kind of a number as its time tells it, its deadline and where that comes from."""
    if what not in _LATER:
        return what, None, None
    due = _due(what, dates, sentence, node, compared, rank, calendar)
    if calendar.looks_back(due if what == "target" else None, node, compared.quote.start):
        return "baseline", None, None
    return (what, *due) if due else (what, None, None)


def _due(
    what: TargetKind,
    dates: list[Date],
    sentence: Span,
    node: int | None,
    compared: Compared,
    rank: int,
    calendar: Calendar,
) -> Deadline | None:
    """The deadline of a target, or of a benefit where a period of validity governs it."""
    own = calendar.within(dates, sentence, compared.quote, rank) if dates else None
    if what == "benefit":
        return own if own and own[1] == "validity" else None
    return own or calendar.elsewhere(node, sentence, compared.quote.end)
