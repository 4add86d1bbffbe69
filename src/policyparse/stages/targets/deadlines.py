"""By when: the date in a number's sentence, in the frame before it, in the clause of its item, or in a heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from policyparse.kept import kept
from policyparse.records.found import Outline, Responsibilities
from policyparse.stages.targets.dates import PLANS, Date, find_dates
from policyparse.stages.targets.ends import begin_of
from policyparse.stages.targets.pattern import any_of
from policyparse.stages.targets.words import anywhere, composed, listed, words
from policyparse.text import Span

_SERIES = re.compile(r"[ 　]?(?:、|和|及|以及|，)[ 　]?")
_PARTIAL = re.compile(r"(?:阶段性|明显|初步)(?:成效|成果|进展)")
_AS_OF = {  # two patterns, as one that begins with a character of its own is found much sooner
    opened[0]: re.compile(opened + r"到?[ 　]?(20[0-9]{2})(?=〕|[ 　]?年)") for opened in ("截[至止]", "〔")
}
_ANNOUNCED = re.compile(r"(?:(?:目标|指标|任务)[^。；：\n]{0,12}|实现|达到|做到|完成)[：:]$")
_BEFORE_CLOSING = composed("[^，,；;：:（()）]{0,24}[，,（(](?:{hopes}|[要须应于在到]){0,2}")
_CLAUSE_END = re.compile(r"[，；,;：:]")
_SENTENCE_PARTS = re.compile(r"[；;]")
_REFERENCE = listed("level_then")  # 不低于2021年现状值
_GOAL = re.compile(f"{anywhere('goal_of').pattern}[^，,。；：、0-9\n]{{0,10}}{anywhere('goal_to').pattern}[0-9]")
_SOME_GOALS = 2
_FIRST = 20  # characters in which the date stands that a paragraph opens with
_PARAGRAPH = 3000  # characters that the beginning of a paragraph is looked for behind
_REACH = 1000  # characters over which a date governs a number
_BACK = 8  # dates that are looked at before a number
_IN_FORCE = re.compile(  # a measure's own validity (本措施有效期至…) is no deadline
    "。[ 　]?(?:上述|以上|该|此|本[条项])?(?:各项)?(?:政策|措施|优惠|补贴|标准){0,2}(?:执行|实施)(?:期限|时间|期)?(?:为|截?至|截止|自|从|到)"
)
_IN_FORCE_FOR = 40  # characters of the period that it says
_CELL_ENDS = "\t|｜"
_LEAST = 2  # characters of a date
_CELL = 24  # characters of a cell that holds a date
_DATE_ONLY = re.compile("[ 　]*(?:[底末]?[之以]?前)?(?:完成)?[ 　]*")
_HEADING = 60
_VISION = 5  # years: a frame that lies further ahead than this holds for its own paragraph only
_OPENING = 300
_TITLE = 40  # characters of a first line that may be a title

Deadline = tuple[str, str]  # value, origin
_Frames = list[tuple[Date, bool]]


class Calendar:
    """What a document knows of time: its year, the deadlines of its clauses, headings and goals.

    What an item says is looked up once and kept for its other numbers. `place` tells where in the text a place of the
    outline and of the clauses is.
    """

    def __init__(
        self, text: str, outline: Outline, duties: Responsibilities, place: Callable[[int], int] = int
    ) -> None:
        self._text, self._nodes, self._place = text, outline.nodes, place
        self.year, sure = _document_year(text, outline)
        title = outline.parts.title or ""
        issued = outline.parts.date_issued
        self._over = over = sure and issued is not None and self.year is not None and issued.year > self.year
        record = (title or _first_line(text)).endswith((*listed("record"), *(("工作报告",) if over else ())))
        planned = None if record else _first_year(title)
        self._now = self.year if sure else planned or _latest(text)
        if over and issued:
            self._now = issued.year  # 2018年…工作报告, given in 2019
        self._turns = _turns(text, title, record)
        self._tabled = any(mark in text for mark in _CELL_ENDS)
        self._reviews: dict[int | None, bool] = {None: False}
        self._clauses: dict[int | None, list[tuple[int, str]]] = {}
        for clause in duties.clauses:
            if clause.deadline:
                span = Span(place(clause.span.start), place(clause.span.end))
                if due := self._due(span, clause.deadline):
                    self._clauses.setdefault(clause.node, []).append((span.start, due))
        self._headings: dict[int | None, str | None] = {None: None}
        self._goals: dict[int | None, tuple[bool, bool]] = {None: (False, False)}
        self._frames: dict[int | None, list[tuple[bool, _Frames]]] = {}

    def dates(self, span: Span) -> list[Date]:
        """The dates in a sentence."""
        return find_dates(self._text, span.start, span.end, self.year)

    def _due(self, clause: Span, deadline: str) -> str | None:
        """The deadline of a clause for numbers: `6月底取得阶段性成效` does not say by when a number is reached."""
        if _PARTIAL.search(self._text, *clause):
            return None
        dates = self.dates(clause)
        return dates[-1].value if dates else deadline

    def within(self, dates: list[Date], sentence: Span, number: Span, rank: int) -> Deadline | None:
        """The deadline that a sentence itself gives to the number at `number`.

        `rank`: how many numbers stand between the last date and this one, for `2024年、2025年分别突破A、B`.
        """
        last = bisect_right(dates, number.start, key=lambda date: date.span.end)
        nearer: Date | None = None
        for index in range(last - 1, max(last - 1 - _BACK, -1), -1):
            date = dates[index]
            if number.start - date.span.end > _REACH:
                return None
            if not self._governs(date, sentence, number):
                nearer = nearer or date
                continue
            if nearer:
                return nearer.value, "sentence"  # 2023年3月底前…，6月底前建成，运营里程…
            series = _series(self._text, dates, index)
            date = series[rank % len(series)]
            if date.until and (self._now is None or date.year <= self._now):
                return date.value, "until"
            return date.value, "validity" if date.window else "sentence"
        return self._closed_by(dates[last], number) if last < len(dates) else None

    def _closed_by(self, ahead: Date, number: Span) -> Deadline | None:
        """The deadline that the next date behind a number gives it: `…减半征收，执行至2027年`, `…，2025年底前完成`."""
        if ahead.extended:
            return ahead.value, "validity"
        closes = ahead.closing and _BEFORE_CLOSING.fullmatch(self._text, number.end, ahead.span.start) is not None
        return (ahead.value, "sentence") if closes else None

    def _governs(self, date: Date, sentence: Span, number: Span) -> bool:
        """A frame holds for its sentence, or up to the next ； where it does not open it; others for their clause."""
        if not date.frame:
            return _CLAUSE_END.search(self._text, date.span.end, number.start) is None
        if date.span.start - sentence.start <= 12 or self._opens(date):
            return True
        return _SENTENCE_PARTS.search(self._text, date.span.end, number.start) is None

    def _opens(self, date: Date) -> bool:
        """`…，力争到2025年底，A达到…；B达到…`: a goal frame with its comma holds for all that the sentence lists."""
        return self._text[date.span.start - 1] in "到至" and self._text[date.span.end - 1] in "，,：:"

    def behind(self, sentence: Span) -> Deadline | None:
        """The end of validity that the next sentence says and nothing else: `上述政策执行期限至2023年12月31日。`"""
        said = _IN_FORCE.match(self._text, sentence.end)
        if said is None:
            return None
        stop = self._text.find("。", said.end(), said.end() + _IN_FORCE_FOR)
        dates = find_dates(self._text, said.start(), stop, self.year) if stop > 0 else []
        return (dates[-1].value, "validity") if dates and dates[-1].window else None

    def elsewhere(self, node: int | None, sentence: Span, position: int) -> Deadline | None:
        """The deadline of a target whose own sentence has none: frame, clause or heading."""
        if value := self._frame(node, sentence) or self._opening_frame(node, sentence):
            return value, "frame"
        if self._tabled and (value := self._of_the_row(position)):
            return value, "clause"
        known = self._clauses.get(node)
        if known:
            return next((due for start, due in known if start >= position), known[-1][1]), "clause"
        value = self._heading(node)
        return (value, "heading") if value else None

    def _of_the_row(self, position: int) -> str | None:
        """The last cell of a row of a table, behind `position`, that holds a date and nothing else (完成时限)."""
        text = self._text
        stop = text.find("\n", position)
        stop = stop if stop >= 0 else len(text)
        first = min((at for mark in _CELL_ENDS if (at := text.find(mark, position, stop)) >= 0), default=stop)
        while stop - first > _LEAST:
            begin = max(text.rfind(mark, first, stop) for mark in _CELL_ENDS) + 1
            dates = find_dates(text, begin, stop, self.year) if _LEAST < stop - begin <= _CELL else []
            if len(dates) == 1 and _DATE_ONLY.fullmatch(
                text[begin : dates[0].span.start] + text[dates[0].span.end : stop]
            ):
                return dates[0].value
            stop = begin - 1
        return None

    def looks_back(self, due: Deadline | None, node: int | None, position: int) -> bool:
        """True where a figure tells what was reached before the document's year, or stands in a review of work."""
        if due is not None and due[1] == "until":
            return True
        if due is not None and self._now is not None and int(due[0][:4]) != self._now:
            return int(due[0][:4]) < self._now
        if due is not None and self._over and due[1] == "sentence":
            return False  # 2018年将完成…, in a report on 2017
        if self._turns:
            last = bisect_right(self._turns, (position, True)) - 1
            return last >= 0 and self._turns[last][1]
        return self._review(node)

    def _review(self, node: int | None) -> bool:
        if node not in self._reviews and node is not None:
            heading = self._nodes[node].heading
            self._reviews[node] = (heading is not None and _of_a_review(heading)) or self._review(
                self._nodes[node].parent
            )
        return self._reviews[node]

    def _heading(self, node: int | None) -> str | None:
        """The year of the section that the item stands in (`2023年重点工作任务`)."""
        if node not in self._headings and node is not None:
            found = self._nodes[node]
            span = found.heading_span
            dates = self.dates(self._opening(span)) if span else []
            own = dates[0].value if len(dates) == 1 and found.kind == "section" else None
            self._headings[node] = own or self._heading(found.parent)
        return self._headings[node]

    def _opening(self, heading: Span) -> Span:
        """Where in the text the first characters of a heading stand."""
        start, end = self._place(heading.start), self._place(heading.end)
        return Span(start, min(end, start + _HEADING))

    def _frame(self, node: int | None, sentence: Span) -> str | None:
        """The date of a goals paragraph that opens with it, or of `到2025年，主要目标是：` before a list."""
        known = self._frames_over(node)
        if not known:
            return None
        floor = max(0, sentence.start - _PARAGRAPH)
        paragraph = begin_of(self._text, floor, sentence.start)
        for goals, frames in known:
            for date, announced in reversed(frames):
                if date.span.end > sentence.start:
                    continue
                near = goals and date.year - frames[0][0].year <= _VISION
                if announced or near or date.span.start >= paragraph:
                    return date.value
        return None

    def _opening_frame(self, node: int | None, sentence: Span) -> str | None:
        """The date with which a paragraph opens, for a sentence further on that lists goals (`…率达到98%；…率达85%`)."""
        text = self._text
        stop = sentence.start
        start = begin_of(text, stop - _PARAGRAPH if stop > _PARAGRAPH else 0, stop)
        if node is not None and start < (label := self._place(self._nodes[node].label_span.end)) <= stop:
            start = label
        if start >= stop or text[start] not in "到至" or len(_GOAL.findall(text, *sentence)) < _SOME_GOALS:
            return None
        dates = find_dates(text, start, stop, self.year)
        if len(dates) != 1 or dates[0].span.start > start + _FIRST:
            return None  # 到2025年，…；到2030年，…: which of them holds further on, the text does not say
        return dates[0].value if dates[0].frame and self._opens(dates[0]) else None

    def _frames_over(self, node: int | None) -> list[tuple[bool, _Frames]]:
        """The frames of an item and of those above it, the nearest first, and whether they stand under a goals heading."""
        if node not in self._frames:
            own, parent = self._read_frames(node), None if node is None else self._nodes[node].parent
            above = [] if parent is None else self._frames_over(parent)
            self._frames[node] = [(self._of_goals(node)[0], own), *above] if own else above
        return self._frames[node]

    def _read_frames(self, node: int | None) -> _Frames:
        """The frames in an item's own text where it speaks of goals, and whether they announce a list of them."""
        text = self._text
        start = 0 if node is None else self._place(self._nodes[node].label_span.end)
        following = 0 if node is None else node + 1
        end = self._place(self._nodes[following].span.start) if following < len(self._nodes) else len(text)
        speaks = self._of_goals(node)[1] or text.find("目标", start, end) >= 0 or text.find("实现：", start, end) >= 0
        if not speaks:
            return []
        return [
            (d, self._announces(d, end))
            for d in find_dates(text, start, end, self.year)
            if d.frame and not d.window and not text.startswith(_REFERENCE, d.span.end)
        ]

    def _of_goals(self, node: int | None) -> tuple[bool, bool]:
        """Whether a heading above the item, or its own, sets goals, and whether it sets them or says what is wanted."""
        if node not in self._goals and node is not None:
            heading = self._nodes[node].heading or ""
            goals, wanted = self._of_goals(self._nodes[node].parent)
            goals = goals or "目标" in heading
            wanted = wanted or goals or "总体要求" in heading or "总体思路" in heading or "预期" in heading
            self._goals[node] = (goals, wanted)
        return self._goals[node]

    def _announces(self, date: Date, end: int) -> bool:
        """`到2025年，主要目标是：`: what follows the colon lists what is due by then."""
        stop = self._text.find("：", date.span.end, min(end, date.span.end + _HEADING))
        return stop >= 0 and _ANNOUNCED.search(self._text, date.span.end, stop + 1) is not None


def _of_a_review(heading: str) -> bool:
    """True for a heading over what was done."""
    if heading.endswith(listed("reviewed_end")) or heading.startswith(listed("review")):
        return True
    return anywhere("reviewed").search(heading) is not None


def _first_line(text: str) -> str:
    """The first line where it is short enough for a title."""
    line, ended, _ = text[:_TITLE].partition("\n")
    return line if ended else ""


def _series(text: str, dates: list[Date], index: int) -> list[Date]:
    """The dates joined with the one at `index`: `2024年、2025年`."""
    first = index
    while first > max(0, index - _BACK) and _SERIES.fullmatch(text, dates[first - 1].span.end, dates[first].span.start):
        first -= 1
    return dates[first : index + 1]


def _document_year(text: str, outline: Outline) -> tuple[int | None, bool]:
    """The one year that the title names, or that of the date of issue; else, unsure, of a full date near an end."""
    years = re.findall(r"(?<![0-9])(20[0-9]{2})(?![0-9])", outline.parts.title or "")
    if len(years) == 1:
        return int(years[0]), True
    if outline.parts.date_issued:
        return outline.parts.date_issued.year, True
    for window in (text[-400:], text[:600]):
        if found := re.findall(r"(20[0-9]{2})[ 　]?年[ 　]?[0-9]{1,2}[ 　]?月[ 　]?[0-9]{1,2}[ 　]?日", window):
            return int(found[-1]), False
    return None, False


def _first_year(title: str) -> int | None:
    """The first year of a plan for several (`（2023—2025年）`, `“十四五”规划`): what is older is past."""
    span = re.search(r"(20[0-9]{2})年?[ 　]?[-—－–~～至]{1,2}[ 　]?20[0-9]{2}", title)
    if span:
        return int(span[1])
    plan = re.search(r"(十[一二三四五六])(?:个)?五", title)
    return PLANS[plan[1] + "五"] - 4 if plan else None


def _latest(text: str) -> int | None:
    """The last year that a text without a date names as past: `截至2022年`, the year of a document number."""
    found = [as_of.findall(text) for sign, as_of in _AS_OF.items() if sign in text]
    return max((int(year) for years in found for year in years), default=None)


def _turns(text: str, title: str, record: bool) -> list[tuple[int, bool]]:
    """Where a report begins to look back (True) or ahead (False), by how its paragraphs open.

    A record of what was (a statistical communiqué, a report on how things stand) looks back from its beginning on.
    """
    if not record and "工作报告" not in (title or text[:_OPENING]):
        return []
    turns = [(match.start(), match[1] is not None) for match in _turning().finditer(text)]
    return [(0, True), *turns] if record else turns


@kept
def _turning() -> re.Pattern[str]:
    back, ahead = any_of(words("review")), any_of(words("ahead"))
    return re.compile(f"^[^\\n]{{0,24}}?(?:({back})|(?:{ahead})(?!的?(?:顺利|圆满|全面|胜利)?完成))", re.M)
