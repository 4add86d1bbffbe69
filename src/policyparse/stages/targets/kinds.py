"""Whether a number is a target, a baseline, a condition or a benefit, and whether it is a change."""

from __future__ import annotations

import re
from functools import cache

from policyparse.records.found import Direction, TargetKind
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.pattern import any_of
from policyparse.stages.targets.words import anywhere, words
from policyparse.text import Span

_REFERENCE = re.compile(r"(?:较|比|同比|与)[^，。；、\n]{0,8}$")
_FROM = re.compile(r"(?:由|从|自)[^，。；：\n]{0,24}$")
_TO = re.compile(
    r"[^，。；：\n]{0,12}?(?:提高|提升|增长|增加|上升|扩大|压缩|压减|缩短|降低|降|减少|减|下降|调整|优化|放宽|延长|精简|扩展|增|升|改|变)[^，。；：\n]{0,3}?(?:至|到|为)"
)
_CLAUSE_OF = re.compile(r"(?:[（(][^（()）\n]{0,30}[）)])?[^，,。；：、\n]{0,40}的[，,]")
_SO = re.compile(r"[，,；;][^。；\n]{0,30}?(?:给予|予以|可|应|不予|按|享受|免|减|奖励|补助|补贴|适用|视为|由|须|方可)")
_OPENS = re.compile(r"(?:对于?|凡|符合|属于|具备|具有|如|若|年龄|凡是|针对)")
_PERSON = re.compile(
    r"[ 　]?(?:以上|以下|以内|及以上|及以下)?[ 　]?(?:的|以上)?(?:企业|单位|人员|个人|高校毕业生|毕业生|劳动者|失业|项目|小微|青年|就业|劳动合同|女性|儿童|老人|老年|用户|居民|学生|人口|公民|公司|机构|院校|用地|建筑)"
)
_SHARE_GIVEN = re.compile(r"给予|补助|补贴|返还|奖励|按|减免|减征|免征|贴息|资助|支付")
_OWN_RATE = re.compile(r"(?:率|比例|比重|占比)(?:不低于|不高于|不超过|达到|达|为|超过|高于)*$")
_BEHIND = 80  # characters behind a number that tell what it is
_GIFT = re.compile(
    r"[ 　]?的?[^，,。；、\n]{0,12}?(?:贷款|资金|补助|补贴|奖励|奖金|奖补|资助|经费|津贴|担保|信贷|补偿|扶持)"
)
_LIMITS = frozenset({"以上", "以下", "及以上", "及以下", "以内"})
_FINE = re.compile(r"[ 　]?的?(?:罚款|罚金|罚锾|滞纳金)")  # money charged, too
_RAISED = re.compile(r"(?:提高|提升|增加|延长|达)(?:至|到)?$|寿命")
_DEFINED = re.compile(r"(?:是指|系指|指的是)")
_QUORUM = re.compile(
    r"(?:以上|以下)?[ 　]?[的之]?(?:同意|通过|出席|委员|成员|代表|股东|业主|多数|表决|票|董事|理事|会员|村民)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def kind(text: str, compared: Compared, clause: Span, sentence: Span, outer: TargetKind | None) -> TargetKind:
    """The kind of a number (GOLD.md): `clause` holds it.

    `outer` is the kind of the number before the brackets that it stands in; None outside of brackets.
    """
    unit = compared.measure.unit
    left = text[max(clause.start, compared.measure.span.start - _BEHIND) : compared.measure.span.start]
    right = text[compared.quote.end : clause.end]
    bracketed = clause.start > sentence.start and text[clause.start - 1] in "（("
    behind = text[compared.quote.end : min(sentence.end, compared.quote.end + _BEHIND)]
    if _CLAUSE_OF.match(behind) and _SO.search(behind) and not _given(compared, left, right):
        return "condition"
    if _FINE.match(right):
        return "benefit"
    if _DEFINED.search(left) or "半数" in text[compared.measure.span.start : compared.measure.span.end]:
        return "condition"
    if unit is None and (text.startswith("级", compared.quote.end) or _QUORUM.match(behind)):
        return "condition"
    if unit is not None and unit.dimension == "money" and behind.startswith("级"):
        return "condition"
    if _is_baseline(text, compared, left, right, sentence):
        return "baseline"
    if (unit and unit.dimension == "age" and not _RAISED.search(left)) or (
        left.endswith("前") and unit and unit.dimension == "ratio"
    ):
        return "condition"
    if compared.before in ("满", "已满", "年满", "未满", "不满"):
        return "condition"
    if unit and (unit.code == "a" or (unit.code == "mo" and compared.after != "内")):
        return _of_long_time(left)
    if (
        bracketed
        and (outer or compared.written)
        and not (unit and unit.dimension in ("count", "time") and outer != "condition")
    ):
        return outer or "condition"
    if _is_condition(text, compared, left, right, sentence, clause):
        return "condition"
    if _is_benefit(text, compared, left, right, sentence):
        return "benefit"
    return "target"


def _is_baseline(text: str, compared: Compared, left: str, right: str, sentence: Span) -> bool:
    if "基础上" in right:
        return True
    if _FROM.search(left) and _TO.match(text, compared.quote.end, sentence.end):
        return True
    tail = left[-12:]
    return anywhere("past").search(tail) is not None and not any(word in tail for word in ("力争", "确保", "上年度"))


def _of_long_time(left: str) -> TargetKind:
    """Years and months: limits and spans of validity, seldom a level of service."""
    if any(verb in left for verb in ("压缩", "缩短", "压减", "控制")):
        return "target"
    if left.endswith(("按", "按照", "给予", "补贴", "补助", "享受")):
        return "benefit"
    return "condition"


def _is_condition(text: str, compared: Compared, left: str, right: str, sentence: Span, clause: Span) -> bool:
    made = anywhere("make").search(left) is not None
    behind = text[compared.quote.end : min(sentence.end, compared.quote.end + _BEHIND)]
    unit = compared.measure.unit
    counted = unit is not None and unit.dimension in ("count", "ratio")
    if unit is not None and unit.code == "次" and re.search(r"[只仅限]", left[-8:]):
        return True
    if anywhere("limit").search(left) and not made:
        return True
    if _given(compared, left, right):
        return False
    opened = _OPENS.match(text[clause.start :][:4].lstrip()) is not None
    if behind[:1] == "的" and (compared.written or opened):
        return not made or opened
    if compared.after in _LIMITS and _HAN.match(behind) and not counted:
        return not made or unit is None or unit.dimension != "time"
    return compared.written and _PERSON.match(behind) is not None and not made and not counted


def _given(compared: Compared, left: str, right: str) -> bool:
    """Money that is handed over: a word of giving before it, or what is given right behind it."""
    unit = compared.measure.unit
    if unit is None or unit.dimension not in ("money", "ratio"):
        return False
    if _money_given(left):
        return True
    limited = compared.after in _LIMITS and right[:1] == "的"
    return unit.dimension == "money" and not limited and _GIFT.match(right) is not None


def _money_given(left: str) -> bool:
    return anywhere("give").search(left[-20:]) is not None


def _is_benefit(text: str, compared: Compared, left: str, right: str, sentence: Span) -> bool:
    unit = compared.measure.unit
    if unit is None or unit.dimension not in ("money", "ratio"):
        return False
    gift = right.lstrip().startswith(tuple(words("gift")))
    if unit.dimension == "money":
        if gift:
            return True
        if anywhere("level").search(left):
            return False
        if _GIFT.match(right):
            return True
        return _money_given(left) or _money_given(
            text[max(sentence.start, compared.quote.start - 20) : compared.quote.start]
        )
    if unit.code == "折":
        return True
    if any(word in left for word in ("占比", "比例达", "率达", "率提", "占")):
        return False
    return gift or (_SHARE_GIVEN.search(left[-20:]) is not None and _OWN_RATE.search(left) is None)


def change(text: str, compared: Compared, clause: Span) -> tuple[bool, Direction]:
    """Whether the number is a change rather than a level, and which way what it measures goes."""
    start = compared.measure.span.start
    if compared.measure.unit_text == "倍" and text.startswith("翻", start):
        return True, "up"
    left = text[max(clause.start, start - 20) : start]
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
