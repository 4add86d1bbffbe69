"""Levels before or now, or that are compared against."""

from __future__ import annotations

import re

from policyparse.kept import kept
from policyparse.records.found import TargetKind
from policyparse.stages.targets.around import Around
from policyparse.stages.targets.pattern import any_of
from policyparse.stages.targets.words import Form, anywhere, listed, words

_FROM = re.compile(r"(?:由|从|自)[^，。；：\n]{0,24}$")
_TO = Form("[^，。；：\\n]{0,12}?{moved_to}[^，。；：\\n]{0,3}?(?:至|到|为)")
_REACHED = re.compile(  # 产能提升了10%, 已从5人减少至2人
    r"(?:[\u4e00-\u9fff](?<![为除得不终])了[ 　]?(?:近|约|超过|超|达|达到|大约)?$)|已(?:经)?(?:从|由)[^，。；：\n]{1,30}$"
)
_BESIDES = re.compile("(?:已经|[并均现]已)[^，。；：的\n]{1,24}$")  # 并已经新增补贴2000户
_SO_FAR = Form("(?<![或且若凡对])已(?:经)?{done_so_far}[^，,。；：、率比的每0-9\\n]{0,8}$")
_TO_IN_THE_END = Form(  # 由不得少于25天，缩短5天，调整为20天
    "(?:[，,][^，,。；：\\n]{1,10})?[，,](?:统一)?{moved_in_the_end}(?:至|到|为)"
)
_FROM_HERE = re.compile(r"(?:由|从)[^，。；：\n]{0,10}$")
_BACK = Form(
    r"(?:(?<!直)到目前(?:为止)?[，,]|今年来[，,]|(?<![0-9])[0-9]{1,2}年来[，,]|截至(?:今年|本月|[0-9]{1,2}月)(?![^，,。；\n]{0,6}前)|(?=[去上过截迄目以近一二三五十])(?<![较比于与同是超过照到至地按])"
    r"(?:[一二三五十]年来[，,]|以来[，,]|近(?:年|[0-9一二三四五六七八九十两几]{1,2}年)来[，,]|近[0-9一二三四五两]年[，,](?=[^，,。；\n]{0,8}(?:累计|共))|(?<!以)(?:{look_back}|上年(?!度)|上一年(?!度)|上一?年度(?=[，,])|目前(?=[，,全我已])))(?!同期|水平|基础|的))"
)
_RECKONED = Form(  # 初步核算，全年地区生产总值1286亿元；年末全市常住人口421万人
    "{known_by}(?:数据|结果)?显示|存在[^，,。；\n]{0,6}{lack}[^，,。；\n]{0,8}[：:]|初步核算(?!方案)|初步预计[，,]|(?:初步测算|初步统计|(?<![应重新])经(?:核算|统计)|抽样调查)[，,]|据[^，,。；：\n]{0,8}统计[，,]|比上年末"
    "|(?:^|[。；，,\n])[ 　]?(?:[0-9]{4}年)?年末(?:全[省市县区州旗]|我[省市县区]|{counted_at_year_end})"
)
# Signs of which one stands in each of those two. A search for one character of a set takes a fifth of the time that one for
# several words takes, and most sentences have none.
_SIGNS = re.compile(
    "[近来去上过截迄目示算计样末在](?:(?<=近)|[，,年一去至今前](?<=来[，,]|[去上]年|上一|过去|截至|迄今|目前)"
    "|(?<=显示|[核测]算|统计|预计|抽样|年末|存在))"
)
_GREW = (  # 财政收入完成1.02亿元，同比增长21.4%: to a tenth, and without a comparator
    "(?:同比|[比较](?:上|去)年(?:同期)?)(?:实际|名义|分别|累计)?{grew}"
)
_EXACTLY = "(?:%|％|个百分点|[万亿]?[\u4e00-\u9fff]{1,2})(?!以上|以下|以内|左右)"
_HAS_GROWN = Form("[^。；\n]{0,30}?" + _GREW + "[0-9]+[.．][0-9]+" + _EXACTLY)
_ODD = "[0-9]+[.．][0-9]?[1-46-9]%(?!以上|以下|以内|左右)"  # what nobody would aim at: 18.9%, but 8.5%
_ODD_VALUE = re.compile("[0-9]+[.．][0-9]?[1-46-9]%")
_GREW_SO = re.compile(  # 财政收入50.8亿元，分别增长26.7%和18.9%; 出口增长8%，…
    "[^，,。；：\n]{0,8}[，,、](?:实际|名义|分别){0,2}(?:增长|增加|增幅为?)(?:[0-9.]{1,6}%[、和])?" + _ODD
)
_SO_GROWN = re.compile(
    "[0-9]+[.．][0-9]{1,4}[^，,。；：0-9\n]{1,6}[，,、](?:实际|名义|分别){0,2}(?:增长|增加|增幅为?)(?:[0-9.]{1,6}%[、和])?$"
)
_GROWN = Form(_GREW + "$")
_FROM_NOW = Form("(?:由|从)[^，,。；：\n]{0,4}{now}[^，,。；：\n]{0,16}[到至为]$")
_NOW_HAS = Form(  # 全市现有养老机构126家、床位2万张，…
    "(?:^|[。；\n])[ 　]*(?:目前，?|截至目前，?)?(?:全[市省县区州旗国乡镇村校]|[我本][市省县区州旗校])[^，,。；\n]{0,4}"
    "{held}[^。；\n要由将新到争再]*$"
)
_NORMS = words("norm")
_HELD, _PAST = anywhere("held"), anywhere("past")
_SO_FEW = re.compile("(?:只有|仅有|仅为|尚有|[\u4e00-\u9fff]仅)$")  # 规上企业仅32户
_PLACE = re.compile("全[国省市区县]")
_ABOVE_PLACE = re.compile("[，,、][高低快]于全[国省市区县][^，,。；0-9]{0,8}[0-9.]+个?百分点(?!以上|左右|以内)")
_ABOVE = re.compile("[高低快慢]于全[国省市区县州][^，,。；0-9]{0,8}$")
_FASTER = re.compile("[快慢]于全[国省市区县州][^，,。；0-9]{0,8}$")
_COMPARED_TO = re.compile(  # 比2015年的1.2吨下降16%
    '[比较](?:[0-9]{4}年|[“"]?[一二三四五六七八九十]{1,2}五[”"]?|[上去]年)(?:度|期?[底末])?(?:全[国省市县区])?[^，,。；：、0-9]{0,8}'
    "(?:[0-9.]{1,12}[^，,。；：、0-9]{1,6}[、和及]){0,4}$"
)
_DIFFERS = Form(  # the last of 比2010年的12万吨、9万吨分别减少, or one before it
    "(?:(?<![0-9])[、和及][0-9.]{1,12}[^，,。；：、0-9]{1,6}){0,4}[^，,。；：、0-9]{0,4}{grew}"
)
_TELLS = words("tells")
_THEN = re.compile(r"(20[0-9]{2})[ 　]?年(?!底?前)[^。；，,\n]{0,40}$")
_SINCE_THEN = re.compile(r"(20[0-9]{2})[ 　]?年(?!底?前)[^。；\n]{0,30}(?:为|是|仅)[^，,。；\n]{1,8}[，,]$")
_LATER = re.compile(r"[^。；\n]{0,40}?[，,](?:力争)?[到至][ 　]?(20[0-9]{2})[ 　]?年")
_TOGETHER = Form("共{handled}|挽回(?:经济|直接|各类)?损失")  # 全市共查处案件1320起
_HAS_DONE = re.compile("[已了成](?:(?<=[，,均现前国省市县区]已|[翻长高降加少到现破]了)|(?<=[前额]完成))")
_ALL_DONE = Form(  # 实施项目46个，已全部开工
    "[^。；\n]{0,60}?{has_moved}了[^，,。；：\n]{0,4}[0-9一两]"
    "|[^。；\n]{0,60}?[，,](?:目前)?(?:均?已|现已)(?:经)?(?:全部|基本|陆续|全面|顺利)?{all_done}(?=[，,。；、了并\\n]|$)"
    "|[^。；\n]{0,60}?[，,]均?已(?:经)?全部[^，,。；\n]{0,10}?{all_settled}"
    "|[^。；\n]{0,30}?[，,][^，,。；\n]{0,4}已(?:经)?成为|[^。；\n]{0,40}?[，,](?:提前|超额){1,2}完成"
)
_RECORD = re.compile(  # 增长10.7%，创下近6年新高
    "[^。；\n]{0,24}?[，,](?<![再争])(?:再?创下?|刷新)[^，,。；0-9\n]{0,6}[0-9一二三五十]{0,3}年?[^，,。；0-9\n]{0,4}(?:新高|最好水平|纪录)"
)
_TASK = "(?:完成|占|为)[^，,。；：0-9]{0,10}(?:任务|目标|计划|预算)[数额量]?(?:[0-9.]{1,8}[^，,。；：0-9]{1,3})?的?"
_OF_THE_TASK = re.compile(_TASK + "$")
_MORE_THAN_THE_TASK = _TASK + "(?:1[0-9]{2}|[0-9]+[.．][0-9]+)[%％](?!以上)"
_GROWTH = Form(
    f"{_GREW}[0-9]+[.．][0-9]+{_EXACTLY}|{_MORE_THAN_THE_TASK}"
    "|[0-9][.．][0-9]{1,4}[^，,。；：0-9\\n]{1,6}[，,、](?:实际|名义|分别){0,2}增长(?:[0-9.]{1,6}%[、和])?" + _ODD
)
_PASSED = re.compile("(?:完成|高于|超过|超出)[^，,。；：\n]{0,30}$")  # before a goal that is behind
_DID = re.compile("[^，,。；：、0-9\n]{1,12}(?:完成|实现|达到|通过|取得|获得|建成)了")  # 26个城市完成了目标
_GOALS = frozenset({"目标", "计划"})
_GOAL = 34  # characters from what is done to the goal that it was
_AHEAD = Form(  # not 今年第三季度, 今年1—8月
    "(?<![共已计])(?<!初步)(?!今年(?:以来|第?[一二三四]季度|上半年|[前1-9][0-9]?[个至—-]?[0-9]{0,2}个?月)){looks_ahead}|到20[0-9]{2}年"
)


def baseline(around: Around) -> TargetKind | None:
    """A level before or now, or one that is compared with: `由45%提高到…`, `…的基础上`, `比上年增长…`."""
    if "基础上" in around.right or "了" in around.quoted:
        return "baseline"  # …的基础上, 翻了一番
    left, behind = around.left, around.behind
    if (
        ("由" in left or "从" in left or "自" in left)
        and _FROM.search(left)
        and (_TO.match(behind) or (_TO_IN_THE_END.match(behind) and _FROM_HERE.search(left)))
    ):
        return "baseline"
    if ("比" in left or "较" in left) and _COMPARED_TO.search(left) and _DIFFERS.match(behind):
        return "baseline"
    if ("了" in left or "已" in left) and _REACHED.search(left):
        return "baseline"
    if "已" in left and not around.compared.written and (_BESIDES.search(left) or _so_far(around)):
        return "baseline"
    if around.dimension == "ratio" and _of_the_task(around):
        return "baseline"
    if around.counted and around.compared.comparator == "eq" and _SO_FEW.search(left[-3:]):
        return "baseline"
    tail = left[-12:]
    if "基础上" in tail:
        tail = tail[tail.rindex("上") :]  # 在现有基础上再压减三分之一
    # Most have no such word at all, which the pattern without a look behind it tells sooner.
    signs = _SIGNS.search(around.opening) is not None
    past = (
        (_PAST.search(tail) is not None and _past().search(tail) is not None)
        or (signs and _looks_back(around.opening))
        or _told_as_done(around, signs)
    )
    if past and around.compared.before in _NORMS:
        return None  # 已建成小区每百户不少于20平方米
    if past and around.opened and around.given:
        return None  # 对已认定企业给予10万元奖励
    if past and (_FROM_NOW.search(left) or (around.dimension == "ratio" and left.endswith(("的", "标准", "价格")))):
        return None  # 由目前的15家增加到30家, 不低于上年支出的50%, 按现行收费标准80%收取
    return "baseline" if past and not any(word in tail for word in listed("still_ahead")) else None


def _so_far(around: Around) -> bool:
    """`已竣工11.22万户`, `已签约项目30个`: what was done so far; not who gets something for it."""
    if around.opened or around.given or around.compared.before:
        return False
    return _SO_FAR.search(around.left) is not None


@kept
def _past() -> re.Pattern[str]:
    """A level before or now; not the 现行 of 实现行政村, nor the 同期 of 合同期限."""
    return re.compile("(?<![实通经较比与于合])" + any_of(words("past")))


def _told_as_done(around: Around, signs: bool) -> bool:
    """What was reckoned or counted together, or what the sentence goes on to say is done; `signs`: it may be reckoned."""
    opening, behind = around.opening, around.behind
    if around.compared.written and behind.startswith("的"):
        return False  # 存在的问题：产值超亿元的企业只有5户
    told = (
        (("共" in opening or "损失" in opening) and _TOGETHER.search(opening) is not None)
        or (signs and _RECKONED.search(opening) is not None)
        or (
            around.compared.before not in _NORMS
            and ("全" in opening or "我" in opening or "本" in opening)
            and _HELD.search(opening) is not None
            and _NOW_HAS.search(opening) is not None
        )
        or _has_grown(around)
        or (not around.opened and "创" in behind and _RECORD.match(behind) is not None)
        or (around.dimension == "ratio" and _beside_others(around))
        or (around.compared.before in _TELLS and _was_then(around))
        or (around.counted and "了" in behind[:16] and _DID.match(behind) is not None)
        or (not around.opened and _HAS_DONE.search(behind) is not None and _ALL_DONE.match(behind) is not None)
    )
    return told and _ahead(opening, 0, len(opening)) is None


def _has_grown(around: Around) -> bool:
    """A growth over the year before that is told to a tenth, and what has so grown."""
    if around.compared.written:
        return False
    exact = "." in around.quoted or (around.compared.measure.value % 1 != 0 and around.dimension == "ratio")
    if exact and _GROWN.search(around.left):
        return _AHEAD.search(around.behind) is None
    if not around.opened and "." in around.quoted and _grown_oddly(around):
        return True
    behind = around.behind
    year_before = "同比" in behind or "上年" in behind or "去年" in behind
    return year_before and _HAS_GROWN.match(behind) is not None


def _grown_oddly(around: Around) -> bool:
    """`完成总收入50.8亿元，增长18.9%`: a level told to a tenth, and beside it a growth that nobody would aim at."""
    if around.dimension == "ratio":
        odd = _ODD_VALUE.fullmatch(around.quoted) is not None and _SO_GROWN.search(around.left) is not None
        return odd and _AHEAD.search(around.behind) is None
    return _GREW_SO.match(around.behind) is not None


def _of_the_task(around: Around) -> bool:
    """`完成年度任务的100.8%`: what is told to a tenth, or is more than the task."""
    value = around.compared.measure.value
    told = not around.compared.written and (value % 1 != 0 or value > 100)
    share = _OF_THE_TASK.search(around.left) if told else None
    return (
        share is not None and _ahead(around.opening, 0, len(around.opening) - len(around.left) + share.start()) is None
    )


def _ahead(text: str, start: int, end: int) -> int | None:
    """Where `text[start:end]` first looks ahead; a goal that is completed or passed lies behind."""
    for match in _AHEAD.pattern.finditer(text, start, end):
        at = match.start()
        if match[0] not in _GOALS or _PASSED.search(text, at - _GOAL if at - _GOAL > start else start, at) is None:
            return at
    return None


def told_beside(text: str, start: int, end: int) -> tuple[int, int] | None:
    """From where to where a sentence tells what is known, where it tells a growth to a tenth (`…，同比增长8.9%`)."""
    growth = _GROWTH.search(text, start, end)
    if growth is None:
        return None
    first, ahead = _ahead(text, start, growth.start()), _ahead(text, growth.end(), end)
    return None if first is not None else (start, end if ahead is None else ahead)


def _beside_others(around: Around) -> bool:
    """`增长8.3%，高于全省1.2个百分点`: a figure that can be held against that of a larger place is known."""
    if around.compared.written:
        return False
    ahead = _ABOVE if "." in around.quoted else _FASTER
    if "于全" in around.left and around.code == "{percentage point}" and ahead.search(around.left):
        return True
    if around.compared.before in ("高于", "低于"):
        return _PLACE.match(around.quoted, 2) is not None
    return _ABOVE_PLACE.match(around.behind) is not None


def _was_then(around: Around) -> bool:
    """`2023年城镇化率为68.4%，到2027年力争提高到72%`: the level of the earlier year."""
    if around.compared.after or "年" not in around.opening:
        return False
    differs = around.compared.before in ("低于", "高于")
    then, later = (_SINCE_THEN if differs else _THEN).search(around.opening), _LATER.match(around.behind)
    return then is not None and later is not None and int(then[1]) < int(later[1])


def _looks_back(opening: str) -> bool:
    """`去年，全区…增长8.1%`: the sentence tells of the past up to a word that looks ahead."""
    found = list(_BACK.pattern.finditer(opening))
    if not found or _AHEAD.search(opening, found[-1].end()) is not None:
        return False
    return "基础上" not in opening[found[-1].end() :]  # 在保持去年水平的基础上，…提高至10%
