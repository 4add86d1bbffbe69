"""Money or credit that is given, lent, cut or charged."""

from __future__ import annotations

import re

from policyparse.records.found import TargetKind
from policyparse.stages.targets.around import GIFT, NEAR, SHARE_GIVEN, Around, gift
from policyparse.stages.targets.words import anywhere

_FEE = re.compile(r"(?<![花消经])费(?:用|每[人件页份次])?(?:新台币|人民币|为|按|不超过|[：:])*$")  # 工本费新台币三百元
_EACH = re.compile(  # 每人每年400元, 每页新台币2元
    r"每[人户亩家个件份页张次台辆吨间套名位课生床天日月年村县项头只株班校][^，。；：、\n]{0,6}$"
)
_PAID_NEXT = re.compile(  # 按照总投入的30%，提供财政补助
    r"[ 　]?[，,](?:给予|提供|予以|享受|发放)[^，,。；：\n]{0,8}(?:补助|补贴|奖励|资助|支持|奖补)"
)
_ITS_STANDARD = re.compile(r"(?:^|[，,（(])其?(?:补[助贴]|发放|给付|支付|资助|奖励)?标准(?:原则上)?[为按不]")
_PAID = re.compile(  # 按不超过上年度实际缴费的30%返还
    r"[ 　]?(?:的?(?:比例|标准))?(?:给予|进行)?(?:返还|退还|缴[纳存]|计?征收?|收取|扣[减除]|支付|补[贴助]|奖励|减免|报销|分担|承担|计[提发收算])"
)
_BORNE = re.compile(r"(?:承担|分担|报销)[^，,。；：、\n]{0,4}$")  # 由市、区财政各承担50%
_FINE = re.compile(r"[ 　]?的?(?:罚款|罚金|罚锾|滞纳金)")  # money charged is benefit, too
_OWN_SHARE = re.compile(
    r"(?:率|比例|比重|占比)(?:(?:提高|提升|稳定|保持|控制|维持)[到至在]|不低于|不高于|不超过|达到|达|为|超过|高于)*$"
)
_GIVEN_SUM = re.compile(  # 贴息总额, 减免比例: a sum or a share of money that is given
    r"(?:补助|补贴|奖励|奖补|资助|扶持|返还|贴息|减免|减征|退还|救助|报销|加计扣除)(?:资金|金)?(?:额度|总额|金额|数额|比例|标准|上限|限额)"
    r"(?:最高|最多|最低|合计|累计|原则上|一般|分别|均)?(?:不超过|不低于|不高于|不得超过|为|达到|达|提高[到至])?[ 　]?$"
)
_SHARES = re.compile(r"占比|比例达|率达|率提|占")
_HALVED = re.compile(r"[ 　]?(?:收取|征收|缴纳|计征|收费|计收)")  # 减半收取检验费用


def fine(around: Around) -> TargetKind | None:
    right = around.right
    return "benefit" if ("罚" in right or "滞纳金" in right) and _FINE.match(right) else None


def benefit(around: Around) -> TargetKind | None:
    """Money or credit given, lent, cut or charged, and the share of a sum that is."""
    left, right = around.left, around.right
    if around.dimension is None:
        half = around.compared.measure.value == 0.5 and (SHARE_GIVEN.search(left[-NEAR:]) or _HALVED.match(right))
        return "benefit" if half else None
    if around.code == "折":
        return "benefit"
    if around.dimension not in ("money", "ratio"):
        return None
    given = gift().match(right) is not None
    if around.dimension == "money":
        if given or _GIVEN_SUM.search(left):
            return "benefit"
        if anywhere("level").search(left):
            return None
        near = left[-NEAR:]
        each = _EACH.search(near) is not None and (not around.made or anywhere("fund").search(near) is not None)
        if each or _FEE.search(near):
            return "benefit"
        reached = around.made or around.compared.before in ("达到", "达", "突破", "超过")
        fund = anywhere("fund").search(near) is not None and not reached
        money = GIFT.match(right) or fund or anywhere("give").search(near)
        money = money or anywhere("give").search(around.before)
        return "benefit" if money else None
    if _GIVEN_SUM.search(left) or (around.named != left and _GIVEN_SUM.search(around.named)):
        return "benefit"
    if "按" in left and (_PAID.match(right) or _PAID_NEXT.match(around.behind)):
        return "benefit"
    if _ITS_STANDARD.search(left):
        return "benefit"
    if _SHARES.search(left):
        return None
    given = given or (SHARE_GIVEN.search(left) is not None and GIFT.match(right) is not None)
    given = given or _BORNE.search(left) is not None
    given = given or (SHARE_GIVEN.search(left[-NEAR:]) is not None and _OWN_SHARE.search(left) is None)
    return "benefit" if given else None
