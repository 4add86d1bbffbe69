"""A number and what stands around it, as far as it tells of its kind."""

from __future__ import annotations

import re

from policyparse.kept import kept
from policyparse.records.found import TargetKind
from policyparse.slots import slotted
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.pattern import any_of
from policyparse.stages.targets.words import Form, anywhere, composed, words
from policyparse.text import Span

BEHIND = 80  # characters around a number that tell what it is
NEAR = 20
_OPENS = composed("[ 　]*{rule_for}")
_OPENS_LATER = re.compile(r"[^，,、。；：对]{0,12}(?:可|将|应|继续|按规定)对")  # 各地可对…
_OPENING = frozenset(" 　").union(word[0] for word in words("rule_for"))  # what one of them begins with
PERSON = Form("[ 　]?(?:以上|以下|以内|及以上|及以下)?[ 　]?(?:的|以上)?{person}")
SHARE_GIVEN = Form("{gives_share}|(?<!转移)(?<!款)支付(?!金额|总额|能力|方式|率)")
_NO_SHARES = words("no_share")  # 安排比例达到1%, 预留份额提高至40%
# by which share something else than money is handed out: 按不少于1.5%的比例安排残疾人就业, 按3%的标准配建
ALLOTS = "比例{allots}(?=[\u4e00-\u9fff])|(?:比例|标准){provides}"
NO_MONEY = "(?![^，,。；：、\n]{0,10}(?:资金|经费|补助))"
GIFT = Form("[ 　]?的?[^，,。；、\\n]{0,12}?(?:{gift_noun}|{lent}(?!公司|机构))")
_INCLUSIVE = re.compile("[（(]不?含[^（()）\n]{0,8}[）)](?=[的，,])")  # 15万元以下（含本数）的纳税人
_GIVEN = frozenset({"money", "ratio"})  # what can be handed over: a sum, a share of one
_COUNTED = frozenset({"count", "ratio"})
LIMITS = words("bound")
MAKES, GIVES = anywhere("make"), anywhere("give")
_ATTAINED = words("attained")


@slotted  # its fields are read some fifty times a number, faster than those of a tuple
class Around:
    """A number and what stands around it: `left` and `right` in its clause, `quoted` between them, `behind` in its sentence."""

    compared: Compared
    dimension: str | None
    code: str | None
    left: str
    right: str
    quoted: str
    behind: str
    opening: str  # some characters of the sentence before it, across clauses
    opened: bool  # its clause begins with 对, 凡, 符合 …
    bracketed: bool
    outer: TargetKind | None  # kind of the number before the brackets that it stands in
    given: bool  # money is handed over
    listed: bool  # its sentence stands in a list of conditions
    stated: bool  # a comparator says how the number is meant, be it only that it is reached
    counted: bool  # things are counted, or a share of them is told

    @property
    def before(self) -> str:
        """The last characters of the sentence before it, across clauses."""
        return self.opening[-NEAR:]

    @property
    def made(self) -> bool:
        """Something is set up, found or grown in front of it: 新增, 建设, 引进."""
        return MAKES.search(self.left) is not None

    @property
    def named(self) -> str:
        """What stands before the comparator, also where that does not touch the number (不低于总数的30%)."""
        apart = self.compared.measure.span.start - self.compared.quote.start
        return self.left[:-apart] if apart else self.left


def around_number(
    text: str, compared: Compared, clause: Span, sentence: Span, outer: TargetKind | None, listed: bool
) -> Around:
    """A number with what tells of its kind: `clause` holds it, `outer` is the kind of the number before its brackets."""
    unit = compared.measure.unit
    start, (quoted, end) = compared.measure.span.start, compared.quote
    if text[end : end + 1] in "（(" and (inclusive := _INCLUSIVE.match(text, end)):
        end = inclusive.end()
    dimension = unit.dimension if unit else None
    (begin, stop), (first, last) = clause, sentence
    left, right = text[begin if begin > start - BEHIND else start - BEHIND : start], text[end:stop]
    opening = text[first if first > quoted - 2 * BEHIND else quoted - 2 * BEHIND : quoted]
    return Around(
        compared,
        dimension,
        unit.code if unit else None,
        left,
        right,
        text[quoted:end],
        text[end : last if last < end + BEHIND else end + BEHIND],
        opening,
        (text[begin] in _OPENING and _OPENS.match(text, begin, start) is not None)
        or ("对" in left and _OPENS_LATER.match(text, begin, start) is not None),
        begin > first and text[begin - 1] in "（(",
        outer,
        dimension in _GIVEN and _is_given(compared, dimension, left, right),
        listed,
        compared.written or compared.before in _ATTAINED,
        dimension in _COUNTED,
    )


@kept
def gift() -> re.Pattern[str]:
    """What is given, right behind a number."""
    return re.compile(r"\s*" + any_of(words("gift")))


def _is_given(compared: Compared, dimension: str | None, left: str, right: str) -> bool:
    """Money is handed over: a word of giving before it, or what is given right behind it."""
    given = GIVES.findall(left[-NEAR:])
    if given and (dimension != "ratio" or not _NO_SHARES.issuperset(given)):
        return True
    if gift().match(right):
        return True
    limited = compared.after in LIMITS and (right[:1] == "的" or PERSON.match(right) is not None)
    return dimension == "money" and not limited and GIFT.match(right) is not None
