"""The kinds of the numbers of one sentence, each told by itself and then by those beside it."""

from __future__ import annotations

import re

from policyparse.records.found import TargetKind
from policyparse.stages.targets.around import LIMITS
from policyparse.stages.targets.baselines import told_beside
from policyparse.stages.targets.behind import OF_THIS_SIZE
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.kinds import kind
from policyparse.stages.targets.words import anywhere, words
from policyparse.text import Span, span_at

_REACH = 400  # characters that a clause may stretch to either side of its number
LISTED_NEXT = re.compile("、[^，,。；：、0-9\\n]{1,14}")
_OR = re.compile("(?:[、，]?(?:或者?|且|并且|同时)|、)[^，,。；：、0-9\\n]{0,12}")
_AHEAD = re.compile("[新再增将到至]|力争|提高|扩大")  # what is told no longer
_SAME_FOR = re.compile(
    "[^，,。；：、率比占增降\\n]{0,4}[，,；;、][^，,。；;：、率比占增降\n]{1,12}[为按]"
)  # 中小企业返还60%，大型企业为30%
_CAP = re.compile(  # …的30%，且最高不超过1000万元
    "(?:且|但|并|原则上|单[个户家笔项][^，。；：0-9]{0,6}|每[家户个人项年][^，。；：0-9]{0,4}|累计|合计|总额|全年|年度)*"
    "(?:最高|最多|上限|封顶|不超过|不低于)[^，。；：0-9]{0,12}"
)
_CAPPED = frozenset({"为上限", "为限", "封顶"})
_OF_SIZE = re.compile("[^，,。；：、]{0,4}的[^，,。；：、]")
_HAN = re.compile("[\u4e00-\u9fff]+")  # 20个年接待游客300万人次以上的景区
_SIZED = 8  # characters of what the size is that of
_REACHES = ("惠及", "带动", "受益", "覆盖", "涉及")
_NOT_PASSED, _LOOSELY = "未超过", words("loosely")
_MAY_RISE = re.compile("[上下]浮(?:不超过|最高)?$|(?:可|最高|额度)(?:提高|上浮|放宽|提升|增加|上调)[^，。；]{0,4}$")


def sentence_kinds(text: str, sentence: Span, members: list[tuple[Compared, Span]], listed: bool) -> list[TargetKind]:
    """The kinds of the numbers of a sentence: a list has that of its last member, a bracket that of what it follows.

    `listed`: the sentence stands in a list of conditions.
    """
    kinds: list[TargetKind] = []
    outer: TargetKind | None = None
    head = end = sentence.start
    for compared, clause in members:
        begin, stop = clause
        if begin != end or not kinds or text[begin] in "）)":
            head = begin
        elif head < begin - _REACH:
            head = begin - _REACH
        end = compared.quote.end
        if head != begin:
            clause = span_at((head, stop))
        inside = head > sentence.start and text[head - 1] in "（("
        if inside and kinds and text.find("；", members[len(kinds) - 1][0].quote.end, head) >= 0:
            outer = None
        found = kind(text, compared, clause, sentence, outer if inside else None, listed)
        kinds.append(_after_others(text, kinds, members, clause) if found == "target" and kinds else found)
        outer = outer if inside else kinds[-1]
    if "target" in kinds and "baseline" in kinds:
        _tell_on(text, sentence, members, kinds)
    if len(kinds) > 1:
        _share(text, members, kinds)
    return kinds


def _after_others(text: str, kinds: list[TargetKind], members: list[tuple[Compared, Span]], clause: Span) -> TargetKind:
    """The kind of a number that by itself would be a target, by those before it in its sentence."""
    index = len(kinds)
    before, compared, last = members[index - 1][0], members[index][0], kinds[-1]
    if last == "benefit" and _more_money(text, kinds, members, clause):
        return "benefit"
    if last == "condition" and _at_most(text, compared, clause):
        return "benefit"
    if _sizes(text, before, compared) or (last == "benefit" and _extent_given(text, compared, clause)):
        return "condition"
    told = last == "baseline" and (_told_on(text, before, compared) or _reached_by(text, compared, clause))
    return "baseline" if told else "target"


def _tell_on(text: str, sentence: Span, members: list[tuple[Compared, Span]], kinds: list[TargetKind]) -> None:
    """What a sentence tells beside a growth that is known is known, too."""
    told = told_beside(text, *sentence)
    for index, (compared, _) in enumerate(members if told else ()):
        if kinds[index] == "target" and not compared.written and told and told[0] <= compared.quote.start < told[1]:
            kinds[index] = "baseline"


def _share(text: str, members: list[tuple[Compared, Span]], kinds: list[TargetKind]) -> None:
    """A number has the kind of the one behind it where both are of one list, or bounds of one thing."""
    for index in range(len(members) - 2, -1, -1):
        compared, following = members[index][0], members[index + 1][0]
        passed = following.before == _NOT_PASSED and alike(members, index, index + 1)
        if kinds[index] == "target" and passed:
            kinds[index] = kinds[index + 1]  # 超过50%、未超过100%的部分
        if kinds[index] == "target" and kinds[index + 1] == "condition" and _or_else(text, members, index):
            kinds[index] = "condition"
        if not following.joined or kinds[index] == "baseline":
            continue
        one_comparator = following.quote.start == compared.quote.start
        if (one_comparator and kinds[index + 1] == "condition") or alike(members, index, index + 1):
            kinds[index] = kinds[index + 1]


def _or_else(text: str, members: list[tuple[Compared, Span]], index: int) -> bool:
    """`投资1亿元以上、或年纳税100万元以上的项目`: two conditions, of which the second shows what both are."""
    compared, following = members[index][0], members[index + 1][0]
    start, end = compared.quote.end, following.quote.start
    if compared.written and following.written and not compared.after and text.startswith("的", following.quote.end):
        begin = members[index][1].start  # 作业人数超过30人、井深超过800米的矿山
        return LISTED_NEXT.fullmatch(text, start, end) is not None and anywhere("make").search(text, begin, end) is None
    limited = compared.after in LIMITS or (compared.written and text[start:end] in ("或", "或者"))
    if not limited or following.after not in LIMITS or not alike(members, index, index + 1):
        return False
    return _OR.fullmatch(text, start, end) is not None and anywhere("make").search(text, start, end) is None


def _told_on(text: str, told: Compared, compared: Compared) -> bool:
    """`已压减炼铁产能30万吨、炼钢产能20万吨`: the next of a list of what was reached."""
    if compared.written and compared.before not in _LOOSELY:
        return False
    if compared.joined:
        return True  # 已搬迁4628户、15256人
    between = LISTED_NEXT.fullmatch(text, told.quote.end, compared.quote.start)
    return between is not None and _AHEAD.search(between[0]) is None


def _reached_by(text: str, compared: Compared, clause: Span) -> bool:
    """`已兑现补贴1.3亿元，惠及4600人`: whom what was done reached."""
    return not compared.written and text.startswith(_REACHES, clause.start) and _AHEAD.search(text, *clause) is None


def _at_most(text: str, compared: Compared, clause: Span) -> bool:
    """`年服务超过30家的平台企业，最高不超过50万元`: nothing but the sum stands behind who gets it."""
    unit = compared.measure.unit
    if unit is None or unit.dimension != "money" or clause.start == 0 or text[clause.start - 1] not in "，,":
        return False
    return text.startswith("最高", clause.start) and compared.quote.start - clause.start <= len("最高")


def _extent_given(text: str, compared: Compared, clause: Span) -> bool:
    """`每亩补贴8元，累计不超过3次`, `按租金的50%补助，面积不超过1000平方米`: how often, or for how much it is given."""
    if compared.comparator != "le":
        return False
    return compared.measure.unit_text == "次" or text.startswith(("面积", "最大面积"), clause.start)


def _sizes(text: str, counted: Compared, compared: Compared) -> bool:
    """`建设1所80至150个托位的中心`: the size of what the number right before it counts."""
    unit = counted.measure.unit
    if unit is None or unit.dimension != "count" or compared.quote.start - counted.quote.end > _SIZED:
        return False
    between = text[counted.quote.end : compared.quote.start].strip()
    if not between and compared.measure.unit is not None and compared.measure.unit.dimension == "money":
        return True  # 12个百亿元、70个30亿元以上项目
    if between in words("size"):  # 1个建筑面积不少于1000平方米，具备照料功能的中心
        return OF_THIS_SIZE.match(text, compared.quote.end) is not None
    named = not between or (compared.written and _HAN.fullmatch(between) is not None)
    return named and _OF_SIZE.match(text, compared.quote.end) is not None


def _more_money(text: str, kinds: list[TargetKind], members: list[tuple[Compared, Span]], clause: Span) -> bool:
    """`初级1000元、中级1500元、高级2000元的标准给予补贴`: in a row with money that is given, or what that may rise to."""
    index = len(kinds)
    start = members[index][0].measure.span.start
    if _MAY_RISE.search(text, clause.start, start):
        return True
    units = [members[i][0].measure.unit for i in (index - 1, index)]
    if alike(members, index - 1, index) and _SAME_FOR.fullmatch(text, members[index - 1][0].quote.end, start):
        return True
    last = units[1]
    capped = members[index][0].after in _CAPPED or _CAP.fullmatch(text, clause.start, start)
    if capped and last is not None and (last.dimension == "money" or text.startswith("且", clause.start)):
        return True
    if any(unit is None or unit.dimension != "money" for unit in units):
        return False
    return anywhere("level").search(text, clause.start, start) is None


def alike(members: list[tuple[Compared, Span]], index: int, other: int) -> bool:
    """True where two numbers have units of one dimension."""
    here, following = members[index][0].measure.unit, members[other][0].measure.unit
    return here is following or (here is not None and following is not None and here.dimension == following.dimension)
