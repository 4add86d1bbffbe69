"""Which numbers measure, and which only date, number or name something (三张清单, 第34次, 2023年)."""

from __future__ import annotations

import re
from string import ascii_letters

from policyparse.stages.targets.compared import CLEAN, Compared
from policyparse.stages.targets.measure import Measure
from policyparse.stages.targets.words import Form, anywhere, ending, listed, settled, starting, words

_YEAR = (1000, 2999)
_ITEM = re.compile(r"(?:^|\n)[0-9]{1,2}\.$")
_TIMES = tuple("×*xX＊")
_ORDINAL = frozenset("第〔[【№#-－—×*xX:：/=＝./_＋+") | frozenset(ascii_letters)
_CHANGING = frozenset(word[-1] for word in words("per_step"))
_TELLING = (
    _ORDINAL | _CHANGING | frozenset("每含后 ")
)  # before a number that may measure nothing; most have none of them
_FRAME_BEFORE = Form("{time_frame}$")
_EVENT = Form("{event}$")  # 期限届满三十日前
_DAY_ACTS = re.compile(r"[ 　]?(?:压|缩|减至|减为|内|之内|以内|办|完|领|审|结|拿|开|出|以上|以下|左右|游学)")
_CLOSED = re.compile(r"[ 　]?(?:内|以内|之内|以上|以下|左右|及以上|及以下)")
_UNIT_OF_ACCOUNT = Form("每{per_step}$")  # 每提升10个位次奖励5万元
_SHARED_COUNT = re.compile(
    r"每(?![个县市区镇乡村街户校年月季周日半省地])[^，。；、\n限只仅配0-9]{0,6}$"
)  # 每认定1家: what is paid for, not how many
_ACCOUNT = 10  # characters from a 每 to what is paid for
_ACCOUNTED = re.compile("每(?:增加|新增|[^，。；：、年月日季周人户家个0-9][^，。；：、0-9]{1,7})$")
_PAID_FOR = Form("[^，。；：、0-9]{0,8}?{paid_for}[^，。；：、0-9]{0,8}[0-9]")
_SUMMED = re.compile(r"、[^，。；：、\n]{2,40}、[^，。；：、\n]{2,40}$")
_EXISTING = re.compile(
    r"(?:(?:已|现有|已经)[^，。；：\n]{0,12}|[我全本][省市县区州旗镇乡]|最[高低多少大小好差快慢]|选出|推荐|公布|发布|印发|确定|明确)的$|涉及[^，。；：\n]{0,12}的?$"
)
_REACHED = Form("[^，。；：、\n]{0,12}(?<!部门)(?<!单位){carried_out}")
_BANDWIDTH = Form("{bandwidth}|{bandwidth_act}")
_RATE_OF_USE = re.compile(r"(?:每|至少|不少于|不低于|不得少于|不超过|享受|限|仅|只|最多)[^，。；：、\n]{0,16}$")
_NAMED_SIZE = Form("级?[^，。；、\n（）以的]{0,14}{named_by_size}")
_RANK = re.compile(r"(?:进入|跻身|位?居|列|保持|进|挤进|挺进|迈入|排名?)[^，。；、\n]{0,8}前$")
_NOUN = re.compile(r"[ 　]?([“”\"\u4e00-\u9fff]{0,16}?)(?=[，。；：、的及和与（(落]|$)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PERIOD = re.compile(r"(?:的)?[\u4e00-\u9fff]{0,3}期内")  # 三年建设期内
_THROUGHOUT = re.compile(
    r"[，, ]?(?:的|未|无|不|禁止|免[征收缴交租]|按|给予|享受|每年(?:给予|按|补)|由财政|每[人户家][^，,。；：\n]{0,6}(?:发放|给予|补))"
)  # 3年内免征
_IN_A_ROW = re.compile(
    r"(?![^，。；\n]{0,20}的(?:企业|单位|[，,]))[^，。；\n]{0,4}?(?:[位稳高]居|居(?:于|世界|全|首|第|前)|位列|保持|蝉联|全国|全省|世界"
    r"|增长|增产|增收|下降|创|荣|排|实现|获|入选|成为|丰收|名列|稳定|领跑|第一|(?<!未)达)"
)
_SINCE_WHEN = 50  # characters from the duty to the time that is counted from a point
MUST_FROM = re.compile(
    "(?:应当?|须|可以?|[，。；者人业构]得)[^，,。；：\n]{0,6}?(?:自|于|在|从)[^。；\n]{2,40}起[，,]?$"
)
_GIVEN_FROM = Form("[，,]?[^。；\\n]{0,40}?(?:财政|{paid_for}|返还|减半|免[征收缴])")
_EXEMPT = frozenset("二三五六")  # 两免三减半
_SLOGAN = re.compile("跑|只[需用进填交提要说录]|仅[需用进填交提]")  # 只需反馈一次
_RATED = frozenset({1e4, 1e5, 1e6, 1e8})
_RATE = Form("(?:[^，,。；：、0-9]{0,4}事故)?{casualty}(?:率|人数)")
_ADDED_UP = Form("{names}(?:共计|合计|总计|共有?)$")  # 指标共计26项，包括…
_MOVED = re.compile("缩短|压缩|延长|提高|增加|减少|缩减")
_STEP = 7
_ASPECTS, _TOLD_BEFORE = listed("aspects"), listed("told_before")  # looked at for every count
_TURNS = frozenset({"次", "遍", "回", "批次", "期", "场"})
_NAMED_TOGETHER = Form(  # 围绕37条产业链和40个产业集群: the second is named like the first
    "{aspects} ?[0-9]+[^，。；：0-9]{1,14}[、和与及]$"
)
_JOINS = frozenset("、和与及")
_WHOLES = frozenset(
    {"处", "座", "所", "家", "户", "人", "名", "台", "辆", "栋", "间", "棵", "株", "头", "只", "亩"}
)  # what never counts 任务
_BUILT = frozenset({"个", "处"})
_BUILDING = ("建成", "完成", "新建", "改建", "扩建", "改造")  # 建成5个健身路径工程
_NAME_BEGIN, _NAME_END = frozenset('“"《〈「'), frozenset('”"』」》〉')
_EACH = frozenset({"count", "length", "area", "money", "mass", "volume"})  # what a 每 may make the unit of account
_WEIGHED = frozenset({"ratio", "age", "concentration", "temperature", "sound"})


def measures_something(text: str, compared: Compared, floor: int, ceiling: int) -> bool:
    """True where the number says something measurable (GOLD.md, Targets); floor and ceiling bound its clause."""
    measure, unit = compared.measure, compared.measure.unit
    start, end = measure.span
    head = measure.head if measure.head is not None else start
    behind = text[end : end + 3]
    if text[head - 1 : head] in _TELLING and (told := _told_before(text, measure, head, floor)) is not None:
        return told
    if unit is not None and not compared.after and behind.startswith(unit.never):
        return behind.startswith("示范")  # 1所示范园, but 如图1所示
    opened = text.rfind("《", start - 60 if start > 60 else 0, start)
    if opened >= 0 and text.find("》", opened, start) < 0:
        return False
    if unit is None:
        return _bare(text, compared, behind)
    dimension = unit.dimension
    if dimension == "age" and text[start:end] == "百岁":
        return False
    if dimension == "time":
        return _time(text, compared, floor)
    if dimension in _WEIGHED:
        return not _weight(text, compared)
    if dimension == "money":
        return (
            measure.digits
            or text[start] not in "万亿千百"
            or compared.written
            or (
                "亿" in text[start:end]
                and (compared.before != "" or not behind[:1].isalpha() or behind.startswith("级"))
            )
        )
    if "每" in text[head - _ACCOUNT if head > _ACCOUNT else 0 : head] and _pays_each(text, compared, floor):
        return False
    if dimension == "count":
        return _count(text, compared, floor, ceiling)
    return _physical(text, compared, floor, ceiling)


def _pays_each(text: str, compared: Compared, floor: int) -> bool:
    """`每协助流转100亩奖励1000元`: what is paid for, not how much there is to be."""
    start = compared.quote.start
    begin = start - _ACCOUNT if start - _ACCOUNT > floor else floor
    return _PAID_FOR.match(text, compared.quote.end) is not None and _ACCOUNTED.search(text, begin, start) is not None


def _told_before(text: str, measure: Measure, head: int, floor: int) -> bool | None:
    """Whether the number measures, where the character before it tells (第9条, 7×24小时); None where that does not."""
    before, unit = text[head - 1], measure.unit
    further = text[head - 2 : head - 1] if head > 1 else ""
    if before == "." and _ITEM.search(text, head - 4 if head > 4 else 0, head):
        return None  # 2.50个小区
    if before in _ORDINAL and (before not in "：:" or further.isdecimal()):
        return before in _TIMES and measure.digits and unit is not None and unit.dimension == "time"
    if before == "每" and unit is not None and unit.dimension in _EACH:
        return False  # 每3万人口1辆
    if before in _CHANGING and _UNIT_OF_ACCOUNT.search(text, max(floor, head - 3), head):
        return False
    if before == "含" and head > floor:
        return False  # 不低于50万元(含50万元)
    return False if head - 2 >= floor and (further + before == "最后" or further + before == "第 ") else None


def numbers_or_dates(text: str, measure: Measure) -> bool:
    """A quick look at `第三条`, `2023年`: they measure nothing, whatever stands around them."""
    head, unit = measure.head, measure.unit
    before = text[head - 1 : head] if head else ""
    if before == "第":
        return True
    if (
        before == "月"
        and unit is not None
        and unit.code == "d"
        and text[measure.span.end : measure.span.end + 1] != "前"
    ):
        return True  # 5月30日
    year = unit is not None and unit.code == "a" and measure.digits and _YEAR[0] <= measure.value <= _YEAR[1]
    return year and before not in _TIMES


def _bare(text: str, compared: Compared, behind: str) -> bool:
    """A multiplier without a unit (`突破3000万`, `过千亿`, `百亿级`); 一半, 三分之一."""
    measure, start = compared.measure, compared.measure.span.start
    if measure.unit_text is None:
        return measure.value != 0.5 or text[start - 1 : start] not in _EXEMPT
    if behind[:1] in ("级", "元"):
        return True
    if measure.digits and starting(text, measure.span.end, measure.span.end + 6, "people"):
        return True  # 带动10万农户增收
    if measure.digits and (behind[:1] == "的" or not behind[:1].isalnum()):
        begin = start - 8 if start > 8 else 0
        if any(ending(text, begin, start, role) for role in ("people", "level", "give")):
            return True  # 累计搬迁贫困人口69.3万，总投资1.2亿，每户补贴2万
    if compared.after:
        return measure.digits or compared.written  # 交易量500亿以上的机构
    if not compared.before or not (measure.digits or compared.written):
        return False
    return not _HAN.match(behind) or behind.startswith(("等", *listed("sized_thing")))


def _time(text: str, compared: Compared, floor: int) -> bool:
    measure = compared.measure
    unit = measure.unit
    assert unit is not None
    start, end = measure.span
    code = unit.code
    quoted = compared.quote.start
    if (start > floor and text[start - 1] == "每") or (quoted > floor and text[quoted - 1] == "每"):
        return False
    if code in ("h", "min", "s", "ms", "{quarter hour}", "{working day}", "{working hour}", "{class hour}", "us", "ns"):
        return not text.startswith("前", end) or code == "{working day}" or _before_event(text, floor, start)
    if code == "d":
        return _day(text, compared, floor)
    if code == "a" and CLEAN.match(text, end) and text[start - 1 : start] in "近去":
        return True  # 近3年无重大违法记录
    if not compared.written and not compared.before and _FRAME_BEFORE.search(text[max(floor, start - 3) : start]):
        return False
    if code in ("a", "{century}"):
        return _year(text, compared, floor)
    if code in ("mo", "wk", "{quarter}"):
        return measure.digits or compared.written or _lasting(text, compared, floor)
    return measure.digits


def _day(text: str, compared: Compared, floor: int) -> bool:
    """`一日办结`, `30日内`, `65天`; not the 31日 of a date."""
    measure = compared.measure
    start, end = measure.span
    written = text[start:end]
    if compared.written and compared.before in ("满", "不少于", "至少", "提前"):
        return True
    if text.startswith("前", end) and _before_event(text, floor, start):
        return True
    if text.endswith(("延长", "顺延", "提前"), floor, start):
        return True
    if written.endswith("日") and "自然" not in written:
        head = text[max(floor, start - 2) : start].rstrip()
        if head.endswith(("月", "年", "月初")) or text.startswith(("起", "至", "—", "-", "前"), end):
            return text.startswith("前", end) and "提前" in text[max(floor, start - 4) : start]
        return bool(_DAY_ACTS.match(text, end)) or compared.written or "不" in compared.before
    if measure.digits:
        return not text.startswith("前", end)
    return bool(_DAY_ACTS.match(text, end)) or compared.written or text[start] not in "一两几"


def _before_event(text: str, floor: int, start: int) -> bool:
    """`听证会举行的七日前通知`, `期限届满三十日前`: so long before something, not a date."""
    return _EVENT.search(text, max(floor, start - 4), start) is not None


def _year(text: str, compared: Compared, floor: int) -> bool:
    """A length of years that limits something; neither a year (2023年) nor a frame (3年内建成, 三年行动)."""
    measure = compared.measure
    start = measure.span.start
    if (measure.digits and _YEAR[0] <= measure.value <= _YEAR[1]) or (measure.value_high or 0) >= _YEAR[0]:
        return False
    if measure.value > 200 or (unit_is_half(measure) and text[start - 1 : start] in "上下每前后"):
        return False
    if text.startswith(("贷款", "定期"), measure.span.end):
        return False  # 一年贷款基准利率
    if _PERIOD.match(text, compared.quote.end):
        return True
    if compared.after == "内":
        end = compared.quote.end
        if _within_years(text, compared.quote.start) or _while_given(text, compared.quote.start, end):
            return True
        return _lasting(text, compared, floor) or _THROUGHOUT.match(text, end) is not None or settled(text, end)
    if _IN_A_ROW.match(text, compared.quote.end) and text.endswith("连续", floor, start):
        return False  # 连续9年位居全国第一
    if text.startswith(("时间", "的时间", "的努力", "翻"), compared.quote.end):
        return False  # 成交额3年翻一番
    if compared.before in ("至", "到", "为") and _MOVED.search(text, compared.quote.start, start):
        return True  # 轮候时间由6.1年缩短至4.5年
    beside = (
        compared.after
        or measure.value_high is not None
        or (compared.before and text.endswith(compared.before, 0, start))
    )
    if compared.written and beside and compared.before not in ("近", "过", "约"):
        return True
    return _lasting(text, compared, floor)


def _within_years(text: str, start: int) -> bool:
    """`应当自公布之日起一年内`: the number at `start` limits the time in which something must be done."""
    counted = text.endswith(("起", "起，", "起,"), 0, start)
    return counted and MUST_FROM.search(text, max(0, start - _SINCE_WHEN), start) is not None


def _while_given(text: str, start: int, end: int) -> bool:
    """`从获利年度起，5年内企业缴纳的所得税…由财政返还`: how long something is given."""
    counted = text.endswith(("起", "起，", "起,"), 0, start)
    return counted and _GIVEN_FROM.match(text, end) is not None


def unit_is_half(measure: Measure) -> bool:
    """`半年`, which is also the end of 上半年."""
    return measure.value == 0.5


def _lasting(text: str, compared: Compared, floor: int) -> bool:
    """A word of duration stands right before the number: `有效期3年`, `连续两年`, `延长至3年`."""
    begin = compared.quote.start - 8
    left = text[begin if begin > floor else floor : compared.measure.span.start]
    return anywhere("duration").search(left) is not None


def _weight(text: str, compared: Compared) -> bool:
    """`日常监测（60%）`: the weight of a part of an assessment."""
    start, end = compared.measure.span
    return text[start - 1 : start] in "（(" and text[end : end + 1] in "）)" and text[start - 1 : start] != ""


def _count(text: str, compared: Compared, floor: int, ceiling: int) -> bool:
    """Counts of things; not what only names, ranks or sums up (三张清单, 前5位, A、B、C 3项)."""
    measure = compared.measure
    start, end = measure.span
    begin, quoted = compared.quote.start - 40, compared.quote.start
    left = text[begin if begin > floor else floor : quoted]
    if not measure.digits and not _counted_in_words(text, compared, floor):
        return False
    if measure.unit_text in ("位", "名") and _RANK.search(left) and not text.startswith("的", end):
        return False  # 进入全省前5位
    if text[end - 2 : end - 1] in ("”", '"'):
        return False  # “811”项目
    if _quoted(text, start, compared.quote.end, floor) and measure.unit_text != "人次":
        return False
    if measure.digits and measure.value >= 1e4 and (_of_a_rate(text, measure) or _is_telephone(text, measure)):
        return False
    if compared.written:
        return True
    if measure.value == 1 and measure.unit_text not in _TURNS and _SHARED_COUNT.search(left):
        return False
    if "基础上" in text[end:ceiling]:
        return True
    if text.startswith("：", end) or (
        text.startswith(("（共", "(共"), max(0, start - 2)) and text.startswith(("）", ")"), end)
    ):
        return False  # 科技金融创新方面5项：…
    if text.find("台阶", end, end + _STEP) >= 0:
        return False  # 迈上4个万亿元台阶
    if left.endswith(_ASPECTS) or (left[-1:] in _JOINS and _NAMED_TOGETHER.search(left)):
        return False
    if "共" in left[-2:] and text[end : end + 1] in "，,：:" and _ADDED_UP.search(left):
        return False
    return _counts_anew(text, compared, left, ceiling)


def _is_telephone(text: str, measure: Measure) -> bool:
    """`联系电话：…` and a number that a measure word happens to follow."""
    if measure.value < 1e6:
        return False
    unit = measure.unit
    whole = unit is not None and measure.unit_text == unit.written[0]
    return whole and anywhere("contact").search(text, max(0, measure.span.start - 40), measure.span.start) is not None


def _of_a_rate(text: str, measure: Measure) -> bool:
    """`10万人死亡率`, `10万人事故死亡人数`: how many a rate is for, part of its name."""
    if measure.unit is None or measure.unit.code != "人" or measure.value not in _RATED:
        return False
    return _RATE.match(text, measure.span.end) is not None


def _counts_anew(text: str, compared: Compared, left: str, ceiling: int) -> bool:
    """True where a number counts more than what the text lists before it, has told of, or only names."""
    value, end = compared.measure.value, compared.measure.span.end
    if left.endswith("等"):
        left = _whole_list(text, compared.quote.start, left)
        if left.count("、") + 1 < value and anywhere("make").search(left):
            return True  # 建设浪潮等9个节点: not all of them are listed
        if 2 * left.count("、") + 2 < value and _REACHED.match(text, end, ceiling):
            return True  # 不动产登记等15个高频事项实现“跨省通办”
    if left.endswith(_TOLD_BEFORE) or (left.endswith("前") and not _HAN.match(left[-2:-1])):
        return False
    if (("的" in left or "涉及" in left) and _EXISTING.search(left)) or (
        _sums(left) and _HAN.match(text[end : end + 1])
    ):
        return False
    if compared.measure.unit_text in _WHOLES or not _named(text, end, ceiling):
        return True
    return compared.measure.unit_text in _BUILT and left.endswith(_BUILDING) and "工程" in text[end:ceiling]


def _whole_list(text: str, stop: int, left: str) -> str:
    """`left` from where its list begins, also where numbers stand in it (`投资5亿元的A、投资3亿元的B等20个项目`)."""
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
    if measure.unit_text in ("次", "遍", "回"):
        rate = _RATE_OF_USE.search(text, max(floor, start - 20), start)
        return rate is not None and _SLOGAN.search(rate[0]) is None and text[end : end + 1] not in "性办告申认提都也"
    if measure.value_high is not None or compared.comparator in ("ge", "le", "approx", "lt"):
        return True
    if text.endswith(listed("rationed"), floor, start):
        return True
    if compared.before in ("超过", "突破", "达到", "超", "逾"):
        return True
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


def _physical(text: str, compared: Compared, floor: int, ceiling: int) -> bool:
    """Lengths, areas, powers …; not the size that names a project (220千伏输变电工程)."""
    measure = compared.measure
    unit = measure.unit
    assert unit is not None
    if unit.dimension in ("voltage", "bandwidth", "data", "computing") and not measure.digits:
        return (
            unit.dimension == "bandwidth"
            and text[measure.span.start - 1 : measure.span.start] != "双"
            and (
                compared.written
                or _BANDWIDTH.search(text, max(0, measure.span.start - 20), measure.span.end + 40) is not None
            )
        )
    if not measure.digits and not compared.before and not compared.written and text[measure.span.start] in "百千万亿":
        return False  # 千亩示范片
    if measure.value == 1 and _SHARED_COUNT.search(text, floor, measure.span.start):
        return False  # 每新建1平方米校舍
    if text.startswith("级", measure.span.end) or (unit.dimension == "angle" and measure.value == 360):
        return False  # 30万吨级航道, 360度全景
    if compared.before or compared.written:
        return True
    if unit.dimension in ("power", "voltage", "mass", "volume") and _NAMED_SIZE.match(text, measure.span.end, ceiling):
        return False
    return measure.digits or bool(unit.numerals and measure.unit_text != text[measure.span.start : measure.span.end])
