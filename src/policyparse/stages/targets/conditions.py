"""Cases that a rule is for: lists of conditions, clauses closed by 的, what is defined, what is exceeded."""

from __future__ import annotations

import re

from policyparse.records.found import TargetKind
from policyparse.stages.targets.around import BEHIND, GIVES, LIMITS, MAKES, NEAR, SHARE_GIVEN, Around
from policyparse.stages.targets.words import Form, anywhere, composed, listed, words

_CLOSED_BY = composed(  # 有下列情形之一的：…一人以上死亡事故的；  …达千分之五以上者
    r"[^，,。；：、\n]{0,40}(?:的|(?<![作费动愿患记学好资业长养])者)(?:[；;。]|$)"
    r"|[，,、](?:或者?)?[^，,。；：\n]{1,40}(?:的|(?<![作费动愿患记学好资业长养])者)(?:[；;]|$)|[^，,。；：、\n]{0,24}(?<![作费动愿患记学好资业长养])者[，,：得应须可由以设不处]|的?部分(?!{the_part_of})"
)
_FAILED = re.compile(
    r"[^，,。；：\n]{0,16}(?:未|不|无正当理由)[^，,。；：\n]{0,24}(?:的|者)(?:[，,；;。视按应由不]|$)|[^，,。；：\n]{0,4}仍[未不]"
)
_PASSED = words("passed")
_NOT_PASSED = frozenset({"未超过", "均未超过"})
_EXCEEDED, _LESS = words("exceeded"), words("less")
_FORBIDDEN = re.compile(r"(?:不得|不能|最长|最多|至多|不)$")
_ENDS_AS_CASE = re.compile(r"[^，,。；：、\n]{1,24}(?:的(?:[；;]|$)|者[，,])")  # 15日内重新申请的
_BRACKET = r"(?:[（(][^（()）\n]{0,30}[）)])?"
_CLAUSE_OF = re.compile(_BRACKET + r"[^，,。；：、\n]{0,40}的[，,]")
_SO = Form("[，,；;][^。；\\n]{0,30}?{follows}")
# `净资产5000万元以上，负债率不超过60%的，可申请`: a chain of conditions, closed by 的 and what follows from it
_CHAIN = Form(
    "(?:[，,、](?![对凡按给不未])|[^，,、。；：\n]){0,60}?的[，,](?:分别|一次性|再)?(?:每[人户家个][^，,。；0-9]{0,6}?(?:奖|补|给)|{closed_by})"
)
_MUST_THEN = re.compile("[ 　]?(?:必须|须|应(?![急届用税诉付收对]))")  # 就餐学生50人以上须公示菜谱
_OF_SUCH = Form(  # 未超过50%的部分，税率为30%; 低于500万元的不予补助
    "[ 　]?的(?:部分[，,]|[^，,。；：、\\n]{0,4}{refused})"
)
_WHO_GETS = Form("的(?!比例|标准|额度)[^，,。；：、\\n]{2,16}?(?:{grant}|按)")  # 对放款超过5000万元的公司给予奖励
_SIZES = frozenset({"area", "mass", "volume", "power", "length", "count"})
_WHO_IS_PAID = Form(  # 种植水稻500亩以上的大户，每亩补贴150元
    "的[^，,。；：、\\n]{2,14}[，,](?:[^。；：\\n]{0,12}?每[^，,。；：\\n]{1,6})?(?:一次性|分别)?{paid_for}[^率比]"
)
_TO_WHOM = Form(  # 对场地200平方米以上，配有设施，经常开展活动的俱乐部，给予奖励
    "[^。；：\\n]{0,60}?的[^，,。；：、\\n]{2,14}[，,](?:分别|一次性|可)?(?:{grant}|按|{paid_for})"
)
_WHOSE = re.compile(r"[^，,。；：\n]{0,40}的[^，,。；：、\n]{1,14}[，,]")  # 对稳岗率达到95%、有扩岗需求的企业，…
_THEN = Form(  # 20万元以上补贴5000元
    "[ 　]?的?[，,]?(?:分别|再|另)?(?:每[人户家个亩])?(?:(?:{paid_for}|一次性){1,3}|(?P<priced>{price}(?:为|按)?))(?:最高|不超过|人民币|[ 　])?[0-9]"
)
_THEN_BEGINS = frozenset(" 　的，,分再另每一").union(
    word[0] for word in words("paid_for", "price")
)  # what one begins with
_THEN_PAID = Form(  # 一次达到300人以上，游览5个以上景区，奖励150元; （不少于200人），每列补贴2万元
    "(?:[^。；\\n]{0,50}?[，,）)])?(?:一次性|另行|另外|分别|再|可|每[架列车趟场次辆][次]?){0,2}{paid_for}[^，,。；：率0-9]{0,10}[0-9]"
)
_SO_MAY = Form("的(?:即|方|才|均|也)?可(?:以)?{may}")  # 累计达到200人次的即可申报奖励
_SO_PROVIDED = Form(  # 投资5000万元以上，每亩税收20万元以上，由政府无偿提供用地
    "(?:[，,、](?![对凡按给不未])[^，,、。；：的\\n]{1,30}){0,4}[，,]由[^，,。；：\\n]{0,8}(?:政府|财政)[^，,。；：\\n]{0,4}(?:提供|给予|{granted})"
)
_WHICH_MAY = re.compile(  # 合同金额达到100万元以上的项目，项目单位可以招标
    "的[^，,。；：、\n]{2,14}[，,][^，,。；：\n]{0,12}?(?:可以?|应当?|须|由|按照?|实行|不得)(?![急届用税诉付收对])"
)
_WHOEVER = Form("的[^，,。；：、的\\n0-9]{0,12}?{whoever}(?![率额数量总化级])")
_TOLD_OF = re.compile(
    "(?:[额率值入资力数量积本员业电润税客]|[占同]比|比[例重]|增长)(?:首次|累计|均|已|在)?$"
)  # how a measured noun ends
_PUT_INTO = re.compile("的[^，,。；：\n]{2,20}?(?:纳入|列入)")  # 将岗位达到95%的企业纳入扶持范围
_SIZED_THEN = Form("[\u4e00-\u9fff]{2,12}的[，,]?(?:按|{grant}|每|一次性)")  # 10万元以上设备的按40%补助
_SO_MANY = re.compile("[ 　]?[0-9]{1,5}[余多]?[家户个项]")  # 5000万元以上1家
_AT_A_RATE = re.compile(  # 适用3%征收率的应税销售收入
    r"[ 　]?的?(?:征收率|税率|预征率)[^，,。；：、\n]{0,16}的[\u4e00-\u9fff]{2}"
)
_OR_MORE = re.compile(  # 年耗能1000吨标准煤或年用电500万千瓦时以上的项目
    r"[ 　]?或者?[^，,。；：、\n0-9]{0,12}[0-9.]{1,8}[^，,。；：、\n0-9]{1,8}(?:以上|以下|以内)的"
)
_LEVEL = Form("级(?:别)?的?(?:{standing}|[，,。；、\\n”]|$)")  # 电子信息产业达到万亿级规模
_COUNTED_AFTER = Form(  # 规模50亿元以上的产业园区3个
    "(?:(?:规模|面积|产值|营收)?的[^，,。；：、\n0-9]{1,16}|[\u4e00-\u9fff]{0,4}{sized_thing})"
    "[0-9０-９]{1,6}[ 　]?[余多]?[个家项座条处所只支户名人]"
)
_EACH_STEP = re.compile("每[^，。；：0-9]{0,5}$")  # 每上一个10亿元台阶
_MAY_APPLY = Form("[，,](?:均|即|方|才|也)?可(?:以|按规定)?{may}")  # 裁员率不高于20%，可申请返还
_APPLICANT = Form(  # 申报企业须…, 申请低保的家庭，…
    "{applied}(?:[^，,。；：\\n]{0,12}的?)?{applicant}(?:[^，,。；：\\n]{0,8}?)(?:须|应|需|必须|[^，,。；：\\n]{0,12}不得)"
    "|(?:^|[。；\\n]){applying}[^，,。；：\\n]{1,20}的{who_applies}[，,]"
)
_TERMS = re.compile(  # 应具备下列条件：, 符合以下条件之一的，可申请：
    r"(?:(?:[下以如]列?[下述]?(?:基本)?|基本|申报|认定|申请|准入)条件(?:的[^，。；：\n]{2,16}|[^，。；：\n]{0,4})(?:[，,][^，。；：\n]{0,14})?"
    r"|(?:启动|响应|预警|触发|入选|准入)的?(?:条件|标准)[^，。；：\n]{0,4}"
    r"|(?:满足|符合|具备)(?:以下|下列)?[^，。；：\n]{0,4})[：:]"
)
_FOR_WHOM = re.compile(  # 适用对象：营业收入2000万元以上的企业
    "(?:对象|范围)(?:(?<=适用..)|(?<=[补奖][贴助补励]..)|(?<=[支扶]持..)|(?<=资助..)|(?<=申[报请]..)|(?<=贴息..)|(?<=享受..)|(?<=认定..))[^，。；：\n]{0,4}[：:]"
)
_EVENTS = listed("graded_event")
_GRADE = re.compile("(?:一般|较大|重大|特大|[ⅠⅡⅢⅣI1-4一二三四]级|[红橙黄蓝]色)[^，,。；：\n]{0,14}$")
_WHENEVER = re.compile(r"(?<![应正相恰适充担不])(?:当(?![年地前日月天场期事选今下代季晚中])|一旦|每当)[^。；\n]{0,80}$")
_FOLLOWS = composed("[^。；\\n]{0,40}?(?:时[，,]|[，,]{set_off})")
QUORUM = Form("(?:以上|以下)?[ 　]?[的之]?(?:户的?|到会人员的?)?{voter}")
_CLASSED = composed('[ 　]?的?(?:[企项][业目])?{classed}[“"]?[A-Za-zＡ-Ｚ甲乙丙丁戊一二三四][+＋]?[”"]?类')
_PROPOSED = Form("的?{proposer}[^，,。；：\\n]{0,6}{proposes}")
_DEFINED = re.compile(
    "(?:是指|系指|指的是)|[场户村区企店校院园站点业社]指(?![标导数定挥引南令示派向针明认控望教责出纹征])"
)

_FURTHER = re.compile(  # 养牛达到50头以上，养羊
    "(?:[^，,。；：、\n0-9]{2,16}[0-9.]{1,8}[^，,。；：、0-9\n]{1,6}(?:以上|以下|以内)[，、])+[^，,。；：、\n0-9]{1,16}"
)


def terms(around: Around) -> TargetKind | None:
    """What an applicant must have, in a list of conditions; what is given there is another thing."""
    stated = "：" in around.opening or ":" in around.opening
    if around.listed or (stated and (_TERMS.search(around.opening) or _is_for(around.opening))):
        return None if around.given and SHARE_GIVEN.search(around.left) else "condition"
    if stated and around.compared.written and around.dimension != "time" and _is_graded(around):
        return "condition"
    whenever = _WHENEVER.search(around.opening + around.left[-BEHIND:]) if "当" in around.opening else None
    return "condition" if whenever and _FOLLOWS.match(around.behind) else None


def _is_for(opening: str) -> bool:
    """`补贴对象：`, `支持范围：`: what follows says who gets it."""
    return ("对象" in opening or "范围" in opening) and _FOR_WHOM.search(opening) is not None


def _is_graded(around: Around) -> bool:
    """`较大灾害：死亡3人以上10人以下`, `Ⅱ级响应：日降雨量达到200毫米以上`: how grave what has that grade is."""
    label = around.opening[: around.opening.rfind("：")]
    if label.endswith("）"):
        label = label[: label.rfind("（")]
    graded = label.endswith(_EVENTS) and _GRADE.search(label) is not None
    return graded and MAKES.search(around.named) is None


def sized(around: Around) -> TargetKind | None:
    """`规模50亿元以上的产业园区3个`: how large what is counted behind it is, whenever there are so many."""
    if around.counted or not _COUNTED_AFTER.match(around.behind):
        return None
    told = around.compared.written or around.dimension == "money" or around.named.endswith(listed("invested"))
    return "condition" if told else None


def of_a_clause(around: Around) -> TargetKind | None:
    """`…达到2000万元的，给予…`; `对…3年以上的企业，…`."""
    behind = around.behind
    begins = behind[:1]
    then = _THEN.match(behind) if begins in _THEN_BEGINS else None
    if then and (then["priced"] is None or around.stated):
        named = around.counted and around.made and begins != "的"  # 每年认定10家，一次性奖励30万元
        if not named and not GIVES.search(around.left[-NEAR:]):
            return "condition"
    limited = around.compared.after in LIMITS
    sized = around.dimension is not None and around.dimension != "ratio"
    if limited and (begins == "且" or (sized and _MUST_THEN.match(behind))):
        return "condition"
    if around.compared.written and begins in "的 　" and (_OF_SUCH.match(behind) or _is_less(around)):
        return "condition"
    if around.opened and around.compared.written and _WHO_GETS.match(behind):
        return "condition"
    goes_on = around.opened and not around.given and begins in "，,、" and around.stated
    if goes_on and _TO_WHOM.match(behind):
        return "condition"
    least = limited and around.dimension == "money"
    if least and (_SIZED_THEN.match(behind) or _SO_MANY.match(behind)):
        return "condition"
    if around.compared.written and around.dimension in _SIZES and _WHO_IS_PAID.match(behind):
        return "condition"
    if "或" in behind[:2] and not around.given and _OR_MORE.match(behind):
        return "condition"
    if around.stated and begins == "的" and (_is_taken_in(around) or _SO_MAY.match(behind) or _of_whoever(around)):
        return "condition"
    closed = "的，" in behind or "的," in behind
    if limited and behind.startswith(("的，", "的,")) and around.compared.before in _EXCEEDED:
        return "condition"  # 实际补贴比例超过测算比例15个百分点以上的，及时组织调查
    if limited and closed and begins == "的" and _SO.match(behind, 1):
        return "condition"  # 增长超过上年缴纳税款30%以上的，按超出部分奖励
    if least and "由" in behind and not around.made and _SO_PROVIDED.match(behind):
        return "condition"
    return None if around.given else _of_a_closed_clause(around, closed, limited)


def _of_a_closed_clause(around: Around, closed: bool, limited: bool) -> TargetKind | None:
    """What is no gift itself, and is closed by 的 or 者 or paid for by what follows; `closed` where 的 stands before a comma
    behind it, `limited` where a bound stands right behind it."""
    behind = around.behind
    if _is_paid_for(around):
        return "condition"
    if "率" in behind and _AT_A_RATE.match(behind):
        return "condition"
    if closed and _CLAUSE_OF.match(behind) and _SO.search(behind):
        return "condition"
    stated = around.stated
    if stated and around.dimension != "time" and _CLOSED_BY.match(behind):
        return "condition"
    if around.dimension == "time" and not (around.compared.written and behind.startswith("、")):
        return None
    listed = limited and behind.startswith("、")
    chained = closed and _CHAIN.match(behind) and (listed or not around.made)
    return "condition" if chained or (around.opened and _WHOSE.match(behind)) else None


def _is_taken_in(around: Around) -> bool:
    """`达到100万元以上的项目，单位可以招标`, `将达到95%的企业纳入扶持范围`: what a rule is for."""
    if ("将" in around.left or "把" in around.left) and _PUT_INTO.match(around.behind):
        return True
    limited = around.compared.after in LIMITS and (
        around.dimension == "money"
        or not (around.dimension == "time" or around.made or (around.dimension == "ratio" and not around.named))
    )
    return limited and _WHICH_MAY.match(around.behind) is not None


def _of_whoever(around: Around) -> bool:
    """`出口额达到500万美元的外贸企业`: what holds for whoever is meant, named before it and with an end behind."""
    if around.dimension == "time" or _WHOEVER.match(around.behind) is None:
        return False
    return _TOLD_OF.search(around.named) is not None


def _is_paid_for(around: Around) -> bool:
    """`一次达到300人以上，奖励150元`: how many or how much it takes; not what is to be set up (建成3家以上)."""
    ranged = around.compared.measure.value_high is not None
    if around.dimension == "time" or not (ranged or around.compared.comparator in ("ge", "le", "gt")):
        return False
    if around.dimension == "money" and around.compared.before.startswith("最"):
        return False  # 最高不超过100万元，给予…
    sized = around.named.endswith(listed("invested"))  # 新建并存栏600头以上
    if _THEN_PAID.match(around.behind) is None or not (sized or MAKES.search(around.named) is None):
        return False
    return anywhere("looks_ahead").search(around.opening) is None


def _is_less(around: Around) -> bool:
    """`不足1万元的一次性全部奖励`: who has less than that."""
    return around.compared.before in _LESS and around.behind.startswith(listed("in_full"))


def of_an_applicant(around: Around) -> TargetKind | None:
    """What must hold for whoever applies or gets something: only the subject, or what follows, shows it."""
    stated = around.stated
    if not stated or (around.dimension == "count" and around.made):
        return None
    if around.dimension == "time" and around.compared.comparator not in ("ge", "gt"):
        return None
    if _MAY_APPLY.match(around.behind):
        return "condition"
    opening = around.opening
    if "申" not in opening and "享" not in opening and "参" not in opening and "领" not in opening:
        return None
    return "condition" if _APPLICANT.search(opening + around.quoted[:4]) else None


def defined(around: Around) -> TargetKind | None:
    """What a word means (…是指…), a quorum, the size of a class (千亿级)."""
    if "指" in around.left and _DEFINED.search(around.left):
        return "condition"
    if around.compared.after in LIMITS and not around.given and "指" in around.opening:
        defined = _DEFINED.search(around.opening)  # 大户指种粮达到100亩以上，养羊达到200只以上
        return "condition" if defined and _FURTHER.fullmatch(around.opening, defined.end()) else None
    if around.dimension in (None, "money") and _of_a_class(around):
        return "condition"
    if around.dimension == "time" and around.left.endswith("按") and around.behind.startswith(("计", "折算")):
        return "condition"  # 每天4元，每年按250天计
    if "类" in around.behind[:8] and _CLASSED.match(around.behind):
        return "condition"
    if around.dimension == "ratio" and around.compared.after in LIMITS and _PROPOSED.match(around.behind):
        return "condition"
    quorum = (
        around.dimension is None and around.compared.measure.value <= 1 and around.compared.measure.unit_text is None
    )
    return "condition" if quorum and (QUORUM.match(around.behind) or around.compared.before == "过") else None


def _of_a_class(around: Around) -> bool:
    """`千亿级产业`, `超百亿企业达到10户`, `每上一个10亿元台阶`: how large something is that the text speaks of."""
    behind = around.behind
    if behind.startswith(("级", "档")):
        return not (around.left.endswith(listed("climbs")) and _LEVEL.match(behind))
    if behind.startswith("台阶"):
        return _EACH_STEP.search(around.left) is not None
    return around.dimension is None and around.compared.before != "" and behind.startswith(listed("sized_thing"))


def exceeded(around: Around) -> TargetKind | None:
    """`逾七年未开始执行的`, `超过三十日`: the case that a rule is for; `不得超过` is another thing."""
    if around.compared.before in _PASSED and around.behind.startswith(("后", "之后", "以后")):
        return "condition"  # 超过3公里后，每公里加收2元
    if around.compared.before in _NOT_PASSED:
        return "condition"
    if around.dimension != "time":
        return None
    before, left = around.compared.before, around.left
    if before in _EXCEEDED and around.compared.after == "" and not around.made:
        if _FORBIDDEN.search(left[: len(left) - len(before)]):
            return None
        return None if _so_many_days(around) else "condition"
    behind = around.behind
    failed = ("未" in behind or "不" in behind or "无正当理由" in behind) and _FAILED.match(behind)
    return "condition" if failed or (around.compared.written and _ENDS_AS_CASE.match(behind)) else None


def _so_many_days(around: Around) -> bool:
    """`优良天数超过300天，…`: a number of days that is reached, no case that something follows from."""
    return around.named.endswith("天数") and around.behind[:1] in "，。；" and _SO.match(around.behind) is None
