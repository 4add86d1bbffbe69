"""Document numbers (发文字号): `某政发〔2020〕5号`, the numbers of orders and public notices, and those of old papers."""

import re
from datetime import date

from policyparse.stages.outline.dates import date_of
from policyparse.stages.outline.line import MARKS
from policyparse.stages.outline.offices import organisations
from policyparse.stages.outline.words import any_outline_word

IN_YEAR = r"[〔﹝\[［【（(„]\s?(?:19|20)\d{2}\s?[〕﹞\]］】）)‟]\s?(?:第\s?)?\d{1,4}\s?号"  # `〔2020〕5号`
_NUMBER = re.compile(
    r"[（(]?([^\s〔（(\[【。，：:]{1,18}(?:[（(][^\s（()）\d]{1,6}[）)][^\s〔（(\[【。，：:]{0,6})?\s?"
    rf"{IN_YEAR})[）)]?"
)
_IN_SERIES = r"第\s?(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,7})\s?号"  # `第61号`, `第二十五号`
# `财政部 税务总局公告2022年第10号`, `国家市场监督管理总局令第61号`
_NUMBER_OF_YEAR = re.compile(
    rf"[（(]?([^，。；：《》]{{2,40}}(?:公告|通告|令)\s?(?:(?:19|20)\d{{2}}\s?年\s?)?{_IN_SERIES})[）)]?"
)
# `海关总署公告（2026年第18号）`, `中华人民共和国主席令（九届第37号）`; `2024年禁火令（第1号）` is a title
_NUMBER_IN_BRACKETS = re.compile(
    rf"((?!(?:19|20)\d{{2}}年)[^，。；：《》（()）]{{2,40}}(?:公告|通告|令)\s?[（(](?:(?:19|20)\d{{2}}\s?年\s?|[一二三四五六七八九十]{{1,3}}届)?{_IN_SERIES}[）)])"
)
_NUMBER_BARE = re.compile(
    rf"[（(]?(?:(?:(?:19|20)\d{{2}}\s?年\s?)?{_IN_SERIES}|[〔\[].{{2,8}}[〕\]]\s?第?\s?\d{{1,4}}\s?号)[）)]?"
)
# `(87)法研字第12号`, `某发〔84〕31号`, `府授社长字第1080012345号函`, as old papers and those of Taiwan are numbered
_NUMBER_OLD = re.compile(
    r"[（(]?((?:[（(〔\[]\d{2}[）)〕\]][^\s\d，。；：（()）]{1,12}字第?|[^\s\d，。；：（()）〔\[]{1,12}[（(〔\[]\d{2}[）)〕\]]字?第?)\s?\d{1,4}\s?号)[）)]?"
    r"|(?:中华民国\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)?([^\s\d，。；：（()）]{2,20}字第\s?\d{4,12}\s?号)[函令]?"
)
# `〔2022〕18号`, `2023年第5号` on a line of their own, as minutes and public notices are numbered
_NUMBER_OF_MINUTES = re.compile(
    r"[（(]?((?:[〔\[](?:19|20)\d{2}[〕\]]\s?第?|(?:19|20)\d{2}\s?年\s?第)\s?\d{1,4}\s?[号期])[）)]?"
)
_SHORT_NUMBER = 20  # characters of the number of minutes
_OLD = 50  # characters of an old document number, with the day before it


def is_number(line: str) -> bool:
    """True for a line that is a document number, be it with its day, or with who signed the paper."""
    line = _without_signer(line)
    if len(line) <= _SHORT_NUMBER and "期" in line and _NUMBER_OF_MINUTES.fullmatch(line):
        return True
    return "号" in line and bool(
        _NUMBER.fullmatch(line)
        or _NUMBER_OF_YEAR.fullmatch(line)
        or _NUMBER_IN_BRACKETS.fullmatch(line)
        or _NUMBER_BARE.fullmatch(line)
        or (len(line) <= _OLD and _NUMBER_OLD.fullmatch(line))
        or (line[-1] in "日）)" and number_and_day(line))
    )


def number_of(line: str) -> str | None:
    """The document number that a line is, without its brackets' spaces."""
    line = _without_signer(line.strip(MARKS))
    for number in (_NUMBER, _NUMBER_OF_YEAR, _NUMBER_IN_BRACKETS, _NUMBER_OF_MINUTES):
        if m := number.fullmatch(line):
            return m[1]
    if m := _NUMBER_OLD.fullmatch(line):
        return m[1] or m[2]
    return None


def is_issue(number: str) -> bool:
    """True for the number of an issue, as minutes have it, and the gazette in which a document with its own stands.

    >>> is_issue("2024年第5期"), is_issue("某政发〔2024〕5号")
    (True, False)
    """
    return number.endswith("期")


def _without_signer(line: str) -> str:
    """`某政发〔2020〕5号　　签发人：某某`, as papers that go upwards are headed, without the person."""
    return line.partition("签发人")[0].rstrip() if "签发人" in line else line


def issuer_in(number: str) -> list[str]:
    """The offices that an order or a public notice has in its number.

    >>> issuer_in("某某市人民政府令第16号"), issuer_in("财政部 税务总局公告2022年第10号"), issuer_in("某政发〔2020〕5号")
    (['某某市人民政府'], ['财政部', '税务总局'], [])
    """
    m = _ORDER.match(number)
    return organisations(m[1].strip()) if m else []


_ORDER = re.compile(r"([^，。；：、《》（()〔\[\d]{2,40}?)[ 　]?(?:令|公告|通告)\s?[第〔\[（(\d]")


def number_and_day(line: str) -> tuple[str, date] | None:
    """The document number and the day of a line with both.

    >>> number_and_day("某政发〔2009〕59号　二○○九年十二月八日")
    ('某政发〔2009〕59号', datetime.date(2009, 12, 8))
    """
    number, _, day = line.strip(MARKS).partition("号")
    known = number_of(number + "号")
    dated = date_of(day) if known and day else None
    return (known, dated) if known and dated else None


def number_beside(title: str) -> tuple[str, str] | None:
    """A title and the number that stands behind it in brackets, or before its marks or a blank.

    >>> number_beside("便民工作要点（某办发〔2017〕2号）"), number_beside("某办发〔2017〕2号《便民工作要点》")
    (('便民工作要点', '某办发〔2017〕2号'), ('《便民工作要点》', '某办发〔2017〕2号'))
    >>> number_beside("某办发〔2017〕2号 便民工作要点")
    ('便民工作要点', '某办发〔2017〕2号')
    """
    if "号" not in title:
        return None
    if title[-1:] in "）)" and (m := _NUMBER_BEHIND.search(title)):
        number, rest = number_of(m[1]), title[: m.start()]
    elif title[-1:] == "》" and (found := title.find("号《")) > 0:
        number, rest = number_of(title[: found + 1]), title[found + 1 :]
    elif m := _NUMBER_BEFORE.match(title):
        number, rest = number_of(m[1]), title[m.end() :]
    elif m := _ORDER_BEFORE.match(title):
        rest = title[m.end() :]
        at = max(m[1].find(rest.partition("关于")[0]), 0)  # `法规某局公告2018年第5号 某局关于……`: a site's category
        number = number_of(m[1][at:])
    else:
        return None
    return (rest, number) if number else None


# `某政办发〔2020〕35号某某市便民方案`: a number cited in a title has a word before it, or `文件` behind it
_NUMBER_BEFORE = re.compile(
    rf"(?:[^\s（()）。，：〔\[【]{{4,30}}文件)?((?!{any_outline_word('cites')})[^\s（()）。，：〔\[【]{{1,14}}\s?{IN_YEAR})(?:[ \u3000]+|(?!文|[、和及》]))(?=\S{{4}})"
)
_ORDER_BEFORE = re.compile(
    rf"((?!关于|贯彻|落实|根据|按照|转发)[^\s，。；：《》（()]{{2,40}}(?:公告|通告|令)(?:(?:19|20)\d{{2}}年)?{_IN_SERIES})[ \u3000]+(?=\S{{4}})"
)
_NUMBER_BEHIND = re.compile(rf"[（(]\s?([^\s（()）。，：〔\[【]{{1,14}}{IN_YEAR})\s?[）)]$")
