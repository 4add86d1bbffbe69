"""The numbers of one sentence → its records: each with its indicator, its change, its baseline and its deadline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from policyparse.records.found import Direction, FoundTarget, TargetKind
from policyparse.slots import slotted
from policyparse.stages.targets.behind import MEASURED
from policyparse.stages.targets.changes import change
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.dates import Date
from policyparse.stages.targets.deadlines import Calendar, Deadline
from policyparse.stages.targets.indicators import indicator
from policyparse.stages.targets.lists import member, respectively
from policyparse.stages.targets.series import LISTED_NEXT, alike
from policyparse.stages.targets.words import ending
from policyparse.text import Span

_STAYS: tuple[bool, Direction] = (False, "none")
LATER = frozenset({"target", "benefit"})  # they may have a deadline; in a review of work both tell what was
_RUN = 12  # numbers that may be raised together, each from its own level
_BESIDE = 2  # characters between the numbers of one list
_FAR = 24  # characters before a number in which its verb of change may stand


@slotted  # its fields are read several times a number
class Sentence:
    """A sentence that holds numbers: where it stands, the node that it belongs to, and what tells when they are due."""

    text: str  # of the document
    span: Span
    node: int | None
    calendar: Calendar
    dates: list[Date]  # that it says, where any of its numbers may have a deadline

    def told(self, what: TargetKind, compared: Compared, rank: int) -> tuple[TargetKind, str | None, str | None]:
        """The kind of a number as its time tells it, its deadline and where that comes from.

        `rank`: how many numbers stand between it and the last date before it.
        """
        if what not in LATER:
            return what, None, None
        due = self._due(what, compared, rank)
        if self.calendar.looks_back(due if what == "target" else None, self.node, compared.quote.start):
            return "baseline", None, None
        return (what, *due) if due else (what, None, None)

    def _due(self, what: TargetKind, compared: Compared, rank: int) -> Deadline | None:
        """The deadline of a target, or of a benefit where a period of validity governs it."""
        own = self.calendar.within(self.dates, self.span, compared.quote, rank) if self.dates else None
        if what == "benefit":
            return own if own and own[1] == "validity" else self.calendar.behind(self.span)
        return own or self.calendar.elsewhere(self.node, self.span, compared.quote.end)


def records_of(
    sentence: Sentence,
    members: list[tuple[Compared, Span]],
    kinds: list[TargetKind],
    offset: int,
    carried: Span | None,
) -> Iterator[FoundTarget]:
    """The records of the numbers of a sentence (`members`, each with its clause and its kind), in order.

    `offset` is how many records the document has before it, `carried` the indicator of the last of those.
    """
    evidence = sentence.span.trimmed(sentence.text)
    levels = "baseline" in kinds
    names = _names(sentence, members, kinds, carried)
    moves, ranks = _moves(sentence.text, members, kinds), _ranks(sentence.dates, members)
    for index, (compared, _) in enumerate(members):
        told = sentence.told(kinds[index], compared, ranks[index])
        back = _back_to_baseline(kinds, members, index) if levels else 0
        baseline = offset + index - back if back else None
        yield _record(sentence, evidence, compared, names[index], moves[index], baseline, told)


def _names(
    sentence: Sentence, members: list[tuple[Compared, Span]], kinds: list[TargetKind], carried: Span | None
) -> list[Span | None]:
    """What each number measures: a run of the text beside it, or that of a number before it."""
    text = sentence.text
    names: list[Span | None] = []
    shared: dict[bool, Span] = {}  # of what is reached, and of what is asked or given
    last = len(members) - 1
    for index, (compared, clause) in enumerate(members):
        what = kinds[index]
        following = members[index + 1][0] if index < last else None
        measured = what in MEASURED
        before = shared.get(measured) or (None if measured else shared.get(True))
        if not measured and index and kinds[index - 1] == "baseline":
            before = shared.get(True)  # 标准由每头400元提高至600元
        behind = following.quote if following else None
        named = indicator(text, compared, clause, behind, sentence.span, before, what)
        if named is None and measured and compared.before and not index:
            named = carried
        if named is not None and named == before:
            named = _each_its_own(text, members, names, index) or named
        if named:
            shared[measured] = named
            if compared.joined or (following is not None and following.joined):
                named = _own_of_list(text, members, index, named)
        names.append(named)
    for index in range(last - 1, -1, -1) if last else ():
        if (names[index] is None or members[index + 1][0].joined) and _named_with_next(members, kinds, names, index):
            names[index] = names[index + 1]
    return names


def _named_with_next(
    members: list[tuple[Compared, Span]], kinds: list[TargetKind], names: list[Span | None], index: int
) -> bool:
    """`分别给予50万元、30万元奖励`, `15个亿元、40个千万元以上项目`: the name of all stands behind the last of a list."""
    quote, following = members[index][0].quote, members[index + 1][0]
    named = names[index + 1]
    if named is None or named.start < following.quote.end:
        return False
    if names[index] is None:
        return 0 <= following.quote.start - quote.end <= _BESIDE
    unit = following.measure.unit
    money = unit is not None and unit.dimension == "money" and alike(members, index, index + 1)
    return money and following.joined and kinds[index] == kinds[index + 1] == "benefit"


def _moves(text: str, members: list[tuple[Compared, Span]], kinds: list[TargetKind]) -> list[tuple[bool, Direction]]:
    """Whether each number is a change, and which way; one of a list can go on with what is said of the number before it."""
    moves: list[tuple[bool, Direction]] = []
    moved = _STAYS
    for index, (compared, clause) in enumerate(members):
        if not compared.joined or moved == _STAYS:
            found = change(text, compared, clause, kinds[index] in MEASURED)
            goes_on = found == _STAYS and moved[0] and _changed_on(text, members[index - 1][0], compared)
            moved = moved if goes_on else found
        moves.append(moved)
    return moves


def _ranks(dates: Sequence[Date], members: list[tuple[Compared, Span]]) -> list[int]:
    """How many numbers stand between each and the last date before it."""
    if not dates:
        return [0] * len(members)
    ranks: list[int] = []
    passed = rank = 0
    for compared, _ in members:
        ended = bisect_right(dates, compared.quote.start, key=lambda date: date.span.end)
        passed, rank = ended, rank + 1 if ended == passed else 0
        ranks.append(rank)
    return ranks


def _each_its_own(text: str, members: list[tuple[Compared, Span]], names: list[Span | None], index: int) -> Span | None:
    """`产量35万吨，产值8亿元，分别增长4%和6%`: each of a list goes on with what one of the numbers before it measures."""
    first, run = _run(members, index)
    if run == 1 or first < run:
        return None
    if text.find("分别", members[first - 1][0].quote.end, members[first][0].measure.span.start) < 0:
        return None
    told = names[first - run : first]
    if None in told or len(set(told)) < run or (index > first and names[first] != told[0]):
        return None  # the list has a name of its own, or those before it have one for all
    return told[index - first]


def _own_of_list(text: str, members: list[tuple[Compared, Span]], index: int, named: Span) -> Span:
    """`货物运输量、贸易总额分别达到6万吨、8亿元`: the member of the list that a number measures."""
    if text[named.end : named.end + 1] != "分" and not respectively(text, named, members[index][0].quote.start):
        return named
    first, run = _run(members, index)
    if run == 1 or not respectively(text, named, members[first][0].measure.span.start):
        return named
    return member(text, named, index - first, run)


def _run(members: list[tuple[Compared, Span]], index: int) -> tuple[int, int]:
    """Where the list begins that a number belongs to, and how many numbers it has."""
    first = last = index
    while first > max(0, index - _RUN) and members[first][0].joined:
        first -= 1
    while last + 1 < min(len(members), index + _RUN) and members[last + 1][0].joined:
        last += 1
    return first, last - first + 1


def _changed_on(text: str, changed: Compared, compared: Compared) -> bool:
    """`压减炼铁产能30万吨、炼钢产能20万吨`: the verb before the first noun governs the second, too."""
    start, end = changed.measure.span.start, changed.quote.end
    if ending(text, start - _FAR if start > _FAR else 0, start, "change"):
        return False
    return LISTED_NEXT.fullmatch(text, end, compared.quote.start) is not None


def _record(
    sentence: Sentence,
    evidence: Span,
    compared: Compared,
    named: Span | None,
    moved: tuple[bool, Direction],
    baseline: int | None,
    told: tuple[TargetKind, str | None, str | None],
) -> FoundTarget:
    """One record; `told` is its kind with its deadline and where that comes from."""
    measure = compared.measure
    kind, deadline, origin = told
    moves, way = moved
    return FoundTarget(  # by place, as names cost three times as much
        sentence.node,
        compared.evidence if compared.stop else compared.quote,
        evidence,
        named.of(sentence.text) if named else None,
        named,
        compared.comparator,
        measure.value,
        measure.value_high,
        measure.code,
        measure.unit_text,
        kind,
        moves,
        way,
        baseline,
        deadline,
        origin,
        "targets.measure",
    )


def _back_to_baseline(kinds: list[TargetKind], members: list[tuple[Compared, Span]], index: int) -> int:
    """How many numbers before this target its baseline stands; 0 for none.

    `由50%提高到80%`: 1; `由5万元和2万元分别提高到8万元和3万元`: 2, each to its own.
    """
    if kinds[index] not in LATER:
        return 0
    first, run = _run(members, index)
    paired = run > 1 and first >= run and all(kind == "baseline" for kind in kinds[first - run : first])
    back = run if paired else 1
    return back if index >= back and kinds[index - back] == "baseline" and alike(members, index - back, index) else 0
