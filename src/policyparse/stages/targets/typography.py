"""Texts as the stage reads them: marks of one kind, no spaces beside numbers (`到 2025 年底，建成 30 个以上`), dates in digits,
no brackets that say whether a bound is part of a range."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from policyparse.records.found import FoundTarget, Targets
from policyparse.stages.targets.numerals import number
from policyparse.stages.targets.regions import Region
from policyparse.stages.targets.worded import places
from policyparse.text import AlignedText, Replacement

Change = tuple[int, int, str]  # from, to, and what comes there
_CORNERS = tuple(zip("「」『』＂", '“”‘’"', strict=True))
_WIDE = {",": "，", ";": "；", ":": "："}
# A mark within a number, a time or a Latin word. One pattern a mark: a search for one character takes a fifth of the time
# that one for three takes.
_WITHIN = {mark: re.compile(f"{mark}(?<=[0-9A-Za-z]{mark})(?=[0-9A-Za-z])") for mark in _WIDE}
_STRAIGHT = re.compile(r'"([^"\n]{0,120})"')
_HAN = "[\u4e00-\u9fff]"
# A blank beside a number or a mark, or a tab for an indent. Not in a row of a table, whose cells the blanks keep apart: there
# another number stands beside, or nothing; nor in 第 3 条, which measures nothing. One pattern a blank, too, which looks at
# the characters on either side first: most blanks stand behind the number of an article.
_APART = {
    blank: re.compile(
        f"{blank}(?:[）)]|[0-9](?<={_HAN}{blank}.)(?<!第{blank}.)(?=[0-9.,]{{0,15}}[%％]?{blank}?[\u4e00-\u9fff，。；、）])"
        f"|(?<=[0-9%％（(、，；]{blank})(?:(?<=[（(、，；]{blank})|(?![条章节号]){_HAN}))"
    )
    for blank in " \u00a0\u3000"
} | {"\t": re.compile("\t(?<=\n\t)")}

# `25（含）—50家`, `100万元以下（含100万元）或者…`: GOLD.md knows no open bound, and the bracket parts what belongs together.
_INCLUSIVE = re.compile(
    r"[（(](?:(?<=[0-9].)不?含(?:本数)?[）)](?=[—–~～至到-])"
    r"|(?<=以[上下内].)不?含[ 　]?[0-9.]{1,10}[^（()），。；、\n]{1,6}[）)](?=[或且、和及]))"
)

_NUMERAL = "[一二三四五六七八九十]"
_YEAR = "[一二][九〇○零][〇○零一二三四五六七八九]{2}"
_RANGE = "—–～~至到-"
_FEW = "(?=(?:[一二三四五六七八九十]{1,3}日|[底末初前份内]|[上中下]旬))"
_NO_OTHER = "[^一二三四五六七八九十百零年几]"
# `二〇二五年六月底`, `十月三十一日前`, found by 年 and 月. A day from which a law is in force sets no deadline.
_SPELT_YEAR = re.compile(f"年(?<={_YEAR}年)(?!{_NUMERAL}{{1,2}}月{_NUMERAL}{{1,3}}日(?:起|施行|修正|公布|通过|发布))")
_YEARS_BEFORE = re.compile(f"{_YEAR}(?=[{_RANGE}])")
_SPELT_MONTH = re.compile(
    f"月(?:(?<=[0-9九〇○零一二三四五六七八九]年{_NUMERAL}月)|(?<=[0-9九〇○零一二三四五六七八]年十{_NUMERAL}月)"
    f"|(?<={_NO_OTHER}{_NUMERAL}月){_FEW}|(?<={_NO_OTHER}十{_NUMERAL}月){_FEW})"
    f"(?:({_NUMERAL}{{1,3}})日)?(?!(?:{_NUMERAL}{{1,3}}日)?(?:起|施行|修正|公布|通过|发布))"
)


def punctuated(text: str) -> str:
    """The text with full-width commas, semicolons and colons, but for those within numbers, times and Latin words.

    >>> punctuated("达到1,000家,增长5%;其中:A类9:00前")
    '达到1,000家，增长5%；其中：A类9:00前'
    """
    wide, within = text, []
    for mark, replaced in _WIDE.items():
        if mark in text:
            wide = wide.replace(mark, replaced)  # a quarter of the time of a pattern
            within += [kept.start() for kept in _WITHIN[mark].finditer(text)]
    if not within:
        return wide
    pieces: list[str] = []
    taken = 0
    for kept in sorted(within):
        pieces += (wide[taken:kept], text[kept])
        taken = kept + 1
    return "".join((*pieces, wide[taken:]))


def quoted(text: str) -> str:
    """The text with “ and ” for corner brackets and for straight marks, these by turns within a paragraph.

    >>> quoted('「一件事」\\n打造"微创园"5家\\n5" 管')
    '“一件事”\\n打造“微创园”5家\\n5" 管'
    """
    for corner, quote in _CORNERS:
        text = text.replace(corner, quote)
    return _STRAIGHT.sub(r"“\1”", text) if '"' in text else text


class Tight:
    """A text without the blanks beside its numbers, its dates in digits, and the way from one to the other."""

    def __init__(self, text: str, changes: list[Change]) -> None:
        replacements = [Replacement(start, end, after, "targets.typography") for start, end, after in changes]
        self._aligned = AlignedText.of(text).apply(replacements, "targets")
        self.text = self._aligned.text
        self._ends = [end for _, end, _ in changes]
        # what the changes up to one took away; no span of a record ends inside a change
        self._lost = [0, *accumulate(end - start - len(after) for start, end, after in changes)]

    def place(self, at: int) -> int:
        """Where a place of the text is in the tight one."""
        return at - self._lost[bisect_right(self._ends, at)]

    def regions(self, regions: Iterable[Region]) -> Iterator[Region]:
        """Regions of the text, in the tight one."""
        place = self.place
        return ((node, place(start), place(end)) for node, start, end in regions)

    def targets(self, targets: Targets) -> Targets:
        """What was found in the tight text, at its place in the text."""
        place = self._aligned.source_span
        return Targets(
            tuple(
                FoundTarget(
                    found.node,
                    place(found.span),
                    place(found.evidence),
                    found.indicator,
                    found.indicator_span and place(found.indicator_span),
                    *found[5:],
                )
                for found in targets.targets
            )
        )


def tightened(text: str) -> Tight | None:
    """The text without the blanks between Chinese characters and numbers, dates in digits; None where it is so."""
    changes: list[Change] = [
        (found.start(), found.start() + 1, "")
        for blank, apart in _APART.items()
        if blank in text
        for found in apart.finditer(text)
    ]
    changes += _brackets(text)
    changes += (*_spelt_years(text), *_spelt_months(text))
    return Tight(text, _outermost(changes)) if changes else None


def _brackets(text: str) -> Iterator[Change]:
    """The brackets that say whether a bound is meant, found by 含: most texts have none."""
    for at in places(text, "含"):
        opened = at - 2 if text[at - 1] == "不" else at - 1
        if text[opened] == "（" and (bracket := _INCLUSIVE.match(text, opened)):
            yield (*bracket.span(), "")


def _outermost(changes: list[Change]) -> list[Change]:
    """The changes in order, without those that stand within another (a blank in a bracket that is taken out)."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda change: (change[0], -change[1])):
        if not kept or change[0] >= kept[-1][1]:
            kept.append(change)
    return kept


def _spelt_years(text: str) -> Iterator[Change]:
    """`二〇二五年`, and the year before it of `二〇二一—二〇二五年`."""
    for year in _SPELT_YEAR.finditer(text):
        start = year.start() - 4
        if start >= 5 and _YEARS_BEFORE.match(text, start - 5):
            yield start - 5, start - 1, _in_digits(text[start - 5 : start - 1])
        yield start, start + 4, _in_digits(text[start : start + 4])


def _spelt_months(text: str) -> Iterator[Change]:
    """`六月底` and `十月三十一日前`: the month, and the day where one follows."""
    for month in _SPELT_MONTH.finditer(text):
        end = month.start()
        start = end - 2 if text[end - 2] == "十" else end - 1
        yield start, end, _in_digits(text[start:end])
        if month[1]:
            yield (*month.span(1), _in_digits(month[1]))


def _in_digits(numeral: str) -> str:
    value = number(numeral)
    return numeral if value is None else f"{value:.0f}"
