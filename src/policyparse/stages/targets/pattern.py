"""The one pattern that finds numbers with a unit, composed from the tables of the lexicon.

Every repeated part is possessive or bounded and a number starts only where no number goes on, so a text of n
characters costs O(n) whatever is in it. What is repeated possessively begins with a look that tells whether it will
match: before Python 3.11.5 a repetition that fails in the middle keeps what it has read (python/cpython#106052).
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from policyparse.kept import kept
from policyparse.lexicon.load import rows
from policyparse.stages.targets.numerals import digits, factors, in_words, scales, tens

_BLANKS = " \u00a0\u3000"
BLANK = f"[{_BLANKS}]?"
RANGE = "-—–－~～‐‑―至到"
_D = "0-9０-９"
_AND = f"(?:[{RANGE}]{{1,2}}|[、和及或]|或者)"
_WHOLE = "(?![A-Za-z](?<=[A-Za-z][A-Za-z]))"  # a unit in letters is not the beginning of a longer word
_OFTEN = "年条项元日次个款人%月家天"  # what most units in policy documents begin with
_HALVED = {"月": "个月", "钟": "小时", "分半钟": "分钟"}  # how units are written with a half: 两个半月, 三分半钟
_LIST = 12  # members that a list with one unit may have: `500、1000、5000元`


class UnitRow(NamedTuple):
    """A unit: code (UCUM, ISO 4217, own), dimension, factor to the dimension's base, ways to write it."""

    code: str
    system: str
    dimension: str
    factor: float
    written: tuple[str, ...]
    numerals: bool  # a short Chinese numeral before it measures by itself
    never: tuple[str, ...]  # what may not follow
    in_characters: tuple[str, ...]  # what may not follow a number in characters


@kept
def units() -> dict[str, UnitRow]:
    """The units by each way they are written."""
    return {written: row for row in rows("units.csv", UnitRow) for written in row.written}


@kept
def aliases() -> dict[str, str]:
    """Units as they are written with a half or a 多 in them: 两个半月, 5个多月."""
    return _HALVED | {f"个多{written[1:]}": written for written in units() if written[0] == "个" and written[1:]}


def any_of(words: Iterable[str], often: str = "") -> str:
    """A pattern for the longest of `words` at a place; shared beginnings are merged, so it cannot backtrack far.

    Those that begin with a character of `often` are tried first, in its order: for patterns of many words.

    >>> any_of(["千瓦", "千瓦时", "个"])
    '(?:个|千(?:瓦(?:时)?))'
    >>> any_of(["千瓦", "个", "年"], often="年")
    '(?:年|个|千(?:瓦))'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch({c: tree[c] for c in often if c in tree} | dict(sorted(tree.items())))


def _branch(tree: dict[str, Any]) -> str:
    options = [re.escape(c) + _branch(dict(sorted(below.items()))) for c, below in tree.items() if c]
    if not options:
        return ""
    return f"(?:{'|'.join(options)}){'?' if '' in tree else ''}"


def _first() -> str:
    """The characters that a number begins with."""
    return f"{_D}{''.join([*digits(), *scales(), *tens()])}半"


def _begins() -> str:
    """A look at what stands before the first character: no number that would go on here, 零 aside (2年零3个月); what ends a
    word neither begins a number nor belongs to the next (队伍三支)."""
    c, s = "".join(digits()), "".join([*scales(), *tens()])
    words = [f"[{before}]{last}" for last, before in in_words().items()]
    behind = "|".join(f"(?<={word}[{_first()}])" for word in words)
    none = "".join(f"(?<!{word})" for word in words)
    return f"{none}(?:(?<![{_D}{c.replace('零', '')}{s}.．][{_first()}])(?<!零[{c}{s}半])|{behind})"


def _goes_on() -> str:
    """A look at what stands behind the first character of a measure: most of 一步, 统一, 第一 fail here at once."""
    further = re.escape("".join(sorted({*digits(), *scales(), *tens(), *_openers()})))
    return f'(?:(?=[{RANGE}{_D}{further}兆点分余多几来、和及或,，.．·”"{_BLANKS}])|(?<=[万亿]))'


@kept
def _openers() -> frozenset[str]:
    """The characters that units begin with, the scales aside."""
    return frozenset(written[0] for written in [*units(), *_HALVED]) - {*scales(), *tens()}


@kept
def measures() -> re.Pattern[str]:
    """The pattern of a number, or a list or range of numbers, with its unit or multiplier.

    Groups: `first` is empty where the first number ends (it starts with the match), `run` is what follows it up to
    the unit (other numbers of the list or range), `share` the part behind 分之, `half` of 个半, `more` and `more2`
    a 余 or 多, `scale` a multiplier, `unit`. At least one of `share`, `scale`, `unit` is there, or it is no measure.
    """
    c, s = "".join(digits()), "".join([*scales(), *tens()])
    openers = "".join(sorted(_openers()))
    decimals = f"(?:(?=[.．·][{_D}])[.．·][{_D}]{{1,12}}+)?+"
    goes_on = "|".join(f"{b}{m}[{_D}]" for b in (f"[{_BLANKS}]", "") for m in ("[万亿]", "[万亿]零", "[百千]零"))
    further = f"(?:(?={goes_on}){BLANK}(?:[万亿]零?|[百千]零)[{_D}]{{1,8}}+{decimals})?+"  # 2亿3000万元
    before = "[约共逾近过]"  # 约4 500个
    spaced = f"(?:(?<={before}[{_D}])|(?<={before}[{_D}]{{2}})|(?<={before}[{_D}]{{3}}))(?:(?= [{_D}][{_D}][{_D}]) [{_D}]{{3}})++"
    thousands = f"(?:(?=[,，][{_D}][{_D}][{_D}])[,，][{_D}]{{3}})++"
    grouped = f"(?=[{_D}]{{0,2}}[,， ])"  # most are not, which this tells sooner
    whole = f"(?:[{_D}]{{0,15}}+(?![,， ])|{grouped}[{_D}]{{0,2}}(?:{thousands}|(?: 000)++|{spaced})(?![{_D}])|[{_D}]{{0,15}}+(?=[,， ]))"
    goes = f"[.．·万亿百千{_BLANKS}]"  # the ways exclude each other, or a list of numbers would be read in 4^12 ways
    rest = f"{whole}(?:(?!{goes})|(?={goes}){decimals}{further})"
    n = f"[{c.replace('两', '')}{s}]{{0,24}}+"  # in a numeral 两 stands before a scale or unit, or it is one (三十两)
    characters = f"{n}(?:(?![两兆点])|(?=[两兆点])(?:(?=两[{s}{re.escape(openers)}]|兆[{c}])[两兆]{n}){{0,3}}+(?:(?=点[{c}])点[{c}]{{1,12}}+)?+)"
    number = f"(?:[{_D}]{rest}|[{c}{s}]{characters})"
    halved = "分半钟|[月钟](?<=个半[月钟])"
    named = [*units(), *(written for written in aliases() if written not in _HALVED)]
    scaling = _scaling()
    scale = f"{BLANK}(?:{_scale()}){{1,3}}+"
    member = f"(?=[{RANGE}、和及或{scaling}])(?:{scale})?{BLANK}{_AND}{BLANK}{number}"
    return re.compile(
        f"[{_first()}]{_goes_on()}{_begins()}"
        f"(?:(?<=[{_D}]){rest}|(?<=[{c}{s}]){characters}|(?<=半))(?P<first>)"
        f"(?:分(?:之|(?<=百分)(?<![{c}{s}]百分)(?=[{_D}{c}]))(?P<share>{number})"
        f"|(?:{_at_once()}|(?P<run>(?:{member}){{0,{_LIST}}})(?!{member})"  # all of the list, or none
        f'(?P<half>个半)?(?P<more>[余多几来])?(?=[ 　”"]?[{re.escape(openers)}{s}])'
        f'(?:(?=[{scaling}])(?P<scale>{scale})(?P<more2>[余多])?)?[ 　”"]?)(?:(?P<unit>{any_of(named, _OFTEN)}|{halved}){_WHOLE}|)'
        f"|(?<=[万亿]))"
    )


def _at_once() -> str:
    """A look that tells that a unit follows at once, as mostly: no list, half or multiplier begins with that character."""
    further = {*RANGE, *'个、和及或余多几来”"', *_scaling()}
    return f"(?=[{re.escape(''.join(sorted(_openers() - further)))}]|个(?!半))"


def _scaling() -> str:
    """The characters that a multiplier may begin with: a look at them is cheap."""
    return "".join([*scales(), *factors(), _BLANKS])


def _scale() -> str:
    """One multiplier; where a unit begins with the same character (千瓦, 百分点), it is the unit's.

    A letter is one only before a unit in characters (15k元, but not 4k).
    """
    followers: dict[str, set[str]] = {character: set() for character in scales()}
    for written in units():
        if written[0] in followers:
            followers[written[0]].add(written[1])
    units_own = "|".join(f"{c}[{''.join(sorted(after))}]" for c, after in followers.items() if after)
    in_characters = "".join(sorted({w[0] for w in units() if not w[0].isascii()}))
    letters = "".join(factors())
    return f"(?!{units_own})[{''.join(followers)}]|(?=[{letters}][{in_characters}])[{letters}]"


@kept
def joints() -> re.Pattern[str]:
    """What stands between the numbers of a list or a range; group 1 where it is a range."""
    return re.compile(f"{BLANK}(?:([{RANGE}]{{1,2}})|[、和及或]|或者){BLANK}")


@kept
def per() -> re.Pattern[str]:
    """The second half of a compound unit: `/吨`, `/万人`."""
    return re.compile(f"{BLANK}[/／]{BLANK}[{''.join(scales())}]{{0,2}}?(?P<unit>{any_of([*units(), '月'])})")
