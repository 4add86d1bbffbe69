"""By when: the date in a number's sentence, in the frame before it, in the clause of its item, or in a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyparse.records.found import Outline, Responsibilities
from policyparse.stages.targets.dates import Date, find_dates
from policyparse.text import Span

_SERIES = re.compile(r"[ 　]?(?:、|和|及|以及|，)[ 　]?")
_GOALS = re.compile(r"目标|总体要求|总体思路|预期|主要指标")
_FAR = 3000  # characters that a frame is looked for behind

Deadline = tuple[str, str]  # value, origin


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a document knows of time: its year, the deadlines of its clauses and headings."""

    text: str
    outline: Outline
    year: int | None
    plan_year: int | None
    clauses: dict[int | None, tuple[tuple[int, str], ...]]

    @staticmethod
    def of(text: str, outline: Outline, duties: Responsibilities) -> Calendar:
        """The calendar of a document."""
        clauses: dict[int | None, tuple[tuple[int, str], ...]] = {}
        for clause in duties.clauses:
            if clause.deadline:
                clauses[clause.node] = (*clauses.get(clause.node, ()), (clause.span.start, clause.deadline))
        years = _years(outline.parts.title or "")
        plan_year = years[0] if len(years) == 1 else None
        issued = outline.parts.date_issued.year if outline.parts.date_issued else None
        return Calendar(text, outline, plan_year or issued or _last_year(text), plan_year, clauses)

    def dates(self, span: Span) -> list[Date]:
        """The dates in a sentence."""
        return find_dates(self.text, span.start, span.end, self.year)

    def elsewhere(self, node: int | None, sentence: Span, position: int) -> Deadline | None:
        """The deadline of a target whose own sentence has none: frame, heading or clause."""
        frame = self._frame(node, sentence)
        if frame:
            return frame, "frame"
        clause = self._clause(node, position)
        if clause:
            return clause, "clause"
        heading = self._heading(node)
        return (heading, "heading") if heading else None

    def _clause(self, node: int | None, position: int) -> str | None:
        known = self.clauses.get(node, ())
        later = [deadline for start, deadline in known if start >= position]
        return next(iter(later or [deadline for _, deadline in known]), None)

    def _heading(self, node: int | None) -> str | None:
        while node is not None:
            found = self.outline.nodes[node]
            if found.heading_span:
                dates = self.dates(
                    Span(found.heading_span.start, min(found.heading_span.end, found.heading_span.start + 60))
                )
                if len(dates) == 1 and found.kind == "section":
                    return dates[0].value
            node = found.parent
        return None

    def _frame(self, node: int | None, sentence: Span) -> str | None:
        """The date of a goals paragraph that opens with it, or of `到2025年，主要目标是：` before a list."""
        paragraph = self.text.rfind("\n", 0, sentence.start) + 1
        while node is not None:
            found = self.outline.nodes[node]
            goals = _GOALS.search(found.heading or "")
            start = max(found.label_span.end, sentence.start - _FAR)
            low = start if goals and "目标" in goals[0] else max(start, paragraph)
            if goals and (value := self._last_frame(low, sentence.start)):
                return value
            if value := self._announced(start, sentence.start):
                return value
            node = found.parent
        value = self._last_frame(max(paragraph, sentence.start - _FAR), sentence.start)
        return value if value and "目标" in self.text[paragraph : sentence.start] else None

    def _last_frame(self, low: int, high: int) -> str | None:
        frames = [d for d in find_dates(self.text, low, high, self.year) if d.frame and not d.window]
        return frames[-1].value if frames else None

    def _announced(self, low: int, high: int) -> str | None:
        """`到2025年，主要目标是：` and nothing but its list since."""
        for match in re.finditer(r"[^。；：\n]{2,60}(?:目标|指标|任务)[^。；：\n]{0,12}[：:]", self.text[low:high]):
            frames = [d for d in find_dates(self.text, low + match.start(), low + match.end(), self.year) if d.frame]
            if frames:
                return frames[-1].value
        return None


def own_deadline(text: str, dates: list[Date], sentence: Span, number: Span, rank: int) -> Deadline | None:
    """The deadline that a sentence itself gives to the number at `number`.

    `rank`: how many numbers stand between the last series of dates and this one, for `2024年、2025年分别…`.
    """
    for index in range(len(dates) - 1, -1, -1):
        date = dates[index]
        if date.span.end > number.start:
            continue
        between = text[date.span.end : number.start]
        if date.frame:
            opening = date.span.start - sentence.start <= 12
            if not opening and re.search(r"[；;]", between):
                continue
        elif re.search(r"[，；,;：:]", between):
            continue
        series = _series(text, dates, index)
        if len(series) > 1:
            date = series[rank % len(series)]
        return date.value, "validity" if date.window else "sentence"
    return None


def _series(text: str, dates: list[Date], index: int) -> list[Date]:
    """The dates joined with the one at `index`: `2024年、2025年`."""
    first = index
    while first and _SERIES.fullmatch(text, dates[first - 1].span.end, dates[first].span.start):
        first -= 1
    return dates[first : index + 1]


def _years(title: str) -> list[int]:
    return [int(year) for year in re.findall(r"(?<![0-9])(20[0-9]{2})(?![0-9])", title)]


def _last_year(text: str) -> int | None:
    """The year of the last full date in a text whose signature was not found."""
    for window in (text[-400:], text[:600]):
        found = re.findall(r"(20[0-9]{2})[ 　]?年[ 　]?[0-9]{1,2}[ 　]?月[ 　]?[0-9]{1,2}[ 　]?日", window)
        if found:
            return int(found[-1])
    return None
