"""The noun phrase before and the one behind a number, without what only leads to it."""

from __future__ import annotations

import re

from policyparse.stages.targets.frames import BEFORE, OPENS, after_frame, around_gift
from policyparse.stages.targets.predicates import LASTS, subject
from policyparse.stages.targets.turns import in_quotation, turn, without_manner
from policyparse.stages.targets.words import Form, behind_words, ending, first_characters, starting, words
from policyparse.text import Span, span_at

# What follows the opening of a short bracket within a word, which does not end it (首台（套）重大技术装备,
# 县（区）级平台); one that names places does.
_SHORT_BRACKET = "(?:[省市县区][）)](?=级)|(?![省市县区镇乡][）)]|社区|乡镇|街道)[\u4e00-\u9fff]{1,2}[）)](?![的及和与])[\u4e00-\u9fff])"
_STOPS = Form("{stops}(?<!规模以上)(?<!限额以上)(?<!级以上)(?<!级及以上)")  # 70%的规模以上企业
STOP = re.compile(  # begins with one set of characters, so that all others are passed at once
    rf"[的基，。；：！？\n\t,;:!?（(—|](?:(?<=的)基础上|(?<=基)础上|(?<=[，。；：！？\n\t,;:!?|])|(?<=[（(])(?!{_SHORT_BRACKET})|(?<=—)—)"
)
_LEAD = re.compile(  # 一是; 3.新增; （2）新增; 套（间）、商铺
    r"(?:(?:规模)?的|之(?!江))[ 　]?|(?<=[万亿元])级|[一二三四五六七八九十]{1,2}是|[0-9]{1,2}(?:[.．、](?![0-9])|[）)])|[（(](?:[0-9]{1,2}[）)]|[一二三四五六七八九十]{1,3}[）)]|[^（()）\n0-9]{1,6}[）)](?=[、，和及]))|[ 　、，,.。①-⑳“”\"'）)〕\]》—|-]+"
)
_DATE = re.compile(
    r"(?:到|至|在|自|从|截至|截止|力争)?[ 　]?(?:(?:19|20)\d{2}(?=[、和及])|\d{4}[ 　]?年(?:度(?!假)|底|末|初|年底)?(?:前|内(?!蒙)|以来|之?后(?![备续端勤])|以后|起(?![草步降飞重]))?|\d{1,2}[ 　]?月(?:份)?(?:底|末)?(?:\d{1,2}[ 　]?日)?(?:前|之?后|起)?|“十[一二三四五六]五”(?:期间|末|时期)?|十[一二三四五六]五(?:期间|末|时期)|上半年|下半年|明年(?:[底末]?[之以]?前|底|末|内)?|[一二三四]季度|[0-9一二三四五][ 　]?年(?:(?:之)?内|(?=累计|共)))[、，,]?"
)
# What a lead or a date may begin with, besides a digit.
_LEADING = frozenset(
    "的之规级 　、，,.。“”\"'）)〕]》—|-到至在自从截力上下明十一二三四五六七八九（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)
_COMPARED_WITH = re.compile(
    r"(?:较(?![大强好高低快多小为长重差])|[从由](?=[ 　]?[0-9]{4})|(?<![同环占之对相成无评])比(?![例重率值])|(?:[与同和][^，。；、与同和]{1,12})?相比)[^，。；、]{1,14}$|在?[ 　]?[0-9]{4}[ 　]?年(?:的)?基础上$|在(?:现有|原有|现行|目前|上年|[“\"]?十[一二三四五六]?五[”\"]?(?:期末|时期|期间|末)|(?:完成|达到|确保)[^，。；、]{1,14})的?基础上$"
)
_COMPARISON = re.compile("[较从由比上](?:(?<=[较从由比])|(?<=基础上)$)")  # one of them stands in each of those
_SHARE_OF = re.compile(
    r"(?:提高|提升|增加|增长|扩大|压缩|压减|降低|下降|控制|稳定|保持)?(?:达到|到|至|占|不低于|不超过|不少于|在)[^，。；]{1,20}$"
)
_AHEAD = re.compile(r"[、，,。”\"」]|和(?![美平谐睦])|及|与|并|或|到|至|进(?!出)")
_AHEAD_BEGINS = frozenset('、，,。”"」和及与并或到至进')
_STUBS = re.compile(  # what names nothing before a number: 净增30户, 占全省3.1%, 每月不超过36小时, 三年累计
    '净增|新增|自[^，。；、]{2,16}[日时]起|(?:[“"]?[一二三十]{1,2}五[”"]?(?:期间|时期|末)?)?相比|[春夏秋冬]季|[昼夜]间|(?:国家|[省市县区村]|乡镇)级|[“"]?(?:十[一二三四五六]?|[七八九])五[”"]?(?:期间|时期|末)?|(?:年度|全年|当年)(?:实施|完成|新增|安排|计划)+|(?:[省市县区乡村]级|后)?每(?:[个日天周月年季旬度人户次]{1,2}|[0-9一二两三四五六七八九十]{1,3}个?(?:小时|[日天周月年]))|(?:约|仅)?占到?(?:全[省市县区国州](?:的?总[量数])?|(?:全年|年度|年初|年)?(?:任务|目标|计划|预算)[数额量]?的?)|[前后]?[0-9一二三四五六七八九十两]{1,3}年'
)
_STUB_BEGINS = frozenset('自净新前后“"一二三四五六七八九十两相春夏秋冬昼夜国省市县区乡村年全当每约仅占0123456789')
EACH = re.compile("每半?[日天周月年季旬]度?$")
OF_NO_NAME = words("of_no_name")  # 压缩到5日的目标
_YEAR_BEHIND = re.compile(
    r"(?:从|由|自|较|比)?(?:提高|提升|增长|增加|扩大|上升|下降|降低|减少)?(?:到|至|自|从|由)?[ 　]?(?:19|20)[0-9]{2}[ 　]?年(?:底|末)?的?$"
    r"|(?:已|已经)?连续[0-9一二三四五六七八九十]{1,3}[ 　]?年$"
    r"|[从由自较比]“?十[一二三四五六]?五”?(?:期末|末)的?$"
)
_FEW_YEARS = re.compile("(?<![0-9第每])[0-9一二三五十]{1,2}[ 　]?年$")
_YEAR_ENDS = frozenset("年底末的")
_STEP = re.compile(
    "(?:连续|接连|先后|成功|相继|再次){0,2}(?:跨[越上过]|迈[上过]|[跃站登踏]上|突破|越过)[^，。；：\n]{2,24}?(?:台阶|大关)$"
)
_STEP_ENDS = frozenset("阶关")
_WHOLE_ENDS = words("whole_end")
_NO_NOUNS, _ENDS = words("verb", "stops", "acts", "staffs"), words("ends")
_CHANGES = first_characters("change")
_COUNTY = frozenset("旗县区市")
_OPENERS = first_characters("opens")
_ALONE = frozenset("省市县区旗乡镇村")  # what is counted by one character
_COUNTIES = re.compile("(?:旗?县|区县?|市)[（(](?:[市区县旗][、,，]?){1,3}[）)]")  # 90%的县（市、区）
_FRAMES = 3  # one within another: 对…要引导银行将平均利率
_END = ' 　、，,“"：:；;—-（(|'


def balanced(text: str, span: Span | None) -> Span | None:
    """The span with the quotation mark that its other half calls for, or without the half that has none."""
    if span is None:
        return None
    written = span.of(text)
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


def summed_up(text: str, span: Span) -> Span:
    """`设立登记、公章刻制、发票申领、银行开户等事项`: the noun that sums a long list up."""
    if text.count("、", span.start, span.end) < 3:
        return span
    closed = text.rfind("等", span.start, span.end - 2)
    summed = closed > text.rfind("、", span.start, span.end) and text[closed + 1] not in "）)"
    return Span(closed + 1, span.end) if summed else span


def phrase_before(text: str, floor: int, stop: int) -> Span | None:
    """The noun phrase between `floor` and the comparator, without frames, adverbs and verbs at its ends."""
    start = _after_leads(text, _cell(text, floor, stop), stop)
    if stop > start and text[stop - 1] in "、和" and not text.startswith("之", stop - 2):
        return None  # the last member of a list before the number: 商业步行街、一刻钟便民生活圈, 重点单位和80%的社区
    end = _without_ends(text, start, stop)
    if text[end - 1] in _YEAR_ENDS and (dated := _without_years(text, start, end, stop)) < end:
        end = _without_ends(text, start, dated)  # 总里程将由“十二五”末的2500公里增至…
    if text[end - 1 : end] in _STEP_ENDS and (step := _STEP.search(text, start, end)):
        end = step.start()  # 生产总值连续跨越两个千亿元台阶，达到3020亿元
    if (compared := _before_reference(text, start, end, stop)) < end:
        end = _without_ends(text, start, compared)  # 排放量力争比上年再削减40万吨
    if text[end : end + 1] == "、" and text[end + 1 : stop].strip() in words("acts"):
        return None  # the last of a list before the number: 园区建设、新增300亩用地
    if (
        text[start : start + 1] in OPENS
        or text[start - 1] in BEFORE
        or text[end - 1] in LASTS
        or _TELLS.search(text, start, end)
    ):
        start, end = _noun_alone(text, start, end, stop)
    span = span_at((after_verbs(text, start, end), end)).trimmed(text)
    start, end = span
    if end - start < 2 or text[start:end] in _NO_NOUNS:
        return span if text[start:end] in _ALONE and text[start - 1] == "的" else None  # 比重达到80%的县达到60个
    if text[start] in _STUB_BEGINS and _STUBS.fullmatch(text, start, end):
        return None
    if text[end - 1] == "算" and _RECKONED.search(text, start, end):
        return None  # 按2019年平均汇率折算为5686美元
    if text[end - 1] in "%上" and (text.endswith("基础上", start, end) or text[start : end - 1].isdecimal()):
        return None  # 在“十二五”末基础上翻一番, 90%的市和70%的县
    return span


_RECKONED = re.compile("汇率(?:水平)?(?:[计折测换]算|核算)$")
_TELLS = re.compile("[将把要须应给按处由从、基]")  # what may lead to a noun, or tell of it; most phrases have none


def _noun_alone(text: str, start: int, end: int, stop: int) -> tuple[int, int]:
    """Where the noun of a phrase stands, without what leads to it and what is told of it beside its number."""
    start, end = subject(text, start, end, stop)
    for _ in range(_FRAMES):
        if (framed := after_frame(text, start, end)) == start:
            break
        start = _after_leads(text, framed, end)
    return around_gift(text, start, end)


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
    while start < stop:
        character = text[start]
        match = None
        if character in _LEADING or character.isdecimal():
            dated = _DATE.match(text, start, stop) if character == "“" else None  # “十五”期间, not its mark alone
            match = dated or _LEAD.match(text, start, stop) or _DATE.match(text, start, stop)
        if match:
            start = match.end()
            continue
        further = behind_words(text, start, stop, "opens") if character in _OPENERS else start
        if further == start:
            break
        start = further
    return start


def _before_reference(text: str, start: int, end: int, stop: int) -> int:
    """Where the phrase ends without what it is compared with (较2020年) or a share is of (提高到总量的三分之二)."""
    of = text[stop - 1 : stop] == "的"
    if not of and _COMPARISON.search(text, start, end) is None:
        return end
    match = (_SHARE_OF if of else _COMPARED_WITH).search(text[start:end])
    if match and (match.start() >= 2 or match[0][0] in "较比相与同和"):
        return start + match.start()
    return end


def after_verbs(text: str, start: int, end: int) -> int:
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
    qualified = qualified or phrase[:cut] in _LEVELS  # 国家、行业标准
    return len(phrase) if qualified or _SUMMED_UP.search(phrase, cut) else cut


_SUMMED_UP = re.compile("(?<![一二三四五六七八九上中下同平])等(?![级待次])[^、]{2,12}$")  # 一等, 等级 sum nothing up
_QUALIFIES = frozenset("级化型类性式")
_LEVELS = frozenset({"国家", "国际", "行业", "地方", "团体"})


def _attains(text: str, verb: re.Match[str], end: int) -> bool:
    """`10个达到国家标准的露营地`: what is counted meets a level that stands before it."""
    return verb[0] == "达到" and end - text.rfind("的", verb.end(), end) > 2


def _own_noun(text: str, begin: int, end: int) -> tuple[int, int]:
    """Where the noun of a phrase stands: behind its last 的, or before the next of a list."""
    phrase = text[begin:end]
    if "的" in phrase and phrase[phrase.rindex("的") + 1 :] in OF_NO_NAME:
        phrase = phrase[: phrase.rindex("的")]  # 改善3万户住房的目标
        end = begin + len(phrase)
    if "的" in phrase and (last := phrase.rfind("的")) < len(phrase) - 2:
        begin += last + 1
    elif "、" in phrase[1:]:
        end = begin + _named_by_list(phrase)
    return begin, end


def _behind_marks(text: str, start: int, ceiling: int, stop: int) -> tuple[int, int]:
    """Where a phrase behind a number begins, past blanks, the number's quotation and a note in brackets, and how far it may
    go."""
    begin = start + 2 if text[start : start + 1] in ("/", "／") else start  # 30元/平方米/月给予
    before = text[start - 12 if start > 12 else 0 : start]
    quoted = "“" in before and "”" not in before[before.rfind("“") :]
    while begin < stop and (text[begin] in " 　的之）)级" or (quoted and text[begin] in '”"')):
        begin += 1
    if quoted and begin == start:
        begin, ceiling = in_quotation(text, begin, ceiling, stop)
    if text[begin : begin + 1] not in ("（", "("):
        return begin, ceiling
    close = min((i for i in (text.find(c, begin, begin + 40) for c in "）)") if i >= 0), default=-1)
    return (close + 1 + text.startswith("的", close + 1), stop) if close >= 0 else (begin, ceiling)


def _without_tail(text: str, begin: int, end: int) -> int:
    """Where a phrase behind a number ends without the words that lead on from it."""
    while end - begin > 1 and text[end - 1] in "和及与" and text[end - 2 : end] not in _WHOLE_ENDS:
        end -= 2 if text[end - 2] == "以" else 1  # 100项工程项目和30项基础研究项目
    if end - begin > 2 and text[end - 1] == "的" and not ending(text, begin, end, "kept"):
        end -= 1  # 举办200人以上大型峰会的，
    if end - begin > 2 and text[end - 1] in "设配" and not ending(text, begin, end, "kept"):
        end -= ending(text, begin, end, "staffs")  # 三个班以下的幼儿园设一人
    if (tail := ending(text, begin, end, "tails")) and end - tail - begin > 1:
        end -= tail  # 12个重点项目加快建设
    while end - begin > 2 and text.endswith("进行", begin, end):
        end -= 2  # 每年2次采集水样进行全分析
    while end - begin > 2 and text[end - 1] in "均已也" and not ending(text, begin, end, "kept"):
        end -= 1  # 18个评价指标均进入前列
    return end


def phrase_behind(text: str, start: int, ceiling: int, stop: int) -> Span | None:
    """The noun phrase behind a number, up to the verb or mark that ends it; behind the last 的 where it has one."""
    begin, ceiling = _behind_marks(text, start, ceiling, stop)
    character = text[begin : begin + 1]
    if character in _AHEAD_BEGINS and _AHEAD.match(text, begin, stop):
        return None
    if ceiling < begin:
        ceiling = begin
    counties = _COUNTIES.match(text, begin, ceiling) if character in _COUNTY else None
    head = counties.end() if counties else begin
    mark = STOP.search(text, head, ceiling)
    end = mark.start() if mark else ceiling
    stopped = end
    verb = _STOPS.search(text, head, end)
    if verb and ("的" not in text[verb.end() : end] or (verb.start() == head and not _attains(text, verb, end))):
        end = verb.start()
    end = turn(text, head, end)
    if end < stopped:
        end = without_manner(text, head, end)
    if end > begin and text[end - 1] == "、":
        end -= 1
    if text.find("的", head, end) >= 0 or text.find("、", head + 1, end) >= 0:
        begin, end = _own_noun(text, begin, end)
    end = _without_tail(text, begin, end)
    if begin < end and text[begin] in _CHANGES and any(_moves(text, begin, end, role) for role in _MOVES):
        return None
    span = span_at((begin, end)).trimmed(text)
    start, end = span
    if end - start < 2:
        return span if text[start:end] in _ALONE else None  # 惠及20个县
    if (text[start] == "每" and EACH.match(text, start, end)) or text[start:end] in _ENDS:
        return None  # 由141天大幅缩减到15天
    return span if not text[start].isdecimal() or _WORDS.search(text, start, end) else None  # 5亿元的2/3
