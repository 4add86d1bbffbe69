"""Posts and how many people hold each: `幼儿园设园长一人、副园长二人`, `炊事员：每40名幼儿配一人`."""

from __future__ import annotations

import re

from policyparse.stages.targets.words import Form
from policyparse.text import Span

PEOPLE = frozenset({"人", "名", "位"})
_REACH = 40  # characters before a number in which its 设 or 配 stands
_HAN = "(?:(?![的在由于为对是以或])[\u4e00-\u9fff])"
_SO_MANY = "[0-9一二两三四五六七八九]{1,2}(?:[至到—-][0-9一二两三四五六七八九]{1,2})?[人名位]"
_POST = Form(
    "(?<![建开增附架铺陈假分调匹装支])(?<![建开增]设){staffs}(?![计立施备想定置法偶合套区])"
    f"(?:{_HAN}{{1,10}}{_SO_MANY}[，、和]可?设?){{0,5}}"  # 设主任一人、副主任二人
    f"(?P<post>{_HAN}{{0,10}}?)(?:不[少多]于|不超过|至少|最多|各)?$"
)
_LABEL = re.compile("[ 　]*(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．])?([\u4e00-\u9fff]{2,10})[：:]")


def post(text: str, start: int) -> Span | None:
    """The post that the people at `start` are set for, empty where it stands elsewhere (`园长设一人`)."""
    begin = start - _REACH if start > _REACH else 0
    if text.find("设", begin, start) < 0 and text.find("配", begin, start) < 0:
        return None
    found = _POST.pattern.search(text[begin:start])
    return Span(begin + found.start("post"), begin + found.end("post")) if found else None


def titled(text: str, begin: int, stop: int) -> Span | None:
    """`园长：三个班以下的幼儿园设一人`: the post that a sentence opens with."""
    label = _LABEL.match(text, begin, stop)
    return Span(*label.span(1)) if label else None
