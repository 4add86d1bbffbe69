"""What a number measures: the noun phrase before its verb, or the one that it counts."""

from __future__ import annotations

import re

from policyparse.records.found import TargetKind
from policyparse.stages.targets.around import ALLOTS, NO_MONEY
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.words import (
    Form,
    behind_words,
    ending,
    first_characters,
    listed,
    settled,
    starting,
    words,
)
from policyparse.text import Span, span_at

# What follows the opening of a short bracket within a word, which does not end it (首台（套）重大技术装备,
# 县（区）级平台); one that names places does.
_SHORT_BRACKET = "(?:[省市县区][）)](?=级)|(?![省市县区镇乡][）)]|社区|乡镇|街道)[\u4e00-\u9fff]{1,2}[）)](?![的及和与])[\u4e00-\u9fff])"
_STOPS = Form("{stops}(?<!规模以上)(?<!限额以上)(?<!级以上)(?<!级及以上)")  # 70%的规模以上企业
_STOP = re.compile(  # begins with one set of characters, so that all others are passed at once
    rf"[的基，。；：！？\n\t,;:!?（(—](?:(?<=的)基础上|(?<=基)础上|(?<=[，。；：！？\n\t,;:!?])|(?<=[（(])(?!{_SHORT_BRACKET})|(?<=—)—)"
)
_LEAD = re.compile(r"的[ 　]?|(?<=[万亿元])级|[ 　、，,.。①-⑳“”\"'）)〕\]》—-]+")
_DATE = re.compile(
    r"(?:到|至|在|自|从|截至|截止|力争)?[ 　]?(?:(?:19|20)\d{2}(?=[、和及])|\d{4}[ 　]?年(?:底|末|初|年底)?(?:前|内)?|\d{1,2}[ 　]?月(?:份)?(?:底|末)?(?:前)?|“十[一二三四五六]五”(?:期间|末|时期)?|十[一二三四五六]五(?:期间|末|时期)|上半年|下半年|[一二三四]季度|[0-9一二三四五][ 　]?年(?:(?:之)?内|(?=累计|共)))[、，,]?"
)
# What a lead or a date may begin with, besides a digit.
_LEADING = frozenset("的级 　、，,.。“”\"'）)〕]》—-到至在自从截力上下十一二三四五①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_POINT = re.compile(
    r"[到讫生成起后前日于在满行开](?:(?<=收到|收讫|接到)[^，。；：\n]{1,14}|(?<=发生|生成|之日|届满|期满|举行|召开)|(?<=[起后前于在]))"
    r"的?[ 　]?[，,]?$"
)  # 自…之日起30日内: what is measured stands behind
_COMPARED_WITH = re.compile(
    r"(?:较(?![大强好高低快多小为长重差])|[从由](?=[ 　]?[0-9]{4})|(?<![同环占之对相成无评])比(?![例重率值])|(?:[与同和][^，。；、与同和]{1,12})?相比)[^，。；、]{1,14}$|在?[ 　]?[0-9]{4}[ 　]?年(?:的)?基础上$|在(?:现有|原有|现行|目前|上年|(?:完成|达到|确保)[^，。；、]{1,14})的?基础上$"
)
_COMPARISON = re.compile("[较从由比上](?:(?<=[较从由比])|(?<=基础上)$)")  # one of them stands in each of those
_SHARE_OF = re.compile(
    r"(?:提高|提升|增加|增长|扩大|压缩|压减|降低|下降|控制|稳定|保持)?(?:达到|到|至|占|不低于|不超过|不少于|在)[^，。；]{1,20}$"
)
_BANDWIDTH = Form("{bandwidth}")
_NAMED = frozenset({"target", "baseline"})  # the kinds whose indicator counts
_NUMBER = re.compile("[0-9]")
_JOINED = re.compile(r"[、，,和及或]")
_AHEAD = re.compile(r"[、，,。”\"」]|和(?![美平谐睦])|及|与|并|或|到|至|进(?!出)")
_ELSEWHERE = frozenset({"time", "bandwidth"})  # what may be named farther off than on either side of the number
_AHEAD_BEGINS = frozenset('、，,。”"」和及与并或到至进')
_PAID = re.compile(
    "([^，。；：、\n自应在须于可]{2,16})(?:应当?|须|可|原则上|一般){0,2}(?:自|在|于)"
)  # 出让金应在签约后1年内缴清
_JUST_DONE = re.compile(  # without what is paid, which then stands before
    "(?:一次性|全部|全额)?[^，。；：、\n者的]{2}(?:到位|完毕)?(?=[，。；\n]|$)"
)
_WITHIN = frozenset({"内", "以内", "之内"})
_BEFORE = 18  # characters in which a point of time may stand before a number
_STUBS = re.compile(  # what names nothing before a number: 净增30户, 占全省3.1%, 每月不超过36小时, 三年累计
    '净增|新增|(?:[“"]?[一二三十]{1,2}五[”"]?(?:期间|时期|末)?)?相比|[春夏秋冬]季|[昼夜]间|(?:国家|[省市县区村]|乡镇)级|[“"]?(?:十[一二三四五六]?|[七八九])五[”"]?(?:期间|时期|末)?|(?:年度|全年|当年)(?:实施|完成|新增|安排|计划)+|(?:[省市县区乡村]级)?每[个日天周月年季旬度人户次]{1,2}|(?:约|仅)?占到?(?:全[省市县区国州](?:的?总[量数])?|(?:全年|年度|年初|年)?(?:任务|目标|计划|预算)[数额量]?的?)|[0-9一二三四五六七八九十两]{1,3}年'
)
_MERE_RATE = re.compile(  # whose it is, the number before tells
    "(?:年均?|同比|平均|总体|累计|月均?)?(?:增幅|增速|增长率|增长速度|降幅|涨幅|减幅|升幅)|占比|占比重"
)
OF_THIS_SIZE = re.compile("[^。；：\\n]{0,60}?的(?=[^，,。；：、的\\n]{2})")
_SCALES = frozenset("一二三五六七八九十百千万亿0123456789")  # what a level begins with
_LEVELS = re.compile(
    r"(?:(?:[一二三五六七八九]?[十百千万亿]{1,4}|[0-9]{1,5}[万亿])元?级(?:以上)?(?:[、和及][ 　]?[0-9一二三四五六七八九十]{1,3}[ 　]?[个家条项座])?)+"
)
_NO_NAMES = ("标准", "水平", "要求", "比例", "目标", "规模")
_OFTEN = frozenset("次遍回")
_EACH_OF = re.compile("每[个所座家处][^率数量额，。；：]{2,8}")
_EACH = re.compile("每半?[日天周月年季旬]度?$")
_PLACES = frozenset({"area", "length", "volume"})
_PROVIDED = re.compile("(?:的标准)?(?:配建|配备|配置)")
_MERE = ("标准", "比例", "要求", "规定")
_OF_NO_NAME = frozenset(
    {"标准", "水平", "要求", "规定", "比例", "目标", "目标任务", "规模", "速度", "幅度"}
)  # 压缩到5日的目标
_ALLOTS = Form("的?(?:" + ALLOTS + ")" + NO_MONEY)
_OUGHT = re.compile("(?:应当?|须|要|将|可以?)在$")  # who ought to do it is not what is measured
_ACT = 4  # characters of an act that names itself, unlike 办结
_HEADLONG = 20  # characters of what has that size
_SIZED = 8  # characters between a count and the size of what it counts
_YEAR_BEHIND = re.compile(
    r"(?:从|由|自|较|比)?(?:提高|提升|增长|增加|扩大|上升|下降|降低|减少)?(?:到|至|自|从|由)?[ 　]?(?:19|20)[0-9]{2}[ 　]?年(?:底|末)?的?$"
    r"|(?:已|已经)?连续[0-9一二三四五六七八九十]{1,3}[ 　]?年$"
)
_FEW_YEARS = re.compile("(?<![0-9第每])[0-9一二三五十]{1,2}[ 　]?年$")
_YEAR_ENDS = frozenset("年底末的")
_END = ' 　、，,“"：:；;—-（('


def indicator(
    text: str,
    compared: Compared,
    clause: Span,
    following: Span | None,
    sentence: Span,
    shared: Span | None,
    kind: TargetKind,
) -> Span | None:
    """The run of the text that names what is measured; None where nothing does.

    `clause` holds the number, `following` is the next number, `shared` the indicator of the number before it in the
    same sentence, for members of a list that have none of their own.
    """
    quote, dimension = compared.quote, compared.measure.unit.dimension if compared.measure.unit else None
    if named := _named_elsewhere(text, quote, dimension, clause, sentence) or _provided(text, quote, dimension, clause):
        return named
    right = _balanced(text, _behind(text, quote, following, clause))
    if dimension is None and compared.measure.unit_text:
        right = _people(text, quote.end, right)
    if right and kind in _NAMED and text.startswith("的", quote.end) and right.of(text) in _OF_NO_NAME:
        right = None  # 压缩到5日以内的目标
    if right and dimension == "count":
        if not (text.startswith("的", quote.end) and right.of(text).startswith(_MERE)):
            return right
        right = None  # 停车位按不低于户均1个的标准配建
    left = _before(text, compared, clause, sentence, shared is None)
    if left and dimension == "time" and (quoted := _in_quotation(text, left)):
        return quoted
    if right and _prefers_right(text, compared, dimension, left, right, kind):
        return right
    if right and left is None and ending(text, clause.start, quote.start, "acts"):
        return right  # 启动1.2万亩土地整理工程
    if left:
        return shared if shared and _goes_on(text, left, dimension) else _head(text, left)
    if right and text.startswith("的", quote.end):
        return right  # 四成左右的社区食堂
    if dimension == "time" and compared.after in _WITHIN and not compared.joined:
        act = _act(text, quote.end, clause.end)
        apart = shared is not None and "；" in text[shared.end : quote.start]
        if act and (apart or _names_itself(text, act)):
            return act  # …，15日内撤销许可
    if shared is None and right:
        return right
    if shared and (not compared.before or compared.joined):
        return shared
    return _farther(text, clause, sentence, shared)


def _farther(text: str, clause: Span, sentence: Span, shared: Span | None) -> Span | None:
    """What the clause before names (`…数量实现倍增，达到1600家`), or what the number before measures."""
    before = _clause_before(text, sentence.start, clause.start)
    if shared is None:
        return _left(text, before, clause.start)
    named = _left(text, before, clause.start) if shared.end < before else None
    return named if named and not _NUMBER.search(text, *named) else shared


def _before(text: str, compared: Compared, clause: Span, sentence: Span, first: bool) -> Span | None:
    """The noun phrase before a number in its clause; `first`: none before it in its sentence has one."""
    quote = compared.quote
    left = _balanced(text, _left(text, clause.start, quote.start))
    if left is None and first and compared.before and text[quote.start - 1] == "、":
        left = _balanced(text, _left(text, clause.start, quote.start - 1))  # 迈上4个万亿元台阶、达14.2万亿元
    if compared.before and compared.measure.unit_text in _OFTEN:
        left = _done_so_often(text, compared, left)
    if left and text[clause.start] in "）)" and left.start == clause.start + 1 and text[left.start] not in "或和及与":
        left = _with_bracket(text, sentence.start, left)
    return left


def _goes_on(text: str, left: Span, dimension: str | None) -> bool:
    """True where the phrase before a number goes on with what the number before it measures."""
    if dimension == "count" and text[left.start] == "每" and _EACH_OF.fullmatch(text, *left):
        return True  # 每个城市社区不少于10个社会组织，每个农村社区不少于5个
    if dimension != "count" and left.of(text) in words("place", "region"):
        return True  # 污水治理率达到50%以上，东部地区达到60%以上
    if text[left.end - 1] in "幅速率度比重" and _MERE_RATE.fullmatch(text, *left):
        return True  # 收入达到25万元，年增幅不低于12%
    if text.startswith(("快于", "慢于"), left.start):
        return True  # 增加值增长7%，快于全市经济增速1个百分点
    # 由30日压缩至承诺时限3日, 是上一个五年的1.8倍
    return text[left.start] in "至到是" and not starting(text, left.start, left.end, "whole")


def _provided(text: str, quote: Span, dimension: str | None, clause: Span) -> Span | None:
    """不少于1.5%的比例安排残疾人就业, 每百户不低于30平方米配建社区用房: what is provided at that rate."""
    found = _ALLOTS.match(text, quote.end, clause.end) if dimension == "ratio" else None
    if dimension in _PLACES:
        found = _PROVIDED.match(text, quote.end, clause.end)
    return _right(text, found.end(), clause.end, clause.end) if found else None


def _named_elsewhere(text: str, quote: Span, dimension: str | None, clause: Span, sentence: Span) -> Span | None:
    """What has to be done within a time counted from a point; the 带宽 of so many megabits."""
    if dimension not in _ELSEWHERE:
        return None
    if dimension == "time" and text[quote.end - 1] == "内" and (paid := _paid(text, quote, clause)):
        return paid
    if dimension == "time" and _POINT.search(text, max(sentence.start, quote.start - _BEFORE), quote.start):
        act = _act(text, quote.end, sentence.end)
        named = act is None or _names_itself(text, act) or _OUGHT.search(text, sentence.start, quote.start)
        return act if named or text[quote.start - 1] != "在" else None
    if dimension == "bandwidth":
        noun = _BANDWIDTH.search(text, max(sentence.start, quote.start - 20), min(sentence.end, quote.end + 60))
        return Span(*noun.span()) if noun else None
    return None


def _paid(text: str, quote: Span, clause: Span) -> Span | None:
    """`出让金应在签约后1年内缴清`: what is paid, where the act has no object."""
    if not settled(text, quote.end) or not _JUST_DONE.match(text, quote.end):
        return None
    paid = _PAID.match(text, clause.start, quote.start)
    return Span(*paid.span(1)) if paid else None


def _people(text: str, start: int, right: Span | None) -> Span | None:
    """`带动10万农户户均增收3000元`: whom a bare multiplier counts, without what each of them gets."""
    end = start + starting(text, start, start + _HEADLONG, "people")
    each = right is None or text.startswith(("户均", "人均"), end)
    return Span(start, end) if end > start and each else right


def _with_bracket(text: str, floor: int, left: Span) -> Span:
    """`经济强村（年收入50万元以上）占比`: with what stands before the bracket, where numbers stand in it."""
    opened = max(text.rfind("（", floor, left.start), text.rfind("(", floor, left.start))
    named = _left(text, _clause_before(text, floor, opened), opened) if opened > floor else None
    return Span(named.start, left.end) if named else left


def _done_so_often(text: str, compared: Compared, left: Span | None) -> Span | None:
    """`干部每季度至少入户走访一遍`: what stands between the comparator and how often, unless `left` names it better."""
    start, end = compared.quote.start + len(compared.before), compared.measure.span.start
    span = span_at((_after_verbs(text, start, end), end)).trimmed(text)
    long = _ACT if left else _ACT - 1
    named = span.end - span.start >= long and text[span.start] not in "每应向"
    return span if named and (left is None or _EACH.search(text, *left)) else left


def _behind(text: str, quote: Span, following: Span | None, clause: Span) -> Span | None:
    """The noun phrase behind a number, before the next one or behind it (`1个千亿级产业集群`)."""
    begin, ceiling = quote.end, clause.end
    if text[begin : begin + 1] in _SCALES and (levels := _LEVELS.match(text, begin, clause.end)):
        return _right(text, levels.end(), clause.end, clause.end)  # 1个千亿级、3个百亿级产业集群
    if (
        following
        and following.end < ceiling
        and text.startswith(("的", "级的"), following.end)
        and "、" not in text[begin : min(following.start, begin + _SIZED)]
        and following.start - begin <= _SIZED
    ):
        return _right(text, following.end, clause.end, clause.end)  # 5家年产值过亿元的供应商
    if following and following.start - quote.end > 1:
        if following.start - begin < _SIZED and text[begin : following.start] in words("size"):
            of = OF_THIS_SIZE.match(text, following.end)  # 1个建筑面积…的养老服务中心, 10个投资十亿元以上项目
            begin, ceiling = (of.end(), of.end() + _HEADLONG) if of else (following.end, clause.end)
            return _right(text, begin, ceiling, ceiling)
        ceiling = min(ceiling, following.start)
    elif following and not _JOINED.match(text, quote.end, following.start):
        begin = following.end
        if text[begin : begin + 1].isdecimal():
            return None  # a third number
    return _right(text, begin, ceiling, clause.end)


def _names_itself(text: str, act: Span) -> bool:
    """`撤销许可`, but not `办结` or `予以核准`: an act that says what is done to what."""
    if act.end - act.start < _ACT or text[act.end - 1].isdecimal():
        return False
    return act.end - act.start > _ACT or not text.startswith(("予以", "完成", "给予", "作出", "进行"), act.start)


def _in_quotation(text: str, left: Span) -> Span | None:
    """What a quotation says that is done within a time: `落实“普通咨询2个工作日答复”`."""
    begin = text.rfind("“", max(left.start - 1, 0), left.end) + 1
    if not begin or text.find("”", begin, left.end) >= 0:
        return None
    return Span(begin, left.end) if left.end - begin >= _ACT and not text[begin].isdecimal() else None


def _prefers_right(
    text: str, compared: Compared, dimension: str | None, left: Span | None, right: Span, kind: TargetKind
) -> bool:
    """True where what stands behind a number names it better than what stands before it."""
    if left and (left.of(text) in words("place") or (compared.after and left.of(text).endswith(listed("reaching")))):
        return True
    if left and text.startswith("的", compared.quote.end) and _thin(left.of(text)):
        return not right.of(text).startswith(_NO_NAMES)
    if dimension == "time" and (not compared.written or text.startswith("的", compared.quote.end)):
        return True  # “15分钟服务圈”
    if dimension == "money" and kind == "benefit":
        return True
    counted = dimension is None and compared.measure.unit_text and kind != "condition"
    if counted and starting(text, compared.quote.end, compared.quote.end + _HEADLONG, "people"):
        return True  # 惠及12万群众
    start = compared.measure.span.start
    return text[start - 1 : start] == "×"  # 7×24小时服务


def _thin(written: str) -> bool:
    """Too little to name what is measured before a 的: `全市90%的重点领域`, `设立总规模不少于100亿元的基金`."""
    return written in words("place") or written.endswith((*listed("bare"), *listed("reaching")))


def _balanced(text: str, span: Span | None) -> Span | None:
    """The span with the quotation mark that its other half calls for, or without the half that has none."""
    if span is None:
        return None
    written = text[span.start : span.end]
    if "“" not in written and "”" not in written:
        return span
    opened, closed = written.count("“"), written.count("”")
    if opened == closed:
        return span
    if closed > opened and text[span.start - 1 : span.start] == "“":
        return Span(span.start - 1, span.end)
    if closed > opened and text[span.end - 1] == "”":
        return Span(span.start, span.end - 1)
    if opened > closed and text[span.end : span.end + 1] == "”":
        return Span(span.start, span.end + 1)
    return span


def _act(text: str, start: int, stop: int) -> Span | None:
    """What is to be done within a time: `30日内，制定出台具体实施办法`."""
    while start < stop and text[start] in " 　，,前":
        start += 1
    start = behind_words(text, start, stop, "opens")
    for _ in range(_PARTS):
        if by := _BY_RULE.match(text, start, stop):
            start = by.end()
        end = _STOP.search(text, start, stop)
        further = _TO_WHOM.match(text, start, stop) if end else None
        if further is None or end is None or further.end() < end.end():
            break
        start = further.end()  # 向主管部门（…），采用书面形式，提交申请
    span = Span(start, end.start() if end else stop).trimmed(text)
    return span if span.end - span.start >= 2 else None


_PARTS = 3  # of an act that says to whom, how and by which rule before it says what
_BY_RULE = re.compile(
    "(?:依照?|按照?|根据)[^，,。；：\n]{1,24}?(?:规定|要求|程序|职责)(?:，|,|(?=[\u4e00-\u9fff])(?![和及与或格]))"
)
_TO_WHOM = re.compile(
    "(?:(?:向|会同)[^，,。；：（(\n]{1,24}?(?:部门|机关|机构|单位|政府)|(?:以|通过|采用|采取|凭|持)[^，,。；：（(\n]{1,12}?(?:方式|形式|书面))"
    "(?:[（(][^（()）\n]{1,40}[）)][，,]?|[，,])(?=[\u4e00-\u9fff])"
)


def _clause_before(text: str, start: int, stop: int) -> int:
    """Where the clause before the one that begins at `stop` begins."""
    start = max(start, stop - 200)
    return max([text.rfind(mark, start, stop - 1) for mark in "，；：,;:"] + [start - 1]) + 1


def _head(text: str, span: Span) -> Span:
    """`设立登记、公章刻制、发票申领、银行开户等事项`: the noun that sums a long list up."""
    if text.count("、", span.start, span.end) < 3:
        return span
    closed = text.rfind("等", span.start, span.end - 2)
    summed = closed > text.rfind("、", span.start, span.end) and text[closed + 1] not in "）)"
    return Span(closed + 1, span.end) if summed else span


def _left(text: str, floor: int, stop: int) -> Span | None:
    """The noun phrase between `floor` and the comparator, without frames, adverbs and verbs at its ends."""
    start = _after_leads(text, _cell(text, floor, stop), stop)
    if stop > start and text[stop - 1] in "、和" and not text.startswith("之", stop - 2):
        return None  # the last member of a list before the number: 商业步行街、一刻钟便民生活圈, 重点单位和80%的社区
    end = _without_ends(text, start, stop)
    if text[end - 1] in _YEAR_ENDS:
        end = _without_years(text, start, end, stop)
    if (compared := _before_reference(text, start, end, stop)) < end:
        end = _without_ends(text, start, compared)  # 排放量力争比上年再削减40万吨
    span = span_at((_after_verbs(text, start, end), end)).trimmed(text)
    if span.end - span.start < 2 or span.of(text) in words("verb", "stops", "acts") or _STUBS.fullmatch(text, *span):
        return None
    return span


def _without_ends(text: str, start: int, end: int) -> int:
    """Where the phrase ends before the verbs and adverbs that lead from it to its number."""
    while end > start:
        if text[end - 1] in _END:
            end -= 1
            continue
        length = ending(text, start, end, "ends")
        if not length or ending(text, start, end, "kept") > length:
            break
        end -= length
    return end


def _cell(text: str, floor: int, stop: int) -> int:
    """Where the cell of a table begins in which the phrase before `stop` stands, where it stands in one."""
    end = stop
    while (tab := text.rfind("\t", floor, end)) >= 0:
        if _WORDS.search(text, tab, stop):
            return tab + 1
        end = tab  # the number, and those beside it, have cells of their own
    return floor


_WORDS = re.compile("[A-Za-z㐀-鿿]")


def _without_years(text: str, start: int, end: int, stop: int) -> int:
    """Where the phrase ends without its year (从2012年2.5万亿元增长到2021年9.6万亿元) or the years of a growth (3年翻一番)."""
    years = _FEW_YEARS if text.startswith("翻", stop) else _YEAR_BEHIND
    found = years.search(text, max(start, end - 16), end)
    return found.start() if found else end


def _after_leads(text: str, start: int, stop: int) -> int:
    """Where the phrase begins behind the marks, dates, frames and adverbs that open a clause."""
    opening = first_characters("opens")
    while start < stop:
        character = text[start]
        match = None
        if character in _LEADING or character.isdecimal():
            dated = _DATE.match(text, start, stop) if character == "“" else None  # “十五”期间, not its mark alone
            match = dated or _LEAD.match(text, start, stop) or _DATE.match(text, start, stop)
        if match:
            start = match.end()
            continue
        further = behind_words(text, start, stop, "opens") if character in opening else start
        if further == start:
            break
        start = further
    return start


def _before_reference(text: str, start: int, end: int, stop: int) -> int:
    """Where the phrase ends without what it is compared with (较2020年) or a share is of (提高到总量的三分之二)."""
    phrase = text[start:end]
    if text[stop - 1 : stop] == "的":
        match = _SHARE_OF.search(phrase)
    else:
        match = _COMPARED_WITH.search(phrase) if _COMPARISON.search(phrase) else None
    if match and (match.start() >= 2 or match[0][0] in "较比相与同和"):
        return start + match.start()
    return end


def _after_verbs(text: str, start: int, end: int) -> int:
    """Without the verbs that govern the phrase, unless nothing but a stub would stay."""
    further = behind_words(text, start, end, "verb")
    while further > start and text[further : further + 1] in _AND:  # 引进和培养领军人才
        joined = behind_words(text, further + 1, end, "verb")
        if joined == further + 1:
            break
        further = joined
    return further if end - further >= 2 or further == end else start


_AND = ("和", "与", "及", "并")

_MOVES = ("up", "down", "moves")  # roles of verbs of change


def _moves(text: str, start: int, end: int, role: str) -> bool:
    """True where a verb of change begins at `start`: with what it changes to, or alone (增至, but 升规企业, 增收产业)."""
    length = starting(text, start, end, role)
    behind = text[start + length : start + length + 1]
    return length > 0 and (behind in "至到为了在" or behind.isdecimal() or (length > 1 and start + length >= end))


def _named_by_list(phrase: str) -> int:
    """Where a list behind a number ends as a name: with its first member, or whole where a noun sums it up
    (10个茶叶、菌菇等特色品牌) or its members only qualify one (5家国家级、省级工业园区)."""
    cut = phrase.index("、", 1)
    qualified = phrase[cut - 1] in _QUALIFIES and phrase[-1] not in _QUALIFIES and phrase[-1] != "、"
    return len(phrase) if qualified or _SUMMED_UP.search(phrase, cut) else cut


_SUMMED_UP = re.compile("(?<![一二三四五六七八九上中下同平])等(?![级待次])[^、]{2,12}$")  # 一等, 等级 sum nothing up
_QUALIFIES = frozenset("级化型类性式")


def _right(text: str, start: int, ceiling: int, stop: int) -> Span | None:
    """The noun phrase behind a number, up to the verb or mark that ends it; behind the last 的 where it has one."""
    begin = start
    before = text[start - 12 if start > 12 else 0 : start]
    quoted = "“" in before and "”" not in before[before.rfind("“") :]
    while begin < stop and (text[begin] in " 　的）)级" or (quoted and text[begin] in '”"')):
        begin += 1
    character = text[begin : begin + 1]
    if character == "（" or character == "(":
        close = min((i for i in (text.find(c, begin, begin + 40) for c in "）)") if i >= 0), default=-1)
        begin, ceiling = (close + 1, stop) if close >= 0 else (begin, ceiling)
        character = text[begin : begin + 1]
    if character in _AHEAD_BEGINS and _AHEAD.match(text, begin, stop):
        return None
    if ceiling < begin:
        ceiling = begin
    mark = _STOP.search(text, begin, ceiling)
    end = mark.start() if mark else ceiling
    verb = _STOPS.search(text, begin, end)
    if verb and (verb.start() == begin or "的" not in text[verb.end() : end]):
        end = verb.start()
    phrase = text[begin:end]
    if "的" in phrase and phrase[phrase.rindex("的") + 1 :] in _OF_NO_NAME:
        phrase = phrase[: phrase.rindex("的")]  # 改善3万户住房的目标
        end = begin + len(phrase)
    if "的" in phrase and (last := phrase.rfind("的")) < len(phrase) - 2:
        begin += last + 1
    elif "、" in phrase[1:]:
        end = begin + _named_by_list(phrase)
    while end - begin > 2 and text[end - 1] in "和及与" and text[end - 2 : end] not in ("参与", "普及", "涉及", "给与"):
        end -= 2 if text[end - 2] == "以" else 1  # 100项工程项目和30项基础研究项目
    while end - begin > 2 and text[end - 1] in "均已也" and not ending(text, begin, end, "kept"):
        end -= 1  # 18个评价指标均进入前列
    if (
        begin < end
        and text[begin] in first_characters("change")
        and any(_moves(text, begin, end, role) for role in _MOVES)
    ):
        return None
    span = span_at((begin, end)).trimmed(text)
    if span.end - span.start < 2 or _EACH.match(text, *span):
        return None
    return span if not text[span.start].isdecimal() or _WORDS.search(text, *span) else None  # 5亿元的2/3
