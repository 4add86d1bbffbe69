"""What a number measures: the noun phrase before its verb, or the one that it counts."""

from __future__ import annotations

import re

from policyparse.lexicon.endings import any_ending, endings
from policyparse.records.found import TargetKind
from policyparse.stages.targets.around import ALLOTS, LIMITS, NO_MONEY
from policyparse.stages.targets.behind import HEADLONG, MEASURED, rate_behind, right_named
from policyparse.stages.targets.compared import Compared
from policyparse.stages.targets.farther import MERE_RATE, clause_before, farther, only_places, rated, total
from policyparse.stages.targets.labels import labelled
from policyparse.stages.targets.lists import respectively
from policyparse.stages.targets.measure import OFTEN
from policyparse.stages.targets.phrases import STOP, after_verbs, balanced, phrase_before, phrase_behind, summed_up
from policyparse.stages.targets.staffing import PEOPLE, post, titled
from policyparse.stages.targets.words import Form, behind_words, ending, listed, settled, starting, words
from policyparse.text import Span, span_at

_POINT = re.compile(
    r"[到讫生成起后前日于在满行开发布](?:(?<=收到|收讫|接到)[^，。；：\n]{1,14}|(?<=发生|生成|之日|届满|期满|举行|召开)|(?<=在印发|在发布|在公布)|(?<=[起后前于在]))"
    r"的?[ 　]?[，,]?$"
)  # 自…之日起30日内: what is measured stands behind
_BANDWIDTH = Form("{bandwidth}")
_NUMBER = re.compile("[0-9]")
_THAN = re.compile("[高低快慢优]于")
_ELSEWHERE = frozenset({"time", "bandwidth"})  # what may be named farther off than on either side of the number
_NEXT = re.compile("[0-9][万余多]{0,2}[个家座条处项台套所户名人件]、(?=[^0-9、，]{2,}$)")  # of a list with numbers
_PAID = re.compile(
    "([^，。；：、\n自应在须于可]{2,16})(?:应当?|须|可|原则上|一般){0,2}(?:自|在|于)"
)  # 出让金应在签约后1年内缴清
_JUST_DONE = re.compile(  # without what is paid, which then stands before
    "(?:一次性|全部|全额)?[^，。；：、\n者的]{2}(?:到位|完毕)?(?=[，。；\n]|$)"
)
_WITHIN = frozenset({"内", "以内", "之内"})
_BEFORE = 18  # characters in which a point of time may stand before a number
_TASKS = listed("tasks")
_RATIOS = ("率", "比例", "比重")  # none of which is a part of a task that is done
_SHARES = ("比重", "比例", "份额", "比")  # 占GDP比重
_PARTS_OF = frozenset({"ratio", None})
_OWN_SIDES = frozenset("宽高深厚")
_NO_NAMES = listed("no_name")
_REGIONS = words("place", "region")
_REACHING, _WHERE, _TOO_LITTLE = listed("reaching"), words("place"), words("place", "reaching")
_MERE_NUMBERS = words("mere_number")
_RATE_ENDS = frozenset("幅速率度比重")
_EACH_OF = re.compile("每[个所座家处][^率数量额，。；：]{2,8}")
_SUPPLIED = frozenset({"area", "length", "volume", *_PARTS_OF})  # at what size or share something is provided
_PROVIDED = re.compile("(?:的标准)?(?:配建|配备|配置)")
_BODIES = (*endings("strong", "group"), *listed("doer"))  # who does a thing is not what is measured
_ACTS_ON = listed("acts_on")
_ALLOTS = Form("的?(?:" + ALLOTS + ")" + NO_MONEY)
_OUGHT = re.compile("(?:应当?|须|要|将|可以?)在$")  # who ought to do it is not what is measured
_AGREED = ("签订", "签署", "订立")
_CASES = frozenset("不未无如凡若但属对")  # 不能当场办结的，1个工作日内办结
_MERELY_DONE = words("merely_done")
_CONTRACT = re.compile("[ 　]?的?(?:期限的?)?([\u4e00-\u9fff]{0,6}?(?:合同|协议))")
_OFTEN_THEN = re.compile("每半?[日天周月年季旬]度?(?:应当?|须|要)?$")  # 学校每周应至少检查一次
_PENAL = frozenset({"time", "money"})
_SHORTEST = 2  # characters of a name
_ACT = 4  # characters of an act that names itself, unlike 办结


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
    if named := _told_apart(text, compared, dimension, clause, sentence):
        return named
    right = right_named(text, compared, clause, following, kind)
    if right and dimension == "count":
        return right
    left = _before(text, compared, clause, sentence, shared is None)
    if left and dimension == "time" and (quoted := _in_quotation(text, left) or _contract(text, quote, left)):
        return quoted
    if right and _prefers_right(text, compared, dimension, left, right, kind):
        return right
    if right and left is None and ending(text, clause.start, quote.start, "acts"):
        return right  # 启动1.2万亩土地整理工程
    if right and compared.before and ending(text, quote.start, compared.measure.span.start, "acts"):
        return right  # 每个县至少建成50公里农村公路
    if left and dimension == "count" and left.of(text) in _MERE_NUMBERS and kind in MEASURED:
        return total(text, clause, sentence, shared) or left
    if left:
        return _from_before(text, compared, dimension, clause, sentence, left, shared)
    if right and text.startswith("的", quote.end):
        return right  # 四成左右的社区食堂
    if dimension == "time" and (act := _act_within(text, compared, clause, shared)):
        return act
    if right and (shared is None or (kind == "condition" and _has_its_own(text, compared, right))):
        return right
    if shared and (not compared.before or compared.joined):
        return shared
    return farther(text, clause, sentence, shared)


def _from_before(
    text: str,
    compared: Compared,
    dimension: str | None,
    clause: Span,
    sentence: Span,
    left: Span,
    shared: Span | None,
) -> Span:
    """What the phrase `left` before a number says is measured: itself, what it sums up, or what it goes on with."""
    quote = compared.quote
    if dimension == "time" and compared.after in _WITHIN and left.of(text).endswith(_BODIES):
        left = _done_by(text, quote.end, clause.end) or left  # 交管部门1个工作日内派员上门查验车辆
    if dimension != "time" and (label := labelled(text, dimension, left, sentence, shared is None)):
        return label
    if shared and _goes_on(text, left, dimension, shared):
        return shared
    if shared is None and text[left.end - 1] in _RATE_ENDS and MERE_RATE.fullmatch(text, *left):
        return rated(text, clause, sentence) or left
    summed = summed_up(text, left)
    return left if summed != left and respectively(text, left, quote.start) else summed


def _told_apart(text: str, compared: Compared, dimension: str | None, clause: Span, sentence: Span) -> Span | None:
    """What forms of their own name: an act within a time, what is provided at a rate, a rate, a post that people hold."""
    quote = compared.quote
    if dimension in _ELSEWHERE:
        named = _named_elsewhere(text, quote, dimension, clause, sentence)
    else:
        named = _provided(text, quote, dimension, clause) if dimension in _SUPPLIED else None
    if named:
        return named
    if dimension == "ratio" and (rate := rate_behind(text, quote.end)):
        return rate
    return _held(text, compared, sentence) if compared.measure.unit_text in PEOPLE else None


def _before(text: str, compared: Compared, clause: Span, sentence: Span, first: bool) -> Span | None:
    """The noun phrase before a number in its clause; `first`: none before it in its sentence has one."""
    quote = compared.quote
    left = balanced(text, phrase_before(text, clause.start, quote.start))
    if left is None and compared.before and text[quote.start - 1] == "、":
        than = _THAN.search(text, clause.start, quote.start)  # 增速高于全国、突破3万元
        stop = than.start() if than else quote.start - 1
        left = balanced(text, phrase_before(text, clause.start, stop))  # 迈上4个万亿元台阶、达14.2万亿元
    if left is None and compared.measure.unit and compared.measure.unit.dimension == "length":
        left = _side(text, clause.start, quote.start)
    if compared.measure.unit_text in OFTEN:
        if (
            left is None
            and (every := _EVERY.search(text, clause.start, quote.start))
            and every.end(1) - every.start(1) > 1
        ):
            return Span(*every.span(1))  # 每年培训不少于4次
        left = _done_so_often(text, compared, left) if compared.before else left and _without_how_often(text, left)
    if left and text.find("、", *left) >= 0 and (behind := _NEXT.search(text, *left)):
        left = Span(behind.end(), left.end)  # 涉及监测点位15个、监测断面14个
    if left and text[clause.start] in "）)" and left.start == clause.start + 1 and text[left.start] not in "或和及与":
        left = _with_bracket(text, sentence.start, left)
    return left


def _side(text: str, floor: int, start: int) -> Span | None:
    """`道路长7公里，宽24米`: the one character that names a size of its own."""
    named = start > floor and text[start - 1] in _OWN_SIDES and not text[start - 2].isalpha()
    return Span(start - 1, start) if named else None


def _held(text: str, compared: Compared, sentence: Span) -> Span | None:
    """`设专职会计一人`, `炊事员：每40名幼儿配1人`: the post that so many people hold."""
    held = post(text, compared.measure.span.start)
    if held is None or held.end - held.start >= _SHORTEST:
        return held
    settled_here = not text[compared.quote.end : compared.quote.end + 1].isalpha()
    return titled(text, *sentence) if held.start == held.end and settled_here else None


def _has_its_own(text: str, compared: Compared, right: Span) -> bool:
    """`…50万元以下无争议账款`: what has that size stands behind it, whatever the number before measures."""
    limit = compared.after in LIMITS and compared.after not in _WITHIN and not compared.joined
    return limit and text[right.start] not in "者系不予" and right.of(text) not in ("期间", "部分")


def _goes_on(text: str, left: Span, dimension: str | None, shared: Span) -> bool:
    """True where the phrase before a number goes on with what the number before it measures."""
    if dimension == "count" and text[left.start] == "每" and _EACH_OF.fullmatch(text, *left):
        return True  # 每个城市社区不少于10个社会组织，每个农村社区不少于5个
    if dimension != "count" and (left.of(text) in _REGIONS or only_places(text, left)):
        return True  # 污水治理率达到50%以上，东部地区达到60%以上，甲市、乙市不低于45%
    if text[left.end - 1] in _RATE_ENDS and MERE_RATE.fullmatch(text, *left):
        return True  # 收入达到25万元，年增幅不低于12%
    if dimension == "ratio" and left.of(text).endswith(_TASKS) and text.endswith("完成", 0, left.start):
        return not shared.of(text).endswith(_RATIOS)  # 财政收入3亿元，完成全年任务的107%
    if text.startswith(("快于", "慢于"), left.start):
        return True  # 增加值增长7%，快于全市经济增速1个百分点
    if text[left.start] == "占" and dimension in _PARTS_OF and not left.of(text).endswith(_SHARES):
        return text[left.start + 1] not in "比地有用"  # 持证人员达到60万人，占从业人员的55%; not 占地, 占有率
    if (moved := starting(text, left.start, left.end, "moved_to")) and text[left.start + moved] in "到至":
        return True  # 由每百平方公里20公里上升到2021年的每百平方公里89公里
    # 由30日压缩至承诺时限3日, 是上一个五年的1.8倍
    return text[left.start] in "至到是" and not starting(text, left.start, left.end, "whole")


def _provided(text: str, quote: Span, dimension: str | None, clause: Span) -> Span | None:
    """不少于1.5%的比例安排残疾人就业, 每百户不低于30平方米配建社区用房: what is provided at that rate."""
    form = _ALLOTS.match if dimension in _PARTS_OF else _PROVIDED.match
    found = form(text, quote.end, clause.end)
    return phrase_behind(text, found.end(), clause.end, clause.end) if found else None


def _named_elsewhere(text: str, quote: Span, dimension: str | None, clause: Span, sentence: Span) -> Span | None:
    """What has to be done within a time counted from a point; the 带宽 of so many megabits."""
    if dimension == "time" and text[quote.end - 1] == "内" and (paid := _paid(text, quote, clause)):
        return paid
    begin, start = sentence.start, quote.start
    if dimension == "time" and _POINT.search(text, start - _BEFORE if start - _BEFORE > begin else begin, start):
        act = _act(text, quote.end, sentence.end)
        if act and act.of(text) in _MERELY_DONE and (done := _done_before(text, sentence, quote)):
            return done
        named = act is None or _names_itself(text, act) or _OUGHT.search(text, begin, start)
        return act if named or text[start - 1] != "在" else None
    if dimension == "bandwidth":
        noun = _BANDWIDTH.search(text, max(begin, start - 20), min(sentence.end, quote.end + 60))
        return Span(*noun.span()) if noun else None
    return None


def _done_before(text: str, sentence: Span, quote: Span) -> Span | None:
    """`经营许可核发，自受理之日起15日内办结`: what is done, in the clause before, or before 自."""
    comma = text.rfind("，", sentence.start, quote.start)
    stop = comma if comma >= 0 else text.rfind("自", sentence.start, quote.start)
    if stop < 0:
        return None
    start = max(text.rfind(mark, sentence.start, stop) for mark in "，；：") + 1
    done = phrase_before(text, start or sentence.start, stop)
    if done is None or text[done.start] in _CASES or _NUMBER.search(text, *done):
        return None
    return None if comma < 0 and done.of(text).endswith(_BODIES) else done


def _paid(text: str, quote: Span, clause: Span) -> Span | None:
    """`出让金应在签约后1年内缴清`: what is paid, where the act has no object."""
    if not settled(text, quote.end) or not _JUST_DONE.match(text, quote.end):
        return None
    paid = _PAID.match(text, clause.start, quote.start)
    return Span(*paid.span(1)) if paid else None


def _with_bracket(text: str, floor: int, left: Span) -> Span:
    """`经济强村（年收入50万元以上）占比`: with what stands before the bracket, where numbers stand in it."""
    opened = max(text.rfind("（", floor, left.start), text.rfind("(", floor, left.start))
    named = phrase_before(text, clause_before(text, floor, opened), opened) if opened > floor else None
    return Span(named.start, left.end) if named else left


def _done_so_often(text: str, compared: Compared, left: Span | None) -> Span | None:
    """`干部每季度至少入户走访一遍`: what stands between the comparator and how often, unless `left` names it better."""
    start, end = compared.quote.start + len(compared.before), compared.measure.span.start
    span = span_at((after_verbs(text, start, end), end)).trimmed(text)
    long = _ACT if left else _ACT - 1
    named = span.end - span.start >= long and text[span.start] not in "每应向"
    return span if named and (left is None or _OFTEN_THEN.search(text, left.start, compared.quote.start)) else left


def _without_how_often(text: str, left: Span) -> Span:
    """`市政府常务会议一般每月召开一次`, `各部门每季度调度一次`: what is held or done, without how often."""
    every = _EVERY.search(text, *left)
    if every is None:
        return left
    held = Span(left.start, every.start())
    act = Span(*every.span(1))
    if held.end - held.start < _SHORTEST or text.endswith(_BODIES, *held):
        return act if act.end - act.start >= _SHORTEST else left
    return held if act.end - act.start <= _SHORTEST else left


_EVERY = re.compile(
    "(?:一般|原则上|应当?|须)*每(?:半|[0-9一二两三四五六七八九十]{1,3}个?)?(?:小时|[年月周季天日旬])度?(?:应当?|须|要)?([^每，。；：]{0,8})$"
)


def _done_by(text: str, start: int, stop: int) -> Span | None:
    """What a body does within a time, where it is more than `办结`."""
    act = _act(text, start, stop)
    return act if act and (act.end - act.start >= _ACT or act.of(text) not in _MERELY_DONE) else None


def _act_within(text: str, compared: Compared, clause: Span, shared: Span | None) -> Span | None:
    """`…，15日内撤销许可`: what is done within a time that has no phrase before it."""
    if compared.after not in _WITHIN or compared.joined:
        return None
    act = _act(text, compared.quote.end, clause.end)
    apart = shared is not None and "；" in text[shared.end : compared.quote.start]
    return act if act and (apart or _names_itself(text, act)) else None


def _names_itself(text: str, act: Span) -> bool:
    """`撤销许可`, but not `办结` or `予以核准`: an act that says what is done to what."""
    if act.end - act.start < _ACT or text[act.end - 1].isdecimal():
        return False
    return act.end - act.start > _ACT or not text.startswith(_ACTS_ON, act.start)


def _contract(text: str, quote: Span, left: Span) -> Span | None:
    """`签订1年以上劳动合同`: what is signed for so long."""
    signed = text.endswith(_AGREED, left.start, left.end) and _CONTRACT.match(text, quote.end)
    return Span(*signed.span(1)) if signed else None


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
    if left and text.startswith("的", compared.quote.end) and left.of(text) in words("region"):
        return True  # 南方20%以上的县
    if left and (named := left.of(text)) in (_TOO_LITTLE if compared.after or not compared.before else _WHERE):
        return True
    if left and compared.after and named.endswith(_REACHING):
        return True
    if left and text.startswith("的", compared.quote.end) and _thin(left.of(text)):
        return not right.of(text).startswith(_NO_NAMES)
    if dimension == "time" and (not compared.written or text.startswith("的", compared.quote.end)):
        return True  # “15分钟服务圈”
    if dimension == "money" and kind == "benefit":
        return not (left and right.of(text).startswith(_NO_NAMES))
    if kind == "benefit" and text.startswith("的", compared.quote.end) and _remits(text, compared.quote.start):
        return True  # 减免30%的检测费用
    counted = dimension is None and compared.measure.unit_text and kind != "condition"
    if counted and starting(text, compared.quote.end, compared.quote.end + HEADLONG, "people"):
        return True  # 惠及12万群众
    if dimension in _PENAL and right.of(text) in words("penal"):
        return True  # 处无期徒刑或七年以上有期徒刑
    if left and text[left.start] == "向" and ending(text, *left, "sends"):
        return True  # 向下游输送800亿立方米源头活水
    start = compared.measure.span.start
    return text[start - 1 : start] == "×"  # 7×24小时服务


def _remits(text: str, start: int) -> bool:
    """True where a charge is cut right before a number."""
    return ending(text, max(0, start - _ACT), start, "remits") > 0


def _thin(written: str) -> bool:
    """Too little to name what is measured before a 的: `全市90%的重点领域`, `设立总规模不少于100亿元的基金`."""
    return written in words("place") or written.endswith((*listed("bare"), *_REACHING))


def _act(text: str, start: int, stop: int) -> Span | None:
    """What is to be done within a time: `30日内，制定出台具体实施办法`."""
    while start < stop and text[start] in " 　，,前":
        start += 1
    if text[start : start + 1] in ("（", "("):
        start = _behind_bracket(text, start, stop)  # 13个工作日内（不含公示时间）完成核验
    start = behind_words(text, start, stop, "opens")
    for _ in range(_PARTS):
        if by := _BY_RULE.match(text, start, stop):
            start = by.end()
        end = STOP.search(text, start, stop)
        further = _TO_WHOM.match(text, start, stop) if end else None
        if further is None or end is None or further.end() < end.end():
            break
        start = further.end()  # 向主管部门（…），采用书面形式，提交申请
    span = Span(start, end.start() if end else stop).trimmed(text)
    return span if span.end - span.start >= 2 else None


def _behind_bracket(text: str, start: int, stop: int) -> int:
    """Where what a bracket says ends that opens at `start`."""
    closed = [at for mark in "）)" if (at := text.find(mark, start, min(stop, start + HEADLONG))) >= 0]
    return start if not closed or text.startswith("的", min(closed) + 1) else min(closed) + 1


_PARTS = 3  # of an act that says to whom, how and by which rule before it says what
_BY_RULE = re.compile(
    "(?:依照?|按照?|根据)[^，,。；：\n]{1,24}?(?:规定|要求|程序|职责)(?:，|,|(?=[\u4e00-\u9fff])(?![和及与或格]))"
)
_TO_WHOM = re.compile(
    f"(?:(?:向|会同)[^，,。；：（(\n]{{1,24}}?{any_ending('acting')}|(?:以|通过|采用|采取|凭|持)[^，,。；：（(\n]{{1,12}}?(?:方式|形式|书面)"
    "|[持凭][^，,。；：（(\n]{1,24}?(?:裁定|证明|[证书单函件]|材料|资料))"
    "(?:[（(][^（()）\n]{1,40}[）)][，,]?|[，,])(?=[\u4e00-\u9fff])"
)
