"""Money or credit that is given, lent, cut or charged."""

from __future__ import annotations

import re

from policyparse.records.found import TargetKind
from policyparse.stages.targets.around import ALLOTS, GIFT, GIVES, NEAR, NO_MONEY, SHARE_GIVEN, Around, gift
from policyparse.stages.targets.words import Form, anywhere, listed, words

_OFF = re.compile("满[ 　]?[0-9][^，,。；\\n]{0,8}减$")  # 满300元减100元
_FEE = re.compile(
    r"(?<![花消经])费(?:用|每[人件页份次])?(?:每[年月日次]|不低于|不高于|新台币|人民币|为|按|不超过|[：:])*$"
)  # 工本费新台币三百元
_PRICED = Form(  # 居民生活用水到户价格为4.2元/立方米, 起步价8元, 水价由每吨2.8元调整为3元, 24小时最高不超过20元
    "(?<!均)(?<!平均){price}(?:标准)?(?:[^，,。；、0-9率幅额降控的算]{0,8}?(?:按照?|执行|统一|暂定|定)?|[由从][^，,。；\n]{1,20}?)"
    "(?:(?:调整?|恢复|提高|降低?|下调|上调)?[为到至是：:])?[ 　]?(?:每{paid_each}[^，,。；：、0-9]{0,3})?$"
    "|(?:小时|分钟|[天日次])内?(?:最高|封顶)(?:不超过|限价|为)?$"
)
_PRICED_NEXT = Form("[ 　]?的?(?:目录|优惠|政府)?{price}")  # 执行0.39元/千瓦时的电价
_USED = frozenset({"m3", "kW.h", "h", "GJ"}) | words("used")  # what is paid for as it is used
_SET = frozenset({"eq", "le", "between"})
_REACHED = words("reached")
_MADE_A_PRICE = re.compile("(?:执行|调整[为到至]|为|按)[ 　]?$")
_NO_PRICE = re.compile("逾|未满|成本|均价|力争|控制|产值|收入|产出|税收|(?:降|下降|降低|压减)[到至]")
_EACH = Form("每{paid_each}[^，。；：、\\n]{0,6}$")  # 每人每年400元, 每页新台币2元
_PAID_NEXT = Form("[ 　]?[，,]{hands}[^，,。；：\\n]{0,8}{granted}")  # 按照总投入的30%，提供财政补助
_BY_TREASURY = Form(  # 按企业所得税留成部分的50%，由财政扶持企业
    "[ 　]?(?:的标准)?[，,]?由[^，,。；：\\n]{0,12}财政[^。；\\n]{0,16}?(?:{granted}|扶持|返还|安排)"
)
_ITS_STANDARD = Form("(?:^|[，,（(])其?{standard_of}?标准(?:原则上)?[为按不]")
_PAID = Form("[ 　]?(?:的?(?:比例|标准))?(?:给予|进行)?{share_of}")  # 按不超过上年度实际缴费的30%返还
_ITS_SHARES = Form("{reimbursed}[^，,。；：占\n]{0,10}(?:比率|比例)(?:如下)?[，,：:][^，,。；：率占\n]{0,24}$")
_BORNE = Form("{bears}(?!率)[^，,。；：、\n]{0,4}$|{pays_in}$|{bearer}负担$")  # 由市、区财政各承担50%
_FINED = Form("{fine}(?!收入|没)[^，,。；：\n]{0,16}$")  # 罚锾合计不得超过登记费之二十倍
_FINE = Form("[ 　]?[的之]?{penalty}")  # money charged is benefit, too
_OWN_SHARE = Form(
    "{share}(?:力争|争取|确保|要|应当?|均|分别|原则上|逐步)*"
    "(?:(?:提高|提升|上升|增加|降低|下降|稳定|保持|控制|维持)[到至在]?|不低于|不高于|不超过|达到|达|为|在|超过|高于)*$"
)
_REACHED_SHARE = Form(  # 住院费用报销比例达到75%: what an insurance is to pay in the end
    "{insured}比例(?:分别|均|总体|逐步)?(?:(?:稳定|保持|维持|提高|提升|达)[到至在]?)+(?:[0-9.]{1,5}%(?:左右|以上|以内)?[、和])?$"
)
_STRIVEN = re.compile(
    "(?:争取|筹措|筹集)[^，,。；：\n]{0,16}(?:资金|投资|补助|经费)$"
)  # 争取中央资金2亿元: got from others
_PAID_BY = listed("paid_by")  # 医保基金支付8元、个人负担2元
_PAID_OUT = listed("paid_out")  # 500万元以下的部分为30%, 立项后拨付60%
_OWED = ("款支付比例", "款拨付比例")  # 工程进度款支付比例不低于85%: what is due by contract
_GIVEN_SUM = Form(  # 贴息总额, 减免比例: a sum or a share of money that is given
    "{sum}(?:[测核]算)?(?:资金|金)?{sum_of}"
    "(?:最高|最多|最低|合计|累计|原则上|一般|分别|均)?(?:不超过|不低于|不高于|不得超过|为(?:[^，,。；：0-9]{2,14}的)?|达到|达|提高[到至])?[ 　]?$"
)
_AT_WHAT_SHARE = Form("{sum}[，,]其?(?:比例|额度)(?:最高|一般|均)?(?:为|达|按)?$")  # 实行定额补助，比例为30%
_CHARGED = Form(  # 单位缴费比例降至16%, 税率为15%
    "(?:(?<!利){rate_charged}|(?:单位|个人)缴费率)(?:[^，,。；：、0-9]{2,8}(?=为))?(?:[上下]限|统一|暂|可|均|一律|阶段性|由[^，,。；：\n]{1,10})*"
    "(?:按照?|为|执行|减按|再?(?:降低?|下调|下浮|调整?|减|提高|上调|恢复)[至到为]?)?(?:不低于|不高于|不超过)?(?:[^，,。；：0-9]{1,12}的)?$"
)
_MAY_FALL = re.compile("^(?:可|均|统一|一律|阶段性)*(?:降|下调|调整|降低)[至到为]$")
_AT_RATE = Form("[ 　]?的?(?:优惠)?(?:{rate_charged}|比例税率)")  # 按3%的征收率
_ALLOTTED = Form("的?(?:" + ALLOTS + "|{built}(?=$|[，,。；\n]|[\u4e00-\u9fff]))" + NO_MONEY)
_SERVES = Form("[ 　]?(?:作为|用作)[^，,。；：、\n]{0,6}{pledge}")
_OF_A_LOAN = Form("{loan_support}年?(?:利率|率)(?:为|按)?$")
_HANDED = Form("{alters}[^，,。；：、率占比增降提长\n0-9]{0,8}$")  # 扣减部门年度绩效奖金2%, 增发10%
_HANDED_NEXT = Form("[ 　]?(?:的(?:比例|标准))?{pays}(?:[，,。；\n奖]|$)")
_BRACKETED = re.compile("[（(][^（()）]{0,40}[）)]?")
_CLOSED = re.compile("[0-9][^，,。；：0-9]{0,6}的")  # who gets it, up to 的: 年营业收入5000万元的企业
_NO_LEVEL = listed("no_level")
_SHARES = re.compile(r"占比|比例达|率达|率提|占|增长$")
_LEVIED = Form("{levied}$")  # 按日加收万分之五
_CUT = Form("{price}(?:标准)?(?:继续|统一|一律|阶段性|再|执行)*(?:下调|下浮|降低)$")  # 船闸收费标准下调10%
_CUT_NEXT = Form("的?[^，,。；：、0-9]{0,6}?{price}")  # 减少50%检测费用
_CUTS = ("减少", "降低", "下调")
_HALVED = Form("[ 　]?{levies}")  # 减半收取检验费用


def _fined(left: str) -> bool:
    return ("罚" in left or "滞纳金" in left or "赔偿" in left) and _FINED.search(left) is not None


def _is_level(left: str) -> bool:
    """True where what stands before a sum names a level (收入, 投资), and nothing is given behind that name."""
    closed = [match.end() for match in _CLOSED.finditer(left)] if "的" in left else []
    own = left[closed[-1] :] if closed else left
    levels = [m.end() for m in anywhere("level").finditer(own) if not own.startswith(_NO_LEVEL, m.end())]
    return bool(levels) and anywhere("strong").search(_BRACKETED.sub("", own[levels[-1] :])) is None


def _charged(around: Around) -> bool:
    """A rate of a tax or contribution, a fine that is so many times a sum, a deposit, the rate of a subsidised loan."""
    left = around.left
    rate = ("率" in left or "比例" in left) and (_CHARGED.search(left) or _OF_A_LOAN.search(left))
    if rate or _fined(left) or _SERVES.match(around.right):
        return True
    if _MAY_FALL.match(left) and anywhere("rate_charged").search(around.before):
        return True
    return ("按" in left or "依" in left or "适用" in left) and _AT_RATE.match(around.right) is not None


def fine(around: Around) -> TargetKind | None:
    """What is charged for a breach, or paid for a service: `5000元罚款`."""
    right = around.right
    return "benefit" if ("罚" in right or "金" in right or "报酬" in right) and _FINE.match(right) else None


def price(around: Around) -> TargetKind | None:
    """A price or a fee that is set: `水费为3.04元/立方米`; not one that is to fall, nor a mean."""
    left, compared = around.left, around.compared
    if around.dimension != "money" or compared.after or compared.comparator not in _SET or _NO_PRICE.search(left):
        return None
    if _PRICED.search(left) or _PRICED_NEXT.match(around.right):
        return "benefit"
    used = compared.measure.per in _USED and _MADE_A_PRICE.search(left) is not None
    return "benefit" if used else None


def benefit(around: Around) -> TargetKind | None:
    """Money or credit given, lent, cut or charged, and the share of a sum that is."""
    if around.code == "折":
        return "benefit"
    if around.dimension == "money":
        return "benefit" if _sum_given(around) else None
    if around.dimension == "ratio":
        return "benefit" if _share_given(around) else None
    if around.dimension is None and around.compared.measure.unit_text is not None:
        return "benefit" if around.named.endswith(listed("give")) else None  # 每户补贴2万
    if around.dimension is None:
        if _ALLOTTED.match(around.right) or "编制" in around.left:
            return None  # 编制按常住人口万分之1.75的比例核定
        if around.compared.measure.value == 0.5 and _HALVED.match(around.right):
            return "benefit"
        half = around.compared.measure.value == 0.5 and (
            SHARE_GIVEN.search(around.left[-NEAR:]) or "全免" in around.left or "租金" in around.left
        )
        at_rate = "按" in around.left[-NEAR:] and _PAID.match(around.right) is not None  # 按每日万分之五支付利息
        levied = at_rate or _LEVIED.search(around.left) or around.right.startswith(listed("gift"))
        return "benefit" if half or levied else None
    return None


def _sum_given(around: Around) -> bool:
    """A sum of money or credit that is given, lent or charged."""
    left, right = around.left, around.right
    if ("争取" in left or "筹" in left) and _STRIVEN.search(left):
        return False
    if gift().match(right) or _GIVEN_SUM.search(left) or _fined(left):
        return True
    if left.endswith(_PAID_BY):
        return True
    if _is_level(left):
        return False
    if left.endswith("减") and _OFF.search(left):
        return True
    near = left[-NEAR:]
    each = _EACH.search(near) is not None and (not around.made or anywhere("fund").search(near) is not None)
    if each or _FEE.search(near):
        return True
    reached = around.made or around.compared.before in _REACHED
    fund = anywhere("fund").search(near) is not None and not reached
    given = fund or GIFT.match(right) is not None or GIVES.search(near) is not None
    return given or GIVES.search(around.before) is not None


def _share_given(around: Around) -> bool:
    """A share of a sum that is given, lent, cut or charged; not the share of people or places to be kept."""
    left, right = around.left, around.right
    if _ALLOTTED.match(right):
        return False
    named = around.named
    if "比例" in left and (named.endswith(_OWED) or _REACHED_SHARE.search(left)):
        return False
    if left.endswith(_PAID_OUT):
        return True
    if "比例" in left[-6:] and _AT_WHAT_SHARE.search(around.opening):
        return True
    if _GIVEN_SUM.search(left) or (named != left and _GIVEN_SUM.search(named)) or _charged(around):
        return True
    if "按" in left and (_PAID.match(right) or _PAID_NEXT.match(around.behind)):
        return True
    if around.behind[:3].find("由") >= 0 and _BY_TREASURY.match(around.behind):
        return True
    if _ITS_STANDARD.search(left) or ("比" in around.opening and _ITS_SHARES.search(around.opening)):
        return True
    if _SHARES.search(left):
        return False
    if _HANDED.search(left[-NEAR:]) or _HANDED_NEXT.match(right):
        return True
    if _CUT.search(left[-NEAR:]) or (left.endswith(_CUTS) and _CUT_NEXT.match(right)):
        return True
    given = SHARE_GIVEN.search(left) is not None and GIFT.match(right) is not None
    given = given or gift().match(right) is not None or _BORNE.search(left) is not None
    if given or SHARE_GIVEN.search(left[-NEAR:]) is None or _OWN_SHARE.search(left):
        return given
    return named == left or _OWN_SHARE.search(named) is None  # 资助面不低于学生总数的20%
