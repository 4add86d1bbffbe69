"""The table that a page prints above a document: `发文机关：国务院  成文日期：2019年1月12日`."""

import itertools
import re
from functools import cache
from typing import NamedTuple

from policyparse.lexicon.load import rows

_WHITE = r"[\s　]"
_BY_BLANK = (
    4  # characters of a label that a blank parts from its value: `发布机构 某区教育局`, `文  号 某政发〔2013〕2号`
)
_NOTHING = frozenset(("无", "-", "/"))
# `公开方式：主动公开  备注：全文`: also a label that no row has ends a value
_VALUE_END = re.compile(r"[\t|｜]|[ \u3000]{2,}(?=[^\s：:]{2,6}[：:])")


class FrontMatter(NamedTuple):
    """A row of lexicon/outline/front_matter.csv."""

    label: str
    gives: str


@cache
def _labels() -> str:
    """Any label, also with blanks between its characters."""
    written = (rf"{_WHITE}*".join(r.label) for r in rows("outline/front_matter.csv", FrontMatter))
    return "(" + "|".join(written) + ")"


@cache
def _opening() -> re.Pattern[str]:
    parted = rf"{_WHITE}+{_labels().replace('(', '(?:', 1)}(?:{_WHITE}|$)"  # `索 引 号 主题分类 综合政务`
    return re.compile(rf"[\s　*【\[|｜]*{_labels()}(?:[\s　*】\]]*(?:[:：|｜\t]|】|$)|{parted})")


@cache
def _label() -> re.Pattern[str]:
    mark = r"[\s　*】\]]*(?:(?P<mark>[:：|｜\t]|】)|$)[\s　*】|｜]*"
    return re.compile(rf"(?:^|(?<=[\s　|｜*【\[])){_labels()}(?:{mark}|{_WHITE}+)")


@cache
def _gives() -> dict[str, str]:
    return {r.label: r.gives for r in rows("outline/front_matter.csv", FrontMatter)}


def is_meta(line: str) -> bool:
    """True for a line of such a table.

    >>> [is_meta(x) for x in ("索引号：1/2", "| 成文日期 | 2020-03-01 |", "发布机构 某区教育局", "发布会的时间")]
    [True, True, True, False]
    """
    if _opening().match(line):
        return True
    first = _label().match(line)
    return first is not None and _is_read(first) and bool(_gives()[_bare(first[1])])


def meta_of(line: str) -> list[tuple[str, str]]:
    """What a line of such a table gives.

    >>> meta_of("发布机构: 某县人民政府 文号: 某政〔2023〕1号"), meta_of("| 发文字号 | 无 | 成文日期 | 2020-03-01 |")
    ([('issuer', '某县人民政府'), ('number', '某政〔2023〕1号')], [('date', '2020-03-01')])
    """
    line = line.replace("**", "")
    found = []
    labels = [label for label in _label().finditer(line) if _is_read(label)]
    for label, after in itertools.pairwise([*labels, None]):
        if label is None:
            break
        value = _VALUE_END.split(line[label.end() : after.start() if after else len(line)])[0].strip(" \t　|｜【[")
        if (gives := _gives()[_bare(label[1])]) and value and value not in _NOTHING:
            found.append((gives, value))
    return found


def _is_read(label: re.Match[str]) -> bool:
    """True where a mark closes a label, or it is so long that a blank does."""
    return label["mark"] is not None or len(label[1]) >= _BY_BLANK


def _bare(label: str) -> str:
    return re.sub(_WHITE, "", label)
