"""Whether a number is a target, a baseline, a condition or a benefit, and whether it is a change.

The rules are a list; the first that holds tells the kind. What none of them claims is a target.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from policyparse.records.found import Direction, TargetKind
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.pattern import any_of
from policyparse.stages.targets.words import anywhere, words
from policyparse.text import Span

_BEHIND = 80  # characters around a number that tell what it is
_NEAR = 20
_FROM = re.compile(r"(?:由|从|自)[^，。；：\n]{0,24}$")
_TO = re.compile(
    r"[^，。；：\n]{0,12}?(?:提高|提升|增长|增加|上升|扩大|压缩|压减|缩短|降低|降|减少|减|下降|调整|优化|放宽|延长|精简|扩展"
    r"|增|升|改|变)[^，。；：\n]{0,3}?(?:至|到|为)"
)
_BRACKET = r"(?:[（(][^（()）\n]{0,30}[）)])?"
_CLAUSE_OF = re.compile(_BRACKET + r"[^，,。；：、\n]{0,40}的[，,]")
_SO = re.compile(r"[，,；;][^。；\n]{0,30}?(?:给予|予以|可|应|不予|按|享受|免|减|奖励|补助|补贴|适用|视为|由|须|方可)")
# `净资产5000万元以上，负债率不超过60%的，可申请`: a chain of conditions, closed by 的 and what follows from it
_CHAIN = re.compile(
    r"(?:[，,、](?![对凡按给不未])|[^，,、。；：\n]){0,60}?的[，,](?:分别|一次性)?(?:可|给予|予以|按|由|享受|奖励|补助|不予|优先|视为)"
)
_WHOSE = re.compile(r"[^，,。；：\n]{0,40}的[^，,。；：、\n]{1,14}[，,]")  # 对稳岗率达到95%、有扩岗需求的企业，…
_OPENS = re.compile(r"[ 　]*(?:对|凡|符合|属于|具备|具有|如|若|年龄|针对)")
_PERSON = re.compile(
    r"[ 　]?(?:以上|以下|以内|及以上|及以下)?[ 　]?(?:的|以上)?(?:企业|单位|人员|个人|高校毕业生|毕业生|劳动者|失业|项目|小微|青年"
    r"|就业|劳动合同|女性|儿童|老人|老年|用户|居民|学生|人口|公民|公司|机构|院校|用地|建筑)"
)
_SHARE_GIVEN = re.compile(r"给予|补助|补贴|返还|奖励|按|减免|减征|免征|贴息|资助|支付")
_GIFT = re.compile(
    r"[ 　]?的?[^，,。；、\n]{0,12}?(?:贷款|资金|补助|补贴|奖励|奖金|奖补|资助|经费|津贴|担保|信贷|补偿|扶持)"
)
_FINE = re.compile(r"[ 　]?的?(?:罚款|罚金|罚锾|滞纳金)")  # money charged is benefit, too
_OWN_SHARE = re.compile(r"(?:率|比例|比重|占比)(?:不低于|不高于|不超过|达到|达|为|超过|高于)*$")
_SHARES = re.compile(r"占比|比例达|率达|率提|占")
_QUORUM = re.compile(
    r"(?:以上|以下)?[ 　]?[的之]?(?:同意|通过|出席|委员|成员|代表|股东|业主|多数|表决|票|董事|理事|会员|村民)"
)
_DEFINED = re.compile(r"(?:是指|系指|指的是)")
_RAISED = re.compile(r"(?:提高|提升|增加|延长|达)(?:至|到)?$|寿命")
_LIMITS = frozenset({"以上", "以下", "及以上", "及以下", "以内"})
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Around:
    """A number and what stands around it: `left` and `right` in its clause, `behind` in its sentence."""

    compared: Compared
    dimension: str | None
    code: str | None
    left: str
    right: str
    behind: str
    before: str  # some characters of the sentence before it, across clauses
    opened: bool  # its clause begins with 对, 凡, 符合 …
    bracketed: bool
    outer: TargetKind | None  # kind of the number before the brackets that it stands in
    made: bool  # something is set up, found or grown in front of it: 新增, 建设, 引进
    given: bool  # money is handed over

    @property
    def counted(self) -> bool:
        return self.dimension in ("count", "ratio")


def _is_given(compared: Compared, dimension: str | None, left: str, right: str) -> bool:
    """Money is handed over: a word of giving before it, or what is given right behind it."""
    if dimension not in ("money", "ratio"):
        return False
    if anywhere("give").search(left[-_NEAR:]) or right.lstrip().startswith(tuple(words("gift"))):
        return True
    limited = compared.after in _LIMITS and right[:1] == "的"
    return dimension == "money" and not limited and _GIFT.match(right) is not None


def kind(text: str, compared: Compared, clause: Span, sentence: Span, outer: TargetKind | None) -> TargetKind:
    """The kind of a number (GOLD.md): `clause` holds it, `outer` is the kind of the number before its brackets."""
    unit = compared.measure.unit
    start, end = compared.measure.span.start, compared.quote.end
    dimension = unit.dimension if unit else None
    left, right = text[max(clause.start, start - _BEHIND) : start], text[end : clause.end]
    around = Around(
        compared,
        dimension,
        unit.code if unit else None,
        left,
        right,
        text[end : min(sentence.end, end + _BEHIND)],
        text[max(sentence.start, compared.quote.start - _NEAR) : compared.quote.start],
        _OPENS.match(text, clause.start, start) is not None,
        clause.start > sentence.start and text[clause.start - 1] in "（(",
        outer,
        anywhere("make").search(left) is not None,
        _is_given(compared, dimension, left, right),
    )
    for rule in _RULES:
        if (found := rule(around)) is not None:
            return found
    return "target"


def _of_a_clause(around: Around) -> TargetKind | None:
    """`…达到2000万元的，给予…`; `对…3年以上的企业，…`."""
    behind = around.behind
    if around.given:
        return None
    if _CLAUSE_OF.match(behind) and _SO.search(behind):
        return "condition"
    if (_CHAIN.match(behind) and not around.made and around.dimension != "time") or (
        around.opened and around.dimension != "time" and _WHOSE.match(behind)
    ):
        return "condition"
    return None


def _fine(around: Around) -> TargetKind | None:
    return "benefit" if _FINE.match(around.right) else None


def _defined(around: Around) -> TargetKind | None:
    """What a word means (…是指…), a quorum, the size of a class (千亿级)."""
    if _DEFINED.search(around.left):
        return "condition"
    if around.dimension in (None, "money") and around.behind.startswith("级"):
        return "condition"
    quorum = (
        around.dimension is None and around.compared.measure.value <= 1 and around.compared.measure.unit_text is None
    )
    return "condition" if quorum and (_QUORUM.match(around.behind) or around.compared.before == "过") else None


def _baseline(around: Around) -> TargetKind | None:
    if "基础上" in around.right:
        return "baseline"
    if _FROM.search(around.left) and _TO.match(around.behind):
        return "baseline"
    tail = around.left[-12:]
    past = anywhere("past").search(tail) is not None
    return "baseline" if past and not any(word in tail for word in ("力争", "确保", "上年度")) else None


def _limit(around: Around) -> TargetKind | None:
    """Ages, `前50%`, `满3个月`, lengths of years and months."""
    if around.dimension == "age" and not _RAISED.search(around.left):
        return "condition"
    if around.dimension == "ratio" and around.left.endswith("前"):
        return "condition"
    if around.compared.before in ("满", "已满", "年满", "未满", "不满"):
        return "condition"
    if around.code != "a" and (around.code != "mo" or around.compared.after == "内"):
        return None
    if any(verb in around.left for verb in ("压缩", "缩短", "压减", "控制")):
        return "target"
    return "benefit" if around.left.endswith(("按", "按照", "给予", "补贴", "补助", "享受")) else "condition"


def _in_brackets(around: Around) -> TargetKind | None:
    """`（工业建筑面积占比不得低于50%）` limits what stands before; `（累计约3600户）` goes on with it."""
    if not around.bracketed or not (around.outer or around.compared.written):
        return None
    if around.dimension in ("count", "time") and around.outer != "condition":
        return None
    return around.outer or "condition"


def _condition(around: Around) -> TargetKind | None:
    """Thresholds and limits on who or what is concerned."""
    left, compared = around.left, around.compared
    if around.code == "次" and re.search(r"[只仅限]|享受|申请", left[-8:]):
        return "condition"
    if around.given:
        return None
    made = around.made
    if around.dimension != "time" and anywhere("limit").search(left) and not made:
        return "condition"
    if around.behind[:1] == "的" and (compared.written or (around.opened and around.dimension != "time")):
        sized = around.counted or left[: len(left) - len(compared.before)].endswith(tuple(words("bare")))
        return "condition" if around.opened or not (made and sized) else None
    if compared.after in _LIMITS and _HAN.match(around.behind) and not around.counted:
        return "condition" if not made or around.dimension != "time" else None
    concerned = compared.written and _PERSON.match(around.behind) is not None
    return "condition" if concerned and not made and not around.counted else None


def _benefit(around: Around) -> TargetKind | None:
    """Money or credit given, lent, cut or charged, and the share of a sum that is."""
    left, right = around.left, around.right
    gift = right.lstrip().startswith(tuple(words("gift")))
    if around.dimension is None:
        half = around.compared.measure.value == 0.5 and _SHARE_GIVEN.search(left[-_NEAR:])
        return "benefit" if half else None
    if around.code == "折":
        return "benefit"
    if around.dimension == "money":
        if gift:
            return "benefit"
        if anywhere("level").search(left):
            return None
        near = left[-_NEAR:]
        reached = around.made or around.compared.before in ("达到", "达", "突破", "超过")
        fund = anywhere("fund").search(near) is not None and not reached
        money = _GIFT.match(right) or fund or anywhere("give").search(near)
        money = money or anywhere("give").search(around.before)
        return "benefit" if money else None
    if around.dimension != "ratio" or _SHARES.search(left):
        return None
    given = _SHARE_GIVEN.search(left) is not None and _GIFT.match(right) is not None
    given = given or (_SHARE_GIVEN.search(left[-_NEAR:]) is not None and _OWN_SHARE.search(left) is None)
    return "benefit" if gift or given else None


_RULES: tuple[Callable[[Around], TargetKind | None], ...] = (
    _of_a_clause,
    _fine,
    _defined,
    _baseline,
    _limit,
    _in_brackets,
    _condition,
    _benefit,
)


def change(text: str, compared: Compared, clause: Span) -> tuple[bool, Direction]:
    """Whether the number is a change rather than a level, and which way what it measures goes."""
    start = compared.measure.span.start
    if compared.measure.unit_text == "倍" and text.startswith("翻", start):
        return True, "up"
    left = text[max(clause.start, start - _NEAR) : start]
    verb = _last_change().search(left)
    if verb:
        return True, "down" if verb[1] in words("down") else "up"
    return False, _way(left)


@cache
def _last_change() -> re.Pattern[str]:
    """A verb of change right before the number (增长8%), or a noun that is a change (增速达到8%)."""
    verbs, rates = any_of(words("up") | words("down")), any_of(words("rate"))
    between = "(?:幅度|了|约|近|超过|超|不少于|不低于|不高于|不超过|至少|在|高于|低于|[ 　])"
    return re.compile(f"(?:({verbs}){between}{{0,3}}|({rates})(?:{between}|达到|达|为|控制|保持|稳定){{0,4}})$")


def _way(left: str) -> Direction:
    """The way of the last verb of change before a level: `压减至20分钟` is down."""
    ways = _changes().findall(left)
    if not ways:
        return "none"
    return "down" if ways[-1] in words("down") else "up"


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(any_of(words("up") | words("down")))
