"""Thresholds and limits on who or what is concerned: ages, lengths of time, sizes, frequencies."""

from __future__ import annotations

import re

from policyparse.records.found import TargetKind
from policyparse.stages.targets.around import GIFT, LIMITS, PERSON, Around
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.conditions import QUORUM
from policyparse.stages.targets.times import MUST_FROM
from policyparse.stages.targets.words import HAN, Form, anywhere, composed, ending, listed, settled, starting, words

_PLACE = 6  # characters of a place or a frame that may stand before a share of many
_TOGETHER = Form("[ 　]?(?:的[^，。；]{0,6})?{jointly}")
_MUST = re.compile("(?:应当?|须|必须)(?:有|由|设|配)?$")
_PROCESS = Form("{process}[^，,。；：\\n]{0,4}{process_time}")
_CHANGED_TO = re.compile(r"(?:由|从)[^，,。；：\n]{1,20}调整[至到为]$")  # 公示期由6个月调整为3个月
_TRIGGER = composed(  # 降雨量超过100毫米时启动响应, 超过28摄氏度或者低于12摄氏度时应当开启, 持续2天以上，且出现重度污染时，启动
    "[ 　]?(?:或者?(?:低于|高于|超过|达到|不足)[0-9.]{1,6}[^，,。；：0-9\n]{1,6}|[，,]且[^，,。；0-9\n]{2,16})?(?<![同届及平])时(?:[，,]|{triggered})"
)
_USED_FOR = re.compile(r"的[^，,。；：、\n]{1,20}(?:用于|投向|作为)")  # 不低于5%的用地指标用于乡村产业
_PROLONGED = re.compile(
    r"(?:(?:可|经批准|最长)[^，。；：、\n]{0,6}延长(?:至|到)?|延长(?:的?(?:期限|时间|时限))?(?:最[长多])?(?:不得?超过|为)?)$"
)
_FREE = Form("[ 　]?的?(?:{free}|按[0-9一二三半])")  # 停放15分钟以内免费, 不足1小时按1小时收费
_CHARGED = Form(  # 停放24小时最高收取20元, 24小时内最高不超过20元
    "[ 　]?的?(?:最高|累计|封顶)?{charges}|[ 　]?(?:每[次辆车单]|(?:最高|封顶))(?:不超过|限价|为)?[0-9]{1,4}(?:[.．][0-9])?元"
)
_KEPT_FREE = re.compile("[ 　]?(?:范围)?(?:不得|禁止|严禁|无[\u4e00-\u9fff])")  # 学校周边200米内不得设立网吧
_SERVED = re.compile(r"[ 　]?(?:服务)?(?:覆盖率|半径|覆盖)")  # 公交站点500米覆盖率
_RATE_OF = re.compile(  # 10分钟到达率达到90%
    "内?[^，,。；：、0-9的\n]{2,10}(?:率|比例)(?:力争|均|要)?(?:达到?|不低于|提高|提升|保持|超过|为|[0-9])"
)
_AIM = composed("的(?:{aim}|(?:快速|高速|较快|稳定|年均)?增长|增[速幅])")  # 提高至40%以上的政策
_SYSTEM = re.compile("的[^，。；：、\\n]{0,20}(?:制度|机制|台账)")  # 用工100人以上的企业服务专员制度
_BOUNDS = re.compile(
    r"、[^，。；：\n]{1,40}(?:以上|以下|以内|不[超低少高大小][过于]|低于|高于|达不到)[^，。；：\n]{0,60}?的(?![0-9])"
)
_PROJECT = Form("(?<!成){invested}(?:额|约|近)?$")  # 总投资56亿元的物流园项目
_DAILY = re.compile(r"保证|保障|确保|安排|每[天日周月年]")  # 保证每天不少于一小时的体育锻炼
_METERED = frozenset({"volume", "energy", "mass"})  # water, gas, power, heat
_SO_LARGE = re.compile("(?<![奖补贷资])[\u4e00-\u9fff]{2}(?:金额|余额|收入|产值|规模|投资额?|销售额|交易额|营收|面积)$")
_STEP = re.compile(
    "(?:第[一二三四五六][级档阶]|(?:^|[，；：、（(]|阶梯)[一二三四五六][级档阶])(?:阶梯|[水电气热用]量|标准)*[^，,。；：0-9]{0,12}$"
)
_OF_A_STEP = re.compile(  # 第一档，年用水量不超过180立方米
    "第[一二三四五六][级档阶](?:阶梯)?[，,：:](?:[每按][户年月]{1,3})?年?[^，,。；：0-9]{0,4}[水电气热用]量[^，,。；：0-9]{0,6}$"
)
_RESIDENTS = words("resident")
_INHABITED = Form(  # 20人以上的自然村: people do not count villages
    "(?:的[^，。；、\\n]{0,6}?|[^，。；、的\n]{0,5}?(?={lived_in}))(?:企业(?!家)|{inhabited})"
)
_EXTENT = Form(  # 补贴面积不超过500平方米
    "{supported}{extent}(?:人均|户均|每户)?(?:最[高多大])?$"
)
_SHARE_OF_SUCH = re.compile("[\u4e00-\u9fff]{2,8}(?:占比|比例|比重|占[^，。；：\\n]{1,8}比)")
_CASUALTIES = Form("[ 　]?{casualty}(?!率|人数)")
_SEATED = Form("[ 　]?的?[^，,。；：、0-9\\n]{0,4}?{vehicle}")  # 9座以下客车
_AGED = Form("[ 　]?的?{aged}")  # 6个月内婴儿
_MAY_OFTEN = re.compile(r"[只仅限]|享受|申请")
_ALLOTTED = Form("{put_forward}(?!{put_forward_no})")  # 各县推荐不超过3个
_FULL, _BEFORE_DATE, _SHORTENED = words("full"), listed("before_date"), listed("shortened")
_SHORT = frozenset({"h", "min", "s", "d", "{working day}", "{working hour}", "{quarter hour}"})
_OF_THE_YOUNG = frozenset({"mo", "d", "wk"})
_WITHIN_YEARS = frozenset({"内", "之内", "以内"})
_DONE = composed("[ 　]?{dealt_with}")
_WITHIN = re.compile(r"[ 　]?(?:的)?(?:范围|区域)(?:内|以内|之内)")  # 管壁外缘两侧3米范围内
_ZONE = composed(  # 保护区陆域范围为取水口上游1000米、下游100米
    "{zone}范围(?:分别)?[为是：][^。；\\n]{0,60}$"
)
_SIZE = frozenset({"area", "length", "volume", "power"})
_OF_EACH = re.compile("(?:每[个处座所片家]|单[个体])[^，。；：]{0,12}(?:面积|规模|容量|长度)")
_LEVEL = Form("{no_name}(?![的\u4e00-\u9fff])")  # 保持在300天以上水平
_MYRIADS = frozenset("万亿")
_ATTAINED = words("attained")
_HOUSEHOLD = ("户", "家庭", "每月", "每户")
_KILLED = Form("{casualty}$")  # 一次死亡10人以上特大事故
_ONLY = composed("(?:[只仅限](?:能|可|准|限)?{only}|连续)$")
_RAISED = re.compile(r"(?:提高|提升|增加|延长|达)(?:至|到)?$|寿命")
_MEAN = re.compile(r"平均|人均|寿命|受教育")  # 平均受教育年限提高到11.3年
_SUBJECT = Form(
    "[ 　]?的?[^，,。；：、（(\\n]{0,16}?(?:[（(][^（()）\\n]{1,12}[）)])?[^，,。；：、（(\\n]{0,10}?{attains}"
)
_HAS_DONE = re.compile("的?[^，,。；：的（(\n]{5,30}(?=[，,。；\n]|$)")  # 90%以上的矛盾纠纷化解在基层


def limit(around: Around) -> TargetKind | None:
    """Ages, `前50%`, `满3个月`, lengths of years and months."""
    if around.dimension == "age" and not _RAISED.search(around.left):
        return "condition"
    if around.dimension == "angle" and around.behind.startswith("坡"):
        return "condition"  # 15—25度坡耕地
    if around.code == "%" and around.left.endswith("前") and not around.left.endswith(_BEFORE_DATE):
        return "condition"
    if around.compared.before in _FULL:
        return "condition"
    if around.code in _OF_THE_YOUNG and around.compared.after and _AGED.match(around.behind):
        return "condition"
    if around.code != "a" and (around.code != "mo" or _in_months(around)):
        return None
    if around.compared.measure.unit_text and around.left.endswith(listed("lowered")):
        return "target"  # 办理时限减至1个月
    if around.right[:1] == "前" and around.left.endswith(listed("term_ends")):
        return "target"  # 任期届满3个月前
    if around.left.endswith(listed("at_latest"), 0, len(around.left) - len(around.compared.before)):
        return "target"  # 三个月内答复，至迟不超过六个月
    if _PROCESS.search(around.left) or _CHANGED_TO.search(around.left):
        return "target"  # 拨付周期不得超过1个月
    if around.compared.after in _WITHIN_YEARS and (settled(around.right, 0) or MUST_FROM.search(around.opening)):
        return "target"  # 1年内缴清, 应当自公布之日起一年内编制
    if around.compared.joined and around.compared.before in _ATTAINED and around.named.endswith("分别"):
        return "target"  # 毛入学率和受教育年限分别达到60%和15年以上
    if _MEAN.search(around.left) or any(verb in around.left for verb in _SHORTENED):
        return "target"
    if "连续" in around.left[-8:]:
        return "condition"  # 连续补助3年
    if around.code == "a" and not around.left.endswith(("按", "按照")):
        return "condition"  # 最多补贴两年
    return "benefit" if around.left.endswith(("按", "按照", *listed("while_given"))) else "condition"


def _in_months(around: Around) -> bool:
    """`3个月内`, `6个月以内办结`: by when a thing is done."""
    return around.compared.after in ("内", "之内") or (
        around.compared.after == "以内" and _DONE.match(around.behind) is not None
    )


def in_brackets(around: Around) -> TargetKind | None:
    """`（工业建筑面积占比不得低于50%）` limits what stands before; `（累计约3600户）` goes on with it."""
    if not around.bracketed or not (around.outer or around.compared.written):
        return None
    if around.dimension in ("count", "time") and around.outer != "condition":
        return None
    return around.outer or "condition"


def concerned(around: Around) -> TargetKind | None:
    """Thresholds and limits on who or what is concerned."""
    compared = around.compared
    if _whatever_is_given(around):
        return "condition"
    of = compared.written and around.behind[:1] == "的"
    if of and around.given and around.dimension == "money" and around.named.endswith(listed("invested")):
        return "condition"  # 扶持两个销售收入过30亿元的企业
    if (
        of
        and around.given
        and compared.after in LIMITS
        and _SO_LARGE.search(around.named)
        and not GIFT.match(around.right)
    ):
        return "condition"  # 支持单户担保金额500万元以下的企业
    if around.given or _shares_of_many(around):
        return None
    if around.dimension != "time" and (_limited(around) or _step(around)) and not around.made:
        return "condition"
    if compared.after == "以内" and (around.code in _SHORT or (around.dimension == "time" and _in_months(around))):
        return None
    if around.stated and _TRIGGER.match(around.behind):
        return "condition"
    return _before_a_noun(around)


def _step(around: Around) -> bool:
    """`第一级每户每年180立方米以内`, `第二档为261至400千瓦时`: how much is used at the price of a step."""
    if around.dimension not in _METERED:
        return False
    if around.behind.startswith("的部分") or _STEP.search(around.left):
        return True
    return _OF_A_STEP.search(around.opening) is not None and around.compared.written


def _limited(around: Around) -> bool:
    """A word of a limit stands before the number and its comparator."""
    limits = anywhere("limit")
    if limits.search(around.left) is None or (named := limits.search(around.named)) is None:
        return False
    if around.counted and around.named.endswith(("以上", "以下")):
        return False  # 注册资金千万元以上46家
    return around.named.find("后", named.end()) < 0  # 超过起租里程后每公里1.8元


def _whatever_is_given(around: Around) -> bool:
    """Limits that are such beside money, too: zones, how often or how many, for how much longer, who does it together."""
    left, behind, compared = around.left, around.behind, around.compared
    if around.dimension == "length" and (
        _WITHIN.match(behind)
        or _SERVED.match(behind)
        or _KEPT_FREE.match(behind)
        or _RATE_OF.match(behind)
        or ("范围" in around.opening and _ZONE.search(around.opening))
    ):
        return True
    if around.dimension == "time":
        if behind.startswith("累计") and compared.comparator in ("eq", "le"):
            return True  # 24小时内累计驾驶时间不超过8小时
        if "率" in behind and compared.comparator in ("eq", "le") and _RATE_OF.match(behind):
            return True
        free = (compared.written or compared.after == "内") and _FREE.match(behind)
        return bool(free or _CHARGED.match(behind)) or ("延长" in left and _PROLONGED.search(left) is not None)
    if around.dimension in _SIZE and _of_each(around):
        return True
    if (
        compared.written
        and around.dimension != "money"
        and (
            _EXTENT.search(left[-8:])
            or (around.named != left and _EXTENT.search(around.named[-8:]))  # 最高补助面积50亩
        )
    ):
        return True
    if around.opened and compared.written and _BOUNDS.match(behind):
        return True  # 对长度不超过200米、管径300毫米以下的工程
    return around.dimension == "count" and _counts_who(around)


def _of_each(around: Around) -> bool:
    """`每个示范片面积不少于1000亩`: how large each of them has to be."""
    return around.compared.written and around.left[:1] in "每单" and _OF_EACH.fullmatch(around.named) is not None


def _counts_who(around: Around) -> bool:
    """Counts that say who or how many a rule is for."""
    left, behind, compared = around.left, around.behind, around.compared
    if around.code == "次" and _MAY_OFTEN.search(left[-8:]):
        return True
    if (
        compared.before[:1] == "限"
        or _ONLY.search(left[-6:])
        or (compared.comparator == "le" and _ALLOTTED.search(left))
    ):
        return True  # 限申报1个项目, 连续2个年度, 各县推荐项目不超过3个
    if compared.comparator == "le" and around.named.startswith(("同一", "单一")):
        return True  # 同一单位每年资助不超过2场
    if compared.after == "以上" and _several(compared) and not around.made and not _MUST.search(left):
        return True  # 两个以上单位共有
    if compared.after in LIMITS and _SHARE_OF_SUCH.match(behind):
        return True  # 6层及以下住宅占比
    if around.code == "座" and compared.written and _SEATED.match(behind):
        return True
    if around.code not in _RESIDENTS:
        return False
    if around.code == "人" and (behind.startswith(_HOUSEHOLD) or _CASUALTIES.match(behind)):
        return True  # 3人及以上户每月600元, 3人及以下家庭年收入10万元以下; 3人以上10人以下死亡
    if compared.after in LIMITS and HAN.match(behind) and _KILLED.search(left):
        return True
    return _TOGETHER.match(behind) is not None or (compared.written and _INHABITED.match(behind) is not None)


def _before_a_noun(around: Around) -> TargetKind | None:
    """What follows the number: `50亿元以上的产业园3个`, `总投资5亿元的项目`, `20人以上企业`."""
    left, compared = around.left, around.compared
    behind = around.behind.removeprefix("之间")  # 保持在3%至5%之间
    begins = behind[:1]
    of = begins == "的"
    if of and not around.opened and (_AIM.match(behind) or _USED_FOR.match(behind)):
        return None
    if of and ((compared.written and _SYSTEM.match(behind)) or _PROJECT.search(left)):
        return "condition"
    if of and around.dimension == "time" and _DAILY.search(left):
        return None
    if (of or begins == "之") and (compared.written or (around.opened and around.dimension != "time")):
        sized = around.counted or left[: len(left) - len(compared.before)].endswith(listed("bare"))
        return "condition" if around.opened or not (sized and around.made) else None
    if compared.after in LIMITS and HAN.match(behind) and not around.counted and not _of_people(around):
        if _LEVEL.match(behind) or (_so_much(around) and not around.opened):
            return None
        return "condition" if around.dimension != "time" or not around.made else None
    concerns = compared.written and PERSON.match(behind) is not None
    return "condition" if concerns and not around.counted and not around.made else None


def _so_much(around: Around) -> bool:
    """`新增50公里以上农村公路`, `建成3万亩以上高标准农田`: how much there is to be, no size of one."""
    large = around.code == "km" or (
        around.dimension == "area" and (around.compared.measure.unit_text or "")[:1] in _MYRIADS
    )
    named = around.named
    return large and (ending(named, 0, len(named), "building") > 0 or named.endswith("新增"))


def _of_people(around: Around) -> bool:
    """`70万以上贫困人口脱贫`: how many people, though no measure word says so."""
    bare = around.dimension is None and not around.opened and around.compared.measure.unit_text is not None
    return bare and starting(around.behind, 0, len(around.behind), "people") > 0


def _several(compared: Compared) -> bool:
    """`两个以上`, `二人以上`: more than one, not a number to reach."""
    measure = compared.measure
    return measure.value == 2 and not measure.digits and compared.before == "" and measure.value_high is None


def _shares_of_many(around: Around) -> bool:
    """`80%以上的行政村建成…`, `全省50%以上的文化馆具备…`: how many are to do it, at the beginning of a clause."""
    measure = around.compared.measure
    part = around.dimension == "ratio" or (
        around.dimension is None
        and (measure.unit_text is None or starting(around.behind, 0, len(around.behind), "people") > 0)
    )
    before = len(around.left) - len(around.compared.before)
    if not part or around.opened or before > _PLACE or QUORUM.match(around.behind):
        return False
    whole = measure.digits and (not before or around.left.strip() in words("place"))
    return (whole and _HAS_DONE.match(around.behind) is not None) or _SUBJECT.match(around.behind) is not None
