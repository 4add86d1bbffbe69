"""Which counts measure something: not what only names, ranks or sums up."""

from __future__ import annotations

import re

from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.measure import OFTEN, Measure
from policyparse.stages.targets.staffing import PEOPLE, post
from policyparse.stages.targets.words import HAN, Form, anywhere, composed, listed, words

SHARED_COUNT = re.compile(
    r"每(?![个县市区镇乡村街户校年月季周日半省地])[^，。；、\n限只仅配0-9]{0,6}$"
)  # 每认定1家: what is paid for, not how many
_SUMMED = re.compile(r"、[^，。；：、\n]{2,40}、[^，。；：、\n]{2,40}$")
_EXISTING = composed(
    "(?:(?:已|现有|已经)[^，。；：\n]{0,12}|[我全本][省市县区州旗镇乡]|最[高低多少大小好差快慢]|{picked})的$|涉及[^，。；：\n]{0,12}的?$"
)
_REACHED = Form("[^，。；：、\n]{0,12}(?<!部门)(?<!单位){carried_out}")
_RATE_OF_USE = composed("{at_most}[^，。；：、\n]{0,16}$")
_NOUN = re.compile(r"[ 　]?([“”\"\u4e00-\u9fff]{0,16}?)(?=[，。；：、的及和与（(落]|$)")
_SLOGAN = re.compile("跑|只[需用进填交提要说录]|仅[需用进填交提]")  # 只需反馈一次
_THEIR_SHARE = re.compile(
    "[^，,。；：、0-9\n]{2,24}?(?:率|比例|比重|浓度|指数)(?:总体|平均|均|分别)?(?:达到?|提高[到至]|保持在|控制在|稳定在|下降[到至]?|降[到至]|为)[0-9]"
)
_MADE_UP = re.compile(
    "共(?:分为?|计)?[ 　]?[0-9一二三四五六七八九十]{1,3}[ 　]?(?:个?(?:章|部分|方面|大项)|项)[ 　]?[，,、]?$"
)  # 共7章32条
_AMONG = re.compile("[^，,。；：、0-9\n]{0,10}[县市区州旗盟省家业](?:[^，,。；：、0-9\n]{0,4})中(?![央心小等学期部医])")
_RATED = frozenset({1e4, 1e5, 1e6, 1e8})
_RATE = Form("(?:[^，,。；：、0-9]{0,4}事故)?{casualty}(?:率|人数)")
_ADDED_UP = Form("{names}(?:共计|合计|总计|共有?)$")  # 指标共计26项，包括…
_STEP = 7
_ASPECTS, _TOLD_BEFORE = listed("aspects"), listed("told_before")  # looked at for every count
_TURNS = OFTEN | {"批次", "期", "场"}
_NAMED_TOGETHER = Form(  # 围绕37条产业链和40个产业集群: the second is named like the first
    "{aspects} ?[0-9]+[^，。；：0-9]{1,14}[、和与及]$"
)
_JOINS = frozenset("、和与及")
_WHOLES = words("whole_thing")  # what never counts 任务
_BUILT = frozenset({"个", "处"})
_TOLD_TO = re.compile("[^，,。；：、0-9\n]{1,16}(?:[，,]?(?:要(?![求素点件])|应当?|必须|须)|[，,]均?已)")
_DEED_DONE = Form("[^，,。；：、\n]{0,20}?{deed}任务")
_BUILDING, _BEYOND = listed("building"), words("beyond")  # 建成5个健身路径工程
_RANKED = frozenset({"名", "位"})
_BY_THEN = frozenset("目以之年月日底提当期末")  # 目前120名干部, 10月底前50名
_NAME_BEGIN, _NAME_END = frozenset('“"《〈「'), frozenset('”"』」》〉')


def measures_count(text: str, compared: Compared, floor: int, ceiling: int) -> bool:
    """Counts of things; not what only names, ranks or sums up (三张清单, 前5位, A、B、C 3项)."""
    measure = compared.measure
    start, end = measure.span
    begin, quoted = compared.quote.start - 40, compared.quote.start
    left = text[begin if begin > floor else floor : quoted]
    if not measure.digits and not _counted_in_words(text, compared, floor):
        return False
    if measure.unit_text in _RANKED and left.endswith("前") and left[-2:-1] not in _BY_THEN:
        return False  # 进入全省前5位, 增速前3位的市
    if text[end - 2 : end - 1] in ("”", '"'):
        return False  # “811”项目
    if _quoted(text, start, compared.quote.end, floor) and measure.unit_text != "人次":
        return False
    if measure.digits and measure.value >= 1e4 and (_of_a_rate(text, measure) or _is_telephone(text, measure)):
        return False
    if compared.written:
        return True
    if measure.value == 1 and measure.unit_text not in _TURNS and SHARED_COUNT.search(left):
        return False
    if "基础上" in text[end:ceiling]:
        return True
    if text.startswith("：", end) or (
        text.startswith(("（共", "(共"), max(0, start - 2)) and text.startswith(("）", ")"), end)
    ):
        return False  # 科技金融创新方面5项：…
    if text.find("台阶", end, end + _STEP) >= 0:
        return False  # 迈上4个万亿元台阶
    if _each_of_them(text, compared, left):
        return False
    if measure.unit_text == "条" and _MADE_UP.search(left):
        return False
    if left.endswith(_ASPECTS) or (left[-1:] in _JOINS and _NAMED_TOGETHER.search(left)):
        return False
    if "共" in left[-2:] and text[end : end + 1] in "，,：:" and _ADDED_UP.search(left):
        return False
    return _counts_anew(text, compared, left, ceiling)


_WORKS = re.compile(r"[ 　]?[“”\u4e00-\u9fff]{4,20}?(?:工程|项目建设任务)(?=[，。；：、\n]|$)")
_MANY = 20  # works: fewer are known ones, `实施8个重点工程`


def _is_telephone(text: str, measure: Measure) -> bool:
    """`联系电话：…` and a number that a measure word happens to follow."""
    if measure.value < 1e6:
        return False
    unit = measure.unit
    whole = unit is not None and measure.unit_text == unit.written[0]
    return whole and anywhere("contact").search(text, max(0, measure.span.start - 40), measure.span.start) is not None


def _each_of_them(text: str, compared: Compared, left: str) -> bool:
    """`全市50个断面优良比例达到90%以上`: how many have the share that is told next. `在全省11个市中位次前移`: among how many."""
    named = left.rstrip(" 　")
    end = compared.measure.span.end
    if (named[-1:] == "在" or named[-3:-2] == "在") and _AMONG.match(text, end):
        return True
    if named.startswith("其中"):
        named = named[2:]
    if named and named not in words("place"):
        return False
    if named and _TOLD_TO.match(text, end):
        return True  # 全省13个贫困县，要…
    return _THEIR_SHARE.match(text, end) is not None


def _of_a_rate(text: str, measure: Measure) -> bool:
    """`10万人死亡率`, `10万人事故死亡人数`: how many a rate is for, part of its name."""
    if measure.unit is None or measure.unit.code != "人" or measure.value not in _RATED:
        return False
    return _RATE.match(text, measure.span.end) is not None


def _counts_anew(text: str, compared: Compared, left: str, ceiling: int) -> bool:
    """True where a number counts more than what the text lists before it, has told of, or only names."""
    value, end = compared.measure.value, compared.measure.span.end
    if left.endswith("等"):
        left = _list_before(text, compared.quote.start)
        if left.count("、") + 1 < value and anywhere("make").search(left):
            return True  # 建设浪潮等9个节点: not all of them are listed
        if 2 * left.count("、") + 2 < value and _REACHED.match(text, end, ceiling):
            return True  # 不动产登记等15个高频事项实现“跨省通办”
    if left.endswith(_TOLD_BEFORE) or (
        left.endswith("前")
        and ((left.endswith("的前") and compared.measure.unit_text in _RANKED) or not HAN.match(left[-2:-1]))
    ):
        return False
    if (("的" in left or "涉及" in left) and _EXISTING.search(left)) or (
        _sums(left) and HAN.match(text[end : end + 1])
    ):
        return False
    if left.endswith("发挥") and text.find("作用", end, ceiling) >= 0:
        return False  # 发挥9条步行街的主阵地作用
    if compared.measure.unit_text in _WHOLES or not _named(text, end, ceiling):
        return True
    if compared.measure.unit_text in _BUILT and left.endswith(_BUILDING) and "工程" in text[end:ceiling]:
        return True
    if left.endswith("完成") and _DEED_DONE.match(text, end, ceiling):
        return True  # 完成45个口袋公园建设任务
    works = compared.measure.unit_text == "个" and _WORKS.match(text, end, min(ceiling, end + 24))
    return bool(works) and (value >= _MANY or "项目" in text[end : end + 24])


def _list_before(text: str, stop: int) -> str:
    """What stands before `stop` from where its list begins, also where numbers stand in it (`投资5亿元的A、投资3亿元的B等20个项目`)."""
    floor = max(0, stop - 120)
    begin = max(text.rfind(mark, floor, stop) for mark in "，。；：\n") + 1
    return text[max(begin, floor) : stop]


def _sums(left: str) -> bool:
    """`A、B、C 3项`: the number only counts what is listed; not `A、B等领域形成50个…`."""
    if left.count("、") < 2 or _SUMMED.search(left) is None:
        return False
    last = left[left.rindex("、") :]
    return "等" not in last and anywhere("make").search(last) is None


def _counted_in_words(text: str, compared: Compared, floor: int) -> bool:
    """A Chinese numeral counts where a comparator, a range or a large number shows that it does."""
    measure = compared.measure
    start, end = measure.span
    if measure.unit_text == "类" and compared.after:
        return False  # 三类以上消防站: a grade
    if measure.unit_text in OFTEN:
        rate = _RATE_OF_USE.search(text, max(floor, start - 20), start)
        return rate is not None and _SLOGAN.search(rate[0]) is None and text[end : end + 1] not in "性办告申认提都也"
    if measure.value_high is not None or compared.comparator in ("ge", "le", "approx", "lt"):
        return True
    if text.endswith(listed("rationed"), floor, start):
        return True
    if compared.before in _BEYOND:
        return True
    if measure.unit_text in PEOPLE and text[end : end + 1] != "或" and post(text, start) is not None:
        return True  # 设园长一人, but 配备两名或者两名以上驾驶员
    return measure.value >= 10 and text[start] not in "十百千万亿"


def _quoted(text: str, start: int, end: int, floor: int) -> bool:
    """The number stands in a short quotation, a name: “十个坚决”, “三个一批”."""
    before = text[start - 10 if start - 10 > floor else floor : start]
    if _NAME_BEGIN.isdisjoint(before) or _NAME_END.isdisjoint(text[end : end + 10]):
        return False
    opened = max(before.rfind(mark) for mark in _NAME_BEGIN)
    return _NAME_END.isdisjoint(before[opened + 1 :])


def _named(text: str, end: int, ceiling: int) -> bool:
    """`27条政策措施`, `11项改革举措`, `7个方面`: the count of a known set."""
    noun = _NOUN.match(text, end, min(ceiling, end + 20))
    if not noun:
        return False
    bare = noun[1].replace("”", "").replace("“", "").replace('"', "")
    bare = bare.partition("了")[0]  # 18个县完成了年度任务
    names = listed("names")
    return bare.endswith(names) or bare.startswith(names)
