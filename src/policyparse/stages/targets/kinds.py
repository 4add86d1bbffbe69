"""Whether a number is a target, a baseline, a condition or a benefit.

The rules are a list; the first that holds tells the kind. What none of them claims is a target.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from policyparse.records.found import TargetKind
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.pattern import any_of
from policyparse.stages.targets.words import anywhere, words
from policyparse.text import Span

_BEHIND = 80  # characters around a number that tell what it is
_NEAR = 20
_PLACE = 6  # characters of a place or a frame that may stand before a share of many
_FROM = re.compile(r"(?:由|从|自)[^，。；：\n]{0,24}$")
_TO = re.compile(
    r"[^，。；：\n]{0,12}?(?:提高|提升|增长|增加|上升|扩大|压缩|压减|缩短|降低|降|减少|减|下降|调整|优化|放宽|延长|精简|扩展"
    r"|上调|下调|增|升|提|改|变)[^，。；：\n]{0,3}?(?:至|到|为)"
)
_CLOSED_BY = re.compile(  # 有下列情形之一的：…一人以上死亡事故的；  …达千分之五以上者
    r"[^，,。；：、\n]{0,40}(?:的|者)(?:[；;。]|$)"
    r"|[，,、](?:或者?)?[^，,。；：\n]{1,40}(?:的|者)(?:[；;]|$)|[^，,。；：、\n]{0,24}者[，,得应须可由以设不处]|的?部分(?!企业|项目|单位|地区|人员|群众|领域|产品)"
)
_FAILED = re.compile(
    r"[^，,。；：\n]{0,16}(?:未|不|无正当理由)[^，,。；：\n]{0,24}(?:的|者)(?:[，,；;。视按应由不]|$)|[^，,。；：\n]{0,4}仍[未不]"
)
_EXCEEDED = frozenset({"超过", "逾", "超", "超出"})
_FORBIDDEN = re.compile(r"(?:不得|不能|最长|最多|至多|不)$")
_TOGETHER = re.compile(r"[ 　]?(?:的[^，。；]{0,6})?(?:联名|连署|附议|提议|联署|共同提出)")
_MUST = re.compile("(?:应当?|须|必须)(?:有|由|设|配)?$")
_FEE = re.compile(r"(?<![花消经])费(?:用|每[人件页份次])?(?:新台币|人民币|为|按|不超过|[：:])*$")  # 工本费新台币三百元
_EACH = re.compile(  # 每人每年400元, 每页新台币2元
    r"每[人户亩家个件份页张次台辆吨间套名位课生床天日月年村县项头只株班校][^，。；：、\n]{0,6}$"
)
_REACHED = re.compile(  # 产能提升了10%, 已从5人减少至2人
    r"(?:[\u4e00-\u9fff](?<![为除得不终])了[ 　]?(?:近|约|超过|超|达|达到|大约)?$)|已(?:经)?(?:从|由)[^，。；：\n]{1,30}$"
)
_ENDS_AS_CASE = re.compile(r"[^，,。；：、\n]{1,24}(?:的(?:[；;]|$)|者[，,])")  # 15日内重新申请的
_PAID_NEXT = re.compile(  # 按照总投入的30%，提供财政补助
    r"[ 　]?[，,](?:给予|提供|予以|享受|发放)[^，,。；：\n]{0,8}(?:补助|补贴|奖励|资助|支持|奖补)"
)
_ITS_STANDARD = re.compile(r"(?:^|[，,（(])其?(?:补[助贴]|发放|给付|支付|资助|奖励)?标准(?:原则上)?[为按不]")
_TO_IN_THE_END = re.compile(  # 由不得少于25天，缩短5天，调整为20天
    r"(?:[，,][^，,。；：\n]{1,10})?[，,](?:统一)?(?:调整|缩短|压缩|压减|提高|延长|扩大|放宽)(?:至|到|为)"
)
_FROM_HERE = re.compile(r"(?:由|从)[^，。；：\n]{0,10}$")
_BRACKET = r"(?:[（(][^（()）\n]{0,30}[）)])?"
_CLAUSE_OF = re.compile(_BRACKET + r"[^，,。；：、\n]{0,40}的[，,]")
_SO = re.compile(
    r"[，,；;][^。；\n]{0,30}?(?:给予|予以|可|应|不予|按|享受|免|减|奖励|补助|补贴|适用|视为|由|须|方可"
    r"|采取|采用|实行|处以?|不得|责令|取消|认定|纳入|优先|列入|不再|必须)"
)
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
_SHARE_GIVEN = re.compile(r"给予|补助|补贴|返还|奖励|按|减免|减征|免征|贴息|资助|(?<!转移)支付")
_PAID = re.compile(  # 按不超过上年度实际缴费的30%返还
    r"[ 　]?(?:的?(?:比例|标准))?(?:给予|进行)?(?:返还|退还|缴[纳存]|计?征收?|收取|扣[减除]|支付|补[贴助]|奖励|减免|报销|分担|承担|计[提发收])"
)
_BORNE = re.compile(r"(?:承担|分担|报销)[^，,。；：、\n]{0,4}$")  # 由市、区财政各承担50%
_NO_SHARES = frozenset(
    {"安排", "申请", "出资", "发放", "拨付", "注资", "提高至", "提高到", "降低", "下调"}
)  # 安排比例达到1%, 预留份额提高至40%
_PROLONGED = re.compile(r"(?:可|经批准|最长)[^，。；：、\n]{0,6}延长(?:至|到)?$")
_SERVED = re.compile(r"[ 　]?(?:服务)?(?:覆盖率|半径|覆盖)")  # 公交站点500米覆盖率
_AIM = re.compile("的(?:政策|要求|目标|标准|水平|比例|规定|任务|进度)")  # 提高至40%以上的政策
_SYSTEM = re.compile("的[^，。；：、\\n]{0,20}(?:制度|机制|台账)")  # 用工100人以上的企业服务专员制度
_BOUNDS = re.compile(r"、[^，。；：\n]{1,40}(?:以上|以下|以内|不[超低少高大小][过于])[^，。；：\n]{0,8}的")
_GIFT = re.compile(
    r"[ 　]?的?[^，,。；、\n]{0,12}?(?:贷款|资金|补助|补贴|奖励|奖金|奖补|资助|经费|津贴|担保|信贷|补偿|扶持)"
)
_FINE = re.compile(r"[ 　]?的?(?:罚款|罚金|罚锾|滞纳金)")  # money charged is benefit, too
_OWN_SHARE = re.compile(
    r"(?:率|比例|比重|占比)(?:(?:提高|提升|稳定|保持|控制|维持)[到至在]|不低于|不高于|不超过|达到|达|为|超过|高于)*$"
)
_GIVEN_SUM = re.compile(  # 贴息总额, 减免比例: a sum or a share of money that is given
    r"(?:补助|补贴|奖励|奖补|资助|扶持|返还|贴息|减免|减征|退还|救助|报销|加计扣除)(?:资金|金)?(?:额度|总额|金额|比例|标准|上限|限额)"
    r"(?:最高|最多|最低|合计|累计|原则上|一般|分别|均)?(?:不超过|不低于|不高于|不得超过|为|达到|达|提高[到至])?[ 　]?$"
)
_SHARES = re.compile(r"占比|比例达|率达|率提|占")
_PROJECT = re.compile(
    r"(?<!成)(?:总投资|投资|造价|产值|营收|销售收入|营业收入|占地|占地面积|建筑面积)(?:额|约|近)?$"
)  # 总投资56亿元的物流园项目
_DAILY = re.compile(r"保证|保障|确保|安排|每[天日周月年]")  # 保证每天不少于一小时的体育锻炼
_THEN = re.compile(  # 20万元以上补贴5000元
    r"[ 　]?的?[，,]?(?:分别)?(?:每[人户家个亩])?(?:给予|一次性|补贴|奖励|补助|奖补|资助){1,3}+(?:最高|不超过|[ 　])?[0-9]"
)
_TERMS = re.compile(  # 应具备下列条件：, 符合以下条件之一的，可申请：
    r"(?:(?:[下以如]列?[下述]?(?:基本)?|基本|申报|认定|申请|准入)条件[^，。；：\n]{0,4}(?:[，,][^，。；：\n]{0,14})?"
    r"|(?:满足|符合|具备)(?:以下|下列)?[^，。；：\n]{0,4})[：:]"
)
_TERMS_ABOVE = re.compile(  # the end of the line above a list of conditions, or a heading over it
    r"(?:[下以如]列?[下述]?(?:基本)?|基本|申报|认定|申请|准入|资格|补贴|享受|奖励|支持)条件[^。；：\n]{0,24}[：:]?$"
)
_ITEMS = (  # how the members of a list begin, by style
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"[（(][0-9０-９]{1,2}[）)]"),
    re.compile(r"[0-9０-９]{1,2}[.．、]"),
    re.compile(r"[①-⑳]"),
    re.compile(r"[一二三四五六七八九十]{1,3}(?:是|、)"),
)
_LISTED = 1500  # characters over which a list of conditions may run
_WHENEVER = re.compile(r"(?<![应正相恰适充担不])(?:当(?![年地前日月天场期事选今下代季晚中])|一旦|每当)[^。；\n]{2,80}$")
_FOLLOWS = re.compile(r"[^。；\n]{0,40}?(?:时[，,]|[，,](?:启动|及时|应|可|须|要|由|适时|按|即|立即|自动))")
_RESIDENTS = frozenset({"人", "户"})
_INHABITED = re.compile(  # 20人以上的自然村: people do not count villages
    r"(?:的[^，。；、\n]{0,6}?|[^，。；、的\n]{0,2}?(?=自然村|行政村|村民小组|居民点|企业))(?:自然村|行政村|村|居民点|企业(?!家)|单位|社区|学校|园区|居民点|小区|机构|场所|建筑|城镇|县|项目|班级|车间|公司)"
)
_ALLOTTED = re.compile(r"推荐|申报|报送|限报")
_SHORT = frozenset({"h", "min", "s", "d", "{working day}", "{working hour}", "{quarter hour}"})
_HALVED = re.compile(r"[ 　]?(?:收取|征收|缴纳|计征|收费|计收)")  # 减半收取检验费用
_LOWERED = ("减至", "减到", "降至", "降到", "压至", "缩至")
_DONE = re.compile(r"[ 　]?(?:办|完成|作出|做出|予以|提出|制定|审|答复|受理|整改|落实|报)")
_WITHIN = re.compile(r"[ 　]?(?:的)?(?:范围|区域)(?:内|以内|之内)")  # 管壁外缘两侧3米范围内
_ONLY = re.compile(r"(?:[只仅限](?:能|可|准|限)?(?:申报|申请|享受|推荐|报|选)|连续)$")
_QUORUM = re.compile(
    r"(?:以上|以下)?[ 　]?[的之]?(?:同意|通过|出席|委员|成员|组成人员|代表|股东|业主|多数|表决|票|董事|理事|会员|村民)"
)
_DEFINED = re.compile(r"(?:是指|系指|指的是)")
_RAISED = re.compile(r"(?:提高|提升|增加|延长|达)(?:至|到)?$|寿命")
_MEAN = re.compile(r"平均|人均|寿命")  # 平均受教育年限提高到11.3年
_SUBJECT = re.compile(
    r"[ 　]?的?[^，,。；：、\n]{0,16}?(?:建成|实现|达到|达|设立|成立|组建|覆盖|拥有|享有|使用|应用|接受|参加|参与|提供|开设|形成|创建|获得|满足|具备|完成|配备|建有|设有|纳入|开展|通过|进入|接入|建立|落实)"
)
_BACK = re.compile(
    r"(?=[去上过截迄目以近])(?<![较比于与同是超照到至])"
    r"(?:以来[，,]|近(?:年|[0-9一二三四五六七八九十两几]{1,2}年)来[，,]|(?<!以)(?:截至去年|截至上年|去年|上年(?!度)|上一年(?!度)|过去一年|过去的一年|过去五年|截至目前|迄今|目前(?=[，,全我已])))(?!同期|水平|基础|的)"
)
_AHEAD = re.compile(r"今年|明年|力争|争取|计划|预期|预计|目标|下一步|到20[0-9]{2}年|将")
_LIMITS = frozenset({"以上", "以下", "及以上", "及以下", "以内"})
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Around(NamedTuple):
    """A number and what stands around it: `left` and `right` in its clause, `behind` in its sentence."""

    compared: Compared
    dimension: str | None
    code: str | None
    left: str
    right: str
    behind: str
    before: str  # some characters of the sentence before it, across clauses
    opening: str  # more of them
    opened: bool  # its clause begins with 对, 凡, 符合 …
    bracketed: bool
    outer: TargetKind | None  # kind of the number before the brackets that it stands in
    given: bool  # money is handed over
    listed: bool  # it stands in a list of conditions

    @property
    def made(self) -> bool:
        """Something is set up, found or grown in front of it: 新增, 建设, 引进."""
        return anywhere("make").search(self.left) is not None

    @property
    def counted(self) -> bool:
        return self.dimension in ("count", "ratio")


def _is_given(compared: Compared, dimension: str | None, left: str, right: str) -> bool:
    """Money is handed over: a word of giving before it, or what is given right behind it."""
    if dimension not in ("money", "ratio"):
        return False
    given = {match[0] for match in anywhere("give").finditer(left[-_NEAR:])}
    if given - (_NO_SHARES if dimension == "ratio" else set()) or right.lstrip().startswith(tuple(words("gift"))):
        return True
    limited = compared.after in _LIMITS and (right[:1] == "的" or _PERSON.match(right) is not None)
    return dimension == "money" and not limited and _GIFT.match(right) is not None


def _in_terms(text: str, start: int) -> bool:
    """True where the sentence at `start` is, or is part of, a member of a list under `应当具备下列条件：`."""
    line = text.rfind("\n", 0, start) + 1
    at = text.rfind("条件", max(0, line - _LISTED), line)
    if at < 0:
        return False
    announced = text.find("\n", at)
    if not _TERMS_ABOVE.search(text, max(text.rfind("\n", 0, at) + 1, at - _NEAR), announced):
        return False
    first = announced + 1
    style = next((item for item in _ITEMS if item.match(text, first)), None)
    if style is None:
        return False
    while first < line:
        first = text.find("\n", first) + 1
        if not style.match(text, first):
            return False
    return True


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
        text[max(sentence.start, compared.quote.start - 2 * _BEHIND) : compared.quote.start],
        _OPENS.match(text, clause.start, start) is not None,
        clause.start > sentence.start and text[clause.start - 1] in "（(",
        outer,
        _is_given(compared, dimension, left, right),
        _in_terms(text, sentence.start),
    )
    for rule in _RULES:
        if (found := rule(around)) is not None:
            return found
    return "target"


def _terms(around: Around) -> TargetKind | None:
    """What an applicant must have, in a list of conditions; what is given there is another thing."""
    stated = "：" in around.opening or ":" in around.opening
    if around.listed or (stated and _TERMS.search(around.opening)):
        return None if around.given and _SHARE_GIVEN.search(around.left) else "condition"
    whenever = _WHENEVER.search(around.opening + around.left[-_BEHIND:]) if "当" in around.opening else None
    return "condition" if whenever and _FOLLOWS.match(around.behind) else None


def _of_a_clause(around: Around) -> TargetKind | None:
    """`…达到2000万元的，给予…`; `对…3年以上的企业，…`."""
    behind = around.behind
    named = around.counted and around.made  # 每年认定10家，一次性奖励30万元
    if _THEN.match(behind) and not named and not anywhere("give").search(around.left[-_NEAR:]):
        return "condition"
    if around.given:
        return None
    if _CLAUSE_OF.match(behind) and _SO.search(behind):
        return "condition"
    stated = around.compared.written or around.compared.before in ("达到", "达")
    if stated and around.dimension != "time" and _CLOSED_BY.match(behind):
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
    if _TO_IN_THE_END.match(around.behind) and _FROM_HERE.search(around.left):
        return "baseline"
    if _REACHED.search(around.left):
        return "baseline"
    tail = around.left[-12:]
    past = _past().search(tail) is not None or _looks_back(around.opening)
    return "baseline" if past and not any(word in tail for word in ("力争", "确保", "上年度", "上一年度")) else None


@cache
def _past() -> re.Pattern[str]:
    """A level before or now; not the 现行 of 实现行政村."""
    return re.compile("(?<![实通经较比与于])" + any_of(words("past")))


def _looks_back(opening: str) -> bool:
    """`去年，全区…增长8.1%`: the sentence tells of the past up to a word that looks ahead."""
    found = list(_BACK.finditer(opening))
    return bool(found) and _AHEAD.search(opening, found[-1].end()) is None


def _exceeded(around: Around) -> TargetKind | None:
    """`逾七年未开始执行的`, `超过三十日`: the case that a rule is for; `不得超过` is another thing."""
    if around.dimension != "time":
        return None
    before, left = around.compared.before, around.left
    if before in _EXCEEDED and around.compared.after == "" and not around.made:
        return None if _FORBIDDEN.search(left[: len(left) - len(before)]) else "condition"
    behind = around.behind
    return "condition" if _FAILED.match(behind) or (around.compared.written and _ENDS_AS_CASE.match(behind)) else None


def _limit(around: Around) -> TargetKind | None:
    """Ages, `前50%`, `满3个月`, lengths of years and months."""
    if around.dimension == "age" and not _RAISED.search(around.left):
        return "condition"
    if around.dimension == "ratio" and around.left.endswith("前"):
        return "condition"
    if around.compared.before in ("满", "已满", "年满", "未满", "不满"):
        return "condition"
    if around.code != "a" and (around.code != "mo" or _in_months(around)):
        return None
    if around.compared.measure.unit_text and around.left.endswith(_LOWERED):
        return "target"  # 办理时限减至1个月
    if _MEAN.search(around.left) or any(verb in around.left for verb in ("压缩", "缩短", "压减", "控制")):
        return "target"
    if "连续" in around.left[-8:]:
        return "condition"  # 连续补助3年
    return "benefit" if around.left.endswith(("按", "按照", "给予", "补贴", "补助", "享受")) else "condition"


def _in_months(around: Around) -> bool:
    """`3个月内`, `6个月以内办结`: by when a thing is done."""
    return around.compared.after in ("内", "之内") or (
        around.compared.after == "以内" and _DONE.match(around.behind) is not None
    )


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
    if around.dimension == "length" and (_WITHIN.match(around.behind) or _SERVED.match(around.behind)):
        return "condition"
    if around.dimension == "time" and _PROLONGED.search(left):
        return "condition"
    if around.opened and compared.written and around.dimension != "time" and _BOUNDS.match(around.behind):
        return "condition"  # 对长度不超过200米、管径300毫米以下的工程
    if around.dimension == "count" and _ONLY.search(left[-6:]):
        return "condition"  # 限申报1个项目, 连续2个年度
    if around.dimension == "count" and compared.comparator == "le" and _ALLOTTED.search(left):
        return "condition"  # 各县推荐项目不超过3个
    if compared.after == "以上" and _several(compared) and not around.made and not _MUST.search(left):
        return "condition"  # 两个以上单位共有
    if around.code in _RESIDENTS and _TOGETHER.match(around.behind):
        return "condition"  # 十人以上联名
    if around.code in _RESIDENTS and compared.written and _INHABITED.match(around.behind):
        return "condition"
    if around.given:
        return None
    if _shares_of_many(around):
        return None
    named = left[: max(len(left) - (compared.measure.span.start - compared.quote.start), 0)]  # before the comparator
    if around.dimension != "time" and anywhere("limit").search(named) and not around.made:
        return "condition"
    if compared.after == "以内" and (around.code in _SHORT or (around.dimension == "time" and _in_months(around))):
        return None
    if _AIM.match(around.behind) and not around.opened:
        return None
    if around.behind[:1] == "的" and compared.written and _SYSTEM.match(around.behind):
        return "condition"
    if around.behind[:1] == "的" and _PROJECT.search(left):
        return "condition"
    if around.behind[:1] == "的" and around.dimension == "time" and _DAILY.search(left):
        return None
    if around.behind[:1] in ("的", "之") and (compared.written or (around.opened and around.dimension != "time")):
        sized = around.counted or left[: len(left) - len(compared.before)].endswith(tuple(words("bare")))
        return "condition" if around.opened or not (sized and around.made) else None
    if compared.after in _LIMITS and _HAN.match(around.behind) and not around.counted:
        return "condition" if around.dimension != "time" or not around.made else None
    concerned = compared.written and _PERSON.match(around.behind) is not None
    return "condition" if concerned and not around.counted and not around.made else None


def _several(compared: Compared) -> bool:
    """`两个以上`, `二人以上`: more than one, not a number to reach."""
    measure = compared.measure
    return measure.value == 2 and not measure.digits and compared.before == "" and measure.value_high is None


def _shares_of_many(around: Around) -> bool:
    """`80%以上的行政村建成…`, `全省50%以上的文化馆具备…`: how many are to do it, at the beginning of a clause."""
    measure = around.compared.measure
    part = around.dimension == "ratio" or (around.dimension is None and measure.unit_text is None)
    return (
        part
        and not around.opened
        and not _QUORUM.match(around.behind)
        and len(around.left) - len(around.compared.before) <= _PLACE
        and _SUBJECT.match(around.behind) is not None
    )


def _benefit(around: Around) -> TargetKind | None:
    """Money or credit given, lent, cut or charged, and the share of a sum that is."""
    left, right = around.left, around.right
    gift = right.lstrip().startswith(tuple(words("gift")))
    if around.dimension is None:
        half = around.compared.measure.value == 0.5 and (_SHARE_GIVEN.search(left[-_NEAR:]) or _HALVED.match(right))
        return "benefit" if half else None
    if around.code == "折":
        return "benefit"
    if around.dimension == "money":
        if gift or _GIVEN_SUM.search(left):
            return "benefit"
        if anywhere("level").search(left):
            return None
        near = left[-_NEAR:]
        if (_EACH.search(near) and not around.made) or _FEE.search(near):
            return "benefit"
        reached = around.made or around.compared.before in ("达到", "达", "突破", "超过")
        fund = anywhere("fund").search(near) is not None and not reached
        money = _GIFT.match(right) or fund or anywhere("give").search(near)
        money = money or anywhere("give").search(around.before)
        return "benefit" if money else None
    if around.dimension != "ratio":
        return None
    if _GIVEN_SUM.search(left):
        return "benefit"
    if "按" in left and (_PAID.match(right) or _PAID_NEXT.match(around.behind)):
        return "benefit"
    if _ITS_STANDARD.search(left):
        return "benefit"
    if _SHARES.search(left):
        return None
    given = _SHARE_GIVEN.search(left) is not None and _GIFT.match(right) is not None
    given = given or _BORNE.search(left) is not None
    given = given or (_SHARE_GIVEN.search(left[-_NEAR:]) is not None and _OWN_SHARE.search(left) is None)
    return "benefit" if gift or given else None


_RULES: tuple[Callable[[Around], TargetKind | None], ...] = (
    _terms,
    _of_a_clause,
    _fine,
    _defined,
    _baseline,
    _exceeded,
    _limit,
    _in_brackets,
    _condition,
    _benefit,
)
